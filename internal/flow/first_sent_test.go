package flow_test

import (
	"testing"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

func TestWhatAModeratorReplaced_IsKeptAsItWasFirstSent(t *testing.T) {
	p := newPostRoom(t)
	id := p.told()
	s, err := records.FindStory(p, id)
	p.ok(err)
	was, err := records.FirstOf(p, s)
	p.ok(err)
	if was.Services == "" || was.Tags == "" {
		t.Fatal("the story has no services or no tags: this test proves nothing")
	}
	change := func(tags map[string][]string, services *[]string) {
		t.Helper()
		d := p.decision(id)
		d.Tags, d.Services, d.Reasons = &tags, services, story.ReasonsFor("identifies-author")
		_, err := flow.EditStory(p, d)
		p.ok(err)
	}
	change(map[string][]string{"good": {"listening"}}, nil)
	change(map[string][]string{"better": {"parking"}}, &[]string{})
	o, err := records.FindOriginal(p, id)
	p.ok(err)
	if o.First() != was {
		t.Errorf("kept %+v, and sent was %+v", o.First(), was)
	}
	p.publish(id)
	if s, err = records.FindStory(p, id); err != nil || s.WaitsFor() != story.WaitForAuthor {
		t.Fatalf("the author asked to see other tags first, and it waits for %q: %v", s.WaitsFor(), err)
	}
	p.ok(flow.AgreeToEdits(p, p.ada().Id, id, s.Version()))
	if o, err = records.FindOriginal(p, id); err != nil || o.DeleteAfter().IsZero() {
		t.Errorf("what was first sent has no end: %v", err)
	}
	p.ok(flow.WithdrawStory(p, p.ada().Id, id))
	if _, err := records.FindOriginal(p, id); err == nil {
		t.Error("what was first sent is left after the story was taken back")
	}
}

func TestASaveThatChangesNothing_KeepsNothingTwice(t *testing.T) {
	p := newPostRoom(t)
	id := p.told()
	s, err := records.FindStory(p, id)
	p.ok(err)
	d, w := p.decision(id), s.Words()
	d.Words, d.Reasons = &w, story.ReasonsFor("identifies-author")
	_, err = flow.EditStory(p, d)
	p.ok(err)
	if _, err := records.FindOriginal(p, id); err == nil {
		t.Error("a story that nobody changed is stored twice")
	}
}

// The author of this story asked to see changes first.
func TestOfASlipInATagTheAuthorIsNotAsked(t *testing.T) {
	for _, c := range []struct {
		to, reason string
		waits      story.Wait
	}{{"reception", story.SpellingReason, ""}, {"reception", "tag-does-not-fit", story.WaitForAuthor}} {
		p := newPostRoom(t)
		id := p.told()
		had, err := records.TagsOfStory(p, id)
		p.ok(err)
		slip, err := records.FindOrMakeTag(p, "recption", "recption")
		p.ok(err)
		ids, names := map[string][]string{"better": {slip.Id}}, map[string][]string{"better": {c.to}}
		for _, h := range had {
			tag, err := records.FindTag(p, h.Slug)
			p.ok(err)
			ids[h.Kind], names[h.Kind] = append(ids[h.Kind], tag.Id), append(names[h.Kind], h.Name)
		}
		_, err = records.SetStoryTags(p, id, ids) // as its author sent it
		p.ok(err)
		d := p.decision(id)
		d.Tags, d.Reasons = &names, []story.EditReason{{Part: "tags", Code: c.reason}}
		_, err = flow.EditStory(p, d)
		p.ok(err)
		p.publish(id)
		if s, err := records.FindStory(p, id); err != nil || s.WaitsFor() != c.waits {
			t.Errorf("%s, because of %s: it waits for %q: %v", c.to, c.reason, s.WaitsFor(), err)
		}
	}
}
