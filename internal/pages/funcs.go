package pages

import (
	"fmt"
	"html/template"
	"strings"
	"time"
)

// funcs are the few functions templates may call. None of them turns text into
// markup without escaping it.
func funcs(assets *Assets) template.FuncMap {
	return template.FuncMap{
		"asset":      assets.URL,
		"month":      month,
		"day":        day,
		"iso":        iso,
		"plural":     plural,
		"paragraphs": paragraphs,
		"promises":   func() []Promise { return Promises },
		"add":        func(a, b int) int { return a + b },
	}
}

// month is "November 2026"; nothing for the zero time.
func month(t time.Time) string { return format(t, "January 2006") }

// day is "20 November 2026"; nothing for the zero time.
func day(t time.Time) string { return format(t, "2 January 2006") }

// iso is the date for <time datetime>, "2026-11-20".
func iso(t time.Time) string { return format(t, time.DateOnly) }

func format(t time.Time, layout string) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(layout)
}

// plural is the number with its noun: "1 story", "2 stories".
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%s %s", thousands(n), many)
}

// thousands writes 1234567 as 1,234,567.
func thousands(n int) string {
	digits := fmt.Sprint(n)
	sign := ""
	if n < 0 {
		sign, digits = "-", digits[1:]
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return sign + digits
}

// paragraphs splits plain text at empty lines, and each paragraph at line ends,
// for a template that writes <p> and <br> itself. The text stays plain, so the
// template escapes it.
func paragraphs(text string) [][]string {
	var out [][]string
	text = strings.ReplaceAll(text, "\r\n", "\n")
	for block := range strings.SplitSeq(text, "\n\n") {
		if block = strings.Trim(block, "\n"); strings.TrimSpace(block) != "" {
			out = append(out, strings.Split(block, "\n"))
		}
	}
	return out
}
