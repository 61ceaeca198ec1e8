package directory

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"

	"candour/internal/records"
	"candour/internal/tabular"
)

// tableNames are the columns of the table of our own, which the README describes,
// and other names that lists have for the same. All but name may be left out.
var tableNames = map[string][]string{
	"what": {"what"}, "scheme": {"scheme"}, "code": {"code"}, "name": {"name"}, "kind": {"kind", "type"},
	"organisation": {"organisation"}, "part of": {"part of", "parent"}, "other names": {"other names", "former names"},
	"address": {"address"}, "town": {"town", "city"}, "postcode": {"postcode", "eircode"}, "phone": {"phone", "telephone"}, "website": {"website"},
	"latitude": {"latitude", "lat"}, "longitude": {"longitude", "lon", "long"}, "council": {"council", "area_code"}, "treatments": {"treatments"},
	"codes": {"codes", "identifiers"}, "links": {"links"}, "became": {"became", "successor"}, "opened": {"opened"}, "closed": {"closed", "closed on"},
	"service review": {"service review"},
}

// ReadTable reads the table of our own: whatever no official list has, such as wards
// and teams, charities, and the services of other countries.
func ReadTable(r io.Reader) Rows { return readTable(r, &notes{}) }

func readTable(r io.Reader, n *notes) Rows {
	in := tabular.NewReader(r)
	h, err := findHeader(in, 1, tableNames, []string{"name"}, func(string) {})
	if err != nil {
		return failed(fmt.Errorf("this is not a table of services: %w", err))
	}
	if h.twice != "" {
		return failed(fmt.Errorf("the header has %s: leave one of them, nothing was loaded", h.twice))
	}
	h.keep(in)
	kinds := newKinds{}
	return h.doubt(true, readLines(in, h.columns, func(_ int, fields []string) Row {
		t := tableLine{header: h, fields: fields, notes: n, kinds: kinds}
		if t.read(); t.Refused == "" && !n.counted {
			n.sketch.add(t.code)
		}
		return t.Row
	}))
}

// tableLine is one line of the table.
type tableLine struct {
	Row
	header
	fields []string
	notes  *notes
	kinds  newKinds
	code   Code
	made   bool
}

func (t *tableLine) text(column string) string { return t.value(t.fields, column) }

// list is a value that holds several, with | between them.
func (t *tableLine) list(column string) (list []string) {
	for part := range strings.SplitSeq(t.text(column), "|") {
		if part = strings.Join(strings.Fields(part), " "); part != "" {
			list = append(list, part)
		}
	}
	return list
}

func (t *tableLine) doubt(format string, values ...any) {
	t.Doubts = append(t.Doubts, t.code.String()+": "+fmt.Sprintf(format, values...))
}

// say is a doubt, where there is one.
func (t *tableLine) say(doubt string) {
	if doubt != "" {
		t.doubt("%s", doubt)
	}
}

// codePattern is the shape of a code, and of a scheme in front of one.
var (
	tableCode = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._/\-]{0,39}$`)
	scheme    = regexp.MustCompile(`^[a-z][a-z0-9-]{0,19}$`)
)

// reference reads scheme:code; a code alone is one of the operator's own.
func reference(text string) (Code, bool) {
	first, rest, both := strings.Cut(text, ":")
	c := Code{SchemeLocal, text}
	if both {
		c = Code{strings.ToLower(first), rest}
	}
	return c, scheme.MatchString(c.Scheme) && tableCode.MatchString(c.Value)
}

func (t *tableLine) read() {
	what, name := strings.ToLower(t.text("what")), strings.Join(strings.Fields(t.text("name")), " ")
	t.code = Code{strings.ToLower(t.text("scheme")), t.text("code")}
	if t.code.Scheme == "" {
		t.code.Scheme = SchemeLocal
	}
	if t.code.Value == "" && name != "" && t.text("postcode") != "" {
		t.code.Value, t.made = codeByName(name, t.text("postcode")), true
	}
	switch {
	case name == "":
		t.Refused = "it has no name"
	case t.code.Value == "":
		t.Refused = name + " has no code, and no postcode to tell it by"
	case !scheme.MatchString(t.code.Scheme) || !tableCode.MatchString(t.code.Value):
		t.Refused = fmt.Sprintf("%q is not a code: letters, digits and - . _ / only, at most 40", t.code)
	case what == "" || what == "service":
		t.service(name)
	case what == "organisation":
		t.organisation(name)
	default:
		t.Refused = fmt.Sprintf("its first column says %q and must say service or organisation", what)
	}
}

func (t *tableLine) service(name string) {
	s := Service{Scheme: t.code.Scheme, Code: t.code.Value, Made: t.made, Name: name, Kind: kindOf(t.text("kind")), Aliases: t.list("other names"),
		Phone: phone(t.text("phone")), Website: website(t.text("website")), Organisation: t.reference("organisation"), Parent: t.reference("part of"),
		Successor: t.reference("became"), Also: t.references("codes"), OpenedOn: t.day("opened"), ClosedOn: dayAfter(t.day("closed"))}
	t.Service = &s
	s.Address, s.Town, s.Postcode = t.place()
	var nowhere string
	s.Latitude, s.Longitude, nowhere = positionOf(t.text("latitude"), t.text("longitude"))
	t.say(nowhere)
	t.say(t.kinds.doubt(s.Kind))
	if web := t.text("website"); web != "" && s.Website == "" {
		t.doubt("the website %q is not understood; it is left out", web)
	}
	s.ClosedOn = t.notBefore(s.OpenedOn, s.ClosedOn)
	if area := t.text("council"); area != "" {
		if s.Council = area; !areaCode.MatchString(area) {
			t.doubt("the council area %q is not a code; it is left out", area)
			s.Council = ""
		}
	}
	for _, code := range t.list("treatments") {
		if !slices.ContainsFunc(ourTreatments(), func(o Treatment) bool { return o.Code == code }) {
			t.doubt("the treatment function %q is not in the table that comes with Candour; it is taken all the same", code)
		}
		if isNumber(code) && len(code) == 3 {
			s.Treatments = append(s.Treatments, code)
		}
	}
	switch review := strings.ToLower(t.text("service review")); review {
	case "", "yes", "no":
		s.Review = review
	default:
		t.doubt("service review is %q and must be yes or no; it is left out", review)
	}
	s.Links = t.links()
	t.notes.town(&s)
}

func (t *tableLine) organisation(name string) {
	o := Organisation{Scheme: t.code.Scheme, Code: t.code.Value, Name: name, Kind: strings.ToLower(t.text("kind")), Aliases: t.list("other names"),
		Parent: t.reference("part of"), Successor: t.reference("became"), Also: t.references("codes"), OpenedOn: t.day("opened"), ClosedOn: dayAfter(t.day("closed"))}
	if o.Kind == "" {
		o.Kind = "provider"
	}
	o.Address, o.Town, o.Postcode = t.place()
	o.Links = t.links()
	o.ClosedOn = t.notBefore(o.OpenedOn, o.ClosedOn)
	t.Organisation = &o
}

// notBefore is the day from which something is closed, unless that is before it opened.
func (t *tableLine) notBefore(opened, closed time.Time) time.Time {
	if closed.IsZero() || !closed.Before(opened) {
		return closed
	}
	t.doubt("it would have closed before it opened; the day it closed is left out")
	return time.Time{}
}

func (t *tableLine) place() (address, in, postcode string) {
	lines := addressLines(strings.Split(t.text("address"), ",")...)
	if in = t.text("town"); in == "" {
		in = town(lines)
	}
	postcode, odd := anyPostcode(t.text("postcode"))
	t.say(odd)
	return strings.Join(lines, ", "), in, postcode
}

func (t *tableLine) reference(column string) Code {
	text := t.text(column)
	if text == "" {
		return Code{}
	}
	c, ok := reference(text)
	if !ok {
		t.Refused = fmt.Sprintf("%s: %q in the column %s is not a code", t.code, text, column)
	}
	return c
}

func (t *tableLine) references(column string) (all []Code) {
	for _, text := range t.list(column) {
		c, ok := reference(text)
		if !ok {
			t.doubt("%q is not a code; it is left out", text)
			continue
		}
		all = append(all, c)
	}
	return all
}

func (t *tableLine) day(column string) time.Time {
	text := t.text(column)
	at := dayIn(text)
	if at.IsZero() && text != "" {
		t.doubt("%s %q is not a day (write 2026-11-30); it is left out", column, text)
	}
	t.notes.day(at)
	return at
}

// linkWords is one link: what, who or to what, and from when until when.
var linkWords = regexp.MustCompile(`^(\w+) (\S+:.+?|\S+)(?: from (\S+))?(?: until (\S+))?$`)

// links reads "commissions ods:16C from 2020-04-01 until 2024-03-31", the last day:
// who has to do with what the line is about. "follows area:S12000033" and "inspects kind:care home"
// are what the organisation of the line has to do with an area or a kind of service.
func (t *tableLine) links() (all []Link) {
	for _, text := range t.list("links") {
		m := linkWords.FindStringSubmatch(text)
		if m == nil || !slices.Contains(linkKinds, records.LinkKind(m[1])) {
			t.doubt("the link %q is not understood (write: commissions ods:16C from 2020-04-01); it is left out", text)
			continue
		}
		l := Link{Kind: records.LinkKind(m[1]), Source: records.FromAdministrator, Since: dayIn(m[3]), Until: dayAfter(dayIn(m[4]))}
		if m[3] != "" && l.Since.IsZero() || m[4] != "" && l.Until.IsZero() || !l.Until.IsZero() && !l.Until.After(l.Since) {
			t.doubt("the days of the link %q are not understood; it is left out", text)
			continue
		}
		var ok bool
		switch scheme, rest, _ := strings.Cut(m[2], ":"); scheme {
		case "area":
			l.Area, ok = rest, areaCode.MatchString(rest)
		case "kind":
			l.ServiceKind, ok = rest, len(rest) <= 60
		default:
			l.Organisation, ok = reference(m[2])
		}
		if !ok {
			t.doubt("the link %q leads to nothing that is understood; it is left out", text)
			continue
		}
		all = append(all, l)
	}
	return all
}

var linkKinds = []records.LinkKind{records.LinkPartners, records.LinkCommissions, records.LinkRegulates, records.LinkInspects, records.LinkFollows, records.LinkRepresents}
