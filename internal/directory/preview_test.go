package directory

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
)

// TestAPreviewSaysWhatALoadDoesAndWritesNothing previews each list, on a directory that
// holds those before it, loads it, and compares the two.
func TestAPreviewSaysWhatALoadDoesAndWritesNothing(t *testing.T) {
	app := newApp(t)
	changed := written(t, "services 2026-02.csv", "what,name,code,organisation,closed,became,links,codes,kind\norganisation,Seaview,seaview,,,,,ods:8H777,\n"+
		"service,Seaview Home,seaview-house,,,,inspects seaview from 2026-01-01,ods:8H778,care home\nservice,Seaview Day Rooms,seaview-day,,2026-01-31,seaview-team,,,\n")
	for _, f := range []struct{ path, as string }{
		{onDisk(t, "etr.csv.gz", "etr_2022.csv"), FormatODS}, {onDisk(t, "eauth.csv", "eauth_2022.csv"), FormatODS}, {onDisk(t, "epraccur.csv.gz", "epraccur_2025-11.csv"), FormatODS},
		{onDisk(t, "nhs_choices_hospital.csv.gz", "Hospital 2018.csv"), FormatChoices}, {onDisk(t, "cqc_trafford_care_homes.csv", "care_homes_2026.csv"), FormatCQC},
		{onDisk(t, "table.csv", "services 2026-01.csv"), FormatTable}, {changed, FormatTable}, {practiceOf(t, "epraccur_2026-01.csv", "84H", "20260101", ""), FormatODS},
	} {
		before, told := rowsIn(t, app), int64(0)
		seen, err1 := tryOf(app, f.path, f.as, time.Time{}, Options{Preview: func(records.HistoryEntry) { told++ }})
		if rowsIn(t, app) != before {
			t.Errorf("%s: a preview wrote something", f.path)
		}
		load, err2 := tryOf(app, f.path, f.as, time.Time{}, Options{})
		if err1 != nil || err2 != nil || everything(seen) != everything(load) {
			t.Errorf("%s: %v %v\n%s\n%s", f.path, err1, err2, seen, load)
		}
		if after := rowsIn(t, app); after[2]-before[2] != told || after == before {
			t.Errorf("%s: a preview told of %d changes, and the load wrote %d down", f.path, told, after[2]-before[2])
		}
	}
}

func rowsIn(t testing.TB, app core.App) (n [4]int64) {
	t.Helper()
	for i, c := range []string{"services", "links", "directory_history", "imports"} {
		n[i] = count(t, app, c)
	}
	return n
}

// everything is a report with all that it names.
func everything(r Report) string {
	all := []string{r.String()}
	for _, group := range [][]Item{r.New, r.Changed, r.Moved, r.Closed, r.Reopened, r.Merged, r.Missing} {
		var items []string
		for _, i := range group {
			items = append(items, i.Code+" "+i.Name+" "+strings.Join(i.Fields, ","))
		}
		slices.Sort(items)
		all = append(all, strings.Join(items, ";"))
	}
	slices.Sort(r.Rerouted)
	return strings.Join(append(all, r.Rerouted...), "|")
}
