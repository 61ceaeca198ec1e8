package places

import "time"

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
