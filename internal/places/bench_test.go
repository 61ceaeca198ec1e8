package places

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// postcodes writes n rows of the width and the columns of ONSPD, in the order of
// the real file, with a few thousand combinations of areas.
func postcodes(n int) io.Reader {
	r, w := io.Pipe()
	go func() {
		const letters = "ABCDEFGHIJ"
		rest := fmt.Sprintf("%400s", "x")
		subs := Bodies(England)
		subs = slices.DeleteFunc(subs, func(b Body) bool { return len(b.Within) == 0 })
		fmt.Fprint(w, "pcd7,pcd8,pcds,dointr,doterm,lad26cd,hlth19cd,ctry26cd,sicbl26cd,lat,long,icb26cd,rest\n")
		for i := range n {
			code := fmt.Sprintf("%c%c%d%d %d%c%c", 'A'+i/300_000, letters[i/30_000%10], i/3000%10, i/1000%3,
				i/100%10, letters[i/10%10], letters[i%10])
			sub, ended := subs[i/7000%len(subs)], ""
			if i%3 == 0 {
				ended = "202305"
			}
			fmt.Fprintf(w, "\"%s\",\"%s\",\"%s\",\"198001\",\"%s\",\"E%08d\",\"E18000006\",\"E92000001\",\"%s\",%.6f,%.6f,\"%s\",\"%s\"\n", code, code, code, ended,
				6000000+i/900, sub.Code, 50+float64(i%900_000)/1e5, -3+float64(i%500_000)/1e5, sub.Within[0], rest)
		}
		_ = w.Close()
	}()
	return r
}

// BenchmarkLoading2700000Postcodes is the whole of the United Kingdom: about
// 2.7 million rows and 1.5 GB. The aim is under 3 minutes and 300 MB.
func BenchmarkLoading2700000Postcodes(b *testing.B) {
	for b.Loop() {
		path := filepath.Join(b.TempDir(), FileName)
		table, err := Open(path)
		if err != nil {
			b.Fatal(err)
		}
		report, err := table.Import(b.Context(), postcodes(2_700_000), Options{})
		if err != nil || report.Written != 2_700_000 {
			b.Fatal(report.Written, report.Refused, err)
		}
		if err := table.Close(); err != nil { // which puts what was written into the file
			b.Fatal(err)
		}
		memory, _ := os.ReadFile("/proc/self/status")
		file, err := os.Stat(path)
		if err != nil {
			b.Fatal(err)
		}
		b.Logf("%d rows; %s; the file is of %d MB", report.Rows, grep(string(memory), "VmHWM"), file.Size()>>20)
	}
}

// BenchmarkFindingAPostcode looks up one after another in a table of 300,000, all
// over it. The aim is under a millisecond.
func BenchmarkFindingAPostcode(b *testing.B) {
	table := open(b)
	if _, err := table.Import(b.Context(), postcodes(300_000), Options{}); err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		postcode := fmt.Sprintf("A%c%d%d %dA%c", 'A'+i%10, i%7, i%3, i%9, 'A'+i%10)
		if area, ok, err := table.Find(b.Context(), postcode); err != nil || !ok || len(Answering(area, time.Time{})) == 0 {
			b.Fatal(postcode, ok, err)
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
