package directory

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"
)

func TestALoadThatIsStoppedHasLoadedNothing(t *testing.T) {
	app := newApp(t)
	ctx, stop := context.WithCancel(context.Background())
	path := onDisk(t, "epraccur.csv.gz", "epraccur_2025-11.csv")
	_, err := tryFileCtx(app, ctx, path, Options{Now: now, Progress: func(doing string, rows int) {
		if doing == "loading" && rows >= 2000 {
			stop()
		}
	}})
	if err == nil || count(t, app, "services") != 0 || count(t, app, "organisations") != 0 || count(t, app, "imports") != 0 {
		t.Errorf("%v: %d services", err, count(t, app, "services"))
	}
}

func tryFileCtx(app core.App, ctx context.Context, path string, o Options) (Report, error) {
	f, err := OpenFile(path, FormatODS, time.Time{}, now)
	if err != nil {
		return Report{}, err
	}
	return f.Load(app, ctx, o)
}

// TestALoadThatIsKilledHasLoadedNothing runs itself again as a load, kills that in
// the middle (SIGKILL), and finds the data as it was; the next load is whole.
func TestALoadThatIsKilledHasLoadedNothing(t *testing.T) {
	if dir := os.Getenv("CANDOUR_TEST_LOAD"); dir != "" {
		loadUntilKilled(t, dir)
		return
	}
	app := newApp(t)
	loadTable(t, app, "name,code", "A,a")
	path := onDisk(t, "epraccur.csv.gz", "epraccur_2025-11.csv")
	if err := app.ResetBootstrapState(); err != nil {
		t.Fatal(err)
	}
	child := exec.Command(os.Args[0], "-test.run", "^TestALoadThatIsKilledHasLoadedNothing$")
	child.Env = append(os.Environ(), "CANDOUR_TEST_LOAD="+app.DataDir(), "CANDOUR_TEST_FILE="+path)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	said, seen := make([]byte, 4096), ""
	for !strings.Contains(seen, "in the middle") {
		n, err := out.Read(said)
		if seen += string(said[:n]); err != nil {
			t.Fatalf("the load ended by itself: %s", seen)
		}
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait()
	if err := app.Bootstrap(); err != nil {
		t.Fatal(err)
	}
	if n := count(t, app, "services"); n != 1 {
		t.Errorf("%d services after the kill", n)
	}
	if r := loadFile(t, app, path, FormatODS); count(t, app, "services") != 4001 || r.UnreadableCount != 0 {
		t.Errorf("%s", r)
	}
}

// loadUntilKilled loads a file into a folder, says when it is in the middle, and
// waits there to be killed.
func loadUntilKilled(t *testing.T, dir string) {
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: dir})
	if err := app.Bootstrap(); err != nil {
		t.Fatal(err)
	}
	_, err := tryFileCtx(app, context.Background(), os.Getenv("CANDOUR_TEST_FILE"), Options{Now: now, Progress: func(doing string, rows int) {
		if doing == "loading" && rows >= 2500 {
			fmt.Println("in the middle")
			select {}
		}
	}})
	t.Fatal("it was not killed:", err)
}
