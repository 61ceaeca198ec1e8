package hooks

import (
	"sync"
	"testing"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// races is how often an author takes a story back in the same instant as a
// moderator publishes it.
const races = 500

func TestWithdrawnStaysWithdrawn_In500RacesOfPublishAgainstWithdraw(t *testing.T) {
	s := newScene(t, with(t, promises))
	published, first := 0, must(records.FindAuthorOf(s.App, s.told()))(t)
	for range races {
		id := s.toldBy(first.Id)
		d := flow.Decision{StoryID: id, Version: 1, Moderator: s.moderator.Id}
		var together sync.WaitGroup
		var withdrawErr, publishErr error
		together.Add(2)
		go func() { defer together.Done(); withdrawErr = flow.WithdrawStory(s.App, first.Id, id) }()
		go func() { defer together.Done(); _, publishErr = flow.PublishStory(s.App, d) }()
		together.Wait()
		if withdrawErr != nil {
			t.Fatalf("the author could not take the story back: %v", withdrawErr)
		}
		if publishErr == nil {
			published++
		}
		if st := must(records.FindStory(s.App, id))(t); st.State() != story.Withdrawn {
			t.Fatalf("the author was told it is gone, and it is %s", st.State())
		}
		for _, l := range must(records.LettersOfStory(s.App, id))(t) {
			if mail.Kind(l.Kind()).IsPublicOnly() && l.State() == "owed" {
				t.Fatalf("a letter of the kind %s is still owed about a story that is gone", l.Kind())
			}
		}
	}
	t.Logf("of %d races the moderator was first in %d; each ended withdrawn", races, published)
	var left int
	if err := s.DB().NewQuery("SELECT COUNT(*) FROM stories_search").Row(&left); err != nil || left != 0 {
		t.Errorf("%d withdrawn stories are still in the search index (%v)", left, err)
	}
}

func TestTwoModeratorsOnOneStory_TheSecondIsToldAndNothingIsOverwritten(t *testing.T) {
	s := newScene(t, with(t, promises))
	for range 50 {
		id := s.told()
		var together sync.WaitGroup
		errs := make([]error, 2)
		for i, title := range []string{"She stayed with me all night", "A whole night at my side"} {
			together.Add(1)
			go func() {
				defer together.Done()
				w := records.Words{Title: title, Text: words, ScreenName: "harbourlight"}
				_, errs[i] = flow.EditStory(s.App, flow.Decision{StoryID: id, Version: 1, Moderator: s.moderator.Id, Words: &w, Reasons: story.ReasonsFor("identifies-author")})
			}()
		}
		together.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Fatalf("exactly one of two must be told that the other was first: %v, %v", errs[0], errs[1])
		}
		if st := must(records.FindStory(s.App, id))(t); st.Version() != 2 {
			t.Fatalf("the story is at version %d after one edit", st.Version())
		}
	}
}

func TestTheSameFormSentTwiceAtOnceTellsOneStory(t *testing.T) {
	s := newScene(t, with(t, promises))
	sent := telling(s.service.Id)
	ids := make([]string, 8)
	var together sync.WaitGroup
	for i := range ids {
		together.Add(1)
		go func() {
			defer together.Done()
			r, err := flow.SubmitStory(s.App, sent)
			if err != nil {
				t.Error(err)
			}
			ids[i] = r.StoryID
		}()
	}
	together.Wait()
	for _, id := range ids {
		if id != ids[0] {
			t.Fatal("one form told two stories")
		}
	}
	if n := must(s.CountRecords("authors"))(t); n != 1 {
		t.Errorf("one e-mail has %d accounts", n)
	}
}
