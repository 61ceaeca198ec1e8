package directory

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"candour/internal/records"
)

func TestAValueThatCanHardlyBeRightIsDoubtedInEveryList(t *testing.T) {
	app := newApp(t)
	cqc := "CQC location ID,Name,Service types,Postcode,Latitude,Longitude\n1-100000001,Home,Spaceships,QQ1 1AA,999,1\n1-100000002,Other,Spaceships,M33 2AA,,\n"
	choices := "OrganisationCode¬OrganisationName¬SubType¬ParentODSCode¬ParentName¬Postcode¬Latitude¬Longitude\nRXX01¬Home¬Hospital¬RXX¬A trust¬QQ1 1AA¬57¬\n"
	practice := `"A81001","THE DENSHAM SURGERY","Y63","QHM","THE HEALTH CENTRE","LAWSON STREET","STOCKTON-ON-TEES","","","DN15 6QV","19740401","","A","B","","","","","","","","0","","","","4",""` + "\n"
	table := "name,code,kind,postcode\nA,a,spaceship,QQ1 1AA\nB,b,spaceship,AB1O 1AA\nC,c,,D02 A1CC\nD,d,,0800\nE,e,,ROOM 1\nF,f,,no digits\n"
	odd := "the postcode QQ1 1AA has not the form of a British one; it is taken as it is"
	for as, c := range map[string]struct {
		text string
		want []string
	}{
		FormatCQC: {cqc, []string{"2 1-100000001: " + odd, `2 1-100000001: the position "999", "1" is no place on earth; it is left out`,
			`2 1-100000001: the kind "spaceships" is not one that Candour knows; it is taken as it is, here and on further lines`}},
		FormatChoices: {choices, []string{"2 RXX01: " + odd, `2 RXX01: the position "57", "" is no place on earth; it is left out`}},
		FormatODS:     {practice, []string{"1 A81001: the postcode DN15 6QV has not the form of a British one; it is taken as it is"}},
		FormatTable: {table, []string{`2 local:a: ` + odd, `2 local:a: the kind "spaceship" is not one that Candour knows; it is taken as it is, here and on further lines`,
			"3 local:b: the postcode AB1O 1AA may be meant for AB10 1AA; it is taken as it is",
			`6 local:e: the postcode "ROOM 1" has not the form of any that is known; it is taken as it is`,
			`7 local:f: the postcode "no digits" is not understood; it is left out`}},
	} {
		r, err := tryFile(app, written(t, "list.csv", c.text), as, Options{})
		var said []string
		for _, l := range r.Doubtful {
			said = append(said, fmt.Sprint(l.No, " ", l.Reason))
		}
		slices.Sort(said)
		slices.Sort(c.want)
		if err != nil || !slices.Equal(said, c.want) {
			t.Errorf("%s: %v\n%s", as, err, strings.Join(said, "\n"))
		}
	}
	if s, err := records.FindServiceByCode(app, "c"); err != nil || s.Postcode() != "D02 A1CC" {
		t.Error(err)
	}
}

func TestColumnsThatAreNotReadAreSaid(t *testing.T) {
	app := newApp(t)
	for as, c := range map[string]struct{ text, want string }{
		FormatTable: {"name,code,postode,lattitude,Mood\nA,a,IV30 1AA,57,good\n",
			`[{1 these columns are not read: "postode" (did you mean postcode?), "lattitude" (did you mean latitude?), "Mood"}]`},
		FormatCQC: {"CQC location ID,Name,Registered manager,Postcod\n1-100000001,Home,A Person,M33 2AA\n",
			`[{1 these columns are not read: "Postcod" (did you mean postcode?)}]`},
	} {
		for _, dry := range []bool{true, false} {
			r, err := tryFile(app, written(t, "list.csv", c.text), as, Options{DryRun: dry})
			if got := fmt.Sprint(r.Doubtful); err != nil || got != c.want || r.DoubtfulCount != 1 {
				t.Errorf("%s: %v %s", as, err, got)
			}
		}
	}
	_, err := tryFile(app, written(t, "list.csv", "name,code,postode\n"), FormatTable, Options{})
	if err == nil || !strings.Contains(err.Error(), "a header and no line") {
		t.Error(err)
	}
}

func TestAFileOfWhichNoServiceCanBeReadIsNotLoadedThoughItNamesWhoRunsThem(t *testing.T) {
	app := newApp(t)
	before := count(t, app, "organisations")
	text := "CQC location ID,Name,Postcode,Provider ID,Provider name\n1-100000001," + strings.Repeat("long ", 100) + ",M33 2AA,1-200000001,Homes Ltd\n"
	_, err := tryFile(app, written(t, "list 2026-01.csv", text), FormatCQC, Options{})
	if !errors.Is(err, errNothing) || count(t, app, "imports") != 0 || count(t, app, "organisations") != before {
		t.Error(err)
	}
	text = strings.Replace(text, strings.Repeat("long ", 100), "Home", 1)
	if _, err := tryFile(app, written(t, "list 2025-01.csv", text), FormatCQC, Options{}); err != nil {
		t.Errorf("the mended file is taken for an older one: %v", err)
	}
}

func TestCommissionersThatEndedLongAgoAreOneDoubt(t *testing.T) {
	app := newApp(t)
	line := func(code string) string {
		return `"` + code + `","A SURGERY","Y63","QHM","1 ROAD","","TOWN","","","DN15 6AA","19740401","20120401","C","B","","","","","","","","0","","00K","","4",""` + "\n"
	}
	path := written(t, "epraccur_2026-01.csv", line("A81001")+line("A81002")+strings.Replace(line("A81003"), "00K", "", 1))
	f, err := OpenFile(path, FormatODS, time.Time{}, now)
	if err != nil {
		t.Fatal(err)
	}
	r, err := f.Load(app, t.Context(), Options{Now: now})
	want := "[{1 ods:A81001 is closed, and nobody knows its commissioner ods:00K any more: the link is left out. The same holds of 1 more closed services, whose lines --rejects writes down}]"
	if got := fmt.Sprint(r.Doubtful); err != nil || got != want || r.DoubtfulCount != 1 {
		t.Errorf("%v %s", err, got)
	}
	var out strings.Builder
	if err := f.WriteRejects(&out, r); err != nil || strings.Count(out.String(), "nobody knows its commissioner") != 2 {
		t.Errorf("%v %s", err, out.String())
	}
}
