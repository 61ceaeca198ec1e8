package places

import (
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
)

// postcodes writes n rows of the width of ONSPD, in the order of the real file.
func postcodes(n int) io.Reader {
	r, w := io.Pipe()
	go func() {
		fmt.Fprint(w, "pcd7,pcd8,pcds,dointr,doterm,lad26cd,hlth19cd,ctry26cd,rest\n")
		const letters = "ABCDEFGHIJ"
		rest := fmt.Sprintf("%500s", "x")
		for i := range n {
			code := fmt.Sprintf("%c%c%d%d %d%c%c", 'A'+i/300_000, letters[i/30_000%10], i/3000%10, i/1000%3,
				i/100%10, letters[i/10%10], letters[i%10])
			fmt.Fprintf(w, "\"%s\",\"%s\",\"%s\",198001,,E%08d,S08000020,E92000001,\"%s\"\n", code, code, code, 6000000+i/7000, rest)
		}
		_ = w.Close()
	}()
	return r
}

// BenchmarkLoading2700000Postcodes is the whole of the United Kingdom: about
// 2.7 million rows and 1.5 GB. The aim is under 3 minutes and 300 MB.
func BenchmarkLoading2700000Postcodes(b *testing.B) {
	for b.Loop() {
		table := open(b)
		report, err := table.Import(b.Context(), postcodes(2_700_000), Options{})
		if err != nil || report.Written != 2_700_000 {
			b.Fatal(report.Written, report.Refused, err)
		}
		memory, _ := os.ReadFile("/proc/self/status")
		b.Logf("%.0f rows; %s", float64(report.Rows), grep(string(memory), "VmHWM"))
	}
}

func BenchmarkFindingAPostcode(b *testing.B) {
	table := open(b)
	if _, err := table.ImportSample(b.Context()); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, ok, err := table.Find(b.Context(), "AB15 4ZD"); err != nil || !ok {
			b.Fatal(ok, err)
		}
	}
}

// grep is the first line that holds a word.
func grep(text, word string) string {
	for line := range strings.Lines(text) {
		if strings.Contains(line, word) {
			return strings.TrimSpace(line)
		}
	}
	return ""
}
