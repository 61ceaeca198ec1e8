package hooks

import (
	"errors"
	"sync"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/testkit"
)

// tallied is how often something is counted in the month of the scene.
func (s *scene) tallied(what string) int {
	s.t.Helper()
	list, err := records.TalliesSince(s.App, "")
	s.ok(err)
	n := 0
	for _, l := range list {
		if l.What() == what {
			n += l.Count()
		}
	}
	return n
}

func TestWhatIsPublishedAtTheSameTimeIsAllCounted(t *testing.T) {
	s := newScene(t, with(t, promises))
	countEvents(s.App)
	author := must(records.NewAuthor(s.App, s.Now()))(t)
	s.ok(s.Save(author))
	var ids []string
	for range 12 {
		ids = append(ids, s.toldBy(author.Id))
	}
	var all sync.WaitGroup
	for _, id := range ids {
		all.Go(func() {
			if _, err := flow.PublishStory(s.App, flow.Decision{StoryID: id, Version: 1, Moderator: s.moderator.Id}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if received, published, waits := s.tallied(flow.CountReceived), s.tallied(flow.CountPublished), s.tallied(flow.CountWait); received != 12 || published != 12 || waits != 12 {
		t.Errorf("%d received, %d published, %d waits", received, published, waits)
	}
}

func TestWhatIsUndoneOrRefusedIsNotCounted(t *testing.T) {
	s := newScene(t, with(t, promises))
	countEvents(s.App)
	id := s.told()
	undone := errors.New("the disk is full")
	err := s.RunInTransaction(func(tx core.App) error {
		if err := flow.WithdrawStory(tx, must(records.FindAuthorOf(tx, id))(t).Id, id); err != nil {
			return err
		}
		return undone
	})
	if !errors.Is(err, undone) {
		t.Fatal(err)
	}
	st := must(records.FindStory(s.App, id))(t)
	st.SetPublished(s.Now(), 1, "")
	if s.Save(st) == nil {
		t.Fatal("a story was published without a moderator")
	}
	if s.tallied(flow.CountWithdrawn) != 0 || s.tallied(flow.CountPublished) != 0 {
		t.Error("it is counted")
	}
}

func TestAnErasureIsCountedWhicheverDoorItCameThrough(t *testing.T) {
	s := newScene(t, with(t, promises))
	countEvents(s.App)
	author := must(records.FindAuthorOf(s.App, s.told()))(t)
	s.asAdministrator("DELETE", "/api/collections/authors/records/"+author.Id, "")
	if n := s.tallied(flow.CountErased); n != 1 || must(s.CountRecords("authors"))(t) != 0 {
		t.Errorf("%d counted", n)
	}
}

func TestADisclosureIsCountedOnceWhenItIsShown(t *testing.T) {
	s := newScene(t, testkit.New(t, countEvents))
	c, err := s.FindCollectionByNameOrId("disclosures")
	s.ok(err)
	r := core.NewRecord(c)
	s.ok(s.SaveNoValidate(r))
	if s.tallied(flow.CountDisclosures) != 0 {
		t.Error("asking is counted")
	}
	for range 2 {
		r.Set("shownAt", s.Now())
		s.ok(s.SaveNoValidate(r))
	}
	if n := s.tallied(flow.CountDisclosures); n != 1 {
		t.Errorf("%d counted", n)
	}
}

// TestATestByTheDoctorIsCountedNowhere: what the doctor tells, takes back and
// erases is nobody's, and what somebody else does is counted beside it.
func TestATestByTheDoctorIsCountedNowhere(t *testing.T) {
	s := newScene(t, with(t, promises))
	countEvents(s.App)
	counts := func() int { return len(must(records.TalliesSince(s.App, ""))(t)) }
	person := must(flow.StoreTestPerson(s.App, true))(t)
	owed := 0
	for _, l := range must(records.LettersOfStory(s.App, person.StoryID))(t) {
		if l.IsOpen() {
			owed++
		}
	}
	s.ok(flow.TakeTestAway(s.App))
	if n := counts(); n != 0 || owed != 0 {
		t.Errorf("a test raised %d counts and owes %d letters", n, owed)
	}
	a := must(records.FindAuthorOf(s.App, s.told()))(t)
	s.ok(flow.EraseAuthor(s.App, a.Id))
	if n := counts(); n != 2 {
		t.Errorf("somebody else's story and erasure raised %d counts", n)
	}
}
