package records

import (
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/story"
)

// WaitsFor says for whom an approved story waits.
func (s *Story) WaitsFor() story.Wait { return story.Wait(s.GetString("waitsFor")) }

// GoesOnAt is when the clock moves an approved story on; zero when only a person can.
func (s *Story) GoesOnAt() time.Time { return s.time("goesOnAt") }

// WaitAsked says that the author asked us to wait for their word.
func (s *Story) WaitAsked() bool { return s.GetBool("waitAsked") }

// Notice says that every service in the story is given notice of it.
func (s *Story) Notice() bool { return s.GetBool("notice") }

// ApprovedAt is when a moderator let the story through.
func (s *Story) ApprovedAt() time.Time { return s.time("approvedAt") }

// SetWait says for whom an approved story waits and when the clock looks again.
func (s *Story) SetWait(w story.Wait, next time.Time) {
	s.Set("waitsFor", string(w))
	s.setTime("goesOnAt", next)
}

// SetWaitAsked says whether silence publishes.
func (s *Story) SetWaitAsked(v bool) { s.Set("waitAsked", v) }

// SetNotice says whether every service in the story is given notice.
func (s *Story) SetNotice(v bool) { s.Set("notice", v) }

// CountAhead counts the stories that came before one and still wait to be read. How
// urgent they are is left out: that is for moderators alone, and a place would tell.
func CountAhead(app core.App, s *Story) (int, error) {
	n, err := app.CountRecords("stories", dbx.And(
		dbx.HashExp{"state": string(story.Submitted)},
		dbx.NewExp("submittedAt < {:at}", dbx.Params{"at": stamp(s.SubmittedAt())})))
	return int(n), err
}

// StoriesToldBefore lists the numbers of the stories that were told by a moment and are
// still to be read, or to be looked at by a senior moderator, the oldest first.
func StoriesToldBefore(app core.App, at time.Time) ([]string, error) {
	ids := []string{}
	err := app.DB().Select("id").From("stories").Where(dbx.And(
		dbx.NewExp("("+string(StoryToRead)+" OR "+string(StoryForSenior)+")"),
		dbx.NewExp("submittedAt <= {:at}", dbx.Params{"at": stamp(at)}))).OrderBy("submittedAt", "id").Column(&ids)
	return ids, wrap(err, "stories that wait")
}

// StoriesToGoOn finds the approved stories that the clock has to move on.
func StoriesToGoOn(app core.App, at time.Time) ([]*Story, error) {
	return all[Story](app, "stories", dbx.And(
		dbx.HashExp{"state": string(story.Approved)},
		dbx.NewExp("goesOnAt != '' AND goesOnAt <= {:at}", dbx.Params{"at": stamp(at)})))
}
