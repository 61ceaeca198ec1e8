package directory

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"candour/internal/tabular"
)

// header is where the columns of a file stand, whatever the case of their names.
type header struct {
	at      map[string]int // our name for a column → its place
	columns int
	twice   string // two columns that mean the same
	line    int    // of the file on which they stand
	unread  []string
	lacking []string // columns that we know and the file has not
}

// findHeader reads up to a line that has all the needed columns. names gives for
// each column we know what files call it, in small letters; before is told of the
// lines that come first.
func findHeader(in *tabular.Reader, within int, names map[string][]string, need []string, before func(string)) (header, error) {
	missing, broken, separator := "", "", ""
	for range within {
		fields, err := in.Read()
		var bad *tabular.LineError
		switch {
		case errors.Is(err, io.EOF) && in.Line() == 0:
			return header{}, errors.New("the file is empty")
		case errors.Is(err, io.EOF):
			return header{}, noColumn(within, missing, broken, separator)
		case errors.As(err, &bad):
			missing = cmp.Or(missing, strings.Join(names[need[0]], " or "))
			if broken == "" {
				broken = fmt.Sprintf(" (line %d: %s)", bad.No, bad.Reason)
			}
			continue
		case err != nil:
			return header{}, err
		}
		h := columnsOf(fields, names)
		at := slices.IndexFunc(need, func(column string) bool { _, ok := h.at[column]; return !ok })
		if at < 0 {
			h.line = in.Line()
			return h, nil
		}
		missing = strings.Join(names[need[at]], " or ")
		before(strings.Join(fields, " "))
		for sign, called := range map[string]string{";": "semicolons", "\t": "tabs"} {
			if len(fields) == 1 && strings.Contains(fields[0], sign) {
				separator = called
			}
		}
	}
	return header{}, noColumn(within, missing, broken, separator)
}

// noColumn says which column a list needs, and which line could not be read on the
// way to it.
func noColumn(within int, column, broken, separator string) error {
	if within == 1 && separator != "" {
		return fmt.Errorf("its first line has no column %s: there are %s between its values, and it must be commas", column, separator)
	}
	if within == 1 {
		return fmt.Errorf("its first line has no column %s%s", column, broken)
	}
	return fmt.Errorf("none of its first %d lines has a column %s%s", within, column, broken)
}

func columnsOf(fields []string, names map[string][]string) header {
	h := header{at: map[string]int{}, columns: len(fields)}
	for column, called := range names {
		h.twice = cmp.Or(h.twice, twice(fields, called))
		for _, name := range called {
			at := slices.IndexFunc(fields, func(f string) bool { return strings.EqualFold(strings.Join(strings.Fields(f), " "), name) })
			if at >= 0 {
				h.at[column] = at
				break
			}
		}
		if _, has := h.at[column]; !has {
			h.lacking = append(h.lacking, called...)
		}
	}
	slices.Sort(h.lacking)
	for at, name := range fields {
		known := slices.Contains(slices.Collect(maps.Values(h.at)), at)
		if name = strings.Join(strings.Fields(name), " "); !known && name != "" {
			h.unread = append(h.unread, name)
		}
	}
	return h
}

// mostUnread is how many columns are named that are not read.
const mostUnread = 20

// doubt hands on before the lines which columns are not read: all of them where every
// column should be one of ours, and else those that may be one of ours misspelt.
func (h header) doubt(all bool, lines Rows) Rows {
	var unread []string
	for _, name := range h.unread {
		meant := ""
		for _, lacking := range h.lacking {
			if slipped(strings.ToLower(name), lacking) {
				meant = cmp.Or(meant, " (did you mean "+lacking+"?)")
			}
		}
		if all || meant != "" {
			unread = append(unread, fmt.Sprintf("%.60q", name)+meant)
		}
	}
	if len(unread) == 0 {
		return lines
	}
	if more := len(unread) - mostUnread; more > 0 {
		unread = append(unread[:mostUnread], fmt.Sprintf("and %d more", more))
	}
	return func(yield func(Row, error) bool) {
		if !yield(Row{Line: h.line, Doubts: []string{"these columns are not read: " + strings.Join(unread, ", ")}}, nil) {
			return
		}
		lines(yield)
	}
}

// slipped says whether a column is most likely another one misspelt.
func slipped(name, meant string) bool {
	most := slips(meant)
	return most > 0 && distance(name, meant, most) <= most
}

// twice names two columns by which files call the same, "" if there are none.
func twice(fields, called []string) string {
	first := ""
	for _, f := range fields {
		f = strings.Join(strings.Fields(f), " ")
		if !slices.ContainsFunc(called, func(name string) bool { return strings.EqualFold(f, name) }) {
			continue
		}
		if strings.EqualFold(first, f) {
			return "the column " + f + " twice"
		}
		if first != "" {
			return "the columns " + first + " and " + f + ", which mean the same"
		}
		first = f
	}
	return ""
}

// keep makes a reader pass over every column that is not known.
func (h header) keep(in *tabular.Reader) {
	var columns []int
	for _, at := range h.at {
		columns = append(columns, at)
	}
	in.Keep(columns...)
}

// value is what stands in a column of a row; "" if the file has no such column.
func (h header) value(fields []string, column string) string {
	at, ok := h.at[column]
	if !ok || at >= len(fields) {
		return ""
	}
	return given(fields[at])
}
