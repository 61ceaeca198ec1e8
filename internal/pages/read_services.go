package pages

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/directory"
	"candour/internal/records"
	"candour/internal/story"
)

// The bounds of the search for services.
const (
	servicesOnPage = 20
	mostServices   = 200
	latelyTold     = 12
)

// showServices is the search for services. Without anything to look for it
// shows those that people told about lately.
func showServices(e *core.RequestEvent) error {
	given := e.Request.URL.Query()
	view := servicesView{Query: story.CleanLine(cut(given.Get("q"), 200)), Near: story.CleanLine(cut(given.Get("near"), 100))}
	view.Searched = view.Query != "" || view.Near != ""
	page := max(1, number(given.Get("page")))
	hits, err := view.look(e)
	if err != nil {
		return err
	}
	view.Total, view.More = min(len(hits), mostServices), len(hits) > mostServices
	from := min((page-1)*servicesOnPage, view.Total)
	hits = hits[from:min(from+servicesOnPage, view.Total)]
	ids, away := make([]string, len(hits)), map[string]string{}
	for i, h := range hits {
		ids[i] = h.ID
		if h.Apart {
			away[h.ID] = distanceWords(h.Distance, deployment.Of(e.App).Region)
			view.Measured = true
		}
	}
	if view.Services, err = serviceCards(e.App, ids); err != nil {
		return err
	}
	for i := range view.Services {
		view.Services[i].Away = away[view.Services[i].ID]
	}
	view.Paging = NewPaging("/services", view.with(view.Near), page, (view.Total+servicesOnPage-1)/servicesOnPage)
	return servicesPage.show(e, http.StatusOK, view)
}

// with is the same search near another place.
func (v *servicesView) with(near string) url.Values {
	values := url.Values{}
	for name, text := range map[string]string{"q": v.Query, "near": near} {
		if text != "" {
			values.Set(name, text)
		}
	}
	return values
}

// look finds services, the best first, or those near a place, the nearest first.
func (v *servicesView) look(e *core.RequestEvent) ([]directory.Hit, error) {
	if !v.Searched {
		ids, err := records.ServicesToldAbout(e.App, latelyTold)
		hits := make([]directory.Hit, len(ids))
		for i, id := range ids {
			hits[i].ID = id
		}
		return hits, err
	}
	index, err := directory.Cached(e.App)
	if err != nil || v.Near == "" {
		return searchServices(index, v.Query), err
	}
	place, known, err := placeNear(e, index, v.Near)
	if err != nil || !known {
		v.Unknown = err == nil
		return searchServices(index, v.Query), err
	}
	v.Place, v.Guessed, v.From = place.Name, place.Guessed, place.Name
	if !strings.ContainsAny(place.Name, "0123456789") {
		v.From = "the middle of " + place.Name
	}
	for _, other := range place.Others {
		v.Others = append(v.Others, Link{other, "/services?" + v.with(other).Encode()})
	}
	hits := index.Near(place, v.Query, mostServices+1)
	if len(hits) == 0 && v.Query != "" {
		hits = searchServices(index, v.Query)
		v.Elsewhere = len(hits) > 0
	}
	return hits, nil
}

// serviceCards are services as a list shows them, in the order of their ids.
func serviceCards(app core.App, ids []string) ([]ServiceCard, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	services, err := records.FindServices(app, ids)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(services, func(a, b *records.Service) int { return slices.Index(ids, a.Id) - slices.Index(ids, b.Id) })
	counts, err := records.CountStoriesOfServices(app, ids)
	if err != nil {
		return nil, err
	}
	owners := make([]string, len(services))
	for i, s := range services {
		owners[i] = s.Organisation()
	}
	names, err := organisationNames(app, owners)
	if err != nil {
		return nil, err
	}
	cards := make([]ServiceCard, len(services))
	for i, s := range services {
		cards[i] = ServiceCard{ID: s.Id, Name: s.Name(), Town: s.Town(), Postcode: s.Postcode(), Kind: s.Kind(),
			Organisation: names[s.Organisation()], Stories: counts[s.Id], Closed: s.Closed()}
	}
	return cards, nil
}

func organisationNames(app core.App, ids []string) (map[string]string, error) {
	found, err := records.FindOrganisations(app, ids)
	names := map[string]string{}
	for _, o := range found {
		names[o.Id] = o.Name()
	}
	return names, err
}
