package directory

import (
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
)

// node is a service or an organisation as a load knows it: its place in the tree
// and nothing else, so that those of a whole country fit into some megabytes.
type node struct {
	id           string
	main         Code
	service      bool
	stored       bool
	fresh        bool // first stored by this load
	closed       bool // as it is stored
	remains      bool // the day on which it closes, and becomes its successor, is to come
	written      bool // in this load
	refused      bool
	unknown      string // the name of an organisation of which only the code is known
	line         int    // of the file, where that names it; 0 elsewhere
	byFurther    bool   // that line names it by a further code
	mentioned    bool   // the file names it beside something else
	parent       *node
	organisation *node
	successor    *node
	was          struct{ parent, organisation, successor *node }
}

// top is what a service or organisation is a part of in the end.
func (n *node) top() *node {
	for range maxDepth {
		if n.parent == nil {
			break
		}
		n = n.parent
	}
	return n
}

// heir is what a service became in the end, by one step or several; itself while it
// is what it was.
func (n *node) heir() *node {
	for range longestWay {
		if n.successor == nil || n.remains {
			break
		}
		n = n.successor
	}
	return n
}

// moved reports whether the place of a stored node became another.
func (n *node) moved() bool {
	return n.stored && !n.fresh && (n.parent != n.was.parent || n.organisation != n.was.organisation || n.successor != n.was.successor)
}

// known is everything there is, by each of its codes.
type known struct {
	codes map[Code]coded
	nodes []*node
	small map[string]Code  // the operator's own codes in small letters; nil until it is asked for
	runBy map[*node]string // services of which another list than their own says who runs them, and which
	plain map[string]*node // organisations by their code alone, for lists that do not say whose it is
}

// coded is what a code stands for, and whether that is stored.
type coded struct {
	*node
	stored bool
	merged bool // it was the main code of something that was merged into the node
}

// readKnown reads the places of all services and organisations.
func readKnown(app core.App, today time.Time) (*known, error) {
	k := &known{codes: map[Code]coded{}, plain: map[string]*node{}, runBy: map[*node]string{}}
	byID, places := map[string]*node{}, []records.PlaceInTree{}
	take := func(service bool) func(records.PlaceInTree) {
		return func(p records.PlaceInTree) {
			n := &node{id: p.ID, main: Code{p.Scheme, p.Code}, service: service, stored: true, closed: p.ClosedOn != "", remains: p.Successor != "" && records.DayOf(p.ClosedOn).After(today)}
			k.add(n)
			byID[p.ID] = n
			if by := readFills(p.Filled).lister(records.FieldOrganisation, p.Organisation); by != "" {
				k.runBy[n] = by
			}
			if p.Parent != "" || p.Organisation != "" || p.Successor != "" {
				places = append(places, p)
			}
		}
	}
	if err := records.EachOrganisation(app, take(false)); err != nil {
		return nil, err
	}
	if err := records.EachService(app, take(true)); err != nil {
		return nil, err
	}
	for _, p := range places {
		n := byID[p.ID]
		n.parent, n.organisation, n.successor = byID[p.Parent], byID[p.Organisation], byID[p.Successor]
		n.was.parent, n.was.organisation, n.was.successor = n.parent, n.organisation, n.successor
	}
	return k, records.EachIdentifier(app, func(c records.FurtherCode) {
		code := Code{c.Scheme, c.Value}
		n, main := byID[c.Service+c.Organisation], k.codes[code].node
		switch {
		case n == nil:
		case main == nil:
			k.code(code, n, true)
		case main != n && main.service && n.service && main.successor != nil: // merged at the desk, which gave the code to what is kept
			k.codes[code] = coded{node: n, stored: true, merged: true}
		}
	})
}

func (k *known) add(n *node) {
	k.nodes = append(k.nodes, n)
	k.code(n.main, n, n.stored)
}

func (k *known) code(c Code, n *node, stored bool) {
	k.codes[c] = coded{node: n, stored: stored}
	if !n.service && k.plain[c.Value] == nil {
		k.plain[c.Value] = n
	}
}

// unlike is a code of the operator's own that differs from a new one in nothing but
// capital letters.
func (k *known) unlike(c Code) (Code, bool) {
	if k.small == nil {
		k.small = map[string]Code{}
		for known := range k.codes {
			if known.Scheme == SchemeLocal && known != c {
				k.small[strings.ToLower(known.Value)] = known
			}
		}
	}
	other, found := k.small[strings.ToLower(c.Value)]
	if !found {
		k.small[strings.ToLower(c.Value)] = c
	}
	return other, found && other != c
}

// find gives what a code stands for. A code without a scheme is looked for among
// all organisations.
func (k *known) find(c Code) *node {
	if c.Scheme == "" {
		return k.plain[c.Value]
	}
	return k.codes[c].node
}

// drop forgets a new node that was refused after all.
func (k *known) drop(n *node) {
	n.refused = true
	if !n.stored && k.codes[n.main].node == n {
		delete(k.codes, n.main)
	}
}
