package directory

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"

	"candour/internal/records"
	"candour/internal/tabular"
)

// odsColumns is how many columns every report of the NHS Organisation Data Service
// has. They have no header.
const odsColumns = 27

// The columns that are read, counted from 0.
const (
	odsCode, odsName                 = 0, 1
	odsArea                          = 3 // the integrated care board
	odsAddress, odsPostcode          = 4, 9
	odsOpened, odsClosed, odsStatus  = 10, 11, 12
	odsParent, odsJoined, odsLeft    = 14, 15, 16
	odsPhone, odsCommissioner, odsIs = 17, 23, 25
)

// ReadODS reads a report of the NHS Organisation Data Service: practices
// (epraccur), trusts (etr), sites of trusts (ets), authorities (eauth), and others of
// the same layout. What a line is about is told by its code and its last columns.
func ReadODS(r io.Reader) Rows { return readODS(r, &notes{}) }

func readODS(r io.Reader, n *notes) Rows {
	in := tabular.NewReader(r)
	in.Keep(0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 17, 23, 25)
	return readLines(in, odsColumns, func(no int, f []string) Row {
		for i := range f {
			f[i] = strings.TrimSpace(f[i])
		}
		row := odsLine{fields: f, notes: n}
		row.read()
		return row.Row
	})
}

// odsLine is one line of a report.
type odsLine struct {
	Row
	fields []string
	notes  *notes
	code   string
}

// odsSort is what a line is about.
type odsSort struct {
	shape  *regexp.Regexp
	roles  []string // in the column of roles of newer reports
	name   string   // of the list, for remembering that it was loaded
	kind   string   // of the organisation or service
	take   func(*odsLine, odsSort)
	within int // how many characters of the code are that of what it belongs to
}

// odsSorts are tried in this order; a role tells more than the shape of a code.
var odsSorts = []odsSort{
	{regexp.MustCompile(`^[A-Z]\d{8}$`), []string{"RO96"}, "branches", "GP practice", (*odsLine).branch, 6},
	{regexp.MustCompile(`^[RT][A-Z0-9]{2}$`), []string{"RO197", "RO107"}, "trusts", "provider", (*odsLine).organisation, 0},
	{regexp.MustCompile(`^[RT][A-Z0-9]{4}$`), []string{"RO198", "RO108"}, "sites", "", (*odsLine).site, 3},
	{regexp.MustCompile(`^7A[A-Z0-9]$`), []string{"RO142"}, "boards", "board", (*odsLine).organisation, 0},
	{regexp.MustCompile(`^7A[A-Z0-9]{3}$`), []string{"RO144"}, "sites", "", (*odsLine).site, 3},
	{regexp.MustCompile(`^F[A-Z0-9]{4}$`), []string{"RO182"}, "pharmacies", "pharmacy", (*odsLine).plain, 0},
	{regexp.MustCompile(`^V\d{5}$`), []string{"RO110"}, "dentists", "dentist", (*odsLine).plain, 0},
	{regexp.MustCompile(`^([A-Z]|[QWXY][A-Z0-9]{2}|13Q|\d{2}[A-Z])$`), []string{"RO98", "RO209", "RO210", "RO261", "RO318", "RO319"},
		"authorities", "commissioner", (*odsLine).organisation, 0},
}

var practice = odsSort{regexp.MustCompile(`^[A-Z][A-Z0-9]{5}$`), []string{"RO76", "RO177"}, "practices", "", (*odsLine).practice, 0}

// subICB is a commissioner of five characters: W2U3Z, D9Y0V, A3A8R.
var subICB = regexp.MustCompile(`^[A-Z]\d[A-Z]\d[A-Z]$`)

// sort finds what a line is about.
func (l *odsLine) sort() (odsSort, bool) {
	last := l.fields[odsIs]
	for _, role := range strings.Split(last, "|") {
		for _, s := range append(odsSorts, practice) {
			for _, r := range s.roles {
				if r == role {
					return s, true
				}
			}
		}
	}
	if isNumber(last) && practice.shape.MatchString(l.code) {
		return practice, true
	}
	for _, s := range odsSorts {
		if s.shape.MatchString(l.code) {
			return s, true
		}
	}
	if subICB.MatchString(l.code) {
		return odsSorts[len(odsSorts)-1], true
	}
	return odsSort{}, false
}

func isNumber(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}

func (l *odsLine) read() {
	l.code = strings.ToUpper(l.fields[odsCode])
	s, ok := l.sort()
	switch {
	case l.code == "":
		l.Refused = "it has no code"
	case l.fields[odsName] == "":
		l.Refused = l.code + " has no name"
	case !ok:
		l.Refused = "nothing tells what " + l.code + " is; if it is a place of care, load it with --as csv"
	case l.fields[odsStatus] == "P":
		l.Refused = l.code + " is proposed and does not exist yet"
	case !strings.Contains("ACD", l.fields[odsStatus]):
		l.Refused = fmt.Sprintf("%s has the status %q, which is not known", l.code, l.fields[odsStatus])
	default:
		s.take(l, s)
	}
}

// day reads a day, and takes note of it. One that cannot be understood is doubted.
func (l *odsLine) day(column int, what string) time.Time {
	text := l.fields[column]
	at := dayIn(text)
	if at.IsZero() && text != "" {
		l.doubt("the day on which it %s, %q, is not understood; it is left out", what, text)
	}
	l.notes.day(at)
	return at
}

func (l *odsLine) doubt(format string, values ...any) {
	l.Doubts = append(l.Doubts, l.code+": "+fmt.Sprintf(format, values...))
}

// open says whether the line is about something open, and if not from which day on it
// is closed. The report gives the last day it was open.
func (l *odsLine) open() (open bool, closedOn time.Time) {
	closedOn = dayAfter(l.day(odsClosed, "closed"))
	switch l.fields[odsStatus] {
	case "A", "D": // D: dormant, which is not closed
		if !closedOn.IsZero() {
			l.doubt("it is open and has a day on which it closed; the day is left out")
		}
		return true, time.Time{}
	case "C":
		return false, closedOn
	}
	return closedOn.IsZero(), closedOn
}

func (l *odsLine) organisation(s odsSort) {
	lines := addressLines(l.fields[odsAddress : odsAddress+5]...)
	o := Organisation{Scheme: SchemeODS, Code: l.code, Name: tidy(l.fields[odsName]), Kind: s.kind, Address: strings.Join(lines, ", "),
		Town: town(lines), Postcode: l.postcode(), OpenedOn: l.day(odsOpened, "opened")}
	o.Open, o.ClosedOn = l.open()
	if area := l.fields[odsArea]; s.kind == "provider" && area != "" && area != "Q99" { // Q99: none, in Wales
		o.Links = []Link{{Kind: records.LinkPartners, Organisation: Code{SchemeODS, area}}}
		o.Renews = []records.LinkKind{records.LinkPartners}
	}
	l.Organisation = &o
}

// place is a service with what all reports say of one.
func (l *odsLine) place(kind string) *Service {
	lines := addressLines(l.fields[odsAddress : odsAddress+5]...)
	s := Service{Scheme: SchemeODS, Code: l.code, Name: tidy(l.fields[odsName]), Kind: kind, Address: strings.Join(lines, ", "), Town: town(lines),
		Postcode: l.postcode(), Phone: phone(l.fields[odsPhone]), OpenedOn: l.day(odsOpened, "opened")}
	s.Open, s.ClosedOn = l.open()
	s.Shut, s.Aliases = !s.Open, knownAliases()[l.code]
	l.notes.town(&s)
	l.Service = &s
	return &s
}

func (l *odsLine) postcode() string {
	written, odd := britishPostcode(l.fields[odsPostcode])
	if odd != "" {
		l.doubt("%s", odd)
	}
	return written
}

func (l *odsLine) plain(s odsSort) { l.place(s.kind) }

func (l *odsLine) branch(s odsSort) { l.place(s.kind).Parent = Code{SchemeODS, l.code[:s.within]} }

// site is a place of a trust or a local health board.
func (l *odsLine) site(s odsSort) {
	whose := l.fields[odsParent]
	if whose == "" && len(l.code) > s.within {
		whose = l.code[:s.within]
	}
	l.place(kindByName(l.fields[odsName], "NHS site")).Organisation = Code{SchemeODS, whose}
}

// odsSettings are the kinds of places that the prescribing setting tells, in the
// column that has the roles in newer reports.
var odsSettings = map[string]string{"1": "walk-in centre", "2": "out-of-hours GP", "3": "walk-in centre", "4": "GP practice", "8": "public health service",
	"9": "community health service", "10": "hospital service", "11": "optician", "12": "urgent care", "13": "hospice", "14": "care home",
	"16": "young offender institution", "20": "court", "21": "police custody", "22": "sexual assault referral centre", "25": "prison health care"}

// practice is a general practice, or something else that prescribes. Who
// commissions it stands in column 24; column 15 is what it once was.
func (l *odsLine) practice(odsSort) {
	setting := l.fields[odsIs]
	kind := odsSettings[setting]
	if kind == "" {
		kind = kindByName(l.fields[odsName], "other NHS service")
	}
	if strings.Contains(setting, "RO76") {
		kind = "GP practice"
	}
	s := l.place(kind)
	by := l.fields[odsCommissioner]
	s.Renews = []records.LinkKind{records.LinkCommissions} // without a commissioner too: then who was one no longer is
	if by == "" {
		return
	}
	if kind != "GP practice" && odsSorts[1].shape.MatchString(by) { // a trust: it runs the place
		s.Organisation, s.Optional = Code{SchemeODS, by}, true
		return
	}
	link := Link{Kind: records.LinkCommissions, Organisation: Code{SchemeODS, by}, Since: l.day(odsJoined, "joined"), Until: dayAfter(l.day(odsLeft, "left"))}
	if !link.Until.IsZero() && !link.Until.After(link.Since) {
		l.doubt("it left its commissioner before it joined it; the day is left out")
		link.Until = time.Time{}
	}
	if s.Open {
		link.Unknown = "NHS commissioner " + by
	}
	s.Links = []Link{link}
}
