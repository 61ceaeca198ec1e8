package hooks

import (
	"errors"
	"testing"

	"github.com/pocketbase/dbx"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// TestWhoeverChangesTheRecordInTheDataFileIsFoundOut: each change goes past every
// promise, as somebody with a database tool would make it.
func TestWhoeverChangesTheRecordInTheDataFileIsFoundOut(t *testing.T) {
	for what, change := range map[string]string{
		"an act is not as it was written down": "UPDATE moderations SET reason = 'other' WHERE story = {:story} AND place = 1",
		"another did it":                       "UPDATE moderations SET by = 'somebodyelse000' WHERE story = {:story} AND place = 2",
		"at another time":                      "UPDATE moderations SET at = '2020-01-01 00:00:00.000Z' WHERE story = {:story} AND place = 1",
		"the first is gone":                    "DELETE FROM moderations WHERE story = {:story} AND place = 1",
		"the last is gone":                     "DELETE FROM moderations WHERE story = {:story} AND place = (SELECT MAX(place) FROM moderations WHERE story = {:story})",
		"all are gone":                         "DELETE FROM moderations WHERE story = {:story}",
		"two change places":                    "UPDATE moderations SET place = 103 - place WHERE story = {:story}",
		"the last does not count":              "UPDATE moderations SET place = 0 WHERE story = {:story} AND place = 1",
		"of another story":                     "UPDATE moderations SET story = {:other} WHERE story = {:story}",
	} {
		t.Run(what, func(t *testing.T) {
			s := newScene(t, with(t, promises))
			id, other := s.publishedEdited(), s.told()
			if faults, acts, unchained, err := records.WalkRecords(s.App, 10); err != nil || len(faults) != 0 || acts < 2 || unchained != 0 {
				t.Fatalf("%v, %d acts, %d unchained, %v", faults, acts, unchained, err)
			}
			if _, err := s.DB().NewQuery(change).Bind(dbx.Params{"story": id, "other": other}).Execute(); err != nil {
				t.Fatal(err)
			}
			faults, _, _, err := records.WalkRecords(s.App, 10)
			if err != nil || len(faults) == 0 {
				t.Errorf("nobody notices: %v %v", faults, err)
			}
		})
	}
}

func TestTheRecordOfAStoryTakenBackIsWhole(t *testing.T) {
	s := newScene(t, with(t, promises))
	s.withdrawn()
	id := s.told() // nobody has acted on this one
	author := must(records.FindAuthorOf(s.App, id))(t)
	s.ok(flow.WithdrawStory(s.App, author.Id, id))
	if faults, _, _, err := records.WalkRecords(s.App, 10); err != nil || len(faults) != 0 {
		t.Errorf("%v %v", faults, err)
	}
}

// TestTagsAndServicesChangeOnlyWithAReason: by whichever door.
func TestTagsAndServicesChangeOnlyWithAReason(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.told()
	st := must(records.FindStory(s.App, id))(t)
	tag := must(records.FindOrMakeTag(s.App, "wonderful", "wonderful"))(t)
	d := flow.Decision{StoryID: id, Version: st.Version(), Moderator: s.moderator.Id, Tags: &map[string][]string{"good": {"listening"}},
		Reasons: []story.EditReason{{Part: "tags", Code: "tag-missing"}}}
	must(flow.EditStory(s.App, d))(t)
	d.Version++
	d.Tags, d.Services, d.Reasons = nil, &[]string{s.practice().Id}, []story.EditReason{{Part: "services", Code: "wrong-service"}}
	must(flow.EditStory(s.App, d))(t)
	for what, err := range map[string]error{
		"an act without a reason": records.WriteDown(s.App, records.Act{Story: id, By: s.moderator.Id, What: "edited", Changed: []string{"tags"}, Version: d.Version + 2}),
		"a reason that does not fit": records.WriteDown(s.App, records.Act{Story: id, By: s.moderator.Id, What: "edited", Changed: []string{"services"},
			Reasons: []story.EditReason{{Part: "services", Code: "spelling"}}, Version: d.Version + 2}),
		"a tag that comes": second(records.SetStoryTags(s.App, id, map[string][]string{"good": {tag.Id}})),
		"all tags that go": second(records.SetStoryTags(s.App, id, nil)),
	} {
		if !errors.Is(err, errUnrecorded) {
			t.Errorf("%s: %v", what, err)
		}
	}
	must(flow.PublishStory(s.App, flow.Decision{StoryID: id, Version: d.Version + 1, Moderator: s.moderator.Id}))(t)
	if err := second(records.SetStoryServices(s.App, id, []string{s.service.Id})); !errors.Is(err, errUnrecorded) {
		t.Errorf("a service that comes: %v", err)
	}
	s.ok(flow.WithdrawStory(s.App, must(records.FindAuthorOf(s.App, id))(t).Id, id))
}

// TestATagChangesForItsSpellingAloneOnlyWhereItSaysTheSame: whatever a moderator says it is,
// and by whichever door.
func TestATagChangesForItsSpellingAloneOnlyWhereItSaysTheSame(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.told()
	tags := func(good string, reason string) error {
		d := flow.Decision{StoryID: id, Version: must(records.FindStory(s.App, id))(t).Version(), Moderator: s.moderator.Id,
			Tags: &map[string][]string{"good": {good}}, Reasons: []story.EditReason{{Part: "tags", Code: reason}}}
		_, err := flow.EditStory(s.App, d)
		return err
	}
	s.ok(tags("recption", "tag-missing"))
	for _, other := range []string{"parking", "", "wrong reception"} {
		if err := tags(other, "spelling"); err == nil {
			t.Errorf("%q is called another spelling of recption", other)
		}
	}
	s.ok(tags("reception", "spelling"))
	if got := must(records.TagsOfStory(s.App, id))(t); len(got) != 1 || got[0].Slug != "reception" {
		t.Fatalf("%+v", got)
	}
	// The act that stands behind this version says "spelling", and no verb looks any more.
	other := must(records.FindOrMakeTag(s.App, "rude-nurses", "rude nurses"))(t)
	reception := must(records.FindTag(s.App, "reception"))(t)
	for what, err := range map[string]error{
		"another that comes":      second(records.SetStoryTags(s.App, id, map[string][]string{"good": {reception.Id, other.Id}})),
		"the same, elsewhere":     second(records.SetStoryTags(s.App, id, map[string][]string{"good": {reception.Id}, "better": {reception.Id}})),
		"one that goes":           second(records.SetStoryTags(s.App, id, nil)),
		"one in place of another": second(records.SetStoryTags(s.App, id, map[string][]string{"good": {other.Id}})),
	} {
		if !errors.Is(err, errUnrecorded) {
			t.Errorf("%s: %v", what, err)
		}
	}
	s.ok(flow.WithdrawStory(s.App, must(records.FindAuthorOf(s.App, id))(t).Id, id))
}

func second(_ bool, err error) error { return err }
