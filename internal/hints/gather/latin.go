package main

import "strings"

// latin spells Cyrillic as English speakers do: Ефремова is Yefremova. Other scripts stay.
func latin(s string) string {
	var b strings.Builder
	before := rune(0)
	for _, r := range strings.ToLower(s) {
		spelled, known := cyrillic[r]
		switch {
		case !known:
			b.WriteRune(r)
		case r == 'е' && (before == 0 || strings.ContainsRune("аеиоуыэюяьъ", before)):
			b.WriteString("ye")
		default:
			b.WriteString(spelled)
		}
		before = r
	}
	return b.String()
}

var cyrillic = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "e", 'ё': "yo", 'ж': "zh", 'з': "z", 'и': "i", 'й': "y", 'к': "k", 'л': "l",
	'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh",
	'щ': "shch", 'ъ': "", 'ы': "y", 'ь': "", 'э': "e", 'ю': "yu", 'я': "ya", 'і': "i", 'ї': "yi", 'є': "ye", 'ґ': "g", 'ј': "j", 'љ': "lj",
	'њ': "nj", 'ћ': "c", 'ђ': "d", 'џ': "dz", 'ќ': "kj", 'ѓ': "gj", 'ѕ': "dz",
}
