// Package deployment is what one running Candour knows about itself: where it
// is, which region it serves, its key and its clock. main.go fills it once; the
// rest asks for it with Of, from the app that is handed to every flow.
package deployment

import (
	"net/mail"
	"time"

	"filippo.io/age"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/ledger"
	"candour/internal/places"
	"candour/internal/region"
	"candour/internal/seal"
	"candour/internal/story"
)

// SMTP is how letters leave. An empty Host means that PocketBase's own mail
// settings are used.
type SMTP struct {
	Host     string
	Port     int
	Username string
	Password string
	TLS      bool // TLS from the first byte, not STARTTLS
}

// Deployment is one running Candour.
type Deployment struct {
	URL      string       // where the public reaches it, without a slash at the end
	Name     string       // the site's name, as people see it
	Operator Operator     // who answers for it
	Sender   mail.Address // who letters come from
	Region   *region.Region
	Sealer   *seal.Sealer
	Places   *places.Table // postcodes and the areas they lie in
	SMTP     SMTP
	MailDir  string // when set, letters are written here as files and not sent
	Live     bool   // read pages and words anew for every visit, for whoever is changing them
	IPDays   int    // how many days an IP address is kept; 0 stores none
	// BackupDays is how many days a backup that Candour made is kept; 0: as long as
	// the clock says.
	BackupDays int
	// SecondFactor asks moderators and administrators for a code besides their
	// password, and lets no token in that belongs to no sign-in we know.
	SecondFactor bool
	Backups      Backups
	// Still says that the site is served for a check and does nothing by the clock:
	// no letter leaves, and nothing is published or deleted.
	Still  bool
	Ledger *ledger.Ledger // who is gone, whatever a backup says
	Now    func() time.Time
	// EditingTime is how long a member may change a response before a moderator
	// reads it: story.EditingTime, and less in a demo.
	EditingTime time.Duration
	// ScanWait is how long a page waits for the look through the store that
	// follows an erasure: a moment on all but the largest.
	ScanWait time.Duration
}

// Backups says where copies of the data go and to whom they are encrypted.
type Backups struct {
	Dir        string // the folder of backups whose names Candour gives
	Nightly    bool   // make one every night
	Recipients []age.Recipient
}

const key = "candour.deployment"

// Keep hands a deployment to an app.
func Keep(app core.App, d *Deployment) {
	if d.Now == nil {
		d.Now = time.Now
	}
	if d.EditingTime == 0 {
		d.EditingTime = story.EditingTime
	}
	if d.ScanWait == 0 {
		d.ScanWait = 5 * time.Second
	}
	app.Store().Set(key, d)
}

// Of is the app's deployment. It panics when nobody has called Keep: that is a
// mistake in the program, not something a visitor can cause.
func Of(app core.App) *Deployment {
	d, ok := app.Store().Get(key).(*Deployment)
	if !ok {
		panic("deployment: Keep was not called for this app")
	}
	return d
}

// Now is the time by the deployment's clock, in UTC, as exact as it is stored: what is
// written and what is read back are the same moment.
func Now(app core.App) time.Time { return Of(app).Now().UTC().Truncate(time.Millisecond) }

// Secure reports whether the public reaches the site by HTTPS.
func (d *Deployment) Secure() bool { return len(d.URL) > 8 && d.URL[:8] == "https://" }

// PublicContacts are addresses and numbers that anybody may pass on: the
// operator's own, and where the region's help and complaints are.
func (d *Deployment) PublicContacts() []string {
	public := []string{d.Operator.Email, d.Sender.Address}
	for _, c := range append(append([]region.Contact{}, d.Region.CrisisContacts...), d.Region.Complaints.Contacts...) {
		public = append(public, c.Phone, c.Text)
	}
	return public
}
