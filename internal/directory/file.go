package directory

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/places"
	"strings"
)

// Formats are what a file may be loaded as.
const (
	FormatODS     = "ods"
	FormatPHS     = "phs"
	FormatCQC     = "cqc"
	FormatChoices = "nhs-choices"
	FormatTable   = "csv"
)

// format is how one sort of file is read.
type format struct {
	name      string // as an operator says it
	what      string // as a person says it
	read      func(io.Reader, *notes) Rows
	countries []string // whose bodies must be there first
	full      isOfList
}

// isOfList tells whether a service, or an organisation, is of a list that names all
// of its kind.
type isOfList = func(service bool, code Code) bool

var formats = []format{
	{FormatODS, "a report of the NHS Organisation Data Service", readODS, []string{places.England, places.Wales}, nil}, // full: by what is in it
	{FormatPHS, "the hospital codes of Public Health Scotland", readPHS, []string{places.Scotland}, ofScheme(SchemePHS)},
	{FormatCQC, "a list of the Care Quality Commission", readCQC, []string{places.England}, ofScheme(SchemeCQC)}, // of providers, too
	{FormatChoices, "a list of NHS Choices", readNHSChoices, []string{places.England}, nil},
	{FormatTable, "a table of your own", readTable, nil, nil},
}

func ofScheme(scheme string) isOfList { return func(_ bool, c Code) bool { return c.Scheme == scheme } }

// FormatNames lists what a file may be loaded as.
func FormatNames() []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.name)
	}
	return names
}

// FormatWords says what a format is, as a person would.
func FormatWords(name string) string {
	f, _ := formatCalled(name)
	return f.what
}

func formatCalled(name string) (format, bool) {
	for _, f := range formats {
		if f.name == name {
			return f, true
		}
	}
	return format{}, false
}

// File is an official file on the disk.
type File struct {
	path   string
	format format
	key    string // under which it is remembered
	sum    string
	notes  *notes
	full   isOfList

	Released     time.Time // the day it speaks of; zero when nothing tells
	ReleasedFrom string
}

// OpenFile looks at a file and through it: whether it is what it is said to be, its
// sum, and the day it speaks of. released is that day as the operator gives it, or
// zero.
func OpenFile(path, as string, released, now time.Time) (*File, error) {
	want, ok := formatCalled(as)
	if !ok {
		return nil, fmt.Errorf("say what the file is: --as %s", strings.Join(FormatNames(), ", --as "))
	}
	start, err := startOf(path)
	if err != nil {
		return nil, err
	}
	if err := looksWrong(start, want); err != nil {
		return nil, err
	}
	f := &File{path: path, format: want, key: want.name, full: want.full, notes: &notes{now: now}}
	switch want.name {
	case FormatODS:
		f.ods(start)
	case FormatTable:
		f.key = tableKey(path)
	}
	if f.sum, err = f.look(); err != nil {
		return nil, err
	}
	f.notes.counted = true
	if released.After(now) {
		return nil, fmt.Errorf("%s is a day to come: give the day the file speaks of", released.Format(time.DateOnly))
	}
	f.Released, f.ReleasedFrom = f.release(released, now)
	return f, nil
}

// ods finds which of the reports it is, by its first line.
func (f *File) ods(start []byte) {
	for r := range readODS(bytes.NewReader(start), &notes{}) {
		code := ""
		switch {
		case r.Service != nil:
			code = r.Service.Code
		case r.Organisation != nil:
			code = r.Organisation.Code
		default:
			continue
		}
		s := odsSortOf(code, r)
		f.key += "/" + s.name
		f.full = func(service bool, c Code) bool {
			return service == (r.Service != nil) && c.Scheme == SchemeODS && odsSortOf(c.Value, r).name == s.name
		}
		return
	}
}

func odsSortOf(code string, r Row) odsSort {
	for _, s := range odsSorts {
		if s.shape.MatchString(code) {
			return s
		}
	}
	if r.Organisation != nil {
		return odsSorts[len(odsSorts)-1]
	}
	return practice
}

// look reads the file through for its sum and for what it says of itself. Lines
// are not looked at here.
func (f *File) look() (sum string, err error) {
	file, err := open(f.path)
	if err != nil {
		return "", err
	}
	defer func() { _ = file.Close() }()
	hash := sha256.New()
	lines := 0
	for r, err := range f.format.read(io.TeeReader(file, hash), f.notes) {
		if err != nil {
			return "", fmt.Errorf("reading %s: %w", filepath.Base(f.path), err)
		}
		if r.Service != nil || r.Organisation != nil || r.Refused != "" { // else it is about the header
			lines++
		}
	}
	if lines == 0 {
		return "", fmt.Errorf("%s has a header and no line below it: nothing was loaded", filepath.Base(f.path))
	}
	if _, err := io.Copy(hash, file); err != nil {
		return "", fmt.Errorf("reading %s: %w", filepath.Base(f.path), err)
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}

func open(path string) (*os.File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, errors.New("there is no such file, or it can't be read")
	}
	return f, nil
}

// rows reads the file from its beginning.
func (f *File) rows() Rows {
	return func(yield func(Row, error) bool) {
		file, err := open(f.path)
		if err != nil {
			yield(Row{}, err)
			return
		}
		defer func() { _ = file.Close() }()
		for r, err := range f.format.read(file, f.notes) {
			if !yield(r, err) {
				return
			}
		}
	}
}

// Countries are those whose bodies must be there before the file; none if it does
// not say.
func (f *File) Countries() []string { return f.format.countries }

// Load loads the file. The options say how; what the file is, it knows itself.
func (f *File) Load(app core.App, ctx context.Context, o Options) (Report, error) {
	if f.format.name == FormatTable {
		key, err := keyOfTable(app, f.key, f.notes.sketch)
		if err != nil {
			return Report{}, err
		}
		if o.Sketch = f.notes.sketch.String(); key != f.key {
			f.key, o.KnownAs = key, key
		}
	}
	o.Format, o.Sum, o.Released, o.ReleasedFrom, o.Full = f.key, f.sum, f.Released, f.ReleasedFrom, f.full
	if o.Bodies == nil {
		o.Bodies = BodiesOf(f.format.countries...)
	}
	return Load(app, ctx, f.rows, o)
}
