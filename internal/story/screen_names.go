package story

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"
)

// minTelling is the shortest piece of an e-mail address that counts as telling
// who someone is: shorter ones turn up in any word.
const minTelling = 4

// CheckScreenName looks at a screen name after CleanLine. The e-mail is the
// author's own, "" when there is none: a screen name that holds part of it would
// lead back to the author.
func CheckScreenName(name, email string) error {
	n := utf8.RuneCountInString(name)
	switch {
	case fold(name) == "":
		return Problem{FieldScreenName, "Choose a screen name. It can be anything that doesn't say who you are."}
	case n < MinScreenNameCharacters:
		return Problem{FieldScreenName, fmt.Sprintf("Your screen name is too short. Use at least %d characters.", MinScreenNameCharacters)}
	case n > MaxScreenNameCharacters:
		return Problem{FieldScreenName, fmt.Sprintf("Your screen name has %s characters. Make it %d or fewer.", thousands(n), MaxScreenNameCharacters)}
	case strings.ContainsAny(name, "@/\\<>") || strings.Contains(strings.ToLower(name), "www."):
		return Problem{FieldScreenName, "Your screen name can't be an e-mail or web address. Choose other words."}
	case soundsOfficial(name):
		return Problem{FieldScreenName, "That screen name would make people think you run this site. Choose another."}
	case HoldsPartOfEmail(name, email):
		return Problem{FieldScreenName, "Your screen name holds part of your e-mail address, so people could find out who you are. Choose another."}
	}
	return nil
}

// soundsOfficial tells whether the whole name is a word for those who run the site.
func soundsOfficial(name string) bool {
	switch strings.TrimRight(fold(name), "0123456789") {
	case "admin", "administrator", "moderator", "themoderator", "seniormoderator", "webmaster", "support", "system":
		return true
	}
	return false
}

// HoldsPartOfEmail tells whether a name gives away an e-mail address: it is the
// part before the @, or holds it, or holds a piece of it of four letters or more.
// Capitals, accents, spaces and signs do not hide it.
func HoldsPartOfEmail(name, email string) bool {
	local, _, found := strings.Cut(email, "@")
	local, _, _ = strings.Cut(local, "+")
	folded, whole := fold(name), fold(local)
	if !found || whole == "" || folded == "" {
		return false
	}
	if folded == whole || len(whole) >= minTelling && strings.Contains(folded, whole) {
		return true
	}
	for _, piece := range strings.FieldsFunc(local, func(r rune) bool { return !unicode.IsLetter(r) }) {
		piece = fold(piece)
		if utf8.RuneCountInString(piece) >= minTelling && strings.Contains(folded, piece) {
			return true
		}
	}
	return false
}

// LooksLikeRealName tells whether a screen name may be somebody's own name: two
// words with capitals, or a known first name. It is a reason to ask, never to refuse.
func LooksLikeRealName(name string) bool {
	words := nameWords(name)
	capitals := 0
	for _, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		if unicode.IsUpper(first) && utf8.RuneCountInString(w) > 1 && !littleWord[fold(w)] {
			capitals++
		}
		switch FirstName(w) {
		case OnlyAName:
			return true
		case AlsoAWord:
			if len(words) == 1 && unicode.IsUpper(first) {
				return true
			}
		case NotAName:
		}
	}
	return capitals >= 2
}

// littleWord holds words that start many made-up names and no real one.
var littleWord = map[string]bool{
	"a": true, "an": true, "the": true, "my": true, "one": true, "two": true, "not": true, "no": true,
	"very": true, "just": true, "old": true, "happy": true, "sad": true, "proud": true, "grateful": true,
	"worried": true, "mum": true, "dad": true, "gran": true, "grandad": true, "mother": true, "father": true,
	"daughter": true, "son": true, "wife": true, "husband": true, "patient": true, "carer": true, "of": true, "and": true,
}

// LooksLikeBirthYear tells whether a screen name ends in or holds a year in which
// somebody now living may have been born.
func LooksLikeBirthYear(name string) bool {
	for _, digits := range strings.FieldsFunc(name, func(r rune) bool { return r < '0' || r > '9' }) {
		if len(digits) == 4 && digits >= "1920" && digits <= "2024" {
			return true
		}
	}
	return false
}

// ScreenNameWarning is what to tell an author whose screen name may say who they
// are, or "" when nothing was noticed. It warns and never blocks.
func ScreenNameWarning(name string) string {
	switch {
	case LooksLikeRealName(name):
		return "This looks like a real name. Everyone will see it. If it is yours, choose another."
	case LooksLikeBirthYear(name):
		return "This holds what looks like a year of birth. Everyone will see it. If it is yours, choose another."
	}
	return ""
}

// nameWords cuts a name into words at spaces, signs, digits and inner capitals:
// "JaneSmith62" is Jane, Smith.
func nameWords(name string) []string {
	var words []string
	start, before := -1, rune(0)
	for i, r := range name {
		switch {
		case !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) && r != '\'' && r != '’':
			if start >= 0 {
				words = append(words, name[start:i])
			}
			start = -1
		case start < 0:
			start = i
		case unicode.IsUpper(r) && unicode.IsLower(before):
			words = append(words, name[start:i])
			start = i
		}
		before = r
	}
	if start >= 0 {
		words = append(words, name[start:])
	}
	return words
}

var (
	suggestedColours = strings.Fields(`Bright Brown Copper Crimson Dappled Deep-green Dusky Emerald Frosty
		Gentle Golden Green Leafy Lilac Mossy Orange Pale-blue Patient Purple Quiet Russet Silvery Speckled Steady Teal
		Turquoise Velvet Warm White Yellow`)
	suggestedThings = strings.Fields(`acorn bracken bramble burn butterfly capercaillie cairn cormorant corrie curlew dipper
		dolphin eider firth fulmar gannet glade gorse guillemot hare harebell heron hillside kittiwake ladybird lapwing
		limpet loch lochan lupin machair meadowsweet moorland mountain osprey otter oystercatcher pebble pinecone
		pinewood plover ptarmigan puffin razorbill redshank riverbank sandpiper seal seashell shoreline skylark
		snowdrop starling stonechat sycamore thistle tern tormentil treecreeper wagtail waterfall whimbrel woodland yellowhammer`)
)

// SuggestScreenNames makes four different friendly names, such as "Golden curlew
// 427". They are drawn from lists and from the seed alone, so they hint at nobody;
// three digits cannot be taken for a year of birth. The same seed gives the same
// names, so a page can be shown again unchanged; a new seed gives new ones.
func SuggestScreenNames(seed uint64) []string {
	chance := rand.New(rand.NewPCG(seed, 0xca17d0c5))
	names := make([]string, 0, 4)
	seen := map[string]bool{}
	for len(names) < cap(names) {
		thing := suggestedThings[chance.IntN(len(suggestedThings))]
		colour := suggestedColours[chance.IntN(len(suggestedColours))]
		digits := 100 + chance.IntN(900)
		if seen[thing] {
			continue
		}
		seen[thing] = true
		names = append(names, fmt.Sprintf("%s %s %d", strings.ReplaceAll(colour, "-", " "), thing, digits))
	}
	return names
}
