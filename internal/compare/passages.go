package compare

import "unicode"

// Passages says of each piece to which changed passage it belongs, counted from 1, and
// how many there are; a piece that stayed belongs to none (0). Changes that lie close
// together, with no letter or digit between them, are one passage.
func Passages(pieces []Piece) (of []int, count int) {
	of = make([]int, len(pieces))
	open := false // the last change may go on
	for i, p := range pieces {
		if p.Kind == Same {
			open = open && !hasWord(p.Text)
			continue
		}
		if !open {
			count++
		}
		of[i], open = count, true
	}
	return of, count
}

func hasWord(text string) bool {
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return true
		}
	}
	return false
}
