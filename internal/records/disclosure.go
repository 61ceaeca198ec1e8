package records

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/seal"
	"candour/internal/story"
)

// Disclosure is the record of one private detail that was asked for: who asked,
// who decided, for whom, why and when. It never holds the detail.
type Disclosure struct{ base }

// NewDisclosure makes the record of a request.
func NewDisclosure(app core.App, asked story.Disclosure) (*Disclosure, error) {
	d, err := newRecord[Disclosure](app, "disclosures")
	if err == nil {
		d.SetFacts(asked)
	}
	return d, err
}

// FactsOfDisclosure are the facts of a record of the collection, for the promise
// that guards it.
func FactsOfDisclosure(r *core.Record) story.Disclosure {
	d := &Disclosure{}
	d.SetProxyRecord(r)
	return d.Facts()
}

// Facts are what the record says. Times are as precise as the database keeps them.
func (d *Disclosure) Facts() story.Disclosure {
	at := func(field string) time.Time { return d.time(field).UTC().Truncate(time.Millisecond) }
	return story.Disclosure{
		Story: d.GetString("story"), Field: d.GetString("field"),
		RecipientKind: d.GetString("recipientKind"), Recipient: d.GetString("recipient"),
		Reason: d.GetString("reason"), Believed: d.GetBool("believed"),
		Quiet: d.GetString("quiet"), QuietAgreed: d.GetBool("quietAgreed"),
		AskedBy: d.GetString("askedBy"), AgreedBy: d.GetString("agreedBy"),
		RefusedBy: d.GetString("refusedBy"), Refusal: d.GetString("refusal"),
		ReviewedBy: d.GetString("reviewedBy"), ReviewWords: d.GetString("reviewWords"),
		AskedByName: d.GetString("askedByName"), AgreedByName: d.GetString("agreedByName"),
		RefusedByName: d.GetString("refusedByName"), ReviewedByName: d.GetString("reviewedByName"),
		AskedAt: at("askedAt"), AgreedAt: at("agreedAt"), ExpiresAt: at("expiresAt"), ShownAt: at("shownAt"),
		RefusedAt: at("refusedAt"), ToldAt: at("toldAt"), ReviewedAt: at("reviewedAt"), EmptyAt: at("emptyAt"),
	}
}

// SetFacts writes facts on the record.
func (d *Disclosure) SetFacts(f story.Disclosure) {
	for field, v := range map[string]any{"story": f.Story, "field": f.Field, "recipientKind": f.RecipientKind, "recipient": f.Recipient,
		"reason": f.Reason, "believed": f.Believed, "quiet": f.Quiet, "quietAgreed": f.QuietAgreed, "askedBy": f.AskedBy, "agreedBy": f.AgreedBy,
		"refusedBy": f.RefusedBy, "refusal": f.Refusal, "reviewedBy": f.ReviewedBy, "reviewWords": f.ReviewWords,
		"askedByName": f.AskedByName, "agreedByName": f.AgreedByName, "refusedByName": f.RefusedByName, "reviewedByName": f.ReviewedByName} {
		d.Set(field, v)
	}
	for field, at := range map[string]time.Time{"askedAt": f.AskedAt, "agreedAt": f.AgreedAt, "expiresAt": f.ExpiresAt, "shownAt": f.ShownAt,
		"refusedAt": f.RefusedAt, "toldAt": f.ToldAt, "reviewedAt": f.ReviewedAt, "emptyAt": f.EmptyAt} {
		d.setTime(field, at)
	}
}

// FindDisclosure finds a disclosure by its id.
func FindDisclosure(app core.App, id string) (*Disclosure, error) {
	return first[Disclosure](app, "disclosures", dbx.HashExp{"id": id})
}

// Disclosures lists the record, newest first.
func Disclosures(app core.App, limit int64) ([]*Disclosure, error) {
	return some[Disclosure](app, "disclosures", nil, limit, "askedAt DESC", "id")
}

// DisclosuresOfStory lists what was asked for about a story, oldest first.
func DisclosuresOfStory(app core.App, storyID string) ([]*Disclosure, error) {
	return all[Disclosure](app, "disclosures", dbx.HashExp{"story": storyID}, "askedAt", "id")
}

// DisclosuresUndecidedSince lists the requests since a time that no senior
// moderator has decided, oldest first.
func DisclosuresUndecidedSince(app core.App, since time.Time) ([]*Disclosure, error) {
	return all[Disclosure](app, "disclosures", dbx.NewExp(
		"agreedAt = '' AND refusedAt = '' AND story != '' AND askedAt > {:since}", dbx.Params{"since": stamp(since)}), "askedAt", "id")
}

// DisclosuresUntold lists those whose authors have not been told, oldest first.
func DisclosuresUntold(app core.App) ([]*Disclosure, error) {
	return all[Disclosure](app, "disclosures", dbx.NewExp("toldAt = '' AND story != ''"), "askedAt", "id")
}

// DisclosuresShownBetween counts the private details that were shown from a time
// up to, and not including, another: what the public is told.
func DisclosuresShownBetween(app core.App, from, to time.Time) (int, error) {
	n, err := app.CountRecords("disclosures", dbx.NewExp(
		"shownAt != '' AND shownAt >= {:from} AND shownAt < {:to}", dbx.Params{"from": stamp(from), "to": stamp(to)}))
	return int(n), wrap(err, "disclosures")
}

// ForgetDisclosures takes the story's number and every free word out of what was
// recorded about a story, and keeps the rest for ever. day cuts a time to its day.
func ForgetDisclosures(app core.App, storyID string, day func(time.Time) time.Time) error {
	found, err := DisclosuresOfStory(app, storyID)
	if err != nil {
		return err
	}
	for _, d := range found {
		d.SetFacts(d.Facts().Forgotten(day))
		if err := app.Save(d); err != nil {
			return fmt.Errorf("forgetting whom a disclosure was about: %w", err)
		}
	}
	return nil
}

// LapseDisclosures ends the time of every detail that was agreed to and not shown.
func LapseDisclosures(tx core.App, at time.Time) error {
	open, err := all[Disclosure](tx, "disclosures", dbx.NewExp("agreedAt != '' AND shownAt = '' AND expiresAt > {:at}", dbx.Params{"at": stamp(at)}))
	if err != nil {
		return err
	}
	for _, d := range open {
		f := d.Facts()
		if f.State(at) != story.DisclosureAgreed {
			continue
		}
		f.ExpiresAt = at
		d.SetFacts(f)
		if err := tx.Save(d); err != nil {
			return fmt.Errorf("ending the time of a disclosure: %w", err)
		}
	}
	return nil
}

// DisclosuresMissing counts the records of disclosures that one database holds and
// another does not.
func DisclosuresMissing(now, then dbx.Builder) (int, error) {
	missing, known := 0, map[string]bool{}
	for _, db := range []dbx.Builder{then, now} {
		there, err := hasTable(db, "disclosures")
		if err != nil {
			return 0, err
		}
		if !there {
			continue
		}
		var ids []string
		if err := db.NewQuery("SELECT id FROM disclosures").Column(&ids); err != nil {
			return 0, fmt.Errorf("reading which disclosures are recorded: %w", err)
		}
		for _, id := range ids {
			if db == now && !known[id] {
				missing++
			}
			known[id] = true
		}
	}
	return missing, nil
}

// OpenDisclosed is the only way by which anybody but the author sees a private
// detail. It opens the one value that an agreed, unshown disclosure in its half
// hour names, for the moderator who asked, and has marked it as shown in the same
// transaction before it gives the value away. tx must be a transaction.
//
// Where there is no such detail the value is "", and that somebody looked is noted
// in the place of its having been shown: it ends the request, and counts as no
// detail shown.
//
// Kept by: disclosure needs two.
func OpenDisclosed(tx core.App, s *seal.Sealer, id, moderator string, at time.Time) (string, error) {
	d, err := FindDisclosure(tx, id)
	if err != nil {
		return "", err
	}
	f := d.Facts()
	if f.State(at) != story.DisclosureAgreed || f.AskedBy != moderator {
		return "", story.ErrDisclosure
	}
	value, err := openPrivate(tx, s, f.Story, f.Field)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return "", err
	}
	if value == "" {
		f.EmptyAt = at
	} else {
		f.ShownAt = at
	}
	d.SetFacts(f)
	if err := tx.Save(d); err != nil {
		return "", fmt.Errorf("noting that a detail is shown: %w", err)
	}
	return value, nil
}

func openPrivate(tx core.App, s *seal.Sealer, storyID, field string) (string, error) {
	if field == "email" {
		a, err := FindAuthorOf(tx, storyID)
		if err != nil {
			return "", err
		}
		return a.Email(s)
	}
	c, err := FindContact(tx, storyID)
	if err != nil {
		return "", err
	}
	if field == "ip" {
		return c.IP(s)
	}
	return c.Postcode(s)
}
