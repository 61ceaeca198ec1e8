package flow

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
)

// TurnDay has the stories routed anew of whatever in the directory has closed, or
// was taken over by what has opened, since it was asked last: a file may say long
// before on which day that will be. It returns how many things that are. However
// often it is asked, and however long the site was off, each day counts once; the
// first time, all days before count.
func TurnDay(app core.App) (turned int, err error) {
	err = inTx(app, "turning the day", func(tx core.App) error {
		turned = 0
		turn, err := records.LastTurn(tx)
		if err != nil {
			return err
		}
		after, by := turn.UpTo(), now(tx)
		if !after.Before(by) {
			return nil
		}
		turn.SetUpTo(by)
		if err := tx.Save(turn); err != nil {
			return err
		}
		services, err := records.ServicesClosing(tx, after, by)
		if err != nil {
			return err
		}
		organisations, err := records.OrganisationsTurning(tx, after, by)
		if err != nil {
			return err
		}
		var all []core.RecordProxy
		for _, v := range services {
			all = append(all, v)
		}
		for _, o := range organisations {
			all = append(all, o)
		}
		for _, r := range all {
			records.MarkUnrouted(r.ProxyRecord(), by)
			if err := tx.Save(r.ProxyRecord()); err != nil {
				return fmt.Errorf("noting that something has opened or closed: %w", err)
			}
		}
		turned = len(all)
		return nil
	})
	return turned, err
}
