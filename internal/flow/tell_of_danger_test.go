package flow_test

import (
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// A serious case is told to every senior moderator but whoever opened it, once, and a
// letter that has not left when it is closed does not leave.
func TestASeriousCaseIsToldToTheSeniorsOnce(t *testing.T) {
	d := newDanger(t) // Moses is a senior moderator
	senga := d.senior("senga").Id
	told := func() [3]int {
		return [3]int{d.owed("moderators", d.moderator.Id, mail.DangerOpened), d.owed("moderators", senga, mail.DangerOpened), d.owed("moderators", d.meg, mail.DangerOpened)}
	}
	is := func(when string, want [3]int) {
		t.Helper()
		if got := told(); got != want {
			t.Errorf("%s: letters to Moses, Senga and Meg: %v, want %v", when, got, want)
		}
	}
	d.does(d.meg, story.SafetyChosen, "concern")
	is("a worry about care", [3]int{})
	d.does(d.meg, story.SafetyChosen, "serious")
	is("it is serious after all", [3]int{1, 1, 0})
	d.does(d.olivia, story.SafetyChosen, "means-harm")
	is("another serious way", [3]int{1, 1, 0})
	d.Pass(time.Minute)
	d.goes(d.meg, d.olivia, "serious")
	d.send()
	letters, err := records.LettersTo(d, "moderators", senga)
	d.ok(err)
	for _, l := range letters {
		if l.Kind() == string(mail.DangerOpened) && l.State() != "dropped" {
			t.Errorf("the case is closed, and the letter about it is %s", l.State())
		}
	}
	d.Pass(time.Minute)
	d.does(senga, story.SafetyChosen, "serious")
	is("opened anew, by a senior", [3]int{2, 1, 0})
}

// decisionsInDanger is who may decide what on a story whose service may be the danger.
func TestWhoDecidesWhereTheServiceMayBeTheDanger(t *testing.T) {
	for _, lifted := range []bool{false, true} {
		for _, state := range []story.State{story.Submitted, story.Held, story.Approved} {
			d := newDanger(t)
			boss := d.moderator.Id
			switch state {
			case story.Held:
				d.ok(flow.AskSenior(d, flow.Decision{StoryID: d.id, Version: d.decision(d.id).Version, Moderator: d.meg, Note: "What do you think?"}))
			case story.Approved:
				d.approvedAlready()
			default:
			}
			d.does(d.meg, story.SafetyChosen, "serious")
			d.ok(flow.KeepSafe(d, d.id, story.SafetyEvent{Kind: story.SafetySuspected, Outcome: "serious", By: d.meg}))
			d.does(boss, story.SafetyAgreed, "serious")
			o, _ := story.OutcomeOf("serious")
			for _, step := range o.Steps {
				d.ok(flow.KeepSafe(d, d.id, story.SafetyEvent{Kind: story.SafetyDone, Outcome: "serious", Step: step.Code, Words: "Done.", By: d.meg}))
			}
			d.does(d.meg, story.SafetyClosed, "serious")
			if lifted {
				lift := story.SafetyEvent{Kind: story.SafetyLifted, Words: "Agreed with the council.", By: d.meg}
				if err := flow.KeepSafe(d, d.id, lift); err == nil {
					t.Error("a moderator lifts it")
				}
				lift.By = boss
				d.ok(flow.KeepSafe(d, d.id, lift))
			}
			if got := d.refused(d.olivia); got == lifted { // once it is lifted, the senior who agreed with the way is enough
				t.Errorf("%s, lifted: %v: a moderator is refused: %v", state, lifted, got)
			}
			if !lifted && d.refused(boss) {
				t.Errorf("%s: a senior moderator is refused", state)
			}
		}
	}
}

// approvedAlready has a moderator let the story through before anybody was worried.
func (d *seriousCase) approvedAlready() {
	d.t.Helper()
	f := d.by(d.meg)
	f.Words, f.Reasons = &records.Words{Title: "All night", Text: "She stayed with me.", ScreenName: "harbourlight"}, story.ReasonsFor("offensive")
	_, err := flow.PublishStory(d, f)
	d.ok(err)
}
