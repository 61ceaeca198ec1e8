package directory

import (
	"embed"
	"fmt"
	"io"
	"sync"
)

//go:embed data
var data embed.FS

// Hospitals opens the list of Scottish hospitals that comes with Candour, for
// ParsePHS. Demonstrations and tests use it, and a deployment may begin with it.
func Hospitals() (io.ReadCloser, error) {
	f, err := data.Open("data/phs_hospitals_scotland.csv")
	if err != nil {
		return nil, fmt.Errorf("opening the list of hospitals: %w", err)
	}
	return f, nil
}

// knownAliases are names people use that no official list holds: initials that
// do not follow from the name, former names, and "A&E" for a hospital with an
// emergency department. By the code of the hospital.
var knownAliases = sync.OnceValue(func() map[string][]string {
	aliases := map[string][]string{}
	for _, name := range []string{"aliases.csv", "aliases_england.csv"} {
		if err := readAliases(name, aliases); err != nil {
			panic(err) // the file is part of the program; a test reads it
		}
	}
	return aliases
})

func readAliases(name string, aliases map[string][]string) error {
	return eachOf("data/"+name, 2, func(row []string) { aliases[row[0]] = append(aliases[row[0]], row[1]) })
}
