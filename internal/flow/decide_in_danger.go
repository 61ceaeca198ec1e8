package flow

import (
	"errors"
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

// ErrSeniorAfterDanger says that no senior moderator has had a say in a story in which
// somebody was, or may be, in danger. It is an ErrSenior.
var ErrSeniorAfterDanger = fmt.Errorf("somebody may have been in danger: %w", ErrSenior)

// CheckSeniorSaw refuses a decision on a story with a serious case of safeguarding that no
// senior moderator makes, has chosen the way of, or has agreed with; and on one whose
// service may be the danger, unless a senior moderator makes it.
//
// Kept by: danger is seen by a senior.
func CheckSeniorSaw(tx core.App, storyID, moderator string) error {
	c, err := records.SafetyCaseOf(tx, storyID)
	if err != nil || !c.NeedsSenior() {
		return err
	}
	say := []string{moderator, c.ChosenBy, c.AgreedBy}
	if len(c.Suspected) > 0 { // who decides is who knows that its service is not asked first
		say = say[:1]
	}
	senior, err := firstSenior(tx, say...)
	if err != nil || senior != "" {
		return err
	}
	return ErrSeniorAfterDanger
}

// SeniorWhoSaw is the senior moderator who chose the way of a serious case, or agreed with
// it, so that anybody may decide on the story; "" for none.
func SeniorWhoSaw(app core.App, c story.SafetyCase) (moderator string, err error) {
	if !c.NeedsSenior() || len(c.Suspected) > 0 {
		return "", nil
	}
	return firstSenior(app, c.ChosenBy, c.AgreedBy)
}

// firstSenior is the first of some moderators who is a senior one; "" for none.
func firstSenior(app core.App, ids ...string) (string, error) {
	for _, id := range ids {
		m, err := records.FindModerator(app, id)
		if err != nil && !errors.Is(err, records.ErrNotFound) {
			return "", err
		}
		if err == nil && m.Senior() {
			return id, nil
		}
	}
	return "", nil
}

// checkSeniorPublishes is CheckSeniorSaw for a story that is to be published. While the
// case holds the story back, anybody may let it through to its author: it waits.
func checkSeniorPublishes(tx core.App, storyID, moderator string) error {
	c, err := records.SafetyCaseOf(tx, storyID)
	if err != nil || c.Bars() {
		return err
	}
	return CheckSeniorSaw(tx, storyID, moderator)
}

// SeniorPublishes reports whether this moderator would be refused when they publish a
// story, because a senior one decides after a danger. Their page says so beforehand.
func SeniorPublishes(app core.App, storyID, moderator string) (bool, error) {
	err := checkSeniorPublishes(app, storyID, moderator)
	if errors.Is(err, ErrSeniorAfterDanger) {
		return true, nil
	}
	return false, err
}

// letThroughBy is who let a story through last; "" for nobody, also when a service of it
// was noted as the danger since.
func letThroughBy(tx core.App, storyID string) (moderator string, err error) {
	acts, err := records.ActsOnStory(tx, storyID)
	if err != nil {
		return "", err
	}
	c, err := records.SafetyCaseOf(tx, storyID)
	for _, a := range acts {
		if a.What() != "approved" {
			continue
		}
		if moderator = a.By(); !a.At().After(c.SuspectedAt) {
			moderator = ""
		}
	}
	return moderator, err
}

// mayGoOn says whether a story that was let through may be published as it stands, by
// whom it was let through.
func mayGoOn(tx core.App, storyID string) error {
	if err := mayBePublished(tx, storyID); err != nil {
		return err
	}
	by, err := letThroughBy(tx, storyID)
	if err != nil {
		return err
	}
	return CheckSeniorSaw(tx, storyID, by)
}
