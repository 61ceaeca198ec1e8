package story

import (
	"errors"
	"strings"
)

// Problem is one thing that keeps a form from being taken, said to the person
// who filled it in. Field is the name of the form field as contract.md lists it
// (title, story, screen_name …), or "" when the whole form is meant. Text is one
// or two plain sentences: what is wrong and what to do about it. It never repeats
// what the person typed, so it is safe in a log.
type Problem struct {
	Field string
	Text  string
}

// Error makes a Problem an error, so that a check can return it like any other.
func (p Problem) Error() string { return p.Text }

// AsProblem finds the Problem in an error, however deeply it was wrapped.
func AsProblem(err error) (Problem, bool) {
	var p Problem
	ok := errors.As(err, &p)
	return p, ok
}

// Problems is every problem of one form, in the order of the fields, so that a
// person sees all of them at once and not one after another.
type Problems []Problem

// Add takes the outcome of a check. Nil changes nothing; Problems are taken one
// by one; any other error is handed back, because it is a fault of ours and not
// of the person who typed.
func (ps *Problems) Add(err error) error {
	if err == nil {
		return nil
	}
	var many Problems
	if errors.As(err, &many) {
		*ps = append(*ps, many...)
		return nil
	}
	if p, ok := AsProblem(err); ok {
		*ps = append(*ps, p)
		return nil
	}
	return err
}

// For is the first problem of a field, or "" when the field is in order.
func (ps Problems) For(field string) string {
	for _, p := range ps {
		if p.Field == field {
			return p.Text
		}
	}
	return ""
}

// Err is the list as one error, or nil when there is nothing wrong.
func (ps Problems) Err() error {
	if len(ps) == 0 {
		return nil
	}
	return ps
}

// Error puts the sentences one after another.
func (ps Problems) Error() string {
	texts := make([]string, len(ps))
	for i, p := range ps {
		texts[i] = p.Text
	}
	return strings.Join(texts, " ")
}
