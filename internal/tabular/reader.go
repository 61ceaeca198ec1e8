// Package tabular reads the large CSV files of official publishers one row at
// a time. It differs from encoding/csv where those files need it to: a broken
// row is told apart from a broken file, so that one bad row in three million
// is reported with its line number and the rest is still read, and an unclosed
// quote or an endless line cannot swallow the file or the memory.
//
// One line is one row: a value cannot hold a line break.
package tabular

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// MaxLine is the longest line that is read, in bytes. The widest official row
// known (ONSPD) has about 600.
const MaxLine = 64 << 10

// LineError says why one line could not be read. Reading can go on after it.
type LineError struct {
	No     int // the line of the file, from 1
	Reason string
}

func (e *LineError) Error() string { return fmt.Sprintf("line %d: %s", e.No, e.Reason) }

// Reader gives the rows of a CSV file in order.
type Reader struct {
	in     *bufio.Reader
	no     int
	fields []string
}

// NewReader reads UTF-8 text; a byte order mark at its start is passed over.
func NewReader(r io.Reader) *Reader {
	in := bufio.NewReaderSize(r, MaxLine)
	if start, _ := in.Peek(3); bytes.Equal(start, []byte("\xef\xbb\xbf")) {
		_, _ = in.Discard(3)
	}
	return &Reader{in: in}
}

// Line is the number of the line that was read last, from 1.
func (r *Reader) Line() int { return r.no }

// Read gives the values of the next line that is not blank. The slice is used
// again by the next call; the strings in it may be kept. The error is io.EOF at
// the end, a *LineError for a line that cannot be understood (read on), or what
// went wrong with the file itself (stop).
func (r *Reader) Read() ([]string, error) {
	for {
		line, err := r.line()
		if err != nil {
			return nil, err
		}
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if !utf8.Valid(line) || bytes.IndexByte(line, 0) >= 0 {
			return nil, &LineError{r.no, "the text is not UTF-8"}
		}
		reason := r.split(string(line))
		if reason != "" {
			return nil, &LineError{r.no, reason}
		}
		return r.fields, nil
	}
}

// line gives the next line without its ending.
func (r *Reader) line() ([]byte, error) {
	line, err := r.in.ReadSlice('\n')
	if len(line) > 0 {
		r.no++
	}
	if errors.Is(err, bufio.ErrBufferFull) {
		return nil, r.passOver()
	}
	if err != nil && !(errors.Is(err, io.EOF) && len(line) > 0) {
		return nil, err
	}
	return bytes.TrimRight(line, "\r\n"), nil
}

// passOver reads to the end of a line that is too long and says so.
func (r *Reader) passOver() error {
	for {
		_, err := r.in.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		return &LineError{r.no, fmt.Sprintf("the line is longer than %d characters", MaxLine)}
	}
}

// split cuts a line into r.fields, or says in words why it cannot.
func (r *Reader) split(line string) (reason string) {
	r.fields = r.fields[:0]
	for {
		value, rest, more, reason := next(line)
		if reason != "" {
			return reason
		}
		r.fields = append(r.fields, value)
		if !more {
			return ""
		}
		line = rest
	}
}

// next takes the first value off a line.
func next(line string) (value, rest string, more bool, reason string) {
	if !strings.HasPrefix(line, `"`) {
		value, rest, more = strings.Cut(line, ",")
		return value, rest, more, ""
	}
	line = line[1:]
	end := strings.IndexByte(line, '"')
	if end < 0 {
		return "", "", false, "a quotation mark is opened and not closed"
	}
	value, rest = line[:end], line[end+1:]
	for strings.HasPrefix(rest, `"`) { // "" inside quotes is one quotation mark
		end = strings.IndexByte(rest[1:], '"')
		if end < 0 {
			return "", "", false, "a quotation mark is opened and not closed"
		}
		value += `"` + rest[1:1+end]
		rest = rest[2+end:]
	}
	switch {
	case rest == "":
		return value, "", false, ""
	case rest[0] == ',':
		return value, rest[1:], true, ""
	}
	return "", "", false, "there is text after a closing quotation mark"
}
