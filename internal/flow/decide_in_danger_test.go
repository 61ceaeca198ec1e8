package flow_test

import (
	"errors"
	"testing"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// seriousCase is a case of safeguarding on its way: who is who, and what they do.
type seriousCase struct {
	*postRoom
	id          string
	meg, olivia string // moderators
}

func newDanger(t *testing.T) *seriousCase {
	t.Helper()
	d := &seriousCase{postRoom: newPostRoom(t)} // Moses is a senior moderator
	for email, id := range map[string]*string{"meg@candour.example": &d.meg, "olivia@candour.example": &d.olivia} {
		m, err := records.NewModerator(d, email, "Somebody", "a long password", false)
		d.keep(m, err)
		*id = m.Id
	}
	d.id = d.told()
	return d
}

func (d *seriousCase) does(by, kind, outcome string) {
	d.t.Helper()
	d.ok(flow.KeepSafe(d, d.id, story.SafetyEvent{Kind: kind, Outcome: outcome, Words: "She sounds afraid.", By: by}))
}

// goes takes a case from its begin to its end.
func (d *seriousCase) goes(chose, agrees, outcome string) {
	d.t.Helper()
	d.does(chose, story.SafetyChosen, outcome)
	d.does(agrees, story.SafetyAgreed, outcome)
	o, _ := story.OutcomeOf(outcome)
	for _, step := range o.Steps {
		d.ok(flow.KeepSafe(d, d.id, story.SafetyEvent{Kind: story.SafetyDone, Outcome: outcome, Step: step.Code, Words: "Done.", By: chose}))
	}
	d.does(chose, story.SafetyClosed, outcome)
}

func (d *seriousCase) by(moderator string) flow.Decision {
	d.t.Helper()
	f := d.decision(d.id)
	f.Moderator, f.Reason, f.Note = moderator, story.StoryReasons()[0].Code, "You can tell it anew."
	return f
}

// refused says whether a moderator may neither publish nor reject the story.
func (d *seriousCase) refused(moderator string) bool {
	d.t.Helper()
	_, publishing := flow.PublishStory(d, d.by(moderator))
	rejecting := errors.Is(flow.RejectStory(d, d.by(moderator)), flow.ErrSenior)
	if rejecting != errors.Is(publishing, flow.ErrSenior) {
		d.t.Errorf("publishing: %v; rejecting is refused: %v", publishing, rejecting)
	}
	return rejecting
}

func TestDecideInDanger_AfterASeriousCaseASeniorModeratorHasASay(t *testing.T) {
	for _, outcome := range []string{"author-acts", "means-harm", "serious"} {
		d := newDanger(t)
		d.goes(d.meg, d.olivia, outcome)
		if !d.refused(d.meg) || !d.refused(d.olivia) {
			t.Errorf("%s: moderators alone decided", outcome)
		}
		if state, err := flow.PublishStory(d, d.by(d.moderator.Id)); err != nil || state != story.Published {
			t.Errorf("%s: for a senior moderator it is %s (%v)", outcome, state, err)
		}
	}
}

func TestDecideInDanger_ASeniorModeratorsAgreementIsEnough(t *testing.T) {
	for _, who := range []func(d *seriousCase) (chose, agrees string){
		func(d *seriousCase) (string, string) { return d.meg, d.moderator.Id },
		func(d *seriousCase) (string, string) { return d.moderator.Id, d.meg },
	} {
		d := newDanger(t)
		chose, agrees := who(d)
		d.goes(chose, agrees, "serious")
		if _, err := flow.PublishStory(d, d.by(d.olivia)); err != nil {
			t.Error(err)
		}
	}
}

func TestDecideInDanger_AMilderWayNeedsAColleagueAndNoSenior(t *testing.T) {
	d := newDanger(t)
	d.goes(d.meg, d.olivia, "serious")
	d.does(d.meg, story.SafetyChosen, "concern")
	if !d.refused(d.meg) {
		t.Error("choosing a milder way alone lets the story go")
	}
	d.does(d.olivia, story.SafetyAgreed, "concern")
	if _, err := flow.PublishStory(d, d.by(d.meg)); err != nil {
		t.Error(err)
	}
}

func TestDecideInDanger_WhatWasLetThroughBeforeWaitsForASenior(t *testing.T) {
	d := newDanger(t)
	f := d.by(d.meg)
	f.Words = &records.Words{Title: adasTitle, Text: "A nurse held my hand.", ScreenName: adasScreen}
	f.Reasons = story.ReasonsFor("identifies-author")
	if state, err := flow.PublishStory(d, f); err != nil || state != story.Approved {
		t.Fatal(state, err)
	}
	d.goes(d.meg, d.olivia, "serious")
	d.ok(flow.AgreeToEdits(d, d.ada().Id, d.id, d.decision(d.id).Version))
	_, err := flow.GoOnByClock(d)
	d.ok(err)
	if s := d.story(d.id); s.State() != story.Approved || !d.refused(d.meg) {
		t.Errorf("it is %s", s.State())
	}
	state, err := flow.PublishStory(d, d.by(d.moderator.Id))
	if s := d.story(d.id); err != nil || state != story.Published || s.PublishedBy() != d.moderator.Id {
		t.Errorf("it is %s, published by %s (%v)", state, s.PublishedBy(), err)
	}
}
