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
	ids, err := view.look(e)
	if err != nil {
		return err
	}
	view.Total, view.More = min(len(ids), mostServices), len(ids) > mostServices
	from := min((page-1)*servicesOnPage, view.Total)
	if view.Services, err = serviceCards(e.App, ids[from:min(from+servicesOnPage, view.Total)]); err != nil {
		return err
	}
	keep := url.Values{}
	for name, v := range map[string]string{"q": view.Query, "near": view.Near} {
		if v != "" {
			keep.Set(name, v)
		}
	}
	view.Paging = NewPaging("/services", keep, page, (view.Total+servicesOnPage-1)/servicesOnPage)
	return servicesPage.show(e, http.StatusOK, view)
}

// look finds the ids of services, the best first. A whole postcode finds those
// in its council area; other words about a place are looked for like a name.
func (v servicesView) look(e *core.RequestEvent) ([]string, error) {
	if !v.Searched {
		return records.ServicesToldAbout(e.App, latelyTold)
	}
	nearby, err := servicesNear(e, v.Near)
	if err != nil || v.Query == "" && len(nearby) > 0 {
		return nearby, err
	}
	index, err := directory.Cached(e.App)
	if err != nil {
		return nil, err
	}
	words := v.Query + " " + v.Near
	if postcode, ok := deployment.Of(e.App).Region.ParsePostcode(v.Near); ok {
		words = v.Query + " " + postcode.Outward()
	}
	if len(nearby) > 0 {
		words = v.Query
	}
	var ids, inTown []string
	for _, hit := range index.Search(strings.TrimSpace(words), mostServices+1) {
		if len(nearby) == 0 || slices.Contains(nearby, hit.ID) {
			ids = append(ids, hit.ID)
			if v.Near != "" && strings.Contains(strings.ToLower(hit.Town), strings.ToLower(v.Near)) {
				inTown = append(inTown, hit.ID)
			}
		}
	}
	if len(inTown) > 0 {
		return inTown, nil
	}
	return ids, nil
}

// servicesNear lists the services in the council area that a postcode lies in.
// The postcode is used for this and kept nowhere.
func servicesNear(e *core.RequestEvent, near string) ([]string, error) {
	postcode, ok := deployment.Of(e.App).Region.ParsePostcode(near)
	if !ok {
		return nil, nil
	}
	area, found, err := deployment.Of(e.App).Places.Find(e.Request.Context(), postcode.String())
	if err != nil || !found {
		return nil, err
	}
	return records.ServicesInCouncil(e.App, area.Council, mostServices+1)
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
