package places

import (
	"context"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// open gives a new table in a folder of the test.
func open(t testing.TB) *Table {
	t.Helper()
	table, err := Open(filepath.Join(t.TempDir(), FileName))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = table.Close() })
	return table
}

func TestAPostcodeIsFoundHoweverItIsTyped(t *testing.T) {
	table := open(t)
	if _, err := table.ImportSample(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := Area{Postcode: "AB10 1AB", Council: "S12000033", Country: "S92000003", Board: "S08000020",
		Latitude: 57.1496, Longitude: -2.0969, Located: true, by: ourRegister()}
	for _, typed := range []string{"AB10 1AB", "ab101ab", " AB10-1AB. ", "Ab 10 1 ab", "(AB10  1AB)", "ab10\u00a01ab"} {
		if got, ok, err := table.Find(t.Context(), typed); err != nil || !ok || got != want {
			t.Errorf("%q: %+v %v %v", typed, got, ok, err)
		}
	}
}

func TestWhatIsNotAPostcodeIsNotFoundAndIsNoError(t *testing.T) {
	table := open(t)
	if _, err := table.ImportSample(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, typed := range []string{"", "Aberdeen", "AB10", "AB10 1A", "ZZ99 3VZ", "AB10 1ABC", "' OR 1=1", strings.Repeat("A", 1<<20), "\xff\xfe"} {
		if got, ok, err := table.Find(t.Context(), typed); err != nil || ok || got != (Area{}) {
			t.Errorf("%.20q: %+v %v %v", typed, got, ok, err)
		}
	}
}

func TestAnEndedPostcodeStillRoutes(t *testing.T) {
	table := open(t)
	if _, err := table.ImportSample(t.Context()); err != nil {
		t.Fatal(err)
	}
	area, ok, err := table.Find(t.Context(), "AB1 0AA")
	if err != nil || !ok || !area.Ended {
		t.Fatalf("%+v %v %v", area, ok, err)
	}
	if bodies := Answering(area, time.Time{}); len(bodies) != 2 || bodies[0].Name != "Aberdeen City Health and Social Care Partnership" {
		t.Errorf("%+v", bodies)
	}
}

func TestATableThatIsOpenedAgainHoldsWhatItHeld(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	first, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if empty, err := first.Empty(t.Context()); err != nil || !empty {
		t.Fatal(empty, err)
	}
	if _, err := first.ImportSample(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	second, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = second.Close() }()
	if empty, err := second.Empty(t.Context()); err != nil || empty {
		t.Error(empty, err)
	}
	if _, err := second.db.NewQuery("PRAGMA user_version = 9").Execute(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(path); err == nil || !strings.Contains(err.Error(), "newer version") {
		t.Errorf("a file of a newer program was opened: %v", err)
	}
}

func TestPostcodesAreFoundWhileAFileIsLoaded(t *testing.T) {
	table := open(t)
	if _, err := table.ImportSample(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	defer stop()
	loading, done := make(chan bool), make(chan bool)
	var once sync.Once
	go func() {
		defer close(done)
		lines := strings.Repeat("ZE1 0AA,,S12000027,S92000003\n", 20_000)
		_, err := table.Import(ctx, strings.NewReader("pcds,doterm,lad26cd,ctry26cd\n"+lines), Options{Progress: func(int) {
			once.Do(func() { loading <- true; <-loading })
		}})
		if err != nil {
			t.Error(err)
		}
	}()
	<-loading // now the load is half done and waits
	_, ok, err := table.Find(ctx, "AB10 1AB")
	_, half, err2 := table.Find(ctx, "ZE1 0AA")
	second, err3 := Open(filepath.Join(t.TempDir(), FileName))
	if err != nil || err2 != nil || err3 != nil || !ok || half {
		t.Error("during the load:", ok, half, err, err2, err3)
	}
	_ = second.Close()
	loading <- true
	<-done
	if _, ok, err := table.Find(ctx, "ZE1 0AA"); err != nil || !ok {
		t.Error("after the load:", ok, err)
	}
}
