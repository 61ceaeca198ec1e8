package places

import (
	"os"
	"strings"
	"testing"
)

func TestTheNHSPostcodeDirectoryLeadsToTheSameBodiesAsTheOthers(t *testing.T) {
	text, err := os.ReadFile("testdata/nhspd_gridall_sample.csv")
	if err != nil {
		t.Fatal(err)
	}
	table := open(t)
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n") { // of three generations
		if _, err := table.Import(t.Context(), strings.NewReader(line), Options{}); err != nil {
			t.Fatal(err)
		}
	}
	for postcode, same := range map[string]Area{
		"GL11 4JN": {Country: England, Council: "E07000082", SubICB: "E38000062", ICB: "E54000043"}, // 11M
		"PR8 3LB":  {Country: England, Council: "E08000014", SubICB: "E38000170", ICB: "E54000008"}, // 01V, of 41 columns
	} {
		area, ok, err := table.Find(t.Context(), postcode)
		if err != nil || !ok {
			t.Fatal(postcode, ok, err)
		}
		if postcode == "GL11 4JN" && (!area.Located || area.Latitude < 51.6 || area.Latitude > 51.8 || area.Longitude < -2.5 || area.Longitude > -2.2) { // Dursley
			t.Errorf("%s: %f %f", postcode, area.Latitude, area.Longitude)
		}
		got, want := who(AnsweringAsOf(area, day(today), day(today))), who(AnsweringAsOf(same, day(today), day(today)))
		if got != want || strings.Count(got, ";") != 1 {
			t.Errorf("%s: %s, not %s", postcode, got, want)
		}
	}
}

func TestTheRowsOfWiderNHSPDFilesAreRead(t *testing.T) {
	row := strings.Split(`"CF10 1AA","CF10 1AA","198001","","3180","01764","W99999999","","W06000015","W05000860","0","1","W92000004","W00"`, ",")
	for len(row) < 49 {
		row = append(row, `""`)
	}
	row[17], row[42] = `"7A4"`, `"W99999999"`
	table := open(t)
	r, err := table.Import(t.Context(), strings.NewReader(strings.Join(row, ",")+"\n"), Options{})
	if err != nil || r.Header.Kind != "NHSPD" || r.Header.Columns != 49 || r.Written != 1 {
		t.Fatalf("%+v %v", r, err)
	}
	area, _, _ := table.Find(t.Context(), "CF10 1AA")
	if got := who(AnsweringAsOf(area, day(today), day(today))); got != "Cardiff and Vale University Health Board" {
		t.Errorf("%s: %+v", got, area)
	}
}
