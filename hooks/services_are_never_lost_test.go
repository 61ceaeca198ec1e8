package hooks

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"candour/internal/records"
)

func TestASaveThatChangesNothingWritesNoHistory(t *testing.T) {
	s := newScene(t, with(t, promises))
	s.ok(s.set(s.service, "treatments", []string{"100", "330"}))
	before := must(s.CountRecords("directory_history"))(t)
	s.ok(s.set(s.service, "treatments", []string{"100", "330"}))
	s.ok(s.set(s.service, "name", s.service.Name()))
	s.ok(s.set(s.board, "parent", ""))
	if after := must(s.CountRecords("directory_history"))(t); before != 1 || after != before {
		t.Errorf("%d rows of history for one change, %d after saving the same again", before, after)
	}
}

func TestAPracticeAndWhoRunsItMayHaveOneCode(t *testing.T) {
	s := newScene(t, with(t, promises))
	o := must(records.NewOrganisation(s.App, "ods", "A81001", "The Densham Surgery", "provider"))(t)
	s.ok(s.Save(o))
	s.ok(s.Save(must(records.NewServiceIdentifier(s.App, s.service.Id, "ods", "A81001"))(t)))
	s.ok(s.Save(must(records.NewService(s.App, "ods", "S08000020", "Headquarters", "Aberdeen", s.board.Id))(t)))
}

func TestTheAdministratorLooksAfterLinksAndCodesInThePanel(t *testing.T) {
	s := newScene(t, with(t, promises))
	made := s.asAdministrator("POST", "/api/collections/links/records",
		`{"organisation": "`+s.stranger.Organisation()+`", "kind": "inspects", "service": "`+s.service.Id+`", "source": "administrator"}`)
	if n := must(s.CountRecords("links", dbx.HashExp{"kind": "inspects"}))(t); n != 1 {
		t.Errorf("no link was made: %s", made)
	}
	refused := s.asAdministrator("POST", "/api/collections/links/records", `{"organisation": "`+s.board.Id+`", "kind": "inspects", "source": "administrator"}`)
	if n := must(s.CountRecords("links"))(t); n != 1 {
		t.Errorf("a link that leads nowhere was made: %s", refused)
	}
	s.asAdministrator("POST", "/api/collections/identifiers/records", `{"service": "`+s.service.Id+`", "scheme": "cqc", "value": "1-23"}`)
	if list := s.asAdministrator("GET", "/api/collections/identifiers/records", ""); !strings.Contains(list, `"1-23"`) {
		t.Errorf("no code was made: %s", list)
	}
	if list := s.asAdministrator("GET", "/api/collections/directory_history/records", ""); strings.Contains(list, `"items"`) {
		t.Error("the history can be read, and perhaps written, in the panel")
	}
	history := must(records.HistoryOfService(s.App, s.service.Id, 10))(t)
	if len(history) != 2 || history[0].Field() != records.CodeField || history[0].Now() != "cqc:1-23" || history[1].Field() != records.LinkField ||
		history[1].Source() != records.FromAdministrator {
		t.Errorf("a link and a code left %d rows of history", len(history))
	}
}

func TestALinkThatEndsMovesOrGoesLeavesAHistory(t *testing.T) {
	s := newScene(t, with(t, promises))
	began, ended := time.Date(2020, 4, 1, 0, 0, 0, 0, time.UTC), time.Date(2024, 4, 1, 0, 0, 0, 0, time.UTC)
	l := must(records.NewLink(s.App, s.stranger.Organisation(), records.LinkCommissions, records.LinkTo{Service: s.service.Id}, began, time.Time{}, records.FromDesk))(t)
	as := records.Origin{Source: records.FromDesk, By: "somebody"}
	s.ok(records.SaveAs(s.App, l, as))
	l.SetUntil(ended)
	s.ok(records.SaveAs(s.App, l, as))
	s.ok(records.SaveAs(s.App, l, as)) // nothing changed
	other := must(records.NewService(s.App, "local", "other", "Other", "Aberdeen", s.board.Id))(t)
	s.ok(s.Save(other))
	s.ok(records.MoveLinks(s.App, s.service.Id, other.Id, as))
	s.ok(s.Delete(l))
	told := func(service string) (all []string) {
		for _, c := range must(records.HistoryOfService(s.App, service, 10))(t) {
			was, had := records.ReadPastLink(c.Was())
			now, has := records.ReadPastLink(c.Now())
			all = append(all, fmt.Sprint(c.Source(), " ", had, was.Until, " ", has, now.Until))
		}
		return all
	}
	if got := strings.Join(told(s.service.Id), "|"); got != "desk true2024-04-01 false|desk true true2024-04-01|desk false true" {
		t.Error(got)
	}
	if got := strings.Join(told(other.Id), "|"); got != "administrator true2024-04-01 false|desk false true2024-04-01" {
		t.Error(got)
	}
}
