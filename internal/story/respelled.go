package story

import (
	"slices"
	"strings"
	"unicode"
)

// Knowing tells of a word in small letters whether it is a word that people use, and
// whether it is somebody's name.
type Knowing struct{ Word, Name func(word string) bool }

// CheckRespelled refuses "spelling" as the one reason for tags that say something else.
func CheckRespelled(was, is map[string][]string, reasons []EditReason, k Knowing) error {
	if IsMoreThanSpelling([]string{"tags"}, reasons) || OnlyRespelled(was, is, k) {
		return nil
	}
	return Problem{"reasons", "The tags may say something else now. Choose another reason than spelling, and the author is asked."}
}

// OnlyRespelled reports whether other tags say the same as before, spelled otherwise: each
// that goes has one that comes in its place, under the same question. Both are slugs by
// kind. Of words in sentences a moderator's "spelling" is taken on their word: the author's
// sentence stands around it and its comparison is kept. A tag is the whole answer, so here
// the claim is held to what a slip of the finger may do.
func OnlyRespelled(was, is map[string][]string, k Knowing) bool {
	for _, kind := range TagKinds {
		comes := slices.DeleteFunc(slices.Clone(is[kind]), func(t string) bool { return slices.Contains(was[kind], t) })
		for _, goes := range was[kind] {
			if slices.Contains(is[kind], goes) {
				continue
			}
			i := slices.IndexFunc(comes, func(t string) bool { return IsRespelled(goes, t, k) })
			if i < 0 {
				return false
			}
			comes = slices.Delete(comes, i, i+1)
		}
		if len(comes) > 0 {
			return false
		}
	}
	return true
}

// IsRespelled reports whether one tag is another, misspelled: the same words but for one
// slip in words that nobody knows, where no other word could have been meant. "rude" and
// "nude" are both words, "unkind" has lost something, and who "Dr Smiht" is nobody here
// knows: of such the author is asked. So is every doubt.
func IsRespelled(was, is string, k Knowing) bool {
	if was == is || k.Word(was) {
		return false
	}
	from, to := strings.Split(was, "-"), strings.Split(is, "-")
	if len(from) != len(to) {
		return false
	}
	for i, w := range from {
		if w != to[i] && !isSlip(w, to[i], k) {
			return false
		}
	}
	return true
}

// shortestSlip is how long a word is at least in which one letter says nothing.
const shortestSlip = 5

func isSlip(was, is string, k Knowing) bool {
	switch {
	case k.Word(was) || k.Name(was) || !k.Word(is) || k.Name(is):
		return false
	case min(len([]rune(was)), len([]rune(is))) < shortestSlip || strings.ContainsFunc(was+is, unicode.IsDigit):
		return false
	case denies(was) != denies(is):
		return false
	}
	found := false
	for _, near := range oneSlipFrom(was) {
		found = found || near == is
		if near != is && (k.Word(near) || k.Name(near)) {
			return false
		}
	}
	return found
}

// denies tells whether a word says that something is not so, as far as letters tell.
func denies(word string) bool {
	if strings.HasSuffix(word, "less") {
		return true
	}
	return slices.ContainsFunc([]string{"un", "in", "im", "ir", "il", "non", "dis", "mis", "not", "anti"}, func(p string) bool { return strings.HasPrefix(word, p) })
}

// oneSlipFrom is every word that one slip makes of a word: a letter too many, too few,
// another one, or two in the wrong order.
func oneSlipFrom(word string) []string {
	const letters = "abcdefghijklmnopqrstuvwxyz"
	var near []string
	w := []rune(word)
	for i := range len(w) + 1 {
		before, after := string(w[:i]), w[i:]
		for _, r := range letters {
			near = append(near, before+string(r)+string(after))
			if len(after) > 0 && after[0] != r {
				near = append(near, before+string(r)+string(after[1:]))
			}
		}
		if len(after) > 0 {
			near = append(near, before+string(after[1:]))
		}
		if len(after) > 1 && after[0] != after[1] {
			near = append(near, before+string([]rune{after[1], after[0]})+string(after[2:]))
		}
	}
	return near
}
