package pages

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// show executes a page with its sample and reads the HTML.
func show(t *testing.T, set *Templates, s sampled) *html.Node {
	t.Helper()
	return showFramed(t, set, s, sampleFrame(s))
}

func showFramed(t *testing.T, set *Templates, s sampled, frame Frame) *html.Node {
	t.Helper()
	body, err := set.render(s.name, frame)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func count(doc *html.Node, selector string) int {
	return len(cascadia.QueryAll(doc, cascadia.MustCompile(selector)))
}

func text(doc *html.Node, selector string) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	for _, n := range cascadia.QueryAll(doc, cascadia.MustCompile(selector)) {
		walk(n)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func find(t *testing.T, name string) sampled {
	t.Helper()
	for _, s := range samples() {
		if s.name == name {
			return s
		}
	}
	t.Fatalf("no sample of %s", name)
	return sampled{}
}

// samples of pages whose handlers stand in other files are executed by the tests beside them.
func TestEveryPublicPageShowsItsFullSample(t *testing.T) {
	set := load(t)
	for _, s := range samples() {
		checkFrame(t, s.name, show(t, set, s))
	}
}

// checkFrame finds what no page of ours may lack or hold.
func checkFrame(t *testing.T, name string, doc *html.Node) {
	t.Helper()
	for selector, want := range map[string]int{
		"html[lang]": 1, "main#main-content": 1, "h1": 1, "title": 1, "a.govuk-skip-link": 1,
		"style": 0, "[style]": 0, "[onclick]": 0, "script:not([src])": 1, `[src^="http"]`: 0, `link[href^="http"]`: 0,
	} {
		if got := count(doc, selector); got != want {
			t.Errorf("%s: %d of %s, want %d", name, got, selector, want)
		}
	}
	if title := text(doc, "title"); !strings.HasSuffix(title, " – Candour") || strings.HasPrefix(title, " –") {
		t.Errorf("%s: the title is %q", name, title)
	}
	checkIDs(t, name, doc)
}

// checkIDs finds ids used twice, and references to ids that are not there.
func checkIDs(t *testing.T, name string, doc *html.Node) {
	t.Helper()
	ids := map[string]bool{}
	for _, n := range cascadia.QueryAll(doc, cascadia.MustCompile("[id]")) {
		id := attr(n, "id")
		if ids[id] {
			t.Errorf("%s: the id %q is there twice", name, id)
		}
		ids[id] = true
	}
	for _, key := range []string{"for", "aria-labelledby", "aria-describedby"} {
		for _, n := range cascadia.QueryAll(doc, cascadia.MustCompile("["+key+"]")) {
			for _, id := range strings.Fields(attr(n, key)) {
				if !ids[id] {
					t.Errorf("%s: %s names %q, which is not there", name, key, id)
				}
			}
		}
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func TestAStoryShowsEverythingItMayAndNothingItMayNot(t *testing.T) {
	set := load(t)
	s := find(t, "public/story")
	doc := show(t, set, s)
	for selector, want := range map[string]string{
		".story__title":                        "He came back to tell us, twice",
		".story__by":                           "Told by grey heron 41, about a relative (young person)",
		".story__when":                         "Happened in October 2026. Published 14 November 2026.",
		".story .tag--good":                    "Good: kind staff",
		".story .tag--better":                  "Could be better: waiting for a bed",
		".progress__step--now .progress__word": "Change made",
		"#r1 .turn__who":                       "NHS Grampian answered",
		"#r1 .change__head":                    "Change planned by December 2026",
		"#u1 .turn__who":                       "grey heron 41 told what happened since",
	} {
		if got := text(doc, selector); got != want {
			t.Errorf("%s: %q, want %q", selector, got, want)
		}
	}
	for selector, want := range map[string]int{".told b": 0, ".turn": 4, ".crisis": 1, `a[href="tel:116123"]`: 1, ".progress__step": 5,
		`form[method=post][action="/stories/k7m2xq9a/similar"]`: 1, `a[href="/services/s1"]`: 2, ".similar .story-card": 1} {
		if got := count(doc, selector); got != want {
			t.Errorf("%d of %s, want %d", got, selector, want)
		}
	}
}

func TestAClosedStoryShowsByWhomAndWhyButNoWords(t *testing.T) {
	set := load(t)
	closed := sampleStory
	closed.Restricted = &Restriction{By: "A senior moderator", Why: "A court case is going on.", Since: published}
	doc := show(t, set, sample(storyPage, closed))
	if got := text(doc, ".govuk-summary-list"); got != "Who closed itA senior moderator WhyA court case is going on. Since14 November 2026" {
		t.Errorf("the reasons read %q", got)
	}
	for _, selector := range []string{".told", ".turn", ".tag", ".progress", ".story__by"} {
		if count(doc, selector) > 0 {
			t.Errorf("a closed story shows %s", selector)
		}
	}
	if count(doc, `meta[name=robots][content=noindex]`) != 1 {
		t.Error("search engines are not asked to leave it out")
	}
}

func TestAStoryWithoutAnAnswerSaysWhatWillBeThere(t *testing.T) {
	lone := storyView{ID: "a", Title: "A", ScreenName: "b", Text: "c", Progress: NewProgress(0)}
	doc := show(t, load(t), sample(storyPage, lone))
	heard, unheard := lone, lone
	heard.Services, heard.Progress = []ServiceLink{{"s", "Ward 4", ""}}, NewProgress(1)
	unheard.Services = heard.Services
	for want, view := range map[string]storyView{"Nobody has been told yet. We are still looking for the service.": lone, "Nobody has been told yet.": unheard,
		"We told the people who run the service. Their answer will stand here.": heard} {
		if got := text(show(t, load(t), sample(storyPage, view)), ".conversation"); got != "Nobody has answered yet "+want {
			t.Errorf("it says %q, want %q", got, want)
		}
	}
	for _, selector := range []string{".alike", ".similar", ".story__tags", ".story__own", "details"} {
		if count(doc, selector) > 0 {
			t.Errorf("an empty %s is shown", selector)
		}
	}
}

func TestThePrivacyNoticeNamesEveryPromiseUnderItsID(t *testing.T) {
	doc := show(t, load(t), find(t, "public/about/privacy"))
	for _, p := range Promises {
		if count(doc, "li#"+p.ID) != 1 {
			t.Errorf("%s is not there", p.ID)
		}
	}
	if got := count(doc, ".promise"); got != len(Promises) {
		t.Errorf("%d promises, want %d", got, len(Promises))
	}
}

func TestEveryAboutPageCanBeReachedFromTheIndex(t *testing.T) {
	doc := show(t, load(t), find(t, "public/about"))
	for name := range aboutPages {
		if name != "" && count(doc, `.doors a[href="/about/`+name+`"]`) != 1 {
			t.Errorf("%s is not listed", name)
		}
	}
	if count(doc, "#help .crisis") != 1 {
		t.Error("the help the footer leads to is not there")
	}
}

func TestEmptyListsSayHowTheyFill(t *testing.T) {
	set := load(t)
	for _, s := range []sampled{sample(homePage, homeView{}), sample(storiesPage, storiesView{Heading: "Stories"}),
		sample(servicesPage, servicesView{Searched: true}), sample(servicePage, serviceView{placeView: placeView{Name: "A"}}), sample(organisationPage, organisationView{placeView: placeView{Name: "A"}}),
		sample(partsPage, partsView{Name: "A"}), sample(servicesOfPage, servicesOfView{Name: "A"}), sample(servicesOfPage, servicesOfView{Query: "A"}), sample(historyPage, historyView{Name: "A"})} {
		if doc := show(t, set, s); count(doc, ".empty") != 1 || count(doc, ".cards") != 0 {
			t.Errorf("%s does not explain why it is empty", s.name)
		}
	}
}

func TestTheHeaderKnowsWhoIsSignedIn(t *testing.T) {
	set := load(t)
	s := find(t, "public/home")
	for kind, want := range map[string]string{"": "Stories Services About Sign in", "author": "Stories Services About My stories Sign out", "member": "Stories Services About Stories for us Sign out, Morag Sample"} {
		frame := sampleFrame(s)
		frame.Person = Person{Kind: kind, Name: "Morag Sample", Account: "/staff"}
		if got := text(showFramed(t, set, s, frame), ".site-nav"); got != want {
			t.Errorf("%q: %q, want %q", kind, got, want)
		}
	}
}

func TestNoViewHasAFieldForPrivateDetails(t *testing.T) {
	private := []string{"email", "ip", "account", "author", "criticality", "urgency", "original", "born", "ethnic", "gender"}
	for _, view := range []any{storyView{}, StoryCard{}, Turn{}, ChangeLine{}, homeView{}, storiesView{}, serviceView{}, organisationView{}, partsView{}, servicesOfView{}, historyView{}, atomFeed{}} {
		v := reflect.TypeOf(view)
		for i := range v.NumField() {
			name := strings.ToLower(v.Field(i).Name)
			for _, word := range private {
				if strings.HasPrefix(name, word) {
					t.Errorf("%s has the field %s", v.Name(), v.Field(i).Name)
				}
			}
		}
	}
}

func TestATemplateNobodyListsIsFoundAtStart(t *testing.T) {
	stray := Overlay{Over: fstest.MapFS{"pages/public/stray.html": {Data: []byte("x")}}, Under: public}
	if _, err := Load(stray); err == nil || !strings.Contains(err.Error(), "public/stray") {
		t.Errorf("got %v", err)
	}
}

func TestAnOperatorsFileIsTakenBeforeOurs(t *testing.T) {
	ours := Overlay{Under: public, Over: fstest.MapFS{
		"pages/public/about/cookies.html": {Data: []byte(`{{define "title"}}Biscuits{{end}}{{define "content"}}<h1>Biscuits</h1>{{end}}`)},
		"assets/colours.css":              {Data: []byte(":root{--paper:#fff}")},
	}}
	set, err := Load(ours)
	if err != nil {
		t.Fatal(err)
	}
	if got := text(show(t, set, find(t, "public/about/cookies")), "h1"); got != "Biscuits" {
		t.Errorf("the heading is %q", got)
	}
	if f, _ := set.Assets().Find("colours.css"); string(f.Body) != ":root{--paper:#fff}" {
		t.Errorf("the colours are %s", f.Body)
	}
	if len(set.Names()) != len(load(t).Names()) {
		t.Error("pages of ours are missing")
	}
}
