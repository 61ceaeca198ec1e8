package command

import "github.com/spf13/cobra"

func (p *Program) importCommand() *cobra.Command {
	c := &cobra.Command{Use: "import", Short: "Load services or postcodes from the official files, or an organisation's members from a list"}
	c.AddCommand(p.importServicesCommand(), p.importPostcodesCommand(), p.importMembersCommand())
	return c
}
