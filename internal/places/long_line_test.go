package places

import (
	"io"
	"runtime"
	"strings"
	"testing"
)

// endless is many bytes without the end of a line, made while they are read.
type endless struct{ left int }

func (e *endless) Read(p []byte) (int, error) {
	if e.left == 0 {
		return 0, io.EOF
	}
	n := min(len(p), e.left, len(xs))
	e.left -= n
	return copy(p[:n], xs), nil
}

var xs = strings.Repeat("x", 64<<10)

func TestALineOfAGigabyteIsNamedAndTakesNoMemory(t *testing.T) {
	table := open(t)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	report, err := table.Import(t.Context(), io.MultiReader(strings.NewReader("pcds,doterm,lad26cd,ctry26cd\n"), &endless{1 << 30},
		strings.NewReader("\nAB10 1AB,,S12000033,S92000003\n")), Options{})
	runtime.ReadMemStats(&after)
	if err != nil || report.Known != 1 || report.Refused != 1 || report.Unreadable[0].No != 2 || !strings.Contains(report.Unreadable[0].Reason, "longer than") {
		t.Errorf("%v %+v", err, report)
	}
	if took := after.TotalAlloc - before.TotalAlloc; took > 8<<20 {
		t.Errorf("it took %d bytes of memory", took)
	}
	if _, err := table.Import(t.Context(), &endless{1 << 28}, Options{}); err == nil || !strings.Contains(err.Error(), "line 1: the line is longer than") {
		t.Error(err)
	}
}
