package hints

import (
	"strings"
)

// numericDate reads a date of figures at i, with the time after it if there is
// one: 3/4/2026, 03.04.26, 2026-04-03 10:15. The end is 0 when there is none.
func numericDate(text string, i int) (int, string) {
	var parts [3]string
	var sign byte
	at := i
	for n := range 3 {
		end := at
		for end < len(text) && isDigit(text[end]) {
			end++
		}
		parts[n] = text[at:end]
		at = end
		if n == 2 {
			break
		}
		if at >= len(text) || strings.IndexByte("/-.", text[at]) < 0 || n == 1 && text[at] != sign {
			return 0, ""
		}
		sign = text[at]
		at++
	}
	if at < len(text)-1 && strings.IndexByte("/-.", text[at]) >= 0 && isDigit(text[at+1]) || !isDate(parts) {
		return 0, ""
	}
	return withClock(text, at), "a date"
}

func isDate(parts [3]string) bool {
	a, okA := smallNumber(parts[0])
	b, okB := smallNumber(parts[1])
	c, okC := smallNumber(parts[2])
	if !okA || !okB || !okC {
		return false
	}
	if len(parts[0]) == 4 {
		return yearLike(a) && dayMonth(c, b)
	}
	yearOK := len(parts[2]) == 2 || len(parts[2]) == 4 && yearLike(c)
	return yearOK && len(parts[0]) <= 2 && len(parts[1]) <= 2 && (dayMonth(a, b) || dayMonth(b, a))
}

func yearLike(y int) bool    { return y >= 1900 && y <= 2100 }
func dayMonth(d, m int) bool { return d >= 1 && d <= 31 && m >= 1 && m <= 12 }
func digitRune(r rune) bool  { return r >= '0' && r <= '9' }
func clockRune(r rune) bool  { return digitRune(r) || r == ':' }

// withClock takes in a time that follows a date: " 11:34:35", "T10:15".
func withClock(text string, end int) int {
	if end+3 < len(text) && (text[end] == ' ' || text[end] == 'T') && isDigit(text[end+1]) {
		if clock := until(text, end+1, clockRune); strings.Contains(text[end+1:clock], ":") {
			return trimEnd(text, end, clock)
		}
	}
	return end
}

// findDates marks days: "3rd of March", "March 3", "last Tuesday", "Boxing Day",
// "born in 1957". A month with a year alone is public with every story.
func findDates(p *page) {
	for i, w := range p.words {
		if p.list.has("months", w.plain) {
			p.markMonth(i)
		}
	}
	for i, w := range p.words {
		switch {
		case p.list.has("weekdays", w.plain):
			p.markWeekday(i)
		case p.list.phrases["feast-days"].at(p.words, i) > 0:
			n := p.list.phrases["feast-days"].at(p.words, i)
			p.mark(w.start, p.words[i+n-1].end, Date, "a day of the year")
		case w.plain == "born" || w.plain == "dob":
			p.markBorn(i)
		case w.plain == "the" && i > 0 && p.words[i-1].plain == "on" && i+1 < len(p.words):
			if day := p.words[i+1]; isOrdinal(day) && (i+2 >= len(p.words) || p.gap(i+1) != " ") {
				p.mark(day.start, day.end, Date, "a day of the month")
			}
		}
	}
}

// markMonth marks a day before or after the name of a month.
func (p *page) markMonth(i int) {
	start, end, found := p.words[i].start, p.words[i].end, false
	before := i - 1
	if before > 0 && p.words[before].plain == "of" {
		before--
	}
	if before >= 0 && isDay(p.words[before]) && !p.words[before+1].stop && p.near(before) {
		start, found = p.words[before].start, true
	} else if i+1 < len(p.words) && !p.words[i+1].stop {
		after := i + 1
		if p.words[after].plain == "the" && after+1 < len(p.words) {
			after++
		}
		if isDay(p.words[after]) && p.near(after-1) {
			end, found, i = p.words[after].end, true, after
		}
	}
	if !found {
		return
	}
	if i+1 < len(p.words) && isYear(p.words[i+1]) && len(p.gap(i)) <= 2 && !p.words[i+1].stop {
		end = p.words[i+1].end
	}
	if day := p.wordBefore(start); day >= 0 && p.list.has("weekdays", p.words[day].plain) && len(p.gap(day)) <= 2 {
		start = p.words[day].start
	} else if day > 0 && p.words[day].plain == "the" && p.list.has("weekdays", p.words[day-1].plain) {
		start = p.words[day-1].start
	}
	p.mark(start, withClock(p.text, end), Date, "a date")
}

// near tells whether a word and the next are on one line, with a comma at most.
func (p *page) near(i int) bool {
	g := p.gap(i)
	return len(g) <= 2 && !strings.ContainsAny(g, "\n.;:") || g == ". "
}

// markWeekday marks "last Tuesday", "Tuesday 3rd" and "Tuesday the 3rd".
func (p *page) markWeekday(i int) {
	w := p.words[i]
	start, end, found := w.start, w.end, false
	if i > 0 && !w.stop {
		if before := p.words[i-1].plain; before == "last" || before == "next" || before == "this" {
			start, found = p.words[i-1].start, true
		}
	}
	next := i + 1
	if next+1 < len(p.words) && p.words[next].plain == "the" {
		next++
	}
	if next < len(p.words) && isOrdinal(p.words[next]) && !p.words[next].stop {
		end, found = p.words[next].end, true
	}
	if found {
		p.mark(start, end, Date, "a day")
	}
}

// markBorn marks the year after born.
func (p *page) markBorn(i int) {
	for k := i + 1; k < len(p.words) && k <= i+3; k++ {
		if isYear(p.words[k]) {
			p.mark(p.words[k].start, p.words[k].end, Date, "a year of birth")
			return
		}
	}
}

func isYear(w word) bool {
	n, ok := smallNumber(w.plain)
	return ok && len(w.plain) == 4 && yearLike(n)
}

// isDay is 1 to 31, plain or with its ending.
func isDay(w word) bool {
	n, ok := smallNumber(w.plain)
	return ok && len(w.plain) <= 2 && n >= 1 && n <= 31 || isOrdinal(w)
}

func isOrdinal(w word) bool {
	if len(w.plain) < 3 {
		return false
	}
	figure, ending := w.plain[:len(w.plain)-2], w.plain[len(w.plain)-2:]
	n, ok := smallNumber(figure)
	return ok && n >= 1 && n <= 31 && (ending == "st" || ending == "nd" || ending == "rd" || ending == "th")
}

// findTimes marks times of the clock: 10:30, 10.30am, 3 pm, half past two, at 14.20.
func findTimes(p *page) {
	for i, w := range p.words {
		switch {
		case w.plain == "oclock" && i > 0 && (p.list.has("hours", p.words[i-1].plain) || isHour(p.words[i-1].plain)):
			p.mark(p.words[i-1].start, w.end, Time, "a time of the clock")
		case (w.plain == "past" || w.plain == "to") && i > 0 && i+1 < len(p.words):
			before, after := p.words[i-1].plain, p.words[i+1].plain
			if (before == "half" || before == "quarter") && (p.list.has("hours", after) || isHour(after)) {
				p.mark(p.words[i-1].start, p.words[i+1].end, Time, "a time of the clock")
			}
		case w.digits > 0:
			p.markClock(i)
		}
	}
}

func isHour(s string) bool {
	n, ok := smallNumber(s)
	return ok && n <= 24
}

// markClock marks a time that begins at the i-th word.
func (p *page) markClock(i int) {
	w := p.words[i]
	last := i
	hasMinutes := i+1 < len(p.words) && p.words[i+1].digits == 2 && (p.gap(i) == ":" || p.gap(i) == ".") && isHour(w.plain)
	sure := hasMinutes && p.gap(i) == ":"
	if hasMinutes {
		last = i + 1
	} else if hour, half := cutHalf(w.plain); half && isHour(hour) {
		p.mark(w.start, w.end, Time, "a time of the clock")
		return
	}
	tail := p.words[last].plain
	if minutes, half := cutHalf(tail); hasMinutes && half {
		tail, sure = minutes, true
	}
	if last+1 < len(p.words) && (p.words[last+1].plain == "am" || p.words[last+1].plain == "pm") && p.gap(last) == " " && isHour(w.plain) {
		last, sure = last+1, true
	}
	if hasMinutes && !sure {
		before := ""
		if i > 0 {
			before = p.words[i-1].plain
		}
		sure = before == "at" || before == "by" || before == "until" || before == "till" || before == "around"
	}
	minutes, ok := smallNumber(tail)
	if !sure || hasMinutes && (!ok || len(tail) != 2 || minutes > 59) {
		return
	}
	if hasMinutes && last+1 < len(p.words) && p.gap(last) == ":" && p.words[last+1].digits == 2 {
		last++
	}
	p.mark(w.start, p.words[last].end, Time, "a time of the clock")
}

// cutHalf takes am or pm off a figure.
func cutHalf(s string) (string, bool) {
	figure, ok := strings.CutSuffix(s, "am")
	if !ok {
		figure, ok = strings.CutSuffix(s, "pm")
	}
	return figure, ok && figure != ""
}
