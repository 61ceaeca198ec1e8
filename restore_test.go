package main

import (
	"errors"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/database"
	"candour/internal/testkit"
)

// These tests run the real binary on the data of a demo: backups, restores, and
// what is no backup. Encrypted ones are in backup_encrypted_test.go, and what a start
// refuses is in start_refused_test.go.

var demo struct {
	once     sync.Once
	dir      string
	password string
	err      error
}

// demoData is a data folder of a test's own, filled as `candour demo` fills it,
// with its key and its ledger beside it.
func demoData(t testing.TB) (dir, password string) {
	t.Helper()
	demo.once.Do(func() { demo.dir, demo.password, demo.err = fillDemo(t) })
	if demo.err != nil {
		t.Fatal(demo.err)
	}
	top := t.TempDir()
	if err := copyFolder(top, demo.dir); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(top, "pb_data"), demo.password
}

func fillDemo(t testing.TB) (top, password string, err error) {
	if top, err = os.MkdirTemp("", "candour-demo-"); err != nil {
		return "", "", err
	}
	s := launch(t, filepath.Join(top, "pb_data"), "demo")
	s.stop(t)
	said, err := os.ReadFile(s.said)
	if err != nil {
		return "", "", err
	}
	found := regexp.MustCompile(`ada@example\.org\t(\S+)`).FindSubmatch(said)
	if found == nil {
		return "", "", errors.New("the demo printed no password")
	}
	return top, string(found[1]), nil
}

func mustRun(t testing.TB, env []string, args ...string) string {
	t.Helper()
	out, code := runBinary(t, env, args...)
	if code != 0 {
		t.Fatalf("%v: exit %d: %s", args, code, out)
	}
	return out
}

// refused runs a command that must fail with one plain line that holds these words.
func refused(t testing.TB, env []string, say string, args ...string) {
	t.Helper()
	out, code := runBinary(t, env, args...)
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if code == 0 || !strings.Contains(lines[len(lines)-1], say) || len(lines) > 3 {
		t.Errorf("%v: exit %d, says %q and not %q", args, code, out, say)
	}
}

var isobel = []testkit.Canary{
	{Name: "her words", Value: "a light rain coming down on his face"},
	{Name: "her screen name", Value: "Golf umbrella"},
	{Name: "her reply", Value: "told you it wants more muck"},
}

// taleOf finds the number of a published story by words of it.
func taleOf(t testing.TB, v *testkit.Visitor, query string) string {
	t.Helper()
	href := v.Get("/stories?q="+url.QueryEscape(query)).Attr(`main a[href^="/stories/"]`, "href")
	id := regexp.MustCompile(`[a-z2-9]{8}`).FindString(strings.TrimPrefix(href, "/stories/"))
	if id == "" {
		t.Fatalf("no story is found by %q", query)
	}
	return id
}

// TestABackupBringsNobodyBack is the promise on the real binary: somebody erases
// everything and somebody takes a story back after a backup was made, one is closed
// and a moderator leaves; the backup is restored, and they stay gone, to the last
// byte, and the story stays closed.
func TestABackupBringsNobodyBack(t *testing.T) {
	dir, password := demoData(t)
	file := filepath.Join(t.TempDir(), "monday.db")
	s := serve(t, dir)
	public := testkit.NewVisitor(t, s.url)
	erased, withdrawn, closed := taleOf(t, public, "golf umbrella"), taleOf(t, public, "carrier bag"), taleOf(t, public, "vending machine")
	if out := mustRun(t, nil, "backup", file, "--dir", dir); !strings.Contains(out, file) {
		t.Errorf("the backup of a running Candour says %q", out)
	}
	if found, err := testkit.FindCanaries(filepath.Dir(file), isobel...); err != nil || len(found) < 3 {
		t.Fatalf("the backup does not hold her to begin with (%v): this test proves nothing", err)
	}
	eraseAll(t, s.url, "isobel@example.org", password)
	finlay := signedIn(t, s.url, "finlay@example.org", password)
	finlay.Get("/account/stories/" + withdrawn + "/withdraw")
	finlay.Submit(`form[action="/account/stories/`+withdrawn+`/withdraw"]`, nil).Is(200)
	refused(t, nil, "stop it first", "restore", file, "--dir", dir)
	s.stop(t)
	mustRun(t, nil, "moderator", "remove", "moses@example.org", "--dir", dir)
	edit(t, filepath.Join(dir, "data.db"), "UPDATE stories SET state = 'restricted' WHERE id = '"+closed+"'") // the ledger hears of it from the old data

	out := mustRun(t, nil, "restore", file, "--dir", dir)
	for _, say := range []string{"1 accounts, 1 stories", "1 stories that were closed", "1 accounts and memberships"} {
		if !strings.Contains(out, say) {
			t.Errorf("the restore says %q and not %q", out, say)
		}
	}
	if out := mustRun(t, nil, "moderator", "list", "--dir", dir); !strings.Contains(out, "shut out\tmoses@example.org") {
		t.Errorf("the moderators are %q", out)
	}
	testkit.NoCanaries(t, dir, isobel...) // before anything is served
	left, err := filepath.Glob(filepath.Join(dir, "*restor*"))
	if err != nil || len(left) > 0 {
		t.Errorf("a copy is left: %v", left)
	}
	s = serve(t, dir)
	public = testkit.NewVisitor(t, s.url)
	public.Get("/stories/" + erased).Is(410)
	public.Get("/stories/" + withdrawn).Is(410)
	public.Get("/stories/"+closed).Is(200).Has("main", "Our data was since restored from an earlier copy")
	public.Get("/stories?q=golf+umbrella").HasNowhere(erased)
	in := testkit.NewVisitor(t, s.url)
	in.Get("/sign-in")
	in.Submit("form:has([name=email])", url.Values{"email": {"isobel@example.org"}, "password": {password}}).Is(422)
	s.stop(t)
	testkit.NoCanaries(t, filepath.Dir(dir), isobel...)
}

func signedIn(t testing.TB, site, email, password string) *testkit.Visitor {
	t.Helper()
	v := testkit.NewVisitor(t, site)
	v.Get("/sign-in")
	v.Submit("form:has([name=email])", url.Values{"email": {email}, "password": {password}}).Is(200)
	return v
}

func eraseAll(t testing.TB, site, email, password string) {
	t.Helper()
	v := signedIn(t, site, email, password)
	v.Get("/account/erase")
	v.Submit("main form", url.Values{"password": {password}, "word": {"ERASE"}}).Is(200)
}

// TestARestoreThatIsKilled_LeavesTheOldDataOrTheNew kills a restore at moments
// spread over all it does. Whatever is left starts, is whole, and holds nobody who
// is gone.
func TestARestoreThatIsKilled_LeavesTheOldDataOrTheNew(t *testing.T) {
	dir, password := demoData(t)
	file := filepath.Join(t.TempDir(), "monday.db")
	mustRun(t, nil, "backup", file, "--dir", dir)
	s := serve(t, dir)
	eraseAll(t, s.url, "isobel@example.org", password)
	s.stop(t)
	mustRun(t, nil, "moderator", "add", "late@example.org", "--dir", dir) // only the old data knows her
	began := time.Now()
	old := t.TempDir()
	if err := copyFolder(old, filepath.Dir(dir)); err != nil {
		t.Fatal(err)
	}
	mustRun(t, nil, "restore", file, "--dir", filepath.Join(old, "pb_data"))
	whole := time.Since(began)
	outcomes := map[bool]int{}
	const rounds = 14
	for round := range rounds {
		cmd := exec.Command(binary(t), "restore", file, "--dir", dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.AfterFunc(whole*time.Duration(round+1)/rounds, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait() // killed, or done
		out := mustRun(t, nil, "moderator", "list", "--dir", dir)
		isOld := strings.Contains(out, "late@example.org")
		outcomes[isOld]++
		checkRestored(t, dir)
		if !isOld {
			mustRun(t, nil, "moderator", "add", "late@example.org", "--dir", dir)
		}
	}
	if outcomes[true] == 0 {
		t.Error("no kill fell before the swap: this test proves nothing")
	}
	mustRun(t, nil, "restore", file, "--dir", dir)
	if out := mustRun(t, nil, "moderator", "list", "--dir", dir); strings.Contains(out, "late@example.org") {
		t.Error("a restore that nobody killed left the old data")
	}
	t.Logf("of %d killed restores %d left the old data and %d the new", rounds, outcomes[true], outcomes[false])
}

// checkRestored looks at data that was started once after a restore, or half of one.
func checkRestored(t *testing.T, dir string) {
	t.Helper()
	testkit.NoCanaries(t, dir, isobel...)
	db, err := database.Connect(filepath.Join(dir, "data.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	var sound string
	if err := db.NewQuery("PRAGMA integrity_check").Row(&sound); err != nil || sound != "ok" {
		t.Fatalf("the data is not sound: %s (%v)", sound, err)
	}
	if _, err := db.NewQuery("INSERT INTO stories_search(stories_search) VALUES('integrity-check')").Execute(); err != nil {
		t.Errorf("the search index is not sound: %v", err)
	}
	var stories int
	if err := db.NewQuery("SELECT COUNT(*) FROM stories").Row(&stories); err != nil || stories < 20 {
		t.Errorf("%d stories are left (%v)", stories, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "restoring")); err == nil {
		t.Error("an unpacked copy is left")
	}
}

func TestWhatIsNoBackup_IsRefusedWithOneSentenceAndNothingChanges(t *testing.T) {
	dir, _ := demoData(t)
	at := t.TempDir()
	write := func(name string, content []byte) string {
		path := filepath.Join(at, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	file := filepath.Join(at, "good.db")
	mustRun(t, nil, "backup", file, "--dir", dir)
	good, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(at, "other.db")
	db, err := dbx.Open("sqlite", other)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.NewQuery("CREATE TABLE recipes (soup TEXT)").Execute(); err != nil {
		t.Fatal(err)
	}
	_ = db.Close()
	before, err := os.ReadFile(filepath.Join(dir, "data.db"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ file, say string }{
		{filepath.Join(at, "nowhere"), "no such backup"},
		{write("empty", nil), "empty"},
		{write("text", []byte("Dear diary, this is no backup at all.\n")), "no backup"},
		{write("half", good[:len(good)/2]), "only a part"},
		{write("page", good[:4096]), "only a part"},
		{write("head", good[:16]), "only a part"},
		{write("zip", []byte("PK\x03\x04 and so on")), "PocketBase"},
		{other, "no backup"},
		{filepath.Join(dir, "data.db"), "the data itself"},
	} {
		refused(t, nil, c.say, "restore", c.file, "--dir", dir)
	}
	refused(t, []string{"CANDOUR_KEY=" + "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="}, "key", "restore", file, "--dir", dir)
	later := write("later", good)
	edit(t, later, "INSERT INTO _migrations (file, applied) VALUES ('1790000001_something.go', 1)")
	refused(t, nil, "newer version", "restore", later, "--dir", dir)
	if after, err := os.ReadFile(filepath.Join(dir, "data.db")); err != nil || string(after) != string(before) {
		t.Errorf("the data was changed (%v)", err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "restoring*")); len(left) > 0 {
		t.Errorf("%v is left", left)
	}
	mustRun(t, nil, "restore", file, "--dir", dir)
}

// edit changes a database that no Candour has open.
func edit(t testing.TB, file, sql string) {
	t.Helper()
	db, err := dbx.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.NewQuery(sql).Execute(); err != nil {
		t.Fatal(err)
	}
	if _, err := db.NewQuery("PRAGMA wal_checkpoint(TRUNCATE)").Execute(); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestABackupOfAnOlderVersion_IsBroughtUpToDate(t *testing.T) {
	old := core.NewBaseApp(core.BaseAppConfig{DataDir: t.TempDir(), DBConnect: database.Connect})
	if err := old.Bootstrap(); err != nil {
		t.Fatal(err)
	}
	var first core.MigrationsList // as they were before there was a ledger
	for _, m := range core.AppMigrations.Items() {
		if m.File < "1760000009" {
			first.Add(m)
		}
	}
	if _, err := core.NewMigrationsRunner(old, first).Up(); err != nil {
		t.Fatal(err)
	}
	if _, err := old.FindCollectionByNameOrId("erasures"); err == nil {
		t.Fatal("the older version has what came later: this test proves nothing")
	}
	file := filepath.Join(t.TempDir(), "older.db")
	if _, err := old.DB().NewQuery("INSERT INTO withdrawals (id, story, kind, reason, at) VALUES ('abcabcabcabcabc', 'abcd2345', 'erased', '', '2026-10-01 00:00:00.000Z')").Execute(); err != nil {
		t.Fatal(err)
	}
	if _, err := old.ConcurrentDB().NewQuery("VACUUM INTO {:file}").Bind(dbx.Params{"file": file}).Execute(); err != nil {
		t.Fatal(err)
	}
	if err := old.ResetBootstrapState(); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "pb_data")
	mustRun(t, nil, "restore", file, "--dir", dir)
	mustRun(t, nil, "moderator", "add", "moses@example.org", "--dir", dir)
	if text, err := os.ReadFile(dir + ".gone"); err != nil || !strings.Contains(string(text), "erased abcd2345 2026-10-01") {
		t.Errorf("the ledger does not know what the older data knew: %s (%v)", text, err)
	}
}

// copyFolder copies a data folder with what stands beside it. os.CopyFS opens the
// copies to others, and a key that others can read is refused.
func copyFolder(to, from string) error {
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		return err
	}
	keys, err := filepath.Glob(filepath.Join(to, "*.key"))
	if err != nil {
		return err
	}
	for _, key := range keys {
		if err := os.Chmod(key, 0o600); err != nil {
			return err
		}
	}
	return nil
}
