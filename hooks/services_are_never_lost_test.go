package hooks

import (
	"strings"
	"testing"

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
	if history := must(records.HistoryOfService(s.App, s.service.Id, 10))(t); len(history) != 0 {
		t.Errorf("a link wrote history: %v", history[0].Field())
	}
}
