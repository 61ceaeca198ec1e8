package hooks

import (
	"fmt"
	"slices"
	"testing"

	"github.com/pocketbase/dbx"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// raceRound is one of the rounds in which people act at once, and the promises that it
// looks after: without each of them it has to fail.
type raceRound struct {
	name  string
	every int // how often it is run: in every so many of the rounds
	run   func(c *crowd, n int)
	keeps []string
}

// raceRounds are those of the desk. The first two are TestTwoModeratorsAnAuthorAndAServiceAtOnce500Times.
var raceRounds = []raceRound{
	{"an author who wants to see edits", 24, func(c *crowd, n int) { c.wantsToSee(n%2 == 0) }, []string{"only-moderators-publish"}},
	{"a service that looks", 24, func(c *crowd, n int) { c.serviceLooks(n%2 == 0) }, []string{"only-moderators-publish", "service-review-cannot-hold-back"}},
	{"a danger opens", 1, func(c *crowd, _ int) { c.inDanger(c.other) }, []string{"danger-is-seen-by-a-senior"}},
	{"a danger closes", 1, func(c *crowd, n int) { c.dangerCloses(n%2 == 0) }, []string{"danger-is-seen-by-a-senior", "withdrawn-stays-withdrawn"}},
	{"a colleague takes over", 1, func(c *crowd, n int) { c.takesOver(c.other, n%2 == 0) },
		[]string{"withdrawn-stays-withdrawn", "withdrawal-travels", "letters-wait-for-publication"}},
	{"a senior is asked", 1, func(c *crowd, n int) { c.asksASenior(c.other, n%2 == 0) }, []string{"edits-are-recorded"}},
	{"closures and appeals", 1, func(c *crowd, n int) { c.closesAndAppeals(c.other, n%2 == 0) }, []string{"only-seniors-close"}},
	{"scores", 1, func(c *crowd, _ int) { c.scores(c.other) }, []string{"edits-are-recorded"}},
	{"an author goes", 8, (*crowd).erases, []string{"withdrawn-stays-withdrawn", "erased-leaves-nothing"}},
}

// inTurns runs a round with everybody acting one after the other, each beginning in both
// orders, until something is broken.
func (c *crowd) inTurns(r raceRound, most int) {
	for n := 0; n < most && c.broken == ""; n++ {
		c.turn, c.back = n/4, n/2%2 == 1
		r.run(c, n)
	}
}

// allTurns are enough for eight to begin, which is as many as act in one round; fewTurns
// show that a round holds in turns as well, and not only in the same instant.
const allTurns, fewTurns = 4 * 8, 4

// TestEveryRoundHasTeeth: with all promises a round holds whoever is first, and without one that it
// looks after it is seen to be broken. In turns, and not in the same instant, so that this
// does not hang on who happens to be quicker.
func TestEveryRoundHasTeeth(t *testing.T) {
	for _, r := range raceRounds {
		t.Run(r.name+"/kept", func(t *testing.T) {
			c := newCrowd(t, promises)
			if c.inTurns(r, fewTurns); c.broken != "" {
				t.Errorf("who begins: %d: %s", c.turn, c.broken)
			}
		})
		for _, name := range r.keeps {
			t.Run(r.name+"/has teeth/"+name, func(t *testing.T) {
				others := slices.DeleteFunc(slices.Clone(promises), func(p promise) bool { return p.name == name })
				c := newCrowd(t, others)
				if c.inTurns(r, allTurns); c.broken == "" {
					t.Error("the round notices nothing without this promise")
				}
			})
		}
	}
}

// dangerCloses is a round in which a senior moderator closes a serious case that none has had a say in,
// another opens it again, the clock and two moderators publish, one of them past every verb, and
// its author takes the story back.
func (c *crowd) dangerCloses(takesBack bool) {
	id := c.toldBy(c.ada)
	step := func(by, kind, code string) story.SafetyEvent {
		return story.SafetyEvent{Kind: kind, Outcome: "serious", Step: code, Words: "She sounds afraid.", By: by}
	}
	c.ok(flow.KeepSafe(c.App, id, step(c.mae, story.SafetyChosen, "")))
	c.ok(flow.KeepSafe(c.App, id, step(c.moderator.Id, story.SafetyAgreed, "")))
	o, _ := story.OutcomeOf("serious")
	for _, s := range o.Steps {
		c.ok(flow.KeepSafe(c.App, id, step(c.mae, story.SafetyDone, s.Code)))
	}
	before := len(must(records.SafetyEventsOf(c.App, id))(c.t))
	acts := []func() error{
		func() error { return flow.KeepSafe(c.App, id, step(c.boss, story.SafetyClosed, "")) },
		func() error { return flow.KeepSafe(c.App, id, step(c.mae, story.SafetyChosen, "")) },
		c.publishes(id, c.moderator.Id),
		c.publishes(id, c.boss),
		c.forces(id, c.moderator.Id, story.Submitted),
		func() error { _, err := flow.GoOnByClock(c.App); return err },
		c.forces(id, c.boss, story.Withdrawn),
	}
	if takesBack {
		acts = append(acts, func() error { return flow.WithdrawStory(c.App, c.ada, id) })
	}
	errs := c.together(acts...)
	written := before
	for _, err := range errs[:2] {
		if err == nil {
			written++
		}
	}
	if events := must(records.SafetyEventsOf(c.App, id))(c.t); len(events) != written {
		c.breaks("%d steps were taken, and %d are written down", written, len(events))
	}
	if errs[1] != nil {
		c.breaks("a worry was not written down: %v", errs[1])
	}
	if takesBack && (errs[7] != nil || c.state(id) != story.Withdrawn) {
		c.breaks("its author took it back (%v), and it is %s", errs[7], c.state(id))
	}
	if why := c.publishedInDanger(id); why != "" {
		c.breaks("it was published %s", why)
	}
}

// publishedInDanger goes through the record of a story, act by act, and says of each
// publication whether the case let it be.
func (c *crowd) publishedInDanger(id string) string {
	c.t.Helper()
	var events []story.SafetyEvent
	at := map[string]story.SafetyEvent{}
	for _, r := range must(c.FindAllRecords("safeguardings", dbx.HashExp{"story": id}))(c.t) {
		at[r.Id] = records.AsSafeguarding(r).Event()
	}
	for _, a := range must(records.ActsOnStory(c.App, id))(c.t) {
		if e, is := at[a.About()]; is {
			events = append(events, e)
			continue
		}
		if a.What() != "published" {
			continue
		}
		sc := story.SafetyCaseOf(events)
		if sc.Bars() {
			return fmt.Sprintf("while it was open (%d steps)", len(events))
		}
		m := must(records.FindModerator(c.App, a.By()))(c.t)
		if sc.NeedsSenior() && !m.Senior() {
			return "and no senior had a say"
		}
	}
	return ""
}
