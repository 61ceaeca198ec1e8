package hooks

import (
	"slices"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/records"
)

func init() {
	breaches["services-are-never-lost"] = neverLost
	breaches["services-are-confirmed-first"] = confirmedFirst
}

// set saves one changed field of a service or an organisation.
func (s *scene) set(r core.RecordProxy, field string, value any) error {
	s.t.Helper()
	fresh := must(s.FindRecordById(r.ProxyRecord().Collection(), r.ProxyRecord().Id))(s.t)
	fresh.Set(field, value)
	return s.Save(fresh)
}

// part adds a service that is a part of the scene's own.
func (s *scene) part(code string) *records.Service {
	s.t.Helper()
	v := must(records.NewService(s.App, "phs", code, "Ward "+code, "Aberdeen", s.board.Id))(s.t)
	v.SetParent(s.service.Id)
	s.ok(s.Save(v))
	return v
}

func (s *scene) link(to records.LinkTo, since, until time.Time) error {
	l := must(records.NewLink(s.App, s.board.Id, records.LinkFollows, to, since, until, records.FromAdministrator))(s.t)
	return s.Save(l)
}

var neverLost = map[string]breach{
	"a service is deleted": func(t *testing.T, s *scene) bool {
		return s.Delete(s.addService("N999H", "A ward", s.board.Id)) == nil
	},
	"the administrator deletes a service in the panel": func(t *testing.T, s *scene) bool {
		v := s.addService("N999H", "A ward", s.board.Id)
		s.asAdministrator("DELETE", "/api/collections/services/records/"+v.Id, "")
		return must(s.CountRecords("services", dbx.HashExp{"id": v.Id}))(t) == 0
	},
	"an organisation is deleted": func(_ *testing.T, s *scene) bool {
		return s.Delete(s.organisation("S08000099", "A board")) == nil
	},
	"a service gets the code of another place": func(_ *testing.T, s *scene) bool { return s.set(s.service, "code", "N999H") == nil },
	"a further code is used again": func(t *testing.T, s *scene) bool {
		s.ok(s.Save(must(records.NewServiceIdentifier(s.App, s.service.Id, "phs", "OLD"))(t)))
		v := must(records.NewService(s.App, "phs", "OLD", "Something new", "Elgin", s.board.Id))(t)
		return s.Save(v) == nil
	},
	"a main code becomes a further code of another": func(t *testing.T, s *scene) bool {
		other := s.addService("N999H", "A ward", s.board.Id)
		return s.Save(must(records.NewServiceIdentifier(s.App, other.Id, "phs", s.service.Code()))(t)) == nil
	},
	"a further code is handed on to what its owner never became": func(t *testing.T, s *scene) bool {
		i := must(records.NewServiceIdentifier(s.App, s.service.Id, "cqc", "1-23"))(t)
		s.ok(s.Save(i))
		i.Set("service", s.addService("N999H", "A ward", s.board.Id).Id)
		return s.Save(i) == nil
	},
	"a further code of nobody": func(t *testing.T, s *scene) bool {
		return s.Save(must(records.NewServiceIdentifier(s.App, "", "cqc", "1-23"))(t)) == nil
	},
	"a circle in the tree": func(_ *testing.T, s *scene) bool { return s.set(s.service, "parent", s.part("W1").Id) == nil },
	"a circle of successors": func(_ *testing.T, s *scene) bool {
		w := s.part("W1")
		s.ok(s.set(w, "successor", s.service.Id))
		return s.set(s.service, "successor", w.Id) == nil
	},
	"a part of something that has become another": func(t *testing.T, s *scene) bool {
		former := s.addService("N999H", "A hospital of before", s.board.Id)
		s.ok(s.set(former, "successor", s.service.Id))
		return s.set(s.part("W1"), "parent", former.Id) == nil
	},
	"a part is run by somebody else": func(_ *testing.T, s *scene) bool {
		return s.set(s.part("W1"), "organisation", s.stranger.Organisation()) == nil
	},
	"the whole goes to somebody else, and its parts are left behind": func(t *testing.T, s *scene) bool {
		w := s.part("W1")
		s.ok(s.set(s.service, "organisation", s.stranger.Organisation()))
		return must(records.FindService(s.App, w.Id))(t).Organisation() == s.board.Id
	},
	"a name is changed and nobody can read what it was": func(t *testing.T, s *scene) bool {
		s.ok(s.set(s.service, "name", "Foresterhill"))
		return len(must(records.HistoryOfService(s.App, s.service.Id, 10))(t)) == 0
	},
	"the history is rewritten": func(t *testing.T, s *scene) bool {
		r := must(s.FindCollectionByNameOrId("directory_history"))(t)
		row := core.NewRecord(r)
		row.Load(map[string]any{"service": s.service.Id, "field": "name", "was": "A", "now": "B", "source": "file"})
		s.ok(s.Save(row))
		row.Set("was", "C")
		return s.Save(row) == nil
	},
	"a link to two things at once": func(_ *testing.T, s *scene) bool {
		return s.link(records.LinkTo{Service: s.service.Id, ServiceKind: "hospital"}, time.Time{}, time.Time{}) == nil
	},
	"a link that ends before it begins": func(_ *testing.T, s *scene) bool {
		return s.link(records.LinkTo{Service: s.service.Id}, s.Now(), s.Now().AddDate(0, -1, 0)) == nil
	},
	"a hospital changes hands, and who took over never sees its stories": func(t *testing.T, s *scene) bool {
		id := s.published()
		s.ok(s.set(s.service, "organisation", s.stranger.Organisation()))
		_, err := flow.RerouteUnrouted(s.App, t.Context())
		s.ok(err)
		return !must(records.Reaches(s.App, id, s.stranger.Organisation()))(t)
	},
	"somebody begins to follow a hospital, and does not see its stories": func(t *testing.T, s *scene) bool {
		id := s.published()
		o := s.organisation("CHARITY", "Friends of the hospital")
		s.ok(s.Save(must(records.NewLink(s.App, o.Id, records.LinkFollows, records.LinkTo{Service: s.service.Id}, time.Time{}, time.Time{}, records.FromDesk))(t)))
		_, err := flow.RerouteUnrouted(s.App, t.Context())
		s.ok(err)
		return !must(records.Reaches(s.App, id, o.Id))(t)
	},
}

var confirmedFirst = map[string]breach{
	"a story is published about a place nobody has confirmed": func(t *testing.T, s *scene) bool {
		id := s.told()
		s.ok(s.set(s.service, "unconfirmed", true))
		st := must(records.FindStory(s.App, id))(t)
		s.ok(records.WriteDown(s.App, records.Act{Story: id, By: s.moderator.Id, What: "published", Version: st.NextVersion(), At: s.Now()}))
		st.SetPublished(s.Now(), 1, s.moderator.Id)
		return s.Save(st) == nil
	},
	"a public story becomes one about such a place": func(t *testing.T, s *scene) bool {
		id := s.published()
		v := s.addService("X1", "A clinic", "")
		s.ok(s.set(v, "unconfirmed", true))
		s.ok(s.set(s.service, "successor", v.Id))
		return records.MoveStories(s.App, s.service.Id, v.Id) == nil && slices.Contains(must(records.StoryServiceIDs(s.App, id))(t), v.Id)
	},
	"a place that public stories are about becomes one that nobody knows": func(_ *testing.T, s *scene) bool {
		s.published()
		return s.set(s.service, "unconfirmed", true) == nil
	},
}
