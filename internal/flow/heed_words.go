package flow

import (
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/hints"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// heedWords looks for urgent words in what was written after a story was told: an
// answer, other words, a reply, a report. The story is never less urgent for them, and
// moderators are owed the same letter as at telling, once a day for each band.
func heedWords(tx core.App, s *records.Story, text string) error {
	own, err := HintWords(tx)
	if err != nil {
		return err
	}
	level := hints.Urgency(text, hints.Options{Own: own})
	if level == 0 {
		return nil
	}
	if level > s.Urgency() {
		s.SetUrgency(level)
		if err := tx.Save(s); err != nil {
			return fmt.Errorf("saving how urgent a story is: %w", err)
		}
	}
	at := now(tx)
	return oweModerators(tx, mail.Urgent, s.Id, fmt.Sprint(at.Format(time.DateOnly), " ", level), at)
}

// oweModerators owes every active moderator a letter. once tells one event from the next.
func oweModerators(tx core.App, kind mail.Kind, storyID, once string, at time.Time) error {
	moderators, err := records.Moderators(tx)
	if err != nil {
		return err
	}
	for _, m := range moderators {
		if !m.Active() {
			continue
		}
		err := records.Owe(tx, records.Owed{Kind: string(kind), Story: storyID, ToCollection: "moderators", To: m.Id, Once: once, At: at})
		if err != nil {
			return err
		}
	}
	return nil
}

// urgentWaits reports whether a moderator still has something to read of a story: the
// story itself, or what was written about it later.
func urgentWaits(app core.App, s *records.Story) (bool, error) {
	if s.State().MayBeModerated() {
		return true, nil
	}
	for _, count := range []func(core.App, string) (int64, error){records.CountOpenMessages, records.CountOpenReports, records.CountRepliesToRead} {
		if n, err := count(app, s.Id); n > 0 || err != nil {
			return n > 0, err
		}
	}
	return false, nil
}

// urgent words the letter about urgent words, as long as they wait to be read.
func (w wording) urgent() (mail.Letter, error) {
	s, err := w.story()
	if err != nil {
		return nil, err
	}
	waits, err := urgentWaits(w.app, s)
	if err == nil && !waits || s.State() == story.Withdrawn {
		err = dropped("the story has moved on")
	}
	return mail.UrgentLetter{DeskURL: w.url("/_/")}, err
}
