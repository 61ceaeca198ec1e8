package command

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"candour/internal/directory"
)

func (p *Program) importCommand() *cobra.Command {
	c := &cobra.Command{Use: "import", Short: "Load services or postcodes from the official files, or an organisation's members from a list"}
	var as string
	var dry bool
	services := &cobra.Command{Use: "services FILE", Short: "Load services and organisations", Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return p.importServices(args[0], as, dry) }}
	services.Flags().StringVar(&as, "as", "", "what the file is: phs (Public Health Scotland's hospital codes)")
	services.Flags().BoolVar(&dry, "dry-run", false, "say what would change, and change nothing")
	c.AddCommand(services, p.importPostcodesCommand(), p.importMembersCommand())
	return c
}

func (p *Program) importServices(name, as string, dry bool) error {
	if as != "phs" {
		return errors.New("say what the file is with --as phs (Public Health Scotland's hospital codes); this version reads no other")
	}
	f, err := os.Open(name)
	if err != nil {
		return errors.New("there is no such file, or it can't be read")
	}
	defer func() { _ = f.Close() }()
	parsed, err := directory.ParsePHS(f)
	if err != nil {
		return fmt.Errorf("reading services: %w", err)
	}
	report, err := directory.Import(p.app, parsed, dry)
	if err != nil {
		return err
	}
	fmt.Println(report.String())
	return nil
}
