package places

import (
	"slices"
	"time"
)

// Kinds of bodies, as organisations are sorted everywhere in Candour.
const (
	Board        = "board"
	Partnership  = "partnership"
	Commissioner = "commissioner"
	Provider     = "provider"
)

// The countries of the United Kingdom, by the codes of the Office for National
// Statistics.
const (
	England         = "E92000001"
	Scotland        = "S92000003"
	Wales           = "W92000004"
	NorthernIreland = "N92000002"
)

// Schemes of further codes of a body.
const (
	SchemeODS    = "ods"    // of the NHS Organisation Data Service: QHM, 16C, 7A4
	SchemeFormer = "former" // a code of the Office for National Statistics the body had before
)

// Identifier is a further code of a body.
type Identifier struct{ Scheme, Value string }

// Body is an organisation that answers for an area.
type Body struct {
	Code string // of the Office for National Statistics: S08000020
	Name string
	Kind string // Board, Partnership, Commissioner or Provider
	Why  string // a sentence on why it answers; it names the council at most, never the postcode

	Country     string // S92000003
	What        string // what it is called in a sentence: "health board"
	Identifiers []Identifier
	OpenedOn    time.Time // zero: before anything Candour knows of
	ClosedOn    time.Time // its last day; zero while it is in force
	Successors  []string  // the codes of those that took over from it
	Within      []string  // the codes of the bodies it is or was a part of; which one on a day, their dates say
}

// On says whether a body was in force on a day.
func (b Body) On(day time.Time) bool { return !b.opensAfter(day) && !b.endedBefore(day) }

func (b Body) opensAfter(day time.Time) bool {
	return !b.OpenedOn.IsZero() && date(day) < date(b.OpenedOn)
}

func (b Body) endedBefore(day time.Time) bool {
	return !b.ClosedOn.IsZero() && date(day) > date(b.ClosedOn)
}

// date is a day that can be compared without its hours and zone.
func date(t time.Time) string { return t.Format(time.DateOnly) }

// asFormer are the codes of a body that goes on under another code.
func (b Body) asFormer(code string) (all []Identifier) {
	for _, i := range append([]Identifier{{SchemeFormer, b.Code}}, b.Identifiers...) {
		if i.Value != code {
			all = append(all, i)
		}
	}
	return all
}

// appendNew adds identifiers whose value is not there yet.
func appendNew(all []Identifier, more ...Identifier) []Identifier {
	all = slices.Clone(all)
	for _, i := range more {
		if !slices.ContainsFunc(all, func(have Identifier) bool { return have.Value == i.Value }) {
			all = append(all, i)
		}
	}
	return all
}
