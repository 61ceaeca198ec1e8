package pages

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/records"
)

// leaveView asks once more before a member leaves the organisation they act for.
type leaveView struct {
	FormErrors
	actsFor
	Organisation string
	Only         bool // it is their only one: the account goes too
}

// staffEmailView is where a member changes the address they sign in with.
type staffEmailView struct {
	FormErrors
	Now            string
	Email, Current Field
}

var (
	leavePage      = newPage[leaveView]("staff/leave")
	staffEmailPage = newPage[staffEmailView]("staff/email")
)

func showLeave(e *core.RequestEvent) error { return showLeaveWith(e, http.StatusOK, nil) }

func showLeaveWith(e *core.RequestEvent, status int, problems []Problem) error {
	m := signedIn(e).Member
	all, err := records.MembershipsOf(e.App, m.Id)
	if err != nil {
		return err
	}
	return leavePage.show(e, status, leaveView{FormErrors{problems}, forNow(e), m.OrganisationName(), len(all) == 1})
}

func doLeave(e *core.RequestEvent) error {
	err := flow.LeaveOrganisation(e.App, signedIn(e).Member.Id)
	if problems, ok := refusal(err, "leave"); ok {
		return showLeaveWith(e, http.StatusUnprocessableEntity, problems)
	}
	if err != nil {
		return err
	}
	endSession(e)
	return e.Redirect(http.StatusSeeOther, "/sign-in")
}

func newStaffEmailView(e *core.RequestEvent, typed string, problems []Problem) staffEmailView {
	return staffEmailView{FormErrors: FormErrors{problems}, Now: signedIn(e).Member.Email(),
		Email: Field{Name: "email", Label: "New work e-mail address", Hint: "We write to it. It counts once you open the link in that letter, within a day. We also tell your present address.",
			Type: "email", Autocomplete: "email", Value: typed, Width: "20"}.With(problems),
		Current: Field{Name: "current", Label: "Your password", Type: "password", Autocomplete: "current-password", Width: "20"}.With(problems)}
}

func showStaffEmail(e *core.RequestEvent) error {
	return staffEmailPage.show(e, http.StatusOK, newStaffEmailView(e, "", nil))
}

// doStaffEmail writes to a new address and tells the old one. Whether another account
// has it is never said.
//
// Kept by: accounts cannot be guessed.
func doStaffEmail(e *core.RequestEvent) error {
	form, err := readForm(e)
	if err != nil {
		return err
	}
	err = flow.AskForNewMemberEmail(e.App, signedIn(e).Member.Id, form.Get("current"), form.Get("email"))
	if problems, ok := problemsOf(err); ok {
		return staffEmailPage.show(e, http.StatusUnprocessableEntity, newStaffEmailView(e, form.Get("email"), problems))
	}
	if err != nil {
		return err
	}
	return leadTo(e, "/staff/account", "email")
}
