package places

import (
	"fmt"
	"slices"
	"strings"
)

// Kinds of bodies, as organisations are sorted everywhere in Candour.
const (
	Board       = "board"
	Partnership = "partnership"
)

// Body is an organisation that answers for an area.
type Body struct {
	Code string // of the Office for National Statistics: S08000020
	Name string
	Kind string // Board or Partnership
	Why  string // a sentence on why it answers; it names the council, never the postcode
}

// Answering gives the bodies that answer for the care of those who live in an
// area: for Scotland the partnership and then the health board. It gives none
// for an area nothing is known about, and none outside Scotland.
func Answering(area Area) []Body {
	s := theScotland()
	c, ok := s.of(area.Council)
	if !ok {
		return nil
	}
	because := func(what string) string {
		return fmt.Sprintf("It is the %s of the area the author lives in, %s.", what, s.names[c.code])
	}
	return []Body{
		{c.partnership, s.names[c.partnership], Partnership, because("health and social care partnership")},
		{c.board, s.names[c.board], Board, because("health board")},
	}
}

// Scotland gives the 14 boards and the 31 partnerships in force, boards first,
// each in the order of its name.
func Scotland() []Body {
	s := theScotland()
	var bodies []Body
	for _, c := range s.councils {
		bodies = append(bodies,
			Body{Code: c.partnership, Name: s.names[c.partnership], Kind: Partnership},
			Body{Code: c.board, Name: s.names[c.board], Kind: Board})
	}
	slices.SortFunc(bodies, func(a, b Body) int {
		return strings.Compare(a.Kind+"\n"+a.Name+"\n"+a.Code, b.Kind+"\n"+b.Name+"\n"+b.Code)
	})
	return slices.Compact(bodies)
}

// CurrentCode gives the code that replaced a former one, or the code itself.
// Four Scottish councils, boards and partnerships have been given new codes.
func CurrentCode(code string) string { return theScotland().now(code) }

// CouncilName is the name of a council area, or "" for a code that is not known.
func CouncilName(code string) string {
	c, ok := theScotland().of(code)
	if !ok {
		return ""
	}
	return theScotland().names[c.code]
}
