package places

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"
)

// layout1 is the first layout of the file, with the rows it was filled with.
const layout1 = `
CREATE TABLE areas (id INTEGER PRIMARY KEY, council TEXT NOT NULL, country TEXT NOT NULL, UNIQUE (council, country));
CREATE TABLE postcodes (postcode TEXT PRIMARY KEY, area INTEGER NOT NULL REFERENCES areas (id), ended INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO areas VALUES (7, 'S12000033', 'S92000003'), (9, 'E07000240', 'E92000001');
INSERT INTO postcodes VALUES ('AB101AB', 7, 0), ('AB10AA', 7, 199606), ('AL11AA', 9, 0);
PRAGMA user_version = 1;`

func TestAFileOfTheFirstLayoutIsBroughtUpToDateAndSaysWhatItLacks(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	db, err := dbx.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.NewQuery(layout1).Execute(); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time there is nothing to do
		table, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		area, ok, err := table.Find(t.Context(), "AB1 0AA")
		if err != nil || !ok || !area.Ended || area.Located || area.Country != Scotland || len(AnsweringAsOf(area, day(today), day(today))) != 2 {
			t.Errorf("%+v %v %v", area, ok, err)
		}
		if n, err := table.LivePostcodes(t.Context(), "S08000020"); err != nil || n != 1 {
			t.Error(n, err)
		}
		if reason, err := table.Outdated(t.Context()); err != nil || reason == nil || !strings.Contains(reason.Error(), "candour import postcodes FILE") {
			t.Error(reason, err)
		}
		if err := table.Close(); err != nil {
			t.Fatal(err)
		}
	}
	table, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = table.Close() }()
	if r := load(t, table, "onspd_layout_aug2024.csv"); r.Written != 4 {
		t.Errorf("%+v", r)
	}
	if reason, err := table.Outdated(t.Context()); err != nil || reason != nil {
		t.Error(reason, err)
	}
	if area, ok, err := table.Find(t.Context(), "AL1 1AA"); err != nil || !ok || area.ICB != "E54000025" || !area.Ended || !area.Located {
		t.Errorf("%+v %v %v", area, ok, err)
	}
}
