package hints

import "strings"

// ageUnits are what ages are counted in.
var ageUnits = map[string]bool{
	"year": true, "years": true, "yr": true, "yrs": true, "month": true, "months": true,
	"week": true, "weeks": true, "wk": true, "wks": true, "day": true, "days": true,
}

// findAges marks how old somebody is: "aged 45", "45 year old", "6-month-old",
// "I am 45", "her 80th birthday".
func findAges(p *page) {
	for i, w := range p.words {
		switch {
		case w.plain == "old" && i >= 2 && ageUnits[p.words[i-1].plain] && isAge(p.words[i-2].plain):
			p.mark(p.words[i-2].start, w.end, Age, "an age")
		case w.plain == "of" && i >= 2 && p.words[i-1].plain == "years" && isAge(p.words[i-2].plain) && i+1 < len(p.words) && p.words[i+1].plain == "age":
			p.mark(p.words[i-2].start, p.words[i+1].end, Age, "an age")
		case w.plain == "birthday" && i >= 1 && isBirthday(p.words[i-1].plain):
			p.mark(p.words[i-1].start, w.end, Age, "an age")
		case w.letters == 0 && isAge(w.plain) && strings.HasPrefix(p.text[w.end:], " y/o"):
			p.mark(w.start, w.end+len(" y/o"), Age, "an age")
		case w.digits > 0 && w.letters > 0:
			if figure, ok := cutAgeSuffix(w.plain); ok && isAge(figure) {
				p.mark(w.start, w.end, Age, "an age")
			}
		case w.letters == 0 && isAge(w.plain) && (p.afterAged(i) || p.besidePerson(i)):
			p.mark(w.start, w.end, Age, "an age")
		}
	}
}

// besidePerson is for "my mother, 84, fell" and "Margaret (84)".
func (p *page) besidePerson(i int) bool {
	if i == 0 {
		return false
	}
	before, behind := p.gap(i-1), p.text[p.words[i].end:]
	if !(before == ", " && strings.HasPrefix(behind, ",")) && !(before == " (" && strings.HasPrefix(behind, ")")) {
		return false
	}
	return p.list.has("relatives", p.words[i-1].plain) || p.words[i-1].capital && p.classOf(i-1)&(firstName|surname) != 0 && p.classOf(i-1)&(ordinary|place) == 0
}

func cutAgeSuffix(s string) (string, bool) {
	for _, suffix := range []string{"yo", "yrold", "yearold", "yearsold"} {
		if figure, ok := strings.CutSuffix(s, suffix); ok {
			return figure, true
		}
	}
	return "", false
}

func isAge(s string) bool {
	n, ok := smallNumber(s)
	return ok && n >= 1 && n <= 115
}

func isBirthday(s string) bool {
	for _, ending := range []string{"st", "nd", "rd", "th"} {
		if figure, ok := strings.CutSuffix(s, ending); ok && isAge(figure) {
			return true
		}
	}
	return false
}

// afterAged tells whether words before the i-th make it an age: aged, age, "age
// of", "I am", "she was", turned – and nothing after it makes it something else.
func (p *page) afterAged(i int) bool {
	if i < 1 || p.words[i].stop || strings.ContainsAny(p.gap(i-1), "£$€.\n") || followedByMeasure(p, i) {
		return false
	}
	before := p.words[i-1].plain
	two := ""
	if i > 1 {
		two = p.words[i-2].plain + " " + before
	}
	switch before {
	case "aged", "age", "turn", "turned", "turning":
		return true
	case "im", "hes", "shes":
		return p.endsThought(i)
	}
	switch two {
	case "age of", "age is", "age was", "aged about":
		return true
	case "i am", "he is", "she is", "she was", "he was", "who is", "who was", "i was":
		return p.endsThought(i)
	}
	return false
}

// followedByMeasure is for "age 45%" and "turned 90 degrees".
func followedByMeasure(p *page, i int) bool {
	if g := p.gap(i); strings.HasPrefix(g, "%") || strings.HasPrefix(g, ":") || strings.HasPrefix(g, "/") {
		return true
	}
	return i+1 < len(p.words) && (p.words[i+1].plain == "degrees" || p.words[i+1].plain == "times") && p.spaced(i)
}

// endsThought tells whether the i-th word ends what is said: "I am 45." but not
// "I am 5 minutes away" or "I was 3rd".
func (p *page) endsThought(i int) bool {
	if i+1 >= len(p.words) || !p.spaced(i) {
		return !strings.HasPrefix(p.gap(i), "-")
	}
	switch next := p.words[i+1].plain; next {
	case "and", "years", "yrs", "with", "now", "so", "but", "when", "then", "at", "have", "had", "i", "he", "she":
		return next != "years" && next != "yrs" || i+2 >= len(p.words) || !p.spaced(i+1)
	}
	return false
}
