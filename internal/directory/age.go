package directory

import (
	"errors"
	"fmt"
	"time"

	"candour/internal/records"
)

// newer refuses a file that is older than one that was loaded, or of which nobody
// knows whether it is. The file that was loaded last may come again.
func (l *load) newer() error {
	if l.o.Format == "" || l.o.AlthoughOlder {
		return nil
	}
	last, err := records.NewestImport(l.app, l.o.Format)
	if errors.Is(err, records.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	same := last.Sum() == l.o.Sum
	if same && l.o.Released.IsZero() {
		l.o.Released, l.o.ReleasedFrom = last.Released(), "as when it was loaded before"
		l.report.Released, l.report.ReleasedFrom = l.o.Released, l.o.ReleasedFrom
	}
	return l.age(last, same)
}

func (l *load) age(last *records.Import, same bool) error {
	const why = "an older file would bring back what has changed since. "
	switch at := last.At(); {
	case last.Released().After(l.o.Released) && !l.o.Released.IsZero():
		return fmt.Errorf("this file is of %s (%s), and one of %s is loaded already%s: "+why+
			"If the day is wrong, give it with --released; to load it all the same, add --older-is-right",
			said(l.o.Released), l.o.ReleasedFrom, said(last.Released()), l.as())
	case l.o.Released.IsZero() && !same:
		return fmt.Errorf("nothing tells from which day this file is, and another of this list was loaded on %s%s: "+why+
			"Give the day it speaks of with --released 2026-11-30", said(at), l.as())
	case last.Released().IsZero() && !same && l.o.Released.Before(dayStart(at)):
		return fmt.Errorf("this file is of %s (%s), and one was loaded on %s of which nobody knows from which day it is: "+why+
			"If this one is newer, add --older-is-right", said(l.o.Released), l.o.ReleasedFrom, said(at))
	}
	return nil
}

// as says which table of the operator's own is meant, where it had another name.
func (l *load) as() string {
	if l.o.KnownAs == "" {
		return ""
	}
	return " (as " + l.o.KnownAs + ", which names mostly the same)"
}

func said(day time.Time) string { return day.Format("2 January 2006") }

func dayStart(t time.Time) time.Time {
	t = t.UTC()
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// remember notes the file, once for each day that it is said to speak of.
func (l *load) remember() error {
	if l.o.Format == "" || l.o.Preview != nil {
		return nil
	}
	done, err := records.WasImported(l.app, l.o.Format, l.o.Sum, l.o.Released)
	if err != nil || done && l.writer.Writes == 0 {
		return err
	}
	i, err := records.NewImport(l.app, l.o.Format, l.o.Sum, l.o.Released, l.o.today(), l.report.Counts())
	if err != nil {
		return err
	}
	i.SetSketch(l.o.Sketch)
	if err := l.app.Save(i); err != nil {
		return fmt.Errorf("noting the file: %w", err)
	}
	return nil
}
