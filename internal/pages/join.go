package pages

import (
	"errors"
	"net/http"
	"net/url"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
)

// joinView is where somebody takes an invitation up by the link of a letter.
type joinView struct {
	FormErrors
	Action, Organisation, Email, Role, LastDay string
	Known                                      bool // they have an account: nothing is asked
	Name, Password                             Field
}

var joinPage = newPage[joinView]("public/join")

// invitationRoutes are the doors that letters of invitation lead to.
var invitationRoutes = []route{
	{"GET", "/invitation/{token}", anyone, showJoin},
	{"POST", "/invitation/{token}", anyone, doJoin},
}

func showJoin(e *core.RequestEvent) error {
	asked, err := flow.FindAsked(e.App, e.Request.PathValue("token"))
	return showJoinWith(e, http.StatusOK, asked, err, url.Values{"name": {asked.Name}}, nil)
}

func showJoinWith(e *core.RequestEvent, status int, asked flow.Asked, err error, form url.Values, problems []Problem) error {
	if errors.Is(err, flow.ErrLink) {
		return linkPage.show(e, http.StatusNotFound, linkView{"invitation"})
	}
	if err != nil {
		return err
	}
	return joinPage.show(e, status, joinView{FormErrors: FormErrors{problems}, Action: e.Request.URL.Path, Organisation: asked.Organisation, Email: asked.Email,
		Role: roleHints[asked.Role], LastDay: day(asked.LastDay), Known: asked.Known,
		Name:     Field{Name: "name", Label: "Your name", Value: form.Get("name"), Autocomplete: "name", Width: "20"}.With(problems),
		Password: newPasswordField().With(problems)})
}

// doJoin takes an invitation up. Who has an account keeps its name and password and
// signs in with it; who has none is signed in.
func doJoin(e *core.RequestEvent) error {
	form, err := readForm(e)
	if err != nil {
		return err
	}
	token := e.Request.PathValue("token")
	who, made, err := flow.JoinOrganisation(e.App, token, form.Get("name"), form.Get("password"))
	if problems, ok := problemsOf(err); ok {
		asked, err := flow.FindAsked(e.App, token)
		return showJoinWith(e, http.StatusUnprocessableEntity, asked, err, form, problems)
	}
	if errors.Is(err, flow.ErrLink) {
		return linkPage.show(e, http.StatusNotFound, linkView{"invitation"})
	}
	if err != nil {
		return err
	}
	here := signedIn(e).Member
	switch {
	case made:
		if err := startSession(e, who); err != nil {
			return err
		}
	case here == nil || here.Id != who.Id:
		endSession(e)
		return e.Redirect(http.StatusSeeOther, "/sign-in?next="+url.QueryEscape("/staff/account?done=joined"))
	}
	return leadTo(e, "/staff/account", "joined")
}
