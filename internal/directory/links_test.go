package directory

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
)

// linkDays are who is linked to a service, from which day and until which.
func linkDays(t testing.TB, app core.App, code string) (all []string) {
	t.Helper()
	var rows []struct{ Code, Since, Until string }
	err := app.DB().NewQuery("SELECT coalesce((SELECT min(i.value) FROM identifiers i WHERE i.organisation = o.id AND i.scheme = 'ods'), o.code) AS code, substr(l.since, 1, 10) AS since, substr(l.until, 1, 10) AS until FROM links l JOIN organisations o ON o.id = l.organisation " +
		"WHERE l.service = (SELECT id FROM services WHERE code = '" + code + "') ORDER BY l.since, o.code").All(&rows)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		all = append(all, r.Code+" "+r.Since+" "+r.Until)
	}
	return all
}

// practiceOf is a report with one practice: who commissions it and since when.
func practiceOf(t testing.TB, name, by, since, left string) string {
	t.Helper()
	return written(t, name, `"A81001","THE DENSHAM SURGERY","","","","","","","","TS18 1HU","19740401","","A","B","`+by+`","`+since+`","`+left+`","","","","","0","","`+by+`","","4",""`+"\n")
}

func TestTheLinkOfACommissionerEndsWhenAnotherBegins(t *testing.T) {
	app := newApp(t)
	for _, step := range []struct{ file, by, since, left, want string }{
		{"epraccur_2020-01.csv", "00K", "20130401", "", "00K 2013-04-01 "},
		{"epraccur_2020-06.csv", "16C", "20200401", "", "00K 2013-04-01 2020-04-01|16C 2020-04-01 "},
		{"epraccur_2021-06.csv", "", "", "", "00K 2013-04-01 2020-04-01|16C 2020-04-01 2021-06-01"},
		{"epraccur_2021-07.csv", "84H", "20210701", "20210630", "00K 2013-04-01 2020-04-01|16C 2020-04-01 2021-06-01|84H 2021-07-01 "},
		{"epraccur_2021-07-01.csv", "", "", "", "00K 2013-04-01 2020-04-01|16C 2020-04-01 2021-06-01|84H 2021-07-01 2021-07-02"},
	} {
		loadFile(t, app, practiceOf(t, step.file, step.by, step.since, step.left), FormatODS)
		if got := strings.Join(linkDays(t, app, "A81001"), "|"); got != step.want {
			t.Errorf("%s: %s, not %s", step.file, got, step.want)
		}
	}
	const never = "SELECT count(*) FROM links WHERE since != '' AND until != '' AND until <= since"
	var n int
	if err := app.DB().NewQuery(never).Row(&n); err != nil || n != 0 {
		t.Errorf("%d links end before they begin (%v)", n, err)
	}
}

func TestAnOlderFileEndsNoLinkThatItCannotKnow(t *testing.T) {
	app := newApp(t)
	loadFile(t, app, practiceOf(t, "epraccur_2025-06.csv", "16C", "20250401", ""), FormatODS)
	if _, err := tryFile(app, practiceOf(t, "epraccur_2019-01.csv", "00K", "20130401", ""), FormatODS, Options{AlthoughOlder: true}); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(linkDays(t, app, "A81001"), "|"); got != "00K 2013-04-01 |16C 2025-04-01 " {
		t.Error(got)
	}
}

func TestNobodyIsLinkedToThemselves(t *testing.T) {
	app := newApp(t)
	r := loadTable(t, app, "what,name,code,links", "organisation,One,one,inspects one|inspects two|follows kind:hospice", "organisation,Two,two,")
	if n := count(t, app, "links"); n != 2 || r.DoubtfulCount != 1 || !strings.Contains(r.Doubtful[0].Reason, "local:one has a link from itself") {
		t.Errorf("%d links: %v", n, r.Doubtful)
	}
}

func TestALinkAndACodeThatAFileBringsLeaveAHistory(t *testing.T) {
	app := newApp(t)
	loadTable(t, app, "what,name,code,links,codes", "organisation,One,one,,", "service,House,house,inspects one from 2020-01-01,ods:8H998")
	if n := count(t, app, "directory_history"); n != 0 {
		t.Errorf("%d rows of history for what is new", n)
	}
	loadTable(t, app, "name,code,links,codes", "House,house,inspects one from 2020-01-01 until 2026-05-31|commissions one,ods:8H999")
	past, err := records.HistoryOfService(app, service(t, app, "house").Id, 10)
	if err != nil {
		t.Fatal(err)
	}
	one := organisation(t, app, "one").Id
	var got []string
	for _, c := range past {
		was, _ := records.ReadPastLink(c.Was())
		now, linked := records.ReadPastLink(c.Now())
		if got = append(got, fmt.Sprint(c.Field(), " ", c.Source(), " ", now.Kind, " ", now.Since, " ", was.Until, " ", now.Until)); linked && now.Organisation != one {
			t.Error(c.Now())
		}
	}
	slices.Sort(got)
	if strings.Join(got, "|") != "code file    |link file commissions   |link file inspects 2020-01-01  2026-06-01" {
		t.Errorf("%q", got)
	}
}

func TestWhatDecidesWhomStoriesReachIsMarked(t *testing.T) {
	app := newApp(t)
	loadTable(t, app, "what,name,code,kind,postcode,council,organisation,phone", "organisation,One,one,,,,,", "service,House,house,hospice,IV30 1AA,S12000020,one,1", "service,Ward,ward,ward,,,one,1")
	for i, line := range []string{"House,house,care home,IV30 1AA,S12000020,1", "House,house,care home,IV30 1AB,S12000020,1", "House,house,care home,IV30 1AB,S12000033,1", "House,house,care home,IV30 1AB,S12000033,2"} {
		r := loadTable(t, app, "name,code,kind,postcode,council,phone", line)
		if want := i < 3; len(r.Changed) != 1 || slices.Contains(r.Rerouted, service(t, app, "house").Id) != want || want == service(t, app, "house").GetDateTime("unroutedSince").IsZero() {
			t.Errorf("%s: %s %v", line, r, r.Rerouted)
		}
		if _, err := app.DB().NewQuery("UPDATE services SET unroutedSince = ''").Execute(); err != nil {
			t.Fatal(err)
		}
	}
}
