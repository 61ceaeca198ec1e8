package command

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"candour/internal/deployment"
	"candour/internal/places"
)

func (p *Program) importCommand() *cobra.Command {
	c := &cobra.Command{Use: "import", Short: "Load services or postcodes from the official files"}
	var dry bool
	postcodes := &cobra.Command{Use: "postcodes FILE", Short: "Load postcodes (ONSPD, NSPL or NHSPD)", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return p.importPostcodes(cmd, args[0], dry) }}
	postcodes.Flags().BoolVar(&dry, "dry-run", false, "read the whole file, and keep nothing")
	c.AddCommand(p.importServicesCommand(), postcodes)
	return c
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
