// Package tabular reads the large CSV files of official publishers one row at
// a time. It differs from encoding/csv where those files need it to: a broken
// row is told apart from a broken file, so that one bad row in three million
// is reported with its line number and the rest is still read, and an unclosed
// quote or an endless line cannot swallow the file or the memory.
//
// One line is one row: a value cannot hold a line break.
//
// Columns that a caller does not keep are passed over unread: no value of them is
// ever made, and nothing that is kept holds on to their bytes. That is how a named
// person in an official list is left out.
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
	in        *bufio.Reader
	separator string
	quotes    bool
	no        int
	whole     bool // the line that was read last had an ending
	fields    []string
	keep      []bool // by column; nil: all
}

// NewReader reads UTF-8 text; a byte order mark at its start is passed over.
func NewReader(r io.Reader) *Reader {
	in := bufio.NewReaderSize(r, MaxLine)
	if start, _ := in.Peek(3); bytes.Equal(start, []byte("\xef\xbb\xbf")) {
		_, _ = in.Discard(3)
	}
	return &Reader{in: in, separator: ",", quotes: true}
}

// NewSeparated reads values that a separator stands between and that are never
// quoted: a quotation mark in them is one.
func NewSeparated(r io.Reader, separator string) *Reader {
	in := NewReader(r)
	in.separator, in.quotes = separator, false
	return in
}

// Keep passes over all columns but these, counted from 0, from the next line on:
// their values are given as "".
func (r *Reader) Keep(columns ...int) {
	r.keep = []bool{}
	for _, c := range columns {
		r.keep = append(r.keep, make([]bool, max(0, c+1-len(r.keep)))...)
		r.keep[c] = true
	}
}

// Line is the number of the line that was read last, from 1.
func (r *Reader) Line() int { return r.no }

// Whole reports whether the line that was read last had an ending. The last line
// of a file that was cut off has none.
func (r *Reader) Whole() bool { return r.whole }

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
		if !utf8.Valid(line) {
			return nil, &LineError{r.no, NotUTF8}
		}
		if bytes.IndexByte(line, 0) >= 0 {
			return nil, &LineError{r.no, NotUTF8 + ": there is a zero byte in it"}
		}
		reason := r.split(line)
		if reason != "" {
			return nil, &LineError{r.no, reason}
		}
		return r.fields, nil
	}
}

// NotUTF8 is the reason of a line in another encoding.
const NotUTF8 = "the text is not UTF-8"

// line gives the next line without its ending.
func (r *Reader) line() ([]byte, error) {
	line, err := r.in.ReadSlice('\n')
	if len(line) > 0 {
		r.no++
		r.whole = err == nil
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
		r.whole = err == nil
		return &LineError{r.no, fmt.Sprintf("the line is longer than %d characters", MaxLine)}
	}
}

// split cuts a line into r.fields, or says in words why it cannot. All values
// share one copy of the line, unless some columns are passed over: then each value
// is a copy of its own.
func (r *Reader) split(line []byte) (reason string) {
	r.fields = r.fields[:0]
	shared := ""
	if r.keep == nil {
		shared = string(line)
	}
	for at := 0; ; {
		v, reason := r.next(line, at)
		if reason != "" {
			return reason
		}
		r.fields = append(r.fields, r.value(line, shared, v))
		if v.last {
			return ""
		}
		at = v.next
	}
}

// span is where a value stands in a line.
type span struct {
	from, to, next int
	doubled        bool // there are doubled quotation marks in it
	last           bool
}

func (r *Reader) value(line []byte, shared string, v span) string {
	value := ""
	switch column := len(r.fields); {
	case r.keep == nil:
		value = shared[v.from:v.to]
	case column < len(r.keep) && r.keep[column]:
		value = string(line[v.from:v.to])
	}
	if v.doubled {
		value = strings.ReplaceAll(value, `""`, `"`)
	}
	return value
}

// next finds the value that begins at a place of a line.
func (r *Reader) next(line []byte, at int) (v span, reason string) {
	rest := line[at:]
	if !r.quotes || !bytes.HasPrefix(rest, []byte{'"'}) {
		end := bytes.Index(rest, []byte(r.separator))
		if end < 0 {
			return span{from: at, to: len(line), last: true}, ""
		}
		return span{from: at, to: at + end, next: at + end + len(r.separator)}, ""
	}
	v.from = at + 1
	for v.to = v.from; ; v.to += 2 { // "" inside quotes is one quotation mark
		end := bytes.IndexByte(line[v.to:], '"')
		if end < 0 {
			return span{}, "a quotation mark is opened and not closed on this line"
		}
		v.to += end
		if !bytes.HasPrefix(line[v.to+1:], []byte{'"'}) {
			break
		}
		v.doubled = true
	}
	switch after := line[v.to+1:]; {
	case len(after) == 0:
		v.last = true
	case bytes.HasPrefix(after, []byte(r.separator)):
		v.next = v.to + 1 + len(r.separator)
	default:
		return span{}, "there is text after a closing quotation mark"
	}
	return v, ""
}
