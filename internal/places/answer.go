package places

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// answer is one call of Answering.
type answer struct {
	*register
	area      Area
	on, today time.Time
	bodies    []Body
}

func (a *answer) scottish(c council) {
	for _, code := range []string{c.partnership, c.board} {
		if b, ok := a.body(code); ok {
			b.Why = fmt.Sprintf("It is the %s of the area the author lives in, %s.", b.What, theScotland().names[c.code])
			a.add(b)
		}
	}
}

// english adds the sub-location and the integrated care board. The board is the
// one the sub-location was a part of on the day: an older file does not know the
// boards of April 2026, and a newer one has forgotten those before.
func (a *answer) english() {
	sub, ok := a.body(a.area.SubICB)
	if ok = ok && sub.Kind == Commissioner; !ok {
		sub = Body{}
	}
	boards := a.boards(sub.Within)
	isPart := func(b Body) bool {
		return slices.ContainsFunc(sub.Within, func(code string) bool { return a.own(code) == b.Code || a.leadsTo(code, b.Code, nil) })
	}
	switch {
	case ok && sub.endedBefore(a.on):
		if later, one := a.partOf(a.inForce(sub, a.on), boards); one {
			a.add(later)
		}
	case ok && (len(boards) == 0 || slices.ContainsFunc(boards, isPart)): // else it is a part the area came to later
		a.add(sub)
	}
	for _, b := range boards {
		if len(boards) > 1 {
			b.Why = "It may be the " + b.What + " of the area the author lives in: the list of postcodes that is loaded is of another year and does not say which of several it is."
		}
		a.add(b)
	}
}

// partOf is the one of several parts that lies in these boards, false if it is more
// than one or none.
func (a *answer) partOf(parts, boards []Body) (only Body, one bool) {
	for _, part := range parts {
		if slices.ContainsFunc(boards, func(b Body) bool { return a.names(part.Within, b) }) {
			if one {
				return Body{}, false
			}
			only, one = part, true
		}
	}
	return only, one
}

// boards are the boards of the area on the day: one, where that is known.
func (a *answer) boards(within []string) []Body {
	file, named := a.body(a.area.ICB)
	if named && file.Code == a.area.ICB && file.On(a.on) {
		return []Body{file} // the file is of that time; under a former code the area may have been another
	}
	var possible []Body
	for _, code := range within {
		if b, ok := a.body(code); ok && b.On(a.on) {
			possible = append(possible, b)
		}
	}
	if len(possible) == 0 && named {
		possible = a.onTheDay(file)
	}
	return a.byCouncil(possible)
}

// onTheDay gives what a body named by the file was, or became, on the day.
func (a *answer) onTheDay(b Body) []Body {
	switch {
	case b.opensAfter(a.on):
		var then []Body
		for _, former := range a.before(b) {
			if former.On(a.on) {
				then = append(then, former)
			}
		}
		if len(then) > 0 {
			return then
		}
	case b.endedBefore(a.on):
		if later := a.inForce(b, a.on); len(later) > 0 {
			return later
		}
	}
	return []Body{b}
}

// byCouncil decides between several by the council, where a body was divided
// along the lines of councils.
func (a *answer) byCouncil(possible []Body) []Body {
	d, ok := a.divided[a.area.Council]
	if !ok {
		return possible
	}
	before, _ := a.body(d.before)
	after, _ := a.body(d.after)
	is := func(b Body) func(Body) bool { return func(other Body) bool { return other.Code == b.Code } }
	switch {
	case before.On(a.on) && d.whole:
		return []Body{before}
	case before.On(a.on) && !slices.ContainsFunc(possible, is(before)): // a part of the council was in it
		return append(possible, before)
	case !before.On(a.on) && slices.ContainsFunc(possible, is(after)):
		return []Body{after}
	}
	return possible
}

// inForce lists those that follow a body, by one step or several, and are in
// force on a day.
func (a *answer) inForce(b Body, day time.Time) []Body {
	var found []Body
	for _, code := range b.Successors {
		next, ok := a.body(code)
		switch {
		case !ok:
		case next.On(day):
			found = append(found, next)
		case next.endedBefore(day):
			found = append(found, a.inForce(next, day)...)
		}
	}
	return found
}

// add puts a body in and, when it has ended, those that took over from it.
func (a *answer) add(b Body) {
	if slices.ContainsFunc(a.bodies, func(other Body) bool { return other.Code == b.Code }) {
		return
	}
	if b.Why == "" {
		b.Why = "It is the " + b.What + " of the area the author lives in."
		if !b.On(a.today) {
			b.Why = strings.Replace(b.Why, "It is", "It was", 1)
		}
	}
	a.bodies = append(a.bodies, b)
	if !b.endedBefore(a.today) {
		return
	}
	for _, heir := range a.heirs(b) {
		heir.Why = "It took over from " + b.Name + "."
		a.add(heir)
	}
}

// heir is the one successor that took over the area, where that is known: the
// sub-location is a part of it, the council went to it, or the file names it. Of a
// sub-location that was divided with its board, it is the part of what took over that.
func (a *answer) heir(b Body, heirs []Body) (Body, bool) {
	codes := []string{a.area.ICB}
	if d, ok := a.divided[a.area.Council]; ok && (a.own(d.before) == b.Code || a.isIn(b, d.before)) {
		codes = append(codes, d.after)
	}
	for _, code := range codes {
		if board, ok := a.body(code); ok {
			if part, one := a.partOf(heirs, []Body{board}); one {
				return part, true
			}
		}
	}
	if sub, ok := a.body(a.area.SubICB); ok {
		codes = append(codes, a.onlyIn(sub.Within, heirs))
	}
	return a.oneOf(heirs, codes)
}

// isIn says whether a body is a part of the one with a code.
func (a *answer) isIn(b Body, code string) bool {
	whole, ok := a.body(code)
	return ok && a.names(b.Within, whole)
}

// onlyIn is the one heir a sub-location is a part of, "" when it is several.
func (a *answer) onlyIn(within []string, heirs []Body) string {
	only := ""
	for _, heir := range heirs {
		if a.names(within, heir) {
			if only != "" {
				return ""
			}
			only = heir.Code
		}
	}
	return only
}
