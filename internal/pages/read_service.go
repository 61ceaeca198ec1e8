package pages

import (
	"net/http"
	"net/url"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/region"
)

// showService is the page of one service.
func showService(e *core.RequestEvent) error {
	s, err := records.FindService(e.App, pathID(e))
	if err != nil {
		return err
	}
	partners, err := records.PartnersOf(e.App, s.Id, deployment.Now(e.App))
	if err != nil {
		return err
	}
	names, err := organisationNames(e.App, append([]string{s.Organisation()}, partners...))
	if err != nil {
		return err
	}
	view := serviceView{ID: s.Id, Name: s.Name(), Kind: s.Kind(), Address: s.Address(), Town: s.Town(), Postcode: s.Postcode(),
		Organisation: OrganisationLink{s.Organisation(), names[s.Organisation()]}, ClosedOn: s.ClosedOn(),
		Search: "/stories?" + url.Values{"service": {s.Id}}.Encode()}
	for _, id := range partners {
		if names[id] != "" && id != s.Organisation() {
			view.Partners = append(view.Partners, OrganisationLink{id, names[id]})
		}
	}
	if view.Numbers, err = numbersOf(e.App, records.Where{Service: s.Id}, fewOutcomes); err != nil {
		return err
	}
	if view.found, err = oneList(e, func(a *asked) { a.query.Service = s.Id }); err != nil {
		return err
	}
	return servicePage.show(e, http.StatusOK, view)
}

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

// servicesAside is how many services stand beside the stories of an organisation.
const servicesAside = 30

// showOrganisation is the page of one organisation: the stories about the
// services it answers for. That it also answers for the area an author lives in
// is never shown: it would say where that is.
func showOrganisation(e *core.RequestEvent) error {
	o, err := records.FindOrganisation(e.App, pathID(e))
	if err != nil {
		return err
	}
	view := organisationView{ID: o.Id, Name: o.Name(), Kind: kindWords(deployment.Of(e.App).Region, o.Kind()),
		Search: "/stories?" + url.Values{"organisation": {o.Id}}.Encode()}
	services, err := records.SomeServicesOf(e.App, o.Id, servicesAside+1)
	if err != nil {
		return err
	}
	if len(services) > servicesAside {
		services, view.ServicesMore = services[:servicesAside], "/services?"+url.Values{"q": {o.Name()}}.Encode()
	}
	for _, s := range services {
		view.Services = append(view.Services, ServiceLink{s.Id, s.Name(), s.Town()})
	}
	if view.Numbers, err = numbersOf(e.App, records.Where{Organisation: o.Id}, fewOutcomes); err != nil {
		return err
	}
	if view.found, err = oneList(e, func(a *asked) { a.query.Organisation = o.Id }); err != nil {
		return err
	}
	return organisationPage.show(e, http.StatusOK, view)
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
