package tabular

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
)

// rows reads everything: the rows, and the errors of the lines left out.
func rows(t *testing.T, text string) (got [][]string, bad []*LineError) {
	t.Helper()
	r := NewReader(strings.NewReader(text))
	for {
		fields, err := r.Read()
		var line *LineError
		switch {
		case errors.Is(err, io.EOF):
			return got, bad
		case errors.As(err, &line):
			bad = append(bad, line)
		case err != nil:
			t.Fatal(err)
		default:
			got = append(got, slices.Clone(fields))
		}
	}
}

func TestARowIsCutAtItsCommas(t *testing.T) {
	for text, want := range map[string][]string{
		"a,b,c":                  {"a", "b", "c"},
		"\ufeffa,b\r\n":          {"a", "b"},
		`"a, b","c ""d"" e",f`:   {"a, b", `c "d" e`, "f"},
		`"","",`:                 {"", "", ""},
		`"""a"""`:                {`"a"`},
		"a,,\n":                  {"a", "", ""},
		"\n\n  \na":              {"a"},
		"Bo'ness,a \"b\" c,Ö":    {"Bo'ness", `a "b" c`, "Ö"},
		"a\r\n":                  {"a"},
		`"G2  3JZ",S12000049,""`: {"G2  3JZ", "S12000049", ""},
	} {
		got, bad := rows(t, text)
		if len(got) != 1 || !slices.Equal(got[0], want) || len(bad) != 0 {
			t.Errorf("%q: got %q %v, want %q", text, got, bad, want)
		}
	}
}

func TestABrokenLineIsNamedAndTheRestIsRead(t *testing.T) {
	text := "one,1\n\"two,2\nthree,3\n\xff\xfe,4\n\"five\" x,5\n" + strings.Repeat("y", 3*MaxLine) + "\nseven,7"
	got, bad := rows(t, text)
	if len(got) != 3 || got[2][0] != "seven" {
		t.Errorf("read %q", got)
	}
	var lines []int
	for _, e := range bad {
		lines = append(lines, e.No)
	}
	if !slices.Equal(lines, []int{2, 4, 5, 6}) {
		t.Errorf("lines %v were refused: %v", lines, bad)
	}
}

func TestAnErrorOfTheFileStopsTheReading(t *testing.T) {
	broken := errors.New("the disk is gone")
	r := NewReader(io.MultiReader(strings.NewReader("a,b\n"), errReader{broken}))
	if _, err := r.Read(); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Read(); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

type errReader struct{ err error }

func (e errReader) Read([]byte) (int, error) { return 0, e.err }

func FuzzReadingEndsAndAgreesWithEncodingCSV(f *testing.F) {
	f.Add("a,b\n\"c \"\"d\",e\r\n\n,,")
	f.Add("\"a\nb\",c")
	f.Fuzz(func(t *testing.T, text string) {
		r := NewReader(strings.NewReader(text))
		for range len(text) + 2 {
			fields, err := r.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				continue
			}
			compare(t, fields)
		}
		t.Fatal("the reading does not end")
	})
}

// compare writes the values as CSV and reads them back with both readers.
func compare(t *testing.T, fields []string) {
	t.Helper()
	if strings.Join(fields, "") == "" {
		return // encoding/csv writes and reads blank rows in its own way
	}
	var out strings.Builder
	w := csv.NewWriter(&out)
	if err := w.Write(fields); err != nil {
		t.Fatal(err)
	}
	w.Flush()
	want, err := csv.NewReader(strings.NewReader(out.String())).Read()
	if err != nil || strings.ContainsAny(strings.Join(want, ""), "\r\n") {
		return
	}
	got, err := NewReader(strings.NewReader(out.String())).Read()
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%q: got %q %v, want %q", out.String(), got, err, want)
	}
}

func TestColumnsThatAreNotKeptAreGivenEmpty(t *testing.T) {
	r := NewReader(strings.NewReader("a,b,c,d\n\"1, \"\"x\"\"\",\"secret\",3,4\n5\n"))
	r.Keep(2, 0)
	var got [][]string
	for fields, err := r.Read(); err == nil; fields, err = r.Read() {
		got = append(got, slices.Clone(fields))
	}
	want := [][]string{{"a", "", "c", ""}, {`1, "x"`, "", "3", ""}, {"5"}}
	if !slices.EqualFunc(got, want, slices.Equal[[]string]) {
		t.Errorf("%q", got)
	}
}

func TestValuesMayStandApartBySomethingElseThanCommas(t *testing.T) {
	r := NewSeparated(strings.NewReader("a¬\"b\"¬¬c, d\n"), "¬")
	got, err := r.Read()
	if err != nil || !slices.Equal(got, []string{"a", `"b"`, "", "c, d"}) {
		t.Errorf("%q %v", got, err)
	}
}

func TestALineWithoutAnEndingIsNotWhole(t *testing.T) {
	r := NewReader(strings.NewReader("a,b\nc,d"))
	for _, want := range []bool{true, false} {
		if _, err := r.Read(); err != nil || r.Whole() != want {
			t.Errorf("line %d: %v %v", r.Line(), r.Whole(), err)
		}
	}
}
