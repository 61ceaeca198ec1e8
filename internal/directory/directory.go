// Package directory knows the services people tell about and the organisations
// that run them: it reads the official lists, loads them into the database and
// finds a service by what people type.
//
// Reading is apart from loading. A reader of a format (ParsePHS) turns a file
// into Parsed and touches nothing; Import brings any Parsed into the database.
// Nothing in these files is about a person who tells a story.
package directory

import "time"

// Schemes of codes: who gave a code out. A code is unique within its scheme.
const (
	SchemeONS = "ons" // Office for National Statistics: areas and the bodies of areas
	SchemePHS = "phs" // Public Health Scotland: hospitals
)

// Parsed is the content of one official file, checked line by line.
type Parsed struct {
	Organisations []Organisation
	Services      []Service
	Unreadable    []Line // rows that were left out
	Doubtful      []Line // rows that were taken, though a value in them was not
}

// Line is a row of a file and what is wrong with it.
type Line struct {
	No     int // from 1
	Reason string
}

// Organisation runs services or answers for an area.
type Organisation struct {
	Scheme, Code string
	Name         string
	Kind         string // board, partnership …
}

// Service is a place of care. An empty text, or a zero time, means that the
// file does not say; a load then leaves what is known as it is.
type Service struct {
	Line         int // of the file
	Scheme, Code string
	Name         string
	Aliases      []string // other and former names
	Address      string   // all of it but the postcode: Pluscarden Road, Elgin, Morayshire
	Town         string   // Elgin
	Postcode     string   // as it is written: IV30 1SN
	Kind         string   // hospital
	Organisation string   // the code of the organisation that runs it
	Partners     []string // the codes of the partnerships that answer for it as well
	Council      string   // the code of the council area it lies in
	ClosedOn     time.Time
}
