package flow

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/hints"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// How many messages about one story may be written in an hour.
const (
	mostMessages = 10
	messagesTime = time.Hour
)

// ErrTooOften says that somebody writes more often than anybody can read. Nothing
// was kept.
var ErrTooOften = errors.New("too many messages within an hour")

// relayed is the version of acts that make no new version of a story.
const relayed = 0

// WriteToAuthor carries a moderator's message to whoever told a story, at any time
// while the story is here. The story stays where it is. Neither sees the other's
// address. What the author had written counts as dealt with.
//
// Kept by: messages hide addresses.
func WriteToAuthor(app core.App, storyID, moderator, text string) error {
	text = story.Clean(text)
	if err := checkFromModerator(app, text); err != nil {
		return err
	}
	if err := notTooOften(app, "message to", storyID); err != nil {
		return err
	}
	return inTx(app, "writing to an author", func(tx core.App) error {
		s, err := records.FindStory(tx, storyID)
		if err != nil {
			return err
		}
		if err := errors.Join(stillHere(s), mayActOn(tx, records.Item{Story: s.Id}, moderator)); err != nil {
			return err
		}
		at := now(tx)
		id, err := records.WriteMessage(tx, s.Id, moderator, text, at)
		if err != nil {
			return err
		}
		if _, err := records.MarkMessagesDone(tx, s.Id, at); err != nil {
			return err
		}
		return oweAuthor(tx, mail.NewMessage, s.Id, id, at)
	})
}

// MarkAnswersDone notes that what an author wrote needs no answer.
func MarkAnswersDone(app core.App, storyID, moderator string) error {
	return inTx(app, "noting that a message needs no answer", func(tx core.App) error {
		if _, err := records.FindStory(tx, storyID); err != nil {
			return err
		}
		if err := mayActOn(tx, records.Item{Story: storyID}, moderator); err != nil {
			return err
		}
		_, err := records.MarkMessagesDone(tx, storyID, now(tx))
		return err
	})
}

// stillHere refuses a conversation about a story that is gone.
func stillHere(s *records.Story) error {
	if s.State() == story.Withdrawn {
		return story.ErrWithdrawn
	}
	if s.State().IsGone() {
		return story.ErrStep
	}
	return nil
}

func notTooOften(app core.App, what, storyID string) error {
	if tooMany(app, what, storyID, mostMessages, messagesTime) {
		return ErrTooOften
	}
	count(app, what, storyID)
	return nil
}

// checkFromModerator looks at a message to an author. A moderator who gave an
// address would lead the author round the relay, and out of its protection; those
// that are public anyway are let through. It is never compared with what is the
// author's own: that would tell a moderator whether a guess is right.
func checkFromModerator(app core.App, text string) error {
	if err := story.CheckMessage(text); err != nil {
		return err
	}
	if hints.Reaches(text, deployment.Of(app).PublicContacts()) {
		return story.Problem{Field: "note", Text: "Leave out e-mail addresses, phone numbers and postcodes. " +
			"The site carries your message and the answer. The public numbers of help lines may stay."}
	}
	if gaps := gapsLeft(app, text); len(gaps) > 0 {
		return story.Problem{Field: "note", Text: "Write your own words in place of “" + strings.Join(gaps, "” and “") + "”."}
	}
	return nil
}

// gap is what the region's words to begin a message with leave for a moderator to fill in.
var gap = regexp.MustCompile(`\[[^\[\]]+\]`)

// gapsLeft finds the gaps of those words that are still in a message. Other brackets may stay.
func gapsLeft(app core.App, text string) (gaps []string) {
	for _, m := range deployment.Of(app).Region.Messages {
		for _, left := range gap.FindAllString(m.Text, -1) {
			if strings.Contains(text, left) && !slices.Contains(gaps, left) {
				gaps = append(gaps, left)
			}
		}
	}
	return gaps
}

// MaskMessage is an author's message as a moderator would see it: without ways to
// reach anybody. It tells which kinds were taken out.
func MaskMessage(app core.App, storyID, text string) (string, []hints.Kind, error) {
	text = story.Clean(text)
	known, err := records.ContactsOf(app, deployment.Of(app).Sealer, storyID)
	if err != nil {
		return "", nil, err
	}
	masked, kinds := hints.MaskContacts(text, hints.Contacts(text, deployment.Of(app).PublicContacts(), known...))
	return masked, kinds, nil
}

// AnswerModerator carries an author's words to the moderators: an answer, what
// they say about the edits, or something they want to say. E-mail addresses, phone
// numbers and postcodes are masked before anything is stored. A story that waits
// for its author goes back to the moderators; any other stays where it is.
//
// Kept by: messages hide addresses.
func AnswerModerator(app core.App, authorID, storyID, text string) error {
	if err := story.CheckAnswer(story.Clean(text)); err != nil {
		return err
	}
	return inTx(app, "answering a moderator", func(tx core.App) error {
		s, err := records.FindStoryOfAuthor(tx, authorID, storyID)
		if err != nil {
			return err
		}
		if err := stillHere(s); err != nil {
			return err
		}
		if err := notTooOften(tx, "message from", storyID); err != nil {
			return err
		}
		masked, _, err := MaskMessage(tx, s.Id, text)
		if err != nil {
			return err
		}
		if err := heedWords(tx, s, masked); err != nil {
			return err
		}
		return keepAnswer(tx, s, masked)
	})
}

// keepAnswer keeps what an author wrote, with its act.
func keepAnswer(tx core.App, s *records.Story, text string) error {
	if !s.State().MayBeModerated() {
		_, err := records.WriteMessage(tx, s.Id, "", text, now(tx))
		return err
	}
	m, err := records.NewMessage(tx, s.Id, "", text, now(tx))
	if err != nil {
		return err
	}
	if waitsForAuthor(s) {
		if err := backToDesk(tx, s); err != nil {
			return err
		}
	}
	// A new version: nobody decides without having read this.
	if err := writeAct(tx, s, records.Act{What: records.MessageAct(""), About: m.Id}); err != nil {
		return err
	}
	return records.KeepMessage(tx, m)
}

func waitsForAuthor(s *records.Story) bool {
	return s.State() == story.Approved || s.State() == story.Held && s.HeldFor() == "author"
}
