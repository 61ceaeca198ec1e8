package directory

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
)

// oneHospital is the list of Public Health Scotland with one hospital.
func oneHospital(t testing.TB, name string) string {
	t.Helper()
	return written(t, "hospitals.csv", "HospitalCode,HospitalName,AddressLine1,AddressLine2,AddressLine3,AddressLine4,Postcode,HealthBoard,HSCP,CouncilArea\n"+
		"A101H,"+name+",1 High Street,,,,AB101AB,S08000020,S37000001,S12000033\n")
}

func TestAFileWithoutADayNeedsOneWhereAnotherIsLoaded(t *testing.T) {
	app := newApp(t)
	old, later := oneHospital(t, "Old"), oneHospital(t, "Later")
	loadFile(t, app, later, FormatPHS)
	again(t, app, later, FormatPHS)
	_, err := tryFile(app, old, FormatPHS, Options{})
	if err == nil || !strings.Contains(err.Error(), "nothing tells from which day this file is, and another of this list was loaded on 27 November 2026") ||
		!strings.Contains(err.Error(), "--released") {
		t.Error(err)
	}
	day := func(text string) time.Time { at, _ := time.Parse(time.DateOnly, text); return at }
	_, err = tryOf(app, old, FormatPHS, day("2020-01-01"), Options{})
	if err == nil || !strings.Contains(err.Error(), "of which nobody knows from which day it is") {
		t.Error(err)
	}
	if _, err := tryOf(app, later, FormatPHS, day("2026-10-01"), Options{}); err != nil {
		t.Error("the day of a file that is loaded cannot be given later:", err)
	}
	if _, err = tryOf(app, old, FormatPHS, day("2020-01-01"), Options{}); err == nil || !strings.Contains(err.Error(), "one of 1 October 2026 is loaded already") {
		t.Error(err)
	}
	if r, err := tryFile(app, later, FormatPHS, Options{}); err != nil || r.Writes != 0 || !r.Released.Equal(day("2026-10-01")) {
		t.Errorf("the file that was loaded last comes again: %v %s %s", err, r, r.Released)
	}
	if got := service(t, app, "A101H").GetString("name"); got != "Later" {
		t.Error(got)
	}
}

func TestEachTableOfOnesOwnHasAnAgeOfItsOwn(t *testing.T) {
	app := newApp(t)
	load := func(name, line string) error {
		_, err := tryOf(app, written(t, name, "name,code,opened\n"+line+"\n"), FormatTable, time.Time{}, Options{})
		return err
	}
	for _, f := range []struct{ name, line string }{
		{"wards 2026-05.csv", "Ward 4,w4,"}, {"charities.csv", "Friends,f,2025-01-01"}, {"care homes 2024.csv", "Elms,e,"}, {"wards_2026-06-01.csv", "Ward 5,w5,"},
		{"all the wards of the whole region.csv", "Ward 6,w6,2020-01-01"}, {"all the wards of the whole country.csv", "Ward 7,w7,2019-01-01"},
	} {
		if err := load(f.name, f.line); err != nil {
			t.Errorf("%s: %v", f.name, err)
		}
	}
	if err := load("wards-2026-05.csv", "Ward 4,w4,"); err == nil || !strings.Contains(err.Error(), "one of 1 June 2026 is loaded already") {
		t.Error(err)
	}
	for _, key := range []string{tableKey("wards 2026-05.csv"), tableKey("all the wards of the whole region.csv")} {
		if len(key) > 20 || key == FormatTable+"/" {
			t.Error(key)
		}
	}
}

func TestATableOfAnotherNameIsAsOldAsItWas(t *testing.T) {
	app := newApp(t)
	table := func(name string, from, to int) (Report, error) {
		text := "name,code\n"
		for i := from; i < to; i++ {
			text += fmt.Sprintf("Ward %d,w%d\n", i, i)
		}
		return tryOf(app, written(t, name, text), FormatTable, time.Time{}, Options{})
	}
	for _, f := range []struct {
		name     string
		from, to int
		key, err string
	}{
		{"wards 2026-05.csv", 0, 200, "csv/wards", ""},
		{"teams 2026-01.csv", 180, 400, "csv/teams", ""}, // another table, though some are in both
		{"export 2026-04.csv", 0, 210, "", "and one of 1 May 2026 is loaded already (as csv/wards, which names mostly the same)"},
		{"export 2026-06.csv", 10, 210, "csv/wards", ""},
		{"wards 2026-05.csv", 0, 200, "", "one of 1 June 2026 is loaded already"},
		{"closed 2026-02.csv", 0, 20, "csv/closed", ""}, // a few of them are no table of all
		{"closed 2026-01.csv", 500, 520, "", "one of 1 February 2026 is loaded already: an older"},
	} {
		r, err := table(f.name, f.from, f.to)
		if f.err == "" && (err != nil || r.Format != f.key) || f.err != "" && (err == nil || !strings.Contains(err.Error(), f.err)) {
			t.Errorf("%s: %q %v", f.name, r.Format, err)
		}
	}
	if r, err := table("export 2026-06.csv", 10, 210); err != nil || r.Writes != 0 {
		t.Errorf("the same again: %v, and %d rows written", err, r.Writes)
	}
	if n := len(keyed(t, app, "csv/wards")); n != 2 {
		t.Errorf("%d loads of the wards", n)
	}
}

// keyed are the loads that are remembered as one list.
func keyed(t testing.TB, app core.App, key string) (all []*records.Import) {
	t.Helper()
	loads, err := records.NewestImports(app, 100)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range loads {
		if i.Format() == key {
			all = append(all, i)
		}
	}
	return all
}

func TestNHSChoicesFillsGapsAndOwnsNothing(t *testing.T) {
	app := newApp(t)
	loadFile(t, app, onDisk(t, "etr.csv.gz", "etr_2022.csv"), FormatODS)
	site := func(name, code, phone, closed, status string) string {
		return `"` + code + `","` + name + `","Y62","QOP","A ROAD","","","MANCHESTER","","M13 9WL","20171001","` + closed + `","` + status + `","","R0A","","","` + phone + `","","","","0","","","","",""` + "\n"
	}
	loadFile(t, app, written(t, "ets_2022.csv", site("ROYAL INFIRMARY", "R0A01", "", "", "A")+site("EYE HOSPITAL", "R0A02", "0161 1", "", "A")+site("OLD HOUSE", "R0A03", "", "20200331", "C")), FormatODS)
	mark := "\xac"
	line := func(code, name, phone string) string {
		return strings.Join([]string{code, name, "Hospital", "NHS Sector", "Visible", "1 Other Street", "", "", "Leeds", "", "LS1 1AA", "53.8", "-1.55", "R0B", "Another Trust", phone, "www.example.org"}, mark) + "\r\n"
	}
	head := strings.Join([]string{"OrganisationCode", "OrganisationName", "SubType", "Sector", "OrganisationStatus", "Address1", "Address2", "Address3", "City", "County", "Postcode",
		"Latitude", "Longitude", "ParentODSCode", "ParentName", "Phone", "Website"}, mark) + "\r\n"
	path := written(t, "Hospital 2026.csv", head+line("R0A01", "Choices Infirmary", "0113 2")+line("R0A02", "Choices Eyes", "0113 3")+line("R0A03", "Choices House", "0113 4")+line("NV101", "Private", "0113 5"))
	loadFile(t, app, path, FormatChoices)
	again(t, app, path, FormatChoices)
	for code, want := range map[string]string{"R0A01": "Royal Infirmary|Manchester|M13 9WL|0113 2||https://www.example.org", "R0A02": "Eye Hospital|Manchester|M13 9WL|0161 1||https://www.example.org",
		"R0A03": "Old House|Manchester|M13 9WL|0113 4|2020-04-01 00:00:00.000Z|https://www.example.org", "NV101": "Private|Leeds|LS1 1AA|0113 5||https://www.example.org"} {
		s := service(t, app, code)
		var got []string
		for _, f := range []string{"name", "town", "postcode", "phone", "closedOn", "website"} {
			got = append(got, s.GetString(f))
		}
		trust := "R0A"
		if code == "NV101" {
			trust = "R0B"
		}
		if strings.Join(got, "|") != want || s.GetString("organisation") != organisation(t, app, trust).Id || s.GetFloat("latitude") != 53.8 {
			t.Errorf("%s: %s", code, strings.Join(got, "|"))
		}
	}
}

func TestAClosedOrganisationIsNoMoreFromTheDayAfter(t *testing.T) {
	app := newApp(t)
	loadTable(t, app, "what,name,code,closed,links", "organisation,One,one,2026-03-31,", "service,House,house,2026-03-31,represents one from 2020-01-01 until 2021-12-31|inspects one from 2022-01-01 until 2022-01-01")
	if got := organisation(t, app, "one").ClosedOn().Format(time.DateOnly); got != "2026-04-01" {
		t.Error(got) // as with the list of trusts
	}
	if got := service(t, app, "house").GetDateTime("closedOn").Time().Format(time.DateOnly); got != "2026-04-01" {
		t.Error(got)
	}
	for day, want := range map[string]int{"2021-12-31": 1, "2022-01-01": 1, "2022-01-02": 0} {
		at, _ := time.Parse(time.DateOnly, day)
		l, err := records.LinksTo(app, records.LinkedTo{Services: []string{service(t, app, "house").Id}}, at)
		if err != nil || len(l) != want {
			t.Errorf("%s: %v %v", day, l, err)
		}
	}
}
