package ledger

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
	"time"
)

// ErrDamaged says that a line of a ledger is not as it was written.
var ErrDamaged = errors.New("the ledger is damaged")

// head is the kind of the first line, which carries the ledger's own id.
const head Kind = "ledger"

// shape is a line: its kind, a random number or a period, a day and the check.
var shape = regexp.MustCompile(`^([a-z]+) ([a-z0-9]{8,20}|[0-9]{4}(?:-Q[1-4])?) (\d{4}-\d\d-\d\d) ([0-9a-f]{16})$`)

// storyShape is the number of a story (pb_migrations/fields.go), rowShape that of any
// other row, wordsShape that of a story or of a row with words.
var (
	storyShape = regexp.MustCompile(`^[abcdefghjkmnpqrstuvwxyz23456789]{8}$`)
	rowShape   = regexp.MustCompile(`^[a-z0-9]{15}$`)
	wordsShape = regexp.MustCompile(storyShape.String() + "|" + rowShape.String())
)

// idShapes are the ids of each kind. Periods are named by internal/totals.
var idShapes = map[Kind]*regexp.Regexp{
	Restricted: storyShape, Lifted: storyShape, Rejected: wordsShape, Removed: wordsShape, Withdrawn: wordsShape, Erased: storyShape,
	Account: regexp.MustCompile(`^[a-z0-9]{8,20}$`),
	Shut:    rowShape, Admitted: rowShape, Left: rowShape,
	Closed: regexp.MustCompile(`^[0-9]{4}(-Q[1-4])?$`),
	Before: regexp.MustCompile(`^[a-z0-9]{20}$`),
}

func (f Fact) sound() bool {
	if _, err := time.Parse(time.DateOnly, f.Day); err != nil || rank[f.Kind] == 0 || !idShapes[f.Kind].MatchString(f.ID) {
		return false
	}
	return rank[f.Kind] > 0 && shape.MatchString(string(f.Kind)+" "+f.ID+" "+f.Day+" 0123456789abcdef")
}

// write is a fact as a line, and the line's check.
func write(f Fact, before string) (line, check string) {
	text := string(f.Kind) + " " + f.ID + " " + f.Day
	sum := sha256.Sum256([]byte(before + " " + text))
	check = hex.EncodeToString(sum[:8])
	return text + " " + check + "\n", check
}

// readLine reads a line that follows the check before it.
func readLine(line, before string) (f Fact, check string, ok bool) {
	m := shape.FindStringSubmatch(line)
	if m == nil {
		return f, "", false
	}
	f = Fact{Kind(m[1]), m[2], m[3]}
	_, check = write(f, before)
	return f, check, check == m[4]
}

// read takes in a whole file. What may stand behind the last whole line is at most
// one line that a crash cut short, which has not the shape of a line; size then
// ends before it.
func (l *Ledger) read(text []byte) error {
	for no := 1; len(text) > 0; no++ {
		line, rest, whole := bytes.Cut(text, []byte("\n"))
		f, check, ok := readLine(string(line), l.last)
		ok = ok && whole && (f.Kind == head) == (no == 1) && (no == 1 || f.sound())
		if !ok && no > 1 && len(rest) == 0 && !(whole && shape.Match(line)) {
			return nil
		}
		if !ok {
			return fmt.Errorf("%w in line %d of %s", ErrDamaged, no, l.path)
		}
		if no == 1 {
			l.id = f.ID
		} else {
			l.learn(f)
		}
		l.last = check
		l.size += int64(len(line)) + 1
		text = rest
	}
	if l.id == "" {
		return fmt.Errorf("%w: %s is empty", ErrDamaged, l.path)
	}
	return nil
}

// Salvage reads every fact that can still be read from a damaged ledger. One that
// is read wrong costs nothing: it is the number of a story that never was.
func Salvage(path string) ([]Fact, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the damaged ledger: %w", err)
	}
	var facts []Fact
	for line := range strings.Lines(string(text)) {
		part := strings.Fields(line)
		if len(part) < 3 {
			continue
		}
		if f := (Fact{Kind(part[0]), part[1], part[2]}); f.sound() {
			facts = append(facts, f)
		}
	}
	return facts, nil
}
