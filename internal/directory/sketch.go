package directory

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
)

// sketch stands for the codes that a table names: the smallest of their sums. Two
// tables share about as large a part of it as they share of their codes.
type sketch []uint32

// sketchSize is enough to tell half from a quarter.
const sketchSize = 64

// add takes a code in.
func (s *sketch) add(c Code) {
	h := fnv.New32a()
	_, _ = h.Write([]byte(c.String()))
	at, known := slices.BinarySearch(*s, h.Sum32())
	if known || at == sketchSize {
		return
	}
	*s = slices.Insert(*s, at, h.Sum32())
	*s = (*s)[:min(len(*s), sketchSize)]
}

// alike is how much of what two tables name is in both, from 0 to 1.
func (s sketch) alike(other sketch) float64 {
	both, all := 0, slices.Compact(slices.Sorted(slices.Values(slices.Concat(s, other))))
	all = all[:min(len(all), sketchSize)]
	for _, sum := range all {
		_, here := slices.BinarySearch(s, sum)
		_, there := slices.BinarySearch(other, sum)
		if here && there {
			both++
		}
	}
	if both == 0 {
		return 0
	}
	return float64(both) / float64(len(all))
}

func (s sketch) String() string {
	var all []string
	for _, sum := range s {
		all = append(all, strconv.FormatUint(uint64(sum), 36))
	}
	return strings.Join(all, " ")
}

func readSketch(stored string) (s sketch) {
	for word := range strings.FieldsSeq(stored) {
		if sum, err := strconv.ParseUint(word, 36, 32); err == nil {
			s = append(s, uint32(sum))
		}
	}
	return s
}

// sameTable is how much of two tables must be the same for them to be one.
const sameTable = 0.5

// keyOfTable is under what a table of the operator's own is remembered: as what names
// mostly the same, whatever the file was called then, or else by the name of the file.
// A table that was given another name is as old as it was.
func keyOfTable(app core.App, byName string, of sketch) (string, error) {
	loaded, err := records.SketchesOfImports(app, FormatTable+"/")
	if err != nil {
		return "", fmt.Errorf("asking which tables were loaded: %w", err)
	}
	key, most := byName, 0.0
	for _, i := range loaded {
		alike := of.alike(readSketch(i.Sketch()))
		if alike >= sameTable && (alike > most || alike == most && i.Format() == byName) {
			key, most = i.Format(), alike
		}
	}
	return key, nil
}
