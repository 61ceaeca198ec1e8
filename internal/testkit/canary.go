package testkit

import (
	"testing"

	"candour/internal/canary"
)

// Canary is a private value planted by a test, with a name that may be printed.
type Canary = canary.Canary

// Sighting is one place where a canary was found.
type Sighting = canary.Sighting

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

// FindCanaries searches every file below a folder for values, in every way they
// may be written there (internal/canary).
func FindCanaries(folder string, canaries ...Canary) ([]Sighting, error) {
	search, err := canary.New(canaries...)
	if err != nil {
		return nil, err
	}
	found, _, err := search.Folder(folder)
	return found, err
}
