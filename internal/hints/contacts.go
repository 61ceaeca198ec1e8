package hints

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// contactKinds are what leads straight to a person, and what stands in its place.
var contactKinds = map[Kind]string{
	Email: "[e-mail address]", Phone: "[phone number]", Postcode: "[postcode]", HealthNumber: "[health number]",
}

// spelled finds an e-mail address that was written so that no machine finds it:
// "ada (at) example.org", "ada at example dot org".
var spelled = regexp.MustCompile(`(?i)[\w.+-]+\s*[(\[{]\s*at\s*[)\]}]\s*[\w-]+(?:\s*(?:\.|[(\[{]\s*dot\s*[)\]}]|\s+dot\s+)\s*[\w-]+)+` +
	`|\b[\w.+-]+\s+at\s+[\w-]+(?:\s+dot\s+[\w-]+)+`)

// Contacts marks what a letter, a call or a knock at the door could be sent to:
// e-mail addresses, phone numbers, postcodes and health numbers. Public ones, such
// as a crisis line, are left alone. Known are values that belong to somebody, and
// are found however they are spaced.
func Contacts(text string, public []string, known ...string) []Mark {
	p := readPage(text, Options{})
	for _, value := range known {
		if pattern := spacedOut(value); pattern != nil {
			kind := Postcode
			if strings.Contains(value, "@") {
				kind = Email
			}
			p.markAll(pattern, kind)
		}
	}
	p.markAll(spelled, Email)
	findLinks(p)
	findNumbers(p)
	findPostcodes(p)
	return slices.DeleteFunc(p.marks(), func(m Mark) bool {
		return contactKinds[m.Kind] == "" || slices.ContainsFunc(public, func(v string) bool { return v != "" && bare(v) == bare(m.Text) })
	})
}

// MaskContacts puts a plain word in the place of each of these marks, and tells
// which kinds it took out. Marks are those of the same text.
func MaskContacts(text string, marks []Mark) (masked string, kinds []Kind) {
	chars := []rune(text)
	var b strings.Builder
	at := 0
	for _, m := range marks {
		if m.Start < at || m.End > len(chars) {
			continue
		}
		b.WriteString(string(chars[at:m.Start]))
		b.WriteString(contactKinds[m.Kind])
		at = m.End
		if !slices.Contains(kinds, m.Kind) {
			kinds = append(kinds, m.Kind)
		}
	}
	b.WriteString(string(chars[at:]))
	return b.String(), kinds
}

// Holds reports whether a text holds a value, however it is spaced.
func Holds(text, value string) bool {
	pattern := spacedOut(value)
	return pattern != nil && pattern.MatchString(text)
}

func (p *page) markAll(pattern *regexp.Regexp, kind Kind) {
	for _, at := range pattern.FindAllStringIndex(p.text, -1) {
		p.mark(at[0], at[1], kind, "a way to reach somebody")
	}
}

// spacedOut finds a value in any case, with spaces or hyphens between its
// characters, and with "at" and "dot" spelled out. Nil for none.
func spacedOut(value string) *regexp.Regexp {
	var b strings.Builder
	b.WriteString(`(?i)`)
	n := 0
	for _, r := range value {
		switch {
		case unicode.IsSpace(r) || r == '-':
			continue
		case r == '@':
			b.WriteString(`[\s([{]*(?:@|at)[\s)\]}]*`)
		case r == '.':
			b.WriteString(`[\s([{]*(?:\.|dot)[\s)\]}]*`)
		default:
			b.WriteString(regexp.QuoteMeta(string(r)) + `[\s-]*`)
			n++
		}
	}
	if n < 3 {
		return nil
	}
	// The spaces that may follow each character are no part of the last one.
	return regexp.MustCompile(strings.TrimSuffix(b.String(), `[\s-]*`))
}

// bare is a value without all that people put between its characters.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune("-()./", r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}
