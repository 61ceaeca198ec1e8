package pages

import (
	"errors"
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// callView is where an administrator writes down whom moderators call when
// somebody in the organisation's care may be in danger.
type callView struct {
	FormErrors
	actsFor
	Notice, Organisation     string
	Who, Phone, Email, Hours Field
	LastChanged              string
}

var callPage = newPage[callView]("staff/call")

func showCall(e *core.RequestEvent) error {
	row, err := records.EscalationFor(e.App, signedIn(e).Member.Organisation())
	if err != nil {
		return err
	}
	return answerCall(e, http.StatusOK, row.Whom(), nil)
}

func doCall(e *core.RequestEvent) error {
	form, err := readForm(e)
	if err != nil {
		return err
	}
	m := signedIn(e).Member
	whom := story.Escalation{Who: form.Get("who"), Phone: form.Get("phone"), Email: form.Get("email"), Hours: form.Get("hours")}
	err = flow.SetEscalation(e.App, m.Organisation(), whom, "", m.Id)
	var problems story.Problems
	if errors.As(err, &problems) {
		found := make([]Problem, len(problems))
		for i, p := range problems {
			found[i] = Problem(p)
		}
		return answerCall(e, http.StatusUnprocessableEntity, whom, found)
	}
	if err != nil {
		return err
	}
	return leadTo(e, "/staff/call", "call")
}

func answerCall(e *core.RequestEvent, status int, whom story.Escalation, problems []Problem) error {
	o, err := records.FindOrganisation(e.App, signedIn(e).Member.Organisation())
	if err != nil {
		return err
	}
	field := func(name, value, label, hint string) Field {
		return Field{Name: name, Value: value, Label: label, Hint: hint}.With(problems)
	}
	v := callView{FormErrors: FormErrors{problems}, actsFor: forNow(e), Notice: doneNotice(e), Organisation: o.Name(),
		Who:   field("who", whom.Who, "Who answers?", "Best a job or a desk that is always there, such as “Duty manager, site office”, and not one person."),
		Phone: field("phone", whom.Phone, "Phone number", ""),
		Email: field("email", whom.Email, "E-mail address", "Only one that somebody reads at once."),
		Hours: field("hours", whom.Hours, "When?", "For example: day and night. If not, say whom to call at other times.")}
	v.Email.Type, v.Phone.Type = "email", "tel"
	row, err := records.FindEscalation(e.App, o.Id)
	if err := unlessMissing(err); err != nil {
		return err
	}
	if err == nil {
		v.LastChanged = clock(row.At(), zoneOf(e))
	}
	return callPage.show(e, status, v)
}
