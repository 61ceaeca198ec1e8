package testkit

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/hex"
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

func TestCanary_EveryWayOfWriting_IsFoundInEveryFile(t *testing.T) {
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
		found, err := FindCanaries(folder, ada)
		if err != nil || len(found) == 0 {
			t.Errorf("%s: found %v, %v", name, found, err)
			continue
		}
		if found[0].Canary != ada.Name || found[0].File != filepath.Join("deep", name) || found[0].Offset < 9 {
			t.Errorf("%s: %+v", name, found[0])
		}
	}
}

func TestCanary_WithinZipAndGzip_IsFound(t *testing.T) {
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
	found, err := FindCanaries(folder, ada)
	if err != nil || len(found) != 2 || found[0].File != "backup.zip!data.db" || found[0].Offset != 6 {
		t.Errorf("%v, %v", found, err)
	}
}

func TestCanary_OverTheEdgeOfAPiece_IsFoundAtItsPlace(t *testing.T) {
	defer func(size int) { pieceSize = size }(pieceSize)
	for pieceSize = 1; pieceSize < 60; pieceSize += 7 {
		for before := range 90 {
			found, err := search(strings.NewReader(strings.Repeat("x", before)+ada.Value+"yyy"), "f", formsOf(ada))
			if err != nil || len(found) != 1 || found[0].Offset != int64(before) {
				t.Fatalf("pieces of %d, %d before: %v, %v", pieceSize, before, found, err)
			}
		}
	}
}

func TestCanary_CleanFolder_PassesAndShortValueIsRefused(t *testing.T) {
	folder := t.TempDir()
	put(t, folder, "data.db", []byte("nothing private"))
	silent(t, listen(t, func(t testing.TB) { NoCanaries(t, folder, ada) }))
	if _, err := FindCanaries(folder, Canary{"short", "ab"}); err == nil {
		t.Error("a value of two letters was searched for")
	}
}

func TestCanary_Failure_NamesThePlaceAndNeverTheValue(t *testing.T) {
	folder := t.TempDir()
	put(t, folder, "data.db", []byte("x"+ada.Value))
	failure := listen(t, func(t testing.TB) { NoCanaries(t, folder, ada) })
	says(t, failure, "Ada's e-mail is in data.db at byte 1, as plain")
	if strings.Contains(failure, ada.Value) {
		t.Error("the value was printed")
	}
}
