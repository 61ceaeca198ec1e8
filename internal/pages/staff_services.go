package pages

import (
	"net/http"
	"net/url"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

// ownServicesView lists the services of an administrator's organisation.
type ownServicesView struct {
	Notice                     string
	Organisation, Query, Words string // Words: the beginning of what the organisation's own page says
	Total                      int
	TakenOff                   []Link // pages whose words a moderator took off
	Services                   []ownService
	Paging                     Paging
}

// ownService is a service whose page an administrator may add words to.
type ownService struct {
	ServiceLink
	Words  string // the beginning of what it says; empty: nothing yet
	Closed bool
}

var ownServicesPage = newPage[ownServicesView]("staff/services")

// shownWords is how much of the words on a page a list shows.
const shownWords = 16

func showOwnServices(e *core.RequestEvent) error {
	o, err := records.FindOrganisation(e.App, signedIn(e).Member.Organisation())
	if err != nil {
		return err
	}
	view := ownServicesView{Notice: doneNotice(e), Organisation: o.Name(), Words: firstWords(o.OwnWords(), shownWords),
		Query: story.CleanLine(cut(e.Request.URL.Query().Get("q"), 200))}
	if view.Total, err = records.CountServicesOf(e.App, o.Id, view.Query); err != nil {
		return err
	}
	page, pages := pageOf(e, view.Total, servicesOnList)
	services, err := records.ServicesOf(e.App, o.Id, view.Query, servicesOnList, int64(page-1)*servicesOnList)
	if err != nil {
		return err
	}
	where, err := wheres(e.App, services)
	if err != nil {
		return err
	}
	if view.TakenOff, err = takenOffPages(e.App, o); err != nil {
		return err
	}
	for _, s := range services {
		view.Services = append(view.Services, ownService{ServiceLink{s.Id, s.Name(), where[s.Id]}, firstWords(s.OwnWords(), shownWords), s.Closed()})
	}
	keep := url.Values{}
	if view.Query != "" {
		keep.Set("q", view.Query)
	}
	view.Paging = NewPaging("/staff/services", keep, page, pages)
	return ownServicesPage.show(e, http.StatusOK, view)
}

// takenOffPages are the pages whose words a moderator took off, and that say nothing
// since.
func takenOffPages(app core.App, o *records.Organisation) ([]Link, error) {
	taken, err := records.TakenOff(app, o.Id, 20)
	if err != nil {
		return nil, err
	}
	var pages []Link
	for _, v := range taken {
		if v.Service() == "" {
			pages = append(pages, Link{o.Name(), "/staff/organisation"})
			continue
		}
		s, err := records.FindService(app, v.Service())
		if err != nil {
			return nil, err
		}
		if s.Organisation() == o.Id {
			pages = append(pages, Link{joined(", ", s.Name(), s.Town()), "/staff/services/" + s.Id})
		}
	}
	return pages, nil
}
