package ledger

import "time"

// Kind says what became of an id.
type Kind string

// The kinds of facts. What is known of an id goes on to a kind of a higher rank, never
// back; only a closed story may be opened and a person who is shut out let in again, and
// the other way round, as often as it happens.
const (
	Restricted Kind = "restricted" // a story that a senior moderator closed
	Lifted     Kind = "lifted"     // one that was opened again
	Rejected   Kind = "rejected"   // a story or a response that was refused
	Removed    Kind = "removed"    // a story that the site took down, or an organisation's words that it took off a page
	Withdrawn  Kind = "withdrawn"  // a story that its author took back, or a response that its writer did
	Erased     Kind = "erased"     // a story that was erased with its account
	Account    Kind = "account"    // an account that was erased
	Closed     Kind = "closed"     // a period whose people were counted; its id is its name
	Before     Kind = "before"     // a lost ledger in whose place this one came; its id is that ledger's own
	Shut       Kind = "shut"       // who works here and is let in no more from a day on: an account, or what somebody is in an organisation
	Admitted   Kind = "admitted"   // one that is let in again
	Left       Kind = "left"       // one that is gone
)

var rank = map[Kind]int{Restricted: 1, Lifted: 1, Rejected: 2, Removed: 3, Withdrawn: 4, Erased: 5, Account: 6,
	Closed: 1, Before: 1, Shut: 1, Admitted: 1, Left: 2}

// turns are the kinds that take each other's place.
var turns = map[Kind]Kind{Restricted: Lifted, Lifted: Restricted, Shut: Admitted, Admitted: Shut}

// isNews reports whether a fact says more than what is known of its id.
func (f Fact) isNews(known Fact) bool {
	return rank[f.Kind] > rank[known.Kind] || known.Kind != "" && turns[known.Kind] == f.Kind
}

// Fact is one thing that stays true whatever a backup says.
type Fact struct {
	Kind Kind
	ID   string // a random number, of a story, an account, a response …; or a period
	Day  string // 2026-11-21
}

// On is a fact of a day.
func On(kind Kind, id string, at time.Time) Fact {
	return Fact{kind, id, at.UTC().Format(time.DateOnly)}
}

// IsOfStory reports whether a fact is about a story.
func (f Fact) IsOfStory() bool { return storyShape.MatchString(f.ID) }
