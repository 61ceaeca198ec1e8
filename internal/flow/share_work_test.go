package flow_test

import (
	"errors"
	"testing"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// What somebody had open is free the moment that they may not work here any more.
func TestAClaimEndsWithWhoeverHasIt(t *testing.T) {
	for name, c := range map[string]struct {
		then func(p *postRoom, m *records.Moderator)
		free bool
	}{
		"works on":     {func(*postRoom, *records.Moderator) {}, false},
		"was shut out": {func(p *postRoom, m *records.Moderator) { m.SetActive(false); p.ok(p.Save(m)) }, true},
		"takes a break": {func(p *postRoom, m *records.Moderator) { p.ok(flow.Pause(p, m.Id, true)) },
			true},
		"is senior now": {func(p *postRoom, m *records.Moderator) { m.SetSenior(true); p.ok(p.Save(m)) }, false},
		"leaves it for tomorrow": {func(p *postRoom, m *records.Moderator) {
			for _, c := range p.claims() {
				p.ok(flow.LeaveForTomorrow(p, m.Id, []records.Item{c}))
			}
		}, true},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPostRoom(t)
			meg, err := records.NewModerator(p, "meg@candour.example", "Meg", "a long password", false)
			p.keep(meg, err)
			id := p.told()
			_, err = flow.Claim(p, records.Item{Story: id}, meg.Id, false)
			p.ok(err)
			c.then(p, meg)
			offer, err := flow.NextStory(p, p.moderator.Id)
			p.ok(err)
			if (offer.Story == id) != c.free {
				t.Errorf("a colleague is offered %q", offer.Story)
			}
			if _, err := flow.Claim(p, records.Item{Story: id}, p.moderator.Id, false); errors.Is(err, flow.ErrClaimed) == c.free {
				t.Errorf("opening it: %v", err)
			}
			if _, err := flow.PublishStory(p, p.decision(id)); errors.Is(err, flow.ErrClaimed) == c.free {
				t.Errorf("deciding on it: %v", err)
			}
		})
	}
}

// claims lists what somebody has open.
func (p *postRoom) claims() (items []records.Item) {
	p.t.Helper()
	all, err := records.ClaimsAt(p, p.Now())
	p.ok(err)
	for i := range all {
		items = append(items, i)
	}
	return items
}

// A story weighs what it says now: a moderator who adds tags, or takes words out, changes that.
func TestAStoryIsWeighedAnewWhenItsTagsOrWordsChange(t *testing.T) {
	p := newPostRoom(t)
	id := p.told()
	weight := func() int {
		s, err := records.FindStory(p, id)
		p.ok(err)
		return s.GetInt("heaviness")
	}
	was := weight()
	d := p.decision(id)
	d.Tags = &map[string][]string{"better": {"waiting", "parking", "food"}}
	d.Reasons = []story.EditReason{{Part: "tags", Code: "tag-missing"}}
	_, err := flow.EditStory(p, d)
	p.ok(err)
	tagged := weight()
	if tagged <= was {
		t.Errorf("with three things that could be better it weighs %d, and %d before", tagged, was)
	}
	d = p.decision(id)
	d.Words = &records.Words{Title: "My brother", Text: "My brother died there, and nobody told us.", ScreenName: "harbourlight"}
	d.Reasons = story.ReasonsFor("identifies-author")
	_, err = flow.EditStory(p, d)
	p.ok(err)
	if weight() <= tagged {
		t.Errorf("with a death it weighs %d, and %d before", weight(), tagged)
	}
}
