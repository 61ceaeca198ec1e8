// Command vendored copies what the site uses of other people's work into
// pb_public/assets/vendor: style sheet and script of govuk-frontend without the
// marks and the font of GOV.UK, and two families of type. It is run by
// `go generate` with the packages unpacked in one folder:
//
//	mkdir packages && cd packages
//	for p in govuk-frontend@6.6.0 @fontsource-variable/atkinson-hyperlegible-next@5.3.0 \
//	         @fontsource-variable/source-serif-4@5.3.1; do
//	  file=$(npm pack "$p"); mkdir "${file%.tgz}"; tar xzf "$file" -C "${file%.tgz}"
//	done
//	PACKAGES=$PWD go generate candour/internal/vendored
//
// VENDORED.json beside the copies says what came from where; a test compares it
// with the files.
package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

//go:generate go run . -packages $PACKAGES -to ../../pb_public/assets/vendor

// Package is one entry of VENDORED.json.
type Package struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	Licence string `json:"licence"`
	Files   []File `json:"files"`
}

// File is one copied file and the SHA-256 of what was written.
type File struct {
	Path   string `json:"path"` // relative to the vendor folder
	SHA256 string `json:"sha256"`
}

func main() {
	packages := flag.String("packages", "", "folder that holds the unpacked npm packages")
	to := flag.String("to", "", "folder to write to")
	flag.Parse()
	if *packages == "" || *to == "" {
		fmt.Fprintln(os.Stderr, "vendored: say -packages FOLDER and -to FOLDER (go generate takes PACKAGES from the environment)")
		os.Exit(2)
	}
	if err := vendor(*packages, *to); err != nil {
		fmt.Fprintln(os.Stderr, "vendored:", err)
		os.Exit(1)
	}
}

// vendor copies every wanted file and writes VENDORED.json.
func vendor(packages, to string) error {
	found, err := findPackages(packages)
	if err != nil {
		return err
	}
	var list []Package
	for _, w := range wanted {
		p, ok := found[w.name]
		if !ok {
			return fmt.Errorf("the package %s is not in %s", w.name, packages)
		}
		if p.version != w.version {
			return fmt.Errorf("%s: version %s is there, %s is wanted", w.name, p.version, w.version)
		}
		entry := Package{Name: w.name, Version: w.version, Licence: w.licence}
		for _, c := range w.copies {
			file, err := c.write(p.folder, to)
			if err != nil {
				return fmt.Errorf("copying %s of %s: %w", c.from, w.name, err)
			}
			entry.Files = append(entry.Files, file)
		}
		list = append(list, entry)
	}
	text, err := json.MarshalIndent(list, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(to, "VENDORED.json"), append(text, '\n'), 0o644)
}

// unpacked is a package found on disk.
type unpacked struct{ folder, version string }

// findPackages reads the name and version of every package below the folder.
func findPackages(folder string) (map[string]unpacked, error) {
	found := map[string]unpacked{}
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() != "package.json" {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		var about struct{ Name, Version string }
		if err := json.Unmarshal(text, &about); err != nil {
			return fmt.Errorf("reading %s: %w", path, err)
		}
		if about.Version != "" {
			found[about.Name] = unpacked{filepath.Dir(path), about.Version}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("looking for packages: %w", err)
	}
	return found, nil
}

// write copies one file, changed if the copy says so.
func (c copied) write(from, to string) (File, error) {
	body := []byte(c.text)
	if c.from != "" {
		var err error
		if body, err = os.ReadFile(filepath.Join(from, c.from)); err != nil {
			return File{}, err
		}
	}
	if c.change != nil {
		changed, err := c.change(string(body))
		if err != nil {
			return File{}, err
		}
		body = []byte(changed)
	}
	if len(body) == 0 {
		return File{}, errors.New("nothing is left to write")
	}
	target := filepath.Join(to, c.to)
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return File{}, err
	}
	sum := sha256.Sum256(body)
	return File{Path: c.to, SHA256: hex.EncodeToString(sum[:])}, os.WriteFile(target, body, 0o644)
}
