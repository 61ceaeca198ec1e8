package hooks

import (
	"slices"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

func init() {
	breaches["withdrawal-travels"] = map[string]breach{
		"a story is taken back without a note that it is gone": func(t *testing.T, s *scene) bool {
			st := must(records.FindStory(s.App, s.published()))(t)
			s.ok(records.DropLettersOf(s.App, st.Id, "test"))
			st.SetState(story.Withdrawn)
			return s.Save(st) == nil
		},
		"a story is taken down and the note says something else": func(t *testing.T, s *scene) bool {
			st := must(records.FindStory(s.App, s.published()))(t)
			s.ok(records.DropLettersOf(s.App, st.Id, "test"))
			s.ok(records.WriteWithdrawal(s.App, st.Id, "withdrawn", "", s.Now()))
			return s.endedBy(st.Id, story.Removed, s.senior(s.moderator).Id, "identifies-someone")
		},
		"a story is taken down while letters still tell of it": func(t *testing.T, s *scene) bool {
			st := must(records.FindStory(s.App, s.published()))(t)
			s.ok(records.WriteWithdrawal(s.App, st.Id, "removed", "", s.Now()))
			return s.endedBy(st.Id, story.Removed, s.senior(s.moderator).Id, "identifies-someone")
		},
		"a story is deleted and its address knows nothing of it": func(t *testing.T, s *scene) bool {
			st := must(records.FindStory(s.App, s.published()))(t)
			s.ok(records.DropLettersOf(s.App, st.Id, "test"))
			return s.Delete(st) == nil
		},
		"a story that was public is left out of the public list": func(t *testing.T, s *scene) bool {
			st := must(records.FindStory(s.App, s.published()))(t)
			s.ok(records.DropLettersOf(s.App, st.Id, "test"))
			s.ok(records.WriteWithdrawal(s.App, st.Id, "erased", "", s.Now()))
			note := s.row("withdrawals", "story", st.Id)
			must(s.NonconcurrentDB().NewQuery("UPDATE withdrawals SET wasPublic = FALSE WHERE id = '" + note.Id + "'").Execute())(t)
			return s.Delete(st) == nil
		},
	}
	for how, attempt := range map[string]breach{
		"the account goes and nobody looks whether something is left": func(t *testing.T, s *scene) bool {
			a := must(records.FindAuthorOf(s.App, s.published()))(t)
			_ = s.Delete(a) // refused without the promise, and then nobody looked either
			return flow.LookedFor(a.ProxyRecord()) == 0
		},
		"a receipt is stored that we did not sign": func(t *testing.T, s *scene) bool {
			r := must(records.KeepReceipt(s.App, "a hash", "Everything of Ada Canary is erased.", s.Now()))(t)
			r.SetSigned(r.Text(), "bm9ib2R5")
			return s.Save(r) == nil
		},
	} {
		breaches["erased-leaves-nothing"][how] = attempt
	}
}

// toldGone lists who is owed a letter that a story is gone.
func (s *scene) toldGone(storyID string) []string {
	s.t.Helper()
	var to []string
	for _, l := range must(records.LettersOfStory(s.App, storyID))(s.t) {
		if l.Kind() == string(mail.WithdrawnTold) && l.IsOpen() {
			to = append(to, l.To())
		}
	}
	return to
}

// alerted publishes a story and has the letters about it leave, or not.
func (s *scene) alerted(sent bool) string {
	s.t.Helper()
	id := s.published()
	if sent {
		s.ok(records.MarkAllSent(s.App, s.Now()))
	}
	return id
}

func TestMembersWhoWereToldOfAStoryAreToldThatItIsGone_AndNobodyElse(t *testing.T) {
	remove := func(s *scene, id string) error {
		s.moderator.SetSenior(true)
		s.ok(s.Save(s.moderator))
		return flow.RemoveStory(s.App, flow.Decision{StoryID: id, Version: must(records.FindStory(s.App, id))(s.t).Version(), Moderator: s.moderator.Id, Reason: "identifies-someone", Note: "It names a nurse."})
	}
	withdraw := func(s *scene, id string) error {
		return flow.WithdrawStory(s.App, must(records.FindAuthorOf(s.App, id))(s.t).Id, id)
	}
	erase := func(s *scene, id string) error {
		return flow.EraseAuthor(s.App, must(records.FindAuthorOf(s.App, id))(s.t).Id)
	}
	for name, end := range map[string]func(*scene, string) error{"taken back": withdraw, "taken down": remove, "erased": erase} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t, with(t, promises))
			told, untold := s.alerted(true), s.published()
			s.ok(end(s, told))
			if name != "erased" { // both are one author's, and went together
				s.ok(end(s, untold))
			}
			if to := s.toldGone(told); !slices.Equal(to, []string{s.member.Id}) {
				t.Errorf("%d letters say that it is gone, to the member who was told", len(to))
			}
			if to := s.toldGone(untold); len(to) != 0 {
				t.Errorf("%d members learn that a story is gone which they were never told of", len(to))
			}
			for _, l := range must(records.LettersOfStory(s.App, untold))(t) {
				if l.IsOpen() && mail.Kind(l.Kind()).IsPublicOnly() {
					t.Errorf("a letter of the kind %s still tells of it", l.Kind())
				}
			}
		})
	}
	t.Run("taken down, then taken back, before the letter left", func(t *testing.T) {
		s := newScene(t, with(t, promises))
		id := s.alerted(true)
		s.ok(remove(s, id))
		s.ok(withdraw(s, id))
		if to := s.toldGone(id); len(to) != 1 {
			t.Errorf("%d letters say that it is gone", len(to))
		}
		s.ok(records.MarkAllSent(s.App, s.Now()))
		s.ok(erase(s, id))
		if to := s.toldGone(id); len(to) != 0 {
			t.Errorf("%d members are told twice", len(to))
		}
	})
	t.Run("long ago, when the notes of letters are gone", func(t *testing.T) {
		s := newScene(t, with(t, promises))
		id := s.alerted(true)
		s.Pass(40 * 24 * time.Hour)
		must(flow.Sweep(s.App, t.Context()))(t)
		s.ok(remove(s, id))
		if to := s.toldGone(id); !slices.Contains(to, s.member.Id) || slices.Contains(to, s.stranger.Id) {
			t.Errorf("%d members are told", len(to))
		}
	})
}

func TestThePublicListNamesWhatWasPublicAndIsGone(t *testing.T) {
	s := newScene(t, with(t, promises))
	public, unread := s.published(), s.told()
	ada := must(records.FindAuthorOf(s.App, public))(t)
	s.ok(flow.WithdrawStory(s.App, ada.Id, public))
	s.ok(flow.WithdrawStory(s.App, ada.Id, unread))
	day := s.Now().Truncate(24 * time.Hour)
	s.Pass(48 * time.Hour)
	later := s.published()
	s.ok(flow.EraseAuthor(s.App, ada.Id))
	list := must(records.GoneStories(s.App, time.Time{}, nil, 10))(t)
	if len(list) != 2 || list[0].ID != later || list[1].ID != public || list[0].Kind != "erased" {
		t.Fatalf("the list: %v", list)
	}
	if !list[1].Day.Time().Equal(day) {
		t.Error("the day moved with the erasure: whoever watches sees which stories were of one author")
	}
	if rest := must(records.GoneStories(s.App, day.Add(time.Hour), nil, 10))(t); len(rest) != 1 {
		t.Errorf("%d are gone since the day after", len(rest))
	}
	if rest := must(records.GoneStories(s.App, time.Time{}, &list[0], 10))(t); len(rest) != 1 || rest[0].ID != public {
		t.Errorf("after the first come %v", rest)
	}
}
