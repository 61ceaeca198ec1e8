package directory

import (
	"bufio"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"

	"candour/internal/tabular"
)

// WriteRejects writes all lines that could not be read, as CSV: the number, the
// reason, and the line as it stands in the file, to be mended; and those that one doubt was
// made of. It reads the file once
// more, because the report of a load names only the first of them. Lines of the Care
// Quality Commission are not repeated, because they name people.
func (f *File) WriteRejects(w io.Writer, r Report) error {
	out := csv.NewWriter(w)
	err := errors.Join(out.Write([]string{"line", "reason", "text"}), f.rejects(r, out))
	out.Flush()
	if err = errors.Join(err, out.Error()); err != nil {
		return fmt.Errorf("writing the lines that could not be read: %w", err)
	}
	return nil
}

func (f *File) rejects(r Report, out *csv.Writer) error {
	text := func(int) (string, error) { return "", nil }
	if f.format.name != FormatCQC {
		file, err := open(f.path)
		if err != nil {
			return err
		}
		defer func() { _ = file.Close() }()
		text = linesOf(file)
	}
	ended := map[int]string{}
	for _, l := range r.ended {
		ended[l.No] = l.Reason
	}
	for row, err := range f.rows() {
		if err != nil {
			return nil //nolint:nilerr // the load has said so, and what came before it is written down
		}
		reason := row.Refused
		if reason == "" {
			reason = cmp.Or(r.left[row.Line], ended[row.Line])
		}
		if reason == "" {
			continue
		}
		line, err := text(row.Line)
		if err != nil {
			return err
		}
		if err := out.Write([]string{strconv.Itoa(row.Line), reason, line}); err != nil {
			return err
		}
	}
	return nil
}

// linesOf gives lines of a file by their numbers, which must rise. Of an endless line
// it gives the beginning.
func linesOf(file *os.File) func(no int) (string, error) {
	in, at, more := bufio.NewReaderSize(file, tabular.MaxLine), 0, false
	return func(no int) (string, error) {
		for {
			line, isMore, err := in.ReadLine()
			if err != nil {
				return "", fmt.Errorf("reading the file again: %w", err)
			}
			first := !more
			if more = isMore; !first {
				continue
			}
			if at++; at == no {
				return string(line), nil
			}
		}
	}
}
