package hooks

import (
	"sync"
	"testing"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// rounds is how often everybody acts in the same instant; in every fifth a service
// looks at the story too.
const rounds = 500

// TestTwoModeratorsAnAuthorAndAServiceAtOnce500Times lets everybody who may act on a
// story act on it in the same instant, and looks at what is left: nothing that was
// taken back is public, nothing that its author wanted to see first, or a service has
// asked about, nobody was told that it was done and finds it undone, and the record of
// every story is whole.
func TestTwoModeratorsAnAuthorAndAServiceAtOnce500Times(t *testing.T) {
	c := newCrowd(t, promises)
	for n := range rounds {
		if n%5 == 0 {
			c.serviceLooks(n%2 == 0)
		} else {
			c.wantsToSee(n%2 == 0)
		}
		c.holds(n)
	}
	t.Logf("of %d rounds: %v", rounds, c.ends)
	faults, acts, _, err := records.WalkRecords(c.App, 10)
	if c.ok(err); len(faults) != 0 || acts < rounds {
		t.Errorf("of %d acts: %+v", acts, faults)
	}
}

// atOnce does all of them in the same instant.
func atOnce(acts ...func() error) []error {
	errs := make([]error, len(acts))
	var together sync.WaitGroup
	for i, act := range acts {
		together.Go(func() { errs[i] = act() })
	}
	together.Wait()
	return errs
}

// wantsToSee is a round with an author who wants to see edits first.
func (c *crowd) wantsToSee(takesBack bool) {
	sent := telling(c.service.Id)
	sent.AuthorID, sent.Edits = c.ada, "show-me"
	id := must(flow.SubmitStory(c.App, sent))(c.t).StoryID
	edit := flow.Decision{StoryID: id, Version: 1, Moderator: c.moderator.Id, Words: &records.Words{Title: "She stayed", Text: "She stayed with me.", ScreenName: "harbourlight"},
		Reasons: story.ReasonsFor("identifies-staff")}
	author := func() error { return flow.AnswerModerator(c.App, c.ada, id, "It was in May.") }
	if takesBack {
		author = func() error { return flow.WithdrawStory(c.App, c.ada, id) }
	}
	errs := c.together(
		func() error { _, err := flow.PublishStory(c.App, edit); return err },
		func() error {
			return flow.RejectStory(c.App, flow.Decision{StoryID: id, Version: 1, Moderator: c.boss, Reason: "other", Note: "We can't."})
		}, author, c.forces(id, c.moderator.Id, story.Approved))
	s := must(records.FindStory(c.App, id))(c.t)
	c.ends[s.State()]++
	switch {
	case takesBack && (errs[2] != nil || s.State() != story.Withdrawn):
		c.breaks("the author took it back (%v), and it is %s", errs[2], s.State())
	case errs[0] == nil && errs[1] == nil:
		c.breaks("two moderators decided on the same version")
	case s.State() == story.Published:
		c.breaks("its author wanted to see the edits, and it is public")
	case !takesBack && errs[2] == nil && s.State() == story.Approved:
		if m := must(records.ActsOnStory(c.App, id))(c.t); m[len(m)-1].What() == "answered" {
			c.breaks("what the author wrote last is not before a moderator")
		}
	case errs[0] == nil && !takesBack && s.Title() != "She stayed":
		c.breaks("an edit is lost: %q", s.Title())
	}
}

// serviceLooks is a round with a service that may look.
func (c *crowd) serviceLooks(takesBack bool) {
	sent := telling(c.practice.Id)
	sent.AuthorID = c.ada
	id := must(flow.SubmitStory(c.App, sent))(c.t).StoryID
	must(flow.PublishStory(c.App, flow.Decision{StoryID: id, Version: 1, Moderator: c.moderator.Id}))(c.t)
	link, v := c.reviewLink(id), must(records.FindStory(c.App, id))(c.t).Version()
	w := records.Words{Title: "She stayed", Text: "She stayed with me.", ScreenName: "harbourlight"}
	edit := flow.Decision{StoryID: id, Version: v, Moderator: c.moderator.Id, Words: &w, Reasons: story.ReasonsFor("spelling")}
	acts := []func() error{
		func() error { return flow.LookAgain(c.App, id, link, "legal-bar", "An order.") },
		func() error { return flow.GoAhead(c.App, id, link) },
		func() error {
			return flow.RejectStory(c.App, flow.Decision{StoryID: id, Version: v, Moderator: c.boss, Reason: "other", Note: "We can't."})
		},
		func() error { _, err := flow.PublishStory(c.App, edit); return err },
	}
	if takesBack {
		acts = append(acts, func() error { return flow.WithdrawStory(c.App, c.ada, id) })
	}
	errs := c.together(append(acts, c.forces(id, c.moderator.Id, story.Approved), c.saysMore(id))...)
	state, f := c.state(id), c.looked(id).Facts()
	c.ends[state]++
	switch {
	case takesBack && (errs[4] != nil || state != story.Withdrawn):
		c.breaks("the author took it back (%v), and it is %s", errs[4], state)
	case errs[0] == nil && errs[1] == nil || f.Outcome == story.ReviewAhead && !f.AskedAt.IsZero():
		c.breaks("a service had two says")
	case state == story.Published && (!f.IsOver() || f.AwaitsSenior()):
		c.breaks("it is public and the look is %+v", f)
	case errs[0] == nil && f.AskedAt.IsZero():
		c.breaks("what the service asked is lost")
	case state == story.Withdrawn && !f.IsOver():
		c.breaks("a look goes on at a story that is gone")
	}
	for _, l := range must(records.LettersOfStory(c.App, id))(c.t) {
		if k := mail.Kind(l.Kind()); state == story.Withdrawn && l.IsOpen() && (k.IsPublicOnly() || k == mail.ServiceReview || k == mail.SecondLook) {
			c.breaks("a letter of the kind %s is owed about a story that is gone", k)
		}
	}
}
