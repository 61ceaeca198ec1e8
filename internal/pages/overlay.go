package pages

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
)

// Overlay is two folders seen as one: a file is taken from Over when it is
// there, else from Under. It lets an operator change a page or a colour by
// putting one file beside the program.
type Overlay struct{ Over, Under fs.FS }

// Open implements fs.FS.
func (o Overlay) Open(name string) (fs.File, error) {
	f, err := o.Over.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return o.Under.Open(name)
	}
	return f, err
}

// ReadDir implements fs.ReadDirFS: the names of both folders, each once.
func (o Overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	over, errOver := fs.ReadDir(o.Over, name)
	under, errUnder := fs.ReadDir(o.Under, name)
	if errOver != nil && !errors.Is(errOver, fs.ErrNotExist) {
		return nil, errOver
	}
	if errUnder != nil && (errOver != nil || !errors.Is(errUnder, fs.ErrNotExist)) {
		return nil, errUnder
	}
	all := append(over, under...)
	slices.SortStableFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return slices.CompactFunc(all, func(a, b fs.DirEntry) bool { return a.Name() == b.Name() }), nil
}
