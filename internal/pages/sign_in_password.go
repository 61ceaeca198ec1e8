package pages

import (
	"errors"
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/story"
)

// forgottenView is where somebody asks for a link to choose a password. Sent
// says the same whether or not there is such an account.
type forgottenView struct {
	FormErrors
	Sent  bool
	Email Field
}

// choosePasswordView is where somebody chooses a password by a link.
type choosePasswordView struct {
	FormErrors
	Action   string
	Password Field
}

// linkView says that a link from a letter does not work.
type linkView struct{ Kind string } // "password", "email", "letters", "erasure" or "invitation"

var (
	forgottenPage      = newPage[forgottenView]("public/password-forgotten")
	choosePasswordPage = newPage[choosePasswordView]("public/password")
	linkPage           = newPage[linkView]("public/link")
)

func newForgottenView(value string, problems []Problem) forgottenView {
	return forgottenView{FormErrors: FormErrors{problems},
		Email: Field{Name: "email", Label: "E-mail address", Type: "email", Autocomplete: "username", Value: value, Width: "20"}.With(problems)}
}

func showForgotten(e *core.RequestEvent) error {
	view := newForgottenView("", nil)
	view.Sent = e.Request.URL.Query().Has("sent")
	return forgottenPage.show(e, http.StatusOK, view)
}

// doForgotten owes a letter if there is such an account, and answers the same
// if there is none.
//
// Kept by: accounts cannot be guessed.
func doForgotten(e *core.RequestEvent) error {
	form, err := readForm(e)
	if err != nil {
		return err
	}
	address := story.CleanLine(form.Get("email"))
	if address == "" || story.CheckEmail(address) != nil {
		problems := []Problem{{"email", "Write an e-mail address like name@example.org."}}
		return forgottenPage.show(e, http.StatusUnprocessableEntity, newForgottenView(form.Get("email"), problems))
	}
	if err := flow.AskForPassword(e.App, address); err != nil {
		return err
	}
	return e.Redirect(http.StatusSeeOther, "/password/forgotten?sent")
}

func newChoosePasswordView(e *core.RequestEvent, problems []Problem) choosePasswordView {
	return choosePasswordView{FormErrors: FormErrors{problems}, Action: e.Request.URL.Path, Password: newPasswordField().With(problems)}
}

func newPasswordField() Field {
	return Field{Name: "password", Label: "New password", Type: "password", Autocomplete: "new-password", Width: "20",
		Hint: "10 characters or more. Three words that mean something only to you work well."}
}

func showChoosePassword(e *core.RequestEvent) error {
	err := flow.CheckPasswordLink(e.App, e.Request.PathValue("token"))
	if errors.Is(err, flow.ErrLink) {
		return linkPage.show(e, http.StatusNotFound, linkView{"password"})
	}
	if err != nil {
		return err
	}
	return choosePasswordPage.show(e, http.StatusOK, newChoosePasswordView(e, nil))
}

// doChoosePassword sets the password and signs its owner in.
func doChoosePassword(e *core.RequestEvent) error {
	form, err := readForm(e)
	if err != nil {
		return err
	}
	who, err := flow.ChoosePassword(e.App, e.Request.PathValue("token"), form.Get("password"))
	if problems, ok := problemsOf(err); ok {
		return choosePasswordPage.show(e, http.StatusUnprocessableEntity, newChoosePasswordView(e, problems))
	}
	if errors.Is(err, flow.ErrLink) {
		return linkPage.show(e, http.StatusNotFound, linkView{"password"})
	}
	if err != nil {
		return err
	}
	if err := startSession(e, who); err != nil {
		return err
	}
	return e.Redirect(http.StatusSeeOther, afterSignIn(who, "")+"?done=password")
}
