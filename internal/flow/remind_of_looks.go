package flow

import (
	"errors"

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
	failures := []error{err}
	for _, r := range late {
		failures = append(failures, inTx(app, "reminding of a second look", func(tx core.App) error {
			if err := oweSeniorsAbout(tx, mail.SecondLookLate, r.Story(), r.Id); err != nil {
				return err
			}
			administrators, err := records.Administrators(tx)
			if err != nil {
				return err
			}
			for _, a := range administrators {
				err := records.Owe(tx, records.Owed{Kind: string(mail.SecondLookLate), Story: r.Story(), About: r.Id,
					ToCollection: core.CollectionNameSuperusers, To: a.Id, At: now(tx)})
				if err != nil {
					return err
				}
			}
			return nil
		}))
	}
	return len(late), errors.Join(failures...)
}
