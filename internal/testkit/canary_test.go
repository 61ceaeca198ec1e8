package testkit

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var ada = Canary{Name: "Ada's e-mail", Value: "Ada.Canary+1@Example.org"}

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

func TestCanary_CleanFolder_PassesAndShortValueIsRefused(t *testing.T) {
	folder := t.TempDir()
	put(t, folder, "data.db", []byte("nothing private"))
	silent(t, listen(t, func(t testing.TB) { NoCanaries(t, folder, ada) }))
	if _, err := FindCanaries(folder, Canary{Name: "short", Value: "ab"}); err == nil {
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
