package directory

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"io"
	"regexp"
	"strings"
	"time"

	"candour/internal/tabular"
)

// cqcNames are the columns of the lists of the Care Quality Commission that are
// read, and what the directory, the active locations and what councils publish of
// them call those. All others are passed over unread: among them are the names of
// registered managers and of nominated individuals, which must come nowhere.
var cqcNames = map[string][]string{
	"id":        {"cqc location id (for office use only)", "cqc location id", "location id", "cqc_id"},
	"name":      {"name", "location name"},
	"aliases":   {"also known as", "location also known as"},
	"ods":       {"location ods code", "ods code"},
	"type":      {"service types", "location primary inspection category", "primary inspection category", "type"},
	"care home": {"care home?", "care home"},
	"sector":    {"location type/sector", "type/sector"},
	"address":   {"address"},
	"street":    {"location street address", "street address", "street"},
	"line 2":    {"location address line 2", "address line 2", "line 2"},
	"city":      {"location city", "city"},
	"county":    {"location county", "county"},
	"postcode":  {"postcode", "location postal code", "postal code"},
	"latitude":  {"location latitude", "latitude", "lat"},
	"longitude": {"location longitude", "longitude", "long", "lon"},
	"phone":     {"phone number", "location telephone number", "telephone number", "telephone"},
	"website":   {"service's website (if available)", "location web address", "web address", "website", "web"},
	"council":   {"area_code"},
	"opened":    {"location hsca start date", "hsca start date"},
	"checked":   {"date of latest check", "publication date", "inspection_date"},
	"provider":  {"provider id", "cqc provider id (for office use only)", "cqc provider id"},
	"run by":    {"provider name", "provider"},
}

// ReadCQC reads the care directory, the active locations (saved as CSV) or what a
// council publishes of them. The location is the service, its provider the
// organisation.
func ReadCQC(r io.Reader) Rows { return readCQC(r, &notes{}) }

func readCQC(r io.Reader, n *notes) Rows {
	in := tabular.NewReader(r)
	h, err := findHeader(in, 10, cqcNames, []string{"id", "name"}, func(line string) { n.day(dayWithin(line)) })
	if err != nil {
		return failed(fmt.Errorf("this is not a list of the Care Quality Commission: %w", err))
	}
	h.keep(in)
	c := cqc{h, n, map[string]int{}, newKinds{}}
	return h.doubt(false, readLines(in, h.columns, c.row))
}

// cqc is one reading of a list.
type cqc struct {
	header
	notes *notes
	ods   map[string]int // codes of the NHS that were on a line already
	kinds newKinds
}

// cqcCode is the shape of a code of the Commission. Where there is none, the code
// of an NHS trust or of its site stands in its place.
var (
	cqcCode = regexp.MustCompile(`^1-\d{3,12}$`)
	odsLike = regexp.MustCompile(`^[A-Z0-9]{3,10}$`)
)

func codeOf(text string) (Code, bool) {
	text = strings.ToUpper(text)
	switch {
	case cqcCode.MatchString(text):
		return Code{SchemeCQC, text}, true
	case odsLike.MatchString(text):
		return Code{SchemeODS, text}, true
	}
	return Code{}, false
}

func (c *cqc) row(no int, fields []string) Row {
	value := func(column string) string { return c.value(fields, column) }
	code, ok := codeOf(value("id"))
	if !ok {
		return Row{Refused: "it has no location ID, or one that is not understood"}
	}
	s := Service{Scheme: code.Scheme, Code: code.Value, Name: tidy(value("name")), Kind: c.kind(fields), Phone: phone(value("phone")),
		Website: website(value("website")), OpenedOn: dayIn(value("opened")), Open: true}
	row := Row{Service: &s}
	doubt := func(format string, values ...any) {
		row.Doubts = append(row.Doubts, s.Code+": "+fmt.Sprintf(format, values...))
	}
	if s.Name == "" {
		return Row{Refused: s.Code + " has no name"}
	}
	if other := tidy(value("aliases")); other != "" {
		s.Aliases = []string{other}
	}
	if strings.HasPrefix(value("sector"), "Independent Healthcare") {
		s.Review = "yes"
	}
	c.place(&s, fields, doubt)
	c.join(&s, no, value("ods"), doubt)
	c.runBy(&row, fields)
	for _, column := range []string{"opened", "checked"} {
		c.notes.day(dayIn(value(column)))
	}
	c.notes.town(&s)
	return row
}

func (c *cqc) kind(fields []string) string {
	if strings.HasPrefix(strings.ToUpper(c.value(fields, "care home")), "Y") {
		return "care home"
	}
	return kindOf(c.value(fields, "type"))
}

func (c *cqc) place(s *Service, fields []string, doubt func(string, ...any)) {
	value := func(column string) string { return c.value(fields, column) }
	parts := []string{value("street"), value("line 2"), value("city"), value("county")}
	if whole := value("address"); whole != "" {
		parts = strings.Split(whole, ",")
	}
	lines := addressLines(parts...)
	s.Address, s.Town = strings.Join(lines, ", "), cmp.Or(tidy(value("city")), town(lines))
	var odd, nowhere string
	s.Postcode, odd = britishPostcode(value("postcode"))
	s.Latitude, s.Longitude, nowhere = positionOf(value("latitude"), value("longitude"))
	for _, d := range []string{odd, nowhere, c.kinds.doubt(s.Kind)} {
		if d != "" {
			doubt("%s", d)
		}
	}
	if area := value("council"); area != "" {
		if s.Council = area; !areaCode.MatchString(area) {
			doubt("the council area %q is not a code; it is left out", area)
			s.Council = ""
		}
	}
}

var areaCode = regexp.MustCompile(`^[A-Z]\d{8}$`)

// join adds the code that the NHS has for the same place.
func (c *cqc) join(s *Service, no int, ods string, doubt func(string, ...any)) {
	ods = strings.ToUpper(ods)
	if ods == "" || s.Scheme == SchemeODS {
		return
	}
	if !odsLike.MatchString(ods) {
		doubt("the code of the NHS, %q, is not understood; it is left out", ods)
		return
	}
	if first, twice := c.ods[ods]; twice {
		doubt("the code %s of the NHS is already on line %d; it is left out here", ods, first)
		return
	}
	c.ods[ods] = no
	s.Also = []Code{{SchemeODS, ods}}
}

// runBy adds who runs the place. Some lists have only a name: it is a code, too.
func (c *cqc) runBy(row *Row, fields []string) {
	name := tidy(c.value(fields, "run by"))
	code, ok := codeOf(c.value(fields, "provider"))
	if !ok {
		if name == "" {
			return
		}
		code = Code{SchemeLocal, codeByName(name)}
	}
	row.Service.Organisation = code
	if name == "" {
		row.Service.Optional = true
		return
	}
	row.Organisation = &Organisation{Scheme: code.Scheme, Code: code.Value, Name: name, Kind: "provider", Mentioned: true, Renames: code.Scheme == SchemeCQC}
}

// codeByName makes a code out of names, for what has none.
func codeByName(names ...string) string {
	return shortCode(slug(strings.Join(names, " ")), 40)
}

// shortCode cuts a code to a length, and still tells it from others that begin so.
func shortCode(code string, most int) string {
	if len(code) <= most {
		return code
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(code))
	return fmt.Sprintf("%s-%08x", strings.TrimRight(code[:most-9], "-"), h.Sum32())
}

// dayWithin finds a day in a line of words.
func dayWithin(line string) time.Time {
	words := strings.Fields(strings.NewReplacer(",", " ", `"`, " ", ":", " ", "(", " ", ")", " ").Replace(line))
	for i := range words {
		for _, n := range []int{3, 1} {
			if i+n <= len(words) {
				if at := dayIn(strings.Join(words[i:i+n], " ")); !at.IsZero() {
					return at
				}
			}
		}
	}
	return time.Time{}
}
