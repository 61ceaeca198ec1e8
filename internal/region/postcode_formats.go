package region

import "strings"

// The forms of postcodes a region may name as its postcodeFormat.
const (
	FormatUK      = "uk"
	FormatEircode = "eircode" // Ireland: D02 X285
	FormatAU      = "au"      // Australia: 0800
)

var postcodeFormats = map[string]func(string) (Postcode, bool){
	FormatUK: ParsePostcode, FormatEircode: ParseEircode, FormatAU: ParseAustralianPostcode,
}

// ParsePostcode reads a postcode in the form of the region. As with each of the
// forms, false is a reason to ask "is this right?" and never to refuse.
func (r *Region) ParsePostcode(s string) (Postcode, bool) {
	parse, ok := postcodeFormats[r.PostcodeFormat]
	if !ok {
		return Postcode{}, false
	}
	return parse(s)
}

// ParseEircode reads an Eircode as people write it: any case, spacing and
// punctuation, with O for 0 and I or L for 1 put right. Its outward part is the
// routing key (D02), its inward part the four characters that stand for a single
// address: they are never to be kept once a story has reached the right people.
func ParseEircode(s string) (Postcode, bool) {
	code, ok := lettersAndDigits(s)
	if !ok || len(code) != 7 {
		return Postcode{}, false
	}
	key, identifier := code[:3], repair(code[3:], "EEEE")
	if fixed := repair(key, "R99"); fixed != "" {
		key = fixed
	} else if key != "D6W" {
		return Postcode{}, false
	}
	return Postcode{key, identifier}, identifier != ""
}

// ParseAustralianPostcode reads the four digits of Australia, of which a first
// zero is a part (0800), also after the letters of a state (NT 0800). All of it
// is the outward part: it is a town or a suburb, and no closer than that.
func ParseAustralianPostcode(s string) (Postcode, bool) {
	code, ok := lettersAndDigits(s)
	if !ok {
		return Postcode{}, false
	}
	for _, state := range []string{"NSW", "VIC", "QLD", "TAS", "ACT", "SA", "WA", "NT"} {
		if rest, found := strings.CutPrefix(code, state); found {
			code = rest
			break
		}
	}
	if len(code) != 4 {
		return Postcode{}, false
	}
	code = repair(code, "9999")
	given := code >= "0200" && code < "0300" || code >= "0800" // the rest was never given to a place
	if !given {
		return Postcode{}, false
	}
	return Postcode{outward: code}, true
}

// lettersAndDigits are those of what was typed, in capitals; false for what is
// far too long.
func lettersAndDigits(s string) (string, bool) {
	if len(s) > 40 {
		return "", false
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		case r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
			return r
		}
		return -1
	}, s), true
}
