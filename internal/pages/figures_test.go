package pages

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

var (
	sampleReports = reportsView{Organisation: "NHS Grampian", Period: "July to September 2026", Few: "7 or fewer", MinimumPeople: 10, RoundTo: 5, BusyQuarter: 40,
		Periods: []reportPeriod{{"2026-Q3", "July to September 2026", true}, {"2025", "2025, the quieter quarters together", false}},
		Tables:  []reportTable{{"ethnic-group", "What is your ethnic group?", "Scotland's Census 2022", []reportRow{{"White", "Scottish", "35"}, {"", "African", "7 or fewer"}}}}}

	sampleTransparency = transparencyView{SiteName: "Candour", Waiting: "3 weeks", Few: "7 or fewer", HideUpTo: 7, RoundTo: 5, MinimumStories: 10,
		Months:   []monthFigures{{published, "120", "104", "8 hours", "3 days", "1", "0", "10", "7 or fewer"}, {published.AddDate(0, -1, 0), "7 or fewer", "3", "", "", "0", "0", "7 or fewer", "7 or fewer"}},
		Rejected: reasonTable{"refused-caption", "By reason", "Reason", []reasonFigure{{published, "Too long ago", "10"}}},
		Edited:   reasonTable{"edited-caption", "By change", "Change", []reasonFigure{{published, "The words of the story", "25"}}}, Years: []yearFigure{{"2025", "None"}},
		Looks:   reasonTable{"looks-caption", "By look", "What came of it", []reasonFigure{{published, "The service said nothing", "15"}}},
		Reports: reasonTable{"reports-caption", "By report", "What they said", []reasonFigure{{published, "It is offensive", "10"}}},
		Closed:  reasonTable{"closed-caption", "By act", "What and why", []reasonFigure{{published, "Appeal: open again", "1"}}}}
)

// countedSite is a site on which 25 people told two stories each of the board and
// answered, and two quarters went by.
func countedSite(t testing.TB) *ownSite {
	t.Helper()
	site := newOwnSite(t)
	for i := range 28 {
		a, err := records.NewAuthor(site, site.Now())
		mustSave(t, site, a, err)
		answers := records.Answers{Gender: "woman", BirthYear: "1957", EthnicGroup: "white-scottish", Limited: "a-little"}
		if i < 3 {
			answers = records.Answers{Gender: "man"}
		} else if i > 24 {
			answers = records.Answers{}
		}
		if err := records.SetAnswers(site, a.Id, answers); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			site.publish(t, site.told(t, "", func(s *flow.Sent) { s.AuthorID, s.Edits = a.Id, "just-publish" }).StoryID)
		}
	}
	site.manyDecisions(t)
	site.Pass(80 * 24 * time.Hour)
	if _, err := flow.CloseTotals(site); err != nil {
		t.Fatal(err)
	}
	return site
}

// manyDecisions refuses eight stories and changes the titles of eight.
func (s *ownSite) manyDecisions(t testing.TB) {
	t.Helper()
	a, err := records.NewAuthor(s, s.Now())
	mustSave(t, s, a, err)
	for range 8 {
		var ids [2]string
		for i := range ids {
			ids[i] = s.told(t, "", func(f *flow.Sent) { f.AuthorID, f.Edits = a.Id, "just-publish" }).StoryID
		}
		err := flow.RejectStory(s, flow.Decision{StoryID: ids[0], Version: 1, Moderator: s.moderator, Reason: "too-old", Note: "It is too long ago."})
		if err != nil {
			t.Fatal(err)
		}
		words := s.story(t, ids[1]).Words()
		words.Title = "Somebody stayed"
		if _, err := flow.PublishStory(s, flow.Decision{StoryID: ids[1], Version: 1, Moderator: s.moderator, Words: &words, Reasons: story.ReasonsFor("identifies-author")}); err != nil {
			t.Fatal(err)
		}
	}
}

func TestMembersSeeTheTotalsOfTheirOwnOrganisationAndNoOther(t *testing.T) {
	site := countedSite(t)
	rita := site.signedIn(t, ritaEmail)
	page := rita.Get("/staff/reports").Is(200)
	page.Has("section:has(#q-gender) tr:has(th)", "Woman 20")
	page.Has("section:has(#q-gender) tr:nth-child(2)", "Man 7 or fewer")
	page.Has("section:has(#q-birth-year)", "In the 1950s 20")
	page.Has("section:has(#q-ethnic-group)", "White: Scottish 20")
	page.Has("nav[aria-label=Periods] a[aria-current]", "October to December 2026")
	rita.Get("/staff/reports?period=2026-Q4").Is(200).Has("#q-limited")
	rita.Get("/staff/reports?period=2019-Q1").Is(404)
	rows, err := csv.NewReader(strings.NewReader(rita.Get("/staff/reports.csv").Is(200).Source)).ReadAll()
	if err != nil || fmt.Sprint(rows[1]) != "[2026-Q4 What is your gender?  Woman 20]" || fmt.Sprint(rows[2]) != "[2026-Q4 What is your gender?  Man 7 or fewer]" {
		t.Errorf("%v, %v", rows, err)
	}
	heather := site.signedIn(t, heatherMail)
	heather.Get("/staff/reports").Is(200).Has(".empty", "There are no totals yet")
	if got := heather.Get("/staff/reports.csv").Is(200).Source; strings.Count(got, "\n") != 1 {
		t.Errorf("another board gets %q", got)
	}
}

func TestTheWorkInNumbersHidesWhatIsSmallAndSaysWhatIsPublic(t *testing.T) {
	site := countedSite(t)
	ben := site.told(t, benEmail, nil)
	if err := flow.WithdrawStory(site, site.author(t, benEmail).Id, ben.StoryID); err != nil {
		t.Fatal(err)
	}
	site.told(t, adaEmail, nil)
	v := testkit.NewVisitor(t, site.url)
	page := v.Get("/transparency").Is(200)
	page.Has("main", "No story has waited to be read for a week")
	page.Has("section:has(#reading) tbody tr:last-child", "November 2026 70 64 1 hour 1 hour")
	page.Has("section:has(#reading) tbody tr:first-child", "January 2027 7 or fewer 0 Too few stories")
	if got := page.Text("section:has(#reading) tbody"); strings.Contains(got, "February 2027") {
		t.Errorf("a month that is not over is shown: %s", got)
	}
	page.Has("section:has(#refused) tbody tr", "November 2026 Too long ago 10")
	page.Has("section:has(#edited) tbody tr", "November 2026 It could show who the author is 10")
	page.Has("section:has(#shown) tbody", "2026 None")
	site.Pass(24 * time.Hour * 30)
	page = v.Get("/transparency").Is(200)
	page.Has("section:has(#gone) tbody tr:first-child", "February 2027 0 0 7 or fewer 7 or fewer")
	page.Has("main", "has waited for more than 4 weeks")
	rows, err := csv.NewReader(strings.NewReader(v.Get("/transparency.csv").Is(200).Source)).ReadAll()
	if err != nil || fmt.Sprint(rows[1]) != "[2027-02 sent to us  7 or fewer]" || fmt.Sprint(rows[len(rows)-1]) != "[2026 private details shown to a named person  None]" {
		t.Errorf("%v, %v", rows, err)
	}
}

func TestANewSiteSaysThatNothingIsCountedYet(t *testing.T) {
	testkit.NewVisitor(t, emptySite(t).url).Get("/transparency").Is(200).Has("main", "No story has waited to be read for a week", "counted when it is over")
}

// There is one way of tables that may be wider than the screen, and none goes without.
func TestEveryTableStandsInABoxThatCanBeScrolledByKeyboard(t *testing.T) {
	table := regexp.MustCompile(`<table`)
	boxed := regexp.MustCompile(`<div class="figures__scroll" role="region" aria-labelledby="[^"]+" tabindex="0">\s*<table>\s*<caption id=`)
	tables := 0
	err := fs.WalkDir(os.DirFS("../../pb_public"), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".html") || strings.HasPrefix(path, "letters/") {
			return err
		}
		page, err := os.ReadFile("../../pb_public/" + path)
		n := len(table.FindAll(page, -1))
		tables += n
		if got := len(boxed.FindAll(page, -1)); got != n {
			t.Errorf("%s: %d tables, %d in such a box", path, n, got)
		}
		return err
	})
	if err != nil || tables < 4 {
		t.Errorf("%d tables are there (%v)", tables, err)
	}
}

func TestFiguresAreAccessibleInABrowser(t *testing.T) {
	site := countedSite(t)
	full, empty := fullSite(t), emptySite(t)
	for _, script := range []bool{true, false} {
		b := testkit.NewBrowser(t)
		if !script {
			b.ScriptOff()
		}
		for _, width := range []int64{1280, 320} {
			b.Viewport(width, 900)
			for name, url := range map[string]string{"sample": full.url, "counted": site.url, "empty": empty.url} {
				b.Open(url + "/transparency")
				b.Accessible("")
				b.NoOverflow()
				if script {
					b.Screenshot(fmt.Sprintf("transparency-%s-%d", name, width))
				}
			}
		}
		for _, who := range []string{ritaEmail, heatherMail} {
			b.Viewport(1280, 900)
			site.enter(b, who)
			for _, width := range []int64{1280, 320} {
				b.Viewport(width, 900)
				b.Open(site.url + "/staff/reports")
				b.Accessible("")
				b.NoOverflow()
				if script {
					b.Screenshot(fmt.Sprintf("reports-%s-%d", who, width))
				}
			}
			b.Follow(".site-nav form button")
		}
	}
}
