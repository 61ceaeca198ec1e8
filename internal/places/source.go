package places

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// ImportFile loads a file as it was downloaded: a zip of a full release or a CSV
// of ONSPD, NSPL or NHSPD; or one of the two small tables an operator may write,
// of bodies or of prefixes, which are told apart by their first line.
func (t *Table) ImportFile(ctx context.Context, name string, o Options) (Report, error) {
	f, err := os.Open(name)
	if err != nil {
		return Report{}, errors.New("there is no such file, or it can't be read")
	}
	defer func() { _ = f.Close() }()
	if about, err := f.Stat(); err == nil && about.IsDir() {
		return Report{}, errors.New("this is a folder: name the file in it")
	}
	in := bufio.NewReaderSize(f, firstLook)
	start, err := in.Peek(firstLook)
	switch {
	case err != nil && !errors.Is(err, io.EOF):
		return Report{}, errors.New("there is no such file, or it can't be read")
	case bytes.HasPrefix(start, []byte("PK")):
		return t.importZip(ctx, f, o)
	case bytes.HasPrefix(start, []byte("\x1f\x8b")):
		return Report{}, errors.New("this is a .gz file; unpack it and load what is in it")
	case bytes.HasPrefix(start, []byte("\xff\xfe")), bytes.HasPrefix(start, []byte("\xfe\xff")):
		return Report{}, errors.New("the text is written as UTF-16; save it as CSV in UTF-8")
	}
	if table := tableOf(start); table != "" {
		return t.importTable(ctx, table, in, o)
	}
	whole := part{name: filepath.Base(name), open: func() (io.ReadCloser, error) { return io.NopCloser(in), nil }}
	return t.load(ctx, []part{whole}, o)
}

// firstLook is how much of a file is looked at to see what it is.
const firstLook = 4 << 10

// tableOf tells an operator's small table by its first line, "" for none.
func tableOf(start []byte) string {
	line, _, _ := strings.Cut(string(bytes.TrimPrefix(start, []byte("\xef\xbb\xbf"))), "\n")
	names := columnNames(strings.Split(strings.ReplaceAll(line, `"`, ""), ","))
	has := func(column string) bool { return slices.Contains(names, column) }
	switch {
	case has("prefix"):
		return prefixesTable
	case has("code") && has("name") && has("kind") && has("country"):
		return bodiesTable
	}
	return ""
}

func (t *Table) importZip(ctx context.Context, f *os.File, o Options) (Report, error) {
	info, err := f.Stat()
	if err != nil {
		return Report{}, fmt.Errorf("opening the zip: %w", err)
	}
	archive, err := zip.NewReader(f, info.Size())
	if err != nil {
		return Report{}, errors.New("the zip is broken or was cut short: its list of contents, which stands at the end, can't be read. Download it again")
	}
	files, err := dataFiles(archive.File)
	if err != nil {
		return Report{}, err
	}
	var parts []part
	for _, z := range files {
		parts = append(parts, part{file: z.Name, name: path.Base(z.Name) + " " + filepath.Base(f.Name()), open: func() (io.ReadCloser, error) {
			r, err := z.Open()
			if errors.Is(err, zip.ErrAlgorithm) {
				return nil, errors.New("it is packed in a way Candour can't read; unpack the zip and load the CSV that is in it")
			}
			if err != nil {
				return nil, fmt.Errorf("unpacking it: %w", err)
			}
			return unpacked{r}, nil
		}})
	}
	return t.load(ctx, parts, o)
}

// unpacked words the errors of a zip that was cut short in the middle.
type unpacked struct{ io.ReadCloser }

func (u unpacked) Read(p []byte) (int, error) {
	n, err := u.ReadCloser.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = fmt.Errorf("the zip is broken here (%w). Download it again", err)
	}
	return n, err
}

var (
	wholeFile = regexp.MustCompile(`(?i)^(onspd|nspl|nspl21|nhspd)_.*_uk(_full)?\.csv$`)
	gridFile  = regexp.MustCompile(`(?i)^(gridall|nhg\d\d[a-z]{3}\d?|gridlink.*)\.csv$`)
	partFile  = regexp.MustCompile(`(?i)^(onspd|nspl|nspl21)_.*_uk_[a-z]{1,2}\.csv$`)
)

// dataFiles finds the file of all postcodes in a release, or else the files of
// the single areas, which hold the same rows. A zip with one CSV is that one.
func dataFiles(files []*zip.File) ([]*zip.File, error) {
	var all, whole, grid, parts []*zip.File
	for _, z := range files {
		base := path.Base(z.Name)
		if z.FileInfo().IsDir() || !strings.EqualFold(path.Ext(base), ".csv") || strings.HasPrefix(base, ".") {
			continue
		}
		all = append(all, z)
		switch {
		case wholeFile.MatchString(base):
			whole = append(whole, z)
		case gridFile.MatchString(base):
			grid = append(grid, z)
		case partFile.MatchString(base):
			parts = append(parts, z)
		}
	}
	for _, found := range [][]*zip.File{whole, grid} {
		if len(found) > 1 {
			return nil, fmt.Errorf("the zip holds several files of postcodes (%s and %s): unpack the one to load", found[0].Name, found[1].Name)
		}
		if len(found) == 1 {
			return found, nil
		}
	}
	switch {
	case len(parts) > 0:
		slices.SortFunc(parts, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
		return parts, nil
	case len(all) == 1:
		return all, nil
	case len(all) == 0:
		return nil, errors.New("the zip holds no CSV file: it is not a release of ONSPD, NSPL or NHSPD")
	}
	return nil, errors.New("the zip does not hold a file such as Data/ONSPD_AUG_2026_UK.csv or gridall.csv: it is not a release of ONSPD, NSPL or NHSPD")
}
