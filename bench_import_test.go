package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// BenchmarkImport measures a real binary that loads a list of the size of the Care
// Quality Commission's: 60,000 places and 24,000 providers, and then the same again.
// It must take less than 30 seconds and 200 MB.
func BenchmarkImport(b *testing.B) {
	dir := b.TempDir()
	binary, list := build(b, dir), filepath.Join(dir, "active_2026-09.csv")
	activeLocations(b, list, 60_000)
	for _, name := range []string{"services, the first time", "services, again"} {
		b.Run(name, func(b *testing.B) {
			cmd := exec.Command(binary, "import", "services", list, "--as", "cqc", "--dir", filepath.Join(dir, "pb_data"))
			if msg, err := cmd.Output(); err != nil {
				b.Fatalf("%v\n%s", err, msg)
			}
			used, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
			if !ok {
				b.Fatal("this system does not say what a program has used")
			}
			b.ReportMetric((cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds(), "processor-s")
			b.ReportMetric(float64(used.Maxrss)/1024, "MB")
		})
	}
}

// activeLocations writes an invented list in the form of the Commission's.
func activeLocations(b *testing.B, path string, places int) {
	b.Helper()
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriter(f)
	fmt.Fprint(w, "Active locations,\n\"1 September 2026\"\n,\n,\nLocation ID,Care home?,Location Name,Location ODS Code,Location Telephone Number,Registered manager,Location Web Address,"+
		"Location Type/Sector,Location Primary Inspection Category,Publication Date,Location Local Authority,Location Street Address,Location Address Line 2,Location City,"+
		"Location County,Location Postal Code,Location Latitude,Location Longitude,Provider ID,Provider Name\n")
	kinds := []string{"Residential social care", "Community based adult social care services", "Dentists", "GP Practices", "Acute hospital - NHS non-specialist"}
	for i := range places {
		ods, run := "", i*7919%(places*2/5)
		if i%2 == 0 {
			ods = fmt.Sprintf("V%05d", i)
		}
		fmt.Fprintf(w, "1-%d,N,The Number %d Care Centre,%s,1614960000,\"Manager, Mrs Known\",www.example.org,Social Care Org,%s,12/03/2025,Trafford,%d Long Street Name,Old Part,Town%d,"+
			"Greater Manchester,M%d %d%c%c,%.6f,%.6f,1-%d,Provider Number %d Limited\n", 100_000_000+i, i, ods, kinds[i%len(kinds)], i%300, i%700,
			1+i%40, i%9, 'A'+rune(i%2), 'D'+rune(i%5), 52+float64(i%1000)/1000, -2-float64(i%777)/1000, 200_000_000+run, run)
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
}
