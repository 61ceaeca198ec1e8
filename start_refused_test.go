package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// What a start does with a ledger or a clock that is not as it should be, and with
// the panel's own backups. The data comes from restore_test.go.

func TestALedgerThatIsNotAsItWas(t *testing.T) {
	dir, _ := demoData(t)
	gone := dir + ".gone"
	text, err := os.ReadFile(gone)
	if err != nil {
		t.Fatal(err)
	}
	write := func(content string) {
		if err := os.WriteFile(gone, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(string(text[:len(text)-9]))
	mustRun(t, nil, "moderator", "list", "--dir", dir)
	if healed, err := os.ReadFile(gone); err != nil || string(healed) != string(text) {
		t.Errorf("a line cut short was not mended: %q (%v)", healed, err)
	}
	lines := strings.SplitAfter(string(text), "\n")
	write(lines[0] + strings.Join(lines[2:], ""))
	for _, args := range [][]string{{"moderator", "list"}, {"serve", "--http", anyAddress(t)}, {"backup"}} {
		refused(t, nil, "damaged in line 2", append(args, "--dir", dir)...)
	}
	if err := os.Remove(gone); err != nil {
		t.Fatal(err)
	}
	refused(t, nil, "candour ledger new --i-know", "serve", "--http", anyAddress(t), "--dir", dir)
	if _, err := os.Stat(gone); err == nil {
		t.Error("a ledger was made though one is missing")
	}
	refused(t, nil, "--i-know", "ledger", "new", "--dir", dir)
	if out := mustRun(t, nil, "ledger", "new", "--i-know", "--dir", dir); !strings.Contains(out, fmt.Sprintf("holds %d numbers", len(lines)-2)) {
		t.Errorf("the new ledger: %s", out)
	}
	mustRun(t, nil, "moderator", "list", "--dir", dir)
	refused(t, nil, "nothing to do", "ledger", "new", "--i-know", "--dir", dir)
}

func TestAClockThatWasSetBack_StopsTheStart(t *testing.T) {
	dir, _ := demoData(t)
	ahead := time.Now().UTC().Add(50 * time.Hour)
	edit(t, filepath.Join(dir, "data.db"), "UPDATE stories SET updated = '"+ahead.Format("2006-01-02 15:04:05.000Z")+"' WHERE rowid = (SELECT MAX(rowid) FROM stories)")
	refused(t, nil, ahead.Format("2006-01-02 15:04"), "serve", "--http", anyAddress(t), "--dir", dir)
	refused(t, nil, "--clock-is-right", "moderator", "list", "--dir", dir)
	mustRun(t, nil, "moderator", "list", "--dir", dir, "--clock-is-right")
}

func TestThePanelsOwnBackups_AreShutOnTheRealBinary(t *testing.T) {
	s := serve(t, filepath.Join(t.TempDir(), "pb_data"))
	res, err := http.Get(s.url + "/api/backups")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	body, _ := io.ReadAll(res.Body)
	if res.StatusCode != http.StatusForbidden || !strings.Contains(string(body), "candour backup") {
		t.Errorf("%d: %s", res.StatusCode, body)
	}
}
