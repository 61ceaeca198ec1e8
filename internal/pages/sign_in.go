package pages

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
)

// signInView is the page where authors and members sign in.
type signInView struct {
	FormErrors
	Next            string // where to go afterwards; a page of this site
	Email, Password Field
	StoryKey        Field
}

var signInPage = newPage[signInView]("public/sign-in", helpNearby)

// signInRoutes are the doors of signing in and out, and of links in letters.
var signInRoutes = []route{
	{"GET", "/sign-in", anyone, showSignIn},
	{"POST", "/sign-in", anyone, doSignIn},
	{"POST", "/sign-out", anyone, doSignOut},
	{"GET", "/password/forgotten", anyone, showForgotten},
	{"POST", "/password/forgotten", anyone, doForgotten},
	{"GET", "/password/{token}", anyone, showChoosePassword},
	{"POST", "/password/{token}", anyone, doChoosePassword},
	{"GET", "/confirm-email/{token}", anyone, showConfirmEmail},
	{"POST", "/confirm-email/{token}", anyone, doConfirmEmail},
	{"GET", "/confirm-email/done", anyone, showEmailConfirmed},
}

func newSignInView(next string, form url.Values, problems []Problem) signInView {
	return signInView{FormErrors: FormErrors{problems}, Next: next,
		Email:    Field{Name: "email", Label: "E-mail address", Type: "email", Autocomplete: "username", Value: form.Get("email"), Width: "20"}.With(problems),
		Password: Field{Name: "password", Label: "Password", Type: "password", Autocomplete: "current-password", Width: "20"}.With(problems),
		StoryKey: Field{Name: "story_key", Label: "Story key", Hint: "25 letters and numbers in five groups. Capitals, spaces and hyphens don’t matter.", Value: form.Get("story_key"), Autocomplete: "off", Width: "20"}.With(problems),
	}
}

func showSignIn(e *core.RequestEvent) error {
	next := e.Request.URL.Query().Get("next")
	if e.Auth != nil {
		return e.Redirect(http.StatusSeeOther, afterSignIn(e.Auth, next))
	}
	return signInPage.show(e, http.StatusOK, newSignInView(next, nil, nil))
}

// doSignIn signs in by e-mail and password or by a story key. An unknown
// address, a wrong password and an account that is shut get one answer.
//
// Kept by: accounts cannot be guessed.
func doSignIn(e *core.RequestEvent) error {
	form, err := readForm(e)
	if err != nil {
		return err
	}
	byKey := strings.TrimSpace(form.Get("story_key")) != ""
	var who *core.Record
	if byKey {
		who, err = flow.SignInWithKey(e.App, form.Get("story_key"))
	} else {
		who, err = flow.SignIn(e.App, form.Get("email"), form.Get("password"))
	}
	var shut flow.NotLetIn
	if errors.As(err, &shut) { // the password was right: only its owner reads this
		return signInPage.show(e, http.StatusUnprocessableEntity, newSignInView(form.Get("next"), form, []Problem{{"email", shut.Words}}))
	}
	if errors.Is(err, flow.ErrSignIn) {
		return signInPage.show(e, http.StatusUnprocessableEntity, newSignInView(form.Get("next"), form, []Problem{signInFailed(byKey)}))
	}
	if err != nil {
		return err
	}
	if err := startSession(e, who); err != nil {
		return err
	}
	return e.Redirect(http.StatusSeeOther, afterSignIn(who, form.Get("next")))
}

func signInFailed(byKey bool) Problem {
	if byKey {
		return Problem{"story_key", "That key opens nothing here. Check each letter and number, and type it again."}
	}
	return Problem{"email", "That e-mail address and password don’t go together. Check both. If you have tried a few times, wait 15 minutes or choose a new password."}
}

// afterSignIn is where somebody goes once they are signed in: where they wanted
// to go, if it is a page that can be theirs, or their own first page.
func afterSignIn(who *core.Record, next string) string {
	home, shut := "/account", "/staff"
	if who.Collection().Name == "members" {
		home, shut = shut, home
	}
	to := localPath(next)
	if to == "/" || to == shut || strings.HasPrefix(to, shut+"/") || strings.HasPrefix(to, "/sign-") {
		return home
	}
	return to
}

// doSignOut ends the sign-in of this browser. The page of sign-ins ends others.
func doSignOut(e *core.RequestEvent) error {
	if id := sessionID(e); id != "" && e.Auth != nil {
		if err := flow.EndSession(e.App, e.Auth, id); err != nil {
			return err
		}
	}
	endSession(e)
	return e.Redirect(http.StatusSeeOther, "/")
}
