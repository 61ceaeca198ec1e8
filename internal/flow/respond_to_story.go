package flow

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/story"
)

// Answer is what a member writes under a story.
type Answer struct {
	StoryID                string
	MemberID               string
	Text                   string
	ShowName, ShowJobTitle bool // how the response is signed; the organisation always is
	ShowPhoto              bool
	Change                 *ClaimedChange // nil when nothing is claimed
}

// ClaimedChange is what a response says will change or has changed.
type ClaimedChange struct {
	State string // planned or made
	Text  string
	On    time.Time // due, or made
}

// RespondToStory keeps a member's response. Its writer may change or delete it
// for half an hour; then a moderator reads it.
//
// Kept by: only members in scope respond, nothing is shown before it is read.
func RespondToStory(app core.App, a Answer) (id string, err error) {
	if a.Text, err = checkedAnswer(a); err != nil {
		return "", err
	}
	err = inTx(app, "keeping a response", func(tx core.App) error {
		m, err := records.FindMember(tx, a.MemberID)
		if err != nil {
			return err
		}
		r, err := records.NewResponse(tx, a.StoryID)
		if err != nil {
			return err
		}
		r.SetByMember(m.Id, m.Organisation())
		r.SetSaidAt(now(tx))
		r.SetState(story.Waiting)
		if err := writeResponse(tx, r, m, a); err != nil {
			return err
		}
		id = r.Id
		return nil
	})
	return id, err
}

// ChangeResponse replaces a response while its writer still may.
func ChangeResponse(app core.App, responseID string, a Answer) (err error) {
	if a.Text, err = checkedAnswer(a); err != nil {
		return err
	}
	return inTx(app, "changing a response", func(tx core.App) error {
		r, m, err := ownWaitingResponse(tx, responseID, a.MemberID)
		if err != nil {
			return err
		}
		r.NextVersion()
		return writeResponse(tx, r, m, a)
	})
}

// TakeBackResponse withdraws a member's own response, published or not.
func TakeBackResponse(app core.App, responseID, memberID string) error {
	return inTx(app, "taking a response back", func(tx core.App) error {
		r, err := records.FindResponse(tx, responseID)
		if err != nil {
			return err
		}
		if r.Member() != memberID {
			return records.ErrNotFound
		}
		return withdrawResponse(tx, r)
	})
}

func withdrawResponse(tx core.App, r *records.Response) error {
	r.SetState(story.ResponseWithdrawn)
	r.NextVersion()
	if err := tx.Save(r); err != nil {
		return fmt.Errorf("saving a response: %w", err)
	}
	return records.DropChange(tx, r.Id)
}

func checkedAnswer(a Answer) (string, error) {
	text := story.Clean(a.Text)
	var ps story.Problems
	if err := ps.Add(story.CheckResponse(text)); err != nil {
		return "", err
	}
	if a.Change != nil {
		switch {
		case a.Change.State != "planned" && a.Change.State != "made":
			ps = append(ps, story.Problem{Field: "change", Text: "Choose whether the change is planned or made."})
		case story.CountWords(a.Change.Text) == 0:
			ps = append(ps, story.Problem{Field: "change_text", Text: "Say in a sentence what changes."})
		case len([]rune(a.Change.Text)) > 500:
			ps = append(ps, story.Problem{Field: "change_text", Text: "Use 500 characters at most to say what changes."})
		case a.Change.On.IsZero():
			ps = append(ps, story.Problem{Field: "change_on", Text: "Give the date of the change."})
		}
	}
	return text, ps.Err()
}

func ownWaitingResponse(tx core.App, responseID, memberID string) (*records.Response, *records.Member, error) {
	r, err := records.FindResponse(tx, responseID)
	if err != nil {
		return nil, nil, err
	}
	m, err := records.FindMember(tx, memberID)
	if err != nil {
		return nil, nil, err
	}
	if r.Member() != memberID || r.Organisation() != m.Organisation() || !m.LetIn(now(tx)) {
		return nil, nil, records.ErrNotFound
	}
	if r.State() != story.Waiting || !now(tx).Before(r.SaidAt().Add(deployment.Of(tx).EditingTime)) {
		return nil, nil, story.ErrStep
	}
	return r, m, nil
}

func writeResponse(tx core.App, r *records.Response, m *records.Member, a Answer) error {
	o, err := records.FindOrganisation(tx, m.Organisation())
	if err != nil {
		return err
	}
	name, job := "", ""
	if a.ShowName {
		name = m.Name()
	}
	if a.ShowJobTitle {
		job = m.JobTitle()
	}
	r.SetText(a.Text)
	r.SetSignature(name, job, o.Name())
	r.SetPhoto("")
	if a.ShowPhoto {
		r.SetPhoto(m.Photo())
	}
	if err := tx.Save(r); err != nil {
		return fmt.Errorf("saving a response: %w", err)
	}
	return writeChange(tx, r, a.Change)
}

func writeChange(tx core.App, r *records.Response, claimed *ClaimedChange) error {
	if err := records.DropChange(tx, r.Id); err != nil || claimed == nil {
		return err
	}
	c, err := records.NewChange(tx, r)
	if err != nil {
		return err
	}
	text := story.CleanLine(claimed.Text)
	if claimed.State == "planned" {
		c.SetPlanned(text, claimed.On)
	} else {
		c.SetMade(text, claimed.On)
	}
	if err := tx.Save(c); err != nil {
		return fmt.Errorf("saving a change: %w", err)
	}
	return nil
}

// ReplyToStory keeps an author's reply under their own published story. A
// moderator reads it first.
func ReplyToStory(app core.App, authorID, storyID, text string) error {
	text = story.Clean(text)
	if err := story.CheckResponse(text); err != nil {
		return err
	}
	return inTx(app, "keeping a reply", func(tx core.App) error {
		s, err := records.FindStoryOfAuthor(tx, authorID, storyID)
		if err != nil {
			return err
		}
		if s.State() != story.Published {
			return story.ErrStep
		}
		if err := heedWords(tx, s, text); err != nil {
			return err
		}
		r, err := records.NewResponse(tx, s.Id)
		if err != nil {
			return err
		}
		r.SetByAuthor()
		r.SetText(text)
		r.SetSaidAt(now(tx))
		r.SetState(story.ResponseSubmitted)
		if err := tx.Save(r); err != nil {
			return fmt.Errorf("saving a reply: %w", err)
		}
		return nil
	})
}

// SubmitWaitingResponses hands the responses whose half hour is over to the
// moderators. It returns how many.
func SubmitWaitingResponses(app core.App) (int, error) {
	due, err := records.ResponsesWaitingSince(app, now(app).Add(-deployment.Of(app).EditingTime))
	if err != nil {
		return 0, err
	}
	return oneByOne(app, "handing a response over", due, func(tx core.App, d *records.Response) (bool, error) {
		r, err := records.FindResponse(tx, d.Id)
		if err != nil || r.State() != story.Waiting {
			return false, ignoreGone(err)
		}
		r.SetState(story.ResponseSubmitted)
		return true, tx.Save(r)
	})
}

// ignoreGone takes "it is not there any more" for done.
func ignoreGone(err error) error {
	if errors.Is(err, records.ErrNotFound) {
		return nil
	}
	return err
}
