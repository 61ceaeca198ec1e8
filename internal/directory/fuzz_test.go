package directory

import (
	"io"
	"strings"
	"testing"
)

// fuzz feeds a reader and checks what it hands on: that the reading ends, that every
// line is about something with a code and a name or says why not, and that no line
// is handed on twice.
func fuzz(f *testing.F, head string, read func(io.Reader) Rows) {
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for r, err := range read(strings.NewReader(head + text)) {
			if err != nil {
				break
			}
			if r.Line <= last {
				t.Fatalf("line %d comes after line %d", r.Line, last)
			}
			last = r.Line
			if r.Refused != "" {
				continue
			}
			if r.Service == nil && r.Organisation == nil {
				t.Fatalf("line %d is about nothing", r.Line)
			}
			if s := r.Service; s != nil && (s.Scheme == "" || s.Code == "" || s.Name == "") {
				t.Fatalf("%+v", s)
			}
			if o := r.Organisation; o != nil && (o.Scheme == "" || o.Code == "" || o.Name == "" || o.Kind == "") {
				t.Fatalf("%+v", o)
			}
		}
	})
}

func FuzzODS(f *testing.F) {
	f.Add(`"A81001","THE DENSHAM SURGERY","Y63","QHM","A","B","C","","","TS18 1HU","19740401","","A","B","16C","20200401","20210101","","","","","0","","16C","","4",""` + "\n")
	f.Add(`"R0A01","A SITE","","","","","","","","","","","","","","","","","","","","","","","","RO198|RO57",""` + "\n")
	fuzz(f, "", ReadODS)
}

func FuzzPHS(f *testing.F) {
	f.Add("1,N1,A Hospital,A Road,Town,,,z,,z,AB252ZN,S08000020,S37000001,S12000033,a,b\n")
	fuzz(f, phsHeader, ReadPHS)
}

func FuzzCQC(f *testing.F) {
	f.Add("THE ELMS,,\"1 Road, Sale\",M33 6RX,161,www.x.org,Nursing homes,2026-01-01,,A,B,C,u,1-100000001,1-200000001\n")
	fuzz(f, careDirectory, ReadCQC)
}

func FuzzNHSChoices(f *testing.F) {
	f.Add("A\xacNDA26\xacB\xacNHS Sector\xacVisible\xac51.1\xac-0.6\xacNDA\xacVirgin\n")
	fuzz(f, "OrganisationName\xacOrganisationCode\xacSubType\xacSector\xacOrganisationStatus\xacLatitude\xacLongitude\xacParentODSCode\xacParentName\n", ReadNHSChoices)
}

func FuzzTable(f *testing.F) {
	f.Add("service,local,a,A,,b:c,d,,,M33 6RX,1|2,ods:x|y,commissions ods:16C from 2020-01-01 until 2021-01-01|follows area:S12000033,2020-01-01,,yes\n")
	fuzz(f, "what,scheme,code,name,kind,organisation,part of,other names,town,postcode,treatments,codes,links,opened,became,service review\n", ReadTable)
}

func FuzzTheDayInAName(f *testing.F) {
	f.Add("epraccur_2025-11.csv")
	f.Fuzz(func(t *testing.T, name string) {
		if at := dayInName(name); !at.IsZero() && (at.Year() < 1900 || at.Year() > 2099) {
			t.Errorf("%q: %v", name, at)
		}
	})
}
