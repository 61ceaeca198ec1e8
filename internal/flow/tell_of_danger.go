package flow

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// tellOfDanger owes every senior moderator but whoever chose the way one letter for a
// case, when it becomes one in which they have a say. before is the case until now.
func tellOfDanger(tx core.App, storyID string, before story.SafetyCase, e story.SafetyEvent) error {
	o, _ := story.OutcomeOf(e.Outcome)
	if !o.Senior {
		return nil
	}
	since := e.At
	if before.Open {
		since = before.Since
	}
	owed := records.Owed{Kind: string(mail.DangerOpened), Story: storyID, Once: since.UTC().Format(time.RFC3339Nano)}
	_, err := oweSeniorsBut(tx, owed, func(moderator string) (bool, error) { return moderator == e.By, nil })
	return err
}

// dangerOpened words the letter about it, as long as the case is open and serious.
func (w wording) dangerOpened() (mail.Letter, error) {
	c, err := records.SafetyCaseOf(w.app, w.l.Story())
	if err != nil {
		return nil, err
	}
	if !c.Open || !c.NeedsSenior() {
		return nil, dropped("nobody is in danger any more")
	}
	return mail.DangerOpenedLetter{DeskURL: w.url("/_/")}, nil
}
