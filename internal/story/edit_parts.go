package story

import "slices"

// editParts are the parts of a story that a moderator changes only for a reason. Tags
// stand under the questions that the author answered, and read as the author's own
// answers; a service is what the author says it of. So they are no less the author's
// than the words. A tag's spelling is only a slip of the finger (respelled.go), and a
// service has none.
var editParts = []string{"title", "text", "screenName", "services", "tags"}

// onlyFor are the reasons for one part alone, and notFor those that one part cannot have.
var (
	onlyFor = map[string]string{"wrong-service": "services", "service-missing": "services", "service-became": "services", "tag-does-not-fit": "tags", "tag-missing": "tags"}
	notFor  = map[string][]string{"services": {SpellingReason, "length", "offensive", "date-or-time"}, "tags": {"length"}}
)

// IsWords reports whether a part of a story is words, which are compared word by word.
func IsWords(part string) bool { return slices.Contains(editParts[:3], part) }

func fitsPart(code, part string) bool {
	only := onlyFor[code]
	return (only == "" || only == part) && !slices.Contains(notFor[part], code)
}

// EditReasonsFor lists why one part of a story may be changed.
func EditReasonsFor(part string) []Reason {
	return slices.DeleteFunc(EditReasons(), func(r Reason) bool { return !fitsPart(r.Code, part) })
}

// ReasonsFor is one reason for every part that it fits.
func ReasonsFor(code string) []EditReason {
	var all []EditReason
	for _, p := range editParts {
		if fitsPart(code, p) {
			all = append(all, EditReason{Part: p, Code: code})
		}
	}
	return all
}

// HasReasons reports whether each of some changed parts has a reason that fits it.
func HasReasons(changed []string, reasons []EditReason) bool {
	for _, part := range changed {
		if !slices.ContainsFunc(reasons, func(r EditReason) bool {
			_, known := FindEditReason(r.Code)
			return known && r.Part == part && fitsPart(r.Code, part)
		}) {
			return false
		}
	}
	return true
}

func partName(part string) string {
	return map[string]string{"title": "the title", "text": "the words", "screenName": "the screen name",
		"services": "the services", "tags": "the tags"}[part]
}
