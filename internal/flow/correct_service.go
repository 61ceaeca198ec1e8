package flow

import (
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

// CorrectService is a senior moderator's correction of what a service is called,
// what it is and where. was is what they had before them: a correction of
// something else is refused as changed.
//
// Kept by: services are never lost.
func CorrectService(app core.App, service string, was, becomes records.Details, moderator string) error {
	becomes, err := checkDetails(becomes)
	if err != nil {
		return err
	}
	return AsSenior(app, moderator, func(tx core.App) error {
		v, err := records.FindService(tx, service)
		if err != nil {
			return err
		}
		if v.Details() != was {
			return story.ErrChanged
		}
		if v.Successor() != "" {
			return ErrBecame
		}
		v.SetDetails(becomes)
		return records.SaveAs(tx, v, records.Origin{Source: records.FromDesk, By: moderator})
	})
}
