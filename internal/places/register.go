package places

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
)

// register is every body Candour knows of: those that come with the program,
// replaced one by one by those of a newer table an operator has loaded, and the
// table of prefixes, where there is one.
type register struct {
	bodies   map[string]Body
	alias    map[string]string // a code of another scheme, or a former one → the body's own
	divided  map[string]division
	prefixes prefixTable
	version  int // of the operator's tables; 0 for none
}

// division is where a council went when the body it lay in was divided among
// several.
type division struct {
	before, after string
	whole         bool // all of the council lay in the former body
}

var ourRegister = sync.OnceValue(func() *register {
	r, err := readRegister()
	if err != nil {
		panic(err) // the files are part of the program; a test reads them
	}
	return r
})

// readRegister reads the tables that come with the program.
func readRegister() (*register, error) {
	r := &register{bodies: map[string]Body{}, alias: map[string]string{}, divided: map[string]division{}}
	bodies, err := data.Open("data/bodies.csv")
	if err != nil {
		return nil, err
	}
	defer func() { _ = bodies.Close() }()
	read, err := readBodies(bodies)
	if err != nil {
		return nil, fmt.Errorf("reading bodies.csv: %w", err)
	}
	err = each("divided.csv", 4, func(row []string) { r.divided[row[0]] = division{row[1], row[2], row[3] == "yes"} })
	return r, errors.Join(err, r.add(append(theScotland().bodies(), read...)))
}

// with is a register that also knows the bodies of a newer table.
func (r *register) with(table io.Reader) (*register, error) {
	bodies, err := readBodies(table)
	if err != nil {
		return nil, err
	}
	more := &register{bodies: map[string]Body{}, alias: map[string]string{}, divided: r.divided, prefixes: r.prefixes}
	if err := more.add(slices.Collect(maps.Values(r.bodies))); err != nil {
		return nil, err
	}
	return more, more.add(bodies)
}

// add takes bodies in and looks whether all of them still agree. A body that was
// given a new code, once or several times, stays one body with all its codes.
func (r *register) add(bodies []Body) error {
	for _, b := range bodies {
		delete(r.alias, b.Code) // a code it had before may be its own again
		for _, i := range b.Identifiers {
			was, ok := r.bodies[i.Value]
			if i.Scheme == SchemeFormer {
				was, ok = r.body(i.Value) // it may have had another since; a code of the NHS goes from one body to its successor
			}
			if ok && was.Code != b.Code {
				b.Identifiers = appendNew(b.Identifiers, was.asFormer(b.Code)...)
				delete(r.bodies, was.Code)
			}
		}
		r.bodies[b.Code] = b
		for _, code := range b.codes()[1:] {
			r.alias[code] = b.Code
		}
	}
	for _, b := range bodies {
		for _, code := range slices.Concat(b.Successors, b.Within) {
			if _, ok := r.body(code); !ok {
				return fmt.Errorf("%s names %s, which is not in the table", b.Code, code)
			}
		}
		if r.leadsTo(b.Code, b.Code, nil) {
			return fmt.Errorf("%s would be a successor of itself, by way of others", b.Code)
		}
	}
	return nil
}

// leadsTo says whether the successors of a body, and theirs, come to a code.
func (r *register) leadsTo(from, code string, seen map[string]bool) bool {
	if seen == nil {
		seen = map[string]bool{}
	}
	b, _ := r.body(from)
	for _, next := range b.Successors {
		if next = r.own(next); next == code {
			return true
		}
		if !seen[next] {
			seen[next] = true
			if r.leadsTo(next, code, seen) {
				return true
			}
		}
	}
	return false
}

// own is the code of the body that has, or had, a code of any scheme: it follows
// one new code after another.
func (r *register) own(code string) string {
	for range len(r.alias) + 1 {
		next, ok := r.alias[code]
		if !ok {
			break
		}
		code = next
	}
	return code
}

// body finds a body by any of its codes.
func (r *register) body(code string) (Body, bool) {
	b, ok := r.bodies[r.own(code)]
	return b, ok
}

// names says whether a list of codes holds that of a body.
func (r *register) names(codes []string, b Body) bool {
	return slices.ContainsFunc(codes, func(code string) bool { return r.own(code) == b.Code })
}

// of lists the bodies of a country, by kind and name.
func (r *register) of(country string) []Body {
	var bodies []Body
	for b := range maps.Values(r.bodies) {
		if b.Country == country {
			b.Successors, b.Within = r.owned(b.Successors), r.owned(b.Within)
			bodies = append(bodies, b)
		}
	}
	bodies = append(bodies, r.prefixes.bodies(country)...)
	sortBodies(bodies)
	return bodies
}

// owned are codes as the bodies have them now, each once.
func (r *register) owned(codes []string) (own []string) {
	for _, code := range codes {
		if code = r.own(code); !slices.Contains(own, code) {
			own = append(own, code)
		}
	}
	return own
}

// before lists the bodies that a body took over from.
func (r *register) before(b Body) []Body {
	var bodies []Body
	for former := range maps.Values(r.bodies) {
		if r.names(former.Successors, b) {
			bodies = append(bodies, former)
		}
	}
	slices.SortFunc(bodies, func(a, b Body) int { return strings.Compare(a.Code, b.Code) })
	return bodies
}
