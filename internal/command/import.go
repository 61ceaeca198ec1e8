package command

import "github.com/spf13/cobra"

func (p *Program) importCommand() *cobra.Command {
	c := &cobra.Command{Use: "import", Short: "Load services or postcodes from the official files"}
	c.AddCommand(p.importServicesCommand(), p.importPostcodesCommand())
	return c
}
