package flow_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// teller makes an author who has answered, with stories that are published.
func (p *postRoom) teller(a records.Answers, stories int, about ...string) string {
	p.t.Helper()
	author, err := records.NewAuthor(p, p.Now())
	p.keep(author, err)
	p.ok(records.SetAnswers(p, author.Id, a))
	for range stories {
		p.publishAs(author.Id, about...)
	}
	return author.Id
}

func (p *postRoom) publishAs(author string, about ...string) string {
	p.t.Helper()
	id := p.submitted(author, about...)
	_, err := flow.PublishStory(p, flow.Decision{StoryID: id, Version: 1, Moderator: p.moderator.Id})
	p.ok(err)
	return id
}

// shown is what the tables of the board show, by period, question and answer.
func (p *postRoom) shown() map[string]int {
	p.t.Helper()
	list, err := records.TotalsOf(p, p.service.Organisation())
	p.ok(err)
	shown := map[string]int{}
	for _, t := range list {
		for _, c := range t.Cells() {
			shown[t.Period()+" "+t.Question()+" "+c.Answer] = c.Shown
		}
	}
	return shown
}

func (p *postRoom) closeTotals() int {
	p.t.Helper()
	n, err := flow.CloseTotals(p)
	p.ok(err)
	return n
}

func TestABusyQuarterIsCountedOnceWhenItIsOverAndSettled(t *testing.T) {
	p := newPostRoom(t)
	for i := range 23 {
		a := records.Answers{Gender: "woman", BirthYear: "1957", Limited: "a-little"}
		switch {
		case i < 3:
			a = records.Answers{Gender: "man", BirthYear: "1962"}
		case i < 9:
			a.Limited = "no"
		}
		p.teller(a, 2)
	}
	for range 4 {
		p.teller(records.Answers{}, 1) // who says nothing is room for the others
	}
	p.Pass(70 * 24 * time.Hour) // 27 January: the quarter is over, and not settled
	if n := p.closeTotals(); n != 0 {
		t.Fatalf("%d periods were closed too early", n)
	}
	p.Pass(3 * 24 * time.Hour)
	if n := p.closeTotals(); n != 1 {
		t.Fatalf("%d periods were closed", n)
	}
	shown := p.shown()
	for key, want := range map[string]int{"2026-Q4 gender woman": 20, "2026-Q4 gender man": 0, "2026-Q4 gender other": 0,
		"2026-Q4 birth-year 1950s": 20, "2026-Q4 birth-year 1960s": 0, "2026-Q4 limited a-little": 15, "2026-Q4 limited no": 0} {
		if got, there := shown[key]; !there || got != want {
			t.Errorf("%s: %d, %v", key, got, there)
		}
	}
	for key := range shown {
		if len(key) > 20 && key[8:14] == "ethnic" {
			t.Errorf("nobody answered, and there is %s", key)
		}
	}
	if n := p.closeTotals(); n != 0 {
		t.Errorf("%d periods were closed a second time", n)
	}
}

func TestAClosedTableStaysAsItIsWhateverHappensAfterwards(t *testing.T) {
	p := newPostRoom(t)
	var tellers []string
	for range 24 {
		tellers = append(tellers, p.teller(records.Answers{Gender: "woman"}, 2))
	}
	var silent string
	for range 6 {
		silent = p.teller(records.Answers{}, 1)
	}
	p.Pass(80 * 24 * time.Hour)
	p.closeTotals()
	before := fmt.Sprint(p.shown())
	for i, id := range tellers {
		switch {
		case i < 5:
			p.ok(flow.EraseAuthor(p, id))
		case i < 10:
			p.ok(records.SetAnswers(p, id, records.Answers{}))
		case i < 15:
			p.ok(records.SetAnswers(p, id, records.Answers{Gender: "man"}))
		default:
			p.publishAs(id) // a story in a later quarter counts nobody a second time
			p.publishAs(id)
			p.publishAs(id)
			p.publishAs(id)
		}
	}
	p.ok(records.SetAnswers(p, silent, records.Answers{Gender: "man"}))
	p.publishAs(silent)
	p.Pass(365 * 24 * time.Hour)
	if n := p.closeTotals(); n != 4 {
		t.Errorf("%d periods were closed", n)
	}
	if after := fmt.Sprint(p.shown()); after != before || len(before) < 20 {
		t.Errorf("was\n%s\nand is\n%s", before, after)
	}
	periods, err := records.ClosedPeriods(p)
	if err != nil || fmt.Sprint(periods) != "[2027-Q4 2027-Q3 2027-Q2 2027-Q1 2027 2026-Q4 2026]" {
		t.Error(periods, err)
	}
}

func TestTheQuietQuartersOfAYearAreCountedTogether(t *testing.T) {
	p := newPostRoom(t)
	p.Deployment.Region.OfficeHours.PublishAnyTime = true // it is told on any day
	p.Pass(60 * 24 * time.Hour)                           // January 2027
	for range 3 {
		for range 8 {
			p.teller(records.Answers{Gender: "woman"}, 1)
		}
		p.teller(records.Answers{}, 3)
		p.teller(records.Answers{}, 1)
		p.Pass(91 * 24 * time.Hour)
	}
	p.Pass(200 * 24 * time.Hour)
	p.closeTotals()
	shown := p.shown()
	if len(shown) != 4 || shown["2027 gender woman"] != 25 {
		t.Errorf("%v", shown)
	}
}

func TestSomebodyWhoToldOfTwoOrganisationsIsCountedForTheFirst(t *testing.T) {
	p := newPostRoom(t)
	other, err := records.NewOrganisation(p, "ons", "S08000024", "NHS Lothian", "board")
	p.keep(other, err)
	far, err := records.NewService(p, "phs", "S314H", "Royal Infirmary of Edinburgh", "Edinburgh", other.Id)
	p.keep(far, err)
	for range 40 {
		id := p.teller(records.Answers{Limited: "no"}, 1)
		p.publishAs(id, far.Id)
	}
	for range 9 {
		p.teller(records.Answers{}, 1)
	}
	p.Pass(80 * 24 * time.Hour)
	p.closeTotals()
	theirs, err := records.TotalsOf(p, other.Id)
	if err != nil || len(theirs) != 0 || p.shown()["2026-Q4 limited no"] != 40 {
		t.Errorf("%d tables of the other, %v, %v", len(theirs), p.shown(), err)
	}
}

func TestWhatHappensToStoriesIsCountedInItsMonth(t *testing.T) {
	p := newPostRoom(t)
	author := p.teller(records.Answers{}, 2)
	id := p.publishAs(author)
	tallies := func(want ...string) {
		t.Helper()
		list, err := records.TalliesSince(p, "")
		p.ok(err)
		var got []string
		for _, l := range list {
			got = append(got, fmt.Sprintf("%s %s %s %d", l.Month(), l.What(), l.Reason(), l.Count()))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q\nnot\n%q", got, want)
		}
	}
	november := []string{"2026-11 published  3", "2026-11 received  3", "2026-11 wait 1 3"}
	tallies(november...)

	p.Pass(20 * 24 * time.Hour)
	p.ok(flow.WithdrawStory(p, author, id))
	p.ok(flow.WithdrawStory(p, author, id)) // pressed twice
	refused := flow.Decision{StoryID: p.submitted(author), Version: 1, Moderator: p.moderator.Id, Reason: "too-old", Note: "Too long ago."}
	p.ok(flow.RejectStory(p, refused))
	if flow.RejectStory(p, refused) == nil {
		t.Error("a story was refused twice")
	}
	edited := p.submitted(author)
	_, err := flow.PublishStory(p, flow.Decision{StoryID: edited, Version: 1, Moderator: p.moderator.Id,
		Words: &records.Words{Title: "A new title", Text: "New words.", ScreenName: "harbourlight"}, Reasons: story.ReasonsFor("identifies-author")})
	p.ok(err)
	for _, step := range []struct {
		do   func() error
		what string
	}{
		{func() error {
			return flow.RestrictStory(p, flow.Decision{StoryID: edited, Version: 3, Moderator: p.moderator.Id, Reason: "legal-process", Note: "A court asks us to."})
		}, "restricted"},
		{func() error {
			return flow.RemoveStory(p, flow.Decision{StoryID: edited, Version: 4, Moderator: p.moderator.Id, Reason: "legal-process", Note: "A court asks us to."})
		}, "removed"},
	} {
		if err := step.do(); err != nil {
			t.Fatalf("%s: %v", step.what, err)
		}
	}
	p.ok(flow.EraseAuthor(p, author))
	tallies(append(november, "2026-12 edited identifies-author 1", "2026-12 erased  1", "2026-12 published  1", "2026-12 received  2",
		"2026-12 rejected too-old 1", "2026-12 removed  1", "2026-12 restricted  1", "2026-12 wait 1 1",
		"2026-12 why-removed legal-process 1", "2026-12 why-shut legal-process 1", "2026-12 withdrawn  1")...)
}

// submitted is a story that waits for a moderator.
func (p *postRoom) submitted(author string, about ...string) string {
	p.t.Helper()
	if len(about) == 0 {
		about = []string{p.service.Id}
	}
	r, err := flow.SubmitStory(p, flow.Sent{AuthorID: author, FormKey: story.NewStoryKey(), ConsentVersion: "test", ConsentWords: "I agree.",
		Telling: story.Telling{Title: "She stayed", Text: "She stayed all night.", ToldFor: "self", Services: about, HappenedMonth: 10, HappenedYear: 2026,
			ScreenName: "harbourlight", AgeGroup: "adult", Edits: "just-publish", Consent: true}})
	p.ok(err)
	return r.StoryID
}
