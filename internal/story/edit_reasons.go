package story

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// EditReason is why a moderator changed one part of a story, or one passage of it.
type EditReason struct {
	Part    string // title, text, screenName, services or tags
	Code    string
	Words   string // a few words, for the reason that the list does not hold
	Passage int    // which changed passage of the part, from 1; 0: all of them
}

// SpellingReason is the one reason that the author is not asked about.
const SpellingReason = "spelling"

// MaxEditWords is how long the few words for a reason of one's own may be, in characters.
const MaxEditWords = 200

// editReasons are why a story is changed. Meaning is what the author reads. Which fits
// which part: edit_parts.go.
var editReasons = []Reason{
	{"identifies-author", "It could show who the author is",
		"It could show who you are: a name, an age, a place, something only you would know.", ""},
	{"identifies-staff", "It names staff in a critical part",
		"It names or describes somebody who works there in a part that is critical. We say their job instead.", ""},
	{"date-or-time", "An exact date or time",
		"An exact date or time could show who you are, or who worked then.", ""},
	{"offensive", "Offensive words",
		"Words that insult or degrade people.", ""},
	{"defamatory", "A legal risk",
		"Somebody could say in court that it is not proved. We keep what happened to you and how it was.", ""},
	{"length", "Length",
		"It was too long to be read to the end.", ""},
	{SpellingReason, "Capitals, spelling or layout",
		"Only capitals, spelling, punctuation or layout. The words say the same.", ""},
	{"wrong-service", "It is about another service",
		"Your story is about another service than it was linked to.", ""},
	{"service-missing", "A service it tells of was not linked",
		"Your story tells of this service too, and was not linked to it.", ""},
	{"service-became", "The service has become another one",
		"The service has become another one since you told your story.", ""},
	{"tag-does-not-fit", "A tag does not fit the story",
		"A tag said something else than your story.", ""},
	{"tag-missing", "A tag for what the story says",
		"Your story says this, and no tag did. It helps people to find it.", ""},
	{OtherReason, "Another reason", "Another reason.", ""},
}

// EditReasons lists why a story may be changed.
func EditReasons() []Reason { return slices.Clone(editReasons) }

// FindEditReason finds a reason by its code.
func FindEditReason(code string) (Reason, bool) {
	for _, r := range editReasons {
		if r.Code == code {
			return r, true
		}
	}
	return Reason{}, false
}

// CheckEditReasons looks at the reasons for changing some parts of a story, and
// returns those of the parts that were changed.
func CheckEditReasons(changed []string, given []EditReason) ([]EditReason, error) {
	var kept []EditReason
	for _, part := range editParts {
		if !slices.Contains(changed, part) {
			continue
		}
		found := false
		for _, r := range given {
			if r.Part != part {
				continue
			}
			found, r.Words = true, CleanLine(r.Words)
			switch _, known := FindEditReason(r.Code); {
			case !known || !fitsPart(r.Code, part):
				return nil, Problem{"reasons", "Choose why you changed each part."}
			case r.Code == OtherReason && r.Words == "":
				return nil, Problem{"reasons", "Say in a few words why. The author reads it."}
			case utf8.RuneCountInString(r.Words) > MaxEditWords:
				return nil, Problem{"reasons", "Use 200 characters at most for a reason."}
			}
			if !slices.Contains(kept, r) { // one passage may have several, each once
				kept = append(kept, r)
			}
		}
		if !found {
			return nil, Problem{"reasons", "Say why you changed " + partName(part) + ". The author reads it."}
		}
	}
	return kept, nil
}

// CheckPassages refuses reasons that leave out a changed passage: of each part either
// one reason is for all of it, or each of its passages has one. passages says how many
// each part has.
func CheckPassages(passages map[string]int, reasons []EditReason) error {
	for _, part := range editParts {
		n := passages[part]
		has := make(map[int]bool, n)
		for _, r := range reasons {
			if r.Part != part {
				continue
			}
			if r.Passage < 0 || r.Passage > n {
				return Problem{"reasons", "The changes are others than the ones you gave reasons for. Look at them once more."}
			}
			has[r.Passage] = true
		}
		for i := 1; i <= n && !has[0]; i++ {
			if !has[i] {
				return Problem{"reasons", "Say why you changed " + partName(part) + ", for each change. The author reads it."}
			}
		}
	}
	return nil
}

// IsMoreThanSpelling reports whether an edit of some parts needs the author's word:
// any part was changed for more than capitals and spelling, or for a reason that
// nobody wrote down.
func IsMoreThanSpelling(changed []string, reasons []EditReason) bool {
	for _, part := range editParts {
		if !slices.Contains(changed, part) {
			continue
		}
		of := 0
		for _, r := range reasons {
			if r.Part == part {
				of++
				if r.Code != SpellingReason {
					return true
				}
			}
		}
		if of == 0 {
			return true
		}
	}
	return false
}

// String is a reason as it is stored: part, code and words with colons between, and
// the number of the passage after the part.
func (r EditReason) String() string {
	part := r.Part
	if r.Passage > 0 {
		part += "." + strconv.Itoa(r.Passage)
	}
	return part + ":" + r.Code + ":" + r.Words
}

// ReadEditReason reads a stored reason.
func ReadEditReason(stored string) EditReason {
	part, rest, _ := strings.Cut(stored, ":")
	code, words, _ := strings.Cut(rest, ":")
	part, number, _ := strings.Cut(part, ".")
	passage, _ := strconv.Atoi(number)
	return EditReason{part, code, words, passage}
}

// ForAuthor is the reason in words for the author.
func (r EditReason) ForAuthor() string {
	if r.Code == OtherReason && r.Words != "" {
		return r.Words
	}
	known, _ := FindEditReason(r.Code)
	if r.Words != "" {
		return known.Meaning + " " + r.Words
	}
	return known.Meaning
}

// InCopy is a stored reason as the author reads it in a copy of their data.
func (r EditReason) InCopy() string {
	which := ""
	if r.Passage > 0 {
		which = " (change " + strconv.Itoa(r.Passage) + ")"
	}
	return partName(r.Part) + which + ": " + lowerStart(r.ForAuthor())
}

func lowerStart(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + strings.TrimSuffix(s[1:], ".")
}
