package directory

import (
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// release is the day a file speaks of, and where that was found: the operator says
// it, or the name of the file does (2025-11), or nothing is known but the latest day
// of the past that stands in it.
func (f *File) release(given, now time.Time) (time.Time, string) {
	if !given.IsZero() {
		return given, "as you said"
	}
	if day := dayInName(f.path); !day.IsZero() && !day.After(now) {
		return day, "by its name"
	}
	if !f.notes.newest.IsZero() {
		return f.notes.newest, "by the latest day in it"
	}
	return time.Time{}, ""
}

// nameDays are the ways in which a day, a month or a year stands in the name of a
// file, the most exact first.
var nameDays = []struct {
	shape *regexp.Regexp
	form  string
}{
	{regexp.MustCompile(`(?:^|\D)((?:19|20)\d\d)[-_. ]?(0[1-9]|1[0-2])[-_. ]?([0-2]\d|3[01])(?:\D|$)`), "2006 01 02"},
	{regexp.MustCompile(`(?i)(?:^|\D)(\d{1,2})[-_. ](January|February|March|April|May|June|July|August|September|October|November|December)[-_. ]((?:19|20)\d\d)`), "2 January 2006"},
	{regexp.MustCompile(`(?i)(January|February|March|April|May|June|July|August|September|October|November|December)[-_. ]?((?:19|20)\d\d)`), "January 2006"},
	{regexp.MustCompile(`(?:^|\D)((?:19|20)\d\d)[-_. ](0[1-9]|1[0-2])(?:\D|$)`), "2006 01"},
	{regexp.MustCompile(`(?:^|\D)((?:19|20)\d\d)(?:\D|$)`), "2006"},
}

// tableKey is under what a table of the operator's own is remembered at first: there
// may be several (wards, charities …), each as old as it is, and the name of a file
// without the day in it tells them apart. Later what it names tells it: keyOfTable.
func tableKey(path string) string {
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	for _, n := range nameDays {
		if at := n.shape.FindStringIndex(name); at != nil {
			name = name[:at[0]] + " " + name[at[1]:]
			break
		}
	}
	return FormatTable + "/" + shortCode(slug(name), mostTableKey)
}

// mostTableKey is as much of the name of a table as fits the field.
const mostTableKey = 16

// dayInName finds the day in the name of a file; the first of a month or a year
// that has no day.
func dayInName(path string) time.Time {
	name := filepath.Base(path)
	for _, n := range nameDays {
		m := n.shape.FindStringSubmatch(name)
		if m == nil {
			continue
		}
		if at, err := time.Parse(n.form, strings.Join(m[1:], " ")); err == nil {
			return at
		}
	}
	return time.Time{}
}
