package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Where people are signed in, and what moderators and the administrator show
// besides their password.
func init() {
	m.Register(func(app core.App) error {
		if err := buildSessions(app); err != nil {
			return err
		}
		if err := buildSecondFactors(app); err != nil {
			return err
		}
		return limitCodes(app)
	}, nil)
}

// buildSessions keeps one row for each sign-in. Exactly one of the four links
// says whose it is; the row goes with that person.
func buildSessions(app core.App) error {
	c := core.NewBaseCollection("sessions")
	err := fill(app, c, []core.Field{
		hiddenText("device", 60), // private: "Firefox on Android", never more
		date("startedAt"),        // private: day and hour
		date("seenOn"),           // private: the day
		date("endedAt"),          // private: day and hour; empty while it lasts
		date("expiresAt"),        // private: the hour in which its token ends
		yes("proved"),            // whether a second factor was shown
	}, []link{
		{name: "author", collection: "authors", cascade: true},
		{name: "member", collection: "members", cascade: true},
		{name: "moderator", collection: "moderators", cascade: true},
		{name: "administrator", collection: core.CollectionNameSuperusers, cascade: true},
	})
	if err != nil {
		return err
	}
	for _, whose := range []string{"author", "member", "moderator", "administrator"} {
		c.AddIndex("idx_sessions_"+whose, false, whose, whose+" != ''")
	}
	c.AddIndex("idx_sessions_expiresAt", false, "expiresAt", "")
	if err := app.Save(c); err != nil {
		return fmt.Errorf("building sessions: %w", err)
	}
	return nil
}

// buildSecondFactors keeps one row for each moderator and administrator.
func buildSecondFactors(app core.App) error {
	c := core.NewBaseCollection("second_factors")
	recovery := list("recovery") // hashes of the recovery codes that are left
	recovery.Hidden = true
	err := fill(app, c, []core.Field{
		hiddenText("sealedSecret", 500), // sealed: what the codes are computed from
		recovery,
		whole("lastStep"),   // the half minute of the last code that was taken
		date("confirmedAt"), // when the first code was right; empty until then
	}, []link{
		{name: "moderator", collection: "moderators", cascade: true},
		{name: "administrator", collection: core.CollectionNameSuperusers, cascade: true},
	})
	if err != nil {
		return err
	}
	for _, whose := range []string{"moderator", "administrator"} {
		c.AddIndex("idx_second_factors_"+whose, true, whose, whose+" != ''")
	}
	if err := app.Save(c); err != nil {
		return fmt.Errorf("building second_factors: %w", err)
	}
	return nil
}

// limitCodes keeps PocketBase's own codes by mail off for administrators: the
// second factor is ours, and one way in is enough. A reset by mail stays.
func limitCodes(app core.App) error {
	c, err := app.FindCollectionByNameOrId(core.CollectionNameSuperusers)
	if err != nil {
		return fmt.Errorf("finding the administrators: %w", err)
	}
	c.OTP.Enabled, c.MFA.Enabled, c.AuthAlert.Enabled = false, false, false
	if err := app.Save(c); err != nil {
		return fmt.Errorf("keeping one way in for administrators: %w", err)
	}
	return nil
}
