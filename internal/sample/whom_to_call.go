package sample

import (
	"fmt"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// calledDaysAgo is when a senior moderator wrote down whom to call.
const calledDaysAgo = 45

// whomToCall writes down whom moderators call when somebody may be in danger, at every
// organisation that a sample story is about or that has members here. The numbers are
// kept free for drama (Ofcom) and reach nobody.
func (s *storing) whomToCall() error {
	ids, seen := []string{}, map[string]bool{}
	add := func(id string) {
		if id != "" && !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	for _, m := range Members() {
		o, err := records.FindOrganisationByCode(s.app, m.Organisation)
		if err != nil {
			return err
		}
		add(o.Id)
	}
	for _, st := range Stories() {
		for _, code := range st.Services {
			v, err := records.FindServiceByCode(s.app, code)
			if err != nil {
				return err
			}
			add(v.Organisation())
		}
	}
	for n, id := range ids {
		whom := story.Escalation{Who: "The duty manager on call", Phone: fmt.Sprintf("01632 960 %03d", 300+n), Hours: "Day and night"}
		s.at("whom to call", calledDaysAgo, 0, func() error { return flow.SetEscalation(s.app, id, whom, s.senior, "") })
	}
	return nil
}
