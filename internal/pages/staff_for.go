package pages

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/records"
)

// actsFor is embedded by the view of a page whose form does something for an
// organisation. The form carries its id in the hidden field "for" (part "for").
type actsFor struct{ For string }

func forNow(e *core.RequestEvent) actsFor { return actsFor{signedIn(e).Member.Organisation()} }

// ownDoors are the forms of members about themselves alone, whichever organisation
// they act for.
var ownDoors = []string{"/staff/account/letters", "/staff/account/organisation", "/staff/account/password", "/staff/account/email", photoPath, photoPath + "/remove",
	"/staff/sign-ins/{id}/end", "/staff/sign-ins/end-others"}

// actsForOrganisation reports whether what a door takes is done for an organisation.
func (r route) actsForOrganisation() bool {
	return r.method == http.MethodPost && slices.Contains([]who{member, responder, administrator}, r.who) && !slices.Contains(ownDoors, r.path)
}

// door is what stands at an address: for whom it is, and for which organisation a
// form was opened. A member may have switched in another window since; then nothing
// is done for the wrong one. This comes before their role is looked at, which may be
// lower in the organisation they act for now.
func door(r route) func(*core.RequestEvent) error {
	handle := only(r.who, r.handle)
	if !r.actsForOrganisation() {
		return handle
	}
	return func(e *core.RequestEvent) error {
		m := signedIn(e).Member
		if m == nil {
			return handle(e)
		}
		form, err := readForm(e)
		if err != nil {
			return err
		}
		if form.Get("for") != m.Organisation() && form.Get("switch") == "yes" {
			if err := switchBack(e, m, form.Get("for")); err != nil {
				return err
			}
			m = signedIn(e).Member
		}
		if m != nil && form.Get("for") == m.Organisation() {
			return handle(e)
		}
		return showOtherOrganisation(e, r, m, form)
	}
}

// switchBack has the member act for the organisation that a form was opened for.
// Where that is shut or not theirs, nothing changes.
func switchBack(e *core.RequestEvent, m *records.Member, organisation string) error {
	in, err := records.FindMembershipIn(e.App, m.Id, organisation)
	if err != nil {
		return unlessMissing(err)
	}
	err = flow.SwitchOrganisation(e.App, m.Id, in.Id)
	var shut flow.NotLetIn
	if errors.As(err, &shut) {
		return nil
	}
	if err != nil {
		return err
	}
	fresh, err := records.FindMember(e.App, m.Id)
	if err != nil {
		return err
	}
	e.Auth = fresh.ProxyRecord()
	return nil
}

// otherOrganisationView says that a form was opened for another organisation than
// the member acts for now, and holds all that it brought.
type otherOrganisationView struct {
	FormErrors
	Action    string
	Now, Was  string // their names; Was is empty when the form did not say, or named none of theirs
	Kept      []keptField
	Again     Option // act for the other again, and send it; no value: can't be
	SendAsNow string // the organisation they act for now, when it may be sent for that one
}

// keptField is one value that a form brought. With a label, it was typed.
type keptField struct{ Name, Label, Value string }

var otherOrganisationPage = newPage[otherOrganisationView]("staff/other-organisation")

// typedLabels name what people type in forms that are sent for an organisation.
var typedLabels = map[string]string{"response": "Your response", "change_text": "What changes", "change_on": "By when, or since when", "own_words": "Your words", "answer": "Your answer", "appeal": "Why it should be decided otherwise", "address": "E-mail address of the service",
	"name": "Name", "email": "E-mail address", "job_title": "Job title", "department": "Department or ward", "description": "About the work",
	"who": "Who answers", "phone": "Phone number", "hours": "When", "list": "The list", "until": "Last day"}

func showOtherOrganisation(e *core.RequestEvent, r route, m *records.Member, form url.Values) error {
	if m == nil {
		return ErrSignedOut
	}
	view := otherOrganisationView{Action: e.Request.URL.Path, Now: m.OrganisationName(), Kept: keptFields(form)}
	if in, err := records.FindMembershipIn(e.App, m.Id, form.Get("for")); err == nil {
		o, err := records.FindOrganisation(e.App, in.Organisation())
		if err != nil {
			return err
		}
		view.Was, view.Again = o.Name(), Option{Value: o.Id, Label: o.Name()}
	} else if !errors.Is(err, records.ErrNotFound) {
		return err
	}
	// What has an id belongs to one organisation; a story may reach several.
	anyones := view.Was == "" || !strings.Contains(r.path, "{id}") || strings.HasPrefix(r.path, "/staff/stories/")
	if signedIn(e).may(r.who) && anyones {
		view.SendAsNow = m.Organisation()
	}
	view.Problems = []Problem{{"", "Nothing was changed, because this form was not opened for " + m.OrganisationName() + ", which you act for now."}}
	e.Response.Header().Set("X-Robots-Tag", "noindex")
	return otherOrganisationPage.show(e, http.StatusUnprocessableEntity, view)
}

// keptFields are what a form brought, in a steady order.
func keptFields(form url.Values) []keptField {
	var kept []keptField
	for name, values := range form {
		if name == "for" || name == "switch" {
			continue
		}
		for _, v := range values {
			kept = append(kept, keptField{name, typedLabels[name], v})
		}
	}
	slices.SortStableFunc(kept, func(a, b keptField) int { return strings.Compare(a.Name, b.Name) })
	return kept
}
