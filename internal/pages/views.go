package pages

import (
	"time"

	"candour/internal/search"
)

// The views below are all that the public pages can show. None of them has a
// field for private details, so no template can let them out.

// ServiceLink is a service as the public may know it. Town is where it is: for a
// ward, the hospital and its town.
type ServiceLink struct{ ID, Name, Town string }

// OrganisationLink is an organisation as the public may know it.
type OrganisationLink struct{ ID, Name string }

// TagLink is a tag and the question it answers: good, better or feelings.
type TagLink struct{ Name, Slug, Kind string }

// Step is one word of the progress of a story. State is past, now or ahead.
type Step struct {
	Word, State string
	Made        bool // a change was made, marked with the sun
}

// Progress is how far a story has come, in five words.
type Progress struct {
	Steps []Step
	Now   string // the furthest word reached
}

// IsMade says whether a change was made because of the story.
func (p Progress) IsMade() bool { return p.Now == "Change made" }

// NewProgress makes the line of five words from the rank of story.Progress:
// 0 unheard, 1 heard, 2 read, 3 answered, 4 change planned, 5 change made.
func NewProgress(rank int) Progress {
	words := []string{"Unheard", "Heard", "Read", "Answered", "Change"}
	switch rank {
	case 4:
		words[4] = "Change planned"
	case 5:
		words[4] = "Change made"
	}
	now := min(max(rank, 0), len(words)-1)
	p := Progress{Now: words[now]}
	for i, word := range words {
		s := Step{Word: word, State: "ahead"}
		if i < now {
			s.State = "past"
		} else if i == now {
			s.State, s.Made = "now", rank == 5
		}
		p.Steps = append(p.Steps, s)
	}
	return p
}

// StoryCard is a story in a list.
type StoryCard struct {
	ID, Title  string
	Opening    string // the first words, plain text
	ScreenName string
	Role       string // "about a relative"; empty when told for oneself
	Published  time.Time
	Services   []ServiceLink
	Tags       []TagLink
	Progress   Progress
	Alike      int // how many others said it happened to them too
	// TitleMarks and OpeningMarks, when set, stand for Title and Opening with the
	// words that were looked for.
	TitleMarks, OpeningMarks []search.Piece
}

// ChangeLine is what an organisation says it will change, or has changed.
type ChangeLine struct {
	State         string // planned, overdue or made
	Text          string
	DueOn, MadeOn time.Time
}

// Badge is the state in words.
func (c ChangeLine) Badge() string {
	switch c.State {
	case "made":
		return "Change made"
	case "overdue":
		return "Change overdue"
	}
	return "Change planned"
}

// Turn is one voice in the conversation under a story.
type Turn struct {
	Kind           string // response, author (a reply) or update
	Anchor         string // the id to link to
	Name, JobTitle string // as the speaker chose; the screen name for the author
	Organisation   string
	OrganisationID string
	Photo          string // the address of the one it is signed with; empty for none
	At             time.Time
	Text           string
	Changes        []ChangeLine
}

// Restriction says that a story is shut for now, by whom and why.
type Restriction struct {
	By, Why         string
	Since, ReviewOn time.Time
	Appeals         []string // each a sentence
}

// storyView is the page of one story.
type storyView struct {
	ID, Title, Text, ScreenName  string
	Role                         string // "told about a relative"; empty for oneself
	AgeGroup                     string // "the person who had care: a child"; empty for adults
	Happened                     string // "March 2026"; empty when not told
	Published                    time.Time
	Services                     []ServiceLink
	Good, Better, Feelings       []TagLink
	Progress                     Progress
	ReadBy                       []string // organisations where somebody opened it
	ReviewedBy                   []string // each a sentence about a service review
	Conversation                 []Turn
	Restricted                   *Restriction // when set, Text, tags and conversation stay empty
	Alike                        int
	AlikeAction                  string // where "this happened to me too" is sent; empty: not offered
	AlikeSaid                    bool   // this person has said so
	ReportHref, OwnHref, ShareAt string // each empty: not offered
	Similar                      []StoryCard
	Notice                       string
}
