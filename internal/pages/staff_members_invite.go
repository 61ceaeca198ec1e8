package pages

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// inviteView is where an administrator invites one person.
type inviteView struct {
	FormErrors
	actsFor
	Organisation         string
	Name, Email          Field
	JobTitle, Department Field
	Role, Until          Field
}

// invitationView is an invitation that nobody has taken up yet.
type invitationView struct {
	FormErrors
	actsFor
	Notice   string
	ID, Name string
	Rows     []Row
	Email    Field // to correct it
}

var (
	invitePage     = newPage[inviteView]("staff/invite")
	invitationPage = newPage[invitationView]("staff/invitation")
)

func newInviteView(acts actsFor, organisation string, form url.Values, problems []Problem) inviteView {
	return inviteView{FormErrors: FormErrors{problems}, actsFor: acts, Organisation: organisation,
		Name:     Field{Name: "name", Label: "Name", Value: form.Get("name"), Autocomplete: "off", Width: "20"}.With(problems),
		Email:    Field{Name: "email", Label: "Work e-mail address", Type: "email", Value: form.Get("email"), Autocomplete: "off", Width: "20"}.With(problems),
		JobTitle: jobField("job_title", "Job title", form, problems), Department: jobField("department", "Department or ward", form, problems),
		Role: roleField(story.Role(form.Get("role")), problems), Until: lastDayField(form, problems)}
}

// lastDayField asks for the last day of a membership, and typedLastDay reads it.
func lastDayField(form url.Values, problems []Problem) Field {
	return Field{Name: "until", Label: "Last day", Hint: "For people who are here for a time, such as students. Leave it empty for no end.", Type: "date", Width: "10",
		Value: form.Get("until"), Optional: true}.With(problems)
}

func typedLastDay(form url.Values) (time.Time, error) {
	on := story.ReadDay(form.Get("until"))
	if on.IsZero() && strings.TrimSpace(form.Get("until")) != "" {
		return on, story.Problem{Field: "until", Text: "Write the day like 31/3/2027."}
	}
	return on, nil
}

func jobField(name, label string, form url.Values, problems []Problem) Field {
	return Field{Name: name, Label: label, Value: form.Get(name), Autocomplete: "off", Optional: true}.With(problems)
}

func roleField(chosen story.Role, problems []Problem) Field {
	f := Field{Name: "role", Label: "Role"}
	for _, r := range story.Roles() {
		f.Options = append(f.Options, Option{Value: string(r), Label: roleWords[r], Hint: roleHints[r], Checked: r == chosen})
	}
	return f.With(problems)
}

func showInvite(e *core.RequestEvent) error {
	return invitePage.show(e, http.StatusOK, newInviteView(forNow(e), signedIn(e).Member.OrganisationName(), url.Values{"role": {string(story.RoleMember)}}, nil))
}

// doInvite invites one person. It says the same whether or not the address has an
// account here; only who is in this organisation already is known to its
// administrators anyway.
//
// Kept by: accounts cannot be guessed.
func doInvite(e *core.RequestEvent) error {
	form, err := readForm(e)
	if err != nil {
		return err
	}
	m := signedIn(e).Member
	who := story.Invitee{Email: form.Get("email"), Name: form.Get("name"), JobTitle: form.Get("job_title"), Department: form.Get("department"),
		Role: story.Role(form.Get("role"))}.Cleaned()
	var ps story.Problems
	if who.LastDay, err = typedLastDay(form); err == nil {
		err = story.CheckLastDay(who.LastDay, deployment.Now(e.App))
	}
	_ = ps.Add(who.Check())
	_ = ps.Add(err)
	err = ps.Err()
	var done flow.Invited
	if err == nil {
		done, err = flow.InviteMembers(e.App, flow.Inviting{Admin: m.Id}, []story.Invitee{who})
	}
	problems, ok := problemsOf(err)
	switch {
	case errors.Is(err, flow.ErrOutOfTerm):
		problems = []Problem{{"", "Your organisation takes no part here now, so nobody can join it."}}
	case err == nil && done.Here > 0:
		problems = []Problem{{"email", "This address belongs to one of your members, or was invited already. Look in the list of members."}}
	case err != nil && !ok:
		return err
	}
	if len(problems) > 0 {
		return invitePage.show(e, http.StatusUnprocessableEntity, newInviteView(forNow(e), m.OrganisationName(), form, problems))
	}
	return leadTo(e, membersPath, "invited")
}

func showInvitation(e *core.RequestEvent) error {
	return showInvitationWith(e, http.StatusOK, "", nil)
}

func showInvitationWith(e *core.RequestEvent, status int, typed string, problems []Problem) error {
	i, err := records.FindInvitation(e.App, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	if i.Organisation() != signedIn(e).Member.Organisation() {
		return ErrNotFound
	}
	zone := zoneOf(e)
	view := invitationView{FormErrors: FormErrors{problems}, actsFor: forNow(e), Notice: doneNotice(e), ID: i.Id, Name: i.Name(),
		Email: Field{Name: "email", Label: "Work e-mail address", Type: "email", Value: typed, Autocomplete: "off", Width: "20"}.With(problems)}
	if typed == "" {
		view.Email.Value = i.Email()
	}
	for _, r := range []Row{{Key: "E-mail address", Value: i.Email()}, {Key: "Role", Value: roleWords[i.Role()]}, {Key: "Job title", Value: i.JobTitle()},
		{Key: "Department or ward", Value: i.Department()}, {Key: "Last day", Value: day(i.LastDay())}, {Key: "Last sent", Value: clock(i.SentAt(), zone)}, {Key: "The link works until", Value: day(local(i.ExpiresAt(), zone))},
		{Key: "Invited by", Value: memberName(e.App, i.InvitedBy())}} {
		if r.Value != "" {
			view.Rows = append(view.Rows, r)
		}
	}
	return invitationPage.show(e, status, view)
}

// memberName is the name of a member, or "" when there is none any more.
func memberName(app core.App, id string) string {
	m, err := records.FindMember(app, id)
	if err != nil {
		return ""
	}
	return m.Name()
}

func doInviteAgain(e *core.RequestEvent) error {
	id := e.Request.PathValue("id")
	err := flow.InviteAgain(e.App, signedIn(e).Member.Id, id)
	problems, ok := problemsOf(err)
	if errors.Is(err, flow.ErrManyLetters) {
		problems, ok = []Problem{{"", "We sent this letter 3 times within the last hour. Wait an hour. The person may find it among their junk mail."}}, true
	}
	if ok {
		return showInvitationWith(e, http.StatusUnprocessableEntity, "", problems)
	}
	if err != nil {
		return err
	}
	return leadTo(e, invitationsPath+"/"+id, "invited-again")
}

// doCorrectInvitation sends an invitation to another address, because the first was
// mistyped. What it says of accounts is what doInvite says.
//
// Kept by: accounts cannot be guessed.
func doCorrectInvitation(e *core.RequestEvent) error {
	form, err := readForm(e)
	if err != nil {
		return err
	}
	i, err := flow.CorrectInvitation(e.App, signedIn(e).Member.Id, e.Request.PathValue("id"), form.Get("email"))
	if problems, ok := problemsOf(err); ok {
		return showInvitationWith(e, http.StatusUnprocessableEntity, form.Get("email"), problems)
	}
	if err != nil {
		return err
	}
	return leadTo(e, invitationsPath+"/"+i, "readdressed")
}

func doCancelInvitation(e *core.RequestEvent) error {
	if err := flow.CancelInvitation(e.App, signedIn(e).Member.Id, e.Request.PathValue("id")); err != nil {
		return err
	}
	return leadTo(e, membersPath, "invitation-cancelled")
}
