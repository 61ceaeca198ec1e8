package places

import "strings"

// packed is a UK postcode as the table keys it: capital letters and digits
// without a space. People write postcodes with any case, spacing and
// punctuation, so everything else is dropped. The test of its shape is a loose
// one: real files hold postcodes that break the published rules.
func packed(postcode string) (string, bool) {
	if len(postcode) > 40 {
		return "", false
	}
	code := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		case r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
			return r
		}
		return -1
	}, postcode)
	if len(code) < 5 || len(code) > 7 || !isLetter(code[0]) {
		return "", false
	}
	inward := code[len(code)-3:]
	return code, !isLetter(inward[0]) && isLetter(inward[1]) && isLetter(inward[2])
}

func isLetter(b byte) bool { return b >= 'A' && b <= 'Z' }

// spaced is a packed postcode as it is written: "AB10 1AB".
func spaced(code string) string { return code[:len(code)-3] + " " + code[len(code)-3:] }

// Written gives a UK postcode as it is written, AB10 1AB, however it was typed
// or stored. It answers false for what cannot be a postcode.
func Written(postcode string) (string, bool) {
	code, ok := packed(postcode)
	if !ok {
		return "", false
	}
	return spaced(code), true
}
