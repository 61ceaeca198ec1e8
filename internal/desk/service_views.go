package desk

import (
	"strings"

	"candour/internal/records"
)

// serviceView is a service, told from its namesakes by its town.
type serviceView struct {
	ID           string       `json:"id"`
	Name         string       `json:"name"`
	Town         string       `json:"town"`
	Organisation string       `json:"organisation"`
	Whole        string       `json:"whole"` // the name of what it is a part of
	Postcode     string       `json:"postcode"`
	Code         string       `json:"code"`
	Unconfirmed  bool         `json:"unconfirmed"`
	Closed       string       `json:"closed"` // the day; "" while it is open
	Notes        []string     `json:"notes"`  // what became of it since the story was told
	Became       *serviceView `json:"became"` // what leads on from it
}

// placeName is a service or an organisation by its name alone.
type placeName struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Town string `json:"town"`
}

// servicesByID views services in the order of their ids; those that do not exist
// are left out.
func (d *desk) servicesByID(ids []string) ([]serviceView, error) {
	found, err := d.viewedServices(ids)
	if err != nil {
		return nil, err
	}
	sorted := make([]serviceView, 0, len(found))
	for _, id := range ids {
		if v, ok := found[id]; ok {
			sorted = append(sorted, v.view)
		}
	}
	return sorted, nil
}

// viewedService is a service with how it is shown.
type viewedService struct {
	*records.Service
	view serviceView
}

// viewedServices finds services by their ids.
func (d *desk) viewedServices(ids []string) (map[string]viewedService, error) {
	found, err := records.FindServices(d.App, ids)
	if err != nil {
		return nil, err
	}
	views, err := d.serviceViews(found)
	if err != nil {
		return nil, err
	}
	byID := make(map[string]viewedService, len(found))
	for i, s := range found {
		byID[s.Id] = viewedService{s, views[i]}
	}
	return byID, nil
}

func (d *desk) serviceViews(list []*records.Service) ([]serviceView, error) {
	names, err := d.namesAround(list)
	if err != nil {
		return nil, err
	}
	views := make([]serviceView, 0, len(list))
	for _, s := range list {
		views = append(views, serviceView{ID: s.Id, Name: s.Name(), Town: s.Town(), Organisation: names[s.Organisation()], Whole: names[s.Parent()],
			Postcode: s.Postcode(), Code: s.Code(), Unconfirmed: s.Unconfirmed(), Closed: day(d.App, s.ClosedOn()), Notes: []string{}})
	}
	return views, nil
}

// namesAround names what services are a part of, and who runs them.
func (d *desk) namesAround(list []*records.Service) (map[string]string, error) {
	var ids []string
	for _, s := range list {
		ids = append(ids, s.Organisation(), s.Parent())
	}
	return d.namesOf(ids)
}

// namesOf puts names to the ids of services and organisations.
func (d *desk) namesOf(ids []string) (map[string]string, error) {
	names := map[string]string{}
	services, err := records.FindServices(d.App, ids)
	if err != nil {
		return nil, err
	}
	for _, s := range services {
		names[s.Id] = strings.TrimSuffix(s.Name()+", "+s.Town(), ", ")
	}
	organisations, err := records.FindOrganisations(d.App, ids)
	if err != nil {
		return nil, err
	}
	for _, o := range organisations {
		names[o.Id] = o.Name()
	}
	return names, nil
}

// mostSteps bounds the walk from a service to what it became, and what that became.
const mostSteps = 20

// became is what a service leads to in the end; nil while it is itself.
func (d *desk) became(s *records.Service) (*records.Service, error) {
	var last *records.Service
	for step := 0; s.Successor() != "" && step < mostSteps; step++ {
		next, err := records.FindService(d.App, s.Successor())
		if err != nil {
			return nil, err
		}
		s, last = next, next
	}
	return last, nil
}

// mostNotes is how much of a service's history is looked through for a story.
const mostNotes = 50

// addServices adds the services a story is about, and what became of each.
func (d *desk) addServices(v *storyView) error {
	linked, err := records.ServicesOfStory(d.App, v.ID)
	if err != nil {
		return err
	}
	if v.Services, err = d.serviceViews(linked); err != nil {
		return err
	}
	for i, s := range linked {
		if err := d.addNotes(&v.Services[i], s, v); err != nil {
			return err
		}
		v.Unconfirmed = v.Unconfirmed || s.Unconfirmed()
	}
	return nil
}

func (d *desk) addNotes(view *serviceView, s *records.Service, v *storyView) error {
	history, err := records.WholeHistoryOfService(d.App, s.Id, mostNotes)
	if err != nil {
		return err
	}
	var since []*records.DirectoryChange
	for _, c := range history {
		if c.At().After(v.toldAt) && c.Field() != "closedOn" && c.Field() != "successor" { // those two are told below
			since = append(since, c)
		}
	}
	events, err := d.eventViews(since)
	if err != nil {
		return err
	}
	for _, e := range events {
		if e.Moves {
			view.Notes = append(view.Notes, e.At+": "+e.What)
		}
	}
	if view.Closed != "" {
		view.Notes = append(view.Notes, "This service is closed from "+view.Closed+".")
	}
	next, err := d.became(s)
	if err != nil || next == nil {
		return err
	}
	views, err := d.serviceViews([]*records.Service{next})
	if err == nil {
		view.Became = &views[0]
	}
	return err
}
