package pages

import (
	"net/http"
	"net/url"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
)

// The bounds of the page of a service.
const (
	partsOnPage  = 12 // beside its stories
	partsOnList  = 60 // on a page of their own
	storiesOfOld = 3  // told about what it took over
)

// findPublicService finds a service that everyone may see. One that a moderator
// added and nobody has confirmed yet is not there.
func findPublicService(app core.App, id string) (*records.Service, error) {
	s, err := records.FindService(app, id)
	if err == nil && s.Unconfirmed() {
		return nil, records.ErrNotFound
	}
	return s, err
}

// showService is the page of one service: what it is, its parts, and the stories
// about it and about them.
func showService(e *core.RequestEvent) error {
	s, err := findPublicService(e.App, pathID(e))
	if err != nil {
		return err
	}
	view := serviceView{Town: s.Town(), Review: reviewWords[s.HasReview()], placeView: placeView{ID: s.Id, Name: s.Name(),
		Closed: closedWords("service", s.ClosedOn(), deployment.Now(e.App)), Feed: "/services/" + s.Id + ".atom",
		Search: "/stories?" + url.Values{"service": {s.Id}}.Encode()}}
	for _, read := range []func(*core.RequestEvent, *records.Service) error{view.readNames, view.readFacts, view.readParts, view.readStories, view.readBefore} {
		if err := read(e, s); err != nil {
			return err
		}
	}
	return servicePage.show(e, http.StatusOK, view)
}

// reviewWords say whether a service looks at stories before everyone can.
var reviewWords = map[bool]string{
	true:  "Yes. It has 72 hours to look at a story about it. It can ask for a second look, with a reason that everyone can read. It can’t stop a story.",
	false: "No. It sees stories when everyone does.",
}

// readParts lists the first of its parts.
func (v *serviceView) readParts(e *core.RequestEvent, s *records.Service) (err error) {
	if v.PartCount, err = records.CountParts(e.App, s.Id); err != nil || v.PartCount == 0 {
		return err
	}
	if v.PartCount > partsOnPage {
		v.PartsMore = "/services/" + s.Id + "/parts"
	}
	v.link("Has", Link{plural(v.PartCount, "part", "parts"), "#parts-title"}) // far below on a phone
	v.Parts, err = partCards(e.App, s.Id, partsOnPage, 0)
	return err
}

func partCards(app core.App, whole string, limit, offset int64) ([]PartCard, error) {
	parts, err := records.PublicParts(app, whole, limit, offset)
	if err != nil || len(parts) == 0 {
		return nil, err
	}
	ids := make([]string, len(parts))
	for i, p := range parts {
		ids[i] = p.Id
	}
	counts, err := records.CountStoriesOfServices(app, ids)
	cards := make([]PartCard, len(parts))
	for i, p := range parts {
		cards[i] = PartCard{ID: p.Id, Name: p.Name(), Closed: p.Closed(), Stories: counts[p.Id]}
	}
	return cards, err
}

// readStories reads the stories about the service and its parts, and what came
// of them.
func (v *serviceView) readStories(e *core.RequestEvent, s *records.Service) error {
	ids, err := records.ServiceAndParts(e.App, s.Id)
	if err != nil {
		return err
	}
	return v.readList(e, records.Where{Services: ids}, func(a *asked) { a.query.Services = ids })
}

// readList reads a page of stories and their numbers.
func (v *placeView) readList(e *core.RequestEvent, where records.Where, of func(*asked)) (err error) {
	if v.Numbers, err = numbersOf(e.App, where, fewOutcomes); err != nil {
		return err
	}
	if v.found, err = oneList(e, of); err != nil {
		return err
	}
	if len(v.Numbers) == 0 && v.Total > 0 {
		v.TooFew = monthsAgo(deployment.Now(e.App).In(zoneOf(e)), numbersMonths)
	}
	return nil
}

// readBefore reads what the service took over, and the newest stories about that.
func (v *serviceView) readBefore(e *core.RequestEvent, s *records.Service) error {
	before, err := records.TakenOver(e.App, s.Id)
	if err != nil || len(before) == 0 {
		return err
	}
	v.Before = &Before{}
	ids := []string{}
	for _, b := range before {
		v.Before.Services = append(v.Before.Services, Link{named(b.Name(), b.Town()), "/services/" + b.Id})
		more, err := records.ServiceAndParts(e.App, b.Id)
		if err != nil {
			return err
		}
		ids = append(ids, more...)
	}
	if v.Before.Stories, err = newestOf(e, ids, storiesOfOld); err != nil {
		return err
	}
	if len(before) == 1 && len(v.Before.Stories) == storiesOfOld {
		v.Before.All = "/stories?" + url.Values{"service": {before[0].Id}}.Encode()
	}
	return nil
}

// showParts lists all parts of a service.
func showParts(e *core.RequestEvent) error {
	s, err := findPublicService(e.App, pathID(e))
	if err != nil {
		return err
	}
	view := partsView{ID: s.Id, Name: s.Name()}
	if view.Total, err = records.CountParts(e.App, s.Id); err != nil {
		return err
	}
	page, pages := pageOf(e, view.Total, partsOnList)
	if view.Parts, err = partCards(e.App, s.Id, partsOnList, int64(page-1)*partsOnList); err != nil {
		return err
	}
	view.Paging = NewPaging("/services/"+s.Id+"/parts", nil, page, pages)
	return partsPage.show(e, http.StatusOK, view)
}
