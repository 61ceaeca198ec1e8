package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// An erasure that waits for its day, the receipt it leaves, and whether a story
// that is gone was ever public.
func init() {
	m.Register(func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("authors")
		if err != nil {
			return fmt.Errorf("finding authors: %w", err)
		}
		c.Fields.Add(
			date("eraseAt"),                        // private: when the account is to be erased
			hiddenText("sealedReceiptToken", 2000), // private: the secret of the link to its receipt, encrypted
			hiddenText("receiptHash", 100),         // private: by which that link is found
		)
		c.AddIndex("idx_authors_eraseAt", false, "eraseAt", "eraseAt != ''")
		c.AddIndex("idx_authors_receiptHash", true, "receiptHash", "receiptHash != ''")
		if err := app.Save(c); err != nil {
			return fmt.Errorf("preparing erasures that wait: %w", err)
		}
		w, err := app.FindCollectionByNameOrId("withdrawals")
		if err != nil {
			return fmt.Errorf("finding withdrawals: %w", err)
		}
		w.Fields.Add(yes("wasPublic")) // of no person: whether others may hold a copy
		w.AddIndex("idx_withdrawals_list", false, "at DESC, story", "wasPublic = TRUE")
		if err := app.Save(w); err != nil {
			return fmt.Errorf("preparing the list of stories that are gone: %w", err)
		}
		// A receipt names nobody: counts, a time and a random number.
		return build(app, "receipts", []core.Field{
			hiddenText("tokenHash", 100), needText("text", 10000), text("signature", 200), date("at"),
		}, nil,
			[3]string{"idx_receipts_tokenHash", "unique", "tokenHash"},
			[3]string{"idx_receipts_at", "", "at"})
	}, nil)
}
