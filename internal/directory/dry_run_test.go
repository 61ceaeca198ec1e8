package directory

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"candour/internal/records"
)

// TestADryRunAndAPreviewSayTheSameOfEveryFile asks `candour import services --dry-run`
// and the desk's preview about every sample file, and about parts of each that are
// spoilt by chance, on a directory that grows with every load.
func TestADryRunAndAPreviewSayTheSameOfEveryFile(t *testing.T) {
	samples, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	as := map[string]string{"cqc_trafford_care_homes.csv": FormatCQC, "eauth.csv": FormatODS, "epraccur.csv.gz": FormatODS, "etr.csv.gz": FormatODS,
		"gm_dentists.csv.gz": FormatTable, "gp_practice_map.csv": FormatODS, "nhs_choices_hospital.csv.gz": FormatChoices, "queries.csv": FormatTable,
		"services.csv.gz": FormatTable, "table.csv": FormatTable}
	app, chance := newApp(t), rand.New(rand.NewPCG(1, 2))
	compare := func(path, as string, released time.Time) {
		t.Helper()
		dry, err1 := tryOf(app, path, as, released, Options{DryRun: true})
		seen, err2 := tryOf(app, path, as, released, Options{Preview: func(records.HistoryEntry) {}})
		if fmt.Sprint(err1) != fmt.Sprint(err2) {
			t.Errorf("%s: a dry run says %v, and a preview %v", path, err1, err2)
		}
		a, b := spelledOut(t, dry), spelledOut(t, seen)
		for i := range max(len(a), len(b)) {
			if i >= len(a) || i >= len(b) || a[i] != b[i] {
				t.Errorf("%s: of %d and %d lines the first that differs is %d:\n%s\n%s", path, len(a), len(b), i, strings.Join(a[i:min(i+1, len(a))], ""), strings.Join(b[i:min(i+1, len(b))], ""))
				break
			}
		}
		if err1 == nil {
			if _, err := tryOf(app, path, as, released, Options{}); err != nil {
				t.Errorf("%s: a dry run found nothing wrong, and the load %v", path, err)
			}
		}
	}
	for _, file := range samples {
		if file.Name() == "ATTRIBUTION.md" {
			continue
		}
		format, known := as[file.Name()]
		if !known {
			t.Errorf("%s: nobody says here what it is", file.Name())
		}
		path := onDisk(t, file.Name(), strings.TrimSuffix(file.Name(), ".gz"))
		compare(path, format, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
		content, err := os.ReadFile(path) //nolint:gosec // a sample
		if err != nil {
			t.Fatal(err)
		}
		for month := range 3 {
			part := written(t, strings.TrimSuffix(file.Name(), ".gz"), spoilt(string(content), chance))
			compare(part, format, time.Date(2026, time.Month(2+month), 1, 0, 0, 0, 0, time.UTC))
		}
	}
}

// spelledOut is a report as JSON, a line for each value. The ids that a run gives to what
// is new are its own.
func spelledOut(t *testing.T, r Report) []string {
	t.Helper()
	for _, group := range [][]Item{r.New, r.Changed, r.Moved, r.Closed, r.Reopened, r.Merged, r.Missing} {
		for i := range group {
			group[i].ID = ""
		}
		slices.SortStableFunc(group, func(a, b Item) int { return cmp.Compare(a.Scheme+a.Code, b.Scheme+b.Code) })
	}
	slices.Sort(r.Rerouted)
	out, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(out), "\n")
}

// spoilt is a part of a file with what may go wrong with one: lines that are lost,
// come in another order, are there twice, or have lost, changed or swapped values.
func spoilt(content string, chance *rand.Rand) string {
	lines := strings.SplitAfter(content, "\n")
	head, rest := lines[:1], slices.Clone(lines[1:])
	chance.Shuffle(len(rest), func(i, j int) { rest[i], rest[j] = rest[j], rest[i] })
	rest = rest[:min(len(rest), 150)]
	for i, line := range rest {
		fields := strings.Split(line, ",")
		at, other := chance.IntN(len(fields)), chance.IntN(len(fields))
		switch chance.IntN(12) {
		case 0:
			fields[at] = ""
		case 1:
			fields[at], fields[other] = fields[other], fields[at]
		case 2:
			fields[at] = strings.Replace(fields[at], "1", "2", 1)
		case 3:
			fields = slices.Delete(fields, at, at+1)
		case 4:
			fields[at] += "\""
		case 5:
			if i < 10 { // a file of many such lines is refused as a whole
				fields[at] = "\xff" + fields[at]
			}
		}
		rest[i] = strings.Join(fields, ",")
	}
	if chance.IntN(4) == 0 && len(rest) > 0 {
		rest = append(rest, rest[0])
	}
	return strings.Join(append(head, rest...), "")
}
