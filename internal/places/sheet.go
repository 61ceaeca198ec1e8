package places

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"candour/internal/tabular"
)

// sheet is a small CSV with a header, read with its columns by name: the tables
// that come with the program, and those an operator writes. It is read whole,
// and the first thing wrong with it is an error that names the line.
type sheet struct {
	names  []string
	line   int
	fields []string
}

// mostRows is the longest such table: more than all the postcodes of Australia.
const mostRows = 50_000

// readSheet calls take for every row under the header.
func readSheet(r io.Reader, needed []string, take func(s *sheet) error) error {
	in := tabular.NewReader(r)
	first, err := in.Read()
	if errors.Is(err, io.EOF) {
		return errors.New("the file is empty")
	}
	if err != nil {
		return err
	}
	s := &sheet{names: columnNames(first)}
	if err := s.has(needed); err != nil {
		return err
	}
	for rows := 0; ; rows++ {
		s.fields, err = in.Read()
		s.line = in.Line()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case rows >= mostRows:
			return fmt.Errorf("the table has more than %d rows", mostRows)
		case len(s.fields) != len(s.names):
			return fmt.Errorf("line %d: it has %d columns and the first line has %d", s.line, len(s.fields), len(s.names))
		}
		if err := take(s); err != nil {
			return fmt.Errorf("line %d: %w", s.line, err)
		}
	}
}

func (s *sheet) has(needed []string) error {
	for i, name := range s.names {
		if name != "" && slices.Contains(s.names[:i], name) {
			return fmt.Errorf("the first line names the column %s twice", name)
		}
	}
	for _, name := range needed {
		if !slices.Contains(s.names, name) {
			return fmt.Errorf("the first line has no column %s", name)
		}
	}
	return nil
}

// value is what a column of the row holds, "" where the table has no such column.
func (s *sheet) value(column string) string {
	if i := slices.Index(s.names, column); i >= 0 {
		return strings.Clone(strings.Join(strings.Fields(s.fields[i]), " "))
	}
	return ""
}

// values are the words of a column that may hold several.
func (s *sheet) values(column string) []string { return strings.Fields(s.value(column)) }

// day is a date of the row, zero for none.
func (s *sheet) day(column string) (time.Time, error) {
	text := s.value(column)
	if text == "" {
		return time.Time{}, nil
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return time.Time{}, fmt.Errorf("%s is not written as year, month and day (2026-04-01)", column)
	}
	return day, nil
}

// columnNames are the names of a header in small letters.
func columnNames(first []string) []string {
	names := make([]string, len(first))
	for i, name := range first {
		names[i] = strings.ToLower(strings.TrimSpace(name))
	}
	return names
}
