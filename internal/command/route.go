package command

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"candour/internal/flow"
)

func (p *Program) routeCommand() *cobra.Command {
	var service, postcode, date string
	var asJSON, many bool
	c := &cobra.Command{Use: "route", Short: "Say who a story would reach, and why", Args: cobra.NoArgs,
		Long: `Say who a story about a service, by an author with a postcode, would reach, and why: one organisation a line.

With --stdin it reads CSV with the columns service,postcode and, if wanted, date, and prints one JSON list a line, in
the same order. A first line with these names may stand above, in any order. A line it cannot answer gives an empty
list, so that lists and lines stay together, and says why on the standard error; the command then ends with an error.
What keeps a postcode from reaching anybody by area is said on the standard error as well, and is no error.`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			r := flow.NewRouter(p.app, cmd.Context())
			if many {
				return routeMany(r, date, os.Stdin, os.Stdout, os.Stderr)
			}
			if service == "" && postcode == "" {
				return errors.New("say which service or which postcode: --service CODE, --postcode PC, or both")
			}
			on, err := dayOf(date)
			if err != nil {
				return err
			}
			reached, err := r.Reached(service, postcode, on)
			if err != nil {
				return err
			}
			if err := sayUnused(r, service, postcode, on, os.Stderr); err != nil {
				return err
			}
			if asJSON {
				return json.NewEncoder(os.Stdout).Encode(reached)
			}
			for _, r := range reached {
				fmt.Printf("%s\t%s\t%s\t%s\n", r.Code, r.Name, r.Kind, r.Why)
			}
			return nil
		}}
	c.Flags().StringVar(&service, "service", "", "the code of a service, or scheme:code")
	c.Flags().StringVar(&postcode, "postcode", "", "the author's postcode")
	c.Flags().StringVar(&date, "date", "", "when it happened: 2026-03-31, or 2026-03 for the month; today when left out")
	c.Flags().BoolVar(&asJSON, "json", false, "print a list of {code, name, kind, why, codes}")
	c.Flags().BoolVar(&many, "stdin", false, "read a CSV with the columns service,postcode and print one JSON list a line")
	return c
}

// sayUnused says why a postcode reaches nobody by area, or that those it reaches wait.
func sayUnused(r *flow.Router, service, postcode string, on time.Time, complaints io.Writer) error {
	for _, ask := range []func() (string, error){
		func() (string, error) { return r.Unused(postcode, on) },
		func() (string, error) { return r.Waiting(service, postcode, on) },
	} {
		said, err := ask()
		if err != nil {
			return err
		}
		if said == "" {
			continue
		}
		if _, err := fmt.Fprintln(complaints, said); err != nil {
			return fmt.Errorf("writing what keeps the postcode from being used: %w", err)
		}
	}
	return nil
}

// dayOf reads a day, or a month, whose last day it gives; zero for today.
func dayOf(text string) (time.Time, error) {
	if text = strings.TrimSpace(text); text == "" {
		return time.Time{}, nil
	}
	if day, err := time.Parse(time.DateOnly, text); err == nil {
		return day, nil
	}
	month, err := time.Parse("2006-01", text)
	if err != nil {
		return time.Time{}, fmt.Errorf("%q is not a date: write it as 2026-03-31, or 2026-03 for a month", text)
	}
	return month.AddDate(0, 1, -1), nil
}

// longestLine is the longest line that is read.
const longestLine = 1 << 16

// routeMany answers one line after another. Each is a record of its own, so that
// a quote that never ends spoils one line and not the rest.
func routeMany(r *flow.Router, date string, in io.Reader, out, complaints io.Writer) error {
	lines, encode := bufio.NewScanner(in), json.NewEncoder(out)
	lines.Buffer(nil, longestLine)
	columns := []string{"service", "postcode", "date"}
	asked, failed := 0, 0
	for n := 1; lines.Scan(); n++ {
		row, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(lines.Text(), "\ufeff"))).Read()
		if names := columnNames(row); n == 1 && names != nil {
			columns = names
			continue
		}
		asked++
		reached := []flow.Reached{}
		if err == nil {
			reached, err = routeRow(r, columns, row, date, func(why string) { _, _ = fmt.Fprintf(complaints, "line %d: %s\n", n, why) })
		} else {
			err = errors.New("it needs two columns, service and postcode, with commas between")
		}
		if err != nil {
			failed++
			reached = []flow.Reached{}
			if _, err := fmt.Fprintf(complaints, "line %d: %v\n", n, err); err != nil {
				return fmt.Errorf("writing what went wrong: %w", err)
			}
		}
		if err := encode.Encode(reached); err != nil {
			return fmt.Errorf("writing the answer to line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("reading after line %d: %w", asked, err)
	}
	if failed > 0 {
		return fmt.Errorf("%d of %d lines could not be answered", failed, asked)
	}
	return nil
}

// columnNames are those of a first line that names its columns, and none of any other.
func columnNames(row []string) []string {
	var names []string
	for _, name := range row {
		names = append(names, strings.ToLower(strings.TrimSpace(name)))
	}
	if slices.Contains(names, "service") && slices.Contains(names, "postcode") {
		return names
	}
	return nil
}

func routeRow(r *flow.Router, columns, row []string, date string, unused func(why string)) ([]flow.Reached, error) {
	if len(row) < 2 || len(row) > len(columns) {
		return nil, errors.New("it needs two columns, service and postcode, with commas between")
	}
	value := func(name string) string {
		if i := slices.Index(columns, name); i >= 0 && i < len(row) {
			return strings.TrimSpace(row[i])
		}
		return ""
	}
	if d := value("date"); d != "" {
		date = d
	}
	on, err := dayOf(date)
	if err != nil {
		return nil, err
	}
	if value("service") == "" && value("postcode") == "" {
		return nil, errors.New("neither a service nor a postcode")
	}
	why, err := r.Unused(value("postcode"), on)
	if err != nil {
		return nil, err
	}
	if why != "" {
		unused(why)
	}
	return r.Reached(value("service"), value("postcode"), on)
}
