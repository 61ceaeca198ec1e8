package places

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestThePostcodesInUseAreCountedForAllWhoAnswerForThem(t *testing.T) {
	table := open(t)
	text := "pcds,doterm,lad26cd,hlth19cd,ctry26cd,sicbl26cd,icb26cd\n" +
		"AB10 1AB,,S12000033,S08000020,S92000003,S03000012,S99999999\n" +
		"AB10 1AD,,S12000033,S08000020,S92000003,S03000012,S99999999\n" +
		"AB1 0AA,199606,S12000033,S08000020,S92000003,S03000012,S99999999\n" +
		"G1 1AA,,S12000046,S08000021,S92000003,S03000043,S99999999\n" + // codes of before 2019
		"N1 1AA,,E09000019,E18000007,E92000001,E38000240,E54000028\n" + // as in 2025
		"N1 1AB,,E09000019,E18000007,E92000001,E38000240,E54000071\n" + // as in 2026
		"SL1 1AA,,E06000039,E18000008,E92000001,E38000252,E54000034\n" +
		"CF10 1AA,,W06000015,W11000029,W92000004,W11000029,W99999999\n" +
		"JE2 3AB,,L99999999,L99999999,L93000001,L99999999,L99999999\n"
	if _, err := table.Import(t.Context(), strings.NewReader(text), Options{}); err != nil {
		t.Fatal(err)
	}
	for code, want := range map[string]int{
		"S92000003": 3, "S12000033": 2, "S37000001": 2, "S08000020": 2, "S08000031": 1, "S08000021": 1, "S12000049": 1, "S12000046": 1,
		"E38000240": 2, "E54000028": 2, "QMJ": 2, "E54000071": 2, "E54000034": 1, "E54000070": 1, "E54000067": 0, "W11000029": 1, "7A4": 1,
		"L93000001": 1, "": 0, "E99": 0, "L99999999": 0,
	} {
		if n, err := table.LivePostcodes(t.Context(), code); err != nil || n != want {
			t.Errorf("%s: %d, not %d (%v)", code, n, want, err)
		}
	}
	// One of them ends.
	if _, err := table.Import(t.Context(), strings.NewReader("pcds,doterm,lad26cd,ctry26cd\nAB10 1AD,202610,S12000033,S92000003\n"), Options{}); err != nil {
		t.Fatal(err)
	}
	if n, err := table.LivePostcodes(t.Context(), "S08000020"); err != nil || n != 1 {
		t.Error(n, err)
	}
}

func TestANewerTableOfBodiesIsUsedAtOnceAlsoByAnotherProgram(t *testing.T) {
	file := filepath.Join(t.TempDir(), FileName)
	table, err := Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = table.Close() }()
	text := "pcds,doterm,lad26cd,ctry26cd,sicbl26cd,icb26cd\nTS18 1HU,,E06000004,E92000001,E38000247,E54000050\n"
	if _, err := table.Import(t.Context(), strings.NewReader(text), Options{}); err != nil {
		t.Fatal(err)
	}
	site, err := Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = site.Close() }()
	if area, ok, err := site.Find(t.Context(), "TS18 1HU"); err != nil || !ok || len(AnsweringAsOf(area, day("2027-05-01"), day("2027-06-01"))) != 2 {
		t.Fatal(area, ok, err)
	}
	bodies := "code,name,kind,what,country,opened,closed,successors,ods\n" +
		"E54000050,NHS North East and North Cumbria Integrated Care Board,commissioner,integrated care board,E92000001,,2027-03-31,E54000099,QHM\n" +
		"E54000099,NHS The North Integrated Care Board,commissioner,integrated care board,E92000001,2027-04-01,,,QXX\n"
	path := fileOf(t, "bodies.csv", bodies)
	if r, err := table.ImportFile(t.Context(), path, Options{}); err != nil || r.Table != "bodies" || r.Written != 2 {
		t.Fatalf("%+v %v", r, err)
	}
	if r, err := table.ImportFile(t.Context(), path, Options{}); err != nil || r.Written != 0 {
		t.Errorf("%+v %v", r, err)
	}
	area, ok, err := site.Find(t.Context(), "TS18 1HU")
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	for on, want := range map[string]string{
		"2026-11-01": "Tees Valley sub-ICB location; North East and North Cumbria; → The North",
		"2027-05-01": "Tees Valley sub-ICB location; The North",
	} {
		if got := who(AnsweringAsOf(area, day(on), day("2027-06-01"))); got != want {
			t.Errorf("on %s: %s", on, got)
		}
	}
	if all, err := table.Bodies(t.Context(), England); err != nil || len(all) != len(Bodies(England))+1 {
		t.Error(len(all), err)
	}
	if n, err := table.LivePostcodes(t.Context(), "E54000099"); err != nil || n != 1 {
		t.Error(n, err)
	}
	_, err = table.ImportFile(t.Context(), fileOf(t, "bodies.csv", strings.Replace(bodies, "E54000099,QHM", "E54000098,QHM", 1)), Options{})
	if err == nil || !strings.Contains(err.Error(), "names E54000098, which is not in the table") {
		t.Error(err)
	}
}

func TestABodyThatIsGivenANewCodeIsOneBody(t *testing.T) {
	const table = "code,name,kind,what,country,opened,closed,successors,former\n" +
		"E54000170,NHS Thames Valley and Beyond Integrated Care Board,commissioner,integrated care board,E92000001,2026-04-01,,,E54000070\n"
	r, err := ourRegister().with(strings.NewReader(table))
	if err != nil {
		t.Fatal(err)
	}
	if len(r.of(England)) != len(Bodies(England)) {
		t.Errorf("%d bodies, not %d", len(r.of(England)), len(Bodies(England)))
	}
	for _, icb := range []string{"E54000044", "E54000070", "E54000170"} { // Buckinghamshire, by three files
		area := Area{Country: England, Council: "E06000060", SubICB: "E38000223", ICB: icb, by: r}
		for on, want := range map[string]string{
			"2026-03-01": "Buckinghamshire sub-ICB location; Buckinghamshire, Oxfordshire and Berkshire West; → Thames Valley and Beyond",
			"2026-05-01": "Buckinghamshire sub-ICB location; Thames Valley and Beyond",
		} {
			if got := who(AnsweringAsOf(area, day(on), day(today))); got != want {
				t.Errorf("%s on %s: %s", icb, on, got)
			}
		}
	}
}

func TestABodyThatIsGivenNewCodesTwiceOrItsOldOneAgainIsOneBody(t *testing.T) {
	const header, row = "code,name,kind,what,country,within,ods,former\n", ",Hampshire sub-ICB location,commissioner,sub-location,E92000001,E54000042 E54000067,"
	for about, c := range map[string]struct {
		tables []string
		own    string
	}{
		"a second new code":                 {[]string{"E38000366" + row + ",E38000266\n"}, "E38000366"},
		"a third":                           {[]string{"E38000366" + row + ",E38000266\n", "E38000466" + row + ",E38000366\n"}, "E38000466"},
		"the table names the first one":     {[]string{"E38000366" + row + ",E38000253\n"}, "E38000366"},
		"its old code again":                {[]string{"E38000253" + row + ",E38000266\n"}, "E38000253"},
		"there and back":                    {[]string{"E38000366" + row + ",E38000266\n", "E38000253" + row + ",E38000366\n"}, "E38000253"},
		"its NHS code goes to its new self": {[]string{"E38000366" + row + "D9Y0V,E38000266\n"}, "E38000366"},
	} {
		r, known := ourRegister(), []string{"E38000253", "E38000266", "D9Y0V"}
		for _, table := range c.tables {
			var err error
			if r, err = r.with(strings.NewReader(header + table)); err != nil {
				t.Fatal(about, err)
			}
			known = append(known, table[:9])
		}
		if len(r.of(England)) != len(Bodies(England)) {
			t.Errorf("%s: %d bodies, not %d", about, len(r.of(England)), len(Bodies(England)))
		}
		b, _ := r.body(c.own)
		for _, code := range known {
			if r.own(code) != c.own || !slices.Contains(b.codes(), code) {
				t.Errorf("%s: %s leads to %s, which goes by %v", about, code, r.own(code), b.codes())
			}
		}
	}
}
