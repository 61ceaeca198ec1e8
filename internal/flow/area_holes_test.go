package flow_test

import (
	"testing"
	"time"

	"candour/internal/records"
	"candour/internal/story"
)

// Ways to take the lists of several bodies together and find out where somebody
// lives. newAreas has a board and two partnerships; five authors of the city are
// public, so that the board and the city read by area.

func newOpenCity(t *testing.T) (w *tree, board, city, shire *records.Member) {
	w, board, city, shire = newAreas(t)
	for author := range story.FewestAuthors {
		w.publish(w.tell(author, inCity, "SITE"))
	}
	return w, board, city, shire
}

func TestAPartThatTheDirectoryDoesNotHaveIsNotFoundByTakingTheOthersAway(t *testing.T) {
	w := newTree(t)
	w.organisation("S08000020", "")
	w.organisation("S37000001", "")
	w.organisation("FAR", "")
	w.service("SITE", "", "FAR")
	board := w.member("S08000020")
	for author := range story.FewestAuthors {
		w.publish(w.tell(author, inCity, "SITE"))
	}
	alone := w.tell(story.FewestAuthors, inShire, "SITE") // its partnership is not in the directory
	w.publish(alone)
	w.wants("kept as reached by area", w.reach(alone, "area"))
	if w.sees(board, alone) {
		t.Error("the board's list, less that of its one partnership, is that of the other")
	}
}

func TestAPartThatClosedAndHasNoHeirIsStillCounted(t *testing.T) {
	w, board, city, _ := newOpenCity(t)
	w.ok(setField(w, "S37000002", "closedOn", w.Now().AddDate(0, 0, -1)))
	alone := w.tell(story.FewestAuthors, inShire, "SITE")
	w.publish(alone)
	w.wants("kept as reached by area", w.reach(alone, "area"), "S08000020", "S37000002")
	if w.sees(board, alone) {
		t.Error("the board reads by area what the partnership that closed had alone")
	}
	w.ok(setField(w, "S37000001", "closedOn", w.Now().AddDate(0, 0, -1)))
	w.reroute()
	first, err := records.StoriesInScope(w.App, board.Organisation(), 0, 100)
	w.ok(err)
	if len(first) != story.FewestAuthors || !w.sees(board, first[0].Id) {
		t.Errorf("five authors are enough, and the board reads %d", len(first))
	}
	if w.sees(city, first[0].Id) {
		t.Error("a partnership that is no more reads on")
	}
}

func TestAPartThatIsReachedByTheServiceKeepsTheWiderBodyOut(t *testing.T) {
	w, board, _, shire := newOpenCity(t)
	w.service("HOME", "", "S37000002")
	alone := w.tell(story.FewestAuthors, inShire, "HOME")
	w.publish(alone)
	w.wants("by service", w.reach(alone, "service"), "S37000002")
	w.wants("by area", w.reach(alone, "area"))
	if w.sees(board, alone) || !w.sees(shire, alone) {
		t.Error("that the board has it and the city has not tells where the author lives")
	}
}

func TestAPartThatAPublicStoryReachesByTheServiceOnlyLaterIsStillCounted(t *testing.T) {
	for _, authors := range []int{1, story.FewestAuthors} {
		w, board, _, shire := newOpenCity(t)
		var id string
		for n := range authors {
			id = w.tell(story.FewestAuthors+n, inShire, "SITE")
			w.publish(id)
		}
		w.link("S37000002", records.LinkCommissions, records.LinkTo{Service: w.services["SITE"].Id}, time.Time{}, time.Time{})
		w.reroute()
		w.wants("by service", w.reach(id, "service"), "FAR", "S37000002")
		w.wants("by area", w.reach(id, "area"), "S08000020", "S37000002")
		if w.sees(board, id) != (authors == story.FewestAuthors) || !w.sees(shire, id) {
			t.Errorf("a link that came later, and %d authors: the board's list opened or shut", authors)
		}
		list, err := records.StoriesInScope(w.App, shire.Organisation(), 0, 100)
		w.ok(err)
		seen := map[string]bool{}
		for _, s := range list {
			if seen[s.Id] {
				t.Error("a story stands in the list twice")
			}
			seen[s.Id] = true
		}
		first, err := records.StoriesInScope(w.App, shire.Organisation(), 0, authors)
		w.ok(err)
		if len(first) != authors {
			t.Errorf("a page of %d, not %d", len(first), authors)
		}
	}
}
