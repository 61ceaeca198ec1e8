package directory

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

// Treatment is a treatment function: what a service treats, by the code the NHS
// has for it, in plain English.
type Treatment struct{ Code, Words string }

// TreatmentsFile is where an operator's own words for treatment functions are, in
// the folder that is laid over the public site: two columns, code and words.
const TreatmentsFile = "lists/treatments.csv"

var ourTreatments = sync.OnceValue(func() []Treatment {
	var all []Treatment
	if err := eachOf("data/treatments.csv", 2, func(row []string) { all = append(all, Treatment{row[0], row[1]}) }); err != nil {
		panic(err) // the file is part of the program; a test reads it
	}
	return all
})

// Treatments lists the treatment functions by code: those that come with Candour,
// with an operator's own words laid over them. over may be nil.
func Treatments(over fs.FS) ([]Treatment, error) {
	all := slices.Clone(ourTreatments())
	if over == nil {
		return all, nil
	}
	f, err := over.Open(TreatmentsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return all, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the treatments: %w", err)
	}
	defer func() { _ = f.Close() }()
	err = eachIn(f, TreatmentsFile, 2, func(row []string) {
		t := Treatment{strings.TrimSpace(row[0]), strings.TrimSpace(row[1])}
		all = slices.DeleteFunc(all, func(have Treatment) bool { return have.Code == t.Code })
		if t.Words != "" { // without words it is taken out
			all = append(all, t)
		}
	})
	slices.SortFunc(all, func(a, b Treatment) int { return strings.Compare(a.Code, b.Code) })
	return all, err
}
