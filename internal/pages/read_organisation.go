package pages

import (
	"cmp"
	"net/http"
	"net/url"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/story"
)

// The bounds of the page of an organisation.
const (
	servicesAside  = 12 // beside its stories
	servicesOnList = 60 // on a page of their own
)

// showOrganisation is the page of one organisation: the stories about the
// services it answers for. That it also answers for the area an author lives in
// is never shown: it would say where that is.
func showOrganisation(e *core.RequestEvent) error {
	o, err := records.FindOrganisation(e.App, pathID(e))
	if err != nil {
		return err
	}
	view := organisationView{Kind: kindWords(deployment.Of(e.App).Region, o.Kind()), placeView: placeView{ID: o.Id, Name: o.Name(),
		Closed: closedWords("organisation", o.ClosedOn(), deployment.Now(e.App)), Feed: "/organisations/" + o.Id + ".atom",
		Search: "/stories?" + url.Values{"organisation": {o.Id}}.Encode()}}
	if o.OwnWords() != "" {
		view.OwnWords = OwnWords{o.Name(), o.OwnWords()}
	}
	for _, read := range []func(*core.RequestEvent, *records.Organisation) error{view.readNames, view.readTree, view.readServices} {
		if err := read(e, o); err != nil {
			return err
		}
	}
	if err := view.readList(e, records.Where{Organisation: o.Id}, func(a *asked) { a.query.Organisation = o.Id }); err != nil {
		return err
	}
	return organisationPage.show(e, http.StatusOK, view)
}

// readNames reads what the organisation was called, what it became, and its codes.
func (v *organisationView) readNames(e *core.RequestEvent, o *records.Organisation) error {
	history, err := records.HistoryOfOrganisation(e.App, o.Id, mostHistory)
	if err != nil {
		return err
	}
	v.readFormer(e, history, o.OtherNames())
	if len(history) > 0 || !o.ClosedOn().IsZero() {
		v.History = "/organisations/" + o.Id + "/history"
	}
	further, err := records.IdentifiersOfOrganisation(e.App, o.Id)
	if err != nil {
		return err
	}
	v.Codes = codesOf(e.App, o.Scheme(), o.Code(), further)
	if o.Successor() == "" {
		return nil
	}
	next, err := records.FindOrganisation(e.App, o.Successor())
	if err == nil {
		l := organisationLink(next)
		v.Became = &l
	}
	return unlessMissing(err)
}

// readTree reads where the organisation is, what it is a part of, what is a part
// of it, and who has to do with it.
func (v *organisationView) readTree(e *core.RequestEvent, o *records.Organisation) error {
	v.say("Where", place(o.Address(), o.Town(), o.Postcode()))
	above, err := records.OrganisationsAbove(e.App, o)
	if err != nil {
		return err
	}
	around := records.Around{Organisations: []string{o.Id}}
	var wholes []Link
	for _, a := range above {
		wholes = append(wholes, organisationLink(a))
		around.Organisations = append(around.Organisations, a.Id)
	}
	v.link("Part of", wholes...)
	if err := v.readLinks(e, around, o.Id); err != nil {
		return err
	}
	old, err := records.OrganisationsTakenOver(e.App, o.Id)
	if err != nil {
		return err
	}
	var before []Link
	for _, b := range old {
		before = append(before, organisationLink(b))
	}
	v.link("Took over from", before...)
	below, err := records.OrganisationsBelow(e.App, o.Id)
	for _, b := range below {
		v.Below = append(v.Below, organisationLink(b))
	}
	return err
}

// readServices lists the first of its services.
func (v *organisationView) readServices(e *core.RequestEvent, o *records.Organisation) (err error) {
	if v.ServiceCount, err = records.CountServicesOf(e.App, o.Id, ""); err != nil || v.ServiceCount == 0 {
		return err
	}
	if v.ServiceCount > servicesAside {
		v.ServicesMore = "/organisations/" + o.Id + "/services"
	}
	v.link("Runs", Link{plural(v.ServiceCount, "service", "services"), cmp.Or(v.ServicesMore, "#services-title")})
	services, err := records.ServicesOf(e.App, o.Id, "", servicesAside, 0)
	for _, s := range services {
		v.Services = append(v.Services, ServiceLink{s.Id, s.Name(), s.Town()})
	}
	return err
}

// showServicesOf lists all services of an organisation, town by town, or those
// that somebody looks for among them.
func showServicesOf(e *core.RequestEvent) error {
	o, err := records.FindOrganisation(e.App, pathID(e))
	if err != nil {
		return err
	}
	view := servicesOfView{ID: o.Id, Name: o.Name(), Query: story.CleanLine(cut(e.Request.URL.Query().Get("q"), 200))}
	if view.Total, err = records.CountServicesOf(e.App, o.Id, view.Query); err != nil {
		return err
	}
	page, pages := pageOf(e, view.Total, servicesOnList)
	services, err := records.ServicesOf(e.App, o.Id, view.Query, servicesOnList, int64(page-1)*servicesOnList)
	if err != nil {
		return err
	}
	if view.Towns, err = byTown(e.App, services); err != nil {
		return err
	}
	keep := url.Values{}
	if view.Query != "" {
		keep.Set("q", view.Query)
	}
	view.Paging = NewPaging("/organisations/"+o.Id+"/services", keep, page, pages)
	return servicesOfPage.show(e, http.StatusOK, view)
}

// byTown are services, in the order of their towns, under those.
func byTown(app core.App, services []*records.Service) ([]TownServices, error) {
	ids := make([]string, len(services))
	for i, s := range services {
		ids[i] = s.Id
	}
	counts, err := records.CountStoriesOfServices(app, ids)
	if err != nil {
		return nil, err
	}
	where, err := wheres(app, services)
	var towns []TownServices
	for _, s := range services {
		if len(towns) == 0 || towns[len(towns)-1].Town != s.Town() {
			towns = append(towns, TownServices{Town: s.Town()})
		}
		last := &towns[len(towns)-1]
		card := PartCard{ID: s.Id, Name: s.Name(), Where: s.Postcode(), Stories: counts[s.Id], Closed: s.Closed()}
		if s.Parent() != "" {
			card.Where = where[s.Id]
		}
		last.Services = append(last.Services, card)
	}
	return towns, err
}
