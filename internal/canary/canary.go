// Package canary finds known private values in bytes, however they are written
// there: pages, answers, databases, logs, letters and backups. Tests plant values
// of their own and look for them; `candour doctor` does the same on a real site.
package canary

import (
	"crypto/md5"  //nolint:gosec // a digest to look for, not to trust
	"crypto/sha1" //nolint:gosec // likewise
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"html"
	"io"
	"mime/quotedprintable"
	"net/url"
	"strings"
	"unicode/utf16"
)

// Canary is a private value with a name that may be printed. Its value is never
// printed. Keep values between 6 and 40 bytes and unlike anything else: a long one
// may be split over database pages.
type Canary struct {
	Name  string
	Value string
}

// Sighting is one place where a canary was found.
type Sighting struct {
	Canary string // its name
	File   string // the file, page or answer; "backup.zip!data.db" for a file within a file
	Offset int64  // in bytes
	As     string // plain, base64, hex, …
}

func (s Sighting) String() string {
	return fmt.Sprintf("%s is in %s at byte %d, as %s", s.Canary, s.File, s.Offset, s.As)
}

// shortest is the length of the shortest value that can be told from chance.
const shortest = 6

// needle is one way of writing one canary.
type needle struct {
	canary string
	as     string
	bytes  []byte
	exact  bool // case matters, as in base64
}

func formsOf(c Canary) []needle {
	var all []needle
	seen := map[string]bool{}
	add := func(as, form string, exact bool) {
		if !exact {
			form = string(lowerASCII([]byte(form)))
		}
		if key := fmt.Sprint(exact, form); !seen[key] && len(form) >= shortest {
			seen[key] = true
			all = append(all, needle{c.Name, as, []byte(form), exact})
		}
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
	if strings.Contains(v, "@") { // an address may stand somewhere as a picture's name (Gravatar), say
		for as, sum := range digests(strings.ToLower(v)) {
			add(as, hex.EncodeToString(sum), false)
			add(as+" in base64", base64.RawStdEncoding.EncodeToString(sum), true)
		}
	}
	return all
}

func digests(v string) map[string][]byte {
	a, b, c := md5.Sum([]byte(v)), sha1.Sum([]byte(v)), sha256.Sum256([]byte(v)) //nolint:gosec // to look for
	return map[string][]byte{"MD5": a[:], "SHA-1": b[:], "SHA-256": c[:]}
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
	out := make([]byte, len(b))
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		out[i] = c
	}
	return out
}
