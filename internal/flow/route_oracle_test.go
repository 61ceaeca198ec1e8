package flow_test

import (
	"compress/gzip"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"candour/hooks"
	"candour/internal/directory"
	"candour/internal/flow"
	"candour/internal/places"
	"candour/internal/testkit"
)

// TestAStoryAboutAPracticeReachesWhoCommissionsIt loads the real list of practices
// of November 2025 and asks of every open one whether its story would reach the
// body in the list's 24th column, known there by its code of the NHS, and the
// integrated care board that body is a part of.
func TestAStoryAboutAPracticeReachesWhoCommissionsIt(t *testing.T) {
	app := testkit.New(t, hooks.Register)
	path := filepath.Join(t.TempDir(), "epraccur_2025-11.csv")
	practices := unpacked(t, "../directory/testdata/epraccur.csv.gz", path)
	file, err := directory.OpenFile(path, directory.FormatODS, time.Time{}, app.Now())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.Load(app, t.Context(), directory.Options{Now: app.Now(), Bodies: directory.BodiesOf(places.England, places.Wales)}); err != nil {
		t.Fatal(err)
	}
	asked, reached, boards := 0, 0, 0
	router := flow.NewRouter(app, t.Context())
	for _, p := range practices {
		code, status, commissioner, setting := p[0], p[12], p[23], p[25]
		if status != "A" || setting != "4" {
			continue
		}
		asked++
		list, err := router.Reached(code, "", time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		by := func(r flow.Reached) bool { return slices.Contains(r.Codes, "ods:"+commissioner) }
		if !slices.ContainsFunc(list, by) {
			t.Errorf("a story about %s does not reach %s: %v", code, commissioner, list)
			continue
		}
		reached++
		if slices.ContainsFunc(list, func(r flow.Reached) bool { return len(r.Code) == 9 && (r.Code[:3] == "E54" || r.Code[:3] == "W11") }) {
			boards++
		}
	}
	t.Logf("%d of %d practices reach their commissioner, %d a board", reached, asked, boards)
	if asked < 2700 || reached != asked || boards*100 < asked*98 {
		t.Errorf("%d asked, %d reached, %d with a board", asked, reached, boards)
	}
}

// unpacked writes a packed list to a file and gives its rows.
func unpacked(t *testing.T, packed, path string) [][]string {
	t.Helper()
	in, err := os.Open(packed)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = in.Close() }()
	r, err := gzip.NewReader(in)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = out.Close() }()
	rows, err := csv.NewReader(out).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
