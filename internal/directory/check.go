package directory

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

const maxDepth = story.DeepestTree

// check is the first reading of a file: nothing is written. It finds what would
// refuse the file as a whole (two lines with one code, a ring in the tree), what
// each line stands for, and the lines that cannot be taken.
type check struct {
	app     core.App
	today   time.Time
	known   *known
	report  *Report
	places  []place
	refused map[int]string // lines that this check left out, and why; the reader of the file does not know of them
	merged  []mergedLine
	read    int
	taken   int
}

// place is where a line puts a node.
type place struct {
	node                            *node
	parent, organisation, successor Code
	line                            int
	owns                            bool
	list                            string // that fills in what others do not say; "" for the list the code is of
	fills                           bool   // the line says only what nobody else does
	optional                        bool   // the line is taken also if nobody knows who runs it
}

// Refusals of a whole file.
var (
	errNothing = errors.New("no line of the file could be read")
	errMostly  = errors.New("most lines of the file cannot be read")
)

// rows reads the file through.
func (c *check) rows(ctx context.Context, rows Rows, progress func(int)) error {
	for r, err := range rows {
		if err != nil {
			return err
		}
		if c.read++; c.read%stride == 0 {
			progress(c.read)
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		if err := c.row(r); err != nil {
			return err
		}
	}
	c.survivors()
	if err := c.mostly(); err != nil {
		return err
	}
	return c.tree()
}

// mostly refuses a file that is hardly understood: it is another kind of file, or
// a broken one, and a part of it would be worse than nothing.
func (c *check) mostly() error {
	first := func(err error) error {
		l := c.report.Unreadable[0]
		return fmt.Errorf("%w (line %d: %s): nothing was loaded", err, l.No, l.Reason)
	}
	switch bad := c.report.UnreadableCount; {
	case bad > 0 && c.taken == 0:
		return first(errNothing)
	case bad > 20 && bad > c.taken:
		return first(errMostly)
	}
	return nil
}

func (c *check) row(r Row) error {
	if r.Refused != "" {
		c.report.refuse(r.Line, r.Refused)
		return nil
	}
	for _, doubt := range r.Doubts {
		c.report.doubt(r.Line, doubt)
	}
	if o := r.Organisation; o != nil {
		if err := c.organisation(r.Line, o); err != nil {
			return err
		}
	}
	if s := r.Service; s != nil {
		if err := c.service(r.Line, s); err != nil {
			return err
		}
		c.unknown(r.Line, s.Links)
	}
	return nil
}

// unknown makes room for the organisations of links of which only the code is known.
func (c *check) unknown(line int, links []Link) {
	for _, w := range links {
		if _, left := c.refused[line]; w.Unknown != "" && !left && c.known.find(w.Organisation) == nil {
			c.known.add(&node{id: records.NewID(), main: w.Organisation, unknown: w.Unknown})
			c.report.doubt(line, fmt.Sprintf("nobody knows the name of %s yet: it is made without one", w.Organisation))
		}
	}
}

func (c *check) refuse(line int, reason string) {
	c.report.refuse(line, reason)
	c.refused[line] = reason
}

func (c *check) organisation(line int, o *Organisation) error {
	code := Code{o.Scheme, o.Code}
	if reason := records.CheckOrganisationRow(c.app, organisationRow(o)); reason != "" {
		c.refuse(line, code.String()+" cannot be taken: "+reason)
		return nil
	}
	n, reason, err := c.claim(line, code, o.Also, false, o.Mentioned)
	if err != nil || n == nil {
		if reason != "" {
			c.refuse(line, reason)
		}
		return err
	}
	if line != 0 && !o.Mentioned { // beside a service it is not what the line is about
		c.taken++
	}
	if !o.Mentioned && (o.Parent.Value != "" || o.Successor.Value != "") {
		c.places = append(c.places, place{node: n, parent: o.Parent, successor: o.Successor, line: line, owns: true})
	}
	return nil
}

func (c *check) service(line int, s *Service) error {
	code := Code{s.Scheme, s.Code}
	if _, left := c.refused[line]; left {
		return nil // who runs it could not be taken
	}
	if reason := records.CheckServiceRow(c.app, serviceRow(s)); reason != "" {
		c.refuse(line, code.String()+" cannot be taken: "+reason)
		return nil
	}
	if c.known.codes[code].merged {
		c.taken++
		c.merged = append(c.merged, mergedLine{c.known.codes[code].node, code, s.Organisation, s.list(), line})
		return nil
	}
	n, reason, err := c.claim(line, code, s.Also, true, false)
	var twice *TwiceError
	if s.Made && errors.As(err, &twice) {
		reason, err = fmt.Sprintf("the name and postcode are already on line %d, and the file gives no code to tell them apart by", twice.First), nil
	}
	if err != nil || n == nil {
		if reason != "" {
			c.refuse(line, reason)
		}
		return err
	}
	c.taken++
	if s.Successor.Value != "" {
		n.remains = s.ClosedOn.After(c.today)
	}
	p := place{node: n, parent: s.Parent, organisation: s.Organisation, successor: s.Successor, line: line,
		owns: !n.stored || owns(n, s), fills: s.FillsOnly, optional: s.Optional}
	if s.FillsOnly || !p.owns {
		p.list = s.list()
	}
	c.places = append(c.places, p)
	return nil
}

// owns reports whether a line is of the list that gave a service its code, and so
// says what it is called and where it is. Any other adds what is not known.
func owns(n *node, s *Service) bool { return n.main.Scheme == s.Scheme && !s.FillsOnly }

// TwiceError says that two lines of a file are about one service or organisation.
type TwiceError struct {
	Code        Code
	First, Line int
}

func (e *TwiceError) Error() string {
	return fmt.Sprintf("the code %s stands on line %d and again on line %d: nothing was loaded", e.Code, e.First, e.Line)
}

// claim finds what a line stands for: what has its code, or else what has one of
// its further codes, or something new.
func (c *check) claim(line int, main Code, also []Code, service, mentioned bool) (n *node, reason string, err error) {
	n = c.known.codes[main].node
	if n == nil {
		if n, reason = c.byFurther(also, service); reason != "" {
			return nil, reason, nil
		}
	}
	switch {
	case n == nil:
		n = &node{id: records.NewID(), main: main, service: service}
		c.known.add(n)
		if main.Scheme == SchemeLocal {
			if other, ok := c.known.unlike(main); ok {
				c.report.doubt(line, fmt.Sprintf("%s and %s differ in capital letters alone, and stand for two things: is that meant?", main, other))
			}
		}
	case n.service != service:
		return nil, fmt.Sprintf("the code %s stands for %s already, and a code is never used again", main, a(n.service)), nil
	case mentioned:
		n.mentioned = true
		return n, "", nil
	case n.line != 0 && line != 0 && (main != n.main || n.byFurther):
		return nil, fmt.Sprintf("%s and the code on line %d stand for one %s (%s)", main, n.line, sort(service), n.main), nil
	case n.line != 0 && line != 0:
		return nil, "", &TwiceError{main, n.line, line}
	}
	if line != 0 {
		n.line, n.byFurther = line, main != n.main
	}
	if _, ok := c.known.codes[main]; !ok {
		c.known.code(main, n, false)
	}
	for _, code := range also {
		switch holder := c.known.codes[code].node; {
		case holder == nil:
			c.known.code(code, n, false)
		case holder != n:
			c.report.doubt(line, fmt.Sprintf("%s has the code %s, which stands for %s already (%s); it is left out", main, code, a(holder.service), holder.main))
		}
	}
	return n, "", nil
}

// byFurther finds the one thing that further codes stand for. One that another
// line of the file has taken already does not count.
func (c *check) byFurther(also []Code, service bool) (found *node, reason string) {
	for _, code := range also {
		n := c.known.codes[code].node
		switch {
		case n == nil || n.service != service || n.line != 0:
		case found != nil && found != n:
			return nil, fmt.Sprintf("its codes stand for two different things: %s and %s", found.main, n.main)
		default:
			found = n
		}
	}
	return found, ""
}

func a(service bool) string {
	if service {
		return "a service"
	}
	return "an organisation"
}

func sort(service bool) string {
	if service {
		return "service"
	}
	return "organisation"
}

// today is the day of a load; a file that does not say when it is from is taken as
// being from then.
func (o Options) today() time.Time {
	if o.Now.IsZero() {
		return time.Now().UTC()
	}
	return o.Now.UTC()
}
