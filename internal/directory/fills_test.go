package directory

import (
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
)

// choicesFile is a list of NHS Choices: of each line code, name, phone, website, trust
// and longitude, with | between them.
func choicesFile(t testing.TB, name string, lines ...string) string {
	t.Helper()
	const mark = "\xac"
	file := strings.Join([]string{"OrganisationCode", "OrganisationName", "Phone", "Website", "ParentODSCode", "Longitude", "ParentName", "Latitude", "City", "Postcode", "Sector"}, mark) + "\r\n"
	for _, line := range lines {
		f := strings.Split(line, "|")
		file += strings.Join(append(f, "Trust "+f[4], "53.8", "Leeds", "LS1 1AA", "Independent Sector"), mark) + "\r\n"
	}
	return written(t, name, file)
}

// told are the fields of a service that the tests of filling look at.
func told(t testing.TB, app core.App, code string) string {
	t.Helper()
	s := service(t, app, code)
	o, err := records.FindOrganisation(app, s.GetString("organisation"))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join([]string{s.GetString("name"), s.GetString("phone"), s.GetString("website"), o.Code(), s.GetString("longitude")}, "|")
}

func TestANewerListOfNHSChoicesCorrectsWhatAnOlderOneFilledInAndNothingElse(t *testing.T) {
	app := newApp(t)
	loadTable(t, app, "scheme,code,name,phone,what", "ods,R0A,Trust A,,organisation", "ods,R0A01,Infirmary,,", "ods,R0A02,Eyes,0161 2,", "ods,R0A03,Desk,,", "ods,R0A04,Later,,")
	first := choicesFile(t, "Hospital 2024.csv", "R0A01|X|0113 1|www.one.example|R0A|-1", "R0A02|X|0113 2|www.two.example|R0A|-1", "R0A03|X|0113 3|www.three.example|R0A|-1",
		"R0A04|X|0113 4|www.four.example|R0A|-1", "NV101|Private|0113 5|www.five.example|R0A|-1")
	loadFile(t, app, first, FormatChoices)
	again(t, app, first, FormatChoices)
	desk, err := records.FindService(app, service(t, app, "R0A03").Id)
	if err != nil {
		t.Fatal(err)
	}
	desk.Set("phone", "01224 3")
	if err := records.SaveAs(app, desk, records.Origin{Source: records.FromDesk}); err != nil {
		t.Fatal(err)
	}
	loadTable(t, app, "scheme,code,name,phone", "ods,R0A04,Later,0113 4") // its own list says the same: from now on it said it
	second := choicesFile(t, "Hospital 2025.csv", "R0A01|Y|0114 1|www.one.example|R0B|-2", "R0A02|Y|0114 2|www.two.example|R0B|-2", "R0A03|Y|0114 3|www.three-new.example|R0B|-2",
		"R0A04|Y|0114 4|www.four.example|R0B|-2", "NV101|Private House|0114 5|www.five.example|R0B|-2")
	r := loadFile(t, app, second, FormatChoices)
	for code, want := range map[string]string{"R0A01": "Infirmary|0114 1|https://www.one.example|R0B|-2", "R0A02": "Eyes|0161 2|https://www.two.example|R0B|-2",
		"R0A03": "Desk|01224 3|https://www.three-new.example|R0B|-2", "R0A04": "Later|0113 4|https://www.four.example|R0B|-2",
		"NV101": "Private House|0114 5|https://www.five.example|R0B|-2"} {
		if got := told(t, app, code); got != want {
			t.Errorf("%s: %s, not %s", code, got, want)
		}
	}
	if names := service(t, app, "NV101").GetString("aliases"); names != "Private" {
		t.Errorf("its former name is %q", names)
	}
	for _, item := range append(r.Changed, r.Moved...) {
		if strings.Contains(strings.Join(item.Fields, " "), "filled") {
			t.Errorf("our own note is reported: %v", item)
		}
	}
	again(t, app, second, FormatChoices)
	if _, err := tryFile(app, first, FormatChoices, Options{}); err == nil || !strings.Contains(err.Error(), "an older file would bring back what has changed since") {
		t.Errorf("an older list: %v", err)
	}
	if got := told(t, app, "NV101"); !strings.HasPrefix(got, "Private House|") {
		t.Error(got)
	}
}

func TestAListOfAnotherKindCorrectsNothingThatNHSChoicesFilledIn(t *testing.T) {
	app := newApp(t)
	loadTable(t, app, "scheme,code,name,codes", "ods,R0A01,Infirmary,cqc:1-100")
	loadFile(t, app, choicesFile(t, "Hospital 2024.csv", "R0A01|X|0113 1|www.one.example|R0A|-1"), FormatChoices)
	loadTable(t, app, "scheme,code,name,phone,website", "cqc,1-100,Y,0115 1,")
	if got := told(t, app, "R0A01"); got != "Infirmary|0113 1|https://www.one.example|R0A|-1" {
		t.Error(got)
	}
}
