package flow

import (
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
)

// AsSenior does something that only an active senior moderator may do. Whether
// they are one is asked in the transaction that does it.
func AsSenior(app core.App, moderator string, do func(tx core.App) error) error {
	return inTx(app, "acting as a senior moderator", func(tx core.App) error {
		m, err := records.FindModerator(tx, moderator)
		if err != nil {
			return err
		}
		if !m.Senior() || !m.Active() {
			return ErrSenior
		}
		return do(tx)
	})
}
