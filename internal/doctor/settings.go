package doctor

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/story"
)

// lookAtSettings looks at what the operator has set.
func (c *checkup) lookAtSettings() error {
	d := deployment.Of(c.app)
	c.lookAtOperator(d.Operator)
	c.lookAtKey()
	c.lookAtDisk()
	c.lookAtBackups()
	c.lookAtDoors()
	for _, look := range []func() error{c.lookAtPeople, c.lookAtTimetable, c.lookAtSchema} {
		if err := look(); err != nil {
			return err
		}
	}
	c.lookAtHTTPS()
	c.lookAtMail()
	return nil
}

// say reports one finding of a check about settings: fine when nothing is wrong.
func (c *checkup) say(check string, level Level, promise, wrong, do, fine string) {
	if wrong == "" {
		c.report(Finding{Check: check, Level: Fine, Found: fine})
		return
	}
	c.report(Finding{Check: check, Level: level, Promise: promise, Found: wrong, Do: do})
}

func (c *checkup) lookAtOperator(o deployment.Operator) {
	var missing []string
	for what, value := range map[string]string{"name": o.Name, "address": o.Address, "e-mail": o.Email} {
		if value == "" {
			missing = append(missing, what)
		}
	}
	wrong := ""
	if len(missing) > 0 {
		wrong = "the privacy notice does not say who answers for this site: " + strings.Join(sorted(missing), ", ") + " missing"
	}
	c.say("operator", Warning, "", wrong, "set CANDOUR_OPERATOR_NAME, CANDOUR_OPERATOR_ADDRESS and CANDOUR_OPERATOR_EMAIL", "the notice says who answers for this site")
}

// lookAtKey looks where the key lies: apart from the data, and shut to others.
func (c *checkup) lookAtKey() {
	const do = "move it out of the data folder, name it with CANDOUR_KEY_FILE, and let only its owner read it (chmod 600)"
	file := c.settings.KeyFile
	if file == "" {
		c.say("key", Fine, "", "", "", "the key is in the environment, apart from the data")
		return
	}
	wrong := ""
	info, err := os.Stat(file)
	switch {
	case err != nil:
		wrong = "the key's file cannot be looked at"
	case within(c.app.DataDir(), file):
		wrong = "the key lies in the data folder: whoever copies the data has the key too"
	case info.Mode().Perm()&0o077 != 0:
		wrong = fmt.Sprintf("others on this machine may read the key's file (mode %o)", info.Mode().Perm())
	}
	level := Broken
	if err != nil {
		level = Warning
	}
	c.say("key", level, "private-details-stay-sealed", wrong, do, "the key lies apart from the data, and only its owner may read it")
}

// within reports whether a path lies in a folder, links followed.
func within(folder, path string) bool {
	real := func(p string) string {
		abs, err := filepath.Abs(p)
		if err != nil {
			return p
		}
		if to, err := filepath.EvalSymlinks(abs); err == nil {
			return to
		}
		return abs
	}
	rel, err := filepath.Rel(real(folder), real(path))
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// The least room that a disk should have: enough for a backup beside the data, and
// never less than this.
const leastRoom = 1 << 30

func (c *checkup) lookAtDisk() {
	var fsys syscall.Statfs_t
	if err := syscall.Statfs(c.app.DataDir(), &fsys); err != nil {
		c.say("disk", Warning, "", "the disk cannot be asked how full it is", "look at it with df", "")
		return
	}
	free, size := int64(fsys.Bavail)*int64(fsys.Bsize), int64(0) //nolint:unconvert // Bsize's type differs between systems
	if info, err := os.Stat(filepath.Join(c.app.DataDir(), "data.db")); err == nil {
		size = info.Size()
	}
	wrong := ""
	if free < max(leastRoom, 2*size) {
		wrong = fmt.Sprintf("the disk has %d MB left, and the data takes %d MB: a backup needs as much again", free>>20, size>>20)
	}
	c.say("disk", Warning, "", wrong, "make room, or give the data folder a larger disk", fmt.Sprintf("the disk has %d MB left", free>>20))
	if info, err := os.Stat(c.app.DataDir()); err == nil && info.Mode().Perm()&0o007 != 0 {
		c.say("data folder", Broken, "private-details-stay-sealed", "everybody on this machine may open the data folder", "chmod 700 it", "")
	}
}

// oldestBackup is how old the newest backup may be.
const oldestBackup = 48 * time.Hour

func (c *checkup) lookAtBackups() {
	var newest time.Time
	for _, folder := range c.settings.BackupDirs {
		_ = filepath.WalkDir(folder, func(_ string, entry fs.DirEntry, err error) error {
			if err != nil || !entry.Type().IsRegular() {
				return nil //nolint:nilerr // a folder that is not there holds no backup
			}
			if info, err := entry.Info(); err == nil && info.ModTime().After(newest) {
				newest = info.ModTime()
			}
			return nil
		})
	}
	age := deployment.Now(c.app).Sub(newest)
	wrong := ""
	if newest.IsZero() {
		wrong = "there is no backup that this Candour knows of"
	} else if age > oldestBackup {
		wrong = fmt.Sprintf("the newest backup is %d hours old", int(age.Hours()))
	}
	c.say("backup", Warning, "", wrong, "make one every night: candour backup", "the newest backup is less than two days old")
}

// lookAtDoors looks at PocketBase's own settings, which an administrator can change.
func (c *checkup) lookAtDoors() {
	s := c.app.Settings()
	wrong, do := "", ""
	switch {
	case !s.RateLimits.Enabled || len(s.RateLimits.Rules) == 0:
		wrong, do = "nobody is slowed down: passwords can be guessed as quickly as they can be typed", "switch the rate limits on, in the panel's settings"
	case s.Batch.Enabled:
		wrong, do = "batches are on", "switch them off, in the panel's settings"
	case s.Logs.LogIP || s.Logs.LogAuthId:
		wrong, do = "the logs are set to keep addresses or accounts", "switch both off, in the panel's settings; the promise leaves them out all the same"
	case s.Logs.MaxDays > story.FindClock("logs").Days:
		wrong, do = fmt.Sprintf("logs are kept %d days", s.Logs.MaxDays), fmt.Sprintf("keep them %d days, as the notice says", story.FindClock("logs").Days)
	}
	c.say("panel settings", Broken, "doors-stay-shut", wrong, do, "limits are on, batches off, and logs keep no addresses")
	for _, path := range []string{"/api/sql", "/api/batch", "/api/backups"} {
		a, err := c.walk.Ask(c.ctx, "a side door", "POST", path, "application/json", "{}")
		if err == nil && a.Status < 400 {
			c.say("side doors", Broken, "doors-stay-shut", path+" answers to anybody", "take this version off the site and report it", "")
		}
	}
	for _, path := range []string{"authors/auth-with-password", "members/auth-with-password", "authors/request-password-reset", "members/request-verification", "authors/records"} {
		a, err := c.walk.Ask(c.ctx, "a door of accounts", "POST", "/api/collections/"+path, "application/json", `{"identity":"nobody@test.invalid","password":"nothing","email":"nobody@test.invalid"}`)
		if err == nil && a.Status != 404 && a.Status != 429 {
			c.say("accounts", Broken, "accounts-cannot-be-guessed", "PocketBase's own door to an account answers", "take this version off the site and report it", "")
		}
	}
}

func (c *checkup) lookAtPeople() error {
	n, err := c.app.CountRecords(core.CollectionNameSuperusers)
	if err != nil {
		return fmt.Errorf("counting administrators: %w", err)
	}
	wrong := ""
	if n == 0 {
		wrong = "the machine has no administrator"
	} else if n > 3 {
		wrong = fmt.Sprintf("%d people are administrators of the machine", n)
	}
	c.say("administrators", Warning, "", wrong, "have one to three: candour superuser upsert, candour superuser delete", fmt.Sprintf("%d administrators of the machine", n))
	moderators, err := records.Moderators(c.app)
	if err != nil {
		return err
	}
	active, senior := 0, 0
	for _, m := range moderators {
		if m.Active() {
			active++
			if m.Senior() {
				senior++
			}
		}
	}
	wrong = ""
	if active < 2 || senior < 1 {
		wrong = fmt.Sprintf("%d moderators, %d of them senior: nobody could agree to a disclosure when a life is in danger", active, senior)
	}
	c.say("moderators", Warning, "", wrong, "have two or more, one of them senior: candour moderator add EMAIL --senior", fmt.Sprintf("%d moderators, %d of them senior", active, senior))
	return nil
}

// lookAtTimetable asks whether what should go has gone, and whether the clock is right.
func (c *checkup) lookAtTimetable() error {
	now := deployment.Now(c.app)
	o, err := records.CountOverdue(c.app, now)
	if err != nil {
		return err
	}
	wrong := ""
	if n := o.Drafts + o.Originals; n > 0 {
		wrong = fmt.Sprintf("%d drafts and %d first words should have gone already", o.Drafts, o.Originals)
	}
	c.say("clocks", Broken, "original-words-stay-private", wrong, "leave Candour running: it deletes them every hour; look in the logs why it did not", "nothing is kept longer than said")
	wrong = ""
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
	c.say("clock", Broken, "original-words-stay-private", wrong, "set the machine's clock (NTP): what is to go is judged by it", "the clock is not behind the data")
	return nil
}

// lookAtSchema compares what is stored with what was declared.
func (c *checkup) lookAtSchema() error {
	declared := map[string]bool{}
	for _, f := range story.Inventory() {
		declared[f.Key()] = true
	}
	all, err := c.app.FindAllCollections()
	if err != nil {
		return fmt.Errorf("listing the collections: %w", err)
	}
	var unknown []string
	for _, col := range all {
		if col.System || col.IsView() {
			continue
		}
		for _, f := range col.Fields {
			if key := col.Name + "." + f.GetName(); !declared[key] {
				unknown = append(unknown, key)
			}
		}
	}
	wrong := ""
	if len(unknown) > 0 {
		wrong = "the data has fields that nobody declared: " + strings.Join(sorted(unknown), ", ")
	}
	c.say("schema", Broken, "export-is-complete", wrong, "the data was changed by another program or a newer version: run that version, or restore a backup", "every stored field is declared")
	return nil
}
