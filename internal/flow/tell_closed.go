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
	if told, err = butKept(tx, s.Id, told); err != nil {
		return err
	}
	for _, m := range told {
		if err := oweClosed(tx, mail.StoryClosedTold, r, m, at); err != nil {
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
	if told, err = butKept(tx, s.Id, told); err != nil {
		return err
	}
	for _, m := range told {
		if err := oweClosed(tx, mail.StoryOpenedTold, r, m, at); err != nil {
			return err
		}
	}
	return nil
}

func oweClosed(tx core.App, kind mail.Kind, r *records.Restriction, member string, at time.Time) error {
	return records.Owe(tx, records.Owed{Kind: string(kind), Story: r.Story(), About: r.Id, ToCollection: "members", To: member, At: at})
}

// closedTold words the letter as things stand now: a story that was taken back or taken
// down has a letter of its own.
func (w wording) closedTold(kind mail.Kind, staff string) (mail.Letter, error) {
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
	switch opened := !r.LiftedAt().IsZero(); {
	case kind == mail.StoryOpenedTold && opened && s.State() == story.Published:
		return mail.StoryOpenedToldLetter{StoryURL: staff}, w.inScope()
	case kind == mail.StoryClosedTold && !opened && s.State() == story.Restricted:
		return mail.StoryClosedToldLetter{StoryURL: staff}, w.inScope()
	}
	return nil, dropped("the story has moved on")
}
