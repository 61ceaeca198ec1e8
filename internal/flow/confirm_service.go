package flow

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

// ConfirmService is an administrator's word that a service a moderator added is
// a real one. The stories about it may be published from then on; those whose
// authors have agreed, or had their time, are published by the timetable.
//
// Kept by: services are confirmed first.
func ConfirmService(app core.App, service, by, source string) error {
	return inTx(app, "confirming a service", func(tx core.App) error {
		v, err := records.FindService(tx, service)
		if err != nil || !v.Unconfirmed() {
			return err
		}
		v.SetUnconfirmed(false)
		return records.SaveAs(tx, v, records.Origin{Source: source, By: by})
	})
}

// mayBePublished refuses a story about a service that no administrator has
// confirmed, and one in which somebody may still be in danger.
func mayBePublished(tx core.App, storyID string) error {
	services, err := records.ServicesOfStory(tx, storyID)
	if err != nil {
		return err
	}
	for _, v := range services {
		if v.Unconfirmed() {
			return story.ErrUnconfirmed
		}
	}
	c, err := records.SafetyCaseOf(tx, storyID)
	if err == nil && c.Bars() {
		return story.ErrInDanger
	}
	return err
}

// onlyWaits reports whether a story that may not be published yet will be, without
// a further word of its author.
func onlyWaits(err error) bool {
	return errors.Is(err, story.ErrUnconfirmed) || errors.Is(err, story.ErrInDanger)
}
