package places

import "strings"

// packed is a UK postcode as the table keys it: capital letters and digits
// without a space. People write postcodes with any case, spacing and
// punctuation, so everything else is dropped. The test of its shape is a loose
// one: real files hold postcodes that break the published rules.
func packed(postcode string) (string, bool) {
	code := squeezed(postcode)
	if len(code) < 5 || len(code) > 7 || !isLetter(code[0]) {
		return "", false
	}
	inward := code[len(code)-3:]
	return code, !isLetter(inward[0]) && isLetter(inward[1]) && isLetter(inward[2])
}

// squeezed is the capital letters and digits of what was typed, "" for what is
// far too long to be a postcode.
func squeezed(postcode string) string {
	if len(postcode) > 40 {
		return ""
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		case r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
			return r
		}
		return -1
	}, postcode)
}

// written is how a squeezed postcode is shown, and whether it is whole enough to
// be looked for among the prefixes: a UK postcode, an Eircode or its routing key
// alone, or the four digits of Australia.
func written(code string) (string, bool) {
	switch {
	case strings.Trim(code, "0123456789") == "":
		return code, len(code) == 4
	case (len(code) == 3 || len(code) == 7) && routingKey(code[:3]):
		return strings.TrimSpace(code[:3] + " " + code[3:]), true
	}
	return Written(code)
}

// routingKey says whether three characters begin an Eircode; no UK postcode of
// seven characters begins with a letter and a digit.
func routingKey(key string) bool {
	return isLetter(key[0]) && !isLetter(key[1]) && (!isLetter(key[2]) || key == "D6W")
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
