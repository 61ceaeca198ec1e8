package hooks

import (
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

func init() {
	breaches["kept-no-longer-than-said"] = map[string]breach{
		"a draft is kept for a year": func(_ *testing.T, s *scene) bool {
			return records.SaveDraft(s.App, "key", s.Deployment.Sealer.Seal("drafts.sealed", words), s.Now().AddDate(1, 0, 0)) == nil
		},
		"a draft is kept for ever": func(_ *testing.T, s *scene) bool {
			return records.SaveDraft(s.App, "key", s.Deployment.Sealer.Seal("drafts.sealed", words), time.Time{}) == nil
		},
		"the first words of a published story are given another year": func(_ *testing.T, s *scene) bool {
			r := s.row("originals", "story", s.publishedEdited())
			r.Set("deleteAfter", s.Now().AddDate(1, 0, 0))
			return s.Save(r) == nil
		},
		"the first words of a published story lose their end": func(_ *testing.T, s *scene) bool {
			r := s.row("originals", "story", s.publishedEdited())
			r.Set("deleteAfter", "")
			return s.Save(r) == nil
		},
		"a story is published whose first words have no end": func(t *testing.T, s *scene) bool {
			st := must(records.FindStory(s.App, s.edited()))(t)
			st.SetPublished(s.Now(), 99, s.moderator.Id)
			s.ok(records.WriteDown(s.App, records.Act{Story: st.Id, By: s.moderator.Id, What: "published", Version: st.NextVersion(), At: s.Now()}))
			return s.Save(st) == nil
		},
		"an internet address is stored where none is": func(t *testing.T, s *scene) bool {
			s.Deployment.IPDays = 0
			c := must(records.FindContact(s.App, s.told()))(t)
			c.SetIP(s.Deployment.Sealer, address)
			return s.Save(c) == nil
		},
		"the fingerprint of an internet address outlives it": func(_ *testing.T, s *scene) bool {
			r := s.row("contacts", "story", s.told())
			r.Set("sealedIP", "")
			return s.Save(r) == nil
		},
		"an invitation stands for a year": func(t *testing.T, s *scene) bool {
			i := must(records.NewInvitation(s.App, s.board.Id, "", story.Invitee{Email: "nia@board.example", Name: "Nia", Role: story.RoleMember}))(t)
			i.SetSent(s.Now(), s.Now().AddDate(1, 0, 0))
			return s.Save(i) == nil
		},
		"what was done with a member is dated ahead": func(_ *testing.T, s *scene) bool {
			return records.WriteMemberAct(s.App, records.MemberAct{Organisation: s.board.Id, What: "joined", At: s.Now().AddDate(1, 0, 0)}) == nil
		},
		"a moderator has a story open for a day": func(t *testing.T, s *scene) bool {
			c := must(records.NewClaim(s.App, records.Item{Story: s.told()}))(t)
			c.Begin(s.moderator.Id, s.Now(), s.Now().AddDate(0, 0, 1))
			return s.Save(c) == nil
		},
		"a moderator left a story in the future": func(_ *testing.T, s *scene) bool {
			at := s.Now().AddDate(0, 0, 9)
			return records.LeaveUntil(s.App, records.Item{Story: s.told()}, s.moderator.Id, at, at) == nil
		},
		"a working copy has no beginning": func(_ *testing.T, s *scene) bool {
			_, err := records.KeepWorkingCopy(s.App, s.told(), s.moderator.Id, records.Typed{Was: []byte("{}"), More: []byte("{}")}, time.Time{})
			return err == nil
		},
		"a working copy is dated ahead": func(_ *testing.T, s *scene) bool {
			_, err := records.KeepWorkingCopy(s.App, s.told(), s.moderator.Id, records.Typed{Was: []byte("{}"), More: []byte("{}")}, s.Now().AddDate(1, 0, 0))
			return err == nil
		},
		"a note on how a moderator is is dated ahead": func(_ *testing.T, s *scene) bool {
			return records.WriteWellbeingNote(s.App, s.Deployment.Sealer, s.moderator.Id, "Tired.", false, s.Now().AddDate(1, 0, 0)) == nil
		},
		"a letter ends at no time": func(_ *testing.T, s *scene) bool {
			r := s.row("letters", "story", s.told())
			r.Set("state", "sent")
			return s.Save(r) == nil
		},
		"a letter ends next year": func(_ *testing.T, s *scene) bool {
			r := s.row("letters", "story", s.told())
			r.Set("state", "dropped")
			r.Set("endedAt", s.Now().AddDate(1, 0, 0))
			return s.Save(r) == nil
		},
		"the link to a copy works for a year": func(t *testing.T, s *scene) bool {
			a := must(records.FindAuthorOf(s.App, s.told()))(t)
			_, err := records.AskForExport(s.App, a.Id, story.ExportedFields(), s.Now(), s.Now().AddDate(1, 0, 0))
			return err == nil
		},
		"a story was read in the future": func(t *testing.T, s *scene) bool {
			id := s.published()
			a := must(records.FindAuthorOf(s.App, s.told()))(t)
			return records.NoteReading(s.App, a.Id, id, s.Now().AddDate(1, 0, 0), time.Hour) == nil
		},
	}
}

// publishedEdited tells a story that Moses edits and publishes.
func (s *scene) publishedEdited() string {
	s.t.Helper()
	id := s.edited()
	st := must(records.FindStory(s.App, id))(s.t)
	_, err := flow.PublishStory(s.App, flow.Decision{StoryID: id, Version: st.Version(), Moderator: s.moderator.Id})
	s.ok(err)
	return id
}
