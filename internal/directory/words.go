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
	text = strings.ToLower(text)
	if strings.ContainsFunc(text, func(r rune) bool { return r > 127 || r == '\'' || r == '`' }) {
		text = strings.Map(func(r rune) rune {
			if r > 127 && unicode.Is(unicode.Mn, r) || r == '\'' || r == '’' || r == '‘' || r == '`' || r == 'ʼ' {
				return -1
			}
			return r
		}, norm.NFD.String(text))
	}
	if !slices.ContainsFunc(emergencyHints, func(h string) bool { return strings.Contains(text, h) }) {
		return text // most texts: the pattern below is slow
	}
	return strings.ReplaceAll(emergency.ReplaceAllString(text, " emergency "), "&", " and ")
}

var emergencyHints = []string{"&", "+e", "+ e", "/e", "/ e", "and e", "n e", "casualty", "emergency"}

var emergency = regexp.MustCompile(`\ba\s*(&|\+|/|\band\b|\bn\b)\s*e\b|\baccident (and|&) emergency\b|\bcasualty\b|\bemergency (department|dept|room)\b`)

// cutWords cuts a folded text into words.
func cutWords(folded string) []string {
	return strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// words cuts a folded text into words. Letters that stand alone side by side
// are one word, also with an "and" between them: a.r.i. is typed for ari, and
// P & J Noble for pj noble.
func words(folded string) []string {
	all := cutWords(folded)
	out, alone := all[:0], false
	for i, w := range all {
		single := isLetter(w)
		if w == "and" && alone && i+1 < len(all) && isLetter(all[i+1]) {
			continue
		}
		if single && alone {
			out[len(out)-1] += w
			continue
		}
		out, alone = append(out, w), single
	}
	return out
}

func isLetter(w string) bool { return len(w) == 1 && w[0] >= 'a' }

// standard are the short forms that are written out before anything is compared.
var standard = map[string]string{
	"hosp": "hospital", "hospitals": "hospital", "hospice": "hospice", "saint": "st", "doctor": "dr", "docter": "dr",
	"doctors": "dr", "drs": "dr", "gps": "gp", "uni": "university", "univ": "university", "infirm": "infirmary", "inf": "infirmary", "roy": "royal",
	"childrens": "children", "childs": "children", "child": "children", "kids": "children", "paediatric": "children",
	"paediatrics": "children", "dentist": "dental", "dentists": "dental", "dentistry": "dental", "mat": "maternity",
	"psych": "psychiatric", "cot": "cottage", "ctr": "centre", "ctre": "centre", "center": "centre", "cntr": "centre",
	"street": "st", "rd": "road", "ave": "avenue", "gen": "general", "comm": "community", "mem": "memorial", "med": "medical",
	"surgeries": "surgery", "surg": "surgery", "practices": "practice", "practise": "practice", "pract": "practice",
	"prac": "practice", "centres": "centre", "eyes": "eye", "hlth": "health", "hth": "health", "fam": "family",
	"homes": "home", "clinics": "clinic", "chemists": "chemist", "opticians": "optician", "womens": "women", "woman": "women",
	"orthodontics": "orthodontist", "orthodontists": "orthodontist", "grp": "group", "ptnrs": "partners", "ptrs": "partners",
}

// ignored are words that say nothing about which service is meant.
var ignored = wordSet("the of and in at on for near to my a an by nhs with from")

// terms are the words of a text as they are indexed and looked for.
func terms(text string) []string { return standardised(words(fold(text))) }

// standardised writes short forms out and leaves out what says nothing.
func standardised(words []string) []string {
	out := words[:0]
	for _, w := range words {
		if s, ok := standard[w]; ok {
			w = s
		}
		if !ignored[w] {
			out = append(out, w)
		}
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
