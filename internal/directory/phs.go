package directory

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"candour/internal/places"
	"candour/internal/tabular"
)

// phsColumns are the columns of the list that are read. The rest (statistical
// zones, and a qualifier beside each line of the address) is passed over.
var phsColumns = []string{"HospitalCode", "HospitalName", "AddressLine1", "AddressLine2", "AddressLine3",
	"AddressLine4", "Postcode", "HealthBoard", "HSCP", "CouncilArea"}

// ParsePHS reads the "Hospital codes" list of Public Health Scotland. The
// organisations are the 14 boards and 31 partnerships of Scotland, whichever of
// them the list names. A row that cannot be understood is named in Unreadable
// and the rest is read; the error is for a file that is not this list at all.
func ParsePHS(r io.Reader) (Parsed, error) {
	in := tabular.NewReader(r)
	p := phs{organisations: map[string]bool{}, lines: map[string]int{}}
	if err := p.header(in); err != nil {
		return Parsed{}, fmt.Errorf("reading the list of hospitals: %w", err)
	}
	for _, body := range places.Bodies(places.Scotland) {
		p.organisations[body.Code] = true
		p.Organisations = append(p.Organisations, Organisation{SchemeONS, body.Code, body.Name, body.Kind})
	}
	for {
		fields, err := in.Read()
		var bad *tabular.LineError
		switch {
		case errors.Is(err, io.EOF):
			fillTowns(p.Services)
			return p.Parsed, nil
		case errors.As(err, &bad):
			p.refuse(bad.No, bad.Reason)
		case err != nil:
			return Parsed{}, fmt.Errorf("reading the list of hospitals, after line %d: %w", in.Line(), err)
		default:
			p.row(in.Line(), fields)
		}
	}
}

// phs is one reading of the list.
type phs struct {
	Parsed
	at            map[string]int // column → place in a row
	columns       int
	organisations map[string]bool // the codes that are known
	lines         map[string]int  // code of a hospital → its line
}

func (p *phs) header(in *tabular.Reader) error {
	names, err := in.Read()
	if errors.Is(err, io.EOF) {
		return errors.New("the file is empty")
	}
	if err != nil {
		return fmt.Errorf("this is not the list of Public Health Scotland: %w", err)
	}
	p.at, p.columns = map[string]int{}, len(names)
	for _, column := range phsColumns {
		at := slices.IndexFunc(names, func(name string) bool { return strings.EqualFold(strings.TrimSpace(name), column) })
		if at < 0 {
			return fmt.Errorf("this is not the list of Public Health Scotland: its first line has no column %s", column)
		}
		p.at[column] = at
	}
	return nil
}

func (p *phs) refuse(no int, reason string) {
	p.Unreadable = append(p.Unreadable, Line{no, reason})
}

func (p *phs) doubt(no int, reason string) { p.Doubtful = append(p.Doubtful, Line{no, reason}) }

func (p *phs) row(no int, fields []string) {
	if len(fields) != p.columns {
		p.refuse(no, fmt.Sprintf("it has %d columns and the first line has %d", len(fields), p.columns))
		return
	}
	value := func(column string) string { return strings.TrimSpace(fields[p.at[column]]) }
	s := Service{
		Line: no, Scheme: SchemePHS, Code: strings.ToUpper(value("HospitalCode")), Name: tidy(value("HospitalName")),
		Kind: "hospital", Organisation: places.CurrentCode(value("HealthBoard")), Council: places.CurrentCode(value("CouncilArea")),
	}
	if reason := p.check(s); reason != "" {
		p.refuse(no, reason)
		return
	}
	p.lines[s.Code] = no
	lines := addressLines(value("AddressLine1"), value("AddressLine2"), value("AddressLine3"), value("AddressLine4"))
	s.Address, s.Town = strings.Join(lines, ", "), town(lines)
	s.Aliases = knownAliases()[s.Code]
	p.partner(&s, places.CurrentCode(value("HSCP")))
	p.place(&s, value("Postcode"))
	p.Services = append(p.Services, s)
}

// check says why a row cannot be a service.
func (p *phs) check(s Service) (reason string) {
	switch first, twice := p.lines[s.Code]; {
	case s.Code == "":
		return "it has no hospital code"
	case twice:
		return fmt.Sprintf("the code %s is already on line %d", s.Code, first)
	case s.Name == "":
		return fmt.Sprintf("%s has no name", s.Code)
	case !p.organisations[s.Organisation]:
		return fmt.Sprintf("%s has a health board that is not known", s.Code)
	}
	return ""
}

func (p *phs) partner(s *Service, code string) {
	if p.organisations[code] {
		s.Partners = []string{code}
		return
	}
	p.doubt(s.Line, s.Code+" has a partnership that is not known; it is left out")
}

func (p *phs) place(s *Service, postcode string) {
	if places.CouncilName(s.Council) == "" {
		p.doubt(s.Line, s.Code+" has a council area that is not known; it is left out")
		s.Council = ""
	}
	var ok bool
	if s.Postcode, ok = places.Written(postcode); !ok {
		p.doubt(s.Line, s.Code+" has no postcode, or one that is not understood; it is left out")
	}
}
