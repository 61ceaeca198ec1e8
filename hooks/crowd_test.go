package hooks

import (
	"fmt"
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// crowd is everybody who acts at once. In each round somebody acts past every verb as well,
// with what they had read before or read just now: that the round holds is the promises' doing.
type crowd struct {
	*scene
	practice *records.Service
	ada      string
	boss     string // a senior moderator
	other    string // another
	mae      string // one who is not senior
	ends     map[story.State]int
	turn     int    // who begins when they act one after the other; less than 0: all in the same instant
	back     bool   // they act in the other order
	number   int    // of the last publication past every verb
	broken   string // the first promise that was seen broken
}

func newCrowd(t *testing.T, kept []promise) *crowd {
	t.Helper()
	s := newScene(t, with(t, kept))
	return &crowd{scene: s, practice: s.practice(), ada: must(records.FindAuthorOf(s.App, s.told()))(t).Id, ends: map[story.State]int{}, turn: -1,
		boss: s.senior(s.another("senior@candour.example")).Id, other: s.senior(s.another("olga@candour.example")).Id, mae: s.another("mae@candour.example").Id}
}

// breaks notes that something was not as promised.
func (c *crowd) breaks(format string, args ...any) {
	if c.broken == "" {
		c.broken = fmt.Sprintf(format, args...)
	}
}

// holds fails when the round that was last has broken something.
func (c *crowd) holds(round int) {
	c.t.Helper()
	if c.broken != "" {
		c.t.Fatalf("round %d: %s", round, c.broken)
	}
}

// together does all of them in the same instant, or one after the other.
func (c *crowd) together(acts ...func() error) []error {
	if c.turn < 0 {
		return atOnce(acts...)
	}
	errs := make([]error, len(acts))
	for i := range acts {
		at := (i + c.turn) % len(acts)
		if c.back {
			at = (len(acts) - i + c.turn) % len(acts)
		}
		errs[at] = acts[at]()
	}
	return errs
}

// past does something past every verb, wholly or not at all.
func (c *crowd) past(do func(tx core.App) error) func() error {
	return func() error { return c.RunInTransaction(do) }
}

// forces publishes a story that is in a state, with an act of somebody behind it.
func (c *crowd) forces(id, by string, from story.State) func() error {
	c.number++
	number := 1_000_000 + c.number
	return c.past(func(tx core.App) error {
		s, err := records.FindStory(tx, id)
		if err != nil || s.State() != from {
			return err
		}
		if o, err := records.FindOriginal(tx, id); err == nil { // another promise wants its end to be known
			o.SetDeleteAfter(story.FindClock("originals").Ends(c.Now()))
			if err := tx.Save(o); err != nil {
				return err
			}
		}
		s.SetPublished(c.Now(), number, by)
		if err := records.WriteDown(tx, records.Act{Story: id, By: by, What: "published", Version: s.NextVersion(), At: c.Now()}); err != nil {
			return err
		}
		return tx.Save(s)
	})
}

// saysMore has a service ask for a second look that has said: go ahead.
func (c *crowd) saysMore(id string) func() error {
	return c.past(func(tx core.App) error {
		reviews, err := records.ReviewsOfStory(tx, id)
		if err != nil || len(reviews) == 0 || reviews[0].Facts().Outcome != story.ReviewAhead {
			return err
		}
		if err := records.WriteDown(tx, records.Act{Story: id, About: reviews[0].Id, What: flow.ReviewAsked, Reason: "legal-bar", At: c.Now()}); err != nil {
			return err
		}
		reviews[0].SetAsked(c.Now(), "legal-bar", "After all.", flow.SecondLookEnds(tx, c.Now()))
		return tx.Save(reviews[0])
	})
}

// alerts owes a member a letter about a story, whatever has become of it.
func (c *crowd) alerts(id string) func() error {
	return func() error {
		return records.Owe(c.App, records.Owed{Kind: string(mail.StoryAlert), Story: id, ToCollection: "members", To: c.member.Id, At: c.Now()})
	}
}

// vanishes lets a story go without a note that it is gone.
func (c *crowd) vanishes(id string, does bool) func() error {
	return c.past(func(tx core.App) error {
		s, err := records.FindStory(tx, id)
		if err != nil || !does {
			return err
		}
		s.SetState(story.Withdrawn)
		s.NextVersion()
		return tx.Save(s)
	})
}

// refusesLate refuses a story as somebody had it before them who opened it first.
func (c *crowd) refusesLate(id string) func() error {
	s := must(records.FindStory(c.App, id))(c.t)
	return c.past(func(tx core.App) error {
		s.SetState(story.Rejected)
		s.SetReason("other", "We can't.")
		if err := records.WriteDown(tx, records.Act{Story: id, By: c.boss, What: "rejected", Reason: "other", Version: s.NextVersion(), At: c.Now()}); err != nil {
			return err
		}
		return tx.Save(s)
	})
}

// decidedTwice reports whether two acts made the same version of a story.
func (c *crowd) decidedTwice(id string) bool {
	c.t.Helper()
	acts, versions := 0, 0
	c.ok(c.DB().Select("COUNT(version)", "COUNT(DISTINCT version)").From("moderations").
		Where(dbx.And(dbx.HashExp{"story": id, "response": ""}, dbx.NewExp("version > 0"))).Row(&acts, &versions))
	return acts != versions
}

// decidesOwn has who closed a story decide on the appeal against that.
func (c *crowd) decidesOwn(appeal, closer string) func() error {
	return c.past(func(tx core.App) error {
		a, err := records.FindAppeal(tx, appeal)
		if err != nil {
			return err
		}
		a.SetDecided(story.AppealStands, closer, "No.", c.Now())
		return tx.Save(a)
	})
}

// givesOwn has somebody give the second opinion that they asked for.
func (c *crowd) givesOwn(score, by string) func() error {
	return c.past(func(tx core.App) error {
		s, err := records.FindScore(tx, score)
		if err != nil {
			return err
		}
		s.Give(by, 3, "", c.Now())
		return tx.Save(s)
	})
}
