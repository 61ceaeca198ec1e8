package doctor

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/keyfile"
	"candour/internal/records"
	"candour/internal/story"
)

// lookAtSettings looks at what the operator has set.
func (c *checkup) lookAtSettings() error {
	d := deployment.Of(c.app)
	c.lookAtOperator(d.Operator)
	c.lookAtKey()
	c.lookAtOldKeys()
	c.lookAtDisk()
	c.lookAtDoors()
	for _, look := range []func() error{c.lookAtBackups, c.lookAtLedger, c.lookAtRecord, c.lookAtPeople, c.lookAtSecondFactor, c.lookAtClocks, c.lookAtTimetable, c.lookAtSchema} {
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
	wrong := ""
	missing := o.Missing()
	if len(missing) > 0 {
		wrong = fmt.Sprintf("the privacy notice lacks %d things that it must say about who answers for this site", len(missing))
	}
	c.say("operator", Warning, "", wrong, "set "+strings.Join(missing, ", ")+" (write none where you have none)", "the notice says all it must about who answers for this site")
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

// lookAtOldKeys asks for keys that a change of the key has left behind.
func (c *checkup) lookAtOldKeys() {
	old := c.settings.OldKeys
	if c.settings.KeyFile != "" {
		keys, err := keyfile.Read(c.settings.KeyFile)
		if err != nil {
			return // lookAtKey has said so
		}
		old = len(keys) - 1
	}
	wrong := ""
	if old > 0 {
		wrong = fmt.Sprintf("%d old keys are still in use beside the new one: a change of the key has not come to its end", old)
	}
	c.say("old keys", Warning, "", wrong, "let it finish: candour key rotate (and empty CANDOUR_OLD_KEYS, where it is set)", "there is one key and no old one")
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
	} else if senior < 2 {
		wrong = fmt.Sprintf("%d moderators, 1 of them senior: nobody can decide an appeal against what that one decided", active)
	}
	c.say("moderators", Warning, "", wrong, "have two senior moderators or more: candour moderator add EMAIL --senior", fmt.Sprintf("%d moderators, %d of them senior", active, senior))
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
