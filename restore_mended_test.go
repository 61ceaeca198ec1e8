package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"

	"candour/internal/testkit"
)

// TestARestoreGoesByTheLedgerOfTheBackup: a machine that was only started has a
// ledger of its own, which knows of nobody who was erased elsewhere.
func TestARestoreGoesByTheLedgerOfTheBackup(t *testing.T) {
	dir, password := demoData(t)
	file := filepath.Join(t.TempDir(), "monday.db")
	mustRun(t, nil, "backup", file, "--dir", dir)
	s := serve(t, dir)
	eraseAll(t, s.url, "isobel@example.org", password)
	s.stop(t)

	fresh := filepath.Join(t.TempDir(), "pb_data")
	copyFile(t, fresh+".key", dir+".key")
	mustRun(t, nil, "moderator", "list", "--dir", fresh)
	refused(t, nil, "--ledger-is-lost", "restore", file, "--dir", fresh)
	testkit.NoCanaries(t, fresh, isobel...)
	copyFile(t, fresh+".gone", dir+".gone")
	if out := mustRun(t, nil, "restore", file, "--dir", fresh); !strings.Contains(out, "1 accounts") {
		t.Errorf("the restore says %q", out)
	}
	testkit.NoCanaries(t, fresh, isobel...)

	if err := os.Remove(dir + ".gone"); err != nil { // the site goes on with a new one
		t.Fatal(err)
	}
	mustRun(t, nil, "ledger", "new", "--i-know", "--dir", dir)
	mustRun(t, nil, "restore", file, "--dir", dir)
	testkit.NoCanaries(t, dir, isobel...)

	edit(t, file, "UPDATE ledgers SET ledger = 'anothersitesownledge'")
	refused(t, nil, "other data than this backup", "restore", file, "--dir", dir)
	mustRun(t, nil, "restore", file, "--ledger-is-lost", "--dir", dir)
	testkit.NoCanaries(t, dir, isobel...)
}

func copyFile(t testing.TB, to, from string) {
	t.Helper()
	content, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestWhatARestoreKeeps_IsABackup: it lies where backups lie, under a name by which
// they are deleted in time, and encrypted when they are.
func TestWhatARestoreKeeps_IsABackup(t *testing.T) {
	dir, _ := demoData(t)
	file := filepath.Join(t.TempDir(), "monday.db")
	mustRun(t, nil, "backup", file, "--dir", dir)
	mustRun(t, nil, "restore", file, "--keep", "--dir", dir)
	mine, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	secret := filepath.Join(t.TempDir(), "age")
	mustRun(t, []string{"CANDOUR_BACKUP_RECIPIENT=" + mine.Recipient().String(), "CANDOUR_BACKUP_DIR=" + secret}, "restore", file, "--keep", "--dir", dir)
	testkit.NoCanaries(t, secret, isobel...)
	kept, err := filepath.Glob(filepath.Join(filepath.Dir(dir), "backups", "candour-*Z.db"))
	if err != nil || len(kept) != 1 {
		t.Fatalf("the old data is kept as %v (%v)", kept, err)
	}
	if sealed, err := filepath.Glob(filepath.Join(secret, "candour-*Z.db.age")); err != nil || len(sealed) != 1 {
		t.Errorf("where backups are encrypted it is kept as %v (%v)", sealed, err)
	}
	for _, pattern := range []string{"*before*", "*.db*"} {
		left, err := filepath.Glob(filepath.Join(dir, pattern))
		for _, f := range left {
			if name := filepath.Base(f); name != "data.db" && name != "auxiliary.db" && name != "places.db" {
				t.Errorf("%s is left in the data folder (%v)", name, err)
			}
		}
	}
	mustRun(t, nil, "restore", kept[0], "--dir", dir)
}

func TestARestoreSaysWhatItLosesAndBringsBack(t *testing.T) {
	dir, _ := demoData(t)
	file := filepath.Join(t.TempDir(), "monday.db")
	mustRun(t, nil, "backup", file, "--dir", dir)
	edit(t, filepath.Join(dir, "data.db"), "INSERT INTO disclosures (id) VALUES ('abcabcabcabcabc')")
	out := mustRun(t, nil, "restore", file, "--dir", dir)
	for _, say := range []string{"1 records of private details", "Everybody signs in anew", "second factors"} {
		if !strings.Contains(out, say) {
			t.Errorf("the restore does not say %q: %s", say, out)
		}
	}
}
