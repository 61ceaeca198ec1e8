package pages

import (
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// shown tells a story of Ada's, edits it for a reason, and gives the address of the
// link that asks her.
func (s *ownSite) shown(t testing.TB, code string) (id, link string) {
	t.Helper()
	return s.shownFor(t, strings.NewReplacer("The porter", "Somebody"), story.ReasonsFor(code))
}

// shownFor is the same with edits, and reasons, of a test's own.
func (s *ownSite) shownFor(t testing.TB, edits *strings.Replacer, reasons []story.EditReason) (id, link string) {
	t.Helper()
	id = s.told(t, adaEmail, nil).StoryID
	words := s.story(t, id).Words()
	words.Text = edits.Replace(words.Text)
	if _, err := flow.PublishStory(s, flow.Decision{StoryID: id, Version: 1, Moderator: s.moderator, Words: &words, Reasons: reasons}); err != nil {
		t.Fatal(err)
	}
	letters, err := records.LettersOfStory(s, id)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range letters {
		if l.Kind() == string(mail.Edits) {
			link = "/agree/" + id + "/" + flow.LinkToken(s, l)
		}
	}
	return id, link
}

func TestAnAuthorSeesEachEditWithItsReasonAndAgreesWithoutSigningIn(t *testing.T) {
	site := newOwnSite(t)
	id, link := site.shown(t, "identifies-staff")
	v := testkit.NewVisitor(t, site.url)
	page := v.Get(link).Is(200)
	page.Has(".compared del", "The porter")
	page.Has(".compared ins", "Somebody")
	page.Has(".compared__why", "It names or describes somebody who works there")
	page.HasNowhere(adaEmail, "AB10")
	if h := page.Header; h.Get("X-Robots-Tag") != "noindex" || !strings.Contains(h.Get("Cache-Control"), "no-store") {
		t.Errorf("headers %v", h)
	}
	v.Get(link + "x").Is(404)
	v.Post(link+"/yes", url.Values{"version": {"1"}}).Is(200).Has("h1", "What we changed") // of another version
	if got := site.story(t, id).State(); got != story.Approved {
		t.Fatalf("a yes to another version made it %s", got)
	}
	v.Get(link)
	agreed := v.Submit(`form[action$="/yes"]`, nil).Is(410)
	agreed.Has("main", "You agreed", "Your story is published")
	agreed.Has(`main a[href="/stories/`+id+`"]`, "Read your story")
	v.Get(link).Is(410).HasNowhere("You agreed")
	if got := site.story(t, id).State(); got != story.Published {
		t.Errorf("after a yes it is %s", got)
	}
	v.Get(link + "/withdraw").Is(410)
	v.Post(link+"/withdraw", nil).Is(410)
	if got := site.story(t, id).State(); got != story.Published {
		t.Errorf("an old link made it %s", got)
	}
}

// Two passages of one part, each for a reason of its own; then a second edit changes one
// of them once more and adds a third for all that is left.
func TestEachMarkedPassageCarriesItsOwnReason(t *testing.T) {
	edit := func(code, part string, passage int) story.EditReason {
		return story.EditReason{Part: part, Code: code, Passage: passage}
	}
	first := "I came in by ambulance on Friday. It was raining hard and nobody was in the hall yet. The porter called Bill stayed."
	second := "I came in by ambulance one day. It was raining hard and nobody was in the hall yet. The porter stayed."
	third := "I came in by ambulance one day. It was raining hard and nobody was in the hall yet. Somebody stayed."
	once := comparePart("text", "Story", first, second, []editOfWords{{known: true, was: records.Words{Text: first}, is: records.Words{Text: second},
		reasons: []story.EditReason{edit("date-or-time", "text", 1), edit("identifies-staff", "text", 2), edit("length", "title", 1)}}})
	if got := notesOf(once); got != "on Friday/one day: exact date; called Bill: names or describes" || len(once.Reasons) > 0 {
		t.Errorf("%s, and %v", got, once.Reasons)
	}
	twice := comparePart("text", "Story", first, third, []editOfWords{
		{known: true, was: records.Words{Text: first}, is: records.Words{Text: second}, reasons: []story.EditReason{edit("date-or-time", "text", 1), edit("identifies-staff", "text", 2)}},
		{known: true, was: records.Words{Text: second}, is: records.Words{Text: third}, reasons: []story.EditReason{edit("length", "text", 0)}}})
	if got := notesOf(twice); !strings.HasPrefix(got, "on Friday/one day: exact date") || strings.Count(got, ":") != 1 || len(twice.Reasons) != 2 {
		t.Errorf("%s, and %v", got, twice.Reasons)
	}
	unknown := comparePart("text", "Story", first, second, []editOfWords{{reasons: []story.EditReason{edit("date-or-time", "text", 1)}}})
	if got := notesOf(unknown); got != "" || len(unknown.Reasons) != 1 {
		t.Errorf("%s, and %v", got, unknown.Reasons)
	}
	if back := comparePart("text", "Story", first, first, []editOfWords{{reasons: []story.EditReason{edit("length", "text", 0)}}}); len(back.Notes)+len(back.Reasons) > 0 {
		t.Errorf("a part that stands as it was sent has a reason: %+v", back)
	}
}

// notesOf says of each noted passage what was changed, and the beginning of why.
func notesOf(c comparedPart) string {
	short := map[string]string{"An exact date": "exact date", "It names or describes": "names or describes"}
	var said []string
	change := ""
	for _, p := range c.Pieces {
		switch p.Kind {
		case "same":
			if strings.TrimSpace(p.Text) != "" {
				change = ""
			}
		case "out":
			change += strings.TrimSpace(p.Text)
		case "in":
			change += "/" + strings.TrimSpace(p.Text)
		}
		for _, n := range p.Notes {
			for begins, words := range short {
				if strings.HasPrefix(c.Notes[n-1], begins) {
					said = append(said, change+": "+words)
				}
			}
		}
	}
	return strings.Join(said, "; ")
}

func TestSilencePublishesUnlessTheAuthorAskedUsToWait(t *testing.T) {
	for _, asks := range []bool{false, true} {
		site := newOwnSite(t)
		id, link := site.shown(t, "date-or-time")
		v := testkit.NewVisitor(t, site.url)
		v.Get(link)
		if asks {
			v.Submit(`form[action$="/wait"]`, nil).Is(200).Has("main", "Nothing happens until you answer")
		}
		site.Pass(6 * 24 * time.Hour)
		if _, err := flow.GoOnByClock(site); err != nil {
			t.Fatal(err)
		}
		if got := site.story(t, id).State(); (got == story.Published) == asks {
			t.Errorf("asked to wait: %v, and it is %s", asks, got)
		}
		if asks {
			v.Get(link)
			v.Submit(`form[action$="/yes"]`, nil).Is(410)
			if got := site.story(t, id).State(); got != story.Published {
				t.Errorf("after a yes it is %s", got)
			}
		}
	}
}

func TestAnAuthorsOtherWordsGoBackAndNeedNoSecondYes(t *testing.T) {
	site := newOwnSite(t)
	id, link := site.shown(t, "identifies-staff")
	v := testkit.NewVisitor(t, site.url)
	v.Get(link)
	v.Submit(`form[action$="/propose"]`, nil).Is(422).Has(".govuk-error-summary", "Nothing is other")
	mine := "I came in by ambulance at night. The man who pushed my bed stayed."
	v.Submit(`form[action$="/propose"]`, url.Values{"story": {""}}).Is(422)
	v.Submit(`form[action$="/propose"]`, url.Values{"story": {mine}}).Is(410).Has("main", "We have your words", "with the moderators")
	p, err := records.FindProposal(site, id)
	if err != nil || p.Words().Text != mine || site.story(t, id).Text() == mine {
		t.Fatalf("kept %+v (%v)", p, err)
	}
	words := p.Words()
	state, err := flow.PublishStory(site, flow.Decision{StoryID: id, Version: site.story(t, id).Version(), Moderator: site.moderator, Words: &words, Reasons: story.ReasonsFor("identifies-staff")})
	if err != nil || state != story.Published {
		t.Fatalf("the author's own words are %s (%v)", state, err)
	}
	if _, err := records.FindProposal(site, id); err == nil {
		t.Error("the proposal is kept after publication")
	}
}

func TestOtherWordsThatWereNotTaken_AreSpokenOf(t *testing.T) {
	site := newOwnSite(t)
	id, link := site.shown(t, "identifies-staff")
	v := testkit.NewVisitor(t, site.url)
	v.Get(link).Is(200).HasNowhere("You sent us other words")
	v.Submit(`form[action$="/propose"]`, url.Values{"story": {"I came in by ambulance at night. Bill stayed."}}).Is(410)
	words := site.story(t, id).Words()
	words.Text = "I came in by ambulance at night. Somebody stayed."
	d := flow.Decision{StoryID: id, Version: site.story(t, id).Version(), Moderator: site.moderator, Words: &words, Reasons: story.ReasonsFor("identifies-staff")}
	if _, err := flow.PublishStory(site, d); !errors.As(err, &story.Problem{}) || site.story(t, id).Version() != d.Version {
		t.Fatalf("they were stepped over without a word: %v", err)
	}
	if _, err := records.WriteMessage(site, id, site.moderator, "Bill could be known by his name.", deployment.Now(site)); err != nil {
		t.Fatal(err)
	}
	state, err := flow.PublishStory(site, d)
	if err != nil || state != story.Approved {
		t.Fatalf("it is %s (%v)", state, err)
	}
	v.Get(link).Is(200).Has("main", "You sent us other words, and a moderator has read them.")
	if _, err := flow.SendLetters(site, t.Context(), os.DirFS("../../pb_public"), nil); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(site.Deployment.MailDir, "*.eml"))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(files, func(f string) bool {
		sent, err := os.ReadFile(f)
		return err == nil && strings.Contains(string(sent), "You sent us other words for your story.")
	}) {
		t.Errorf("none of %d letters speaks of them", len(files))
	}
}

func TestNobodyIsAskedAboutSpelling_AndTakingBackByTheLinkIsForGood(t *testing.T) {
	site := newOwnSite(t)
	id, _ := site.shown(t, "spelling")
	if got := site.story(t, id).State(); got != story.Published {
		t.Errorf("spelling alone leaves it %s", got)
	}
	id, link := site.shown(t, "offensive")
	v := testkit.NewVisitor(t, site.url)
	v.Get(link+"/withdraw").Is(200).Has("h1", "Take your story back?")
	v.Submit(`form[action$="/withdraw"]`, nil).Is(410).Has("main", "taken back")
	if got := site.story(t, id).State(); got != story.Withdrawn {
		t.Errorf("taken back, it is %s", got)
	}
	site.author(t, adaEmail)
	ada := site.signedIn(t, adaEmail)
	ada.Get("/account/stories/" + id + "/edits").Is(200).Has(".govuk-inset-text")
}

func TestBrowser_TheComparisonIsReadableOnAPhone(t *testing.T) {
	site := newOwnSite(t)
	_, link := site.shownFor(t, strings.NewReplacer("I came in by ambulance", "I was brought in", "stayed", "waited"),
		[]story.EditReason{{Part: "text", Passage: 1, Code: "identifies-author"}, {Part: "text", Passage: 2, Code: "identifies-staff"}})
	b := testkit.NewBrowser(t)
	b.Viewport(320, 700)
	b.Open(site.url + link)
	b.NoOverflow()
	b.Screenshot("edits-320")
	page := b.Page()
	page.Has(`ins + a.compared__note[href="#why-text-1"]`, "1")
	page.Has(`ins + a.compared__note[href="#why-text-2"]`, "2")
	page.Has("#why-text-2", "It names or describes somebody who works there")
	for _, v := range b.Axe("") {
		t.Errorf("the page breaks %s", v)
	}
	b.Viewport(1280, 900)
	b.Screenshot("edits-1280")
}

// TestAnAuthorSeesWhichTagsAndServicesWouldBeOthersAndWhy: nothing is published before.
func TestAnAuthorSeesWhichTagsAndServicesWouldBeOthersAndWhy(t *testing.T) {
	site := newOwnSite(t)
	id := site.told(t, adaEmail, nil).StoryID
	d := flow.Decision{StoryID: id, Version: 1, Moderator: site.moderator, Services: &[]string{}, Tags: &map[string][]string{"good": {"everything was wonderful"}},
		Reasons: []story.EditReason{{Part: "services", Code: "wrong-service"}, {Part: "tags", Code: "other", Words: "The tags were too many."}}}
	if state, err := flow.PublishStory(site, d); err != nil || state != story.Approved {
		t.Fatalf("%s, %v", state, err)
	}
	letters, err := records.LettersOfStory(site, id)
	if err != nil {
		t.Fatal(err)
	}
	v := testkit.NewVisitor(t, site.url)
	for _, l := range letters {
		if l.Kind() == string(mail.Edits) {
			page := v.Get("/agree/" + id + "/" + flow.LinkToken(site, l)).Is(200)
			page.Has(".compared del", "kind staff", "Aberdeen Royal Infirmary")
			page.Has(".compared ins", "everything was wonderful")
			page.Has(".compared__why", "another service than it was linked to", "The tags were too many.")
			v.Submit(`form[action$="/yes"]`, nil).Is(410).Has("main", "Your story is published")
			return
		}
	}
	t.Error("the author was not asked")
}

func TestEachReasonOfAChangeIsReadByItsAuthor(t *testing.T) {
	site := newOwnSite(t)
	_, link := site.shownFor(t, strings.NewReplacer("The porter", "Somebody"), []story.EditReason{{Part: "text", Passage: 1, Code: "identifies-staff"}, {Part: "text", Passage: 1, Code: "spelling"}})
	testkit.NewVisitor(t, site.url).Get(link).Is(200).Has("main", "It names or describes somebody who works there", "Only capitals, spelling, punctuation or layout.")
}
