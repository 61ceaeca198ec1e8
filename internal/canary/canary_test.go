package canary

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var ada = Canary{"Ada's e-mail", "Ada.Canary+1@Example.org"}

func put(t *testing.T, folder, name string, content []byte) {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestSearch_EveryWayOfWriting_IsFoundInEveryFile(t *testing.T) {
	v := ada.Value
	ways := map[string]string{
		"data.db": v, "data.db-wal": strings.ToLower(v), "logs.db": strings.ToUpper(v),
		"hex": hex.EncodeToString([]byte(v)), "HEX": strings.ToUpper(hex.EncodeToString([]byte(v))),
		"query": url.QueryEscape(v), "path": url.PathEscape(v), "lower query": strings.ToLower(url.QueryEscape(v)),
		"b64-0": base64.StdEncoding.EncodeToString([]byte(v + "tail")),
		"b64-1": base64.StdEncoding.EncodeToString([]byte("1" + v + "tail")),
		"b64-2": base64.URLEncoding.EncodeToString([]byte("12" + v)),
		"utf16": utf16Form(v),
	}
	for name, written := range ways {
		folder := t.TempDir()
		put(t, folder, "deep/"+name, append([]byte("\x00\xff before "), written...))
		found, err := find(folder)
		if err != nil || len(found) == 0 {
			t.Errorf("%s: found %v, %v", name, found, err)
			continue
		}
		if found[0].Canary != ada.Name || found[0].File != filepath.Join("deep", name) || found[0].Offset < 9 {
			t.Errorf("%s: %+v", name, found[0])
		}
	}
}

func TestSearch_WithinZipAndGzip_IsFound(t *testing.T) {
	folder := t.TempDir()
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	w, err := z.Create("data.db")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = w.Write([]byte("here: " + ada.Value))
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	put(t, folder, "backup.zip", packed.Bytes())
	packed.Reset()
	g := gzip.NewWriter(&packed)
	_, _ = g.Write([]byte(ada.Value))
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	put(t, folder, "log.gz", packed.Bytes())
	found, err := find(folder)
	if err != nil || len(found) != 2 || found[0].File != "backup.zip!data.db" || found[0].Offset != 6 {
		t.Errorf("%v, %v", found, err)
	}
}

func find(folder string) ([]Sighting, error) {
	s, err := New(ada)
	if err != nil {
		return nil, err
	}
	found, _, err := s.Folder(folder)
	return found, err
}

func TestSearch_OverTheEdgeOfAPiece_IsFoundAtItsPlace(t *testing.T) {
	defer func(size int) { pieceSize = size }(pieceSize)
	s, err := New(ada)
	if err != nil {
		t.Fatal(err)
	}
	for pieceSize = 1; pieceSize < 60; pieceSize += 7 {
		for before := range 90 {
			text := strings.Repeat("x", before) + ada.Value + "yyy"
			found, size, err := s.Read("f", strings.NewReader(text))
			if err != nil || len(found) != 1 || found[0].Offset != int64(before) || size != int64(len(text)) {
				t.Fatalf("pieces of %d, %d before: %v, %d bytes, %v", pieceSize, before, found, size, err)
			}
		}
	}
}

func TestSearch_DigestsOfAnAddress_AreFound(t *testing.T) {
	s, err := New(ada)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte(strings.ToLower(ada.Value)))
	for as, text := range map[string]string{"SHA-256": hex.EncodeToString(sum[:]), "MD5": "avatar/e0fd4e07efe0a2b1a2b8a36c2ba80dd5"} {
		found := s.In("answer", []byte("<img src="+text+">"))
		if as == "SHA-256" && (len(found) != 1 || found[0].As != as) || as == "MD5" && len(found) != 0 {
			t.Errorf("%s: %v", as, found)
		}
	}
}

// TestSearch_ManyValues_FindsEachAndNothingElse: the small table of first bytes
// must not lose a value beside ten thousand others.
func TestSearch_ManyValues_FindsEachAndNothingElse(t *testing.T) {
	var all []Canary
	for i := range 500 {
		all = append(all, Canary{Name: fmt.Sprint("value ", i), Value: fmt.Sprintf("person.%d.%x@mail.example", i, i*7919)})
	}
	s, err := New(all...)
	if err != nil {
		t.Fatal(err)
	}
	if found := s.In("clean", []byte(strings.Repeat("person. of mail.example ", 200))); len(found) != 0 {
		t.Errorf("found in a clean text: %v", found)
	}
	for _, c := range all {
		found := s.In("answer", []byte("…"+c.Value+"…"))
		if len(found) != 1 || found[0].Canary != c.Name {
			t.Fatalf("%s: %v", c.Name, found)
		}
	}
}
