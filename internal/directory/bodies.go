package directory

import (
	"candour/internal/places"
)

// Bodies are organisations that answer for areas. Every load of services, and of
// postcodes, makes sure first that those of its countries are there, with their
// further codes, their days, what they are a part of and who took over from them.
func Bodies(bodies []places.Body) Rows {
	return func(yield func(Row, error) bool) {
		for _, b := range bodies {
			main := bodyCode(b)
			o := Organisation{Scheme: main.Scheme, Code: main.Value, Name: b.Name, Kind: b.Kind, OpenedOn: b.OpenedOn, Parent: within(b, bodies)}
			for _, i := range b.Identifiers {
				o.Also = append(o.Also, Code{schemeOf(i), i.Value})
			}
			o.ClosedOn = dayAfter(b.ClosedOn)
			if len(b.Successors) == 1 { // of several none took over the whole: flow's Router asks places which of them did
				o.Successor = Code{SchemeONS, b.Successors[0]}
			}
			if !yield(Row{Organisation: &o}, nil) {
				return
			}
		}
	}
}

// bodyCode is the code of a body: in England the NHS's own where nobody here knows the one
// of the Office for National Statistics. Once that is known both lead to one organisation.
func bodyCode(b places.Body) Code {
	if b.Country == places.England && !areaCode.MatchString(b.Code) {
		return Code{SchemeODS, b.Code}
	}
	return Code{SchemeONS, b.Code}
}

// schemeOf is the scheme of a further code. One that a body had before is a code of
// the same office as the one it has: under that it may be stored, and it must be
// found by it, or it would be made a second time.
func schemeOf(i places.Identifier) string {
	if i.Scheme == places.SchemeFormer {
		return SchemeONS
	}
	return i.Scheme
}

// within is what a body is a part of: of several, the one that is in force.
func within(b places.Body, bodies []places.Body) Code {
	parent := Code{}
	for _, code := range b.Within {
		for _, p := range bodies {
			if p.Code == code && (parent.Value == "" || p.ClosedOn.IsZero()) {
				parent = Code{SchemeONS, code}
			}
		}
	}
	return parent
}

// BodiesOf are the bodies of countries that come with the program.
func BodiesOf(countries ...string) Rows {
	var all []places.Body
	for _, country := range countries {
		all = append(all, places.Bodies(country)...)
	}
	return Bodies(all)
}
