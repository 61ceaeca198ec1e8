package hooks

import (
	"errors"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

func init() {
	breaches["danger-is-seen-by-a-senior"] = map[string]breach{
		"a moderator publishes after a serious case that no senior saw": func(_ *testing.T, s *scene) bool {
			id := s.told()
			s.wasInDanger(id, "serious")
			return s.forced(id)
		},
		"a moderator refuses after a serious case that no senior saw": func(t *testing.T, s *scene) bool {
			id := s.told()
			s.wasInDanger(id, "serious")
			st := must(records.FindStory(s.App, id))(t)
			st.SetState(story.Rejected)
			st.SetReason("other", "We can't.")
			s.ok(records.WriteDown(s.App, records.Act{Story: id, By: s.moderator.Id, What: "rejected", Version: st.NextVersion(), At: s.Now()}))
			return s.Save(st) == nil
		},
		"a story is published while somebody is in danger": func(_ *testing.T, s *scene) bool {
			id := s.told()
			s.safety(id, s.senior(s.moderator).Id, story.SafetyChosen, "serious", "")
			return s.forced(id)
		},
		"a closed story is opened again while somebody is in danger": func(t *testing.T, s *scene) bool {
			id := s.published()
			s.closed(id)
			s.safety(id, s.moderator.Id, story.SafetyChosen, "serious", "")
			st := must(records.FindStory(s.App, id))(t)
			st.SetState(story.Published)
			s.ok(records.WriteDown(s.App, records.Act{Story: id, By: s.moderator.Id, What: "lifted", Version: st.NextVersion(), At: s.Now()}))
			return s.Save(st) == nil
		},
		"a case ends in the record that has not ended": func(_ *testing.T, s *scene) bool {
			id := s.told()
			s.safety(id, s.moderator.Id, story.SafetyChosen, "serious", "")
			return s.stepped(id, story.SafetyEvent{Kind: story.SafetyClosed, Outcome: "serious", Words: "It is over.", By: s.moderator.Id, At: s.Now()})
		},
		"a senior agrees who does not work here any more": func(t *testing.T, s *scene) bool {
			id, boss := s.told(), s.senior(s.another("senior@candour.example"))
			s.safety(id, s.moderator.Id, story.SafetyChosen, "serious", "")
			boss.Set("active", false)
			s.ok(s.Save(boss))
			return s.stepped(id, story.SafetyEvent{Kind: story.SafetyAgreed, Outcome: "serious", By: boss.Id, At: s.Now()})
		},
		"a step is dated before the others": func(_ *testing.T, s *scene) bool {
			id := s.told()
			s.safety(id, s.moderator.Id, story.SafetyChosen, "serious", "")
			return s.stepped(id, story.SafetyEvent{Kind: story.SafetyChosen, Outcome: "concern", Words: "Nothing worries me.", By: s.moderator.Id, At: s.Now().Add(-time.Hour)})
		},
		"what was done for somebody's safety is rewritten": func(_ *testing.T, s *scene) bool {
			id := s.told()
			s.safety(id, s.moderator.Id, story.SafetyChosen, "serious", "")
			r := s.row("safeguardings", "story", id)
			r.Set("words", "Nothing worried me.")
			return s.Save(r) == nil
		},
		"that somebody was in danger is deleted": func(_ *testing.T, s *scene) bool {
			id := s.told()
			s.safety(id, s.moderator.Id, story.SafetyChosen, "serious", "")
			return s.Delete(s.row("safeguardings", "story", id)) == nil
		},
	}
}

// safety has a moderator take a step in the case of a story.
func (s *scene) safety(id, by, kind, outcome, step string) {
	s.t.Helper()
	s.ok(flow.KeepSafe(s.App, id, story.SafetyEvent{Kind: kind, Outcome: outcome, Step: step, Words: "She sounds afraid.", By: by}))
}

// wasInDanger takes a case to its end; no senior moderator has a part in it.
func (s *scene) wasInDanger(id, outcome string) {
	s.t.Helper()
	mae := s.another("mae@candour.example").Id
	s.safety(id, mae, story.SafetyChosen, outcome, "")
	s.safety(id, s.moderator.Id, story.SafetyAgreed, outcome, "")
	o, _ := story.OutcomeOf(outcome)
	for _, step := range o.Steps {
		s.safety(id, mae, story.SafetyDone, outcome, step.Code)
	}
	s.safety(id, mae, story.SafetyClosed, outcome, "")
}

// stepped writes a step of a case down past the flow.
func (s *scene) stepped(id string, e story.SafetyEvent) bool {
	s.t.Helper()
	return s.RunInTransaction(func(tx core.App) error { return records.WriteSafety(tx, id, "worried", e) }) == nil
}

// A senior's say lasts: by whatever door a story goes on, whoever of the three had it is enough.
func TestDangerIsSeenByASenior_ASaysYesByAnyOfTheThreeWaysPublishes(t *testing.T) {
	for _, way := range []string{"chose", "agreed", "publishes"} {
		s := newScene(t, with(t, promises))
		id, boss, mae := s.told(), s.senior(s.another("senior@candour.example")).Id, s.another("mae@candour.example").Id
		chose, agrees, publishes := mae, s.another("olive@candour.example").Id, s.moderator.Id
		switch way {
		case "chose":
			chose = boss
		case "agreed":
			agrees = boss
		case "publishes":
			publishes = boss
		}
		s.safety(id, chose, story.SafetyChosen, "serious", "")
		s.safety(id, agrees, story.SafetyAgreed, "serious", "")
		o, _ := story.OutcomeOf("serious")
		for _, step := range o.Steps {
			s.safety(id, mae, story.SafetyDone, "serious", step.Code)
		}
		s.safety(id, mae, story.SafetyClosed, "serious", "")
		if state := must(flow.PublishStory(s.App, flow.Decision{StoryID: id, Version: 1, Moderator: publishes}))(t); state != story.Published {
			t.Errorf("a senior %s, and it is %s", way, state)
		}
	}
}

// A restored backup, from before a senior refused a story, brings nobody to say so again.
func TestDangerIsSeenByASenior_ARestoreRefusesAgainWhatWasRefused(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.told()
	s.wasInDanger(id, "serious")
	backup := s.copied()
	boss := s.senior(s.another("senior@candour.example")).Id
	s.ok(flow.RejectStory(s.App, flow.Decision{StoryID: id, Version: 1, Moderator: boss, Reason: "other", Note: "We can't."}))
	s.startFrom(backup)
	if got := s.state(id); got != story.Rejected {
		t.Errorf("after the restore it is %s", got)
	}
	if _, err := flow.PublishStory(s.App, flow.Decision{StoryID: id, Version: 1, Moderator: s.moderator.Id}); !errors.Is(err, story.ErrStep) && !errors.Is(err, story.ErrChanged) {
		t.Errorf("publishing it: %v", err)
	}
}
