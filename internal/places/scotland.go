package places

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"candour/internal/tabular"
)

//go:embed data
var data embed.FS

// scotland is who answers for each council area. Boundaries of boards and
// partnerships follow those of councils, so the council of a postcode decides;
// the official postcode files do not name the partnership at all.
type scotland struct {
	councils []council
	names    map[string]string // of councils, partnerships and boards in force
	current  map[string]string // former code → the code that replaced it
}

type council struct{ code, partnership, board string }

var theScotland = sync.OnceValue(func() scotland {
	s, err := readScotland()
	if err != nil {
		panic(err) // the files are part of the program; a test reads them
	}
	return s
})

func readScotland() (scotland, error) {
	s := scotland{names: map[string]string{}, current: map[string]string{}}
	return s, errors.Join(
		each("scotland_areas.csv", 3, func(row []string) {
			s.councils = append(s.councils, council{row[0], row[1], row[2]})
		}),
		each("scotland_names.csv", 2, func(row []string) { s.names[row[0]] = row[1] }),
		each("scotland_former.csv", 2, func(row []string) { s.current[row[0]] = row[1] }),
		each("scotland_boards.csv", 6, func(row []string) {
			if archived := row[4]; archived == "" {
				s.names[row[1]] = row[2]
			}
		}),
	)
}

// each reads an embedded file of so many columns, without its header.
func each(name string, columns int, take func(row []string)) error {
	f, err := data.Open("data/" + name)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	in := tabular.NewReader(f)
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil || len(row) != columns {
			return fmt.Errorf("reading %s, line %d: %d columns: %w", name, in.Line(), len(row), err)
		}
		if in.Line() == 1 {
			continue
		}
		for i := range row {
			row[i] = strings.TrimSpace(row[i])
		}
		take(row)
	}
}

// bodies are the 14 boards and the 31 partnerships in force, with the codes they
// had before.
func (s scotland) bodies() []Body {
	var bodies []Body
	seen := map[string]bool{}
	add := func(code, kind string) {
		if seen[code] {
			return
		}
		seen[code] = true
		b := Body{Code: code, Name: s.names[code], Kind: kind, What: bodyKinds[kind], Country: Scotland}
		for former, now := range s.current {
			if now == code {
				b.Identifiers = append(b.Identifiers, Identifier{SchemeFormer, former})
			}
		}
		bodies = append(bodies, b)
	}
	for _, c := range s.councils {
		add(c.partnership, Partnership)
		add(c.board, Board)
	}
	return bodies
}

// of finds the row of a council, also by a code it had before.
func (s scotland) of(code string) (council, bool) {
	code = s.now(code)
	for _, c := range s.councils {
		if c.code == code {
			return c, true
		}
	}
	return council{}, false
}

// now follows one new code after another.
func (s scotland) now(code string) string {
	for range len(s.current) {
		current, ok := s.current[code]
		if !ok {
			break
		}
		code = current
	}
	return code
}
