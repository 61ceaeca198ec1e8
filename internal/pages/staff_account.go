package pages

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
)

// staffAccountRoutes are the doors of a member to what is their own.
var staffAccountRoutes = []route{
	{"GET", "/staff/our-organisation", member, showOurOrganisation},
	{"GET", "/staff/account", member, showStaffAccount},
	{"POST", "/staff/account", member, doStaffDetails},
	{"POST", "/staff/account/letters", member, doStaffLetters},
	{"POST", "/staff/account/organisation", member, doSwitch},
	{"GET", "/staff/account/password", member, showStaffPassword},
	{"POST", "/staff/account/password", member, doStaffPassword},
	{"GET", "/staff/account/email", member, showStaffEmail},
	{"POST", "/staff/account/email", member, doStaffEmail},
	{"GET", "/staff/account/leave", member, showLeave},
	{"POST", "/staff/account/leave", member, doLeave},
}

// ownOrganisation is one of a member's organisations.
type ownOrganisation struct {
	ID, Name, Role string // the id is the membership's
	Now            bool   // they act for it
	Shut           string // why they can't act for it; empty when they can
}

// staffAccountView is what is held of a member, for them alone to see and change.
type staffAccountView struct {
	FormErrors
	actsFor
	Notice                            string
	Nav                               staffNav
	Email, Organisation, Next         string
	NewEmail                          string // asked for and not confirmed yet
	Photo                             bool
	Until                             string // the last day at the organisation they act for
	Name                              Field
	JobTitle, Department, Description Field
	LettersOff                        bool
	Organisations                     []ownOrganisation
}

var (
	staffAccountPage = newPage[staffAccountView]("staff/account")
)

func showStaffAccount(e *core.RequestEvent) error {
	m := signedIn(e).Member
	in := m.Membership()
	return showStaffAccountWith(e, http.StatusOK, url.Values{"name": {m.Name()}, "job_title": {in.JobTitle()}, "department": {in.Department()}, "description": {in.Description()}}, nil)
}

func showStaffAccountWith(e *core.RequestEvent, status int, form url.Values, problems []Problem) error {
	m := signedIn(e).Member
	view := staffAccountView{FormErrors: FormErrors{problems}, actsFor: forNow(e), Notice: doneNotice(e), Nav: newStaffNav(e, "account"), Email: m.Email(), Organisation: m.OrganisationName(),
		NewEmail: m.NewEmail(), Photo: m.Photo() != "", Until: day(m.Membership().LastDay()),
		Name:     Field{Name: "name", Label: "Your name", Value: form.Get("name"), Autocomplete: "name", Width: "20"}.With(problems),
		JobTitle: jobField("job_title", "Job title", form, problems), Department: jobField("department", "Department or ward", form, problems),
		Description: Field{Name: "description", Label: "About your work", Hint: "Only the administrators of your organisation, and whoever looks after this site, can see it.", Rows: 3, Optional: true, Value: form.Get("description")}.With(problems),
		LettersOff:  m.LettersOff()}
	if next := localPath(e.Request.URL.Query().Get("next")); next != "/" {
		view.Next = next
	}
	var err error
	if view.Organisations, err = ownOrganisations(e.App, m); err != nil {
		return err
	}
	return staffAccountPage.show(e, status, view)
}

func ownOrganisations(app core.App, m *records.Member) ([]ownOrganisation, error) {
	memberships, err := records.MembershipsOf(app, m.Id)
	if err != nil {
		return nil, err
	}
	var all []ownOrganisation
	for _, in := range memberships {
		o, err := records.FindOrganisation(app, in.Organisation())
		if err != nil {
			return nil, err
		}
		own := ownOrganisation{ID: in.Id, Name: o.Name(), Role: roleWords[in.Role()], Now: o.Id == m.Organisation()}
		switch {
		case in.Frozen():
			own.Shut = "Your access is paused. Ask one of its administrators."
		case in.Ended(deployment.Now(app)):
			own.Shut = "Your last day there was " + day(in.LastDay()) + "."
		case !o.TakesPart(deployment.Now(app)):
			own.Shut = "It takes no part here now."
		}
		all = append(all, own)
	}
	return all, nil
}

func doStaffDetails(e *core.RequestEvent) error {
	form, err := readForm(e)
	if err != nil {
		return err
	}
	err = flow.ChangeOwnDetails(e.App, signedIn(e).Member.Id, flow.OwnDetails{Name: form.Get("name"), JobTitle: form.Get("job_title"),
		Department: form.Get("department"), Description: form.Get("description")})
	if problems, ok := problemsOf(err); ok {
		return showStaffAccountWith(e, http.StatusUnprocessableEntity, form, problems)
	}
	if err != nil {
		return err
	}
	return leadTo(e, "/staff/account", "details")
}

func doStaffLetters(e *core.RequestEvent) error {
	form, err := readForm(e)
	if err != nil {
		return err
	}
	wanted, err := strconv.ParseBool(form.Get("letters"))
	if err != nil {
		return e.BadRequestError("", err)
	}
	if err := flow.SetMemberLetters(e.App, signedIn(e).Member.Id, wanted); err != nil {
		return err
	}
	return leadTo(e, "/staff/account", "letters")
}

// doSwitch has the member act for another of their organisations.
func doSwitch(e *core.RequestEvent) error {
	form, err := readForm(e)
	if err != nil {
		return err
	}
	err = flow.SwitchOrganisation(e.App, signedIn(e).Member.Id, form.Get("membership"))
	var shut flow.NotLetIn
	if errors.As(err, &shut) { // it was shut since the page was opened, and the page says so
		return e.Redirect(http.StatusSeeOther, "/staff/account#organisations")
	}
	if err != nil {
		return err
	}
	if next := localPath(form.Get("next")); next != "/" {
		return e.Redirect(http.StatusSeeOther, next)
	}
	return leadTo(e, "/staff", "switched")
}

func newStaffPasswordView(problems []Problem) passwordView {
	return passwordView{FormErrors: FormErrors{problems}, Back: "/staff/account", Action: "/staff/account/password", Password: newPasswordField().With(problems),
		Current: Field{Name: "current", Label: "Your password now", Type: "password", Autocomplete: "current-password", Width: "20"}.With(problems)}
}

func showStaffPassword(e *core.RequestEvent) error {
	return passwordPage.show(e, http.StatusOK, newStaffPasswordView(nil))
}

func doStaffPassword(e *core.RequestEvent) error {
	form, err := readForm(e)
	if err != nil {
		return err
	}
	who, err := flow.ChangeMemberPassword(e.App, signedIn(e).Member.Id, form.Get("current"), form.Get("password"))
	if problems, ok := problemsOf(err); ok {
		return passwordPage.show(e, http.StatusUnprocessableEntity, newStaffPasswordView(problems))
	}
	if err != nil {
		return err
	}
	if err := startSession(e, who); err != nil {
		return err
	}
	return leadTo(e, "/staff/account", "password")
}
