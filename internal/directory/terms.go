package directory

import (
	"slices"
	"strings"
)

// postcodeTerms are the district and the whole of a postcode.
func postcodeTerms(postcode string) []string {
	first, second, ok := strings.Cut(strings.ToLower(postcode), " ")
	switch {
	case ok:
		return []string{first, first + second}
	case first != "": // as in Australia
		return []string{first}
	}
	return nil
}

// codeTerms are a code as one word, and the longer parts of one that is written
// with hyphens or slashes: people copy the number and leave out what is before it.
func codeTerms(code string) []string {
	all := cutWords(fold(code))
	if len(all) < 2 {
		return all
	}
	out := []string{strings.Join(all, "")}
	for _, w := range all {
		if len(w) >= 5 {
			out = append(out, w)
		}
	}
	return out
}

// initials are the short names people make of a long one: "ari" of Aberdeen
// Royal Infirmary, "rie" and "rielf" of Royal Infirmary of Edinburgh at Little
// France, "vhk" of Victoria Hospital in Kirkcaldy, "ld" of Luton and Dunstable
// Hospital.
func initials(name, town []string) []string {
	var letters strings.Builder
	var out []string
	keep := func(s string) {
		if len(s) >= 2 {
			out = append(out, s)
		}
	}
	for i, w := range name {
		if w == "at" {
			keep(letters.String())
		}
		if !ignored[w] {
			letters.WriteString(firstLetter(w))
			if i > 0 && name[i-1] == "and" {
				keep(letters.String())
			}
		}
	}
	keep(letters.String())
	if len(town) > 0 && !slices.ContainsFunc(name, func(w string) bool { return strings.Contains(w, town[0]) }) {
		keep(letters.String() + firstLetter(town[0]))
	}
	return out
}

func firstLetter(word string) string {
	for i := range word {
		if i > 0 {
			return word[:i]
		}
	}
	return word
}

// joined are the words of a name that people may write as one: "parkview" of
// Park View Surgery. Words that many names have are not joined with others.
func joined(name []string) []string {
	var out []string
	before := ""
	for _, w := range name {
		if common[w] || ignored[w] {
			before = ""
			continue
		}
		if before != "" {
			out = append(out, before+w)
		}
		before = w
	}
	return out
}

// whole is a town of several words as one: "westonsupermare".
func whole(town []string) []string {
	if len(town) < 2 {
		return nil
	}
	return []string{strings.Join(town, "")}
}

// common are words of many names.
var common = wordSet(`surgery practice centre center ctr medical med health healthcare care clinic group hospital hosp house
	home community general unit service services dental doctor doctors drs dr partners road street lane avenue nhs trust foundation
	primary family royal university partnership limited ltd`)

// kindTerms are the words by which people ask for a kind of service.
func kindTerms(kind string) []string {
	return append(terms(kind), kindWords[strings.ToLower(kind)]...)
}

// kindWords are what people call a kind, beside its own name: as it is indexed,
// after the short forms were written out.
var kindWords = map[string][]string{
	"practice":         {"gp", "dr", "surgery", "medical", "general", "family"},
	"general practice": {"gp", "dr", "surgery", "medical", "family"},
	"gp practice":      {"dr", "surgery", "medical", "general", "family"},
	"dentist":          {"dental"},
	"care home":        {"nursing", "residential", "carehome"},
	"nursing home":     {"care", "residential", "carehome"},
	"residential home": {"care", "carehome"},
	"home care":        {"homecare", "domiciliary", "carer"},
	"pharmacy":         {"chemist"},
	"optician":         {"optometrist", "eye"},
}
