package directory

// letters is which letters and digits a word holds, one bit each: one changed
// letter changes at most two bits, so two words that differ in more bits than
// that need not be compared letter by letter.
func letters(word string) uint64 {
	var set uint64
	for i := range len(word) {
		set |= 1 << (word[i] & 63)
	}
	return set
}

// distance counts the letters one must add, leave out, change or swap with the
// next to make one word of the other. It stops at most and then answers most+1.
func distance(a, b string, most int) int {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > most || len(b) >= maxWord {
		return most + 1
	}
	var rows [3][maxWord]int
	for j := range len(b) + 1 {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		row, above, above2 := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		row[0] = i
		best := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, above2[j-2]+1)
			}
			row[j] = d
			best = min(best, d)
		}
		if best > most {
			return most + 1
		}
	}
	return min(rows[len(a)%3][len(b)], most+1)
}

// maxWord is the longest word, in bytes, that is compared for misspellings.
const maxWord = 40

// slips is how many slips a typed word may have: none in short words and in
// codes and postcodes, where one letter makes another place.
func slips(word string) int {
	for i := range len(word) {
		if word[i] >= '0' && word[i] <= '9' {
			return 0
		}
	}
	switch n := len(word); {
	case n < 4:
		return 0
	case n < 6:
		return 1
	}
	return 2
}
