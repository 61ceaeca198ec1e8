package pages

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
)

// seenBecause is one reason why stories reach an organisation.
type seenBecause struct {
	Words string
	What  []Link
	More  int // not listed
}

// ourOrganisationView is what an organisation sees, and why, for its own members.
type ourOrganisationView struct {
	Nav            staffNav
	ID, Name       string
	Term           string
	Reasons        []seenBecause
	Administrators []string // whom to ask
}

var ourOrganisationPage = newPage[ourOrganisationView]("staff/organisation")

// mostReasons is how much of each kind is listed by name.
const mostReasons = 20

// linkWords say what a kind of link means for who has it.
var linkWords = []struct {
	kind  records.LinkKind
	words string
}{
	{records.LinkPartners, "they are about a service in the area it answers for"},
	{records.LinkCommissions, "they are about something it pays for"},
	{records.LinkRegulates, "they are about something it regulates"},
	{records.LinkInspects, "they are about something it inspects"},
	{records.LinkFollows, "they are about something it follows"},
	{records.LinkRepresents, "they are about something whose users it speaks for"},
}

func showOurOrganisation(e *core.RequestEvent) error {
	o, err := records.FindOrganisation(e.App, signedIn(e).Member.Organisation())
	if err != nil {
		return err
	}
	view := ourOrganisationView{Nav: newStaffNav(e, "organisation"), ID: o.Id, Name: o.Name(), Term: termWords(o)}
	if view.Reasons, err = reasonsOf(e.App, o.Id); err != nil {
		return err
	}
	admins, err := records.AdministratorsOf(e.App, o.Id)
	if err != nil {
		return err
	}
	for _, m := range admins {
		view.Administrators = append(view.Administrators, m.Name())
	}
	return ourOrganisationPage.show(e, http.StatusOK, view)
}

// reasonsOf gathers why stories reach an organisation: what it runs, and its links.
func reasonsOf(app core.App, organisation string) ([]seenBecause, error) {
	var all []seenBecause
	runs, err := records.ServicesOf(app, organisation, "", mostReasons, 0)
	if err != nil {
		return nil, err
	}
	n, err := records.CountServicesOf(app, organisation, "")
	if err != nil {
		return nil, err
	}
	if len(runs) > 0 {
		r := seenBecause{Words: "they are about a service that it runs", More: max(n-len(runs), 0)}
		for _, s := range runs {
			r.What = append(r.What, Link{joined(", ", s.Name(), s.Town()), "/services/" + s.Id})
		}
		all = append(all, r)
	}
	for _, k := range linkWords {
		links, n, err := records.LinksOfKind(app, organisation, k.kind, deployment.Now(app), mostReasons)
		if err != nil {
			return nil, err
		}
		if n == 0 {
			continue
		}
		what, err := linkTargets(app, links)
		if err != nil {
			return nil, err
		}
		all = append(all, seenBecause{k.words, what, n - len(links)})
	}
	return all, nil
}

// linkTargets name what links lead to.
func linkTargets(app core.App, links []*records.Link) ([]Link, error) {
	var services, organisations []string
	var rest []Link
	for _, l := range links {
		switch {
		case l.Service() != "":
			services = append(services, l.Service())
		case l.Target() != "":
			organisations = append(organisations, l.Target())
		case l.Area() != "":
			rest = append(rest, Link{Text: "the area " + l.Area()})
		case l.ServiceKind() != "":
			rest = append(rest, Link{Text: "every " + l.ServiceKind()})
		case l.Tag() != "":
			rest = append(rest, Link{Text: "every story with a tag it follows"})
		}
	}
	var out []Link
	if len(services) > 0 {
		found, err := records.FindServices(app, services)
		if err != nil {
			return nil, err
		}
		for _, s := range found {
			out = append(out, Link{joined(", ", s.Name(), s.Town()), "/services/" + s.Id})
		}
	}
	if len(organisations) > 0 {
		found, err := records.FindOrganisations(app, organisations)
		if err != nil {
			return nil, err
		}
		for _, o := range found {
			out = append(out, Link{o.Name(), "/organisations/" + o.Id})
		}
	}
	return append(out, rest...), nil
}
