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

	names map[column]string // the names found; for NHSPD what they are known as
	at    map[column]int    // where they are, from 0
}

// column is one of the columns that are read.
type column int

const (
	postcodeColumn column = iota
	endedColumn
	councilColumn
	countryColumn
	boardColumn
	subICBColumn
	icbColumn
	introducedColumn
	latitudeColumn
	longitudeColumn
	columns // those above have a name in the first line

	eastingColumn // of NHSPD alone, in place of latitude and longitude
	northingColumn
)

// stems match the names of each column through the years. NSPL has had no
// column for the health board since 2022, and no file before 2016 has one for
// the integrated care board or what was there before it.
var stems = [columns]*regexp.Regexp{
	postcodeColumn:   nil, // see postcodeNames
	endedColumn:      regexp.MustCompile(`^doterm$`),
	councilColumn:    regexp.MustCompile(`^(oslaua|laua|lad\d\dcd)$`),
	countryColumn:    regexp.MustCompile(`^ctry(\d\dcd)?$`),
	boardColumn:      regexp.MustCompile(`^(oshlthau|hlthau|hlth\d\dcd)$`),
	subICBColumn:     regexp.MustCompile(`^(sicbl|sicbl\d\dcd|ccg|ccg\d\dcd)$`),
	icbColumn:        regexp.MustCompile(`^(icb|icb\d\dcd|stp|stp\d\dcd)$`),
	introducedColumn: regexp.MustCompile(`^dointr$`),
	latitudeColumn:   regexp.MustCompile(`^lat$`),
	longitudeColumn:  regexp.MustCompile(`^long$`),
}

// Any of these holds the postcode, in various spacings; the first is taken.
var postcodeNames = []string{"pcds", "pcd8", "pcd2", "pcd7", "pcd"}

// String is the header for a report: "ONSPD, 53 columns (pcds, doterm, lad25cd, …)".
func (h Header) String() string {
	var found []string
	for c := range columns {
		if name := h.names[c]; name != "" {
			found = append(found, name)
		}
	}
	return fmt.Sprintf("%s, %d columns (%s)", h.Kind, h.Columns, strings.Join(found, ", "))
}

// value is what a row holds in a column, "" where the file has none.
func (h Header) value(fields []string, c column) string {
	if at, ok := h.at[c]; ok {
		return strings.TrimSpace(fields[at])
	}
	return ""
}

// readHeader understands the first line of a file. It answers data = true for
// NHSPD, which has no header: that line is a row itself.
func readHeader(first []string) (h Header, data bool, err error) {
	if h, ok := nhspd(first); ok {
		return h, true, nil
	}
	names := columnNames(first)
	h = Header{Kind: "NSPL", Columns: len(names), names: map[column]string{}, at: map[column]int{}}
	for i := len(postcodeNames) - 1; i >= 0; i-- {
		if err := h.find(postcodeColumn, names, regexp.MustCompile("^"+postcodeNames[i]+"$")); err != nil {
			return h, false, err
		}
	}
	for c := endedColumn; c < columns; c++ {
		if err := h.find(c, names, stems[c]); err != nil {
			return h, false, err
		}
	}
	if _, ok := h.at[boardColumn]; ok {
		h.Kind = "ONSPD"
	}
	return h, false, h.missing()
}

// find looks for a column; two that could be it are a file that was put together
// wrongly.
func (h Header) find(c column, names []string, stem *regexp.Regexp) error {
	found := false
	for i, name := range names {
		if !stem.MatchString(name) {
			continue
		}
		if found {
			return fmt.Errorf("the first line names one column twice: %s and %s", h.names[c], name)
		}
		h.names[c], h.at[c], found = name, i, true
	}
	return nil
}

// missing names the first column that a file of postcodes must have.
func (h Header) missing() error {
	for _, c := range []struct {
		at    column
		names string
	}{
		{postcodeColumn, "the postcode (pcds)"},
		{endedColumn, "the month a postcode ended (doterm)"},
		{councilColumn, "the council (oslaua, laua or lad and a year, such as lad26cd)"},
		{countryColumn, "the country (ctry, or with a year, such as ctry26cd)"},
	} {
		if _, ok := h.at[c.at]; !ok {
			return fmt.Errorf("this is not an ONSPD, NSPL or NHSPD file: its first line has no column for %s", c.names)
		}
	}
	return nil
}

// gss is the shape of a code of the Office for National Statistics.
var gss = regexp.MustCompile(`^[A-Z]\d{8}$`)
