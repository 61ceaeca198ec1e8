package pages

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/region"
	"candour/internal/search"
)

// What the pages of services and of organisations have in common.

// oneList is the list of stories on the page of something else, which only
// its pages turn.
func oneList(e *core.RequestEvent, of func(*asked)) (found, error) {
	a, err := readAsked(e, "page", "past")
	if err != nil {
		return found{}, err
	}
	of(a)
	f, _, err := a.find(e)
	return f, err
}

// placeName is a service with where it is: a ward with its hospital, because
// many hospitals have an Emergency Department.
func placeName(app core.App, s *records.Service) (string, error) {
	where, err := wheres(app, []*records.Service{s})
	return named(s.Name(), where[s.Id]), err
}

// wheres are where services are, by their ids: the whole that one is a part of,
// and the town.
func wheres(app core.App, services []*records.Service) (map[string]string, error) {
	var ids []string
	for _, s := range services {
		if s.Parent() != "" {
			ids = append(ids, s.Parent())
		}
	}
	wholes, err := records.FindServices(app, ids)
	names := map[string]string{}
	for _, w := range wholes {
		names[w.Id] = w.Name()
	}
	where := map[string]string{}
	for _, s := range services {
		where[s.Id] = s.Town()
		if whole := names[s.Parent()]; whole != "" {
			where[s.Id] = named(whole, s.Town())
		}
	}
	return where, err
}

// newestOf are the newest stories about any of some services.
func newestOf(e *core.RequestEvent, services []string, limit int) ([]StoryCard, error) {
	return fewCards(e, search.Query{Services: services, Limit: limit})
}

// pageOf is the page of a list that an address asks for, and how many there are.
func pageOf(e *core.RequestEvent, total, onPage int) (page, pages int) {
	pages = max(1, (total+onPage-1)/onPage)
	return min(max(1, number(e.Request.URL.Query().Get("page"))), pages), pages
}

// closedWords say from which day something is closed, or will be.
func closedWords(what string, on, now time.Time) string {
	switch {
	case on.IsZero():
		return ""
	case on.After(now):
		return "This " + what + " will be closed from " + day(on) + "."
	}
	return "This " + what + " has been closed since " + day(on) + "."
}

// readFormer fills in what a place was called, and is called as well.
func (v *placeView) readFormer(e *core.RequestEvent, history []*records.DirectoryChange, others []string) {
	called := map[string]bool{strings.ToLower(v.Name): true}
	for _, c := range history {
		if name := c.Was(); c.Field() == "name" && name != "" && !called[strings.ToLower(name)] {
			called[strings.ToLower(name)] = true
			v.FormerNames = append(v.FormerNames, FormerName{name, local(c.At(), zoneOf(e))})
		}
	}
	for _, name := range others {
		if !called[strings.ToLower(name)] {
			called[strings.ToLower(name)] = true
			v.OtherNames = append(v.OtherNames, name)
		}
	}
}

// link notes a fact that names others, unless there is nobody to name.
func (v *placeView) link(label string, links ...Link) {
	if len(links) > 0 {
		v.Facts = append(v.Facts, Fact{Label: label, Links: links})
	}
}

// say notes a fact in words, unless there are none.
func (v *placeView) say(label, words string) {
	if words != "" {
		v.Facts = append(v.Facts, Fact{Label: label, Words: words})
	}
}

// reach notes the phone number and the website.
func (v *placeView) reach(phone, website string) {
	if digits := dial(phone); digits != "" {
		v.link("Phone", Link{phone, "tel:" + digits})
	}
	if l, ok := webLink(website); ok {
		v.link("Website", l)
	}
}

// dial is a phone number as a phone takes it; empty when it is none.
func dial(phone string) string {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, phone)
	if len(digits) < 3 {
		return ""
	}
	return digits
}

// webLink is the address of a website with its host for words. The official lists
// leave out https:// or hold words that are no address.
func webLink(address string) (Link, bool) {
	address = strings.TrimSpace(address)
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || !strings.Contains(u.Hostname(), ".") || u.User != nil {
		return Link{}, false
	}
	return Link{strings.TrimPrefix(u.Hostname(), "www."), u.String()}, true
}

// place is an address in one line: street, town, postcode, none twice.
func place(address, town, postcode string) string {
	parts := []string{address}
	if address == "" || !strings.Contains(strings.ToLower(address), strings.ToLower(town)) {
		parts = append(parts, town)
	}
	parts = slices.DeleteFunc(append(parts, postcode), func(p string) bool { return p == "" })
	return strings.Join(parts, ", ")
}

// schemeName is what a kind of code is called in the region.
func schemeName(r *region.Region, scheme string) string {
	for _, i := range r.Identifiers {
		if i.Scheme == scheme {
			return i.Name
		}
	}
	known := map[string]string{"ods": "NHS organisation code (ODS)", "phs": "Public Health Scotland code", "cqc": "Care Quality Commission code", "ons": "Office for National Statistics code", "local": "Code of this site"}
	return cmp.Or(known[scheme], strings.ToUpper(scheme))
}

func codesOf(app core.App, scheme, code string, further []*records.Identifier) []Row {
	r := deployment.Of(app).Region
	rows := []Row{{Key: schemeName(r, scheme), Value: code}}
	for _, i := range further {
		rows = append(rows, Row{Key: schemeName(r, i.Scheme()), Value: i.Value()})
	}
	return rows
}

// kindWords is what sort of organisation it is, as people in the region say it.
func kindWords(r *region.Region, kind string) string {
	for _, level := range r.AreaLevels {
		if level.Kind == kind {
			return level.Name
		}
	}
	return kind
}
