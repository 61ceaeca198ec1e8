package records

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// NobodysService stands in the place of the name of a service that nobody confirmed,
// when the words it was made from are erased and something still leads to it.
const NobodysService = "A service that nobody confirmed"

// DeskCode begins the number that the desk gives a service which no list has.
const DeskCode = "DESK-"

// forgettable picks the services that moderators made of an author's words, that
// nobody has confirmed, and that no story tells of any more.
const forgettable = `unconfirmed = TRUE AND code LIKE '` + DeskCode + `%' AND id NOT IN (SELECT service FROM story_services)`

// ledTo picks those of them that something else leads to or from.
const ledTo = `(successor != '' OR EXISTS (SELECT 1 FROM services p WHERE p.parent = services.id OR p.successor = services.id)
	OR EXISTS (SELECT 1 FROM links l WHERE l.service = services.id) OR EXISTS (SELECT 1 FROM identifiers i WHERE i.service = services.id))`

// MayForgetService reports whether a service may go for good: nobody confirmed it, no
// story tells of it, and nothing leads to it.
func MayForgetService(app core.App, id string) (bool, error) {
	n, err := app.CountRecords("services", dbx.HashExp{"id": id}, dbx.NewExp(forgettable+" AND NOT "+ledTo))
	return n > 0, wrap(err, "whether a service may go")
}

// MayForgetHistory reports whether what was changed about a service may go: the words
// in it are an author's, and nobody confirmed that they name anything.
func MayForgetHistory(app core.App, service string) (bool, error) {
	n, err := app.CountRecords("services", dbx.HashExp{"id": service}, dbx.NewExp(forgettable))
	return service != "" && n > 0, wrap(err, "whether a history may go")
}

// ForgetUnconfirmed lets every service go that was made of an author's words alone and
// that no story tells of any more, with its history. What something else leads to
// stays as a place without a name.
func ForgetUnconfirmed(tx core.App) error {
	found, err := all[Service](tx, "services", dbx.NewExp(forgettable))
	if err != nil {
		return err
	}
	for _, s := range found {
		if err := forgetHistory(tx, s.Id); err != nil {
			return err
		}
		goes, err := MayForgetService(tx, s.Id)
		if err != nil {
			return err
		}
		if goes {
			if err := tx.Delete(s); err != nil {
				return fmt.Errorf("forgetting a service: %w", err)
			}
			continue
		}
		s.Load(map[string]any{"name": NobodysService, "town": "", "address": "", "postcode": "", "kind": "", "aliases": ""})
		if err := SaveAs(tx, s, Origin{}); err != nil {
			return err
		}
		if err := forgetHistory(tx, s.Id); err != nil { // what it was called has just been written down
			return err
		}
	}
	return nil
}

func forgetHistory(tx core.App, service string) error {
	_, err := deleteAll(tx, "directory_history", dbx.HashExp{"service": service})
	return err
}
