package directory

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"candour/internal/tabular"
)

// endless is a text with one line of a gigabyte in it, which nothing holds: it is
// made while it is read.
type endless struct {
	before, after string
	left          int
}

func (e *endless) Read(p []byte) (n int, err error) {
	switch {
	case e.before != "":
		n = copy(p, e.before)
		e.before = e.before[n:]
	case e.left > 0:
		for n = min(len(p), e.left); n > len(xs); n -= len(xs) {
			copy(p[n-len(xs):], xs)
		}
		copy(p[:n], xs)
		n = min(len(p), e.left)
		e.left -= n
	case e.after != "":
		n = copy(p, e.after)
		e.after = e.after[n:]
	default:
		return 0, io.EOF
	}
	return n, nil
}

var xs = strings.Repeat("x", 4<<10)

const gigabyte = 1 << 30

// TestALineOfAGigabyteIsNamedAndTakesNoMemory reads lists with such a line before
// their first, and after it.
func TestALineOfAGigabyteIsNamedAndTakesNoMemory(t *testing.T) {
	ods := `"A81001","THE DENSHAM SURGERY","","","","","","","","TS18 1HU","19740401","","A","B","16C","20200401","","","","","","0","","16C","","4",""`
	for _, c := range []struct {
		name         string
		read         func(io.Reader) Rows
		header, line string
		size         int
	}{
		{"ods", ReadODS, "", ods, gigabyte},
		{"phs", ReadPHS, phsHeader, "1,A101H,A House,A Road,,,,,,,AB101AB,S08000020,S37000001,S12000033,S0,S0", gigabyte},
		{"cqc", ReadCQC, "Location ID,Location Name\n", "1-100000001,A House", gigabyte},
		{"csv", ReadTable, "name,code\n", "A House,a", gigabyte},
		// Windows-1252 is turned into UTF-8 on the way, which takes seconds for a gigabyte.
		{"nhs-choices", ReadNHSChoices, "OrganisationCode\xacOrganisationName\xacParentODSCode\n", "NV101\xacA House\xacNV1", gigabyte >> 4},
	} {
		first := strings.Count(c.header, "\n") + 1
		says := fmt.Sprintf("%d: the line is longer than %d characters", first, tabular.MaxLine)
		var rows []Row
		took := allocated(func() {
			for r, err := range c.read(&endless{c.header, "\n" + c.line + "\n", c.size}) {
				if err != nil {
					t.Fatalf("%s: %v", c.name, err)
				}
				rows = append(rows, r)
			}
		})
		if len(rows) != 2 || fmt.Sprintf("%d: %s", rows[0].Line, rows[0].Refused) != says || rows[1].Refused != "" || rows[1].Line != first+1 {
			t.Errorf("%s: %+v", c.name, rows)
		}
		if took > 2<<20 {
			t.Errorf("%s: it took %d bytes of memory", c.name, took)
		}
		if c.header == "" {
			continue
		}
		var err error
		took = allocated(func() {
			for _, err = range c.read(&endless{"", "\n" + c.header, c.size >> 4}) {
				break
			}
		})
		if c.name != "cqc" && (err == nil || !strings.Contains(err.Error(), "line 1") || !strings.Contains(err.Error(), "longer than")) || took > 2<<20 {
			t.Errorf("%s: %v, %d bytes", c.name, err, took)
		}
	}
}

// allocated is how many bytes of memory something asked for in all.
func allocated(do func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func TestTheMapOfPracticesIsNamed(t *testing.T) {
	app, path := newApp(t), onDisk(t, "gp_practice_map.csv", "gp-reg-pat-prac-map_2022-01.csv")
	for _, as := range FormatNames() {
		if _, err := tryFile(app, path, as, Options{}); err == nil || !strings.Contains(err.Error(), "the map of general practices") || !strings.Contains(err.Error(), "--as ods") {
			t.Errorf("as %s: %v", as, err)
		}
	}
}
