// Package ledger keeps the list of who is gone: the random numbers of stories that
// were taken back, removed or erased and of accounts that were erased, and the
// periods whose people were counted, in a file outside the database and outside every backup. What a backup brings back, the
// ledger takes away again. It also says which stories were closed or refused, whose
// words were taken off, and who may not work here any more, by random numbers too.
//
// The file is only ever added to. A line is "kind id day check"; check is the hash
// of the line and of the check before it, so that a line that was changed, lost or
// put in shows. A line is on the disk before Add returns.
package ledger

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// Ledger is an open ledger. Several goroutines may use it at once.
type Ledger struct {
	path    string
	mu      sync.Mutex
	file    *os.File
	id      string
	last    string // the check of the last line
	size    int64  // the length of the file up to the end of its last whole line
	order   []string
	known   map[string]Fact
	waiting []Fact // could not be written when they became true
}

// Open opens a ledger. A last line that was cut short, by a crash in the middle of
// an append, is taken off: its fact is not lost, because the database had it first.
// Damage anywhere else is ErrDamaged. A file that is not there is fs.ErrNotExist.
func Open(path string) (*Ledger, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("opening the ledger: %w", err)
	}
	l := &Ledger{path: path, known: map[string]Fact{}}
	if err := l.read(text); err != nil {
		return nil, err
	}
	if err := l.reopen(); err != nil {
		return nil, err
	}
	if l.size < int64(len(text)) {
		if err := l.cut(); err != nil {
			return nil, errors.Join(err, l.file.Close())
		}
	}
	return l, nil
}

// Create makes a ledger with a fresh random id and these facts. Nothing may be at
// the path yet.
func Create(path string, at time.Time, facts ...Fact) (*Ledger, error) {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return nil, errors.Join(fmt.Errorf("making the ledger: %s is there already", path), err)
	}
	l := &Ledger{path: path, known: map[string]Fact{}}
	head := Fact{head, strings.ToLower(rand.Text())[:20], at.UTC().Format(time.DateOnly)}
	line, check := write(head, "")
	l.id, l.last = head.ID, check
	if err := l.rewrite([]byte(line), l.news(facts)); err != nil {
		return nil, err
	}
	return l, nil
}

// ID is the ledger's own random number. The database keeps it too, so that a
// ledger that is missing, or another one, is noticed.
func (l *Ledger) ID() string { return l.id }

// BelongsTo reports whether data that names a ledger means this one, or one in whose
// place this one came. Data that names none may have any.
func (l *Ledger) BelongsTo(id string) bool {
	return id == "" || id == l.id || l.Holds(Before, id)
}

// Path is where the ledger is.
func (l *Ledger) Path() string { return l.path }

// Add writes down facts, and returns when they are on the disk. What the ledger
// holds already is left out. Facts that cannot be written are kept, and tried
// again with the next.
func (l *Ledger) Add(facts ...Fact) error {
	for _, f := range facts {
		if !f.sound() {
			return fmt.Errorf("writing the ledger: %q is no fact", f.Kind)
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	facts = l.news(append(l.waiting, facts...))
	err := l.append(facts)
	l.waiting = nil
	if err != nil {
		l.waiting = facts
	}
	return err
}

func (l *Ledger) append(facts []Fact) error {
	switch len(facts) {
	case 0:
		return nil
	case 1: // one line, so that a crash can tear no more than one
		return l.appendLine(facts[0])
	}
	text, err := os.ReadFile(l.path)
	if err != nil {
		return fmt.Errorf("reading the ledger: %w", err)
	}
	if int64(len(text)) < l.size {
		return fmt.Errorf("the ledger %s became shorter while Candour ran: nobody else may write to it", l.path)
	}
	return l.rewrite(text[:l.size], facts)
}

func (l *Ledger) appendLine(f Fact) error {
	line, check := write(f, l.last)
	_, err := l.file.WriteAt([]byte(line), l.size)
	if err == nil {
		err = l.file.Sync()
	}
	if err != nil {
		return errors.Join(fmt.Errorf("writing the ledger: %w", err), l.cut())
	}
	l.size, l.last = l.size+int64(len(line)), check
	l.learn(f)
	return nil
}

// rewrite puts a longer file in the place of the ledger, whole or not at all.
func (l *Ledger) rewrite(text []byte, facts []Fact) error {
	var b bytes.Buffer
	b.Write(text)
	check := l.last
	for _, f := range facts {
		var line string
		line, check = write(f, check)
		b.WriteString(line)
	}
	if err := replace(l.path, b.Bytes()); err != nil {
		return fmt.Errorf("writing the ledger: %w", err)
	}
	l.size, l.last = int64(b.Len()), check
	for _, f := range facts {
		l.learn(f)
	}
	return l.reopen()
}

// reopen opens the file that is at the path now.
func (l *Ledger) reopen() error {
	f, err := os.OpenFile(l.path, os.O_RDWR, 0)
	if err != nil {
		return fmt.Errorf("opening the ledger: %w", err)
	}
	old := l.file
	l.file = f
	if old != nil {
		_ = old.Close() // the file it belongs to is gone
	}
	return nil
}

// cut takes off what stands behind the last whole line.
func (l *Ledger) cut() error {
	err := l.file.Truncate(l.size)
	if err == nil {
		err = l.file.Sync()
	}
	if err != nil {
		return fmt.Errorf("mending the end of the ledger: %w", err)
	}
	return nil
}

// Facts lists the ids in the order in which they went, each with the last that is
// known of it.
func (l *Ledger) Facts() []Fact {
	l.mu.Lock()
	defer l.mu.Unlock()
	all := make([]Fact, len(l.order))
	for i, id := range l.order {
		all[i] = l.known[id]
	}
	return all
}

// Holds reports whether the ledger says this of an id, or something further.
func (l *Ledger) Holds(kind Kind, id string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return rank[l.known[id].Kind] >= rank[kind]
}

// Last is the last that is known of an id; of one that is not known, an empty kind.
func (l *Ledger) Last(id string) Fact {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.known[id]
}

// Check reads the file anew, from the path, and reports whether it is whole and
// says what this ledger knows. It changes nothing.
func (l *Ledger) Check() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	text, err := os.ReadFile(l.path)
	if err != nil {
		return fmt.Errorf("reading the ledger: %w", err)
	}
	now := &Ledger{path: l.path, known: map[string]Fact{}}
	if err := now.read(text); err != nil {
		return err
	}
	if now.id != l.id || now.last != l.last || int64(len(text)) != l.size || len(l.waiting) > 0 {
		return fmt.Errorf("%w: %s is not as it was written", ErrDamaged, l.path)
	}
	return nil
}

// Close lets the file go.
func (l *Ledger) Close() error { return l.file.Close() }

// news are the facts among these that the ledger does not hold, each once.
func (l *Ledger) news(facts []Fact) []Fact {
	var fresh []Fact
	last := map[string]Fact{}
	for _, f := range facts {
		known, met := last[f.ID]
		if !met {
			known = l.known[f.ID]
		}
		if f.isNews(known) {
			last[f.ID] = f
			fresh = append(fresh, f)
		}
	}
	return fresh
}

func (l *Ledger) learn(f Fact) {
	if _, known := l.known[f.ID]; !known && f.Kind != Before {
		l.order = append(l.order, f.ID)
	}
	if f.isNews(l.known[f.ID]) {
		l.known[f.ID] = f
	}
}

// replace writes a file beside path and moves it there, so that path is always
// whole, also after a power cut.
func replace(path string, text []byte) error {
	part := path + ".part"
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.Remove(part))
	}
	if err := os.Rename(part, path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// syncFolder makes the names in a folder last.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
