package directory

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"candour/internal/tabular"
)

// notes are what a reading finds out about the file as a whole.
type notes struct {
	newest  time.Time // the latest day of the past in it
	now     time.Time
	towns   towns
	sketch  sketch // of the codes of a table
	counted bool   // the towns were counted by an earlier reading of the same file
}

// day takes note of a day that stands in the file. What is still to come says
// nothing of when the file was made.
func (n *notes) day(at time.Time) {
	if at.After(n.newest) && !at.After(n.now) {
		n.newest = at
	}
}

// town gives a service without a town that of most others near by. The first
// reading of a file counts them, the second one knows.
func (n *notes) town(s *Service) {
	switch {
	case s.Town != "" && !n.counted:
		n.towns.count(s)
	case s.Town == "" && n.counted:
		s.Town = n.towns.near(s.Postcode)
	}
}

// readLines hands on the lines of a file after its header, each as what row makes of it.
// A broken line is handed on as refused. The file as a whole is refused if it is in
// another encoding or was cut off.
func readLines(in *tabular.Reader, columns int, row func(no int, fields []string) Row) Rows {
	return func(yield func(Row, error) bool) {
		strange, first, lines := 0, 0, 0
		for {
			fields, err := in.Read()
			r, broken := Row{Line: in.Line()}, true
			var bad *tabular.LineError
			switch {
			case errors.Is(err, io.EOF):
				if strange > 1+lines/1000 {
					yield(Row{}, fmt.Errorf("%d lines are not UTF-8, the first of them line %d: save the file as UTF-8 and load that; nothing was loaded", strange, first))
				}
				return
			case errors.As(err, &bad):
				if r.Refused = bad.Reason; bad.Reason == tabular.NotUTF8 {
					strange, first = strange+1, firstOf(first, bad.No)
				}
			case err != nil:
				yield(Row{}, fmt.Errorf("reading the file, after line %d: %w", in.Line(), err))
				return
			case len(fields) != columns:
				r.Refused = fmt.Sprintf("it has %s and should have %d", counted(len(fields), "column"), columns)
			default:
				r, broken = row(in.Line(), fields), false
				r.Line = in.Line()
			}
			if lines++; broken && !in.Whole() && lines > 1 {
				yield(Row{}, fmt.Errorf("the file ends in the middle of line %d: it was cut off on its way; get it again, nothing was loaded", in.Line()))
				return
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}

// counted is a number of things: 1 column, 3 columns.
func counted(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return fmt.Sprintf("%d %s", n, thing)
}

func firstOf(known, no int) int {
	if known != 0 {
		return known
	}
	return no
}

// failed are rows of a file that is refused as a whole.
func failed(err error) Rows {
	return func(yield func(Row, error) bool) { yield(Row{}, err) }
}

// dayIn reads a day as lists write it: 20251130, 2025-11-30, 30/11/2025,
// 30 November 2025. Zero for anything else.
func dayIn(text string) time.Time {
	text = strings.TrimSpace(text)
	for _, form := range []string{"20060102", time.DateOnly, "02/01/2006", "2 January 2006", "2 Jan 2006"} {
		if len(text) >= 8 {
			if at, err := time.Parse(form, text); err == nil {
				return at
			}
		}
	}
	return time.Time{}
}
