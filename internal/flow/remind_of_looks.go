package flow

import (
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/mail"
	"candour/internal/records"
)

// RemindOfLooks writes, once, to every senior moderator and to the administrators of the
// machine when nobody has decided about a second look in the time that the service was
// told. It returns how many are late. Nothing is published by that: a service has said
// that the story shows who somebody is, or that the law forbids it.
//
// Kept by: service review cannot hold back.
func RemindOfLooks(app core.App) (int, error) {
	late, err := records.LooksLate(app, now(app))
	if err != nil {
		return 0, err
	}
	return oneByOne(app, "reminding of a second look", late, func(tx core.App, r *records.ServiceReview) (bool, error) {
		if err := oweSeniorsAbout(tx, mail.SecondLookLate, r.Story(), r.Id); err != nil {
			return false, err
		}
		o := records.Owed{Kind: string(mail.SecondLookLate), Story: r.Story(), About: r.Id}
		if err := oweAdministrators(tx, o); err != nil {
			return false, err
		}
		return true, nil
	})
}
