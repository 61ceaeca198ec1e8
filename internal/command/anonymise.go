package command

import (
	"errors"
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"

	"candour/internal/flow"
	"candour/internal/records"
)

func (p *Program) memberCommand() *cobra.Command {
	c := &cobra.Command{Use: "member", Short: "Look after a member who has left"}
	c.AddCommand(p.anonymiseCommand("member", "at /staff/members (freeze or remove them) or in the admin panel (members: active off)", flow.AnonymiseMember))
	return c
}

// anonymiseCommand takes away who somebody was. shutOut says how they are shut out
// first.
func (p *Program) anonymiseCommand(who, shutOut string, anonymise func(core.App, string) error) *cobra.Command {
	return &cobra.Command{Use: "anonymise EMAIL", Short: "Take away the name and address of a " + who + " who has left; what they did stays recorded", Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			err := anonymise(p.app, args[0])
			switch {
			case errors.Is(err, records.ErrNotFound):
				return fmt.Errorf("there is no %s with this e-mail address", who)
			case errors.Is(err, flow.ErrStillActive):
				return fmt.Errorf("this %s can still sign in: shut them out first, %s", who, shutOut)
			case err != nil:
				return err
			}
			fmt.Printf("The name and address of this %s are gone. What they did stays recorded, under no name.\n", who)
			return nil
		}}
}
