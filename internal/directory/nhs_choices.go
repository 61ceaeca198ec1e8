package directory

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding/charmap"

	"candour/internal/tabular"
)

// choicesMark stands between the values of the lists of NHS Choices.
const choicesMark = "¬"

// choicesNames are the columns that are read. E-mail addresses and fax numbers are
// passed over.
var choicesNames = map[string][]string{
	"code": {"organisationcode"}, "name": {"organisationname"}, "type": {"subtype", "organisationtype"}, "sector": {"sector"}, "status": {"organisationstatus"},
	"address 1": {"address1"}, "address 2": {"address2"}, "address 3": {"address3"}, "city": {"city"}, "county": {"county"}, "postcode": {"postcode"},
	"latitude": {"latitude"}, "longitude": {"longitude"}, "parent": {"parentodscode"}, "parent name": {"parentname"}, "phone": {"phone"}, "website": {"website"},
}

// ReadNHSChoices reads the list of hospitals of NHS Choices: in Windows-1252, or
// UTF-8 if somebody has saved it anew.
func ReadNHSChoices(r io.Reader) Rows { return readNHSChoices(r, &notes{}) }

func readNHSChoices(r io.Reader, n *notes) Rows {
	buffered := bufio.NewReaderSize(r, 4096)
	start, _ := buffered.Peek(1024)
	r = buffered
	if !bytes.Contains(start, []byte(choicesMark)) {
		r = charmap.Windows1252.NewDecoder().Reader(buffered)
	}
	in := tabular.NewSeparated(r, choicesMark)
	h, err := findHeader(in, 1, choicesNames, []string{"code", "name", "parent"}, func(string) {})
	if err != nil {
		return failed(fmt.Errorf("this is not a list of NHS Choices: %w", err))
	}
	h.keep(in)
	c := choices{h, n, newKinds{}}
	return h.doubt(false, readLines(in, h.columns, c.row))
}

type choices struct {
	header
	notes *notes
	kinds newKinds
}

func (c *choices) row(_ int, fields []string) Row {
	value := func(column string) string { return c.value(fields, column) }
	s := Service{Scheme: SchemeODS, Code: strings.ToUpper(value("code")), Name: tidy(value("name")), Kind: kindOf(value("type")),
		Phone: phone(value("phone")), Website: website(value("website")), Open: true, FillsOnly: true} // it is no register: the codes are those of the NHS
	row := Row{Service: &s}
	switch {
	case !odsLike.MatchString(s.Code):
		return Row{Refused: "it has no code, or one that is not understood"}
	case s.Name == "":
		return Row{Refused: s.Code + " has no name"}
	case value("status") != "" && !strings.EqualFold(value("status"), "Visible"):
		return Row{Refused: fmt.Sprintf("%s is not shown by NHS Choices: its status is %q", s.Code, value("status"))}
	}
	if strings.HasPrefix(value("sector"), "Independent") {
		s.Review = "yes" // private and third-sector providers have service review
	}
	s.Aliases = knownAliases()[s.Code]
	lines := addressLines(value("address 1"), value("address 2"), value("address 3"), value("city"), value("county"))
	s.Address, s.Town = strings.Join(lines, ", "), tidy(value("city"))
	if s.Town == "" {
		s.Town = town(lines)
	}
	var odd, nowhere string
	s.Postcode, odd = britishPostcode(value("postcode"))
	s.Latitude, s.Longitude, nowhere = positionOf(value("latitude"), value("longitude"))
	for _, doubt := range []string{odd, nowhere, c.kinds.doubt(s.Kind)} {
		if doubt != "" {
			row.Doubts = append(row.Doubts, s.Code+": "+doubt)
		}
	}
	if parent := strings.ToUpper(value("parent")); odsLike.MatchString(parent) {
		s.Organisation = Code{SchemeODS, parent}
		if name := tidy(value("parent name")); name != "" {
			row.Organisation = &Organisation{Scheme: SchemeODS, Code: parent, Name: name, Kind: "provider", Mentioned: true}
		} else {
			s.Optional = true
		}
	}
	c.notes.town(&s)
	return row
}
