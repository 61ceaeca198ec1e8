package remains_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"

	"candour/internal/database"
	"candour/internal/remains"
)

// long is a value that fills several pages of a data file: no two of its words
// are the same.
func long() string {
	var b strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&b, "Canary%d ", i)
	}
	return b.String()
}

// store is a data file with some rows; what is deleted from it leaves its bytes
// behind, as it must not in Candour.
func store(t *testing.T, values ...string) *dbx.DB {
	t.Helper()
	db, err := database.Connect(filepath.Join(t.TempDir(), "data.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	db.DB().SetMaxOpenConns(1)
	run(t, db, "PRAGMA secure_delete=OFF")
	run(t, db, "CREATE TABLE t (a)")
	for range 200 {
		run(t, db, "INSERT INTO t VALUES ('somebody else said this')")
	}
	for _, v := range values {
		if _, err := db.NewQuery("INSERT INTO t VALUES ({:v})").Bind(dbx.Params{"v": v}).Execute(); err != nil {
			t.Fatal(err)
		}
	}
	return db
}

func run(t *testing.T, db *dbx.DB, sql string) {
	t.Helper()
	if _, err := db.NewQuery(sql).Execute(); err != nil {
		t.Fatal(err)
	}
}

func look(t *testing.T, db *dbx.DB, values ...string) remains.Found {
	t.Helper()
	var f remains.Found
	if err := remains.NewSearch(values...).Database(context.Background(), db, &f); err != nil {
		t.Fatal(err)
	}
	return f
}

func TestDatabase_FindsWhatStands_InAnyCase(t *testing.T) {
	db := store(t, "a LIGHTHOUSE in my worst week", long())
	for value, wanted := range map[string]bool{"lighthouse In My": true, "harbour": false, "short": false, long(): true,
		"somebody ELSE said": true, strings.ToUpper(long()[8000:8100]): true, "": false} {
		if f := look(t, db, value); (f.Places > 0) != wanted || f.Pages == 0 || f.Bytes != int64(f.Pages)*4096 {
			t.Errorf("a value of %d bytes: found in %d places of %d pages, %d bytes", len(value), f.Places, f.Pages, f.Bytes)
		}
	}
}

func TestDatabase_FindsWhatADeletionLeftInFreePages(t *testing.T) {
	db := store(t, long())
	run(t, db, "DELETE FROM t WHERE a LIKE 'Canary%'")
	run(t, db, "PRAGMA wal_checkpoint(TRUNCATE)")
	var free int
	if err := db.NewQuery("PRAGMA freelist_count").Row(&free); err != nil || free == 0 {
		t.Fatalf("%d free pages, %v: this test proves nothing", free, err)
	}
	if f := look(t, db, long()); f.Places == 0 {
		t.Error("what stands in free pages was not seen")
	}
	run(t, db, "VACUUM")
	run(t, db, "PRAGMA wal_checkpoint(TRUNCATE)")
	if f := look(t, db, long()); f.Places != 0 {
		t.Errorf("found in %d places after everything was written anew", f.Places)
	}
}

func TestDatabase_SeesWhatIsStillInTheLogOfChanges(t *testing.T) {
	db := store(t)
	run(t, db, "PRAGMA wal_checkpoint(TRUNCATE)")
	run(t, db, "INSERT INTO t VALUES ('a lighthouse in my worst week')")
	if f := look(t, db, "lighthouse in my"); f.Places != 1 {
		t.Errorf("found in %d places", f.Places)
	}
}

func TestDatabase_StopsWhenItIsTold(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if err := remains.NewSearch("lighthouse").Database(ctx, store(t), new(remains.Found)); err == nil {
		t.Error("it went on")
	}
}

func TestFolder_ReadsFilesButNoDatabasesThatAreOpen(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"a.eml": "To: ADA@example.org", "b/c.txt": strings.Repeat("x", 65530) + "ada@example.org",
		"data.db": "ada@example.org", "data.db-wal": "ada@example.org", "backups/old.zip": "ada@example.org", "d.txt": "nothing",
		"data-before-restore.db": "ada@example.org", "old/data.db": "ada@example.org"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var f remains.Found
	s := remains.NewSearch("ada@example.org", "ada@example.org", "10.1.2.3", "x")
	if err := s.Folder(context.Background(), dir, &f, "backups", "data.db"); err != nil {
		t.Fatal(err)
	}
	if f.Files != 5 || f.Places != 4 || s.Values() != 2 || len(f.Pieces) != 1 {
		t.Errorf("read %d files, found in %d places, %d values, %d pieces", f.Files, f.Places, s.Values(), len(f.Pieces))
	}
	if err := s.Folder(context.Background(), filepath.Join(dir, "nowhere"), &f); err != nil {
		t.Errorf("a folder that is not there: %v", err)
	}
}
