package places

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
)

const header2026 = "pcd7,pcd8,pcds,dointr,doterm,lad26cd,hlth19cd,ctry26cd,sicbl26cd,lat,long,icb26cd\n"

// rows2026 are n rows of an ONSPD file of the postcodes of one letter.
func rows2026(letter byte, n int) string {
	var b strings.Builder
	for i := range n {
		code := fmt.Sprintf("%cA%d %d%c%c", letter, i/5000+1, i/500%10, 'A'+byte(i/20%25), 'A'+byte(i%20))
		fmt.Fprintf(&b, "%s,%s,%s,202001,,E06000047,E18000001,E92000001,E38000234,54.5,-1.5,E54000050\n", code, code, code)
	}
	return b.String()
}

// zipped is a zip of files by their names, in the order of the names given.
func zipped(t testing.TB, files ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 0; i < len(files); i += 2 {
		f, err := w.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, files[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestTheRightFileInAReleaseIsFound(t *testing.T) {
	nhspd, err := os.ReadFile("testdata/nhspd_gridall_sample.csv")
	if err != nil {
		t.Fatal(err)
	}
	for about, c := range map[string]struct {
		files       []string
		rows, parts int
		release     int
		kind        string
	}{
		"the whole file beside its parts and the documents": {[]string{"Documents/ICB names and codes EN as at 04_26.csv", "ICB26CD,ICB26NM\n",
			"Data/multi_csv/ONSPD_AUG_2026_UK_AA.csv", header2026 + rows2026('A', 10), "Data/ONSPD_AUG_2026_UK.csv", header2026 + rows2026('A', 30), "User Guide/read me.txt", "x"}, 30, 1, 202608, "ONSPD"},
		"the parts alone": {[]string{"Data/multi_csv/ONSPD_MAY_2025_UK_BA.csv", header2026 + rows2026('B', 10), "Data/multi_csv/ONSPD_MAY_2025_UK_AA.csv", header2026 + rows2026('A', 15),
			"Documents/LA names.csv", "LAD25CD\n"}, 25, 2, 202505, "ONSPD"},
		"NSPL":    {[]string{"Data/NSPL_FEB_2026_UK.csv", "pcds,doterm,lad26cd,ctry26cd,sicbl26cd,icb26cd\nAA1 1AA,,E06000047,E92000001,E38000234,E54000050\n"}, 1, 1, 202602, "NSPL"},
		"gridall": {[]string{"gridall.csv", string(nhspd[:bytes.IndexByte(nhspd, '\n')]), "Documents/a.csv", "x", "Documents/b.csv", "y"}, 1, 1, 0, "NHSPD"},
		"one CSV": {[]string{"postcodes.csv", header2026 + rows2026('A', 5)}, 5, 1, 0, "ONSPD"},
	} {
		table := open(t)
		r, err := table.ImportFile(t.Context(), fileOf(t, "release.zip", string(zipped(t, c.files...))), Options{})
		if err != nil || r.Rows != c.rows || r.Written != c.rows || r.Parts != c.parts || r.Release.Named != c.release || r.Header.Kind != c.kind {
			t.Errorf("%s: %+v %v", about, r, err)
		}
	}
}

func TestAFileThatIsNoReleaseIsRefusedWithTheReason(t *testing.T) {
	big := zipped(t, "Data/ONSPD_AUG_2026_UK.csv", header2026+noise(200_000))
	for about, c := range map[string]struct{ name, content, reason string }{
		"a zip that was cut short":    {"a.zip", string(big[:len(big)/2]), "the zip is broken or was cut short"},
		"a zip that is broken inside": {"a.zip", string(big[:5000]) + strings.Repeat("\x00", 200) + string(big[5200:]), "ONSPD_AUG_2026_UK.csv: after line"},
		"a part of a zip that is none": {"a.zip", string(zipped(t, "ONSPD_AUG_2026_UK_AA.csv", header2026+rows2026('A', 9), "ONSPD_AUG_2026_UK_BA.csv", "a,b\n")),
			"ONSPD_AUG_2026_UK_BA.csv: this is not an ONSPD, NSPL or NHSPD file"},
		"a zip of something else":      {"a.zip", string(zipped(t, "a.csv", "x", "b.csv", "y")), "does not hold a file such as Data/ONSPD_AUG_2026_UK.csv"},
		"a zip without CSV":            {"a.zip", string(zipped(t, "a.xlsx", "x")), "holds no CSV file"},
		"a zip of two releases":        {"a.zip", string(zipped(t, "ONSPD_MAY_2026_UK.csv", "x", "ONSPD_AUG_2026_UK.csv", "y")), "several files of postcodes"},
		"an empty zip":                 {"a.zip", string(zipped(t)), "holds no CSV file"},
		"an empty file":                {"a.csv", "", "the file is empty"},
		"a gz":                         {"a.csv", "\x1f\x8b\x08", "unpack it"},
		"UTF-16":                       {"a.csv", "\xff\xfep\x00c\x00d\x00", "UTF-16"},
		"one column named twice":       {"a.csv", "pcds,doterm,lad26cd,lad25cd,ctry26cd\n", "the first line names one column twice: lad26cd and lad25cd"},
		"a list of services":           {"a.csv", "HospitalCode,HospitalName,Postcode\n", "not an ONSPD, NSPL or NHSPD file"},
		"a list of services, in a zip": {"a.zip", string(zipped(t, "ets.csv", "\"RXX\",\"A TRUST\"\n")), "ets.csv: this is not an ONSPD"},
		"an endless line":              {"a.csv", strings.Repeat("x", 1<<22), "the line is longer than"},
		"an endless line, in a zip":    {"a.zip", string(zipped(t, "a.csv", strings.Repeat("x", 1<<24))), "a.csv: this is not an ONSPD, NSPL or NHSPD file: line 1: the line is longer than"},
	} {
		table := open(t)
		_, err := table.ImportFile(t.Context(), fileOf(t, c.name, c.content), Options{})
		if err == nil || !strings.Contains(err.Error(), c.reason) {
			t.Errorf("%s: %v", about, err)
		}
		if empty, err := table.Empty(t.Context()); err != nil || !empty {
			t.Errorf("%s: half of it was loaded (%v)", about, err)
		}
	}
	if _, err := open(t).ImportFile(t.Context(), t.TempDir(), Options{}); err == nil || err.Error() != "this is a folder: name the file in it" {
		t.Errorf("a folder: %v", err)
	}
	if _, err := open(t).ImportFile(t.Context(), "nowhere.csv", Options{}); err == nil || err.Error() != "there is no such file, or it can't be read" {
		t.Error(err)
	}
}

// noise are rows that can't be packed small, so that a zip of them is long.
func noise(n int) string {
	random := rand.New(rand.NewPCG(1, 2))
	b := make([]byte, n)
	for i := range b {
		if b[i] = byte('A' + random.IntN(26)); i%80 == 79 {
			b[i] = '\n'
		}
	}
	return string(b)
}

func TestAnEndlessLineIsPassedOverAndTheLineIsNamed(t *testing.T) {
	table := open(t)
	text := header2026 + rows2026('A', 3) + strings.Repeat("y", 1<<24) + "\n" + header2026 + rows2026('B', 2)
	r, err := table.ImportFile(t.Context(), fileOf(t, "a.csv", "\xef\xbb\xbf"+text), Options{})
	if err != nil || r.Written != 5 || r.Refused != 2 {
		t.Fatalf("%+v %v", r, err)
	}
	if r.Unreadable[0].No != 5 || !strings.Contains(r.Unreadable[0].Reason, "longer than") ||
		r.Unreadable[1].No != 6 || r.Unreadable[1].Reason != "it is the first line over again: two files were put together" {
		t.Errorf("%+v", r.Unreadable)
	}
}

func TestABrokenRowInAZipIsNamedWithItsFile(t *testing.T) {
	table := open(t)
	release := zipped(t, "ONSPD_AUG_2026_UK_AA.csv", header2026+rows2026('A', 9), "ONSPD_AUG_2026_UK_BA.csv", header2026+"x\n"+rows2026('B', 1))
	r, err := table.ImportFile(t.Context(), fileOf(t, "a.zip", string(release)), Options{})
	if err != nil || r.Written != 10 || len(r.Unreadable) != 1 || r.Unreadable[0] != (Line{"ONSPD_AUG_2026_UK_BA.csv", 2, "it has 1 columns and the first line has 12"}) {
		t.Errorf("%+v %v", r, err)
	}
}

func TestAnOlderFileAfterANewerIsRefusedUnlessItIsRight(t *testing.T) {
	older := header2026 + strings.ReplaceAll(rows2026('A', 3), "202001", "202505")
	newer := header2026 + strings.ReplaceAll(rows2026('A', 3), "202001", "202608")
	for about, c := range map[string]struct{ first, then, reason string }{
		"by their names":        {"ONSPD_AUG_2026_UK.csv", "ONSPD_MAY_2025_UK.csv", "this file is the release of May 2025, and the one of August 2026 is loaded"},
		"by other names":        {"NSPL_Aug_2026.csv", "onspd may 2025.csv", "this file is the release of May 2025"},
		"by what is in them":    {"a.csv", "b.csv", "the newest change in this file is of May 2025, and the postcodes that are loaded know changes of August 2026; a file of a part"},
		"when one has no name":  {"ONSPD_AUG_2026_UK.csv", "b.csv", "the newest change in this file is of May 2025"},
		"when the other has no": {"a.csv", "ONSPD_MAY_2025_UK.csv", "the newest change in this file is of May 2025"},
	} {
		table := open(t)
		if _, err := table.ImportFile(t.Context(), fileOf(t, c.first, newer), Options{}); err != nil {
			t.Fatal(err)
		}
		path := fileOf(t, c.then, older)
		_, err := table.ImportFile(t.Context(), path, Options{})
		var refused *OlderError
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), c.reason) {
			t.Errorf("%s: %v", about, err)
		}
		if again, err := table.ImportFile(t.Context(), fileOf(t, c.first, newer), Options{}); err != nil || again.Written != 0 {
			t.Errorf("%s: the same again: %+v %v", about, again, err)
		}
		if _, err := table.ImportFile(t.Context(), path, Options{OlderIsRight: true}); err != nil {
			t.Errorf("%s: %v", about, err)
		}
		if _, err := table.ImportFile(t.Context(), path, Options{}); err != nil {
			t.Errorf("%s: after it was forced, it is the one that is loaded: %v", about, err)
		}
	}
}

func TestAFileThatDoesNotTellHowNewItIsIsLoaded(t *testing.T) {
	table := open(t)
	if _, err := table.ImportFile(t.Context(), fileOf(t, "ONSPD_AUG_2026_UK.csv", header2026+rows2026('A', 3)), Options{}); err != nil {
		t.Fatal(err)
	}
	r, err := table.ImportFile(t.Context(), fileOf(t, "a.csv", "pcds,doterm,lad26cd,ctry26cd\nAB10 1AB,,S12000033,S92000003\n"), Options{})
	if err != nil || r.Release.String() != "the file does not tell how new it is" || r.Before.String() != "August 2026" {
		t.Errorf("%+v %v", r, err)
	}
}

func FuzzNoZipBreaksTheTable(f *testing.F) {
	f.Add(zipped(f, "Data/ONSPD_AUG_2026_UK.csv", header2026+rows2026('A', 3)))
	f.Add(zipped(f, "a.csv", "prefix"))
	f.Add([]byte("PK\x03\x04"))
	table, path := open(f), fileOf(f, "a.zip", "")
	f.Fuzz(func(t *testing.T, content []byte) {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		_, _ = table.ImportFile(t.Context(), path, Options{Try: true})
		if empty, err := table.Empty(t.Context()); err != nil || !empty {
			t.Fatal("something was loaded", err)
		}
	})
}
