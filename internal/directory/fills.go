package directory

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strings"
)

// fills are the fields of a service that a list filled in which did not give the
// service its code, each with the list and a sum of what it said. Such a field that
// still holds what it said, that list may correct, and no other but the service's own.
type fills map[string]string

// readFills reads what is stored: a line for each field.
func readFills(stored string) fills {
	f := fills{}
	for line := range strings.Lines(stored) {
		if field, by, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			f[field] = by
		}
	}
	return f
}

func (f fills) String() string {
	var lines []string
	for _, field := range slices.Sorted(maps.Keys(f)) {
		lines = append(lines, field+" "+f[field])
	}
	return strings.Join(lines, "\n")
}

func filledBy(list, value string) string {
	sum := sha256.Sum256([]byte(value))
	return list + " " + hex.EncodeToString(sum[:5])
}

// by reports whether a field holds what a list filled in.
func (f fills) by(list, field, value string) bool {
	return value != "" && f[field] == filledBy(list, value)
}

// lister is which list filled a field in with what it holds; "" if none did.
func (f fills) lister(field, value string) string {
	if list, _, ok := strings.Cut(f[field], " "); ok && f.by(list, field, value) {
		return list
	}
	return ""
}

// lay is what a field holds once a list has said something of it.
func (f fills) lay(field, was, says, list string, owns bool) string {
	switch {
	case says == "":
		return was
	case owns:
		delete(f, field)
		return says
	case was == "" || f.by(list, field, was):
		f[field] = filledBy(list, says)
		return says
	}
	return was
}

// list is what a line's list is called where it fills in a field: one that is no
// register goes by its own name, any other by that of its codes.
func (s *Service) list() string {
	if s.FillsOnly {
		return FormatChoices
	}
	return s.Scheme
}
