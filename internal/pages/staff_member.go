package pages

import (
	"errors"
	"net/http"
	"net/url"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// memberView is one member, as an administrator of the same organisation sees them.
type memberView struct {
	FormErrors
	actsFor
	Notice               string
	ID, Name             string
	Organisation         string
	Own, Frozen          bool
	Rows                 []Row
	Role                 Field
	JobTitle, Department Field
	Until                Field
	Ended                string // the last day, when it is over
}

// removeView asks once more before somebody is taken out of an organisation.
type removeView struct {
	FormErrors
	actsFor
	ID, Name, Organisation string
	Own                    bool
}

var (
	memberPage = newPage[memberView]("staff/member")
	removePage = newPage[removeView]("staff/member-remove")
)

// theirMember finds the membership of the address and its account, in the
// administrator's own organisation.
func theirMember(e *core.RequestEvent) (*records.Membership, *records.Member, error) {
	in, err := records.FindMembership(e.App, e.Request.PathValue("id"))
	if err != nil {
		return nil, nil, err
	}
	if in.Organisation() != signedIn(e).Member.Organisation() {
		return nil, nil, ErrNotFound
	}
	m, err := records.FindMember(e.App, in.Member())
	return in, m, err
}

func showMember(e *core.RequestEvent) error { return showMemberWith(e, http.StatusOK, nil, nil) }

// showMemberWith shows a member with what was typed, if anything was.
func showMemberWith(e *core.RequestEvent, status int, typed url.Values, problems []Problem) error {
	in, m, err := theirMember(e)
	if err != nil {
		return err
	}
	form := url.Values{"role": {string(in.Role())}, "job_title": {in.JobTitle()}, "department": {in.Department()}}
	if !in.Until().IsZero() {
		form.Set("until", in.LastDay().Format(time.DateOnly))
	}
	for name, value := range typed {
		form[name] = value
	}
	zone := zoneOf(e)
	view := memberView{FormErrors: FormErrors{problems}, actsFor: forNow(e), Notice: doneNotice(e), ID: in.Id, Name: m.Name(), Organisation: signedIn(e).Member.OrganisationName(),
		Own: m.Id == signedIn(e).Member.Id, Frozen: in.Frozen(), Role: roleField(story.Role(form.Get("role")), problems),
		JobTitle: jobField("job_title", "Job title", form, problems), Department: jobField("department", "Department or ward", form, problems),
		Until: lastDayField(form, problems)}
	if in.Ended(deployment.Now(e.App)) {
		view.Ended = day(in.LastDay())
	}
	for _, r := range []Row{{Key: "E-mail address", Value: m.Email()}, {Key: "Member since", Value: day(local(in.Since(), zone))},
		{Key: "Frozen since", Value: day(local(in.FrozenAt(), zone))}, {Key: "About their work", Value: in.Description()}, {Key: "Invited by", Value: memberName(e.App, in.InvitedBy())}} {
		if r.Value != "" {
			view.Rows = append(view.Rows, r)
		}
	}
	return memberPage.show(e, status, view)
}

// refusal is why a step with a member is refused, in words, if it is one.
func refusal(err error, field string) ([]Problem, bool) {
	switch {
	case errors.Is(err, story.ErrLastAdministrator):
		return []Problem{{field, "Your organisation would have no administrator left. Make somebody else an administrator first."}}, true
	case errors.Is(err, story.ErrOwnRole):
		return []Problem{{field, "You can’t give yourself a higher role. Ask another administrator."}}, true
	case errors.Is(err, story.ErrOwnFreeze):
		return []Problem{{field, "You can’t freeze yourself. Ask another administrator."}}, true
	}
	return problemsOf(err)
}

// after answers what was done with a member: with its page and a word, or with why
// it was not done and all that was typed.
func after(e *core.RequestEvent, err error, field, done string, typed url.Values) error {
	if problems, ok := refusal(err, field); ok {
		return showMemberWith(e, http.StatusUnprocessableEntity, typed, problems)
	}
	if err != nil {
		return err
	}
	return leadTo(e, membersPath+"/"+e.Request.PathValue("id"), done)
}

func doChangeRole(e *core.RequestEvent) error {
	form, err := readForm(e)
	if err != nil {
		return err
	}
	id, me := e.Request.PathValue("id"), signedIn(e).Member.Id
	err = flow.ChangeRole(e.App, me, id, story.Role(form.Get("role")))
	if in, failed := records.FindMembership(e.App, id); err == nil && failed == nil && in.Member() == me && in.Role() != story.RoleAdministrator {
		return leadTo(e, "/staff", "own-role") // these pages are no longer theirs
	}
	return after(e, err, "role", "role", url.Values{"role": form["role"]})
}

func doChangeJob(e *core.RequestEvent) error {
	form, err := readForm(e)
	if err != nil {
		return err
	}
	err = flow.ChangeJob(e.App, signedIn(e).Member.Id, e.Request.PathValue("id"), form.Get("job_title"), form.Get("department"))
	return after(e, err, "job_title", "job", url.Values{"job_title": form["job_title"], "department": form["department"]})
}

// doUntil sets the last day of a membership, or takes it away.
func doUntil(e *core.RequestEvent) error {
	form, err := readForm(e)
	if err != nil {
		return err
	}
	on, err := typedLastDay(form)
	done := "until"
	if on.IsZero() {
		done = "until-off"
	}
	if err == nil {
		err = flow.EndOn(e.App, signedIn(e).Member.Id, e.Request.PathValue("id"), on)
	}
	return after(e, err, "until", done, url.Values{"until": form["until"]})
}

func doFreeze(e *core.RequestEvent) error {
	return after(e, flow.FreezeMember(e.App, signedIn(e).Member.Id, e.Request.PathValue("id")), "freeze", "frozen", nil)
}

func doUnfreeze(e *core.RequestEvent) error {
	return after(e, flow.UnfreezeMember(e.App, signedIn(e).Member.Id, e.Request.PathValue("id")), "freeze", "unfrozen", nil)
}

func showRemove(e *core.RequestEvent) error { return showRemoveWith(e, http.StatusOK, nil) }

func showRemoveWith(e *core.RequestEvent, status int, problems []Problem) error {
	in, m, err := theirMember(e)
	if err != nil {
		return err
	}
	me := signedIn(e).Member
	return removePage.show(e, status, removeView{FormErrors{problems}, forNow(e), in.Id, m.Name(), me.OrganisationName(), m.Id == me.Id})
}

func doRemove(e *core.RequestEvent) error {
	in, _, err := theirMember(e)
	if err != nil {
		return err
	}
	own := in.Member() == signedIn(e).Member.Id
	err = flow.RemoveMember(e.App, signedIn(e).Member.Id, in.Id)
	if problems, ok := refusal(err, "remove"); ok {
		return showRemoveWith(e, http.StatusUnprocessableEntity, problems)
	}
	if err != nil {
		return err
	}
	if own {
		endSession(e)
		return e.Redirect(http.StatusSeeOther, "/sign-in")
	}
	return leadTo(e, membersPath, "removed")
}
