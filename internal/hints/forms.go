package hints

import "strings"

// spellOut is every spelling of a phrase whose words may end with a plus.
func spellOut(words []string) [][]string {
	all := [][]string{{}}
	for _, w := range words {
		forms := []string{w}
		if base, plus := strings.CutSuffix(w, "+"); plus {
			forms = formsOf(base)
		}
		longer := make([][]string, 0, len(all)*len(forms))
		for _, before := range all {
			for _, form := range forms {
				longer = append(longer, append(before[:len(before):len(before)], form))
			}
		}
		all = longer
	}
	return all
}

// formsOf is a word with its regular endings, as a verb and as a noun: slap, slaps,
// slapped, slapping and slappin. Of two spellings both are given: travelled, traveled.
func formsOf(base string) []string {
	n := len(base)
	last := base[n-1]
	stems := []string{base}
	forms := []string{base}
	switch {
	case last == 'e':
		stems = []string{base[:n-1]}
		forms = append(forms, base+"s")
	case last == 'y' && !isVowel(base[n-2]):
		return append(forms, base[:n-1]+"ies", base[:n-1]+"ied", base+"ing", base+"in")
	case last == 's' || last == 'x' || last == 'z' || strings.HasSuffix(base, "ch") || strings.HasSuffix(base, "sh"):
		forms = append(forms, base+"es")
	default:
		forms = append(forms, base+"s")
		if n > 2 && !isVowel(last) && isVowel(base[n-2]) && !isVowel(base[n-3]) && !strings.ContainsRune("wxy", rune(last)) {
			stems = append(stems, base+base[n-1:])
		}
	}
	for _, stem := range stems {
		forms = append(forms, stem+"ed", stem+"ing", stem+"in")
	}
	return forms
}

func isVowel(letter byte) bool { return strings.IndexByte("aeiou", letter) >= 0 }
