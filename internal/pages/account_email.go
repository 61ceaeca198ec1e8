package pages

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
)

// emailView is where an author changes their address.
type emailView struct {
	FormErrors
	Now          string // the address we have; empty when none
	Email, Known Field
}

// forgetEmailView asks once more before the address is forgotten.
type forgetEmailView struct {
	FormErrors
	Known Field
}

// storyKeyView shows a story key, this once.
type storyKeyView struct{ Key string }

// passwordView is where an author, or a member, changes their password.
type passwordView struct {
	FormErrors
	Back, Action      string
	Current, Password Field
}

// postcodeView is where an author corrects the postcode of one story.
type postcodeView struct {
	FormErrors
	Action, Title, Label string
	Note                 string // that the postcode typed is not one we know
	Postcode             Field
}

var (
	emailPage       = newPage[emailView]("account/email")
	forgetEmailPage = newPage[forgetEmailView]("account/forget-email")
	storyKeyPage    = newPage[storyKeyView]("account/story-key")
	passwordPage    = newPage[passwordView]("account/password")
	postcodePage    = newPage[postcodeView]("account/postcode")
)

func newEmailView(e *core.RequestEvent, typed string, problems []Problem) (emailView, error) {
	now, err := signedIn(e).Author.Email(deployment.Of(e.App).Sealer)
	return emailView{FormErrors: FormErrors{problems}, Now: now,
		Email: Field{Name: "email", Label: "New e-mail address", Hint: "We write to it. It counts once you open the link in that letter.",
			Type: "email", Autocomplete: "email", Value: typed, Width: "20"}.With(problems),
		Known: knownField(signedIn(e).Author).With(problems)}, err
}

func showEmail(e *core.RequestEvent) error {
	view, err := newEmailView(e, "", nil)
	if err != nil {
		return err
	}
	return emailPage.show(e, http.StatusOK, view)
}

// doEmail writes to a new address. Whether another account has it is never said.
//
// Kept by: accounts cannot be guessed.
func doEmail(e *core.RequestEvent) error {
	form, err := readForm(e)
	if err != nil {
		return err
	}
	problems, ok := checkKnown(e, form), true
	if len(problems) == 0 {
		err = flow.AskForNewEmail(e.App, signedIn(e).Author.Id, form.Get("email"))
		problems, ok = problemsOf(err)
	}
	if ok {
		view, err := newEmailView(e, form.Get("email"), problems)
		if err != nil {
			return err
		}
		return emailPage.show(e, http.StatusUnprocessableEntity, view)
	}
	if err != nil {
		return err
	}
	return leadTo(e, "/account/details", "email")
}

func showForgetEmail(e *core.RequestEvent) error {
	if !signedIn(e).Author.HasEmail() {
		return e.Redirect(http.StatusSeeOther, "/account/details")
	}
	return forgetEmailPage.show(e, http.StatusOK, forgetEmailView{Known: knownField(signedIn(e).Author)})
}

// doForgetEmail forgets the address, signs out everywhere else and shows the
// story key that opens the account from now on.
func doForgetEmail(e *core.RequestEvent) error {
	form, err := readForm(e)
	if err != nil {
		return err
	}
	if problems := checkKnown(e, form); len(problems) > 0 {
		return forgetEmailPage.show(e, http.StatusUnprocessableEntity,
			forgetEmailView{FormErrors{problems}, knownField(signedIn(e).Author).With(problems)})
	}
	key, err := flow.ForgetEmail(e.App, signedIn(e).Author.Id)
	if err != nil {
		return err
	}
	if _, err := flow.EndOtherSessions(e.App, e.Auth, sessionID(e)); err != nil {
		return err
	}
	return storyKeyPage.show(e, http.StatusOK, storyKeyView{key})
}

func newPasswordView(e *core.RequestEvent, problems []Problem) passwordView {
	current := Field{Name: "current", Label: "Your password now", Type: "password", Autocomplete: "current-password", Width: "20"}
	if !signedIn(e).Author.PasswordChosen() {
		current.Label, current.Type, current.Autocomplete = "Your story key", "text", "off"
	}
	return passwordView{FormErrors: FormErrors{problems}, Back: "/account/details", Action: "/account/details/password", Current: current.With(problems), Password: newPasswordField().With(problems)}
}

func showPassword(e *core.RequestEvent) error {
	return passwordPage.show(e, http.StatusOK, newPasswordView(e, nil))
}

// doPassword changes the password of an author who knows the one they have, and
// ends their other sign-ins.
func doPassword(e *core.RequestEvent) error {
	form, err := readForm(e)
	if err != nil {
		return err
	}
	who, err := flow.ChangePassword(e.App, signedIn(e).Author.Id, form.Get("current"), form.Get("password"))
	if problems, ok := problemsOf(err); ok {
		return passwordPage.show(e, http.StatusUnprocessableEntity, newPasswordView(e, problems))
	}
	if err != nil {
		return err
	}
	if err := startSession(e, who); err != nil {
		return err
	}
	return leadTo(e, "/account/details", "password")
}
