package story

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// QuotedWords is how many words in a row, as they stand in a story, make a quotation.
const QuotedWords = 6

// Quoted finds the places of a text that stand word for word in a story: QuotedWords
// words in a row or more, whatever their case and what is between them. They are given
// as they stand in the text.
func Quoted(text string, from ...string) []string {
	var found []string
	for _, q := range runsOf(text, from) {
		found = append(found, text[q[0]:q[1]])
	}
	return found
}

// inMarks is what somebody put between quotation marks.
var inMarks = regexp.MustCompile("“[^“”]+”|\"[^\"]+\"")

// QuotedAt finds from where to where a text is a story's: as Quoted does, and also what
// is shorter and stands between quotation marks.
func QuotedAt(text string, from ...string) [][2]int {
	found := runsOf(text, from)
	for _, at := range inMarks.FindAllStringIndex(text, -1) {
		_, said := wordsAt(text[at[0]:at[1]])
		phrase := " " + strings.Join(said, " ") + " "
		if len(said) > 0 && slices.ContainsFunc(from, func(f string) bool {
			_, words := wordsAt(f)
			return strings.Contains(" "+strings.Join(words, " ")+" ", phrase)
		}) {
			found = append(found, [2]int{at[0], at[1]})
		}
	}
	slices.SortFunc(found, func(a, b [2]int) int { return cmp.Compare(a[0], b[0]) })
	var apart [][2]int
	for _, q := range found {
		if last := len(apart) - 1; last >= 0 && q[0] <= apart[last][1] {
			apart[last][1] = max(apart[last][1], q[1])
			continue
		}
		apart = append(apart, q)
	}
	return apart
}

// TakenBack stands where words of a story stood that its author took back.
const TakenBack = "[words taken back]"

// withoutQuotes puts TakenBack where a text is a story's.
func withoutQuotes(text string, quoted [][2]int) string {
	for _, q := range slices.Backward(quoted) {
		if q[0] >= 0 && q[0] <= q[1] && q[1] <= len(text) {
			text = text[:q[0]] + TakenBack + text[q[1]:]
		}
	}
	return text
}

// runsOf finds from where to where QuotedWords words or more stand in a row in a story.
func runsOf(text string, from []string) [][2]int {
	known := map[string]bool{}
	for _, f := range from {
		_, words := wordsAt(f)
		for i := 0; i+QuotedWords <= len(words); i++ {
			known[strings.Join(words[i:i+QuotedWords], " ")] = true
		}
	}
	places, words := wordsAt(text)
	var found [][2]int
	for i := 0; i+QuotedWords <= len(words); i++ {
		if !known[strings.Join(words[i:i+QuotedWords], " ")] {
			continue
		}
		first, last := i, i+QuotedWords-1
		for last+1 < len(words) && known[strings.Join(words[last+2-QuotedWords:last+2], " ")] {
			last++
		}
		found = append(found, [2]int{places[first][0], places[last][1]})
		i = last
	}
	return found
}

// wordsAt lists the words of a text in small letters, and where each begins and ends.
func wordsAt(text string) (places [][2]int, words []string) {
	begin := -1
	end := func(at int) {
		if begin >= 0 {
			places, words = append(places, [2]int{begin, at}), append(words, strings.ReplaceAll(strings.ToLower(text[begin:at]), "’", "'"))
			begin = -1
		}
	}
	for at, r := range text {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.Is(unicode.Mn, r), begin >= 0 && (r == '\'' || r == '’'):
			if begin < 0 {
				begin = at
			}
		default:
			end(at)
		}
	}
	end(len(text))
	return places, words
}
