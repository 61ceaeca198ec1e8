package command

import (
	"fmt"

	"github.com/spf13/cobra"
)

func (p *Program) importCommand() *cobra.Command {
	c := &cobra.Command{Use: "import", Short: "Load services or postcodes from the official files, or an organisation's members from a list"}
	c.AddCommand(p.importServicesCommand(), p.importPostcodesCommand(), p.importMembersCommand())
	return c
}

// oneFile asks for the name of a file, and for one at a time.
func oneFile(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("name one file, and load one after another: %s", cmd.UseLine())
	}
	return nil
}
