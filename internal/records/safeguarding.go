package records

import (
	"errors"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/story"
)

// Safeguarding is one thing that happened while moderators dealt with a story in
// which somebody may be in danger. It is written once.
type Safeguarding struct{ base }

// Story is the number of the story it is about.
func (s *Safeguarding) Story() string { return s.GetString("story") }

// Event is what happened.
func (s *Safeguarding) Event() story.SafetyEvent {
	e := story.SafetyEvent{Kind: s.GetString("kind"), Outcome: s.GetString("outcome"), Step: s.GetString("step"),
		Service: s.GetString("service"), Words: s.GetString("words"), By: s.GetString("by"), At: s.time("at")}
	_ = s.UnmarshalJSONField("quoted", &e.Quoted)
	return e
}

// AsSafeguarding reads a record that is about to be stored as the step that it is.
func AsSafeguarding(r *core.Record) *Safeguarding {
	s := &Safeguarding{}
	s.SetProxyRecord(r)
	return s
}

// SafetyEventsOf lists what happened in the case of a story, the oldest first.
func SafetyEventsOf(app core.App, storyID string) ([]story.SafetyEvent, error) {
	rows, err := all[Safeguarding](app, "safeguardings", dbx.HashExp{"story": storyID}, "at", "rowid")
	events := make([]story.SafetyEvent, len(rows))
	for i, r := range rows {
		events[i] = r.Event()
	}
	return events, err
}

// SafetyCaseOf reads where the safeguarding of a story stands.
func SafetyCaseOf(app core.App, storyID string) (story.SafetyCase, error) {
	events, err := SafetyEventsOf(app, storyID)
	return story.SafetyCaseOf(events), err
}

// lastTurn is, for every story, the row with which its case was last opened or closed.
const lastTurn = `SELECT story, MAX(rowid) AS last FROM safeguardings WHERE kind IN ('chosen', 'closed') GROUP BY story`

// OpenSafeguardings lists the stories whose case is open, the longest since
// something was chosen first.
func OpenSafeguardings(app core.App) ([]string, error) {
	ids := []string{}
	err := app.DB().NewQuery(`SELECT g.story FROM safeguardings g JOIN (` + lastTurn + `) t ON t.last = g.rowid WHERE g.kind = 'chosen' ORDER BY g.at`).Column(&ids)
	return ids, wrap(err, "open cases of safeguarding")
}

// HandbookRead says which version of a chapter a moderator has read.
type HandbookRead struct{ base }

// ChaptersRead are the versions that a moderator has confirmed, by chapter.
func ChaptersRead(app core.App, moderator string) (map[string]string, error) {
	rows, err := all[HandbookRead](app, "handbook_read", dbx.HashExp{"moderator": moderator})
	read := make(map[string]string, len(rows))
	for _, r := range rows {
		read[r.GetString("chapter")] = r.GetString("version")
	}
	return read, err
}

// ReadChapter notes that a moderator has read a version of a chapter. The caller saves it.
func ReadChapter(app core.App, moderator, chapter, version string, at time.Time) (*HandbookRead, error) {
	r, err := first[HandbookRead](app, "handbook_read", dbx.HashExp{"moderator": moderator, "chapter": chapter})
	if errors.Is(err, ErrNotFound) {
		r, err = newRecord[HandbookRead](app, "handbook_read")
	}
	if err != nil {
		return nil, err
	}
	r.Load(map[string]any{"moderator": moderator, "chapter": chapter, "version": version})
	r.setTime("at", at)
	return r, nil
}
