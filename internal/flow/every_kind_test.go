package flow_test

import (
	"errors"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// Whatever kind an organisation is of, what it sees hangs on its links alone, and what
// its people may do on their role alone.
func TestEveryKindOfOrganisation_SeesByItsLinks_AndAnswersByRole(t *testing.T) {
	p := newPostRoom(t)
	c, err := p.FindCollectionByNameOrId("organisations")
	p.ok(err)
	type place struct{ linked, ended, apart string }
	places := map[string]place{}
	organisation := func(kind, what string, until time.Time) string {
		o, err := records.NewOrganisation(p, "local", kind+"-"+what, "The "+kind+", "+what, kind)
		p.keep(o, err)
		if what != "apart" {
			l, err := records.NewLink(p, o.Id, records.LinkFollows, records.LinkTo{Service: p.service.Id}, p.Now().AddDate(-1, 0, 0), until, records.FromDesk)
			p.keep(l, err)
		}
		return o.Id
	}
	kinds := c.Fields.GetByName("kind").(*core.SelectField).Values
	for _, kind := range kinds {
		places[kind] = place{organisation(kind, "linked", time.Time{}), organisation(kind, "ended", p.Now().AddDate(0, 0, -40)), organisation(kind, "apart", time.Time{})}
	}
	id := p.published()
	answer := func(organisation string, role story.Role) error {
		m, err := records.AddMember(p, string(role)+"@"+organisation+".example", "Nia", aPassword, organisation, role)
		p.ok(err)
		if _, err := flow.OpenStory(p, m.Id, id); err != nil {
			return err
		}
		_, err = flow.RespondToStory(p, flow.Answer{StoryID: id, MemberID: m.Id, Text: "Thank you for telling us."})
		return err
	}
	for _, kind := range kinds {
		at := places[kind]
		for _, role := range []story.Role{story.RoleResponder, story.RoleAdministrator} {
			if err := answer(at.linked, role); err != nil {
				t.Errorf("%s: a %s of one that follows the service: %v", kind, role, err)
			}
		}
		if err := answer(at.linked, story.RoleMember); err == nil {
			t.Errorf("%s: whoever may only read has answered", kind)
		}
		for what, where := range map[string]string{"whose link has ended": at.ended, "without a link": at.apart} {
			if err := answer(where, story.RoleResponder); !errors.Is(err, records.ErrNotFound) {
				t.Errorf("%s: one %s: %v", kind, what, err)
			}
		}
	}
}
