package directory

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"candour/internal/places"
	"candour/internal/records"
	"candour/internal/tabular"
)

// phsColumns are the columns of the list that are read. The rest (statistical
// zones, and a qualifier beside each line of the address) is passed over.
var phsColumns = []string{"HospitalCode", "HospitalName", "AddressLine1", "AddressLine2", "AddressLine3",
	"AddressLine4", "Postcode", "HealthBoard", "HSCP", "CouncilArea"}

// ParsePHS reads the "Hospital codes" list of Public Health Scotland into memory.
// The organisations are the 14 boards and 31 partnerships of Scotland, whichever of
// them the list names. A row that cannot be understood is named in Unreadable and
// the rest is read; the error is for a file that is not this list at all.
func ParsePHS(r io.Reader) (Parsed, error) {
	p, err := Collect(ReadPHS(r))
	if err != nil {
		return Parsed{}, fmt.Errorf("reading the list of hospitals: %w", err)
	}
	bodies, err := Collect(Bodies(places.Bodies(places.Scotland)))
	p.Organisations = bodies.Organisations
	fillTowns(p.Services)
	return p, err
}

// ReadPHS reads the list line by line.
func ReadPHS(r io.Reader) Rows { return readPHS(r, &notes{}) }

func readPHS(r io.Reader, n *notes) Rows {
	in := tabular.NewReader(r)
	p := phs{organisations: map[string]bool{}, notes: n}
	columns, err := p.header(in)
	if err != nil {
		return failed(err)
	}
	for _, body := range places.Bodies(places.Scotland) {
		p.organisations[body.Code] = true
	}
	return readLines(in, columns, p.row)
}

// phs is one reading of the list.
type phs struct {
	at            map[string]int  // column → place in a row
	organisations map[string]bool // the codes that are known
	notes         *notes
}

func (p *phs) header(in *tabular.Reader) (columns int, err error) {
	names, err := in.Read()
	if errors.Is(err, io.EOF) {
		return 0, errors.New("the file is empty")
	}
	if err != nil {
		return 0, fmt.Errorf("this is not the list of Public Health Scotland: %w", err)
	}
	p.at = map[string]int{}
	for _, column := range phsColumns {
		at := slices.IndexFunc(names, func(name string) bool { return strings.EqualFold(strings.TrimSpace(name), column) })
		if at < 0 {
			return 0, fmt.Errorf("this is not the list of Public Health Scotland: its first line has no column %s", column)
		}
		p.at[column] = at
	}
	return len(names), nil
}

func (p *phs) row(no int, fields []string) Row {
	value := func(column string) string { return strings.TrimSpace(fields[p.at[column]]) }
	s := Service{Scheme: SchemePHS, Code: strings.ToUpper(value("HospitalCode")), Name: tidy(value("HospitalName")), Kind: "hospital",
		Organisation: Code{SchemeONS, places.CurrentCode(value("HealthBoard"))}, Council: places.CurrentCode(value("CouncilArea"))}
	if reason := p.check(s); reason != "" {
		return Row{Refused: reason}
	}
	row := Row{Service: &s}
	lines := addressLines(value("AddressLine1"), value("AddressLine2"), value("AddressLine3"), value("AddressLine4"))
	s.Address, s.Town = strings.Join(lines, ", "), town(lines)
	s.Aliases = knownAliases()[s.Code]
	p.partner(&row, places.CurrentCode(value("HSCP")))
	p.place(&row, value("Postcode"))
	p.notes.town(&s)
	return row
}

// check says why a row cannot be a service.
func (p *phs) check(s Service) (reason string) {
	switch {
	case s.Code == "":
		return "it has no hospital code"
	case s.Name == "":
		return fmt.Sprintf("%s has no name", s.Code)
	case !p.organisations[s.Organisation.Value]:
		return fmt.Sprintf("%s has a health board that is not known", s.Code)
	}
	return ""
}

func (p *phs) partner(row *Row, code string) {
	s := row.Service
	if p.organisations[code] {
		s.Links = []Link{{Kind: records.LinkPartners, Organisation: Code{SchemeONS, code}}}
		s.Renews = []records.LinkKind{records.LinkPartners}
		return
	}
	row.Doubts = append(row.Doubts, s.Code+" has a partnership that is not known; it is left out")
}

func (p *phs) place(row *Row, postcode string) {
	s := row.Service
	if places.CouncilName(s.Council) == "" {
		row.Doubts = append(row.Doubts, s.Code+" has a council area that is not known; it is left out")
		s.Council = ""
	}
	written, odd := britishPostcode(postcode)
	if s.Postcode = written; written == "" {
		odd = "it has no postcode, or one that is not understood; it is left out"
	}
	if odd != "" {
		row.Doubts = append(row.Doubts, s.Code+": "+odd)
	}
}
