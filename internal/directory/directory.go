// Package directory knows the services people tell about and the organisations
// that run them: it reads the official lists, loads them into the database and
// finds a service by what people type.
//
// Reading is apart from loading. A reader of a format (ReadODS, ReadPHS, ReadCQC,
// ReadNHSChoices, ReadTable) turns the lines of a file into Rows and touches
// nothing; Load brings Rows into the database. Nothing in these files is about a
// person who tells a story, and where a list names a member of staff, that column
// is never read.
package directory

import (
	"iter"
	"time"

	"candour/internal/records"
)

// Schemes of codes: who gave a code out. A code is unique within its scheme, and
// is never given to anything else.
const (
	SchemeONS   = "ons"   // Office for National Statistics: areas and the bodies of areas
	SchemePHS   = "phs"   // Public Health Scotland: hospitals
	SchemeODS   = "ods"   // NHS Organisation Data Service: England and Wales
	SchemeCQC   = "cqc"   // Care Quality Commission: England
	SchemeLocal = "local" // the operator of this site
)

// Code is a code and who gave it out: ods:A81001.
type Code struct{ Scheme, Value string }

// String is the code as an operator writes it; "" for none.
func (c Code) String() string {
	if c.Value == "" {
		return ""
	}
	return c.Scheme + ":" + c.Value
}

// Row is what one line of a file says: of a service, of an organisation, of both
// (of a service and who runs it), or what is wrong with the line.
type Row struct {
	Line         int
	Organisation *Organisation
	Service      *Service
	Refused      string   // why the line was left out
	Doubts       []string // values that were not understood; the line was taken without them
}

// Rows hands on a file line by line. An error is about the file as a whole, and
// ends it.
type Rows = iter.Seq2[Row, error]

// Organisation runs services or answers for an area. An empty text, or a zero
// time, means that the file does not say; a load then leaves what is known as it is.
type Organisation struct {
	Scheme, Code string
	Name         string
	Kind         string // board, partnership, provider, commissioner …
	Also         []Code // further codes
	Aliases      []string
	Address      string
	Town         string
	Postcode     string
	Parent       Code
	Successor    Code
	OpenedOn     time.Time
	ClosedOn     time.Time // the first day it is no more: files give the last day it was, see dayAfter
	Open         bool      // the file says that it is open
	Links        []Link
	Renews       []records.LinkKind

	// Mentioned is for who is named beside a service: it may stand in many lines, is
	// made if nobody knows it, and is otherwise left as it is; unless the list is the
	// one that gave it its code, and Renames it.
	Mentioned, Renames bool
}

// Service is a place of care. What is empty the file does not say.
type Service struct {
	Scheme, Code string
	Name         string
	Also         []Code   // further codes
	Aliases      []string // other and former names
	Address      string   // all of it but the postcode: Pluscarden Road, Elgin, Morayshire
	Town         string   // Elgin
	Postcode     string   // as it is written: IV30 1SN
	Kind         string   // hospital
	Council      string   // the code of the council area it lies in
	Phone        string
	Website      string
	Organisation Code // who runs it; a part is run by whoever runs the whole
	Parent       Code // what it is a part of
	Successor    Code
	Latitude     float64
	Longitude    float64
	Treatments   []string // codes of treatment functions
	Review       string   // "yes" or "no": whether it has service review
	OpenedOn     time.Time
	ClosedOn     time.Time // as of an organisation
	Open         bool      // the file says that it is open
	Shut         bool      // the file says that it is closed, whether or not it says when
	Optional     bool      // it is taken also if nobody knows the organisation that runs it
	FillsOnly    bool      // the list fills in what nobody else says, and never says otherwise than another list
	Links        []Link
	Renews       []records.LinkKind // the kinds of links of which the file gives all there are

	// Made is for a code that was made here from name and postcode, because the file
	// has none.
	Made bool
}

// Link is who has to do with a service or an organisation, besides running it; or,
// with Area or ServiceKind, what the organisation itself has to do with those.
type Link struct {
	Kind         records.LinkKind
	Organisation Code
	Area         string
	ServiceKind  string
	Since, Until time.Time // the first day, and the first day no longer
	Unknown      string    // the name to make the organisation by, as a commissioner, if nobody knows it; "": leave the link out
	Source       string    // records.FromFile, or records.FromAdministrator for the operator's own table
}

// Line is a row of a file and what is wrong with it.
type Line struct {
	No     int    `json:"line"` // from 1
	Reason string `json:"reason"`
}

// Parsed is a whole file in memory: for the short lists that come with Candour.
type Parsed struct {
	Organisations []Organisation
	Services      []Service
	Lines         []int  // of the services
	Unreadable    []Line // rows that were left out
	Doubtful      []Line // rows that were taken, though a value in them was not
}

// Collect reads rows to their end.
func Collect(rows Rows) (Parsed, error) {
	var p Parsed
	for r, err := range rows {
		if err != nil {
			return Parsed{}, err
		}
		p.add(r)
	}
	return p, nil
}

func (p *Parsed) add(r Row) {
	if r.Refused != "" {
		p.Unreadable = append(p.Unreadable, Line{r.Line, r.Refused})
		return
	}
	if r.Organisation != nil {
		p.Organisations = append(p.Organisations, *r.Organisation)
	}
	if r.Service != nil {
		p.Services, p.Lines = append(p.Services, *r.Service), append(p.Lines, r.Line)
	}
	for _, doubt := range r.Doubts {
		p.Doubtful = append(p.Doubtful, Line{r.Line, doubt})
	}
}

// Rows hands on what was collected.
func (p Parsed) Rows() Rows {
	return func(yield func(Row, error) bool) {
		for i := range p.Organisations {
			if !yield(Row{Organisation: &p.Organisations[i]}, nil) {
				return
			}
		}
		for i := range p.Services {
			line := i + 1
			if i < len(p.Lines) {
				line = p.Lines[i]
			}
			if !yield(Row{Line: line, Service: &p.Services[i]}, nil) {
				return
			}
		}
		for _, l := range p.Unreadable {
			if !yield(Row{Line: l.No, Refused: l.Reason}, nil) {
				return
			}
		}
		for _, l := range p.Doubtful {
			if !yield(Row{Line: l.No, Doubts: []string{l.Reason}}, nil) {
				return
			}
		}
	}
}
