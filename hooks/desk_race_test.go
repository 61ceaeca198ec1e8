package hooks

import (
	"errors"
	"flag"
	"fmt"
	"slices"
	"testing"

	"github.com/pocketbase/dbx"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// deskRounds is how often each of these happens at once; a few are dear. With -args
// -rounds 500 it is as often as the acts of two moderators and an author.
var deskRounds = flag.Int("rounds", 24, "how often each of the desk's other acts happens at once")

// TestEveryActOfTheDeskAtOnceWithTheOthers lets acts that the rounds of two moderators, an
// author and a service leave out happen in the same instant, and looks in the record at
// which was first: what came after it had to heed it.
func TestEveryActOfTheDeskAtOnceWithTheOthers(t *testing.T) {
	c := newCrowd(t, promises)
	for n := range *deskRounds {
		for _, r := range raceRounds {
			if n%r.every == 0 {
				r.run(c, n)
				c.holds(n)
			}
		}
	}
	faults, acts, _, err := records.WalkRecords(c.App, 10)
	if c.ok(err); len(faults) != 0 || acts < *deskRounds {
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
	errs := c.together(c.publishes(id, c.moderator.Id), func() error { return flow.KeepSafe(c.App, id, worry) },
		func() error { return flow.KeepSafe(c.App, id, worry) }, c.forces(id, c.moderator.Id, story.Submitted))
	if errs[1] != nil || errs[2] != nil {
		c.breaks("a worry was not written down: %v, %v", errs[1], errs[2])
	}
	if c.first(id, "published", "worried") == "worried" {
		c.breaks("somebody may be in danger, and it was published afterwards")
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
	errs := c.together(append(acts, c.forces(id, c.moderator.Id, story.Withdrawn), c.alerts(id), c.vanishes(id, !takesBack))...)
	if errs[0] != nil || errs[1] != nil {
		c.breaks("taking over: %v, %v", errs[0], errs[1])
	}
	if first := c.first(id, "took-over", "published"); first == "took-over" {
		c.breaks("a colleague had taken it over, and it was decided on afterwards")
	}
	if n := must(c.CountRecords("claims", dbx.HashExp{"story": id}))(c.t); n != 1 {
		c.breaks("%d have one story open", n)
	}
	state := c.state(id)
	if takesBack && state != story.Withdrawn {
		c.breaks("its author took it back, and it is %s", state)
	}
	if _, err := records.FindWithdrawal(c.App, id); (err == nil) != (state == story.Withdrawn) {
		c.breaks("it is %s, and of its number is known: %v", state, err)
	}
	for _, l := range must(records.LettersOfStory(c.App, id))(c.t) {
		if state != story.Published && l.IsOpen() && mail.Kind(l.Kind()).IsPublicOnly() {
			c.breaks("a letter of the kind %s can leave about a story that is %s", l.Kind(), state)
		}
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
	errs := c.together(append(acts, c.refusesLate(id))...)
	state := c.state(id)
	if errs[0] == nil && errs[1] == nil || c.decidedTwice(id) {
		c.breaks("two moderators decided on the same version")
	}
	if !takesBack && (errs[0] == nil) != (state == story.Held) || takesBack && state != story.Withdrawn {
		c.breaks("asked: %v, published: %v, and it is %s", errs[0], errs[1], state)
	}
	letters := 0
	for _, l := range must(records.LettersOfStory(c.App, id))(c.t) {
		if l.Kind() == string(mail.SeniorAsked) && l.IsOpen() {
			letters++
		}
	}
	if want := map[bool]int{true: 2}[errs[0] == nil && !takesBack]; letters != want {
		c.breaks("%d letters to senior moderators are owed, want %d", letters, want)
	}
}

// closesAndAppeals is a round in which two seniors end a publication, its author appeals
// twice, and two decide.
func (c *crowd) closesAndAppeals(other string, takesBack bool) {
	id := c.toldBy(c.ada)
	must(flow.PublishStory(c.App, c.decision(id, c.moderator.Id)))(c.t)
	closes, again := c.decision(id, c.boss), c.decision(id, other)
	errs := c.together(func() error { return flow.RestrictStory(c.App, closes) }, func() error { return flow.RestrictStory(c.App, again) })
	if (errs[0] == nil) == (errs[1] == nil) {
		c.breaks("closed twice, or not at all: %v, %v", errs[0], errs[1])
	}
	appeal := func() error { return flow.AppealAsAuthor(c.App, c.ada, id, "It was fair.") }
	if errs := c.together(appeal, appeal); (errs[0] == nil) == (errs[1] == nil) {
		c.breaks("an author appealed twice, or not at all: %v, %v", errs[0], errs[1])
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
	errs = c.together(append(acts, c.decidesOwn(a.Id, r.DecidedBy()))...)
	state := c.state(id)
	r, a = must(records.FindRestriction(c.App, r.Id))(c.t), must(records.FindAppeal(c.App, a.Id))(c.t)
	switch {
	case takesBack && state != story.Withdrawn:
		c.breaks("its author took it back, and it is %s", state)
	case errs[2] == nil || a.DecidedBy() == r.DecidedBy() && (errs[3] != nil || a.Outcome() == story.AppealStands): // opening it settles the appeal, whoever does
		c.breaks("who closed it decided on the appeal")
	case errs[0] == nil && errs[1] == nil:
		c.breaks("an appeal was decided twice")
	case errs[0] == nil && errs[3] == nil:
		c.breaks("it was opened twice")
	case !takesBack && (state == story.Published) != !r.LiftedAt().IsZero():
		c.breaks("it is %s, and was opened at %v", state, r.LiftedAt())
	}
}

// scores is a round in which two score a story, and two give the opinion that was asked for.
func (c *crowd) scores(other string) {
	id := c.toldBy(c.ada)
	score := func(by string, n int) func() error {
		return func() error { return flow.ScoreStory(c.App, id, by, n) }
	}
	for _, err := range c.together(score(c.moderator.Id, 1), score(other, 4)) {
		c.ok(err)
	}
	reading := must(records.ReadingOf(c.App, id))(c.t)
	value, _ := reading.Value()
	if s, given := must(records.FindStory(c.App, id))(c.t).Criticality(); !given || s != value {
		c.breaks("the story is scored %d, and the reading says %d", s, value)
	}
	ask := func() error { return flow.AskSecondOpinion(c.App, id, reading.Moderator()) }
	c.together(ask, ask)
	all := must(records.ScoresOf(c.App, id))(c.t)
	if len(all) != 2 {
		c.breaks("%d scores after one wish for a second", len(all))
	}
	second := all[1]
	give := func(by string) func() error {
		return func() error { return flow.GiveScore(c.App, second.Id, by, 3, "") }
	}
	free := map[bool]string{true: other, false: c.moderator.Id}[reading.Moderator() == c.moderator.Id]
	errs := c.together(give(free), give(c.boss), give(reading.Moderator()), c.givesOwn(second.Id, reading.Moderator()))
	if given := must(records.ScoresOf(c.App, id))(c.t)[1]; given.Moderator() == reading.Moderator() {
		c.breaks("who asked for a second opinion gave it")
	}
	if (errs[0] == nil) == (errs[1] == nil) || !errors.Is(errs[2], story.ErrOwnScore) && !errors.Is(errs[2], story.ErrChanged) {
		c.breaks("a second opinion was given: %v", errs)
	}
}

// erases is a round in which an author goes while everybody works on their story.
func (c *crowd) erases(n int) {
	sent := telling(c.service.Id)
	sent.Email = fmt.Sprintf("bea%d.canary@example.org", n)
	id := must(flow.SubmitStory(c.App, sent))(c.t).StoryID
	author := must(records.FindAuthorOf(c.App, id))(c.t).Id
	worry := story.SafetyEvent{Kind: story.SafetyChosen, Outcome: "serious", Words: "She sounds afraid.", By: c.boss}
	erase := func() error { return flow.EraseAuthor(c.App, author) }
	if n%2 == 0 { // by the door of the admin panel
		account := must(records.FindAuthor(c.App, author))(c.t)
		erase = func() error { return c.Delete(account) }
	}
	row := again(must(c.FindRecordById("stories", id))(c.t))
	row.Id = id
	errs := c.together(erase, c.publishes(id, c.moderator.Id),
		func() error { return flow.KeepSafe(c.App, id, worry) },
		func() error { _, err := flow.Claim(c.App, records.Item{Story: id}, c.boss, false); return err },
		func() error { return flow.ScoreStory(c.App, id, c.moderator.Id, 3) },
		func() error { return c.SaveNoValidate(row) }) // somebody uses its number again
	if errs[0] != nil {
		c.breaks("an author could not go: %v", errs[0])
	}
	for _, left := range []string{"moderations", "safeguardings", "claims", "scores", "story_services", "story_tags", "authorships"} {
		if n := must(c.CountRecords(left, dbx.HashExp{"story": id}))(c.t); n != 0 {
			c.breaks("%d rows of %s outlive their author", n, left)
		}
	}
	if _, err := records.FindStory(c.App, id); !errors.Is(err, records.ErrNotFound) {
		c.breaks("the story is still there: %v", err)
	}
}
