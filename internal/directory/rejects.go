package directory

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"

	"candour/internal/tabular"
)

// WriteRejects writes the lines that could not be read, as CSV: the number, the
// reason, and the line as it stands in the file, to be mended. Lines of the Care
// Quality Commission are not repeated, because they name people.
func (f *File) WriteRejects(w io.Writer, lines []Line) error {
	out := csv.NewWriter(w)
	err := out.Write([]string{"line", "reason", "text"})
	if f.format.name == FormatCQC {
		for _, l := range lines {
			err = errors.Join(err, out.Write([]string{strconv.Itoa(l.No), l.Reason, ""}))
		}
	} else {
		err = errors.Join(err, f.copyLines(lines, out))
	}
	out.Flush()
	if err = errors.Join(err, out.Error()); err != nil {
		return fmt.Errorf("writing the lines that could not be read: %w", err)
	}
	return nil
}

func (f *File) copyLines(lines []Line, out *csv.Writer) error {
	file, err := open(f.path)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	in, no := bufio.NewReaderSize(file, tabular.MaxLine), 0
	text, more := "", false
	for _, l := range lines {
		for no < l.No {
			line, isMore, err := in.ReadLine()
			if err != nil {
				return fmt.Errorf("reading the file again: %w", err)
			}
			if !more {
				no, text = no+1, ""
				if no == l.No {
					text = string(line)
				}
			}
			if more = isMore; more && no == l.No {
				break // of an endless line the beginning is enough
			}
		}
		if err := out.Write([]string{strconv.Itoa(l.No), l.Reason, text}); err != nil {
			return err
		}
	}
	return nil
}
