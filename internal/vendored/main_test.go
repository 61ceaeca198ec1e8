package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const vendorFolder = "../../pb_public/assets/vendor"

func readList(t *testing.T) []Package {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(vendorFolder, "VENDORED.json"))
	if err != nil {
		t.Fatal(err)
	}
	var list []Package
	if err := json.Unmarshal(text, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

func TestEveryVendoredFileIsTheOneThatWasWritten(t *testing.T) {
	known := map[string]bool{"VENDORED.json": true}
	for _, p := range readList(t) {
		if p.Version == "" || p.Licence == "" || len(p.Files) == 0 {
			t.Errorf("%s lacks its version, licence or files", p.Name)
		}
		for _, f := range p.Files {
			known[f.Path] = true
			body, err := os.ReadFile(filepath.Join(vendorFolder, f.Path))
			if err != nil {
				t.Error(err)
				continue
			}
			sum := sha256.Sum256(body)
			if got := hex.EncodeToString(sum[:]); got != f.SHA256 {
				t.Errorf("%s was changed by hand: SHA-256 is %s, the list says %s", f.Path, got, f.SHA256)
			}
		}
	}
	err := filepath.WalkDir(vendorFolder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(vendorFolder, path)
		if !known[filepath.ToSlash(name)] {
			t.Errorf("%s is not in the list", name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestTheListIsWhatTheProgramWants(t *testing.T) {
	list := readList(t)
	if len(list) != len(wanted) {
		t.Fatalf("%d packages in the list, %d wanted", len(list), len(wanted))
	}
	for i, w := range wanted {
		if list[i].Name != w.name || list[i].Version != w.version || len(list[i].Files) != len(w.copies) {
			t.Errorf("%s %s is not what is wanted: %s %s", list[i].Name, list[i].Version, w.name, w.version)
		}
	}
}

func TestNothingOfTheIdentityOfGOVUKIsLeft(t *testing.T) {
	for _, name := range []string{"govuk-frontend.min.css", "govuk-frontend.min.js"} {
		body, err := os.ReadFile(filepath.Join(vendorFolder, "govuk-frontend", name))
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ToLower(string(body))
		for _, mark := range []string{"crown", "crest", "logotype", "gds transport", "@font-face", "url(/", "sourcemappingurl", "calvert"} {
			if strings.Contains(text, mark) {
				t.Errorf("%s still holds %q", name, mark)
			}
		}
	}
}

func TestRulesOfMarksAreDroppedAndTheOthersStay(t *testing.T) {
	got, err := plainStyle(`@charset "UTF-8";/* (c) */.a,.x-crown{font-family:GDS Transport,arial,sans-serif}@font-face{src:url(/f)}` +
		`@media print{.govuk-header__logotype{top:0}}@media (x){.b:not(.c,.d){e:f}.crest{g:h}}`)
	if err != nil {
		t.Fatal(err)
	}
	want := `@charset "UTF-8";.a{font-family:var(--font-text,sans-serif)}@media (x){.b:not(.c,.d){e:f}}` + "\n"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestAnUnclosedBraceIsAnError(t *testing.T) {
	if _, err := plainStyle(`.a{b:c`); err == nil {
		t.Error("no error")
	}
}
