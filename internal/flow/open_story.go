package flow

import (
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

// OpenStory is a member reading a story that reaches their organisation. Not
// there and not theirs are one answer. The first opening by an organisation whose
// service it is about moves the story's public progress to "read". A restricted story may still be
// read by those it reaches, and counts as no opening.
func OpenStory(app core.App, memberID, storyID string) (*records.Story, error) {
	var s *records.Story
	err := inTx(app, "opening a story", func(tx core.App) error {
		m, err := records.FindMember(tx, memberID)
		if err != nil {
			return err
		}
		in, err := records.Reaches(tx, storyID, m.Organisation())
		if err != nil {
			return err
		}
		if !in || !m.LetIn(now(tx)) {
			return records.ErrNotFound
		}
		found, err := records.FindStory(tx, storyID)
		if err != nil {
			return err
		}
		if found.State() == story.Restricted {
			s = found
			return nil
		}
		if !found.State().MayBeRead() {
			return records.ErrNotFound
		}
		s = found
		// Reading by area alone leaves no trace: it would show where the author lives.
		if about, err := records.ReachesByService(tx, storyID, m.Organisation()); err != nil || !about {
			return err
		}
		first, err := records.WriteOpening(tx, s.Id, m.Organisation(), now(tx))
		if err != nil || !first {
			return err
		}
		s.SetProgress(story.Read)
		return tx.Save(s)
	})
	if err != nil {
		return nil, err
	}
	return s, nil
}

// FindOwnResponse finds a member's own response under a story, written for the
// organisation they act for now. Not there and not theirs are one answer.
func FindOwnResponse(app core.App, memberID, storyID, responseID string) (*records.Response, error) {
	r, err := records.FindResponse(app, responseID)
	if err != nil {
		return nil, err
	}
	m, err := records.FindMember(app, memberID)
	if err != nil {
		return nil, err
	}
	if r.ByAuthor() || r.Member() != memberID || r.Organisation() != m.Organisation() || r.Story() != storyID {
		return nil, records.ErrNotFound
	}
	return r, nil
}

// DeleteWaitingResponse withdraws a member's own response while its half hour
// lasts, before anybody else has seen it.
func DeleteWaitingResponse(app core.App, responseID, memberID string) error {
	return inTx(app, "deleting a response", func(tx core.App) error {
		r, _, err := ownWaitingResponse(tx, responseID, memberID)
		if err != nil {
			return err
		}
		return TakeBackResponse(tx, r.Id, memberID)
	})
}
