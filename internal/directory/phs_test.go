package directory

import (
	"fmt"
	"strings"
	"testing"

	"candour/internal/records"
)

// hospitals reads the list that comes with Candour.
func hospitals(t testing.TB) Parsed {
	t.Helper()
	f, err := Hospitals()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	p, err := ParsePHS(f)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// hospital is one of them.
func hospital(t testing.TB, p Parsed, code string) Service {
	t.Helper()
	for _, s := range p.Services {
		if s.Code == code {
			return s
		}
	}
	t.Fatalf("there is no %s", code)
	return Service{}
}

func TestEveryHospitalOfScotlandIsRead(t *testing.T) {
	p := hospitals(t)
	if len(p.Services) != 274 || len(p.Organisations) != 45 || len(p.Unreadable) != 0 || len(p.Doubtful) != 0 {
		t.Fatalf("%d services, %d organisations, %v, %v", len(p.Services), len(p.Organisations), p.Unreadable, p.Doubtful)
	}
	for _, s := range p.Services {
		if s.Town == "" || s.Address == "" || s.Postcode == "" || s.Council == "" || len(s.Links) != 1 || s.Kind != "hospital" {
			t.Errorf("%+v", s)
		}
		if strings.Contains(s.Address+s.Town+s.Name, "  ") || strings.HasSuffix(s.Address, ", z") {
			t.Errorf("%+v", s)
		}
	}
	want := Service{Scheme: "phs", Code: "N411H", Name: "Dr Gray's Hospital", Aliases: []string{"A&E"},
		Address: "Pluscarden Road, Elgin, Morayshire", Town: "Elgin", Postcode: "IV30 1SN", Kind: "hospital",
		Organisation: Code{"ons", "S08000020"}, Council: "S12000020",
		Links:  []Link{{Kind: "partners", Organisation: Code{"ons", "S37000019"}}},
		Renews: []records.LinkKind{"partners"}}
	if got := hospital(t, p, "N411H"); fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
		t.Errorf("\n%+v\n%+v", got, want)
	}
}

func TestTheTownIsTakenFromTheLinesOfTheAddress(t *testing.T) {
	p := hospitals(t)
	for code, want := range map[string]string{
		"A105H": "Kilmarnock",  // a county comes after it
		"N101H": "Aberdeen",    // the second line
		"G106H": "Glasgow",     // and a postcode of seven characters with two spaces
		"T312H": "Brechin",     // By Brechin
		"H214H": "Broadford",   // an island comes after it
		"S317H": "Bathgate",    // West Lothian comes after it
		"N184H": "Aberdeen",    // the address ends in a street: from the others in AB15
		"S312H": "Edinburgh",   // the address is a county
		"R103H": "Kirkwall",    // Orkney
		"N181H": "Banchory",    // the only line
		"H227H": "Craignure",   // Isle Of Mull
		"C114H": "Rothesay",    //
		"A216H": "Girvan",      //
		"S206H": "Edinburgh",   // the fourth line
		"W107H": "Stornoway",   //
		"H101H": "Thurso",      //
		"V216H": "Sauchie",     //
		"B120H": "Melrose",     //
		"T317H": "Dundee",      //
		"A101H": "Lamlash",     //
		"G302H": "Glasgow",     //
		"H219H": "Invergordon", //
	} {
		if got := hospital(t, p, code).Town; got != want {
			t.Errorf("%s: %q, not %q", code, got, want)
		}
	}
}

const phsHeader = "\ufeff_id,HospitalCode,HospitalName,AddressLine1,AddressLine2,AddressLine2QF,AddressLine3,AddressLine3QF," +
	"AddressLine4,AddressLine4QF,Postcode,HealthBoard,HSCP,CouncilArea,IntermediateZone,DataZone\n"

func TestABrokenRowIsNamedAndTheRestIsRead(t *testing.T) {
	row := func(code, name, postcode, board, hscp, council string) string {
		return "1," + code + "," + name + ",ROSEMOUNT ROAD,ABERDEEN,,,z,,z," + postcode + "," + board + "," + hscp + "," + council + ",S0,S0\n"
	}
	p, err := ParsePHS(strings.NewReader(phsHeader +
		row("X1", "THE O'DEE COTTAGE HOSPITAL", "AB252ZN", "S08000020", "S37000001", "S12000033") +
		"2,X2,too short\n" +
		row("", "No code", "AB252ZN", "S08000020", "S37000001", "S12000033") +
		row("X5", "", "AB252ZN", "S08000020", "S37000001", "S12000033") +
		row("X6", "Unknown board", "AB252ZN", "S08000099", "S37000001", "S12000033") +
		"7,\"X7,never closed\n" +
		row("X8", "Former codes", "G4  0SF", "S08000021", "S37000015", "S12000046") +
		row("X9", "Doubtful", "none", "S08000020", "S37000099", "S12000099")))
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(p.Unreadable); got != "[{3 it has 3 columns and should have 16} {4 it has no hospital code} "+
		"{5 X5 has no name} {6 X6 has a health board that is not known} "+
		"{7 a quotation mark is opened and not closed on this line}]" {
		t.Error(got)
	}
	if len(p.Services) != 3 || len(p.Doubtful) != 3 || p.Doubtful[0].No != 9 {
		t.Fatalf("%+v\n%v", p.Services, p.Doubtful)
	}
	if s := p.Services[0]; s.Name != "The O'Dee Cottage Hospital" || s.Address != "Rosemount Road, Aberdeen" {
		t.Errorf("%+v", s)
	}
	if s := p.Services[1]; s.Organisation.Value != "S08000031" || s.Links[0].Organisation.Value != "S37000034" || s.Council != "S12000049" || s.Postcode != "G4 0SF" {
		t.Errorf("%+v", s)
	}
	if s := p.Services[2]; s.Postcode != "" || s.Council != "" || len(s.Links) != 0 {
		t.Errorf("%+v", s)
	}
}

func TestAFileThatIsNotTheListIsRefusedWithTheReason(t *testing.T) {
	for text, reason := range map[string]string{
		"":                     "the file is empty",
		"\"A81001\",\"THE\"\n": "has no column HospitalCode",
		"PK\x03\x04\x00":       "line 1: the text is not UTF-8",
		strings.Replace(phsHeader, "HSCP", "Partnership", 1): "has no column HSCP",
	} {
		if _, err := ParsePHS(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), reason) {
			t.Errorf("%.30q: %v", text, err)
		}
	}
}

func TestTheAliasesBelongToHospitalsOfTheList(t *testing.T) {
	aliases := map[string][]string{}
	if err := readAliases("aliases.csv", aliases); err != nil {
		t.Fatal(err)
	}
	p := hospitals(t)
	for code := range aliases {
		hospital(t, p, code)
	}
}

func TestTextInCapitalsIsWrittenAsNames(t *testing.T) {
	for text, want := range map[string]string{
		"THE DENSHAM SURGERY":                        "The Densham Surgery",
		"ST ANDREW'S  HOSPITAL":                      "St Andrew's Hospital",
		"UNIVERSITY HOSPITALS OF NORTH MIDLANDS NHS": "University Hospitals of North Midlands NHS",
		"MCDONALD STREET":                            "McDonald Street",
		"GRANTOWN-ON-SPEY":                           "Grantown-On-Spey",
		"2ND FLOOR, 24A ELM RD":                      "2nd Floor, 24a Elm Rd",
		"Isle Of Mull":                               "Isle of Mull",
		"12/14 The Avenue":                           "12/14 The Avenue",
		" Hawick Community  Hospital ":               "Hawick Community Hospital",
		"RNI Community Hospital":                     "RNI Community Hospital",
		"NHS FIFE (ADMIN)":                           "NHS Fife (Admin)",
		"":                                           "",
	} {
		if got := tidy(text); got != want {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
	}
}

func FuzzNoListBreaksTheReading(f *testing.F) {
	f.Add(phsHeader + "1,N1,A Hospital,A Road,Town,,,z,,z,AB252ZN,S08000020,S37000001,S12000033,a,b\n")
	f.Fuzz(func(t *testing.T, text string) {
		p, err := ParsePHS(strings.NewReader(phsHeader + text))
		if err != nil {
			return // cut off, or in another encoding
		}
		for _, s := range p.Services {
			if s.Code == "" || s.Name == "" || s.Organisation.Value == "" {
				t.Errorf("%+v", s)
			}
		}
	})
}
