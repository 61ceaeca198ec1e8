package pages

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/region"
)

// showServiceHistory tells what was changed about a service: names, moves,
// mergers, closings.
func showServiceHistory(e *core.RequestEvent) error {
	s, err := findPublicService(e.App, pathID(e))
	if err != nil {
		return err
	}
	changes, err := records.HistoryOfService(e.App, s.Id, mostHistory)
	if err != nil {
		return err
	}
	h, err := newHistory(e, changes)
	if err != nil {
		return err
	}
	old, err := records.TakenOver(e.App, s.Id)
	if err != nil {
		return err
	}
	for _, o := range old {
		h.add(HistoryEvent{At: o.ClosedOn(), Before: "It took over from ", Link: Link{named(o.Name(), o.Town()), "/services/" + o.Id}, After: "."})
	}
	h.bounds(s.OpenedOn(), s.ClosedOn())
	return historyPage.show(e, http.StatusOK, historyView{Name: s.Name(), Back: "/services/" + s.Id, Events: h.sorted()})
}

// showOrganisationHistory is the same for an organisation.
func showOrganisationHistory(e *core.RequestEvent) error {
	o, err := records.FindOrganisation(e.App, pathID(e))
	if err != nil {
		return err
	}
	changes, err := records.HistoryOfOrganisation(e.App, o.Id, mostHistory)
	if err != nil {
		return err
	}
	h, err := newHistory(e, changes)
	if err != nil {
		return err
	}
	h.bounds(o.OpenedOn(), o.ClosedOn())
	return historyPage.show(e, http.StatusOK, historyView{Name: o.Name(), Back: "/organisations/" + o.Id, Events: h.sorted()})
}

// history is the events of one place while they are gathered.
type history struct {
	zone   *time.Location
	region *region.Region
	links  map[string]Link // what an id in the history stands for
	events []HistoryEvent
	ends   map[string]bool // the fields openedOn and closedOn, when the history tells of them itself
}

func newHistory(e *core.RequestEvent, changes []*records.DirectoryChange) (*history, error) {
	h := &history{zone: zoneOf(e), region: deployment.Of(e.App).Region, ends: map[string]bool{}}
	var ids []string
	for _, c := range changes {
		ids = append(ids, c.Was(), c.Now())
		for _, kept := range []string{c.Was(), c.Now()} {
			if l, ok := records.ReadPastLink(kept); ok && c.Field() == records.LinkField {
				ids = append(ids, l.Organisation)
			}
		}
	}
	var err error
	if h.links, err = linksTo(e.App, ids); err != nil {
		return nil, err
	}
	for _, c := range changes {
		ev, told := h.event(c)
		if !told {
			continue
		}
		h.ends[c.Field()] = true
		ev.At = local(c.At(), h.zone)
		if !takenOffPage(c) { // says by itself who did it
			ev.Source = sourceWords[c.Source()]
		}
		h.add(ev)
	}
	return h, nil
}

// sourceWords say where a change came from.
var sourceWords = map[string]string{
	records.FromFile:          "The official list says so.",
	records.FromDesk:          "The moderators of this site entered it.",
	records.FromAdministrator: "An administrator of the organisation did it.",
}

// linksTo finds the public names of services and organisations by their ids.
func linksTo(app core.App, ids []string) (map[string]Link, error) {
	links := map[string]Link{}
	services, err := records.FindServices(app, ids)
	if err != nil {
		return nil, err
	}
	for _, s := range services {
		if !s.Unconfirmed() {
			links[s.Id] = Link{named(s.Name(), s.Town()), "/services/" + s.Id}
		}
	}
	organisations, err := records.FindOrganisations(app, ids)
	for _, o := range organisations {
		links[o.Id] = organisationLink(o)
	}
	return links, err
}

// event is a change in a sentence. What changed only for programs, such as a
// position, is not told.
func (h *history) event(c *records.DirectoryChange) (HistoryEvent, bool) {
	was, now := c.Was(), c.Now()
	switch c.Field() {
	case "name":
		return HistoryEvent{Before: "Its name changed from “" + was + "” to “" + now + "”."}, was != "" && now != ""
	case "address", "town", "postcode":
		return HistoryEvent{Before: "Its " + c.Field() + " changed from “" + was + "” to “" + now + "”."}, was != "" && now != ""
	case "kind":
		return HistoryEvent{Before: "It was listed as “" + was + "”, and is now listed as “" + now + "”."}, was != "" && now != ""
	case "parent":
		return h.moved(was, now, "It became a part of ", "It stopped being a part of ")
	case "organisation":
		return h.moved(was, now, "It came to be run by ", "It stopped being run by ")
	case "successor":
		return h.moved(was, now, "It became ", "It did not become ")
	case "closedOn":
		if now == "" {
			return HistoryEvent{Before: "It is open again."}, true
		}
		return HistoryEvent{Before: "It is closed from " + dayIn(now) + "."}, true
	case records.LinkField:
		return h.linked(was, now)
	case records.CodeField:
		scheme, code, _ := strings.Cut(now, ":")
		return HistoryEvent{Before: "It got a further code: " + code + " (" + schemeName(h.region, scheme) + ")."}, now != ""
	case records.OwnWordsField:
		if takenOffPage(c) {
			return HistoryEvent{Before: "The moderators of this site took the words about it off this site."}, true
		}
		return HistoryEvent{Before: "The words about it on this site changed."}, true
	}
	return HistoryEvent{}, false
}

// takenOffPage reports whether a change of an organisation's own words was the desk's: it
// writes none, and only takes them off.
func takenOffPage(c *records.DirectoryChange) bool {
	return c.Field() == records.OwnWordsField && c.Source() == records.FromDesk
}

// moved is a change from one whole, owner or successor to another.
func (h *history) moved(was, now, to, from string) (HistoryEvent, bool) {
	words, id := to, now
	if now == "" {
		words, id = from, was
	}
	l, known := h.links[id]
	switch {
	case known:
		return HistoryEvent{Before: words, Link: l, After: "."}, true
	case id == "" || strings.ContainsAny(id, "0123456789") && !strings.Contains(id, " "):
		return HistoryEvent{}, false // a number of something that is not there any more
	}
	return HistoryEvent{Before: words + id + "."}, true
}

// dayIn is a day in words from a stored time, or the text itself when it is none.
func dayIn(stored string) string {
	at, err := time.Parse(time.DateOnly, stored[:min(len(stored), len(time.DateOnly))])
	if err != nil {
		return stored
	}
	return day(at)
}

func (h *history) add(ev HistoryEvent) { h.events = append(h.events, ev) }

// bounds tells when it opened and closed, where the history does not.
func (h *history) bounds(opened, closed time.Time) {
	if !opened.IsZero() {
		h.add(HistoryEvent{At: opened, Before: "It opened."})
	}
	if !closed.IsZero() && !h.ends["closedOn"] {
		h.add(HistoryEvent{At: closed, Before: "It closed."})
	}
}

// sorted are the events, the newest first.
func (h *history) sorted() []HistoryEvent {
	slices.SortStableFunc(h.events, func(a, b HistoryEvent) int { return b.At.Compare(a.At) })
	return h.events
}
