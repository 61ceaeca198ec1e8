package command

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"candour/internal/deployment"
	"candour/internal/directory"
	"candour/internal/places"
)

const postcodesHelp = `Load postcodes, and who answers for the areas they lie in.

FILE is one of these, told apart by what is in it:

  ONSPD, NSPL or NHSPD   the zip of a full release as it is downloaded, or its CSV
  a table of prefixes    CSV with the columns prefix,area,name,kind and, if wanted,
                         from,until,what,country,latitude,longitude: for the routing keys
                         of Ireland and the postcodes of Australia. The longest prefix
                         decides. It takes the place of the table loaded before.
  a table of bodies      CSV with the columns code,name,kind,country and, if wanted,
                         what,opened,closed,successors,within,ods,former: bodies that are
                         new or have changed since this version of Candour. It takes the
                         place of the table loaded before.

Kind is board, partnership, commissioner or provider; days are written 2026-04-01.
Postcodes are added or renewed and never removed. A load that is stopped, or that
meets a broken file, changes nothing.

The postcodes of Northern Ireland (BT) have a licence of their own, of Land and
Property Services: internal business use only, and commercial use needs a licence
of its own. Candour comes with none of them and never shows a postcode.`

func (p *Program) importPostcodesCommand() *cobra.Command {
	var o places.Options
	c := &cobra.Command{Use: "postcodes FILE", Short: "Load postcodes (ONSPD, NSPL, NHSPD, or a table of prefixes or bodies)",
		Long: postcodesHelp, Args: oneFile,
		RunE: func(cmd *cobra.Command, args []string) error { return p.importPostcodes(cmd, args[0], o) }}
	c.Flags().BoolVar(&o.Try, "dry-run", false, "read the whole file, and keep nothing")
	c.Flags().BoolVar(&o.OlderIsRight, "older-is-right", false, "load the file although a newer one is loaded")
	return c
}

func (p *Program) importPostcodes(cmd *cobra.Command, name string, o places.Options) error {
	p.winds.Store(true)
	o.Progress = func(rows int) { fmt.Fprintf(cmd.ErrOrStderr(), "\r%d rows", rows) }
	report, err := deployment.Of(p.app).Places.ImportFile(cmd.Context(), name, o)
	if report.Rows > 0 && report.Table == "" {
		fmt.Fprintln(cmd.ErrOrStderr())
	}
	var older *places.OlderError
	if errors.As(err, &older) {
		return fmt.Errorf("%w. If it is right all the same, load it with --older-is-right", older)
	}
	if errors.Is(err, context.Canceled) {
		return errors.New("stopped before the end: nothing of the file is loaded, and the postcodes are as they were")
	}
	if err != nil {
		return err
	}
	printPostcodes(cmd.OutOrStdout(), report)
	if o.Try {
		return nil
	}
	return p.importBodies(cmd)
}

// importBodies makes sure that whoever answers for an area of the region is in the
// directory, so that a postcode leads to somebody.
func (p *Program) importBodies(cmd *cobra.Command) error {
	bodies, err := directory.BodiesFor(p.app, cmd.Context())
	if err != nil {
		return err
	}
	now := deployment.Now(p.app)
	report, err := directory.Load(p.app, cmd.Context(), func() directory.Rows { return bodies }, directory.Options{Now: now})
	if err != nil {
		return fmt.Errorf("adding the organisations that answer for areas: %w", err)
	}
	if n := len(report.New) + len(report.Changed); n > 0 {
		fmt.Fprintf(cmd.OutOrStdout(), "%d organisations that answer for areas are new or have changed.\n", n)
	}
	return p.reroute(cmd.Context(), report.Rerouted, now)
}

func printPostcodes(w io.Writer, r places.Report) {
	if r.Table != "" {
		fmt.Fprintf(w, "Table of %s: %d rows, %d loaded\n", r.Table, r.Rows, r.Written)
	} else {
		fmt.Fprintf(w, "Layout: %s\nRelease: %s\n%d rows, %d postcodes in a known area, %d of them ended, %d new or changed, %d not readable\n",
			r.Header, r.Release, r.Rows, r.Known, r.Ended, r.Written, r.Refused)
	}
	if r.Irish > 0 {
		fmt.Fprintf(w, "%d postcodes are of Northern Ireland. Their licence (Land and Property Services) is for internal business use; "+
			"commercial use needs a licence of its own.\n", r.Irish)
	}
	for _, note := range r.Notes {
		fmt.Fprintln(w, note)
	}
	for _, l := range r.Unreadable {
		if l.File != "" {
			fmt.Fprintf(w, "%s, ", l.File)
		}
		fmt.Fprintf(w, "line %d: %s\n", l.No, l.Reason)
	}
}
