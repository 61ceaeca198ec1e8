package flow_test

import (
	"errors"
	"testing"

	"github.com/pocketbase/dbx"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// Postcodes of the sample in the two councils it covers.
const (
	inCity  = "AB10 1AB"
	inShire = "AB1 0AE"
)

// newAreas is Grampian with both its partnerships, and a hospital far away.
func newAreas(t *testing.T) (w *tree, board, city, shire *records.Member) {
	w = newTree(t)
	w.organisation("S08000020", "")
	w.organisation("S37000001", "")
	w.organisation("S37000002", "")
	w.organisation("FAR", "")
	w.service("SITE", "", "FAR")
	return w, w.member("S08000020"), w.member("S37000001"), w.member("S37000002")
}

// sees asks every door whether a member may read a story, and fails when they differ.
func (w *tree) sees(m *records.Member, id string) bool {
	w.t.Helper()
	in, err := records.Reaches(w.App, id, m.Organisation())
	w.ok(err)
	list, err := records.StoriesInScope(w.App, m.Organisation(), 0, 100)
	w.ok(err)
	unanswered, err := records.UnansweredInScope(w.App, m.Organisation(), 0, 100)
	w.ok(err)
	told, err := records.MembersInScope(w.App, id)
	w.ok(err)
	_, err = flow.OpenStory(w.App, m.Id, id)
	if err != nil && !errors.Is(err, records.ErrNotFound) {
		w.t.Fatal(err)
	}
	answers := map[string]bool{"Reaches": in, "OpenStory": err == nil, "StoriesInScope": false, "UnansweredInScope": false, "MembersInScope": false}
	for _, s := range list {
		answers["StoriesInScope"] = answers["StoriesInScope"] || s.Id == id
	}
	for _, s := range unanswered {
		answers["UnansweredInScope"] = answers["UnansweredInScope"] || s.Id == id
	}
	for _, who := range told {
		answers["MembersInScope"] = answers["MembersInScope"] || who.Id == m.Id
	}
	for door, yes := range answers {
		if yes != in {
			w.t.Errorf("%s says %v and Reaches says %v", door, yes, in)
		}
	}
	return in
}

func TestNobodyReadsByAreaAloneBeforeFiveAuthorsAreReached(t *testing.T) {
	w, board, city, _ := newAreas(t)
	var ids []string
	tell := func(author int) string {
		id := w.tell(author, inCity, "SITE")
		w.publish(id)
		ids = append(ids, id)
		return id
	}
	for range story.FewestAuthors { // the same person five times is one person
		tell(0)
	}
	for author := 1; author < story.FewestAuthors-1; author++ {
		tell(author)
	}
	for _, id := range ids {
		w.wants("kept as reached by area", w.reach(id, "area"), "S08000020", "S37000001")
		if w.sees(board, id) || w.sees(city, id) || w.letters(board, id)+w.letters(city, id) > 0 {
			t.Fatal("four authors, and somebody of their area reads what they told")
		}
	}
	last := tell(story.FewestAuthors - 1)
	for _, id := range ids {
		if !w.sees(board, id) || !w.sees(city, id) {
			t.Fatal("five authors, and their area is not told")
		}
		if n, want := w.letters(city, id), map[bool]int{true: 1}[id == last]; n != want {
			t.Errorf("%d letters about a story, not %d", n, want)
		}
		s, err := records.FindStory(w.App, id)
		w.ok(err)
		if n, err := w.CountRecords("openings", dbx.HashExp{"story": id}); s.Progress() != story.Unheard || n != 0 || err != nil {
			t.Errorf("reading by area left a trace: %s, %d openings, %v", s.Progress(), n, err)
		}
		if ok, err := records.ReachesByService(w.App, id, board.Organisation()); ok || err != nil {
			t.Errorf("an area may answer: %v", err)
		}
	}
	w.ok(flow.WithdrawStory(w.App, w.authors[1].Id, ids[story.FewestAuthors]))
	if w.sees(board, last) || w.sees(city, last) {
		t.Error("one of five took the story back, and the other four can still be told apart")
	}
}

func TestTheListsOfTwoBodiesTogetherSingleNobodyOut(t *testing.T) {
	w, board, city, shire := newAreas(t)
	for author := range story.FewestAuthors {
		w.publish(w.tell(author, inCity, "SITE"))
	}
	alone := w.tell(story.FewestAuthors, inShire, "SITE")
	w.publish(alone)
	w.wants("kept as reached by area", w.reach(alone, "area"), "S08000020", "S37000002")
	if w.sees(shire, alone) {
		t.Error("the only author of an area is read by it")
	}
	if w.sees(board, alone) {
		t.Error("the board has what its other partnership has not: that tells where the author lives")
	}
	list, err := records.StoriesInScope(w.App, board.Organisation(), 0, 100)
	w.ok(err)
	ofCity, err := records.StoriesInScope(w.App, city.Organisation(), 0, 100)
	w.ok(err)
	if len(list) != story.FewestAuthors || len(ofCity) != len(list) {
		t.Errorf("%d and %d stories", len(list), len(ofCity))
	}
}

func TestWhoRunsTheServiceReadsAndIsNotNotedAsOfTheArea(t *testing.T) {
	w, board, _, _ := newAreas(t)
	w.service("HOME", "", "S08000020")
	id := w.tell(0, inCity, "HOME")
	w.publish(id)
	w.wants("by service", w.reach(id, "service"), "S08000020")
	w.wants("by area", w.reach(id, "area"), "S37000001")
	if !w.sees(board, id) || w.letters(board, id) != 1 {
		t.Error("who runs a service is kept from a story about it")
	}
	s, err := records.FindStory(w.App, id)
	w.ok(err)
	if s.Progress() != story.Read {
		t.Errorf("read by who runs it, and shown as %s", s.Progress())
	}
}

func TestAPageOfTheInboxGoesOnWhereTheOneBeforeEnded(t *testing.T) {
	w, board, _, _ := newAreas(t)
	w.service("HOME", "", "S08000020")
	for author := range 2 * story.FewestAuthors {
		w.publish(w.tell(author, inCity, []string{"SITE", "HOME"}[author%2]))
	}
	seen, below := map[string]bool{}, 0
	for range 5 {
		list, err := records.StoriesInScope(w.App, board.Organisation(), below, 2)
		w.ok(err)
		if len(list) != 2 {
			t.Fatalf("a page of %d", len(list))
		}
		for _, s := range list {
			if seen[s.Id] || below > 0 && s.PublicationNo() >= below {
				t.Error("a story comes twice, or out of order")
			}
			seen[s.Id], below = true, s.PublicationNo()
		}
	}
	if len(seen) != 2*story.FewestAuthors {
		t.Errorf("%d stories on all pages", len(seen))
	}
}

func TestACorrectedPostcodeTakesAnAreaOffAndNobodyElse(t *testing.T) {
	w, _, _, _ := newAreas(t)
	id := w.tell(0, inCity, "SITE")
	w.publish(id)
	w.ok(flow.CorrectPostcode(w.App, w.authors[0].Id, id, inShire))
	w.wants("after moving", w.reach(id, "area"), "S08000020", "S37000002")
	w.ok(flow.CorrectPostcode(w.App, w.authors[0].Id, id, ""))
	w.wants("after forgetting", w.reach(id, "area"))
	w.wants("by service", w.reach(id, "service"), "FAR")
	w.ok(flow.WithdrawStory(w.App, w.authors[0].Id, id))
	w.ok(flow.CorrectPostcode(w.App, w.authors[0].Id, id, inCity))
	w.wants("after taking it back", w.reach(id, "area"))
}
