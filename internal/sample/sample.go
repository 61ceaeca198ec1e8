// Package sample holds the invented people and stories of the demo.
// Nobody in it exists, every word was written for it, and nothing in it
// happened. The services are real, so that routing can be seen at work.
// The files are plain data: storing them is the work of another file.
package sample

import "slices"

// Story is one invented story with everything that happened to it. All times
// are counted back from now, so a demo is never out of date.
type Story struct {
	Key         string // names the story in this package only; it is not the public id
	Title, Text string // as readers see them, or would see them

	// Original holds the author's own words where a moderator changed them.
	// It is nil where nothing was changed.
	Original *Words

	ScreenName string
	ToldFor    string // self, cared-for, relative, friend or consented
	AgeGroup   string // adult, young-person or child

	Good, Better, Feelings []string // tags, by the question they answer

	Services    []string // Public Health Scotland hospital codes, or codes of Parts
	ServiceText string   // the author's words for a service they could not find

	// HappenedMonthsAgo counts whole calendar months back from this month.
	HappenedMonthsAgo int
	// ToldDaysAgo counts whole days back from now.
	ToldDaysAgo int

	// State is submitted, held, approved, published, rejected, restricted,
	// withdrawn or removed.
	State string
	// HeldFor says who was asked: author, service or senior. Only if held.
	HeldFor string
	// Question is what the moderator asks, if held.
	Question string
	// Reason is one of the Reason… codes and ReasonWords says it to the
	// author. Only if rejected, restricted or removed.
	Reason, ReasonWords string
	// Criticality is the moderator's mark from 0 to 5. It is 0 as well for a
	// story that nobody has read yet.
	Criticality int

	Edits    string // what the author chose: show-me or just-publish
	Author   string // the key of an Author
	Postcode string // a real, current postcode, or empty; private

	Conversation []Turn // oldest first; only if the story was published
}

// Words are the parts of a story that a moderator may change.
type Words struct{ Title, Text, ScreenName string }

// Turn is one thing said under a story.
type Turn struct {
	By        string // the key of a Member, or "author"
	Text      string
	DaysAfter int     // days after the story was told
	State     string  // published, submitted or rejected
	Change    *Change // what the turn says will change or has changed
}

// Change is what an organisation did, or said it would do, about a story.
type Change struct {
	State string // planned or made
	Text  string
	// DueInDays counts from the turn. It is 0 for a change that was made
	// before anyone promised it. A planned change may be overdue by now.
	DueInDays int
	// MadeDaysAfter counts from the turn; 0 means it was made by then.
	MadeDaysAfter int
}

// Reasons why a story is not, or no longer, to be read.
const (
	ReasonTooOld      = "too-old"
	ReasonLegal       = "legal-process"
	ReasonIdentifies  = "identifies-someone"
	ReasonAdvertising = "advertising"
)

// Stories returns every sample story, as a slice of the caller's own.
func Stories() []Story {
	return slices.Concat(emergency, births, mind, waiting, cancer, oldAge,
		goodbyes, children, access, everyday, desk, queue)
}
