package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// floors are the packages from the ground up. A package may import what stands on a lower floor, and nothing
// that stands beside it or above it. A new package gets its place here.
var floors = [][]string{
	{"internal/story", "internal/seal", "internal/tabular", "internal/database", "internal/control", "internal/remains", "internal/canary", "internal/breached", "internal/totals", "internal/ledger", "internal/backup", "internal/compare", "internal/portrait"},
	{"internal/region", "internal/search", "internal/keyfile", "internal/roster"},
	{"internal/hints", "internal/places"},
	{"internal/deployment"},
	{"internal/config"},
	{"internal/records", "internal/mail"},
	{"internal/directory"},
	{"internal/flow"},
	{"internal/sample", "internal/doctor"},
	{"hooks", "internal/pages", "internal/desk", "pb_migrations"},
	{"internal/command"},
	{""}, // main.go, the roof
}

// tools are no part of the binary: nothing imports them but tests and `go generate`.
var tools = []string{"internal/testkit", "internal/vendored", "internal/breached/gather", "internal/hints/gather"}

// mostLines is the length of the longest Go file; 150 is the rule.
const mostLines = 400

func TestHouse_Imports_RunOneWay(t *testing.T) {
	floor := map[string]int{}
	for height, names := range floors {
		for _, name := range names {
			floor[name] = height
		}
	}
	for _, name := range tools {
		floor[name] = len(floors)
	}
	for _, line := range goList(t, `{{.ImportPath}} {{join .Imports " "}}`, "./...") {
		names := strings.Fields(line)
		name := inHouse(names[0])
		height, known := floor[name]
		if !known {
			t.Errorf("%s has no floor: give it one in house_test.go", name)
			continue
		}
		for _, imported := range names[1:] {
			below := inHouse(imported)
			if below == imported {
				continue // not ours
			}
			if h, known := floor[below]; known && h >= height {
				t.Errorf("%s imports %s, which does not stand below it", name, below)
			}
		}
	}
}

func TestHouse_Story_StandsOnTheStandardLibraryAlone(t *testing.T) {
	for _, name := range goList(t, `{{if not .Standard}}{{.ImportPath}}{{end}}`, "-deps", "./internal/story") {
		if name != "" && name != "candour/internal/story" {
			t.Errorf("internal/story leans on %s", name)
		}
	}
}

func TestHouse_EveryPackage_SaysWhatItIsFor(t *testing.T) {
	for _, line := range goList(t, `{{.ImportPath}}|{{.Doc}}|{{len .GoFiles}}`, "./...") {
		part := strings.Split(line, "|")
		if part[1] == "" && part[2] != "0" {
			t.Errorf("%s has no package comment", part[0])
		}
	}
}

func TestHouse_EveryPathInTheReadme_Exists(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range pathsIn(string(readme)) {
		if _, err := os.Stat(filepath.FromSlash(path)); err != nil {
			t.Errorf("the README names %s, which is not there", path)
		}
	}
}

func TestHouse_NoGoFile_IsTooLongToRead(t *testing.T) {
	eachFile(t, func(path string, content []byte) {
		generated := bytes.HasPrefix(content, []byte("// Code generated"))
		if lines := bytes.Count(content, []byte("\n")); strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") && !generated && lines > mostLines {
			t.Errorf("%s has %d lines; split it", path, lines)
		}
	})
}

// machinePath is a folder of the machine that something was written on. It must not be a part of a longer
// address, such as example.org/home/.
var machinePath = regexp.MustCompile(`(?:^|[^\w.\-/}])/(?:work|farm|root|Users)/\w|(?:^|[^\w.\-/}])/tmp/[a-z]`)

func TestHouse_NoFile_NamesAFolderOfItsMakersMachine(t *testing.T) {
	eachFile(t, func(path string, content []byte) {
		if filepath.Base(path) == "house_test.go" || bytes.IndexByte(content, 0) >= 0 {
			return
		}
		if at := machinePath.FindIndex(content); at != nil {
			line := 1 + bytes.Count(content[:at[0]], []byte("\n"))
			t.Errorf("%s names a folder of one machine in line %d", path, line)
		}
	})
}

func TestHouse_PathsIn_FindsWhatAReadmeNames(t *testing.T) {
	const text = "See `hooks/hooks.go`, `internal/story/`, [privacy](PRIVACY.md#why) and `Makefile`.\n" +
		"Not `/stories`, `go test ./...`, `http://x.example/a`, `pb_data/backups`, `CANDOUR_URL`, [a](https://b.example/c).\n" +
		"```\nmain.go            the roof\ninternal/flow/     verbs\ngo run . demo\n```\n"
	want := "hooks/hooks.go internal/story PRIVACY.md Makefile main.go internal/flow"
	if got := strings.Join(pathsIn(text), " "); got != want {
		t.Errorf("found %s\nnot   %s", got, want)
	}
}

// named are the places of a README where paths stand: `code`, [links](to), and the first word of a line in a
// drawn tree.
var named = regexp.MustCompile("`([^`\\s]+)`|\\]\\(([^)\\s]+)\\)|(?m:^([\\w.\\-]+(?:/[\\w.\\-/]*|\\.(?:go|md)))(?:\\s{2,}|$))")

// pathLike is a relative path of this tree: with a slash in it, or a file of the top folder.
var pathLike = regexp.MustCompile(`^\.?\w[\w.\-]*(?:/[\w.\-]+)*/[\w.\-]*$|^[\w.\-]+\.(?:go|md|yml|mod|sum)$|^(?:Makefile|Dockerfile|LICENSE)$`)

// pathsIn are the paths of this tree that a README names, without those of the data folder.
func pathsIn(readme string) []string {
	var paths []string
	for _, m := range named.FindAllStringSubmatch(readme, -1) {
		path, _, _ := strings.Cut(m[1]+m[2]+m[3], "#")
		path = strings.TrimPrefix(path, "./")
		if pathLike.MatchString(path) && !strings.HasPrefix(path, "pb_data") {
			paths = append(paths, strings.TrimSuffix(path, "/"))
		}
	}
	return paths
}

func goList(t *testing.T, format string, args ...string) []string {
	t.Helper()
	var problems bytes.Buffer
	command := exec.Command("go", append([]string{"list", "-f", format}, args...)...)
	command.Stderr = &problems
	out, err := command.Output()
	if err != nil {
		t.Fatalf("go list: %v: %s", err, problems.String())
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

// inHouse is a package's path below the module ("" for main), or the path as it is for a package of others.
func inHouse(importPath string) string {
	if importPath == "candour" {
		return ""
	}
	return strings.TrimPrefix(importPath, "candour/")
}

// eachFile calls see with every file of the tree that is ours: not history, tools, builds or data.
func eachFile(t *testing.T, see func(path string, content []byte)) {
	t.Helper()
	apart := map[string]bool{".git": true, ".tools": true, "bin": true, "pb_data": true, "shots": true}
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && apart[entry.Name()] {
			return filepath.SkipDir
		}
		if !entry.Type().IsRegular() || entry.Name() == ".git" { // a file in a worktree of git
			return nil
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		see(filepath.ToSlash(path), content)
		return nil
	})
	if err != nil {
		t.Fatalf("walking the tree: %v", err)
	}
}
