package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// stories is how many the site holds while it is measured: `make bench
// STORIES=1000000` takes about 25 minutes longer to load.
var stories = flag.Int("stories", 100_000, "how many stories the measured site holds")

const (
	rounds  = 5               // of site and file server in turn, so that a noisy machine is noisy for both
	clients = 8               // asking at once
	span    = 2 * time.Second // of one round
)

// BenchmarkSite measures a real binary with a full site. Requests a second are
// given beside those of a plain net/http file server that sends the same bytes,
// measured in the same run: only the ratio says something about Candour.
func BenchmarkSite(b *testing.B) {
	dir := b.TempDir()
	binary := build(b, dir)
	data := filepath.Join(dir, "pb_data")
	candour(b, binary, "import", "services", hospitalsFile, "--as", "phs", "--dir", data)
	candour(b, binary, "sample", "--stories", strconv.Itoa(*stories), "--dir", data)
	site := start(b, binary, data)
	b.Run("start to first answer", func(b *testing.B) {
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(float64(site.started.Milliseconds()), "ms")
	})
	b.Run("memory at rest", func(b *testing.B) {
		time.Sleep(2 * time.Second)
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(site.memory(b), "MB")
	})
	b.Run("binary", func(b *testing.B) {
		info, err := os.Stat(binary)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(float64(info.Size())/1e6, "MB")
	})
	page := firstStory(b, site.url)
	for _, p := range []struct{ name, path string }{
		{"story page", page}, {"home", "/"}, {"list", "/stories"}, {"search", "/stories?q=ward"}, {"search two words", "/stories?q=kind+nurse"},
	} {
		b.Run(p.name, func(b *testing.B) { compare(b, site.url+p.path) })
	}
	b.Run("memory after the load", func(b *testing.B) {
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(site.memory(b), "MB")
	})
}

const hospitalsFile = "internal/directory/data/phs_hospitals_scotland.csv"

func build(b *testing.B, dir string) string {
	b.Helper()
	out := filepath.Join(dir, "candour")
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", out, ".")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if msg, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("building: %v\n%s", err, msg)
	}
	return out
}

func candour(b *testing.B, binary string, args ...string) {
	b.Helper()
	if msg, err := exec.Command(binary, args...).CombinedOutput(); err != nil {
		b.Fatalf("%s: %v\n%s", args[0], err, msg)
	}
}

// running is a started Candour.
type running struct {
	url     string
	pid     int
	started time.Duration
}

func start(b *testing.B, binary, data string) running {
	b.Helper()
	address := anyAddress(b)
	ctx, stop := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, binary, "serve", "--http", address, "--dir", data)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	began := time.Now()
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { stop(); _ = cmd.Wait() })
	for time.Since(began) < time.Minute {
		res, err := http.Get("http://" + address + "/")
		if err == nil {
			_ = res.Body.Close()
			return running{"http://" + address, cmd.Process.Pid, time.Since(began)}
		}
		time.Sleep(time.Millisecond)
	}
	b.Fatal("the site did not start in a minute")
	return running{}
}

// memory is what the process holds in memory, in MB.
func (r running) memory(b *testing.B) float64 {
	b.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", r.pid))
	if err != nil {
		b.Fatal(err)
	}
	for _, line := range strings.Split(string(status), "\n") {
		if f := strings.Fields(line); len(f) > 1 && f[0] == "VmRSS:" {
			kb, _ := strconv.ParseFloat(f[1], 64)
			return kb / 1000
		}
	}
	return 0
}

func firstStory(b *testing.B, site string) string {
	b.Helper()
	m := regexp.MustCompile(`/stories/[a-z2-9]{8}`).FindString(string(get(b, site+"/stories")))
	if m == "" {
		b.Fatal("the list links to no story")
	}
	return m
}

func get(b *testing.B, url string) []byte {
	b.Helper()
	res, err := http.Get(url)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		b.Fatalf("%s answers %d (%v)", url, res.StatusCode, err)
	}
	return body
}

// compare asks the site and a file server for the same bytes, in turn, and
// reports the middle of each and of the ratio.
func compare(b *testing.B, url string) {
	dir := b.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "page.html"), get(b, url), 0o600); err != nil {
		b.Fatal(err)
	}
	files := httptest.NewServer(http.FileServer(http.Dir(dir)))
	defer files.Close()
	var ours, plain, ratios []float64
	for range rounds {
		o, p := load(b, url), load(b, files.URL+"/page.html")
		ours, plain, ratios = append(ours, o), append(plain, p), append(ratios, o/p)
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(middle(ours), "requests/s")
	b.ReportMetric(middle(plain), "file-server/s")
	b.ReportMetric(middle(ratios), "ratio")
}

func load(b *testing.B, url string) float64 {
	b.Helper()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clients, DisableCompression: true}}
	defer client.CloseIdleConnections()
	var n, failed atomic.Int64
	until := time.Now().Add(span)
	var all sync.WaitGroup
	for range clients {
		all.Add(1)
		go func() {
			defer all.Done()
			for time.Now().Before(until) {
				res, err := client.Get(url)
				if err != nil {
					failed.Add(1)
					return
				}
				_, _ = io.Copy(io.Discard, res.Body)
				_ = res.Body.Close()
				if res.StatusCode != http.StatusOK {
					failed.Add(1)
				}
				n.Add(1)
			}
		}()
	}
	all.Wait()
	if failed.Load() > 0 {
		b.Fatalf("%d requests failed", failed.Load())
	}
	return float64(n.Load()) / span.Seconds()
}

func middle(list []float64) float64 {
	sort.Float64s(list)
	return list[len(list)/2]
}
