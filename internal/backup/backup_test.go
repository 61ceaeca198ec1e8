package backup

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"filippo.io/age"
	"github.com/pocketbase/dbx"
)

var noon = time.Date(2026, time.November, 21, 12, 0, 0, 0, time.UTC)

// recipes is an open database with a row in it.
func recipes(t *testing.T) *dbx.DB {
	t.Helper()
	db, err := dbx.Open("sqlite", filepath.Join(t.TempDir(), "live.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	for _, q := range []string{"CREATE TABLE recipes (soup TEXT)", "INSERT INTO recipes VALUES ('leek')"} {
		if _, err := db.NewQuery(q).Execute(); err != nil {
			t.Fatal(err)
		}
	}
	return db
}

func write(t *testing.T, path string) {
	t.Helper()
	if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

func TestACopyOpensAndIsNobodyElsesToRead(t *testing.T) {
	dir, data := t.TempDir(), t.TempDir()
	for _, to := range []int{0, 1} {
		id, err := age.GenerateX25519Identity()
		if err != nil {
			t.Fatal(err)
		}
		keys := filepath.Join(t.TempDir(), "keys")
		if err := os.WriteFile(keys, []byte(id.String()+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(dir, NameAt(noon, to > 0))
		made, err := Make(context.Background(), recipes(t), data, file, []age.Recipient{id.Recipient()}[:to])
		if err != nil || made.Encrypted != (to > 0) || made.File != file {
			t.Fatalf("%+v %v", made, err)
		}
		info, err := os.Stat(file)
		if err != nil || info.Mode().Perm() != 0o600 || info.Size() != made.Bytes {
			t.Errorf("%v %v", info, err)
		}
		back := filepath.Join(t.TempDir(), "back.db")
		if err := Unpack(context.Background(), file, keys, back); err != nil {
			t.Fatal(err)
		}
		db, err := OpenCopy(back)
		if err != nil {
			t.Fatal(err)
		}
		var soup string
		if err := db.NewQuery("SELECT soup FROM recipes").Row(&soup); err != nil || soup != "leek" {
			t.Errorf("the copy holds %q (%v)", soup, err)
		}
		_ = db.Close()
	}
	if left := append(names(t, data), names(t, dir)...); len(left) != 2 {
		t.Errorf("beside the two copies there is more: %v", left)
	}
}

func TestACopyThatCannotBeMade_LeavesNothing(t *testing.T) {
	dir := t.TempDir()
	ended, stop := context.WithCancel(context.Background())
	stop()
	if _, err := Make(ended, recipes(t), dir, filepath.Join(dir, "a.db"), nil); err == nil {
		t.Error("a copy was made that nobody waits for")
	}
	if _, err := Make(context.Background(), recipes(t), dir, filepath.Join(dir, "no", "such", "folder.db"), nil); err == nil {
		t.Error("a copy was made where no folder is")
	}
	if left := names(t, dir); len(left) != 0 {
		t.Errorf("%v is left", left)
	}
}

func TestOnlyOurOwnBackupsExpire(t *testing.T) {
	dir := t.TempDir()
	old := NameAt(noon.AddDate(0, 0, -35), false)
	for _, name := range []string{old, NameAt(noon.AddDate(0, 0, -36), true), NameAt(noon.Add(time.Second).AddDate(0, 0, -35), false),
		"candour.db", "x" + old, old + ".bak", old + part, "candour-2026-13-45T000000Z.db"} {
		write(t, filepath.Join(dir, name))
	}
	if err := os.Mkdir(filepath.Join(dir, NameAt(noon.AddDate(-1, 0, 0), false)), 0o700); err != nil {
		t.Fatal(err)
	}
	n, err := DeleteUntil(dir, noon.AddDate(0, 0, -35))
	if err != nil || n != 2 || len(names(t, dir)) != 7 {
		t.Errorf("%d went, left are %v (%v)", n, names(t, dir), err)
	}
	if n, err := DeleteUntil(filepath.Join(dir, "nowhere"), noon); n != 0 || err != nil {
		t.Errorf("%d %v", n, err)
	}
}

func TestWhatACutOffBackupLeft_IsClearedAway(t *testing.T) {
	data, dir := t.TempDir(), t.TempDir()
	write(t, filepath.Join(data, staged))
	write(t, filepath.Join(data, "data.db"))
	write(t, filepath.Join(dir, NameAt(noon, false)+part))
	write(t, filepath.Join(dir, NameAt(noon, true)))
	write(t, filepath.Join(dir, "thesis.part"))
	if err := Tidy(data, dir); err != nil {
		t.Fatal(err)
	}
	if got := append(names(t, data), names(t, dir)...); len(got) != 3 {
		t.Errorf("left are %v", got)
	}
	if err := Tidy(data, filepath.Join(dir, "nowhere")); err != nil {
		t.Error(err)
	}
}

func TestWhatIsNoRecipient(t *testing.T) {
	if to, err := ParseRecipients("  "); err != nil || to != nil {
		t.Errorf("%v %v", to, err)
	}
	for _, text := range []string{"age1", "AGE-SECRET-KEY-1X", "ssh-ed25519 AAAA", ","} {
		if _, err := ParseRecipients(text); err == nil {
			t.Errorf("%q is taken for a key", text)
		}
	}
	if _, err := readIdentities(filepath.Join(t.TempDir(), "none")); err == nil || errors.Is(err, os.ErrNotExist) {
		t.Errorf("%v", err)
	}
}

func TestTheNewestBackupIsByItsNameAndEncryptedOnesAreCounted(t *testing.T) {
	files := []string{"x/candour-2026-11-18T024100Z.db", "x/candour-2026-11-20T024100Z.db.age", "x/candour-2026-11-19T024100Z.db", "x/other.db.age"}
	if at := Newest(files); !at.Equal(time.Date(2026, 11, 20, 2, 41, 0, 0, time.UTC)) {
		t.Errorf("the newest is of %s", at)
	}
	if n := Encrypted(files); n != 1 {
		t.Errorf("%d are encrypted", n)
	}
	if !Newest(nil).IsZero() {
		t.Error("without a backup there is a newest")
	}
}
