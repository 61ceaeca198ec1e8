package directory

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold writes a text in small letters without accents or apostrophes, and the
// many ways to write "A&E" as one word.
func fold(text string) string {
	text = strings.Map(func(r rune) rune {
		if r > 127 && unicode.Is(unicode.Mn, r) || r == '\'' || r == '’' || r == '‘' || r == '`' || r == 'ʼ' {
			return -1
		}
		return r
	}, strings.ToLower(norm.NFD.String(text)))
	if !strings.ContainsAny(text, "&+/") && !slices.ContainsFunc(emergencyHints, func(h string) bool { return strings.Contains(text, h) }) {
		return text // most texts: the pattern below is slow
	}
	return emergency.ReplaceAllString(text, " emergency ")
}

var emergencyHints = []string{"and e", "n e", "casualty", "emergency"}

var emergency = regexp.MustCompile(`\ba\s*(&|\+|/|\band\b|\bn\b)\s*e\b|\baccident (and|&) emergency\b|\bcasualty\b|\bemergency (department|dept|room)\b`)

// words cuts a folded text into words. Letters that stand alone side by side
// are one word: a.r.i. is typed for ari.
func words(folded string) []string {
	all := strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	out, alone := all[:0], false
	for _, w := range all {
		single := len(w) == 1 && w[0] >= 'a'
		if single && alone {
			out[len(out)-1] += w
			continue
		}
		out, alone = append(out, w), single
	}
	return out
}

// standard are the short forms that are written out before anything is compared.
var standard = map[string]string{
	"hosp": "hospital", "hospitals": "hospital", "hospice": "hospice", "saint": "st", "doctor": "dr", "docter": "dr",
	"uni": "university", "univ": "university", "infirm": "infirmary", "childrens": "children", "childs": "children",
	"child": "children", "kids": "children", "paediatric": "children", "paediatrics": "children",
	"dentist": "dental", "dentists": "dental", "mat": "maternity", "psych": "psychiatric", "cot": "cottage",
	"ctr": "centre", "center": "centre", "rd": "road", "ave": "avenue", "gen": "general", "comm": "community",
	"mem": "memorial", "surgeries": "surgery", "practices": "practice", "centres": "centre", "eyes": "eye",
}

// ignored are words that say nothing about which service is meant.
var ignored = wordSet("the of and at in on for near to my a an by nhs with from")

// terms are the words of a text as they are indexed and looked for.
func terms(text string) []string {
	var out []string
	for _, w := range words(fold(text)) {
		if s, ok := standard[w]; ok {
			w = s
		}
		if !ignored[w] {
			out = append(out, w)
		}
	}
	return out
}

// initials are the short names people make of a long one: "ari" of Aberdeen
// Royal Infirmary, "rie" and "rielf" of Royal Infirmary of Edinburgh at Little
// France, "vhk" of Victoria Hospital in Kirkcaldy.
func initials(name, town string) []string {
	var letters strings.Builder
	var out []string
	keep := func(s string) {
		if len(s) >= 2 {
			out = append(out, s)
		}
	}
	for _, w := range words(fold(name)) {
		if w == "at" {
			keep(letters.String())
		}
		if !ignored[w] {
			letters.WriteString(string([]rune(w)[:1]))
		}
	}
	keep(letters.String())
	if t := words(fold(town)); len(t) > 0 && !strings.Contains(fold(name), t[0]) {
		keep(letters.String() + string([]rune(t[0])[:1]))
	}
	return out
}

var (
	outward = regexp.MustCompile(`^[a-z]{1,2}\d[a-z\d]?$`)
	inward  = regexp.MustCompile(`^\d[a-z]{0,2}$`)
)

// joinPostcode makes one word of the two halves of a postcode.
func joinPostcode(terms []string) []string {
	var out []string
	for i := 0; i < len(terms); i++ {
		if i+1 < len(terms) && outward.MatchString(terms[i]) && inward.MatchString(terms[i+1]) {
			out = append(out, terms[i]+terms[i+1])
			i++
			continue
		}
		out = append(out, terms[i])
	}
	return out
}
