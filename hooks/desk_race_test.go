package hooks

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/pocketbase/dbx"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// deskRounds is how often each of these happens at once; a few are dear.
const deskRounds = 40

// TestEveryActOfTheDeskAtOnceWithTheOthers lets acts that the rounds of two moderators, an
// author and a service leave out happen in the same instant, and looks in the record at
// which was first: what came after it had to heed it.
func TestEveryActOfTheDeskAtOnceWithTheOthers(t *testing.T) {
	s := newScene(t, with(t, promises))
	c := crowd{scene: s, practice: s.practice(), ada: must(records.FindAuthorOf(s.App, s.told()))(t).Id, ends: map[story.State]int{},
		boss: s.senior(s.another("senior@candour.example")).Id}
	other := s.senior(s.another("olga@candour.example")).Id
	for n := range deskRounds {
		c.inDanger(other)
		c.takesOver(other, n%2 == 0)
		c.asksASenior(other, n%2 == 0)
		c.closesAndAppeals(other, n%2 == 0)
		c.scores(other)
		if n%8 == 0 {
			c.erases(n)
		}
	}
	faults, acts, _, err := records.WalkRecords(s.App, 10)
	if s.ok(err); len(faults) != 0 || acts < deskRounds {
		t.Errorf("of %d acts: %+v", acts, faults)
	}
}

// first says which of two acts stands first in the record of a story: "" where one is missing.
func (c *crowd) first(id, one, two string) string {
	c.t.Helper()
	acts := []string{}
	c.ok(c.DB().Select("act").From("moderations").Where(dbx.HashExp{"story": id}).OrderBy("place").Column(&acts))
	at, then := slices.Index(acts, one), slices.Index(acts, two)
	switch {
	case at < 0 || then < 0:
		return ""
	case at < then:
		return one
	}
	return two
}

func (c *crowd) decision(id, by string) flow.Decision {
	return (&cast{scene: c.scene}).by(c.App, by, id)
}

func (c *crowd) publishes(id, by string) func() error {
	d := c.decision(id, by)
	return func() error { _, err := flow.PublishStory(c.App, d); return err }
}

// inDanger is a round in which one publishes while another opens a serious case, or closes
// it while one who is not senior publishes.
func (c *crowd) inDanger(other string) {
	id := c.toldBy(c.ada)
	worry := story.SafetyEvent{Kind: story.SafetyChosen, Outcome: "serious", Words: "She sounds afraid.", By: other}
	errs := atOnce(c.publishes(id, c.moderator.Id), func() error { return flow.KeepSafe(c.App, id, worry) },
		func() error { return flow.KeepSafe(c.App, id, worry) })
	if errs[1] != nil || errs[2] != nil {
		c.t.Fatalf("a worry was not written down: %v, %v", errs[1], errs[2])
	}
	if c.first(id, "published", "worried") == "worried" {
		c.t.Fatal("somebody may be in danger, and it was published afterwards")
	}
}

// takesOver is a round in which a colleague takes a story over that its reader decides on.
func (c *crowd) takesOver(other string, takesBack bool) {
	id := c.toldBy(c.ada)
	item := records.Item{Story: id}
	must(flow.Claim(c.App, item, c.moderator.Id, false))(c.t)
	take := func(by string) func() error {
		return func() error { _, err := flow.Claim(c.App, item, by, true); return err }
	}
	acts := []func() error{take(other), take(c.boss), c.publishes(id, c.moderator.Id)}
	if takesBack {
		acts = append(acts, func() error { return flow.WithdrawStory(c.App, c.ada, id) })
	}
	errs := atOnce(acts...)
	if errs[0] != nil || errs[1] != nil {
		c.t.Fatalf("taking over: %v, %v", errs[0], errs[1])
	}
	if first := c.first(id, "took-over", "published"); first == "took-over" {
		c.t.Fatal("a colleague had taken it over, and it was decided on afterwards")
	}
	if n := must(c.CountRecords("claims", dbx.HashExp{"story": id}))(c.t); n != 1 {
		c.t.Fatalf("%d have one story open", n)
	}
	if takesBack && c.state(id) != story.Withdrawn {
		c.t.Fatalf("its author took it back, and it is %s", c.state(id))
	}
}

// asksASenior is a round in which one asks a senior moderator and another publishes.
func (c *crowd) asksASenior(other string, takesBack bool) {
	id := c.toldBy(c.ada)
	ask := c.decision(id, c.moderator.Id)
	acts := []func() error{func() error { return flow.AskSenior(c.App, ask) }, c.publishes(id, other)}
	if takesBack {
		acts = append(acts, func() error { return flow.WithdrawStory(c.App, c.ada, id) })
	}
	errs := atOnce(acts...)
	state := c.state(id)
	if errs[0] == nil && errs[1] == nil {
		c.t.Fatal("two moderators decided on the same version")
	}
	if !takesBack && (errs[0] == nil) != (state == story.Held) || takesBack && state != story.Withdrawn {
		c.t.Fatalf("asked: %v, published: %v, and it is %s", errs[0], errs[1], state)
	}
	letters := 0
	for _, l := range must(records.LettersOfStory(c.App, id))(c.t) {
		if l.Kind() == string(mail.SeniorAsked) && l.IsOpen() {
			letters++
		}
	}
	if want := map[bool]int{true: 2}[errs[0] == nil && !takesBack]; letters != want {
		c.t.Fatalf("%d letters to senior moderators are owed, want %d", letters, want)
	}
}

// closesAndAppeals is a round in which two seniors end a publication, its author appeals
// twice, and two decide.
func (c *crowd) closesAndAppeals(other string, takesBack bool) {
	id := c.toldBy(c.ada)
	must(flow.PublishStory(c.App, c.decision(id, c.moderator.Id)))(c.t)
	closes, again := c.decision(id, c.boss), c.decision(id, other)
	errs := atOnce(func() error { return flow.RestrictStory(c.App, closes) }, func() error { return flow.RestrictStory(c.App, again) })
	if (errs[0] == nil) == (errs[1] == nil) {
		c.t.Fatalf("closed twice, or not at all: %v, %v", errs[0], errs[1])
	}
	appeal := func() error { return flow.AppealAsAuthor(c.App, c.ada, id, "It was fair.") }
	if errs := atOnce(appeal, appeal); (errs[0] == nil) == (errs[1] == nil) {
		c.t.Fatalf("an author appealed twice, or not at all: %v, %v", errs[0], errs[1])
	}
	r := must(records.RestrictionOf(c.App, id))(c.t)
	a := must(records.AppealsAgainst(c.App, r.Id))(c.t)[0]
	decide := func(by string, o story.AppealOutcome) func() error {
		return func() error {
			return flow.DecideAppeal(c.App, flow.AppealDecision{AppealID: a.Id, Moderator: by, Outcome: o, Answer: "We looked."})
		}
	}
	d := c.decision(id, r.DecidedBy())
	free := map[bool]string{true: other, false: c.boss}[r.DecidedBy() == c.boss]
	acts := []func() error{decide(free, story.AppealLifted), decide(free, story.AppealStands), decide(r.DecidedBy(), story.AppealStands),
		func() error { return flow.LiftRestriction(c.App, d) }}
	if takesBack {
		acts = append(acts, func() error { return flow.WithdrawStory(c.App, c.ada, id) })
	}
	errs = atOnce(acts...)
	state := c.state(id)
	r, a = must(records.FindRestriction(c.App, r.Id))(c.t), must(records.FindAppeal(c.App, a.Id))(c.t)
	switch {
	case takesBack && state != story.Withdrawn:
		c.t.Fatalf("its author took it back, and it is %s", state)
	case errs[2] == nil || a.DecidedBy() == r.DecidedBy() && errs[3] != nil: // opening it settles the appeal, whoever does
		c.t.Fatal("who closed it decided on the appeal")
	case errs[0] == nil && errs[1] == nil:
		c.t.Fatal("an appeal was decided twice")
	case errs[0] == nil && errs[3] == nil:
		c.t.Fatal("it was opened twice")
	case !takesBack && (state == story.Published) != !r.LiftedAt().IsZero():
		c.t.Fatalf("it is %s, and was opened at %v", state, r.LiftedAt())
	}
}

// scores is a round in which two score a story, and two give the opinion that was asked for.
func (c *crowd) scores(other string) {
	id := c.toldBy(c.ada)
	score := func(by string, n int) func() error {
		return func() error { return flow.ScoreStory(c.App, id, by, n) }
	}
	for _, err := range atOnce(score(c.moderator.Id, 1), score(other, 4)) {
		c.ok(err)
	}
	reading := must(records.ReadingOf(c.App, id))(c.t)
	value, _ := reading.Value()
	if s, given := must(records.FindStory(c.App, id))(c.t).Criticality(); !given || s != value {
		c.t.Fatalf("the story is scored %d, and the reading says %d", s, value)
	}
	ask := func() error { return flow.AskSecondOpinion(c.App, id, reading.Moderator()) }
	atOnce(ask, ask)
	all := must(records.ScoresOf(c.App, id))(c.t)
	if len(all) != 2 {
		c.t.Fatalf("%d scores after one wish for a second", len(all))
	}
	second := all[1]
	give := func(by string) func() error {
		return func() error { return flow.GiveScore(c.App, second.Id, by, 3, "") }
	}
	free := map[bool]string{true: other, false: c.moderator.Id}[reading.Moderator() == c.moderator.Id]
	errs := atOnce(give(free), give(c.boss), give(reading.Moderator()))
	if (errs[0] == nil) == (errs[1] == nil) || !errors.Is(errs[2], story.ErrOwnScore) && !errors.Is(errs[2], story.ErrChanged) {
		c.t.Fatalf("a second opinion was given: %v", errs)
	}
}

// erases is a round in which an author goes while everybody works on their story.
func (c *crowd) erases(n int) {
	sent := telling(c.service.Id)
	sent.Email = fmt.Sprintf("bea%d.canary@example.org", n)
	id := must(flow.SubmitStory(c.App, sent))(c.t).StoryID
	author := must(records.FindAuthorOf(c.App, id))(c.t).Id
	worry := story.SafetyEvent{Kind: story.SafetyChosen, Outcome: "serious", Words: "She sounds afraid.", By: c.boss}
	errs := atOnce(func() error { return flow.EraseAuthor(c.App, author) }, c.publishes(id, c.moderator.Id),
		func() error { return flow.KeepSafe(c.App, id, worry) },
		func() error { _, err := flow.Claim(c.App, records.Item{Story: id}, c.boss, false); return err },
		func() error { return flow.ScoreStory(c.App, id, c.moderator.Id, 3) })
	c.ok(errs[0])
	for _, left := range []string{"moderations", "safeguardings", "claims", "scores", "story_services", "story_tags", "authorships"} {
		if n := must(c.CountRecords(left, dbx.HashExp{"story": id}))(c.t); n != 0 {
			c.t.Fatalf("%d rows of %s outlive their author", n, left)
		}
	}
	if _, err := records.FindStory(c.App, id); !errors.Is(err, records.ErrNotFound) {
		c.t.Fatalf("the story is still there: %v", err)
	}
}
