package places

import (
	"fmt"
	"regexp"
	"strings"
)

// Header says which kind of file was found and where its columns are. The
// Office for National Statistics renames the columns every year (oslaua,
// lad25cd, lad26cd), so the stems of the names are matched and not the names.
type Header struct {
	Kind    string // ONSPD, NSPL or NHSPD
	Columns int    // how many columns a row has

	Postcode, Ended, Council, Country string // the names found; for NHSPD what they are known as

	postcode, ended, council, country int // where they are, from 0
}

// String is the header for a report: "ONSPD, 53 columns (pcds, doterm, lad25cd, ctry25cd)".
func (h Header) String() string {
	return fmt.Sprintf("%s, %d columns (%s, %s, %s, %s)", h.Kind, h.Columns, h.Postcode, h.Ended, h.Council, h.Country)
}

var (
	councilColumn = regexp.MustCompile(`^(oslaua|laua|lad\d\dcd)$`)
	countryColumn = regexp.MustCompile(`^ctry(\d\dcd)?$`)
	endedColumn   = regexp.MustCompile(`^doterm$`)
	boardColumn   = regexp.MustCompile(`^(oshlthau|hlthau|hlth\d\dcd)$`)

	// Any of these holds the postcode, in various spacings; the first is taken.
	postcodeColumns = []string{"pcds", "pcd8", "pcd2", "pcd7", "pcd"}
)

// readHeader understands the first line of a file. It answers data = true for
// NHSPD, which has no header: that line is a row itself.
func readHeader(first []string) (h Header, data bool, err error) {
	if h, ok := nhspd(first); ok {
		return h, true, nil
	}
	names := make([]string, len(first))
	for i, name := range first {
		names[i] = strings.ToLower(strings.TrimSpace(name))
	}
	h = Header{Kind: "NSPL", Columns: len(names), postcode: -1}
	for _, want := range postcodeColumns {
		if h.postcode < 0 {
			h.postcode, h.Postcode = find(names, regexp.MustCompile("^"+want+"$"))
		}
	}
	h.ended, h.Ended = find(names, endedColumn)
	h.council, h.Council = find(names, councilColumn)
	h.country, h.Country = find(names, countryColumn)
	if at, _ := find(names, boardColumn); at >= 0 {
		h.Kind = "ONSPD" // NSPL has had no column for the health board since 2022
	}
	return h, false, h.missing()
}

// missing names the first column that a file of postcodes must have.
func (h Header) missing() error {
	for _, c := range []struct {
		at    int
		names string
	}{
		{h.postcode, "the postcode (pcds)"},
		{h.ended, "the month a postcode ended (doterm)"},
		{h.council, "the council (oslaua, laua or lad and a year, such as lad26cd)"},
		{h.country, "the country (ctry, or with a year, such as ctry26cd)"},
	} {
		if c.at < 0 {
			return fmt.Errorf("this is not an ONSPD, NSPL or NHSPD file: its first line has no column for %s", c.names)
		}
	}
	return nil
}

// nhspd recognises a row of the NHS Postcode Directory by its shape.
func nhspd(row []string) (Header, bool) {
	h := Header{Kind: "NHSPD", Columns: len(row), Postcode: "PCDS", Ended: "DOTERM", Council: "OSLAUA", Country: "CTRY",
		postcode: 1, ended: 3, council: 8, country: 12}
	if len(row) < 41 {
		return Header{}, false
	}
	_, ok := packed(row[h.postcode])
	return h, ok && gss.MatchString(row[h.council]) && gss.MatchString(row[h.country])
}

// gss is the shape of a code of the Office for National Statistics.
var gss = regexp.MustCompile(`^[A-Z]\d{8}$`)

func find(names []string, pattern *regexp.Regexp) (int, string) {
	for i, name := range names {
		if pattern.MatchString(name) {
			return i, name
		}
	}
	return -1, ""
}
