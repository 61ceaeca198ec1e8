package doctor

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/backup"
	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/ledger"
	"candour/internal/records"
)

// oldestBackup is how old the newest backup may be.
const oldestBackup = 48 * time.Hour

// lookAtBackups looks at the folder of backups: the newest, and what is set.
func (c *checkup) lookAtBackups() error {
	b, now := deployment.Of(c.app).Backups, deployment.Now(c.app)
	made, err := backup.MadeUntil(b.Dir, now)
	if err != nil {
		c.say("backup", Warning, "", "the folder of backups can't be read", "let Candour read and write CANDOUR_BACKUP_DIR", "")
		return nil
	}
	newest := backup.Newest(made)
	wrong := ""
	if age := now.Sub(newest); len(made) == 0 {
		wrong = "there is no backup that this Candour knows of"
	} else if age > oldestBackup {
		wrong = fmt.Sprintf("the newest backup is %d hours old", int(age.Hours()))
	}
	c.say("backup", Warning, "", wrong, "make one every night: set CANDOUR_BACKUP_DIR, or run candour backup", fmt.Sprintf("%d backups, the newest %d hours old", len(made), int(now.Sub(newest).Hours())))
	wrong = ""
	if !b.Nightly {
		wrong = "no backup is made by itself"
	}
	c.say("nightly backup", Warning, "", wrong, "set CANDOUR_BACKUP_DIR to a folder, best on another disk", "a backup is made every night")
	wrong = ""
	if len(b.Recipients) == 0 {
		wrong = "new backups are not encrypted: addresses and postcodes are sealed in them, but words that nobody has published stand in the clear"
	} else if clear := len(made) - backup.Encrypted(made); clear > 0 {
		wrong = fmt.Sprintf("%d backups in the folder are from before backups were encrypted", clear)
	}
	c.say("encrypted backups", Warning, "", wrong, "set CANDOUR_BACKUP_RECIPIENT to an age key whose secret half is on another machine; delete old backups that you no longer need", "backups are encrypted")
	return nil
}

// lookAtLedger asks whether the ledger of who is gone is there and whole, belongs
// to this data, knows all that the data knows, and lies apart from it.
func (c *checkup) lookAtLedger() error {
	l := deployment.Of(c.app).Ledger
	id, err := records.LedgerID(c.app.DB())
	if err != nil {
		return err
	}
	unknown, err := missingIn(c.app, l)
	if err == nil && unknown > 0 {
		unknown, err = missingIn(c.app, l) // an erasure of this very moment has been written down since
	}
	if err != nil {
		return err
	}
	wrong := ""
	switch err := l.Check(); {
	case errors.Is(err, os.ErrNotExist):
		wrong = "the ledger of who is gone is not where it was"
	case err != nil:
		wrong = "the ledger of who is gone is damaged, or another program has written to it"
	case id != "" && id != l.ID():
		wrong = "the ledger of who is gone belongs to other data"
	case unknown > 0:
		wrong = fmt.Sprintf("%d that are gone are missing from the ledger", unknown)
	case within(c.app.DataDir(), l.Path()):
		wrong = "the ledger lies in the data folder: whoever puts an old copy of the folder back brings erased people back"
	}
	c.say("ledger", Broken, "erased-stay-erased", wrong, "stop Candour, put back the newest copy of the ledger beside the data folder (CANDOUR_LEDGER_FILE says where it is), and start: it adds what it lacks", "the ledger is whole, apart from the data, and knows all who are gone")
	return nil
}

// missingIn counts who is gone by the data and is not in the ledger.
func missingIn(app core.App, l *ledger.Ledger) (int, error) {
	n := 0
	err := records.EachGone(app.DB(), func(piece []records.Gone) error {
		for _, g := range piece {
			kind := ledger.Kind(g.Kind)
			if kind == "" {
				kind = ledger.Account
			}
			if !l.Holds(kind, g.ID) {
				n++
			}
		}
		return nil
	})
	return n, err
}

// lookAtSecondFactor asks whether staff must show a code, and who has set none up.
func (c *checkup) lookAtSecondFactor() error {
	const promise = "staff-prove-who-they-are"
	if !deployment.Of(c.app).SecondFactor {
		c.say("second factor", Warning, promise, "moderators and administrators sign in with a password alone", "set CANDOUR_SECOND_FACTOR=required", "")
		return nil
	}
	staff, err := c.app.FindAllRecords(core.CollectionNameSuperusers)
	if err != nil {
		return fmt.Errorf("listing administrators: %w", err)
	}
	moderators, err := records.Moderators(c.app)
	if err != nil {
		return err
	}
	for _, m := range moderators {
		if m.Active() {
			staff = append(staff, m.ProxyRecord())
		}
	}
	without := 0
	for _, person := range staff {
		if _, err := records.FindSecondFactor(c.app, person); errors.Is(err, records.ErrNotFound) {
			without++
		} else if err != nil {
			return err
		}
	}
	wrong := ""
	if without > 0 {
		wrong = fmt.Sprintf("%d of %d moderators and administrators have not signed in with a code yet: until then their password alone is enough to set one up", without, len(staff))
	}
	c.say("second factor", Warning, promise, wrong, "have them sign in once, or end their accounts", "moderators and administrators sign in with a password and a code")
	return nil
}

// overdueAfter is how long the hourly sweep may take to come by.
const overdueAfter = 2 * time.Hour

// lookAtClocks asks, clock by clock, whether what should have gone has gone.
func (c *checkup) lookAtClocks() error {
	due, err := flow.CountDueAt(c.app, deployment.Now(c.app).Add(-overdueAfter))
	if err != nil {
		return err
	}
	var late []string
	for _, d := range due {
		if d.Count > 0 {
			late = append(late, fmt.Sprintf("%s: %d", d.Clock, d.Count))
		}
	}
	wrong := ""
	if len(late) > 0 {
		wrong = "kept longer than the notice says: " + strings.Join(late, ", ")
	}
	level := Broken
	if deployment.Now(c.app).Sub(c.watch.servesSince()) < overdueAfter {
		level = Warning // the site was stopped, and its first sweep may be yet to come
	}
	c.say("clocks", level, "kept-no-longer-than-said", wrong, "leave Candour running: it deletes them every hour (at once: candour sweep); the logs say why it did not", fmt.Sprintf("nothing outlives any of %d clocks", len(due)))
	return nil
}

// lookAtTimetable asks whether what should happen has happened, and whether the clock is right.
func (c *checkup) lookAtTimetable() error {
	now := deployment.Now(c.app)
	o, err := records.CountOverdue(c.app, now)
	if err != nil {
		return err
	}
	wrong := ""
	if o.Letters > 0 || o.Failed > 0 {
		wrong = fmt.Sprintf("%d letters wait for more than two hours, %d were given up", o.Letters, o.Failed)
	}
	c.say("letters", Warning, "", wrong, "look at the mail settings; the logs say why", "no letter is late")
	wrong = ""
	if o.Approved > 0 {
		wrong = fmt.Sprintf("%d approved stories should be public already", o.Approved)
	}
	c.say("approved stories", Warning, "", wrong, "leave Candour running: it publishes them by itself", "no approved story is late")
	wrong = ""
	if o.Newest.Sub(now) > time.Hour {
		wrong = "the clock of this machine is behind the data by more than an hour"
	}
	c.say("clock", Broken, "kept-no-longer-than-said", wrong, "set the machine's clock (NTP): what is to go is judged by it", "the clock is not behind the data")
	return nil
}
