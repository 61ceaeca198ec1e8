package command

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"candour/internal/deployment"
	"candour/internal/flow"
)

// ledgerCommand is the way on for an operator who has lost the ledger.
func (p *Program) ledgerCommand() *cobra.Command {
	c := &cobra.Command{Use: "ledger", Short: "The ledger of stories and accounts that are gone"}
	var know bool
	renew := &cobra.Command{Use: "new --i-know", Short: "Make a new ledger, when the old one is lost or damaged",
		Long: "Makes a new ledger from what this data knows and what can still be read of a damaged one, which is put aside.\n" +
			"What was erased after a backup was made and is in no ledger any more would come back with that backup.",
		Args: cobra.NoArgs, Annotations: map[string]string{noData: "yes"},
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !know {
				return errors.New("look for a copy of the ledger first: without it, a backup from before could bring erased people back. If there is none, add --i-know")
			}
			if err := p.openData(cmd, flow.RenewLedger); err != nil {
				return err
			}
			l := deployment.Of(p.app).Ledger
			fmt.Printf("%s\nThe new ledger holds %d numbers of what is gone or shut.\n", l.Path(), len(l.Facts()))
			return nil
		}}
	renew.Flags().BoolVar(&know, "i-know", false, "yes, the ledger is lost for good")
	c.AddCommand(renew)
	return c
}
