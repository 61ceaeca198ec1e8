package places

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

// bodyColumns are the columns a table of bodies must have; what, opened, closed,
// successors, within, ods and former may be left out. The table that comes with
// the program, data/bodies.csv, has the same form.
var bodyColumns = []string{"code", "name", "kind", "country"}

// bodyCode is the shape of a code: S08000020, ZC010, E54000070.
var bodyCode = regexp.MustCompile(`^[A-Z0-9][A-Z0-9-]{1,19}$`)

// bodyKinds are the kinds of bodies that may answer for an area, and what each
// is called when the table does not say.
var bodyKinds = map[string]string{Board: "health board", Partnership: "health and social care partnership",
	Commissioner: "commissioner", Provider: "health and social care trust"}

// readBodies reads a table of bodies.
func readBodies(r io.Reader) ([]Body, error) {
	var bodies []Body
	lines := map[string]int{}
	err := readSheet(r, bodyColumns, func(s *sheet) error {
		b, err := readBody(s)
		if err != nil {
			return err
		}
		for _, code := range b.codes() {
			if first, twice := lines[code]; twice {
				return fmt.Errorf("the code %s is already on line %d", code, first)
			}
			lines[code] = s.line
		}
		bodies = append(bodies, b)
		return nil
	})
	return bodies, err
}

func readBody(s *sheet) (Body, error) {
	b := Body{Code: s.value("code"), Name: s.value("name"), Kind: s.value("kind"), What: s.value("what"), Country: s.value("country"),
		Successors: s.values("successors"), Within: s.values("within")}
	var err1, err2 error
	b.OpenedOn, err1 = s.day("opened")
	b.ClosedOn, err2 = s.day("closed")
	if err := errors.Join(err1, err2); err != nil {
		return Body{}, err
	}
	for _, code := range s.values("ods") {
		b.Identifiers = append(b.Identifiers, Identifier{SchemeODS, code})
	}
	for _, code := range s.values("former") {
		b.Identifiers = append(b.Identifiers, Identifier{SchemeFormer, code})
	}
	if b.What = cmp.Or(b.What, bodyKinds[b.Kind]); b.What == "" {
		return Body{}, fmt.Errorf("the kind is %q; it must be board, partnership, commissioner or provider", b.Kind)
	}
	return b, b.check()
}

// check says what is wrong with a row by itself.
func (b Body) check() error {
	for _, code := range slices.Concat(b.codes(), b.Successors, b.Within) {
		if !bodyCode.MatchString(code) {
			return fmt.Errorf("%q is not a code: it must be capital letters and digits", code)
		}
	}
	switch {
	case b.Name == "" || len(b.Name) > 200:
		return fmt.Errorf("%s needs a name of at most 200 characters", b.Code)
	case !b.ClosedOn.IsZero() && b.ClosedOn.Before(b.OpenedOn):
		return fmt.Errorf("%s closed before it opened", b.Code)
	case len(b.Successors) > 0 && b.ClosedOn.IsZero():
		return fmt.Errorf("%s has a successor and no date on which it closed", b.Code)
	case slices.Contains(b.Successors, b.Code) || slices.Contains(b.Within, b.Code):
		return fmt.Errorf("%s is its own successor or a part of itself", b.Code)
	}
	return nil
}

// codes are all codes of a body, its own first.
func (b Body) codes() []string {
	all := []string{b.Code}
	for _, i := range b.Identifiers {
		all = append(all, i.Value)
	}
	return all
}

// sortBodies puts bodies in order of their kind and name.
func sortBodies(bodies []Body) {
	slices.SortFunc(bodies, func(a, b Body) int {
		return strings.Compare(a.Kind+"\n"+a.Name+"\n"+a.Code, b.Kind+"\n"+b.Name+"\n"+b.Code)
	})
}
