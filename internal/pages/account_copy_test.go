package pages

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// fullLife gives Ada a story in which everything has happened that can be kept.
func (s *ownSite) fullLife(t testing.TB) (v *testkit.Visitor, id string) {
	t.Helper()
	v, id = s.ada(t)
	ada := s.author(t, adaEmail)
	try := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	try(flow.AskAuthor(s, flow.Decision{StoryID: id, Version: 1, Moderator: s.moderator, Note: "Which ward, please?"}))
	try(flow.AnswerModerator(s, ada.Id, id, "Ward canaryward."))
	first := s.story(t, id).Words()
	first.Title = "The porter stayed on"
	_, err := flow.EditStory(s, flow.Decision{StoryID: id, Version: s.story(t, id).Version(), Moderator: s.moderator, Words: &first, Reasons: story.ReasonsFor("identifies-author")})
	try(err)
	s.edit(t, id, "The porter stayed with me", strings.ReplaceAll(someWords, "by ambulance ", ""))
	try(flow.AgreeToEdits(s, ada.Id, id, s.story(t, id).Version()))
	_, err = flow.OpenStory(s, s.members[ritaEmail], id)
	try(err)
	response, err := flow.RespondToStory(s, flow.Answer{StoryID: id, MemberID: s.members[ritaEmail], Text: "Thank you for telling us.", ShowName: true,
		Change: &flow.ClaimedChange{State: "planned", Text: "An hourly round.", On: s.Now().AddDate(0, 1, 0)}})
	try(err)
	s.Pass(31 * time.Minute)
	_, err = flow.SubmitWaitingResponses(s)
	try(err)
	try(flow.PublishResponse(s, flow.ResponseDecision{ResponseID: response, Version: 1, Moderator: s.moderator}))
	_, err = flow.RespondToStory(s, flow.Answer{StoryID: id, MemberID: s.members[ritaEmail], Text: "Not yet read by anyone."})
	try(err)
	try(flow.ReplyToStory(s, ada.Id, id, "I thank you all."))
	try(flow.CorrectAnswers(s, ada.Id, records.Answers{Gender: "woman", BirthYear: "1975", EthnicGroup: "white-scottish", Limited: "no"}))
	try(flow.AskForNewEmail(s, ada.Id, "canary.new@example.org"))
	other := s.told(t, benEmail, nil).StoryID
	s.publish(t, other)
	try(flow.NoteReading(s, ada.Id, other))
	return v, id
}

// fetchCopy asks for a copy and downloads it as a person would.
func fetchCopy(t testing.TB, v *testkit.Visitor) map[string][]byte {
	t.Helper()
	v.Get("/account/details")
	page := v.Submit(`form[action="/account/export"]`, nil).Is(200)
	if page.URL.Path != "/account" || len(page.Via) != 1 || page.Via[0].Status != http.StatusSeeOther {
		t.Fatalf("led to %s by %v", page.URL, page.Via)
	}
	file := v.Follow("#copy a").Is(200)
	for name, want := range map[string]string{"Content-Type": "application/zip", "Cache-Control": "private, no-store"} {
		if got := file.Header.Get(name); got != want {
			t.Errorf("%s is %q", name, got)
		}
	}
	if got := file.Header.Get("Content-Disposition"); !strings.HasPrefix(got, `attachment; filename="everything-2026-11-`) {
		t.Errorf("it is called %q", got)
	}
	return unzip(t, []byte(file.Source))
}

func unzip(t testing.TB, data []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if files[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// copied is the data within a copy.
type copied struct {
	Fields     map[string]string
	Everything map[string][]map[string]any
}

// mayBeEmpty are the collections of which the life of these tests holds nothing.
var mayBeEmpty = map[string]bool{"similars": true, "disclosures": true, "service_reviews": true, "service_questions": true, "proposals": true, "restrictions": true, "appeals": true}

func TestACopyHoldsEveryFieldOfTheInventoryAndWhatWasPutIn(t *testing.T) {
	site := newOwnSite(t)
	v, id := site.fullLife(t)
	files := fetchCopy(t, v)
	var data copied
	if err := json.Unmarshal(files["everything.json"], &data); err != nil {
		t.Fatal(err)
	}
	for _, f := range story.Inventory() {
		rows, there := data.Everything[f.Collection]
		if f.Exported && (!there || (len(rows) == 0 && !mayBeEmpty[f.Collection])) {
			t.Errorf("nothing of %s", f.Collection)
		}
		for _, row := range rows {
			if _, has := row[f.Name]; has != f.Exported && f.Name != "story" {
				t.Errorf("%s: there %v, to be there %v", f.Key(), has, f.Exported)
			}
		}
		if f.Exported && data.Fields[f.Key()] != f.Label() {
			t.Errorf("%s is not explained", f.Key())
		}
	}
	for _, want := range [][3]string{
		{"stories", "id", id}, {"stories", "title", "The porter stayed with me"}, {"originals", "title", "The porter stayed"}, {"originals", "text", someWords},
		{"contacts", "sealedPostcode", "AB10 1AB"}, {"contacts", "sealedIP", "192.0.2.77"}, {"contacts", "consentWords", "I agree that my story is published."},
		{"authors", "sealedEmail", adaEmail}, {"authors", "sealedNewEmail", "canary.new@example.org"}, {"demographics", "ethnicGroup", "white-scottish"},
		{"messages", "text", "Ward canaryward."}, {"messages", "text", "Which ward, please?"}, {"responses", "text", "Thank you for telling us."}, {"responses", "name", "Rita Benholm"},
		{"responses", "text", "I thank you all."}, {"changes", "text", "An hourly round."}, {"story_services", "service", "Aberdeen Royal Infirmary"}, {"story_tags", "tag", "kind staff"},
		{"story_scopes", "organisation", "NHS Grampian"}, {"openings", "organisation", "NHS Grampian"}, {"moderations", "act", "agreed"}, {"letters", "kind", "received"}} {
		if !slices.ContainsFunc(data.Everything[want[0]], func(r map[string]any) bool { return fmt.Sprint(r[want[1]]) == want[2] }) {
			t.Errorf("%s.%s does not hold what was put in", want[0], want[1])
		}
	}
	whole := bytes.Join([][]byte{files["everything.json"], files["everything.html"], files["README.txt"]}, nil)
	for _, secret := range []string{"Not yet read by anyone.", benEmail, "Moses", ritaEmail, goodWords, "$2a$"} {
		if bytes.Contains(whole, []byte(secret)) {
			t.Errorf("the copy holds %q", secret)
		}
	}
}

func TestACopyCanBeReadByAPerson(t *testing.T) {
	site := newOwnSite(t)
	v, id := site.fullLife(t)
	site.longWay(t)
	files := fetchCopy(t, v)
	if len(files) != 3 || !bytes.Contains(files["README.txt"], []byte("everything.html   for reading")) {
		t.Fatalf("%d files", len(files))
	}
	page := testkit.NewPage(t, &http.Response{Body: io.NopCloser(bytes.NewReader(files["everything.html"])), Request: &http.Request{URL: &url.URL{Path: "everything.html"}}})
	page.Has("h1", "Everything we hold about you")
	page.Has("h2", "You", "The porter stayed with me ("+id+")")
	page.Has("h3", "Your account", "Your first wording", "Messages between you and the moderators")
	page.Has("dl", "E-mail address "+adaEmail, "Postcode AB10 1AB", "Nobody told me how long it would take.")
	page.HasNot("script")
	page.HasNot("link")
	page.HasNot("[src]")
	page.HasNowhere("sealedEmail", "{{", "map[", "&lt;")
	for _, f := range story.Inventory() {
		if f.Exported && !mayBeEmpty[f.Collection] {
			page.Has("dt", f.Label())
		}
	}
}

func TestACopyIsForItsOwnerAndForADay(t *testing.T) {
	site := newOwnSite(t)
	v, _ := site.ada(t)
	site.told(t, benEmail, nil)
	site.author(t, benEmail)
	ben := site.signedIn(t, benEmail)
	v.Get("/account/details")
	page := v.Submit(`form[action="/account/export"]`, nil)
	link := page.Attr("#copy a", "href")
	page.Has("#copy", "until 19 November 2026 at 12:00")
	ben.Get(link).Is(404)
	ben.Get(strings.Replace(page.URL.RequestURI(), "#copy", "", 1)).Is(200).HasNot("#copy")
	testkit.NewVisitor(t, site.url).Get(link).Has("h1", "Sign in")
	site.signedIn(t, ritaEmail).Get(link).Is(404)
	v.Get(link).Is(200)
	site.Pass(25 * time.Hour)
	v.Get(link).Is(404)
	v.Get(page.URL.RequestURI()).Is(200).HasNot("#copy")
}
