package directory

import (
	"fmt"
	"strings"
)

// tree puts everything the file names in its place, leaves out the lines that lead
// to nothing, and refuses a file with a ring in it.
func (c *check) tree() error {
	for again := true; again; { // a line that is left out takes those below it with it
		again = false
		for i := range c.places {
			p := &c.places[i]
			if p.node == nil || !c.lost(p) {
				continue
			}
			c.known.drop(p.node)
			p.node, again = nil, true
		}
	}
	for _, p := range c.places {
		if p.node != nil {
			c.put(p)
		}
	}
	c.follow()
	lines := map[*node]int{}
	for _, p := range c.places {
		if p.node != nil {
			lines[p.node] = p.line
		}
	}
	for _, look := range []func(*node, map[*node]int) error{c.rings, c.depth} {
		for _, n := range c.known.nodes {
			if err := look(n, lines); err != nil {
				return err
			}
		}
	}
	c.inherit()
	return nil
}

// lost reports whether a line leads to a parent or an organisation that is not
// known, and says so.
func (c *check) lost(p *place) bool {
	for _, at := range []struct {
		code    Code
		service bool
		what    string
	}{{p.parent, p.node.service, "is a part of"}, {p.organisation, false, "is run by"}} {
		if at.code.Value == "" {
			continue
		}
		n := c.known.find(at.code)
		switch {
		case n == nil && !at.service && p.optional:
			c.report.doubt(p.line, fmt.Sprintf("%s is run by %s, which is not known; that is left out", p.node.main, at.code))
			p.organisation = Code{}
		case n == nil || n.refused && !n.stored:
			c.refuse(p.line, fmt.Sprintf("%s %s %s, which is not known: load that first", p.node.main, at.what, at.code))
			return true
		case n.service != at.service:
			c.refuse(p.line, fmt.Sprintf("%s %s %s, which is %s", p.node.main, at.what, at.code, a(n.service)))
			return true
		}
	}
	return false
}

// put gives a node the place a line says. A list that did not give the service its
// code says nothing of what it is a part of, and who runs it only if nobody better
// does: a list may change what a list of the same kind said.
func (c *check) put(p place) {
	n := p.node
	if parent := c.known.find(p.parent); parent != nil && (p.owns || n.parent == nil) {
		n.parent = parent
	}
	if o := c.known.find(p.organisation); o != nil && (p.owns || n.organisation == nil || c.mayCorrect(p, o)) {
		n.organisation = o
		if c.known.runBy[n] = p.list; p.list == "" {
			delete(c.known.runBy, n)
		}
	}
	if p.successor.Value == "" {
		return
	}
	switch s := c.known.find(p.successor); {
	case s == nil || s.service != n.service:
		c.report.doubt(p.line, fmt.Sprintf("%s became %s, which is not known; that is left out", n.main, p.successor))
	default:
		n.successor = s
	}
}

// follow hangs the parts of what has become another below that, as a merger at the
// desk does: those the file names, and those of what it names.
func (c *check) follow() {
	for _, n := range c.known.nodes {
		if !n.service || n.parent == nil || n.parent.successor == nil || !named(n) {
			continue
		}
		if whole := n.parent.heir(); !isIn(whole, n) { // else what it was a part of became it, or a part of it
			n.parent = whole
		}
	}
}

// isIn reports whether a service is another, or a part of it.
func isIn(n, whole *node) bool {
	for range longestWay {
		if n == nil || n == whole {
			break
		}
		n = n.parent
	}
	return n == whole
}

// mayCorrect reports whether a list may say that somebody else runs a service that is
// of another list: it said itself who does, or whoever does is of the same kind.
func (c *check) mayCorrect(p place, runs *node) bool {
	return p.list != "" && c.known.runBy[p.node] == p.list || !p.fills && p.node.organisation.main.Scheme == runs.main.Scheme
}

// rings refuses a way up the tree, or along what something became, that comes back
// to where it began.
func (c *check) rings(n *node, lines map[*node]int) error {
	for _, way := range []struct {
		verb string
		next func(*node) *node
	}{{"is a part of", func(n *node) *node { return n.parent }}, {"became", func(n *node) *node { return n.successor }}} {
		path := []*node{n}
		for next := way.next(n); next != nil && len(path) < longestWay; next = way.next(next) {
			if next == n {
				return fmt.Errorf("%s: nothing was loaded", ring(path, lines, way.verb))
			}
			path = append(path, next)
		}
	}
	return nil
}

// longestWay bounds a walk that might lead into a ring further on.
const longestWay = 100

// depth refuses a place that the file makes too deep.
func (c *check) depth(n *node, lines map[*node]int) error {
	levels, named := 1, lines[n]
	for up := n.parent; up != nil && levels <= maxDepth; up = up.parent {
		levels, named = levels+1, max(named, lines[up])
	}
	if levels > maxDepth && named != 0 {
		return fmt.Errorf("%s would lie deeper than %d levels%s: nothing was loaded", n.main, maxDepth, onLine(named))
	}
	return nil
}

// ring says how a ring goes round, with the lines of the file.
func ring(path []*node, lines map[*node]int, verb string) string {
	var steps []string
	for i, n := range path {
		steps = append(steps, fmt.Sprintf("%s %s %s%s", n.main, verb, path[(i+1)%len(path)].main, onLine(lines[n])))
	}
	return "the file goes round in a ring: " + strings.Join(steps, ", and ")
}

func onLine(no int) string {
	if no == 0 {
		return ""
	}
	return fmt.Sprintf(" (line %d)", no)
}

// inherit gives each part the organisation that runs the whole.
func (c *check) inherit() {
	for _, n := range c.known.nodes {
		if !n.service || n.parent == nil || !named(n) {
			continue
		}
		top := n.top()
		if n.line != 0 && n.organisation != nil && n.organisation != n.was.organisation && n.organisation != top.organisation {
			c.report.doubt(n.line, fmt.Sprintf("%s is a part of %s and so is run by whoever runs that; who else is named is left out", n.main, n.parent.main))
		}
		n.organisation = top.organisation
	}
}

// named reports whether the file names a node or anything above it.
func named(n *node) bool {
	for range maxDepth {
		if n == nil || n.line != 0 {
			break
		}
		n = n.parent
	}
	return n != nil && n.line != 0
}
