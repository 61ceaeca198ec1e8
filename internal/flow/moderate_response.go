package flow

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// ResponseDecision is what a moderator made of a response or a reply.
type ResponseDecision struct {
	ResponseID string
	Version    int
	Moderator  string
	Text       *string // the words as edited; nil leaves them
	Reason     string
	Note       string // for its writer
}

// PublishResponse publishes a response or a reply, with the moderator's edits.
//
// Kept by: nothing is shown before it is read, letters wait for publication.
func PublishResponse(app core.App, d ResponseDecision) error {
	return inTx(app, "publishing a response", func(tx core.App) error {
		r, err := openResponse(tx, d)
		if err != nil {
			return err
		}
		var changed []string
		if d.Text != nil {
			text := story.Clean(*d.Text)
			if err := story.CheckResponse(text); err != nil {
				return err
			}
			if text != r.Text() {
				changed = []string{"text"}
				r.SetText(text)
				r.SetEdited()
			}
		}
		at := now(tx)
		r.SetPublished(at, d.Moderator)
		if err := actOnResponse(tx, r, d.Moderator, "published", changed, ""); err != nil {
			return err
		}
		if err := progressAfter(tx, r); err != nil {
			return err
		}
		return oweAboutResponse(tx, r, at)
	})
}

// RejectResponse refuses a response or a reply, with words for its writer.
func RejectResponse(app core.App, d ResponseDecision) error {
	d.Note = story.Clean(d.Note)
	if err := story.CheckResponseRefusal(d.Reason, d.Note); err != nil {
		return err
	}
	return inTx(app, "rejecting a response", func(tx core.App) error {
		r, err := openResponse(tx, d)
		if err != nil {
			return err
		}
		at := now(tx)
		r.SetState(story.ResponseRejected)
		r.SetReason(d.Reason, d.Note)
		if err := actOnResponse(tx, r, d.Moderator, "rejected", nil, d.Reason); err != nil {
			return err
		}
		if r.ByAuthor() {
			return oweAuthor(tx, mail.ReplyRejected, r.Story(), r.Id, at)
		}
		return records.Owe(tx, records.Owed{Kind: string(mail.ResponseRejected), Story: r.Story(), About: r.Id,
			ToCollection: "members", To: r.Member(), At: at})
	})
}

func openResponse(tx core.App, d ResponseDecision) (*records.Response, error) {
	r, err := records.FindResponse(tx, d.ResponseID)
	if err != nil {
		return nil, err
	}
	s, err := records.FindStory(tx, r.Story())
	if err != nil {
		return nil, err
	}
	if s.State() == story.Withdrawn {
		return nil, story.ErrWithdrawn
	}
	if r.Version() != d.Version {
		return nil, story.ErrChanged
	}
	if r.State() != story.ResponseSubmitted || s.State() != story.Published {
		return nil, story.ErrStep
	}
	return r, mayActOn(tx, records.Item{Story: s.Id, Response: r.Id}, d.Moderator)
}

func actOnResponse(tx core.App, r *records.Response, by, what string, changed []string, reason string) error {
	v := r.NextVersion()
	err := records.WriteDown(tx, records.Act{Story: r.Story(), Response: r.Id, By: by, What: what, Changed: changed, Reason: reason, Version: v, At: now(tx)})
	if err != nil {
		return err
	}
	if err := tx.Save(r); err != nil {
		return fmt.Errorf("saving a response: %w", err)
	}
	return nil
}

// progressAfter moves the story's public progress on when a member's response
// is published.
func progressAfter(tx core.App, r *records.Response) error {
	if r.ByAuthor() {
		return nil
	}
	s, err := records.FindStory(tx, r.Story())
	if err != nil {
		return err
	}
	s.SetProgress(story.Answered)
	c, err := records.FindChange(tx, r.Id)
	switch {
	case err == nil && c.State() == "made":
		s.SetProgress(story.Made)
	case err == nil:
		s.SetProgress(story.Planned)
	case !errors.Is(err, records.ErrNotFound):
		return err
	}
	if err := tx.Save(s); err != nil {
		return fmt.Errorf("saving a story: %w", err)
	}
	return nil
}

func oweAboutResponse(tx core.App, r *records.Response, at time.Time) error {
	if !r.ByAuthor() {
		if err := records.Owe(tx, records.Owed{Kind: string(mail.ResponsePublished), Story: r.Story(), About: r.Id,
			ToCollection: "members", To: r.Member(), At: at}); err != nil {
			return err
		}
		return oweAuthor(tx, mail.ResponseCame, r.Story(), r.Id, at)
	}
	if err := oweAuthor(tx, mail.ReplyPublished, r.Story(), r.Id, at); err != nil {
		return err
	}
	_, err := oweMembers(tx, mail.ReplyAlert, r.Story(), r.Id, at)
	return err
}
