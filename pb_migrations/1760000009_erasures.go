package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What keeps the database and the ledger of who is gone in step: which accounts
// were erased (stories that are gone have their row in withdrawals), and which
// ledger belongs to this data. Random numbers and days, and nothing else.
func init() {
	m.Register(func(app core.App) error {
		err := build(app, "erasures", []core.Field{needText("account", 20), date("at")}, nil,
			[3]string{"idx_erasures_account", "unique", "account"})
		if err != nil {
			return err
		}
		return build(app, "ledgers", []core.Field{needText("ledger", 40)}, nil)
	}, nil)
}
