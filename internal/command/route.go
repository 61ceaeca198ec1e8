package command

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"candour/internal/flow"
	"candour/internal/hints"
)

func (p *Program) routeCommand() *cobra.Command {
	var service, postcode string
	var asJSON, many bool
	c := &cobra.Command{Use: "route", Short: "Say who a story would reach, and why", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if many {
				return p.routeMany(cmd)
			}
			reached, err := flow.Route(p.app, cmd.Context(), service, postcode)
			if err != nil {
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
	c.Flags().StringVar(&service, "service", "", "the code of a service")
	c.Flags().StringVar(&postcode, "postcode", "", "the author's postcode")
	c.Flags().BoolVar(&asJSON, "json", false, "print a list of {code, name, kind, why}")
	c.Flags().BoolVar(&many, "stdin", false, "read a CSV with the columns service,postcode and print one JSON list a line")
	return c
}

func (p *Program) routeMany(cmd *cobra.Command) error {
	in := csv.NewReader(bufio.NewReader(os.Stdin))
	in.FieldsPerRecord = 2
	out := json.NewEncoder(os.Stdout)
	for n := 1; ; n++ {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("line %d: it needs two columns, service and postcode", n)
		}
		if n == 1 && strings.EqualFold(row[0], "service") {
			continue
		}
		reached, err := flow.Route(p.app, cmd.Context(), row[0], row[1])
		if err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		if err := out.Encode(reached); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
}

// hintsCommand shows the desk's marks for a text. It needs no data.
func hintsCommand() *cobra.Command {
	var asJSON, lines bool
	c := &cobra.Command{Use: "hints", Short: "Show the desk's marks for a text on stdin", Args: cobra.NoArgs,
		Annotations: map[string]string{noData: "yes"},
		RunE: func(*cobra.Command, []string) error {
			if lines {
				return hintLines(os.Stdin, os.Stdout)
			}
			text, err := io.ReadAll(io.LimitReader(os.Stdin, 4<<20))
			if err != nil {
				return fmt.Errorf("reading a text: %w", err)
			}
			marks := marksOf(string(text))
			if asJSON {
				return json.NewEncoder(os.Stdout).Encode(marks)
			}
			for _, m := range marks {
				fmt.Printf("%d–%d\t%s\t%q\t%s\n", m.Start, m.End, m.Kind, m.Text, m.Why)
			}
			return nil
		}}
	c.Flags().BoolVar(&asJSON, "json", false, "print a list of {start, end, kind, text, why}, in characters")
	c.Flags().BoolVar(&lines, "lines", false, "read one JSON text a line and print one list a line")
	return c
}

func marksOf(text string) []hints.Mark {
	return append(hints.Find(text, hints.Options{}), hints.Urgent(text)...)
}

func hintLines(r io.Reader, w io.Writer) error {
	in, out := bufio.NewScanner(r), json.NewEncoder(w)
	in.Buffer(nil, 4<<20)
	for n := 1; in.Scan(); n++ {
		var text string
		if err := json.Unmarshal(in.Bytes(), &text); err != nil {
			return fmt.Errorf("line %d is not a JSON text", n)
		}
		if err := out.Encode(marksOf(text)); err != nil {
			return fmt.Errorf("writing marks: %w", err)
		}
	}
	return in.Err()
}
