package command

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"candour/internal/deployment"
	"candour/internal/directory"
	"candour/internal/places"
)

func (p *Program) importCommand() *cobra.Command {
	c := &cobra.Command{Use: "import", Short: "Load services or postcodes from the official files, or an organisation's members from a list"}
	var as string
	var dry bool
	services := &cobra.Command{Use: "services FILE", Short: "Load services and organisations", Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return p.importServices(args[0], as, dry) }}
	services.Flags().StringVar(&as, "as", "", "what the file is: phs (Public Health Scotland's hospital codes)")
	services.Flags().BoolVar(&dry, "dry-run", false, "say what would change, and change nothing")
	postcodes := &cobra.Command{Use: "postcodes FILE", Short: "Load postcodes (ONSPD, NSPL or NHSPD)", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return p.importPostcodes(cmd, args[0], dry) }}
	postcodes.Flags().BoolVar(&dry, "dry-run", false, "read the whole file, and keep nothing")
	c.AddCommand(services, postcodes, p.importMembersCommand())
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

func (p *Program) importPostcodes(cmd *cobra.Command, name string, dry bool) error {
	f, err := os.Open(name)
	if err != nil {
		return errors.New("there is no such file, or it can't be read")
	}
	defer func() { _ = f.Close() }()
	progress := func(rows int) { fmt.Fprintf(os.Stderr, "\r%d rows", rows) }
	load := deployment.Of(p.app).Places.Import
	if dry {
		load = deployment.Of(p.app).Places.TryImport
	}
	report, err := load(cmd.Context(), io.Reader(f), progress)
	fmt.Fprintln(os.Stderr)
	if err != nil {
		return err
	}
	printPostcodes(report)
	return nil
}

func printPostcodes(r places.Report) {
	fmt.Printf("Layout: %s\n%d rows, %d postcodes in a known area, %d of them ended, %d not readable\n", r.Header, r.Rows, r.Known, r.Ended, r.Refused)
	for _, l := range r.Unreadable {
		fmt.Printf("line %d: %s\n", l.No, l.Reason)
	}
}
