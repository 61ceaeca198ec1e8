package directory

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"candour/internal/tabular"
)

// startOf gives the beginning of a file.
func startOf(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, errors.New("there is no such file, or it can't be read")
	}
	defer func() { _ = f.Close() }()
	if about, err := f.Stat(); err == nil && about.IsDir() {
		return nil, errors.New("this is a folder: name the file in it")
	}
	start := make([]byte, 64<<10)
	n, err := io.ReadFull(f, start)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("reading the file: %w", err)
	}
	return start[:n], nil
}

// looksWrong says what a file is, if it is something else than it is said to be.
func looksWrong(start []byte, want format) error {
	switch is := looksLike(start); {
	case len(bytes.TrimSpace(start)) == 0:
		return errors.New("the file is empty")
	case is == "" || is == want.name:
		return nil
	case want.name == FormatTable && is == FormatCQC:
		return nil // a list with a name in it may be taken for a table, if the operator says so
	case is == "postcodes":
		return errors.New("this looks like a file of postcodes: load it with candour import postcodes")
	case strings.Contains(is, " "):
		return errors.New(is)
	default:
		f, _ := formatCalled(is)
		return fmt.Errorf("this looks like %s: say --as %s", f.what, f.name)
	}
}

// What a file may turn out to be that is no list at all.
const (
	isZip         = "this is a zip file or a spreadsheet: take the list out of it, or save it as CSV (UTF-8), and load that"
	isWeb         = "this is a page of the web and no list: the download went wrong"
	isPacked      = "this is a packed file (gzip): unpack it, and load what is in it"
	isPDF         = "this is a PDF: load the list as CSV (UTF-8)"
	isJSON        = "this is JSON and no CSV: load the list as CSV (UTF-8)"
	isOldMac      = "its lines end as they did on old Macs (CR alone): save the file as CSV (UTF-8) and load that"
	isWide        = "line 1: this text is UTF-16 and not UTF-8: save the file as CSV (UTF-8) and load that"
	isPracticeMap = "this is the map of general practices that comes with their numbers of patients: it has no addresses, and its commissioners are those of one month. " +
		"Load the practices with their commissioners from epraccur, with --as ods"
	isData = "this is no text, or in an encoding that is not known: save the list as CSV (UTF-8) and load that"
)

// looksLike names the format that the beginning of a file has, or says what it is
// instead; "" when nothing tells.
func looksLike(start []byte) string {
	head := bytes.TrimPrefix(start, []byte("\xef\xbb\xbf"))
	trimmed := bytes.ToLower(bytes.TrimSpace(head[:min(len(head), 200)]))
	switch {
	case bytes.HasPrefix(start, []byte("PK\x03\x04")), bytes.HasPrefix(start, []byte("PK\x05\x06")), bytes.HasPrefix(start, []byte{0xd0, 0xcf, 0x11, 0xe0}):
		return isZip
	case bytes.HasPrefix(trimmed, []byte("<!doctype")), bytes.HasPrefix(trimmed, []byte("<html")):
		return isWeb
	case bytes.HasPrefix(start, []byte{0xff, 0xfe}), bytes.HasPrefix(start, []byte{0xfe, 0xff}):
		return isWide
	case bytes.HasPrefix(start, []byte{0x1f, 0x8b}):
		return isPacked
	case bytes.HasPrefix(start, []byte("%PDF")):
		return isPDF
	case noText(start[:min(len(start), 4096)]):
		return isData
	case bytes.HasPrefix(trimmed, []byte("{")), bytes.HasPrefix(trimmed, []byte("[{")):
		return isJSON
	case bytes.IndexByte(start, '\r') >= 0 && bytes.IndexByte(start, '\n') < 0:
		return isOldMac
	}
	first, _, _ := bytes.Cut(head, []byte("\n"))
	if rest, is := bytes.CutPrefix(first, []byte("OrganisationID")); is && (bytes.HasPrefix(rest, []byte(choicesMark)) || bytes.HasPrefix(rest, []byte{0xac})) {
		return FormatChoices
	}
	return looksLikeTable(head)
}

// noText reports whether there are more than a few bytes that stand in no text.
func noText(start []byte) bool {
	n := 0
	for _, b := range start {
		if b < ' ' && b != '\t' && b != '\n' && b != '\r' {
			n++
		}
	}
	return n > 3
}

// looksLikeTable reads the first lines as CSV.
func looksLikeTable(head []byte) string {
	in := tabular.NewReader(bytes.NewReader(head))
	for no := range 10 {
		fields, err := in.Read()
		var bad *tabular.LineError
		if errors.As(err, &bad) {
			continue
		}
		if err != nil {
			return ""
		}
		names := "|" + strings.ToLower(strings.Join(fields, "|")) + "|"
		has := func(name string) bool { return strings.Contains(names, "|"+name+"|") }
		switch {
		case len(fields) == odsColumns && no == 0 && (isNumber(fields[odsOpened]) || fields[odsOpened] == "") && utf8.RuneCountInString(fields[0]) <= 12:
			return FormatODS
		case has("practice_code") && has("pcn_code"):
			return isPracticeMap
		case has("hospitalcode"):
			return FormatPHS
		case has("pcds"), has("pcd7"), has("pcd8"), has("pcd2"):
			return "postcodes"
		case has("cqc_id"), has("location id"), strings.Contains(names, "|cqc location id"):
			return FormatCQC
		case no == 0 && has("name") && (has("scheme") || has("what") || has("code")):
			return FormatTable
		}
	}
	return ""
}
