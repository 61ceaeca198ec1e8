package hooks

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

var (
	errKeptTooLong = errors.New("this would be kept longer than the privacy notice says")
	errNoIPs       = errors.New("this site stores no internet addresses (CANDOUR_IP_DAYS is 0)")
	errIPKey       = errors.New("the fingerprint of an internet address goes with the address")
)

// Nothing is kept longer than we say.
//
// Whatever has a clock (internal/story/clocks.go) says, from the moment it is
// stored, when it ends or when it began, and cannot say a later time than its
// clock allows; the timetable's sweep goes by that. Where the operator keeps no
// internet addresses, none can be stored.
func keptNoLongerThanSaid(app core.App, name string) {
	guard(app, name, "drafts", func(tx core.App, _, after *core.Record) error { return endsInTime(tx, after, "expiresAt", "drafts") })
	guard(app, name, "exports", func(tx core.App, _, after *core.Record) error { return endsInTime(tx, after, "expiresAt", "exports") })
	guard(app, name, "readings", func(tx core.App, _, after *core.Record) error { return hasBegun(tx, after, "at") })
	guard(app, name, "letters", func(tx core.App, _, after *core.Record) error {
		if s := after.GetString("state"); s == "owed" || s == "sending" {
			return nil
		}
		return hasBegun(tx, after, "endedAt")
	})
	guard(app, name, "invitations", func(tx core.App, _, after *core.Record) error {
		if err := hasBegun(tx, after, "sentAt"); err != nil {
			return err
		}
		return endsInTime(tx, after, "expiresAt", "invitations")
	})
	guard(app, name, "working_copies", func(tx core.App, _, after *core.Record) error { return hasBegun(tx, after, "savedAt") })
	guard(app, name, "wellbeing_notes", func(tx core.App, _, after *core.Record) error { return hasBegun(tx, after, "at") })
	guard(app, name, "member_acts", func(tx core.App, _, after *core.Record) error { return hasBegun(tx, after, "at") })
	guard(app, name, "not_today", func(tx core.App, _, after *core.Record) error { return hasBegun(tx, after, "at") })
	guard(app, name, "claims", func(tx core.App, _, after *core.Record) error {
		if until := after.GetDateTime("until"); until.IsZero() || until.Time().After(deployment.Now(tx).Add(flow.ClaimLasts+time.Minute)) {
			return fmt.Errorf("claims.until: %w", errKeptTooLong)
		}
		return nil
	})
	guard(app, name, "originals", func(tx core.App, _, after *core.Record) error {
		s, err := records.FindStory(tx, after.GetString("story"))
		if err != nil {
			return err
		}
		if s.State() != story.Published && after.GetDateTime("deleteAfter").IsZero() {
			return nil // its clock starts when it is published
		}
		return endsInTime(tx, after, "deleteAfter", "originals")
	})
	guard(app, name, "stories", func(tx core.App, before, after *core.Record) error {
		if !changed(before, after, "state") || story.State(after.GetString("state")) != story.Published {
			return nil
		}
		o, err := records.FindOriginal(tx, after.Id)
		if errors.Is(err, records.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		return endsInTime(tx, o.ProxyRecord(), "deleteAfter", "originals")
	})
	guard(app, name, "contacts", func(tx core.App, before, after *core.Record) error {
		has := after.GetString("sealedIP") != ""
		switch {
		case has && changed(before, after, "sealedIP") && deployment.Of(tx).IPDays == 0:
			return errNoIPs
		case !has && after.GetString("ipKey") != "":
			return errIPKey
		}
		return nil
	})
}

// endsInTime refuses a row that does not say when it ends, or says a later time
// than one whose clock starts now may have.
func endsInTime(tx core.App, r *core.Record, field, clock string) error {
	end := r.GetDateTime(field).Time()
	if end.IsZero() || end.After(story.FindClock(clock).Ends(deployment.Now(tx))) {
		return fmt.Errorf("%s.%s: %w", r.Collection().Name, field, errKeptTooLong)
	}
	return nil
}

// hasBegun refuses a row whose clock has no start, or one that is yet to come.
func hasBegun(tx core.App, r *core.Record, field string) error {
	at := r.GetDateTime(field).Time()
	if at.IsZero() || at.After(deployment.Now(tx).Add(time.Minute)) {
		return fmt.Errorf("%s.%s: %w", r.Collection().Name, field, errKeptTooLong)
	}
	return nil
}
