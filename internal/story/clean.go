package story

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxMarks is how many combining marks may sit on one character. Real scripts
// need fewer; more is used to smear text over its neighbours.
const maxMarks = 6

// Clean brings a text of several lines to the form it is stored in: valid UTF-8,
// lines ended by one \n, no control characters, nothing invisible that could hide
// or turn words (zero-width and direction characters), no spaces at line ends, at
// most two line ends in a row, none around the whole. Emoji stay whole. Cleaning
// twice changes nothing more.
func Clean(s string) string {
	s = visible(oneKindOfLine(strings.ToValidUTF8(s, "")))
	lines := strings.Split(s, "\n")
	kept := lines[:0]
	blank := false
	for _, line := range lines {
		line = strings.TrimRight(line, " ")
		if line == "" && (blank || len(kept) == 0) {
			continue
		}
		blank = line == ""
		kept = append(kept, line)
	}
	return strings.Trim(strings.Join(kept, "\n"), " \n")
}

// CleanLine is Clean for a field of one line: every run of white space becomes a
// single space.
func CleanLine(s string) string {
	return strings.Join(strings.Fields(Clean(s)), " ")
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\v", "\n", "\f", "\n",
	"\u2028", "\n", "\u2029", "\n\n")

func oneKindOfLine(s string) string { return lineEnds.Replace(s) }

// visible drops what nobody can see. Whether a joiner stays depends on its
// neighbours, so what can never stay is dropped first.
func visible(s string) string {
	runes := make([]rune, 0, len(s))
	for _, r := range s {
		switch {
		case r == '\n':
			runes = append(runes, r)
		case r == '\t' || unicode.Is(unicode.Zs, r) || r == 0x2800:
			runes = append(runes, ' ')
		case !hidden(r):
			runes = append(runes, r)
		}
	}
	for {
		kept := keepJoined(runes)
		if len(kept) == len(runes) {
			return string(kept)
		}
		runes = kept
	}
}

// hidden tells whether r is never kept: controls, direction and format
// characters, private and unpaired ones, blank letters.
func hidden(r rune) bool {
	switch {
	case joiner(r) || r == 0xFE0E || r == 0xFE0F || flagTag(r):
		return false // decided by the neighbours
	case r >= 0x0600 && r <= 0x0605, r == 0x06DD, r == 0x070F, r == 0x08E2:
		return false // format characters that are drawn, in Arabic and Syriac
	case r == 0x115F, r == 0x1160, r == 0x3164, r == 0xFFA0, r == 0x034F, r == 0x17B4, r == 0x17B5:
		return true // letters and marks without a shape
	case r >= 0xFE00 && r <= 0xFE0D, r >= 0xE0100 && r <= 0xE01EF, r >= 0x180B && r <= 0x180F:
		return true // variation selectors
	case r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF || r == utf8.RuneError:
		return true // noncharacters and the mark of a broken one
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs)
}

func joiner(r rune) bool  { return r == 0x200C || r == 0x200D }
func flagTag(r rune) bool { return r >= 0xE0020 && r <= 0xE007F }

// keepJoined keeps joiners, selectors and flag tags only where they shape what
// is seen: inside emoji, inside the flag of Scotland and its like, and between
// letters of the scripts that are written with them.
func keepJoined(runes []rune) []rune {
	kept := make([]rune, 0, len(runes))
	marks := 0
	for i, r := range runes {
		var before, after rune
		if len(kept) > 0 {
			before = kept[len(kept)-1]
		}
		if i+1 < len(runes) {
			after = runes[i+1]
		}
		switch {
		case joiner(r):
			if !(r == 0x200D && emojiPart(before) && pictograph(after) || shaped(before) && shaped(after)) {
				continue
			}
		case r == 0xFE0E || r == 0xFE0F:
			if !pictograph(before) && !strings.ContainsRune("0123456789#*", before) {
				continue
			}
		case flagTag(r):
			if before != 0x1F3F4 && !flagTag(before) || before == 0xE007F {
				continue
			}
		}
		if unicode.Is(unicode.Mn, r) && r != 0xFE0E && r != 0xFE0F {
			if marks++; marks > maxMarks {
				continue
			}
		} else {
			marks = 0
		}
		kept = append(kept, r)
	}
	return kept
}

func pictograph(r rune) bool { return r > 0x7F && unicode.In(r, unicode.So, unicode.Sm) }

func emojiPart(r rune) bool {
	return pictograph(r) || r == 0xFE0F || r >= 0x1F3FB && r <= 0x1F3FF
}

// shaped tells whether r belongs to a script in which joiners change the letters.
func shaped(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Syriac, unicode.Devanagari, unicode.Bengali,
		unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu,
		unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Khmer, unicode.Myanmar, unicode.Mongolian)
}
