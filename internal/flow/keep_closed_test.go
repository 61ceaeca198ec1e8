package flow_test

import (
	"errors"
	"testing"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

func TestKeepClosed_AnEmptyDayIsTheUsualOneAndWhyIsOnRecord(t *testing.T) {
	p := newPostRoom(t)
	id := p.published()
	p.close(id)
	var problem story.Problem
	if err := flow.KeepClosed(p, p.decision(id)); !errors.As(err, &problem) || problem.Field != "note" {
		t.Errorf("without a reason: %v", err)
	}
	d := p.decision(id)
	d.Note = "The case goes on."
	p.ok(flow.KeepClosed(p, d))
	r, err := records.RestrictionOf(p, id)
	p.ok(err)
	if want := p.Now().AddDate(0, 0, story.RestrictedDays); r.ReviewOn().Sub(want).Abs() >= 1e9 {
		t.Errorf("it is looked at on %s, not %s", r.ReviewOn(), want)
	}
	acts, err := records.ActsOnStory(p, id)
	p.ok(err)
	if last := acts[len(acts)-1]; last.What() != "looked-again" || last.Note() != d.Note {
		t.Errorf("the record says %s: %q", last.What(), last.Note())
	}
}

func TestKeepClosed_WhoKeptItClosedDecidesNoAppeal(t *testing.T) {
	p := newPostRoom(t)
	id := p.published()
	p.close(id) // by Moses
	var seniors []string
	for _, email := range []string{"sal@candour.example", "una@candour.example"} {
		m, err := records.NewModerator(p, email, "Somebody", "a long password", true)
		p.keep(m, err)
		seniors = append(seniors, m.Id)
	}
	d := p.decision(id)
	d.Moderator, d.Note = seniors[0], "The case goes on."
	p.ok(flow.KeepClosed(p, d))
	p.ok(flow.AppealAsAuthor(p, p.ada().Id, id, "There is no case."))
	open, err := records.OpenAppeals(p)
	p.ok(err)
	decide := func(by string) error {
		return flow.DecideAppeal(p, flow.AppealDecision{AppealID: open[0].Id, Moderator: by, Outcome: story.AppealLifted, Answer: "There is none."})
	}
	for _, who := range []string{p.moderator.Id, seniors[0]} {
		if err := decide(who); !errors.Is(err, flow.ErrOwnDecision) {
			t.Errorf("who had a part in it decided: %v", err)
		}
	}
	a, err := records.FindAppeal(p, open[0].Id)
	p.ok(err)
	a.SetDecided(story.AppealLifted, seniors[0], "There is none.", p.Now())
	if p.Save(a) == nil {
		t.Error("the promise lets who kept it closed decide")
	}
	p.ok(decide(seniors[1]))
}
