package testkit

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"html"
	"io"
	"io/fs"
	"mime/quotedprintable"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

// Canary is a private value planted by a test, with a name that may be printed. Its value is never printed.
// Keep values between 8 and 40 bytes and unlike anything else: a long one may be split over database pages.
type Canary struct {
	Name  string
	Value string
}

// Sighting is one place where a canary was found.
type Sighting struct {
	Canary string // its name
	File   string // below the folder searched; "backup.zip!data.db" for a file within a file
	Offset int64  // in bytes
	As     string // plain, base64, hex, …
}

func (s Sighting) String() string {
	return fmt.Sprintf("%s is in %s at byte %d, as %s", s.Canary, s.File, s.Offset, s.As)
}

// NoCanaries fails the test with every place below a folder where one of the values is stored.
func NoCanaries(t testing.TB, folder string, canaries ...Canary) {
	t.Helper()
	found, err := FindCanaries(folder, canaries...)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range found {
		t.Errorf("private text was stored: %s", s)
	}
}

// FindCanaries searches every file below a folder (databases, their -wal and -shm, logs, backups: also within
// .zip and .gz) for values as they are, in any case of letters, and as base64, hex, URL, JSON, HTML,
// quoted-printable and UTF-16 write them. Each file reports a value once for each way of writing.
func FindCanaries(folder string, canaries ...Canary) ([]Sighting, error) {
	var needles []needle
	for _, c := range canaries {
		if len(c.Value) < 6 {
			return nil, fmt.Errorf("the canary %q is too short to be told from chance", c.Name)
		}
		needles = append(needles, formsOf(c)...)
	}
	var found []Sighting
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		hits, err := searchFile(path, name, needles)
		found = append(found, hits...)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("searching %s: %w", folder, err)
	}
	return found, nil
}

// needle is one way of writing one canary.
type needle struct {
	canary string
	as     string
	bytes  []byte
	exact  bool // case matters, as in base64
}

func formsOf(c Canary) []needle {
	var all []needle
	add := func(as, form string, exact bool) {
		if !exact {
			form = string(lowerASCII([]byte(form)))
		}
		for _, n := range all {
			if n.exact == exact && string(n.bytes) == form {
				return
			}
		}
		all = append(all, needle{c.Name, as, []byte(form), exact})
	}
	v := c.Value
	for _, form := range []string{v, strings.ToLower(v), strings.ToUpper(v)} {
		add("plain", form, false)
		add("hex", hex.EncodeToString([]byte(form)), false)
		add("URL", url.QueryEscape(form), false)
		add("URL", url.PathEscape(form), false)
		add("HTML", html.EscapeString(form), false)
		add("JSON", jsonForm(form), false)
		add("quoted-printable", quotedForm(form), false)
		add("UTF-16", utf16Form(form), false)
		for shift := range 3 {
			for as, code := range map[string]*base64.Encoding{"base64": base64.RawStdEncoding, "base64 for URLs": base64.RawURLEncoding} {
				add(as, base64Within(code, form, shift), true)
			}
		}
	}
	return all
}

// base64Within is the part of the encoding that stays the same when the value begins shift bytes into a
// group of three and anything may stand before and after it.
func base64Within(code *base64.Encoding, value string, shift int) string {
	text := code.EncodeToString(append(make([]byte, shift), value...))
	first := (shift*8 + 5) / 6
	last := (shift + len(value)) * 8 / 6
	return text[first:last]
}

func jsonForm(s string) string {
	return strings.NewReplacer("<", `\u003c`, ">", `\u003e`, "&", `\u0026`, `"`, `\"`).Replace(s)
}

// quotedForm is the value in the body of a letter, without the soft line ends.
func quotedForm(s string) string {
	var out strings.Builder
	w := quotedprintable.NewWriter(&out)
	_, _ = io.WriteString(w, s) // a strings.Builder takes everything
	_ = w.Close()
	return strings.ReplaceAll(out.String(), "=\r\n", "")
}

func utf16Form(s string) string {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return string(out)
}

// lowerASCII lowers A to Z and leaves every other byte, so that offsets stay true in binary files.
func lowerASCII(b []byte) []byte {
	out := bytes.Clone(b)
	for i, c := range out {
		if 'A' <= c && c <= 'Z' {
			out[i] = c + 'a' - 'A'
		}
	}
	return out
}

func searchFile(path, name string, needles []needle) ([]Sighting, error) {
	f, err := os.Open(path)
	if os.IsNotExist(err) {
		return nil, nil // a journal that was folded in while we walked
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	found, err := search(f, name, needles)
	if err != nil {
		return nil, err
	}
	within, err := searchPacked(path, name, needles)
	return append(found, within...), err
}

// searchPacked looks into .zip and .gz files, whose contents a plain look cannot see.
func searchPacked(path, name string, needles []needle) ([]Sighting, error) {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".zip":
		archive, err := zip.OpenReader(path)
		if err != nil {
			return nil, fmt.Errorf("opening %s: %w", name, err)
		}
		defer archive.Close()
		var found []Sighting
		for _, entry := range archive.File {
			r, err := entry.Open()
			if err != nil {
				return nil, fmt.Errorf("opening %s in %s: %w", entry.Name, name, err)
			}
			hits, err := search(r, name+"!"+entry.Name, needles)
			r.Close()
			if err != nil {
				return nil, err
			}
			found = append(found, hits...)
		}
		return found, nil
	case ".gz":
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		r, err := gzip.NewReader(f)
		if err != nil {
			return nil, fmt.Errorf("opening %s: %w", name, err)
		}
		return search(r, name+"!", needles)
	}
	return nil, nil
}

// pieceSize is how much of a file is looked at together; a variable so that a test can make it small.
var pieceSize = 4 << 20

// search reads in pieces that overlap by the longest needle, so that a match over an edge is seen.
func search(r io.Reader, name string, needles []needle) ([]Sighting, error) {
	longest := 0
	for _, n := range needles {
		longest = max(longest, len(n.bytes))
	}
	var found []Sighting
	seen := map[int]bool{}
	piece := make([]byte, 0, pieceSize+longest)
	for start := int64(0); ; {
		n, err := io.ReadFull(r, piece[len(piece):cap(piece)])
		piece = piece[:len(piece)+n]
		lowered := lowerASCII(piece)
		for i, needle := range needles {
			text := lowered
			if needle.exact {
				text = piece
			}
			if at := bytes.Index(text, needle.bytes); at >= 0 && !seen[i] {
				seen[i] = true
				found = append(found, Sighting{needle.canary, name, start + int64(at), needle.as})
			}
		}
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			return found, nil
		}
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", name, err)
		}
		keep := min(longest, len(piece))
		start += int64(len(piece) - keep)
		piece = append(piece[:0], piece[len(piece)-keep:]...)
	}
}
