package desk

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// saying is what the desk lists of organisations' own words.
func (s *scene) saying() (list []saidView) {
	s.t.Helper()
	var now struct{ Said []saidView }
	s.as(s.mairi, "GET", base+"/directory", nil).fill(s.t, &now)
	return now.Said
}

func TestOwnWords_AreSeenAtTheDeskAndTakenOffForAReason(t *testing.T) {
	s := newScene(t)
	admin := must(records.AddMember(s.App, "isla@grampian.example", "Isla", "a long password", s.board.Id, story.RoleAdministrator))(t)
	if list := s.saying(); len(list) != 0 {
		t.Fatalf("said before anybody said anything: %+v", list)
	}
	for _, words := range []string{"We run hospitals.", "Ask for Nurse Ann Smith."} {
		if err := flow.SayAboutOrganisation(s.App, admin.Id, words); err != nil {
			t.Fatal(err)
		}
		s.Pass(time.Second)
	}
	list := s.saying()
	if len(list) != 2 || !list[0].Stands || list[1].Stands || list[0].Words != "Ask for Nurse Ann Smith." || list[0].Page != list[0].Organisation {
		t.Fatalf("%+v", list)
	}
	path := base + "/own-words/" + list[0].ID + "/take-off"
	if r := s.as(s.mairi, "POST", path, map[string]any{"reason": ""}); r.Status != http.StatusUnprocessableEntity && r.Status != http.StatusBadRequest {
		t.Errorf("without a reason: %d %s", r.Status, r.Body)
	}
	if r := s.as(s.mairi, "POST", base+"/own-words/"+list[1].ID+"/take-off", map[string]any{"reason": "Old."}); r.Status != http.StatusConflict {
		t.Errorf("what was changed since: %d %s", r.Status, r.Body)
	}
	for range 2 { // twice is once
		if r := s.as(s.mairi, "POST", path, map[string]any{"reason": "It names a nurse."}); r.Status != http.StatusOK {
			t.Fatalf("%d %s", r.Status, r.Body)
		}
	}
	if o := must(records.FindOrganisation(s.App, s.board.Id))(t); o.OwnWords() != "" {
		t.Errorf("the page says %q", o.OwnWords())
	}
	if list = s.saying(); list[0].Stands || list[0].Reason != "It names a nurse." || !strings.Contains(list[0].TakenBy, s.mairi.Name()) {
		t.Errorf("%+v", list[0])
	}
}
