package records

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Draft is a half-told story, encrypted with a key that only the author's
// cookie holds.
type Draft struct{ base }

// Sealed is what was typed so far, encrypted.
func (d *Draft) Sealed() string { return d.GetString("sealed") }

// FindDraft finds the draft of a cookie's fingerprint, unless its time is over.
func FindDraft(app core.App, cookieKey string, at time.Time) (*Draft, error) {
	return first[Draft](app, "drafts", dbx.And(dbx.HashExp{"cookieKey": cookieKey},
		dbx.NewExp("expiresAt > {:at}", dbx.Params{"at": stamp(at)})))
}

// SaveDraft keeps a draft until a time.
func SaveDraft(app core.App, cookieKey, sealed string, until time.Time) error {
	d, err := first[Draft](app, "drafts", dbx.HashExp{"cookieKey": cookieKey})
	if errors.Is(err, ErrNotFound) {
		d, err = newRecord[Draft](app, "drafts")
	}
	if err != nil {
		return err
	}
	d.Set("cookieKey", cookieKey)
	d.Set("sealed", sealed)
	d.setTime("expiresAt", until)
	if err := app.Save(d); err != nil {
		return fmt.Errorf("keeping a draft: %w", err)
	}
	return nil
}

// DeleteDraft deletes the draft of a cookie's fingerprint.
func DeleteDraft(app core.App, cookieKey string) error {
	_, err := deleteAll(app, "drafts", dbx.HashExp{"cookieKey": cookieKey})
	return err
}

// Export is an author's request for a copy of everything. The file is made when
// it is fetched and kept nowhere.
type Export struct{ base }

// Author is whose export this is; ExpiresAt is when its link stops working.
func (x *Export) Author() string { return x.GetString("author") }

// ExpiresAt is when the link stops working.
func (x *Export) ExpiresAt() time.Time { return x.time("expiresAt") }

// AskForExport keeps a request with the list of fields it will hold, and
// returns its id.
func AskForExport(app core.App, authorID string, manifest []string, at, expires time.Time) (string, error) {
	x, err := newRecord[Export](app, "exports")
	if err != nil {
		return "", err
	}
	x.Set("author", authorID)
	x.Set("manifest", manifest)
	x.setTime("askedAt", at)
	x.setTime("expiresAt", expires)
	if err := app.Save(x); err != nil {
		return "", fmt.Errorf("keeping a request for a copy: %w", err)
	}
	return x.Id, nil
}

// FindExport finds a request of this author that has not expired.
func FindExport(app core.App, authorID, id string, at time.Time) (*Export, error) {
	return first[Export](app, "exports", dbx.And(dbx.HashExp{"id": id, "author": authorID},
		dbx.NewExp("expiresAt > {:at}", dbx.Params{"at": stamp(at)})))
}
