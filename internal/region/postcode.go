package region

import "strings"

// Postcode is a postcode in its one right spelling, in the form of any region. It may still be one that
// nobody was ever given: only the form is known.
type Postcode struct{ outward, inward string }

// Outward is the part before the space, "AB10": a town or a part of one, and the
// most that may be kept once a story has reached the right people.
func (p Postcode) Outward() string { return p.outward }

// Area is the letters it begins with: "AB".
func (p Postcode) Area() string {
	if digit := strings.IndexAny(p.outward, "0123456789"); digit > 0 {
		return p.outward[:digit]
	}
	return p.outward
}

// String is the form to show: "AB10 1AB".
func (p Postcode) String() string { return strings.TrimSpace(p.outward + " " + p.inward) }

// Packed is the form to key by: "AB101AB".
func (p Postcode) Packed() string { return p.outward + p.inward }

// ParsePostcode reads a postcode as people write it: any case, spaces, hyphens,
// brackets and full stops; the letter O and the digit 0, I and 1 put right by
// their place. False is a reason to ask "is this right?" and never to refuse:
// official files hold a few that break the rules.
//
// The rules are those of BS 7666 and the Royal Mail: outward A9, A99, AA9, AA99,
// A9A or AA9A, inward 9AA, each place with its own letters; and GIR 0AA.
func ParsePostcode(s string) (Postcode, bool) {
	code, ok := lettersAndDigits(s)
	if !ok {
		return Postcode{}, false
	}
	if len(code) < 5 || len(code) > 7 {
		return Postcode{}, false
	}
	outward, inward := code[:len(code)-3], code[len(code)-3:]
	if outward == "GIR" && repair(inward, "9LL") == "0AA" {
		return Postcode{"GIR", "0AA"}, true
	}
	inward = repair(inward, "9WW")
	outward, ok = rightOutward(outward)
	if !ok || inward == "" {
		return Postcode{}, false
	}
	return Postcode{outward, inward}, true
}

// Letters that may stand in one place of a postcode, by the sign for that place.
var placeLetters = map[byte]string{
	'F': "ABCDEFGHIJKLMNOPRSTUWYZ",    // first: not Q V X
	'S': "ABCDEFGHKLMNOPQRSTUVWXY",    // second: not I J Z
	'T': "ABCDEFGHJKPSTUW",            // last of A9A
	'U': "ABEHMNPRVWXY",               // last of AA9A
	'W': "ABDEFGHJLNPQRSTUWXYZ",       // inward: not C I K M O V
	'L': "ABCDEFGHIJKLMNOPQRSTUVWXYZ", // any
	'R': "ACDEFHKNPRTVWXY",            // first of an Eircode
	'E': "ACDEFHKNPRTVWXY0123456789",  // the rest of one
	'9': "0123456789",
	'8': "123456789", // the first of two digits
}

// outwardForms is every form of an outward code, the commonest first.
var outwardForms = []string{"FS9", "FS89", "F89", "F9", "FS9U", "F9T"}

// rightOutward finds the form that fits with the fewest characters put right.
func rightOutward(outward string) (string, bool) {
	best, fewest := "", len(outward)+1
	for _, form := range outwardForms {
		if len(form) != len(outward) {
			continue
		}
		fixed := repair(outward, form)
		if fixed == "" {
			continue
		}
		changes := 0
		for i := range fixed {
			if fixed[i] != outward[i] {
				changes++
			}
		}
		if changes < fewest {
			best, fewest = fixed, changes
		}
	}
	return best, best != ""
}

var takenFor = map[byte]byte{'O': '0', '0': 'O', 'I': '1', 'L': '1', '1': 'I'}

// repair fits a code to a form, with O for 0 and I or L for 1 put right, and is
// "" when it does not fit.
func repair(code, form string) string {
	fixed := []byte(code)
	for i := range fixed {
		allowed := placeLetters[form[i]]
		if strings.IndexByte(allowed, fixed[i]) >= 0 {
			continue
		}
		other, mistaken := takenFor[fixed[i]]
		if !mistaken || strings.IndexByte(allowed, other) < 0 {
			return ""
		}
		fixed[i] = other
	}
	return string(fixed)
}
