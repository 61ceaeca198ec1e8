package pages

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/seal"
)

const (
	draftCookie  = "candour-draft"
	draftTime    = 7 * 24 * time.Hour
	receiptTime  = 30 * time.Minute
	draftField   = "drafts.sealed"
	longestDraft = 120_000 // bytes; more than all answers may have together
)

// draft is a story on its way: what was typed, and after sending the receipt.
// It is stored encrypted with a key that only the cookie of its author holds.
type draft struct {
	Told    told
	Receipt *receipt `json:",omitempty"`

	cookie string // the secret; never stored
	came   bool   // the browser sent it back, so it keeps cookies
}

// receipt is what the author is shown after sending.
type receipt struct {
	StoryID  string
	StoryKey string `json:",omitempty"` // shown until the author says it is written down
	FormKey  string `json:",omitempty"` // of the form that was sent
	HasEmail bool
	Answered bool // the questions afterwards were answered
	At       time.Time
}

// draftKeys are where a cookie's draft is found, and what opens it.
func draftKeys(app core.App, cookie string) (string, *seal.Sealer, error) {
	sealer := deployment.Of(app).Sealer
	own, err := sealer.For(cookie)
	if err != nil {
		return "", nil, fmt.Errorf("opening a draft: %w", err)
	}
	return sealer.Fingerprint("draft", cookie), own, nil
}

// openDraft reads the visitor's draft. One that is missing, too old or no longer
// to be opened is an empty one: forms carry what was typed.
func openDraft(e *core.RequestEvent) (*draft, error) {
	cookie := readCookie(e, draftCookie)
	if raw, err := base64.RawURLEncoding.DecodeString(cookie); err != nil || len(raw) != 32 {
		return newDraft(), nil
	}
	d := &draft{cookie: cookie, came: true}
	if err := d.read(e.App); err != nil {
		return nil, err
	}
	return d, nil
}

func newDraft() *draft {
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // crypto/rand never fails
	return &draft{cookie: base64.RawURLEncoding.EncodeToString(secret)}
}

func (d *draft) read(app core.App) error {
	at := deployment.Now(app)
	key, own, err := draftKeys(app, d.cookie)
	if err != nil {
		return err
	}
	row, err := records.FindDraft(app, key, at)
	if errors.Is(err, records.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	text, err := own.Open(draftField, row.Sealed())
	if err != nil {
		return nil //nolint:nilerr // sealed by another instance: it is nobody's any more
	}
	var stored draft
	if json.Unmarshal([]byte(text), &stored) != nil {
		return nil // of an older version
	}
	d.Told, d.Receipt = stored.Told, stored.Receipt
	if d.Receipt != nil && at.Sub(d.Receipt.At) > receiptTime {
		d.Receipt = nil
	}
	return nil
}

// offerCookie gives the browser the draft's cookie, if it does not have it yet.
func (d *draft) offerCookie(e *core.RequestEvent) {
	setCookie(e, draftCookie, d.cookie, int(draftTime.Seconds()))
}

// empty says that there is nothing in the draft to show or go on with.
func (d *draft) empty() bool { return d.Receipt == nil && d.Told.empty() }

// keep renews the cookie and stores the draft.
func (d *draft) keep(e *core.RequestEvent) error {
	d.offerCookie(e)
	return d.store(e.App)
}

// store keeps the draft for seven days, or as long as the receipt may be seen.
// Nothing is stored for a browser that keeps no cookie, nor what is too long:
// it stands in the page's own form all the same.
func (d *draft) store(app core.App) error {
	if !d.came {
		return nil
	}
	return app.RunInTransaction(func(tx core.App) error {
		if d.Receipt == nil { // the same form may have been sent from another tab meanwhile
			fresh := draft{cookie: d.cookie}
			if err := fresh.read(tx); err != nil {
				return err
			}
			d.Receipt = fresh.Receipt
		}
		return d.write(tx)
	})
}

func (d *draft) write(tx core.App) error {
	text, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("writing a draft: %w", err)
	}
	if len(text) > longestDraft {
		return nil
	}
	key, own, err := draftKeys(tx, d.cookie)
	if err != nil {
		return err
	}
	until := deployment.Now(tx).Add(draftTime)
	if d.Receipt != nil && d.Told.empty() {
		until = d.Receipt.At.Add(receiptTime)
	}
	return records.SaveDraft(tx, key, own.Seal(draftField, string(text)), until)
}

// forgetDraft deletes the visitor's draft, here and in the browser.
func forgetDraft(e *core.RequestEvent) error {
	cookie := readCookie(e, draftCookie)
	dropCookie(e, draftCookie)
	if cookie == "" {
		return nil
	}
	return records.DeleteDraft(e.App, deployment.Of(e.App).Sealer.Fingerprint("draft", cookie))
}

// newFormKey is the secret of one form: "made.chance.mark". The mark shows that
// it was made here, and when.
func newFormKey(app core.App) string {
	body := strconv.FormatInt(deployment.Now(app).Unix(), 36) + "." + rand.Text()
	return body + "." + formMark(app, body)
}

func formMark(app core.App, body string) string {
	return deployment.Of(app).Sealer.Fingerprint("form key", body)[:22]
}

// formMade is when a form was made, if it was made here.
func formMade(app core.App, key string) (time.Time, bool) {
	cut := strings.LastIndexByte(key, '.')
	if cut < 0 || len(key) > 100 || !sameSecret(key[cut+1:], formMark(app, key[:cut])) {
		return time.Time{}, false
	}
	made, _, _ := strings.Cut(key, ".")
	seconds, err := strconv.ParseInt(made, 36, 64)
	return time.Unix(seconds, 0).UTC(), err == nil
}

// withFormKey makes sure that what was told belongs to a form of ours.
func (d *draft) withFormKey(app core.App) {
	if _, ok := formMade(app, d.Told.FormKey); !ok {
		d.Told.FormKey = newFormKey(app)
	}
}

// sameSecret compares in a time that tells nothing.
func sameSecret(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }
