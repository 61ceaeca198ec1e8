package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"candour/internal/directory"
	"candour/internal/flow"
	"candour/internal/records"
)

// servicesImport is what `candour import services` was asked for.
type servicesImport struct {
	as, released, rejects            string
	dry, older, closeMissing, asJSON bool
}

func (p *Program) importServicesCommand() *cobra.Command {
	var ask servicesImport
	c := &cobra.Command{
		Use:   "services FILE --as " + strings.Join(directory.FormatNames(), "|"),
		Short: "Load services and organisations from an official file",
		Long: "Loads services and organisations. A file is loaded wholly or not at all, and may be loaded again: then nothing changes.\n" +
			"Nothing is ever deleted. Stop the site first, or try with --dry-run on a copy.",
		Args: oneFile,
		RunE: func(cmd *cobra.Command, args []string) error { return p.importServices(cmd, args[0], ask) },
	}
	f := c.Flags()
	f.StringVar(&ask.as, "as", "", "what the file is: ods, phs, cqc, nhs-choices, or csv for a table of your own")
	f.BoolVar(&ask.dry, "dry-run", false, "say what would change, and change nothing")
	f.StringVar(&ask.released, "released", "", "the day the file speaks of, as 2026-11-30, where its name and content do not tell")
	f.BoolVar(&ask.older, "older-is-right", false, "load it although a newer one is loaded")
	f.BoolVar(&ask.closeMissing, "close-missing", false, "close the services of this list that it no longer names")
	f.StringVar(&ask.rejects, "rejects", "", "write the lines that could not be read into this file")
	f.BoolVar(&ask.asJSON, "json", false, "print everything as JSON")
	return c
}

// loadMemory is what a load may take of memory before it tidies up more often; the
// database has some of its own beside it.
const loadMemory = 96 << 20

func (p *Program) importServices(cmd *cobra.Command, path string, ask servicesImport) error {
	var released time.Time
	if ask.released != "" {
		var err error
		if released, err = time.Parse(time.DateOnly, ask.released); err != nil {
			return fmt.Errorf("--released %s is not a day: write it as 2026-11-30", ask.released)
		}
	}
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(loadMemory))
	now := time.Now()
	file, err := directory.OpenFile(path, ask.as, released, now)
	if err != nil {
		return err
	}
	bodies, err := directory.BodiesFor(p.app, cmd.Context(), file.Countries()...)
	if err != nil {
		return err
	}
	shown := time.Time{}
	report, err := file.Load(p.app, cmd.Context(), directory.Options{DryRun: ask.dry, AlthoughOlder: ask.older, CloseMissing: ask.closeMissing, Now: now, Bodies: bodies,
		Progress: func(doing string, rows int) {
			if at := time.Now(); at.Sub(shown) > time.Second/2 {
				shown = at
				fmt.Fprintf(os.Stderr, "\r%s: %d lines   ", doing, rows)
			}
		}})
	fmt.Fprint(os.Stderr, "\r\033[K")
	if ask.rejects != "" && (err == nil || report.UnreadableCount > 0) { // also where there were too many to load the rest
		err = errors.Join(err, writeRejects(file, ask.rejects, report))
	}
	if err != nil {
		return err
	}
	if ask.asJSON {
		return json.NewEncoder(os.Stdout).Encode(report)
	}
	printServices(os.Stdout, report, ask.dry)
	if ask.dry {
		return nil
	}
	return p.reroute(cmd.Context(), report.Rerouted, now)
}

// reroute finds anew whom the stories about these services reach. The load has
// noted on them that it must be done, so that a stop here only puts it off.
func (p *Program) reroute(ctx context.Context, services []string, load time.Time) error {
	if len(services) == 0 {
		return nil
	}
	done, err := flow.RerouteStories(p.app, ctx, services)
	if err != nil {
		return err
	}
	if ctx.Err() != nil {
		return nil
	}
	fmt.Printf("%d stories reach others than before.\n", done.Changed)
	if n := len(done.Failed); n > 0 {
		fmt.Printf("%d stories could not be routed. The site tries them again once it runs; its log says why.\n", n)
		return nil
	}
	return records.ClearLoadUnrouted(p.app, load)
}

func writeRejects(file *directory.File, path string, report directory.Report) error {
	out, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("writing the lines that could not be read: %w", err)
	}
	err = file.WriteRejects(out, report)
	if closing := out.Close(); err == nil {
		err = closing
	}
	return err
}

// mostShown is how many of each sort are printed.
const mostShown = 10

// printServices prints what a load did, or would do.
func printServices(w io.Writer, r directory.Report, dry bool) {
	if !r.Released.IsZero() {
		fmt.Fprintf(w, "%s of %s (%s)\n", r.Format, r.Released.Format("2 January 2006"), r.ReleasedFrom)
	} else if r.Format != "" {
		fmt.Fprintf(w, "%s; nothing tells from which day it is: give that with --released, so that an older file is not taken for a newer one\n", r.Format)
	}
	for _, group := range []struct {
		name  string
		items []directory.Item
	}{{"New", r.New}, {"Changed", r.Changed}, {"Moved", r.Moved}, {"Closed", r.Closed}, {"Opened again", r.Reopened}, {"Merged", r.Merged},
		{"No longer named (left open; --close-missing closes them)", r.Missing}} {
		printItems(w, group.name, group.items)
	}
	fmt.Fprintf(w, "Unchanged: %d, and %d bodies of areas that come with Candour\n", r.Unchanged, r.Beside)
	printLines(w, "Unreadable, left out", r.Unreadable, r.UnreadableCount)
	printLines(w, "Doubtful, taken all the same", r.Doubtful, r.DoubtfulCount)
	touches := "touches"
	if dry {
		touches = "would touch"
	}
	fmt.Fprintf(w, "This %s %d open stories and %d published ones.\n", touches, r.OpenStories, r.PublishedStories)
	if dry {
		fmt.Fprintln(w, "A dry run: nothing was changed.")
	}
}

func printItems(w io.Writer, name string, items []directory.Item) {
	fmt.Fprintf(w, "%s: %d\n", name, len(items))
	for _, i := range items[:min(len(items), mostShown)] {
		fields := ""
		if len(i.Fields) > 0 {
			fields = " (" + strings.Join(i.Fields, ", ") + ")"
		}
		fmt.Fprintf(w, "  %s:%s %s%s\n", i.Scheme, i.Code, i.Name, fields)
	}
	printMore(w, len(items))
}

func printLines(w io.Writer, name string, lines []directory.Line, all int) {
	fmt.Fprintf(w, "%s: %d\n", name, all)
	for _, l := range lines[:min(len(lines), mostShown)] {
		fmt.Fprintf(w, "  line %d: %s\n", l.No, l.Reason)
	}
	printMore(w, all)
}

func printMore(w io.Writer, all int) {
	if all > mostShown {
		fmt.Fprintf(w, "  … and %d more\n", all-mostShown)
	}
}
