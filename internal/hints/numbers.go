package hints

import (
	"strings"
	"time"
)

// run is digits in groups, as people write long numbers: "07700 900 123".
type run struct {
	groups []group
	text   string
}

type group struct{ start, end int }

// findNumbers marks numeric dates, telephone numbers, numbers of patients, cards
// and accounts. Every run of digits is read as the longest thing it can be.
func findNumbers(p *page) {
	p.findMixedNumbers()
	for i := 0; i < len(p.text); {
		if !isDigit(p.text[i]) || i > 0 && letterBefore(p.text, i) {
			i++
			continue
		}
		if end, why := numericDate(p.text, i); end > 0 {
			p.mark(i, end, Date, why)
			i = end
			continue
		}
		i = p.markRun(readRun(p.text, i), until(p.text, i, digitRune))
	}
}

// readRun reads groups of digits with one or two signs between them.
func readRun(text string, i int) run {
	r := run{text: text}
	for i < len(text) && isDigit(text[i]) && len(r.groups) < 12 {
		end := i
		for end < len(text) && isDigit(text[end]) {
			end++
		}
		if end < len(text) && letterAt(text, end) && !extension(text, end) {
			break
		}
		r.groups = append(r.groups, group{i, end})
		i = end
		for n := 0; n < 2 && i < len(text) && strings.IndexByte(" -.()/", text[i]) >= 0; n++ {
			i++
		}
	}
	return r
}

func extension(text string, i int) bool {
	return text[i] == 'x' && i+1 < len(text) && isDigit(text[i+1])
}

// markRun marks the longest number that begins with the first group and returns
// where to read on: behind it, or behind the first group when there was none.
func (p *page) markRun(r run, next int) int {
	for n := len(r.groups); n > 0; n-- {
		part := run{r.groups[:n], r.text}
		kind, why := p.judge(part)
		if kind == "" || kind == Phone && p.inStreet(part) {
			continue
		}
		start, end := p.withBeginning(part), part.groups[n-1].end
		if end < len(p.text) && extension(p.text, end) {
			end = until(p.text, end+1, digitRune)
		}
		p.mark(start, end, kind, why)
		return end
	}
	return next
}

// inStreet tells whether what looks like a telephone number is the number of a house:
// "370 3911 Fourth Avenue".
func (p *page) inStreet(r run) bool {
	end := r.groups[len(r.groups)-1].end
	i := p.wordBefore(end) + 1
	if i >= len(p.words) || i == 0 || p.gap(i-1) != " " || len(r.groups) == 1 || !strings.HasPrefix(p.text[end:], " ") {
		return false
	}
	first := p.wordBefore(r.groups[0].end)
	return p.street(i) > 0 || p.streetThatBegins(i) > 0 || p.streetInSmall(i) > 0 || p.words[i].capital && p.toldWhere(first)
}

// withBeginning takes in a plus or a bracket that opens the number.
func (p *page) withBeginning(r run) int {
	start := r.groups[0].start
	if start > 0 && p.text[start-1] == '(' && strings.IndexByte(p.text[start:r.groups[len(r.groups)-1].end], ')') >= 0 {
		start--
	}
	if start > 0 && p.text[start-1] == '+' {
		start--
	}
	return start
}

// judge says what a run is, or "" for nothing that leads to a person.
func (p *page) judge(r run) (Kind, string) {
	digits, shape := r.digits(), r.shape()
	start := r.groups[0].start
	plus := start > 0 && p.text[start-1] == '+' || start > 1 && p.text[start-2:start] == "+("
	if money(p.text, start) && !plus {
		return "", ""
	}
	if kind, why := p.judgeHealthNumber(digits, shape, start); kind != "" {
		return kind, why
	}
	switch n := len(digits); {
	case r.has('/'):
		return "", ""
	case shape == "324" && strings.Count(p.text[start:r.groups[2].end], "-") == 2 && !p.said("phone-words", start, 3):
		return Number, "what looks like a social security number"
	case shape == "465" && luhn(digits):
		return Number, "a card number"
	case len(r.groups) >= 2 && n >= 7 && p.said("paper-words", start, 4) && !p.said("phone-words", start, 4):
		return Number, "a number that may lead to a person"
	case plus && n >= 7 && n <= 15:
		return Phone, "a telephone number with its country"
	case strings.HasPrefix(digits, "00") && n >= 10 && n <= 16 && !allZero(digits):
		return Phone, "a telephone number with its country"
	case digits[0] == '0' && (n == 10 || n == 11) && digits[1] != '0':
		return Phone, "a UK telephone number"
	case n >= 7 && n <= 9 && (strings.HasPrefix(digits, "0800") || strings.HasPrefix(digits, "0845") || strings.HasPrefix(digits, "0500")):
		return Phone, "a UK telephone number"
	case len(r.groups) >= 2 && n >= 13 && n <= 19 && strings.Trim(shape, "4") == "":
		return Number, "a card number"
	case len(r.groups) >= 2 && n >= 7 && n <= 15 && r.phoneShape():
		return Phone, "what looks like a telephone number"
	case n == 6 && shape == "222" && r.has('-'):
		return Number, "what looks like a sort code"
	case len(r.groups) == 1:
		return p.judgeOne(digits, r.groups[0])
	}
	return "", ""
}

// judgeOne judges a number without spaces.
func (p *page) judgeOne(digits string, g group) (Kind, string) {
	n := len(digits)
	near := p.said("phone-words", g.start, 5)
	switch {
	case n >= 13 && n <= 19 && luhn(digits):
		return Number, "a card number"
	case n >= 6 && n <= 15 && near && !roundNumber(digits):
		return Phone, "a number after a word for telephone"
	case n >= 7 && !roundNumber(digits) && !decimal(p.text, g):
		return Number, "a long number: it may be of a phone, a patient or an account"
	case n >= 5 && p.said("number-words", g.start, 3):
		return Number, "a number that may lead to a person"
	}
	return "", ""
}

// judgeHealthNumber knows numbers of patients: ten digits with a check digit. One
// in eleven other numbers passes the check, so it wants the usual spaces, a date
// of birth at the front (as in Scotland's CHI) or a word that says so.
func (p *page) judgeHealthNumber(digits, shape string, start int) (Kind, string) {
	if why := medicare(digits, shape, p.said("health-number-words", start, 4)); why != "" {
		return HealthNumber, why
	}
	if len(digits) != 10 || shape != "334" && shape != "64" && shape != "10" && shape != "2224" {
		return "", ""
	}
	near := p.said("health-number-words", start, 4)
	switch valid := validHealthNumber(digits); {
	case valid && (shape == "334" || near):
		if digits[0] == '3' && digits[1] >= '2' {
			return HealthNumber, "a Health and Care number: the check digit is right"
		}
		return HealthNumber, "an NHS or CHI number: the check digit is right"
	case valid && birthDate(digits[:6]):
		return HealthNumber, "what looks like a CHI number: a date of birth and a right check digit"
	case near && digits[0] != '0' || near && birthDate(digits[:6]):
		return HealthNumber, "ten digits after words for a patient's number"
	}
	return "", ""
}

// validHealthNumber is the check of NHS, CHI and H&C numbers: weights 10 to 2,
// modulo 11.
func validHealthNumber(digits string) bool {
	sum := 0
	for i := range 9 {
		sum += int(digits[i]-'0') * (10 - i)
	}
	check := (11 - sum%11) % 11
	return check != 10 && check == int(digits[9]-'0') && !allZero(digits)
}

// medicare knows the numbers of Australian Medicare cards: ten digits, the ninth of
// which is a check, and one more for the person on the card.
func medicare(digits, shape string, near bool) string {
	if len(digits) != 10 && len(digits) != 11 || shape != "451" && shape != "4511" && !near || digits[0] < '2' || digits[0] > '6' {
		return ""
	}
	sum := 0
	for i, weight := range []int{1, 3, 7, 9, 1, 3, 7, 9} {
		sum += int(digits[i]-'0') * weight
	}
	if sum%10 != int(digits[8]-'0') {
		return ""
	}
	return "a Medicare number: the check digit is right"
}

// birthDate tells whether six digits are a day, a month and a year.
func birthDate(ddmmyy string) bool {
	_, err := time.Parse("020106", ddmmyy)
	return err == nil
}

// luhn is the check of bank cards.
func luhn(digits string) bool {
	sum := 0
	for i := range digits {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

func (r run) digits() string {
	var b strings.Builder
	for _, g := range r.groups {
		b.WriteString(r.text[g.start:g.end])
	}
	return b.String()
}

// shape is the lengths of the groups: "334".
func (r run) shape() string {
	var b strings.Builder
	for _, g := range r.groups {
		n := g.end - g.start
		if n > 9 {
			b.WriteByte('1')
		}
		b.WriteByte(byte('0' + n%10))
	}
	return b.String()
}

func (r run) has(sign byte) bool {
	return strings.IndexByte(r.text[r.groups[0].start:r.groups[len(r.groups)-1].end], sign) >= 0
}

// phoneShape tells whether groups could be of a telephone number abroad or
// without its code: each of two to six digits, not years, not amounts.
func (r run) phoneShape() bool {
	years, rounds := 0, 0
	for i, g := range r.groups {
		d := r.text[g.start:g.end]
		if len(d) < 2 || len(d) > 6 {
			return false
		}
		if len(d) == 4 && (d[:2] == "19" || d[:2] == "20") {
			years++
		}
		if strings.HasSuffix(d, "00") || i > 0 && d == "000" {
			rounds++
		}
	}
	if r.has('.') && len(r.groups) < 4 && r.shape() != "334" {
		return false // decimals
	}
	return years < len(r.groups) && rounds < len(r.groups) && rounds < 2
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func allZero(s string) bool { return strings.Trim(s, "0") == "" }

// roundNumber is an amount rather than a number of something.
func roundNumber(digits string) bool { return strings.HasSuffix(digits, "000") }

func money(text string, start int) bool {
	for _, sign := range []string{"£", "$", "€"} {
		if strings.HasSuffix(text[:start], sign) || strings.HasSuffix(text[:start], sign+" ") {
			return true
		}
	}
	return false
}

func decimal(text string, g group) bool {
	return g.start > 1 && text[g.start-1] == '.' && isDigit(text[g.start-2]) ||
		g.end+1 < len(text) && text[g.end] == '.' && isDigit(text[g.end+1])
}

func letterBefore(text string, i int) bool { return back(text, i, inWord) < i }

// smallNumber reads up to four digits.
func smallNumber(s string) (int, bool) {
	if s == "" || len(s) > 4 {
		return 0, false
	}
	n := 0
	for i := range len(s) {
		if !isDigit(s[i]) {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}
