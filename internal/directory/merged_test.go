package directory

import (
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
)

// mergedAtDesk has one service become another, as the desk does.
func mergedAtDesk(t testing.TB, app core.App, gone, kept string) {
	t.Helper()
	into := service(t, app, kept).Id
	s, err := records.FindService(app, service(t, app, gone).Id)
	if err != nil {
		t.Fatal(err)
	}
	s.SetClosed(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), into)
	as := records.Origin{Source: records.FromDesk}
	for _, err := range []error{records.SaveAs(app, s, as), records.MoveCodes(app, s, into, as), records.MoveLinks(app, s.Id, into, as)} {
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestALineOfWhatWasMergedAtTheDeskLandsOnWhatWasKept(t *testing.T) {
	app := newApp(t)
	loadFile(t, app, practiceOf(t, "epraccur_2025-06.csv", "00K", "20130401", ""), FormatODS)
	loadTable(t, app, "name,code,postcode", "Densham Surgery,densham,TS18 1HU")
	mergedAtDesk(t, app, "A81001", "densham")
	r := loadFile(t, app, practiceOf(t, "epraccur_2026-06.csv", "16C", "20260401", ""), FormatODS)
	gone, kept := service(t, app, "A81001"), service(t, app, "densham")
	if len(r.New)+len(r.Reopened)+r.UnreadableCount != 0 || len(r.Changed) != 1 || gone.GetString("closedOn") == "" || gone.GetString("successor") != kept.Id {
		t.Errorf("%s %v", r, r.New)
	}
	if got := strings.Join(linkDays(t, app, "densham"), "|"); got != "00K 2013-04-01 2026-04-01|16C 2026-04-01 " || len(linkDays(t, app, "A81001")) != 0 {
		t.Error(got, linkDays(t, app, "A81001"))
	}
	if kept.GetString("name") != "Densham Surgery" || kept.GetString("openedOn") == "" || kept.GetString("closedOn") != "" {
		t.Error(kept)
	}
	again(t, app, practiceOf(t, "epraccur_2026-06.csv", "16C", "20260401", ""), FormatODS)
	closed := `"A81001","THE DENSHAM SURGERY","","","","","","","","TS18 1HU","19740401","20260630","C","B","","","","","","","","0","","16C","","4",""`
	loadFile(t, app, written(t, "epraccur_2026-09.csv", closed+"\n"), FormatODS)
	if got := service(t, app, "densham").GetString("closedOn"); got != "" {
		t.Error("the closing of what was merged closed what was kept:", got)
	}
}

func TestWhereAFileNamesBothTheLineOfWhatWasKeptCounts(t *testing.T) {
	for _, lines := range [][]string{{"A new,a,1", "B new,b,2"}, {"B new,b,2", "A new,a,1"}} {
		app := newApp(t)
		loadTable(t, app, "name,code,phone", "A,a,", "B,b,")
		mergedAtDesk(t, app, "a", "b")
		r := loadTable(t, app, "name,code,phone", lines...)
		if s := service(t, app, "b"); s.GetString("name") != "B new" || s.GetString("phone") != "2" || service(t, app, "a").GetString("name") != "A" {
			t.Error(s)
		}
		if r.UnreadableCount != 0 || r.DoubtfulCount != 1 || !strings.Contains(r.Doubtful[0].Reason, "local:a was merged into local:b, which is on line ") {
			t.Errorf("%s %v", r, r.Doubtful)
		}
	}
}

func TestTwoLinesWithTwoCodesOfOneServiceAreNamed(t *testing.T) {
	app := newApp(t)
	loadTable(t, app, "name,code,codes", "A,a,cqc:1-100|cqc:1-200", "B,b,")
	r := loadTable(t, app, "name,scheme,code", "A,,a", "A again,cqc,1-100", "B,,b")
	if r.UnreadableCount != 1 || r.Unreadable[0].No != 3 || r.Unreadable[0].Reason != "cqc:1-100 and the code on line 2 stand for one service (local:a)" || r.Unchanged != 2 {
		t.Errorf("%s %v", r, r.Unreadable)
	}
}

func TestOrganisationsThatAFullListNoLongerNamesAreSaidAndClosedWhenAsked(t *testing.T) {
	app := newApp(t)
	line := func(code, name string) string {
		return `"` + code + `","` + name + `","Y62","QOP","A ROAD","","","MANCHESTER","","M13 9WL","20171001","","A","","","","","","","","","0","","","","",""` + "\n"
	}
	loadFile(t, app, written(t, "etr_2022.csv", line("R0A", "ONE TRUST")+line("R0B", "TWO TRUST")), FormatODS)
	loadFile(t, app, written(t, "ets_2022.csv", line("R0B01", "A SITE OF TWO")), FormatODS)
	newer := written(t, "etr_2023.csv", line("R0A", "ONE TRUST"))
	r := loadFile(t, app, newer, FormatODS)
	if len(r.Missing) != 1 || r.Missing[0].Code != "R0B" || !organisation(t, app, "R0B").ClosedOn().IsZero() {
		t.Errorf("%s %v", r, r.Missing)
	}
	if r, err := tryFile(app, newer, FormatODS, Options{CloseMissing: true}); err != nil || len(r.Closed) != 1 || len(r.Rerouted) != 1 {
		t.Errorf("%v %s %v", err, r, r.Rerouted)
	}
	two := organisation(t, app, "R0B")
	past, err := records.HistoryOfOrganisation(app, two.Id, 10)
	if err != nil || two.ClosedOn().Format(time.DateOnly) != "2023-01-01" || len(past) != 1 || past[0].Field() != records.FieldClosedOn {
		t.Errorf("%v %v %v", two.ClosedOn(), past, err)
	}
	if service(t, app, "R0B01").GetString("closedOn") != "" {
		t.Error("a list of trusts closed a site")
	}
}
