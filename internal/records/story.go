package records

import (
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/story"
)

// Story is one story, with its words as they may be published. It does not know
// who told it: that is an Authorship.
type Story struct{ base }

// NewStory makes an empty story.
func NewStory(app core.App) (*Story, error) { return newRecord[Story](app, "stories") }

// FindStory finds a story by its number, in whatever state.
func FindStory(app core.App, id string) (*Story, error) {
	return first[Story](app, "stories", dbx.HashExp{"id": id})
}

// FindPublishedStory finds a story that everyone may read.
func FindPublishedStory(app core.App, id string) (*Story, error) {
	return first[Story](app, "stories", dbx.HashExp{"id": id, "state": string(story.Published)})
}

// Title and the following read a story's fields.
func (s *Story) Title() string            { return s.GetString("title") }
func (s *Story) Text() string             { return s.GetString("text") }
func (s *Story) ScreenName() string       { return s.GetString("screenName") }
func (s *Story) ToldFor() string          { return s.GetString("toldFor") }
func (s *Story) AgeGroup() string         { return s.GetString("ageGroup") }
func (s *Story) HappenedMonth() int       { return s.GetInt("happenedMonth") }
func (s *Story) HappenedYear() int        { return s.GetInt("happenedYear") }
func (s *Story) ServiceText() string      { return s.GetString("serviceText") }
func (s *Story) State() story.State       { return story.State(s.GetString("state")) }
func (s *Story) HeldFor() string          { return s.GetString("heldFor") }
func (s *Story) Reason() string           { return s.GetString("reason") }
func (s *Story) ReasonWords() string      { return s.GetString("reasonWords") }
func (s *Story) Version() int             { return s.GetInt("version") }
func (s *Story) Urgency() int             { return s.GetInt("urgency") }
func (s *Story) Edited() bool             { return s.GetBool("edited") }
func (s *Story) ShowEditsFirst() bool     { return s.GetString("edits") == "show-me" }
func (s *Story) PublicationNo() int       { return s.GetInt("publicationNo") }
func (s *Story) PublishedBy() string      { return s.GetString("publishedBy") }
func (s *Story) SubmittedAt() time.Time   { return s.time("submittedAt") }
func (s *Story) ApprovedUntil() time.Time { return s.time("approvedUntil") }
func (s *Story) PublishedAt() time.Time   { return s.time("publishedAt") }
func (s *Story) EndedAt() time.Time       { return s.time("endedAt") }
func (s *Story) Progress() story.Progress {
	return story.Progress(s.GetString("progress"))
}

// Words are what a moderator may edit of a story's text.
type Words struct{ Title, Text, ScreenName string }

// Words are the story's words as they stand.
func (s *Story) Words() Words { return Words{s.Title(), s.Text(), s.ScreenName()} }

// SetWords replaces the story's words.
func (s *Story) SetWords(w Words) {
	s.Set("title", w.Title)
	s.Set("text", w.Text)
	s.Set("screenName", w.ScreenName)
}

// Circumstances are what the author said around the words.
type Circumstances struct {
	ToldFor, AgeGroup           string
	HappenedMonth, HappenedYear int
	Edits                       string
	ServiceText                 string
}

// SetCircumstances writes them on the story.
func (s *Story) SetCircumstances(c Circumstances) {
	s.Set("toldFor", c.ToldFor)
	s.Set("ageGroup", c.AgeGroup)
	s.Set("happenedMonth", c.HappenedMonth)
	s.Set("happenedYear", c.HappenedYear)
	s.Set("edits", c.Edits)
	s.Set("serviceText", c.ServiceText)
}

// Edits is how the author wants edits handled: "show-me" or "just-publish".
func (s *Story) Edits() string { return s.GetString("edits") }

// SetSubmitted marks a story as told and waiting for a moderator.
func (s *Story) SetSubmitted(at time.Time, urgency int) {
	s.Set("state", string(story.Submitted))
	s.Set("progress", string(story.Unheard))
	s.Set("urgency", urgency)
	s.Set("version", firstVersion)
	s.setTime("submittedAt", at)
}

// SetUrgency says how early a moderator should read it.
func (s *Story) SetUrgency(v int) { s.Set("urgency", v) }

// SetState moves a story to another state; the promises decide whether it may. One
// that is not approved waits for nobody by the clock.
func (s *Story) SetState(v story.State) {
	s.Set("state", string(v))
	if v != story.Approved {
		s.SetWait(story.NoWait, time.Time{})
	}
}

// SetHeldFor says who was asked: "author", "service" or "senior".
func (s *Story) SetHeldFor(v string) { s.Set("heldFor", v) }

// SetReason says why a story was refused or taken down, in a code and in words
// for the author.
func (s *Story) SetReason(code, words string) {
	s.Set("reason", code)
	s.Set("reasonWords", words)
}

// SetApproved gives the author until a time to object to the edits.
func (s *Story) SetApproved(at, until time.Time) {
	s.setTime("approvedAt", at)
	s.setTime("approvedUntil", until)
}

// SetApprovedUntil changes the time that an approved story waits.
func (s *Story) SetApprovedUntil(until time.Time) { s.setTime("approvedUntil", until) }

// SetPublished writes down when a story became public, as the how-manieth, and
// which moderator let it.
func (s *Story) SetPublished(at time.Time, no int, moderator string) {
	s.SetState(story.Published)
	s.setTime("publishedAt", at)
	s.Set("publicationNo", no)
	s.Set("publishedBy", moderator)
}

// SetEnded writes down when a story stopped being public or possible.
func (s *Story) SetEnded(at time.Time) { s.setTime("endedAt", at) }

// SetEdited says in public that a moderator changed words.
func (s *Story) SetEdited(v bool) { s.Set("edited", v) }

// SetServiceText keeps the author's own words for a service until it is linked.
func (s *Story) SetServiceText(v string) { s.Set("serviceText", v) }

// SetProgress moves the public progress of a story on, never back.
func (s *Story) SetProgress(p story.Progress) {
	s.Set("progress", string(s.Progress().Further(p)))
}

// NextVersion raises the version by one and returns it.
func (s *Story) NextVersion() int {
	v := s.Version() + 1
	s.Set("version", v)
	return v
}

// NextPublicationNo is one more than the highest number any story was given.
// It must be asked inside the transaction that publishes.
func NextPublicationNo(app core.App) (int, error) {
	var no int
	err := app.DB().NewQuery("SELECT COALESCE(MAX(publicationNo), 0) + 1 FROM stories").Row(&no)
	return no, err
}

// CountStories counts the stories in a state.
func CountStories(app core.App, s story.State) (int64, error) {
	return app.CountRecords("stories", dbx.HashExp{"state": string(s)})
}

// StoriesApproved finds the stories that a moderator let through and that wait.
func StoriesApproved(app core.App) ([]*Story, error) {
	return all[Story](app, "stories", dbx.HashExp{"state": string(story.Approved)})
}

// ClearWithdrawn empties what a withdrawn story no longer needs.
func (s *Story) ClearWithdrawn() {
	s.Set("serviceText", "")
	s.Set("heldFor", "")
	s.Set("reason", "")
	s.Set("reasonWords", "")
}

func anys[T ~string](list []T) []any {
	out := make([]any, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}
