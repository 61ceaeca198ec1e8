package records

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// What a moderator left for another day, and whether they take a break.

// LeaveUntil notes at one moment that a moderator does not want something until another.
func LeaveUntil(app core.App, i Item, moderator string, at, until time.Time) error {
	left, err := first[base](app, "not_today", dbx.And(i.is(), dbx.HashExp{"moderator": moderator}))
	if errors.Is(err, ErrNotFound) {
		left, err = newRecord[base](app, "not_today")
	}
	if err != nil {
		return err
	}
	left.Load(map[string]any{"story": i.Story, "response": i.Response, "moderator": moderator})
	left.setTime("at", at)
	left.setTime("until", until)
	if err := app.Save(left); err != nil {
		return fmt.Errorf("leaving something for tomorrow: %w", err)
	}
	return nil
}

// LeftBy lists what a moderator does not want at a moment.
func LeftBy(app core.App, moderator string, at time.Time) (map[Item]bool, error) {
	found, err := all[base](app, "not_today", dbx.And(dbx.HashExp{"moderator": moderator}, dbx.NewExp("until > {:at}", dbx.Params{"at": stamp(at)})))
	left := make(map[Item]bool, len(found))
	for _, l := range found {
		left[Item{l.GetString("story"), l.GetString("response")}] = true
	}
	return left, err
}

// SetPaused notes that a moderator takes a break, or is back. A break keeps when it began.
func SetPaused(app core.App, moderator string, paused bool, at time.Time) error {
	since, err := PausedSince(app, moderator)
	if err != nil || paused == !since.IsZero() {
		return err
	}
	if !paused {
		_, err := deleteAll(app, "pauses", dbx.HashExp{"moderator": moderator})
		return err
	}
	p, err := newRecord[base](app, "pauses")
	if err != nil {
		return err
	}
	p.Set("moderator", moderator)
	p.setTime("since", at)
	if err := app.Save(p); err != nil {
		return fmt.Errorf("noting a break: %w", err)
	}
	return nil
}

// DropDesk deletes what the desk keeps of how a moderator works.
func DropDesk(app core.App, moderator string) error {
	for _, kept := range []string{"claims", "not_today", "pauses", "desk_views"} {
		if _, err := deleteAll(app, kept, dbx.HashExp{"moderator": moderator}); err != nil {
			return err
		}
	}
	return nil
}

// PausedSince is since when a moderator takes a break; zero when they do not.
func PausedSince(app core.App, moderator string) (time.Time, error) {
	p, err := first[base](app, "pauses", dbx.HashExp{"moderator": moderator})
	if errors.Is(err, ErrNotFound) {
		return time.Time{}, nil
	}
	if err != nil {
		return time.Time{}, err
	}
	return p.time("since"), nil
}

// Pausing lists the moderators who take a break.
func Pausing(app core.App) (map[string]bool, error) {
	ids := []string{}
	err := app.DB().Select("moderator").From("pauses").Column(&ids)
	paused := make(map[string]bool, len(ids))
	for _, id := range ids {
		paused[id] = true
	}
	return paused, wrap(err, "breaks")
}
