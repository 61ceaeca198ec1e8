package places

import (
	"context"
	"fmt"
	"time"
)

// Standing is what a body was a part of on a day, and who has taken over from it.
type Standing struct {
	Code    string // of the body
	Wholes  []Body // of several it was one of these, and nothing here tells which
	Heirs   []Body // the same; empty while it is in force
	HasPart bool   // it is a part of others, on some day or other
}

// Standing says of the body with any of these codes what it was a part of on a day,
// and who has taken over from it by today; false when no table knows it. Where it
// was divided, the area a service lies in decides, and the part of it that area
// names as its sub-location.
//
// Its limit: bodies have days and what they are a part of has none. Which of
// several wholes is meant the days of those tell, as in the mergers of 1 April 2026.
// A part that went from one whole to another of the same time has both.
func (t *Table) Standing(ctx context.Context, codes []string, area Area, on, today time.Time) (s Standing, known bool, err error) {
	r, err := t.register(ctx)
	if err != nil {
		return s, false, fmt.Errorf("asking what a body is a part of: %w", err)
	}
	for _, code := range codes {
		b, ok := r.body(code)
		if !ok {
			continue
		}
		a := answer{register: r, area: area, on: on, today: today}
		s = Standing{Code: b.Code, Wholes: a.wholes(b), HasPart: len(b.Within) > 0}
		if b.endedBefore(today) {
			s.Heirs = a.heirs(b)
		}
		return s, true, nil
	}
	return s, false, nil
}

// wholes are what a body was a part of on the day.
func (a *answer) wholes(b Body) []Body {
	var then []Body
	for _, code := range b.Within {
		if whole, ok := a.body(code); ok && whole.On(a.on) {
			then = append(then, whole)
		}
	}
	codes := []string{a.area.ICB}
	if d, ok := a.divided[a.area.Council]; ok {
		codes = append(codes, d.before, d.after)
	}
	if whole, ok := a.oneOf(then, codes); ok {
		return []Body{whole}
	}
	return then
}

// heirs are those that took over from a body that has ended: the one that took
// over the area, where that is known, else all of them.
func (a *answer) heirs(b Body) []Body {
	heirs := a.inForce(b, a.today)
	if heir, ok := a.heir(b, heirs); ok {
		return []Body{heir}
	}
	return heirs
}

// oneOf is the body that the first code to name any of these names.
func (a *answer) oneOf(several []Body, codes []string) (Body, bool) {
	for _, code := range codes {
		for _, b := range several {
			if b.Code == a.own(code) {
				return b, true
			}
		}
	}
	return Body{}, false
}

// Everywhere is the area without the one place in it, the same for all its postcodes.
func (a Area) Everywhere() Area {
	a.Postcode, a.Ended, a.Located, a.Latitude, a.Longitude = "", false, false, 0, 0
	return a
}

// EveryCode are all codes that an area goes by: its own, and those of whoever
// answers for it today or on any day before or after a change among the bodies.
func EveryCode(area Area, today time.Time) map[string]bool {
	codes := map[string]bool{}
	for _, code := range []string{area.Council, area.Board, area.SubICB, area.ICB, area.Region, area.Country} {
		codes[code] = true
	}
	days := append(area.register().turns(), today)
	for _, day := range days {
		for _, seen := range days {
			for _, b := range AnsweringAsOf(area, day, seen) {
				for _, code := range b.codes() {
					codes[code] = true
				}
			}
		}
	}
	delete(codes, "")
	return codes
}
