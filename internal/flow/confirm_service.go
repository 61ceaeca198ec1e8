package flow

import (
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
// confirmed.
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
	return nil
}
