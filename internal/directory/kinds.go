package directory

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync"

	"candour/internal/tabular"
)

// kinds are the kinds of care in plain English, in the order in which one is chosen
// for a place that official lists call several things. Which of them have service
// review by themselves says story.ReviewKinds.
type kinds struct {
	order  []string
	called map[string]int // what lists call it, in small letters → place in order
}

var theKinds = sync.OnceValue(func() kinds {
	k := kinds{called: map[string]int{}}
	err := eachOf("data/kinds.csv", 2, func(row []string) {
		for _, name := range append(strings.Split(row[1], "|"), row[0]) {
			k.called[strings.ToLower(strings.TrimSpace(name))] = len(k.order)
		}
		k.order = append(k.order, row[0])
	})
	if err != nil {
		panic(err) // the file is part of the program; a test reads it
	}
	return k
})

// Kinds lists the kinds of care by their plain names.
func Kinds() []string { return theKinds().order }

// kindOf finds the plain name of what official lists call a place, of several
// things the weightiest. An unknown one stays as it is, in small letters.
func kindOf(called ...string) string {
	k, best := theKinds(), -1
	other := ""
	for _, names := range called {
		for name := range strings.SplitSeq(names, "|") {
			name = strings.ToLower(strings.TrimSpace(given(name)))
			at, ok := k.called[name]
			if ok && (best < 0 || at < best) {
				best = at
			}
			if !ok && other == "" {
				other = name
			}
		}
	}
	switch {
	case best >= 0:
		return k.order[best]
	case len([]rune(other)) > 60:
		return "other"
	}
	return other
}

// newKinds are the kinds of a file that nobody here knows, each doubted once: a table may
// have a thousand services of a kind of its own.
type newKinds map[string]bool

// doubt is what to say of a kind; "" where it is known, or none is given.
func (k newKinds) doubt(kind string) string {
	if _, known := theKinds().called[strings.ToLower(kind)]; known || kind == "" || k[kind] {
		return ""
	}
	k[kind] = true
	return fmt.Sprintf("the kind %q is not one that Candour knows; it is taken as it is, here and on further lines", kind)
}

// names that tell what a place is, where a list does not.
var tellingNames = []struct {
	name *regexp.Regexp
	kind string
}{
	{regexp.MustCompile(`(?i)\bhospice\b`), "hospice"},
	{regexp.MustCompile(`(?i)\bambulance\b`), "ambulance service"},
	{regexp.MustCompile(`(?i)\bhospitals?\b|\binfirmary\b`), "hospital"},
	{regexp.MustCompile(`(?i)\bwalk.in\b`), "walk-in centre"},
	{regexp.MustCompile(`(?i)\burgent (care|treatment)\b`), "urgent care"},
	{regexp.MustCompile(`(?i)\b(dental|dentist)\b`), "dentist"},
	{regexp.MustCompile(`(?i)\bpharmacy\b`), "pharmacy"},
	{regexp.MustCompile(`(?i)\b(hmp|prison)\b`), "prison health care"},
	{regexp.MustCompile(`(?i)\bcamhs\b|\bmental health\b`), "mental health service"},
	{regexp.MustCompile(`(?i)\bhealth centre\b`), "health centre"},
	{regexp.MustCompile(`(?i)\bclinic\b`), "clinic"},
}

// kindByName guesses what a place is from its name.
func kindByName(name, otherwise string) string {
	for _, t := range tellingNames {
		if t.name.MatchString(name) {
			return t.kind
		}
	}
	return otherwise
}

// eachOf reads a file that comes with the program, without its header.
func eachOf(name string, columns int, take func(row []string)) error {
	f, err := data.Open(name)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	return eachIn(f, name, columns, take)
}

func eachIn(f io.Reader, name string, columns int, take func(row []string)) error {
	in := tabular.NewReader(f)
	for {
		row, err := in.Read()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("reading %s: %w", name, err)
		case len(row) != columns:
			return fmt.Errorf("reading %s: line %d has %d columns and not %d", name, in.Line(), len(row), columns)
		case in.Line() > 1:
			take(row)
		}
	}
}
