package pages

import (
	"errors"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/directory"
	"candour/internal/records"
)

// mostHistory is how much of the history of one place is read.
const mostHistory = 500

// readNames reads what the service was called, what it became, and its codes.
func (v *serviceView) readNames(e *core.RequestEvent, s *records.Service) error {
	history, err := records.HistoryOfService(e.App, s.Id, mostHistory)
	if err != nil {
		return err
	}
	v.readFormer(e, history, s.OtherNames())
	v.wordsOf = wordsAreOf(history)
	if len(history) > 0 || s.Closed() {
		v.History = "/services/" + s.Id + "/history"
	}
	further, err := records.IdentifiersOfService(e.App, s.Id)
	if err != nil {
		return err
	}
	v.Codes = codesOf(e.App, s.Scheme(), s.Code(), further)
	if s.Successor() == "" {
		return nil
	}
	next, err := findPublicService(e.App, s.Successor())
	if err == nil {
		v.Became = &Link{named(next.Name(), next.Town()), "/services/" + next.Id}
	}
	return unlessMissing(err)
}

// wordsAreOf says whether the words on the page of a service are those of the
// organisation that runs it today: nobody else took it over since they were written.
func wordsAreOf(newestFirst []*records.DirectoryChange) bool {
	for _, c := range newestFirst {
		switch c.Field() {
		case records.OwnWordsField:
			return true
		case "organisation":
			return c.Was() == "" // the first it had, and no other
		}
	}
	return true
}

// readFacts reads what and where the service is, and who has to do with it.
func (v *serviceView) readFacts(e *core.RequestEvent, s *records.Service) error {
	above, err := records.ServicesAbove(e.App, s)
	if err != nil {
		return err
	}
	around := records.Around{Services: []string{s.Id}, Kind: s.Kind(), Area: s.Council()}
	var wholes []Link
	for _, a := range above {
		around.Services = append(around.Services, a.Id)
		if !a.Unconfirmed() {
			wholes = append(wholes, Link{named(a.Name(), a.Town()), "/services/" + a.Id})
		}
	}
	if len(above) > 0 && !above[0].Unconfirmed() {
		v.Town = above[0].Name()
	}
	v.say("What", s.Kind())
	if err := v.readTreatments(e, s.Treatments()); err != nil {
		return err
	}
	v.link("Part of", wholes...)
	v.say("Where", place(s.Address(), s.Town(), s.Postcode()))
	v.reach(s.Phone(), s.Website())
	owner, err := records.FindOrganisation(e.App, s.Organisation())
	if errors.Is(err, records.ErrNotFound) {
		return v.readLinks(e, around, "")
	}
	if err != nil {
		return err
	}
	if s.OwnWords() != "" && v.wordsOf {
		v.OwnWords = OwnWords{owner.Name(), s.OwnWords()}
	}
	higher, err := records.OrganisationsAbove(e.App, owner)
	if err != nil {
		return err
	}
	v.link("Run by", organisationLink(owner))
	var over []Link
	around.Organisations = []string{owner.Id}
	for _, o := range higher {
		over = append(over, organisationLink(o))
		around.Organisations = append(around.Organisations, o.Id)
	}
	v.link("Which is part of", over...)
	return v.readLinks(e, around, owner.Id)
}

// readTreatments says what a service treats, in plain English. A code that nobody
// has words for is left out.
func (v *placeView) readTreatments(e *core.RequestEvent, codes []string) error {
	if len(codes) == 0 {
		return nil
	}
	house, err := houseOf(e.App)
	if err != nil {
		return err
	}
	all, err := directory.Treatments(house.Files)
	if err != nil {
		return err
	}
	var words []string
	for _, t := range all {
		if slices.Contains(codes, t.Code) {
			words = append(words, t.Words)
		}
	}
	v.say("Treats", strings.Join(words, "; "))
	return nil
}

func organisationLink(o *records.Organisation) Link { return Link{o.Name(), "/organisations/" + o.Id} }

// shownLinks are the kinds of links that a page shows, in its order, with what
// they are called there.
var shownLinks = []struct {
	kind  records.LinkKind
	label string
}{
	{records.LinkPartners, "Also answers for it"},
	{records.LinkCommissions, "Paid for by"},
	{records.LinkRegulates, "Regulated by"},
	{records.LinkInspects, "Inspected by"},
}

// readLinks reads who commissions, regulates, inspects or answers for a place
// today, besides who runs it.
func (v *placeView) readLinks(e *core.RequestEvent, around records.Around, owner string) error {
	var kinds []records.LinkKind
	for _, s := range shownLinks {
		kinds = append(kinds, s.kind)
	}
	links, err := records.LinksAround(e.App, around, deployment.Now(e.App), kinds...)
	if err != nil {
		return err
	}
	ids := make([]string, len(links))
	for i, l := range links {
		ids[i] = l.Organisation()
	}
	organisations, err := records.FindOrganisations(e.App, ids)
	if err != nil {
		return err
	}
	for _, s := range shownLinks {
		var named []Link
		for _, o := range organisations {
			for _, l := range links {
				if l.Kind() == s.kind && l.Organisation() == o.Id && (o.Id != owner || s.kind != records.LinkPartners) {
					named = append(named, organisationLink(o))
				}
			}
		}
		v.link(s.label, named...)
	}
	return nil
}
