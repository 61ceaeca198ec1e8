package places

import (
	"strconv"
	"strings"
)

// month reads the month a postcode ended: 202603, or 0 for one still in use.
func month(text string) (int, bool) {
	if text == "" {
		return 0, true
	}
	n, err := strconv.Atoi(text)
	return n, err == nil && len(text) == 6 && n > 190000 && n%100 >= 1 && n%100 <= 12
}

// area reads a code; the codes that end in 99999999 stand for "none".
func area(text string) (string, bool) {
	if text == "" || strings.HasSuffix(text, "99999999") {
		return "", true
	}
	return text, gss.MatchString(text)
}

// healthCode reads the code of a health body, which some files give in the NHS's
// own codes (QHM, 16C) and those of Northern Ireland as ZC010.
func healthCode(text string) (string, bool) {
	if text == "" || strings.HasSuffix(text, "99999999") {
		return "", true
	}
	if len(text) < 2 || len(text) > 10 {
		return "", false
	}
	for i := range len(text) {
		if !isLetter(text[i]) && (text[i] < '0' || text[i] > '9') {
			return "", false
		}
	}
	return text, true
}
