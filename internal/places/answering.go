package places

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Bodies lists the bodies of a country that come with the program, by kind and
// name: those in force, those that have ended and those to come. Table.Bodies
// also gives those an operator has loaded.
func Bodies(country string) []Body { return ourRegister().of(country) }

// Answering gives the bodies that answer for the care of those who live in an
// area on a day, the nearest first, and after each that has ended since, those
// that took over from it and are in force now. It gives none for an area nothing
// is known about, nor for the Channel Islands and the Isle of Man.
func Answering(area Area, on time.Time) []Body { return AnsweringAsOf(area, on, time.Now()) }

// AnsweringAsOf is Answering as it is on a day called today. A day that is zero
// stands for today.
func AnsweringAsOf(area Area, on, today time.Time) []Body {
	if on.IsZero() {
		on = today
	}
	a := answer{register: area.register(), area: area, on: on, today: today}
	if area.prefix != "" {
		return a.prefixes.answering(area.prefix, on, today)
	}
	if c, ok := theScotland().of(area.Council); ok {
		a.scottish(c)
	} else {
		a.english()
		for _, code := range []string{area.SubICB, area.Board} { // Wales and Northern Ireland
			if b, ok := a.body(code); ok && b.Kind != Commissioner {
				a.add(b)
			}
		}
	}
	return a.bodies
}

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
	if !ok || sub.Kind != Commissioner {
		a.boards(nil)
		return
	}
	a.add(sub)
	a.boards(sub.Within)
}

func (a *answer) boards(within []string) {
	file, named := a.body(a.area.ICB)
	var possible []Body
	switch {
	case named && file.On(a.on): // the file is of that time
		possible = []Body{file}
	default:
		for _, code := range within {
			if b, ok := a.body(code); ok && b.On(a.on) {
				possible = append(possible, b)
			}
		}
		if len(possible) == 0 && named {
			possible = a.onTheDay(file)
		}
		if b, ok := a.byCouncil(possible); ok {
			possible = []Body{b}
		}
	}
	for _, b := range possible {
		if len(possible) > 1 {
			b.Why = "It may be the " + b.What + " of the area the author lives in: the list of postcodes that is loaded is of another year and does not say which of several it is."
		}
		a.add(b)
	}
}

// onTheDay gives what a body named by the file was, or became, on the day.
func (a *answer) onTheDay(b Body) []Body {
	switch {
	case b.opensAfter(a.on):
		var then []Body
		for _, former := range a.before(b.Code) {
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
func (a *answer) byCouncil(possible []Body) (Body, bool) {
	d, ok := a.divided[a.area.Council]
	if !ok {
		return Body{}, false
	}
	before, _ := a.body(d.before)
	after, _ := a.body(d.after)
	if before.On(a.on) && d.whole {
		return before, true
	}
	i := slices.IndexFunc(possible, func(b Body) bool { return b.Code == after.Code })
	return after, i >= 0 && len(possible) > 1
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
	heirs := a.inForce(b, a.today)
	if heir, ok := a.heir(b, heirs); ok {
		heirs = []Body{heir}
	}
	for _, heir := range heirs {
		heir.Why = "It took over from " + b.Name + "."
		a.add(heir)
	}
}

// heir is the one successor that took over the area, where that is known: the
// sub-location is a part of it, the council went to it, or the file names it.
func (a *answer) heir(b Body, heirs []Body) (Body, bool) {
	codes := []string{a.area.ICB}
	if d, ok := a.divided[a.area.Council]; ok && d.before == b.Code {
		codes = append(codes, d.after)
	}
	if sub, ok := a.body(a.area.SubICB); ok {
		codes = append(codes, a.onlyIn(sub.Within, heirs))
	}
	for _, code := range codes {
		for _, heir := range heirs {
			if heir.Code == code {
				return heir, true
			}
		}
	}
	return Body{}, false
}

// onlyIn is the one heir a sub-location is a part of, "" when it is several.
func (a *answer) onlyIn(within []string, heirs []Body) string {
	only := ""
	for _, heir := range heirs {
		if slices.Contains(within, heir.Code) {
			if only != "" {
				return ""
			}
			only = heir.Code
		}
	}
	return only
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
