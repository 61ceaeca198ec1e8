package records

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// SetOwnWords is what the organisation says on the page of its service.
func (s *Service) SetOwnWords(v string) { s.Set("ownWords", v) }

// SetOwnWords is what the organisation says on its own page.
func (o *Organisation) SetOwnWords(v string) { o.Set("ownWords", v) }

// OwnWordsField is what the history calls a change of an organisation's own words.
const OwnWordsField = "ownWords"

// NoteOwnWords keeps what an organisation says on a page from now on, who wrote it and
// when, and a line in the history that everyone can read: that it was changed, and not
// to what.
func NoteOwnWords(tx core.App, of core.RecordProxy, organisation, words, member string, at time.Time) error {
	v, err := newRecord[OwnWordsVersion](tx, "own_words")
	if err != nil {
		return err
	}
	v.Load(map[string]any{"organisation": organisation, "words": words, "by": member})
	if r := of.ProxyRecord(); r.Collection().Name == "services" {
		v.Set("service", r.Id)
	}
	v.setTime("at", at)
	if err := tx.Save(v); err != nil {
		return fmt.Errorf("keeping what an organisation says: %w", err)
	}
	return WriteHistory(tx, of.ProxyRecord(), OwnWordsField, "", "", Origin{Source: FromAdministrator, By: member}, at)
}

// OwnWordsVersion is what an organisation said on a page from one change to the next.
type OwnWordsVersion struct{ base }

// Service and the following read its fields. Without a service it is about the
// organisation's own page.
func (v *OwnWordsVersion) Service() string      { return v.GetString("service") }
func (v *OwnWordsVersion) Organisation() string { return v.GetString("organisation") }
func (v *OwnWordsVersion) Words() string        { return v.GetString("words") }
func (v *OwnWordsVersion) By() string           { return v.GetString("by") }
func (v *OwnWordsVersion) At() time.Time        { return v.time("at") }
func (v *OwnWordsVersion) TakenBy() string      { return v.GetString("takenBy") }
func (v *OwnWordsVersion) TakenAt() time.Time   { return v.time("takenAt") }
func (v *OwnWordsVersion) Reason() string       { return v.GetString("reason") }

// SetTaken says that a moderator took the words off the page, and why.
func (v *OwnWordsVersion) SetTaken(moderator, reason string, at time.Time) {
	v.Set("takenBy", moderator)
	v.Set("reason", reason)
	v.setTime("takenAt", at)
}

// FindOwnWordsVersion finds one by its id.
func FindOwnWordsVersion(app core.App, id string) (*OwnWordsVersion, error) {
	return first[OwnWordsVersion](app, "own_words", dbx.HashExp{"id": id})
}

// OwnWordsOnPage lists what an organisation said on the page of a service, or with "" on
// its own, the newest first.
func OwnWordsOnPage(app core.App, organisation, service string, limit int64) ([]*OwnWordsVersion, error) {
	return some[OwnWordsVersion](app, "own_words", dbx.HashExp{"organisation": organisation, "service": service}, limit, "at DESC", "rowid DESC")
}

// LatestOwnWords lists what organisations said last, on all pages, the newest first.
func LatestOwnWords(app core.App, limit int64) ([]*OwnWordsVersion, error) {
	return some[OwnWordsVersion](app, "own_words", nil, limit, "at DESC", "rowid DESC")
}

// LatestOwnWordsOfService lists what was said last on the page of a service, by whichever
// organisation ran it then, the newest first.
func LatestOwnWordsOfService(app core.App, service string, limit int64) ([]*OwnWordsVersion, error) {
	return some[OwnWordsVersion](app, "own_words", dbx.HashExp{"service": service}, limit, "at DESC", "rowid DESC")
}

// TakenOff lists what moderators took off the pages of an organisation and what it has
// not written anew, the newest first.
func TakenOff(app core.App, organisation string, limit int64) ([]*OwnWordsVersion, error) {
	return some[OwnWordsVersion](app, "own_words", dbx.NewExp(`organisation = {:o} AND takenAt != '' AND NOT EXISTS (SELECT 1 FROM own_words n
		WHERE n.organisation = own_words.organisation AND n.service = own_words.service AND n.at > own_words.at)`, dbx.Params{"o": organisation}),
		limit, "takenAt DESC", "id")
}
