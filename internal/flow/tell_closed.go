package flow

import (
	"errors"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// tellClosed tells the members who were told of a story that it is closed for now.
func tellClosed(tx core.App, s *records.Story, told []string, at time.Time) error {
	r, err := records.RestrictionOf(tx, s.Id)
	if err != nil {
		return err
	}
	for _, m := range told {
		if err := oweClosed(tx, r, m, "", at); err != nil {
			return err
		}
	}
	return nil
}

// tellOpened tells the same members that it is open again. Whose letter about the
// closing had not left needs none. Old letters are swept: then it is everybody who was
// told of the story.
func tellOpened(tx core.App, s *records.Story, r *records.Restriction, at time.Time) error {
	letters, err := records.LettersOfStory(tx, s.Id)
	if err != nil {
		return err
	}
	var told []string
	known := false
	for _, l := range letters {
		if l.Kind() != string(mail.StoryClosedTold) || l.About() != r.Id {
			continue
		}
		known = true
		if l.IsOpen() && l.Tries() == 0 {
			l.SetDropped(at, "lifted")
			if err := tx.Save(l); err != nil {
				return err
			}
			continue
		}
		told = append(told, l.To())
	}
	if !known {
		if told, err = membersTold(tx, s); err != nil {
			return err
		}
	}
	for _, m := range told {
		if err := oweClosed(tx, r, m, "opened", at); err != nil {
			return err
		}
	}
	return nil
}

func oweClosed(tx core.App, r *records.Restriction, member, once string, at time.Time) error {
	return records.Owe(tx, records.Owed{Kind: string(mail.StoryClosedTold), Story: r.Story(), About: r.Id,
		ToCollection: "members", To: member, Once: once, At: at})
}

// closedTold words the letter as things stand now: a story that was taken back or taken
// down has a letter of its own.
func (w wording) closedTold(staff string) (mail.Letter, error) {
	s, err := w.story()
	if err != nil {
		return nil, err
	}
	r, err := records.FindRestriction(w.app, w.l.About())
	if errors.Is(err, records.ErrNotFound) {
		return nil, dropped("the decision is gone")
	}
	if err != nil {
		return nil, err
	}
	opened := !r.LiftedAt().IsZero()
	if opened && s.State() != story.Published || !opened && s.State() != story.Restricted {
		return nil, dropped("the story has moved on")
	}
	return mail.StoryClosedToldLetter{StoryURL: staff, Opened: opened}, w.inScope()
}
