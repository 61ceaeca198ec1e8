package pages

import (
	"errors"
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/mail"
)

// confirmEmailView asks for the press that confirms a new address, or says that
// it is confirmed. It never shows the address: a link may be opened by others.
type confirmEmailView struct {
	Action string
	Done   bool
}

var confirmEmailPage = newPage[confirmEmailView]("public/confirm-email")

// showConfirmEmail only asks: mail programs open links by themselves.
func showConfirmEmail(e *core.RequestEvent) error {
	_, err := flow.FindLink(e.App, e.Request.PathValue("token"), mail.ConfirmEmail)
	if errors.Is(err, flow.ErrLink) {
		return linkPage.show(e, http.StatusNotFound, linkView{"email"})
	}
	if err != nil {
		return err
	}
	return confirmEmailPage.show(e, http.StatusOK, confirmEmailView{Action: e.Request.URL.Path})
}

func doConfirmEmail(e *core.RequestEvent) error {
	err := flow.ConfirmEmail(e.App, e.Request.PathValue("token"))
	if errors.Is(err, flow.ErrLink) {
		return linkPage.show(e, http.StatusNotFound, linkView{"email"})
	}
	if err != nil {
		return err
	}
	return e.Redirect(http.StatusSeeOther, "/confirm-email/done")
}

func showEmailConfirmed(e *core.RequestEvent) error {
	return confirmEmailPage.show(e, http.StatusOK, confirmEmailView{Done: true})
}
