package command

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"candour/internal/hints"
)

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
