package flow_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// newMoves is two boards with a hospital each, wards in the first, and a second
// entry of that same hospital.
func newMoves(t *testing.T) *tree {
	w := newTree(t)
	for _, code := range []string{"BOARD", "OTHER", "FRIENDS", "BOTH"} {
		w.organisation(code, "")
	}
	w.service("SITE", "", "BOARD")
	w.service("WARD", "SITE", "BOARD")
	w.service("TEAM", "WARD", "BOARD")
	w.service("HOSPITAL", "", "OTHER")
	w.service("TWICE", "", "BOARD", "aliases", "The old name")
	w.service("WING", "TWICE", "BOARD")
	w.link("FRIENDS", records.LinkFollows, records.LinkTo{Service: w.services["TWICE"].Id}, time.Time{}, time.Time{})
	for _, code := range []string{"TWICE", "SITE"} {
		w.link("BOTH", records.LinkFollows, records.LinkTo{Service: w.services[code].Id}, time.Time{}, time.Time{})
	}
	w.reroute()
	return w
}

func (w *tree) read(code string) *records.Service {
	w.t.Helper()
	v, err := records.FindService(w.App, w.services[code].Id)
	w.ok(err)
	return v
}

func TestAServiceMovesWithAllItsParts_AndItsStoriesReachBothBoards(t *testing.T) {
	w := newMoves(t)
	public, open := w.tell(0, "", "TEAM"), w.tell(1, "", "TEAM")
	w.publish(public)
	taken := w.tell(2, "", "TEAM")
	w.ok(flow.WithdrawStory(w.App, w.authors[2].Id, taken))
	m := w.member("OTHER")
	w.ok(flow.MoveService(w.App, w.services["WARD"].Id, w.services["HOSPITAL"].Id, "", w.moderator.Id, records.FromDesk))
	for _, code := range []string{"WARD", "TEAM"} {
		if w.read(code).Organisation() != w.organisations["OTHER"].Id {
			t.Errorf("%s was left behind", code)
		}
	}
	if n := w.reroute(); n != 2 {
		t.Errorf("%d stories reach others than before, not 2", n)
	}
	w.wants("a public story", w.reach(public, "service"), "BOARD", "BOTH", "OTHER") // those who were told go on seeing it
	w.wants("one nobody was told of", w.reach(open, "service"), "OTHER")
	w.wants("one that is gone", w.reach(taken, "service"))
	if n := w.letters(m, public); n != 0 {
		t.Errorf("%d letters about a story that is not new", n)
	}
	w.publish(open)
	if n := w.letters(m, open); n != 1 {
		t.Errorf("%d letters to who runs it now", n)
	}
	if n := w.reroute(); n != 0 {
		t.Errorf("routed again, and %d stories changed", n)
	}
	done, err := flow.RerouteStories(w.App, t.Context(), []string{w.services["WARD"].Id, w.services["SITE"].Id})
	if done.Changed != 0 || len(done.Failed) != 0 || err != nil {
		t.Errorf("routed by name, and %v (%v)", done, err)
	}
	history, err := records.HistoryOfService(w.App, w.services["WARD"].Id, 10)
	w.ok(err)
	var fields []string
	for _, c := range history {
		fields = append(fields, c.Field())
		if c.By() != w.moderator.Id || c.Source() != records.FromDesk || c.Was() == c.Now() || c.At().IsZero() {
			t.Errorf("the history says %s: %q to %q by %q of %s", c.Field(), c.Was(), c.Now(), c.By(), c.Source())
		}
	}
	w.wants("written down", sorted(fields), "organisation", "parent")
}

func TestAMoveThatCannotBeIsRefusedWhole(t *testing.T) {
	w := newMoves(t)
	for name, err := range map[string]error{
		"under its own part": flow.MoveService(w.App, w.services["SITE"].Id, w.services["TEAM"].Id, "", "", records.FromDesk),
		"under itself":       flow.MoveService(w.App, w.services["SITE"].Id, w.services["SITE"].Id, "", "", records.FromDesk),
		"run by another":     flow.MoveService(w.App, w.services["WARD"].Id, w.services["HOSPITAL"].Id, w.organisations["BOARD"].Id, "", records.FromDesk),
		"merged with itself": flow.MergeServices(w.App, w.services["SITE"].Id, w.services["SITE"].Id, "", records.FromDesk),
		"merged with a part": flow.MergeServices(w.App, w.services["SITE"].Id, w.services["TEAM"].Id, "", records.FromDesk),
		"nowhere":            flow.MoveService(w.App, w.services["SITE"].Id, "nosuchservice00", "", "", records.FromDesk),
	} {
		if err == nil {
			t.Errorf("%s: nobody objects", name)
		}
	}
	if w.read("WARD").Parent() != w.services["SITE"].Id || w.read("SITE").Parent() != "" || w.read("SITE").Closed() {
		t.Error("something of it was done")
	}
}

func TestNothingMovesBelowWhatHasBecomeAnother(t *testing.T) {
	w := newMoves(t)
	w.ok(flow.MergeServices(w.App, w.services["TWICE"].Id, w.services["SITE"].Id, "", records.FromDesk))
	err := flow.MoveService(w.App, w.services["WARD"].Id, w.services["TWICE"].Id, "", "", records.FromDesk)
	if !errors.Is(err, flow.ErrMovedBelowFormer) || w.read("WARD").Parent() != w.services["SITE"].Id {
		t.Errorf("a ward lies in a hospital that became another: %v", err)
	}
}

func TestADuplicateBecomesTheOneThatIsKept(t *testing.T) {
	w := newMoves(t)
	old, both, open := w.tell(0, "", "TWICE"), w.tell(1, "", "TWICE", "SITE"), w.tell(2, "", "WING")
	w.publish(old)
	w.publish(both)
	w.ok(flow.MergeServices(w.App, w.services["TWICE"].Id, w.services["SITE"].Id, w.moderator.Id, records.FromDesk))
	w.reroute()
	kept, gone := w.read("SITE"), w.read("TWICE")
	if !gone.Closed() || gone.Successor() != kept.Id || kept.Closed() {
		t.Error("the duplicate does not lead to what is kept")
	}
	if names := kept.OtherNames(); !slices.Equal(names, []string{"Service TWICE", "The old name"}) {
		t.Errorf("its names: %q", names)
	}
	codes, err := records.IdentifiersOfService(w.App, kept.Id)
	w.ok(err)
	if len(codes) != 1 || codes[0].Value() != "TWICE" {
		t.Errorf("its codes: %v", codes)
	}
	if w.read("WING").Parent() != kept.Id {
		t.Error("a part was left behind")
	}
	for _, id := range []string{old, both} {
		ids, err := records.StoryServiceIDs(w.App, id)
		w.ok(err)
		if !slices.Equal(ids, []string{kept.Id}) {
			t.Errorf("a story is about %v", ids)
		}
		w.wants("a story of the duplicate", w.reach(id, "service"), "BOARD", "BOTH", "FRIENDS")
		w.inLists(id, kept.Id)
	}
	w.wants("a story of its part", w.reach(open, "service"), "BOARD", "BOTH", "FRIENDS")
	links, err := records.LinksTo(w.App, records.LinkedTo{Services: []string{kept.Id, gone.Id}}, w.Now())
	w.ok(err)
	if len(links) != 2 {
		t.Errorf("%d links, not one of each follower", len(links))
	}
	if err := flow.MergeServices(w.App, gone.Id, w.services["HOSPITAL"].Id, "", records.FromDesk); !errors.Is(err, flow.ErrMergeClosed) {
		t.Errorf("merged a second time: %v", err)
	}
	if n := w.reroute(); n != 0 {
		t.Errorf("routed again, and %d stories changed", n)
	}
}

// inLists checks that a story stands in the list of a service by its own number.
func (w *tree) inLists(id, service string) {
	w.t.Helper()
	s, err := records.FindStory(w.App, id)
	w.ok(err)
	var no int
	w.ok(w.DB().NewQuery("SELECT publicationNo FROM story_services WHERE story = '" + id + "' AND service = '" + service + "'").Row(&no))
	if no != s.PublicationNo() || no == 0 {
		w.t.Errorf("number %d in the list, and %d on the story", no, s.PublicationNo())
	}
}

func TestABoardThatBecomesAnotherHandsItsStoriesOn(t *testing.T) {
	w := newMoves(t)
	id := w.tell(0, "", "TEAM")
	w.publish(id)
	w.become("BOARD", "OTHER", w.Now())
	w.reroute()
	w.wants("after the merger", w.reach(id, "service"), "BOARD", "BOTH", "OTHER")
	if n := w.reroute(); n != 0 {
		t.Errorf("routed again, and %d stories changed", n)
	}
}

func TestAStoryAboutAPlaceNobodyHasConfirmedWaits(t *testing.T) {
	w := newMoves(t)
	w.service("ADDED", "", "BOARD", "unconfirmed", true)
	id, approved := w.tell(0, "", "ADDED"), w.tell(1, "", "ADDED")
	if err := w.tryPublish(id); !errors.Is(err, story.ErrUnconfirmed) {
		t.Errorf("published: %v", err)
	}
	w.approve(approved)
	waiting, err := records.FindStory(w.App, approved)
	w.ok(err)
	w.ok(flow.AgreeToEdits(w.App, w.authors[1].Id, approved, waiting.Version()))
	for range 2 {
		if n, err := flow.GoOnByClock(w.App); n != 0 || err != nil {
			t.Errorf("%d published by the clock (%v)", n, err)
		}
	}
	w.ok(flow.ConfirmService(w.App, w.services["ADDED"].Id, "", records.FromAdministrator))
	if n, err := flow.GoOnByClock(w.App); n != 1 || err != nil {
		t.Errorf("confirmed, and %d published (%v)", n, err)
	}
	w.publish(id)
}

// approve changes a word of a story whose author wants to be shown that, so that
// it waits for them.
func (w *tree) approve(id string) {
	w.t.Helper()
	_, err := w.DB().NewQuery("UPDATE stories SET edits = 'show-me' WHERE id = '" + id + "'").Execute() // as if it had been sent so
	w.ok(err)
	s, err := records.FindStory(w.App, id)
	w.ok(err)
	words := s.Words()
	words.Title = "Seen at once, and kindly"
	state, err := flow.PublishStory(w.App, flow.Decision{StoryID: id, Version: s.Version(), Moderator: w.moderator.Id, Words: &words, Reasons: story.ReasonsFor("offensive")})
	w.ok(err)
	if state != story.Approved {
		w.t.Fatalf("the story is %s", state)
	}
}

// moving is how often a story is published in the same instant as its service
// moves or becomes another.
const moving = 200

func TestNoScopeIsLost_InRacesOfPublishAgainstMoveAndMerge(t *testing.T) {
	w := newMoves(t)
	m := w.member("OTHER")
	first, told := 0, 0
	for round := range moving {
		code, to := fmt.Sprint("FROM", round), fmt.Sprint("TO", round)
		w.service(code, "", "BOARD")
		w.service(to, "", "OTHER")
		id := w.tell(0, "", code)
		errs := make([]error, 2)
		acts := []func(){
			func() {
				_, errs[0] = flow.PublishStory(w.App, flow.Decision{StoryID: id, Version: 1, Moderator: w.moderator.Id})
			},
			func() {
				how := flow.MergeServices
				if round%2 == 0 {
					how = func(app core.App, from, to, by, source string) error {
						return flow.MoveService(app, from, to, "", by, source)
					}
				}
				errs[1] = how(w.App, w.services[code].Id, w.services[to].Id, "", records.FromDesk)
			},
		}
		if round/2%2 == 0 {
			slices.Reverse(acts) // whoever sets off last is mostly first
		}
		var together sync.WaitGroup
		for _, act := range acts {
			together.Go(act)
		}
		together.Wait()
		w.ok(errors.Join(errs...))
		w.reroute()
		reach := w.reach(id, "service")
		if !slices.Contains(reach, "OTHER") {
			t.Fatalf("round %d: who took over is not reached: %v", round, reach)
		}
		switch letters := w.letters(m, id); {
		case letters > 1:
			t.Fatalf("round %d: %d letters", round, letters)
		case letters == 1:
			told++
		case !slices.Contains(reach, "BOARD"):
			t.Fatalf("round %d: it was published first, and who was told lost it: %v", round, reach)
		default:
			first++
		}
	}
	if first == 0 || told == 0 {
		t.Errorf("published first in %d, moved first in %d: it was no race", first, told)
	}
	t.Logf("published first in %d of %d, moved first in %d", first, moving, told)
}

func TestARerouteThatWasStoppedIsTakenUpAgain(t *testing.T) {
	w := newMoves(t)
	id := w.tell(0, "", "TEAM")
	w.publish(id)
	w.ok(flow.MoveService(w.App, w.services["WARD"].Id, w.services["HOSPITAL"].Id, "", "", records.FromFile))
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if n, err := flow.RerouteUnrouted(w.App, stopped); n != 0 || err != nil {
		t.Errorf("stopped, and %d stories changed (%v)", n, err)
	}
	if n := w.reroute(); n != 1 {
		t.Errorf("taken up again, and %d stories changed", n)
	}
	w.wants("afterwards", w.reach(id, "service"), "BOARD", "BOTH", "OTHER")
}
