package flow

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

// SetReviewAddress lets an administrator of the organisation that runs a service
// name the mailbox that letters about its looks go to, or take it off with "".
// Not there and not theirs are one answer.
func SetReviewAddress(app core.App, memberID, serviceID, address string) error {
	address = story.CleanLine(address)
	if address != "" {
		if err := story.CheckEmail(address); err != nil {
			return story.Problem{Field: "address", Text: "Write an e-mail address like name@example.org, or leave it empty."}
		}
	}
	return inTx(app, "setting a review address", func(tx core.App) error {
		m, err := records.FindMember(tx, memberID)
		if err != nil {
			return err
		}
		v, err := records.FindService(tx, serviceID)
		if err != nil {
			return err
		}
		if !m.LetIn(now(tx)) || m.Role() != story.RoleAdministrator || m.Organisation() == "" || v.Organisation() != m.Organisation() {
			return records.ErrNotFound
		}
		v.SetReviewAddress(address)
		if err := tx.Save(v); err != nil {
			return fmt.Errorf("keeping a review address: %w", err)
		}
		return nil
	})
}
