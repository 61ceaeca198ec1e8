package pages

import (
	"errors"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/search"
	"candour/internal/story"
)

// askedNames are what an address of a list may ask for. Whatever else it holds
// is not carried on.
var askedNames = []string{"q", "service", "organisation", "place", "tag", "role", "age", "progress", "from", "to", "order", "page", "past"}

// asked is a list of stories as an address asks for it.
type asked struct {
	path    string
	values  url.Values // only of askedNames, one each, none empty
	query   search.Query
	filters []Filter
	nothing bool // it asks for something that is not there, so nothing can be found
}

// readAsked reads the address of a list, of all that it may ask for or of the
// names given. Nothing in it can be a mistake: what is not there finds nothing.
func readAsked(e *core.RequestEvent, names ...string) (*asked, error) {
	if len(names) == 0 {
		names = askedNames
	}
	a := &asked{path: e.Request.URL.Path, values: url.Values{}, query: search.Query{Count: true}}
	given := e.Request.URL.Query()
	for _, name := range names {
		if v := story.CleanLine(cut(given.Get(name), 300)); v != "" {
			a.values.Set(name, v)
		}
	}
	a.query.Words = a.values.Get("q")
	a.readPlaces()
	a.readChoices()
	a.readDates(zoneOf(e))
	a.readOrder()
	return a, a.readNames(e.App)
}

// cut is the first bytes of a text.
func cut(text string, most int) string {
	if len(text) > most {
		return strings.ToValidUTF8(text[:most], "")
	}
	return text
}

// on notes a choice that is on, with the address that takes it off.
func (a *asked) on(name, words string) {
	a.filters = append(a.filters, Filter{words, a.with(name, "")})
}

// with is the address with another value for one choice, from the first page on.
func (a *asked) with(name, value string) string {
	q := url.Values{}
	for k, v := range a.values {
		if k != "page" && k != "past" {
			q[k] = v
		}
	}
	q.Del(name)
	if value != "" {
		q.Set(name, value)
	}
	if len(q) == 0 {
		return a.path
	}
	return a.path + "?" + q.Encode()
}

// readNames finds what the address names by an id.
func (a *asked) readNames(app core.App) error {
	if id := a.values.Get("service"); id != "" {
		s, err := findPublicService(app, id)
		if !a.found(err, "service", "A service we don’t know") {
			return unlessMissing(err)
		}
		if a.query.Services, err = records.ServiceAndParts(app, s.Id); err != nil {
			return err
		}
		name, err := placeName(app, s)
		if err != nil {
			return err
		}
		a.on("service", name)
	}
	if id := a.values.Get("organisation"); id != "" {
		o, err := records.FindOrganisation(app, id)
		if a.query.Organisation = id; !a.found(err, "organisation", "An organisation we don’t know") {
			return unlessMissing(err)
		}
		a.on("organisation", o.Name())
	}
	if slug := a.values.Get("tag"); slug != "" {
		t, err := records.FindPublicTag(app, slug)
		if !a.found(err, "tag", "Tagged “"+slug+"”") {
			return unlessMissing(err)
		}
		a.query.Tag = t.Id
		a.on("tag", "Tagged “"+t.Name()+"”")
	}
	return nil
}

// found notes a choice that names nothing.
func (a *asked) found(err error, name, words string) bool {
	if err == nil {
		return true
	}
	a.nothing = true
	a.on(name, words)
	return false
}

func unlessMissing(err error) error {
	if errors.Is(err, records.ErrNotFound) {
		return nil
	}
	return err
}

func named(name, town string) string {
	if town == "" {
		return name
	}
	return name + ", " + town
}

// readPlaces reads the town of a service.
func (a *asked) readPlaces() {
	if town := a.values.Get("place"); town != "" {
		a.query.Place = town
		a.on("place", "In "+town)
	}
}

// readDates reads the span in which stories were published: years, months or
// days, both ends in it.
func (a *asked) readDates(zone *time.Location) {
	if v := a.values.Get("from"); v != "" {
		from, _, ok := span(v, zone)
		a.query.From, a.nothing = from, a.nothing || !ok
		a.on("from", "Published from "+v)
	}
	if v := a.values.Get("to"); v != "" {
		_, until, ok := span(v, zone)
		a.query.Until, a.nothing = until, a.nothing || !ok
		a.on("to", "Published up to "+v)
	}
}

// span is when a year, a month or a day begins and when it is over.
func span(text string, zone *time.Location) (from, until time.Time, ok bool) {
	for _, p := range []struct {
		layout              string
		years, months, days int
	}{{"2006-01-02", 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if t, err := time.ParseInLocation(p.layout, text, zone); err == nil && t.Year() > 0 {
			return t, t.AddDate(p.years, p.months, p.days), true
		}
	}
	return time.Time{}, time.Time{}, false
}

func (a *asked) readOrder() {
	switch a.values.Get("order") {
	case "oldest":
		a.query.Order = search.Oldest
	case "relevance":
		a.query.Order = search.Relevance
	}
	a.query.Page = max(1, number(a.values.Get("page")))
	if a.query.Past = number(a.values.Get("past")); a.query.Past > 0 && a.query.Order != search.Relevance {
		words := "Older stories"
		if a.query.Order == search.Oldest {
			words = "Newer stories"
		}
		a.on("past", words)
	}
}

// number is a whole number of nine digits at most, or 0.
func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || len(text) > 9 {
		return 0
	}
	return n
}
