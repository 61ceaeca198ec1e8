package places

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheSampleHoldsTheRealPostcodesOfAberdeen(t *testing.T) {
	table := open(t)
	report, err := table.ImportSample(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if report.Rows != 8042 || report.Known != 8041 || report.Ended != 3810 || report.Refused != 0 || report.Written != 8042 {
		t.Errorf("%+v", report)
	}
	if got := report.Header.String(); got != "ONSPD, 8 columns (pcds, doterm, oslaua, ctry, oshlthau, dointr, lat, long)" {
		t.Error(got)
	}
}

func TestLoadingAFileTwiceChangesNothing(t *testing.T) {
	table := open(t)
	first, err := table.ImportSample(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	second, err := table.ImportSample(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if second.Written != 0 || second.Rows != first.Rows || second.Known != first.Known {
		t.Errorf("%+v", second)
	}
}

func TestEveryYearlyLayoutIsUnderstood(t *testing.T) {
	for file, want := range map[string]struct{ kind, council, postcode string }{
		"onspd_layout_may2018.csv": {"ONSPD", "E07000240", "AL1 1AA"},
		"onspd_layout_aug2024.csv": {"ONSPD", "E07000240", "AL1 1AA"},
		"onspd_layout_nov2025.csv": {"ONSPD", "S12000033", "AB1 0AA"},
		"nhspd_gridall_sample.csv": {"NHSPD", "E07000082", "GL11 4JN"},
	} {
		table := open(t)
		text, err := os.ReadFile(filepath.Join("testdata", file))
		if err != nil {
			t.Fatal(err)
		}
		report, err := table.Import(t.Context(), strings.NewReader(string(text)), Options{})
		if err != nil || report.Header.Kind != want.kind || report.Rows == 0 {
			t.Errorf("%s: %+v %v", file, report, err)
		}
		area, ok, err := table.Find(t.Context(), want.postcode)
		if err != nil || !ok || area.Council != want.council {
			t.Errorf("%s: %+v %v %v", file, area, ok, err)
		}
	}
}

func TestTheColumnsOfTheLatestFilesAreMatchedByTheirStems(t *testing.T) {
	for header, kind := range map[string]string{
		"pcd7,pcd8,pcds,dointr,doterm,cty26cd,ced25cd,lad26cd,hlth19cd,nhser24cd,ctry26cd":        "ONSPD",
		"pcd7,pcd8,pcds,dointr,doterm,usrtypind,east1m,north1m,gridind,oa21cd,lad26cd,ctry26cd":   "NSPL",
		"PCD,PCD2,PCDS,DOINTR,DOTERM,USERTYPE,OSEAST1M,OSNRTH1M,OSGRDIND,OA21,CTY,LAUA,WARD,CTRY": "NSPL",
	} {
		got, data, err := readHeader(strings.Split(header, ","))
		if err != nil || data || got.Kind != kind || strings.ToLower(got.names[postcodeColumn]) != "pcds" {
			t.Errorf("%s: %+v %v", header, got, err)
		}
	}
}

// The first lines of the files of August 2026, whole.
const (
	onspd2026 = "pcd7 pcd8 pcds dointr doterm cty26cd ced25cd lad26cd wd26cd parncp26cd usrtypind east1m north1m gridind hlth19cd nhser24cd ctry26cd " +
		"rgn26cd ssr95cd pcon24cd eer20cd educ23cd ttwa15cd pco19cd itl25cd wdstl05cd oa01cd wdcas03cd npark16cd lsoa01cd msoa01cd ruc01ind oac01ind " +
		"oa11cd lsoa11cd msoa11cd wz11cd sicbl26cd bua24cd ruc11ind oac11ind lat long lep21cd1 lep21cd2 pfa23cd imd20ind cal26cd icb26cd oa21cd " +
		"lsoa21cd msoa21cd ruc21ind oac21ind imd25ind"
	nspl2026 = "pcd7 pcd8 pcds dointr doterm usrtypind east1m north1m gridind oa21cd cty26cd ced25cd lad26cd wd26cd nhser24cd ctry26cd rgn26cd pcon24cd " +
		"ttwa15cd itl25cd npark16cd lsoa21cd msoa21cd wz11cd sicbl26cd bua24cd ruc21ind oac11ind lat long lep21cd1 lep21cd2 pfa23cd imd25ind icb26cd"
)

func TestEveryColumnOfTheFilesOfAugust2026IsFoundInItsPlace(t *testing.T) {
	for header, want := range map[string]string{
		onspd2026: "ONSPD, 55 columns (pcds, doterm, lad26cd, ctry26cd, hlth19cd, sicbl26cd, icb26cd, dointr, lat, long)",
		nspl2026:  "NSPL, 35 columns (pcds, doterm, lad26cd, ctry26cd, sicbl26cd, icb26cd, dointr, lat, long)",
	} {
		names := strings.Fields(header)
		h, data, err := readHeader(names)
		if err != nil || data || h.String() != want {
			t.Errorf("%s, %v", h, err)
		}
		for c, name := range h.names {
			if got := h.value(names, c); got != name {
				t.Errorf("%s is looked for at %s", name, got)
			}
		}
	}
}

func TestAFileOfAnotherKindIsRefusedWithTheReason(t *testing.T) {
	for text, reason := range map[string]string{
		"":                        "the file is empty",
		"\n \n":                   "the file is empty",
		"name,town\na,b\n":        "no column for the postcode (pcds)",
		"pcds,oslaua,ctry\n":      "no column for the month a postcode ended (doterm)",
		"pcds,doterm,ctry\n":      "no column for the council (oslaua, laua or lad and a year",
		"pcds,doterm,oslaua\n":    "no column for the country",
		"PK\x03\x04\x00\x00\xff":  "not an ONSPD, NSPL or NHSPD file: line 1: the text is not UTF-8",
		"p\x00c\x00d\x00s\x00\n":  "not UTF-8",
		strings.Repeat("x", 1e6):  "longer than",
		"\"pcds,doterm,lad26cd\n": "a quotation mark is opened and not closed",
	} {
		table := open(t)
		_, err := table.Import(t.Context(), strings.NewReader(text), Options{})
		if err == nil || !strings.Contains(err.Error(), reason) {
			t.Errorf("%.30q: %v", text, err)
		}
	}
}

func TestABrokenRowIsReportedAndTheRestIsLoaded(t *testing.T) {
	table := open(t)
	text := "pcds,doterm,lad26cd,ctry26cd\n" +
		"AB10 1AB,,S12000033,S92000003\n" +
		"AB10 1AD,S12000033,S92000003\n" + // 3
		"not one,,S12000033,S92000003\n" + // 4
		"AB10 1AE,1996-06,S12000033,S92000003\n" + // 5
		"\"AB10 1AF,,S12000033,S92000003\n" + // 6
		"AB10 1AG,,Aberdeen,S92000003\n" + // 7
		"JE2 3AB,,L99999999,L93000001\n" +
		"DN15 6QV,202402,E06000013,E92000001\n"
	report, err := table.Import(t.Context(), strings.NewReader(text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var lines []int
	for _, l := range report.Unreadable {
		lines = append(lines, l.No)
		if strings.Contains(l.Reason, "AB10 1A") {
			t.Errorf("the reason repeats what it read: %s", l.Reason)
		}
	}
	if fmt.Sprint(lines) != "[3 4 5 6 7]" || report.Refused != 5 || report.Written != 3 || report.Known != 2 || report.Ended != 1 {
		t.Errorf("%+v", report)
	}
	if area, ok, _ := table.Find(t.Context(), "JE2 3AB"); !ok || area.Council != "" || area.Country != "L93000001" {
		t.Errorf("Jersey: %+v %v", area, ok)
	}
}

func TestATryChangesNothingAndCountsTheSame(t *testing.T) {
	table := open(t)
	text := "pcds,doterm,lad26cd,ctry26cd\nAB10 1AB,,S12000033,S92000003\nwrong,,,\n"
	try, err := table.Import(t.Context(), strings.NewReader(text), Options{Try: true})
	if err != nil || try.Written != 1 || try.Refused != 1 {
		t.Fatalf("%+v %v", try, err)
	}
	if empty, err := table.Empty(t.Context()); err != nil || !empty {
		t.Error("the try left something behind", err)
	}
	done, err := table.Import(t.Context(), strings.NewReader(text), Options{})
	if err != nil || done.Written != try.Written {
		t.Errorf("%+v %v", done, err)
	}
}

func TestALoadThatIsCutShortLeavesTheTableAsItWas(t *testing.T) {
	rows := strings.Repeat("AB10 1AB,,S12000033,S92000003\n", 30_000)
	text := "pcds,doterm,lad26cd,ctry26cd\n" + rows
	ctx, stop := context.WithCancel(t.Context())
	broken := errors.New("the disk is gone")
	for name, load := range map[string]func(*Table) error{
		"stopped": func(table *Table) error {
			_, err := table.Import(ctx, strings.NewReader(text), Options{Progress: func(int) { stop() }})
			return err
		},
		"truncated": func(table *Table) error {
			_, err := table.Import(t.Context(), io.MultiReader(strings.NewReader(text), failing{broken}), Options{})
			return err
		},
	} {
		table := open(t)
		if err := load(table); !errors.Is(err, context.Canceled) && !errors.Is(err, broken) {
			t.Errorf("%s: %v", name, err)
		}
		if empty, err := table.Empty(t.Context()); err != nil || !empty {
			t.Errorf("%s: half of it was loaded (%v)", name, err)
		}
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func TestAnEndlessListOfBrokenRowsIsCutAndCounted(t *testing.T) {
	table := open(t)
	text := "pcds,doterm,lad26cd,ctry26cd\n" + strings.Repeat("x\n", MaxLines+500) + strings.Repeat("AB10 1AB,,S12000033,S92000003\n", MaxLines+501)
	report, err := table.Import(t.Context(), strings.NewReader(text), Options{})
	if err != nil || len(report.Unreadable) != MaxLines || report.Refused != MaxLines+500 {
		t.Errorf("%d of %d, %v", len(report.Unreadable), report.Refused, err)
	}
}

func TestAFileOfWhichNothingCanBeReadLeavesNoRelease(t *testing.T) {
	table := open(t)
	const header, good = "pcds,doterm,dointr,lad26cd,ctry26cd\n", "AB10 1AB,,202001,S12000033,S92000003\n"
	for text, says := range map[string]string{
		header: "has no row after its first line",
		header + "\"AB10 1AB,,202608,S12000033,S92000003\n": "1 of the 1 rows of the file cannot be read (the first is line 2: a quotation mark",
		header + "AB10 1AB,,202608,Aberdeen,S92000003\n":    "the council or country is not a code",
		header + good + strings.Repeat("x\n", 30):           "30 of the 31 rows of the file cannot be read (the first is line 3",
	} {
		path := filepath.Join(t.TempDir(), "ONSPD_AUG_2026_UK.csv")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := table.ImportFile(t.Context(), path, Options{}); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", text, err)
		}
	}
	path := filepath.Join(t.TempDir(), "ONSPD_MAY_2026_UK.csv")
	if err := os.WriteFile(path, []byte(header+good), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := table.ImportFile(t.Context(), path, Options{}); err != nil {
		t.Errorf("an earlier release is taken for an older one: %v", err)
	}
}

func FuzzNoFileBreaksTheTable(f *testing.F) {
	f.Add("pcds,doterm,lad26cd,ctry26cd\nAB10 1AB,,S12000033,S92000003\n")
	f.Add("pcd,doterm,laua,ctry\n\"\",,,\n")
	f.Add(header2026 + rows2026('A', 2))
	f.Add(strings.Repeat("E92000001,", 41) + "\n")
	table := open(f)
	f.Fuzz(func(t *testing.T, text string) {
		report, err := table.Import(t.Context(), strings.NewReader(text), Options{Try: true})
		if err == nil && report.Known > report.Rows {
			t.Errorf("%+v", report)
		}
	})
}
