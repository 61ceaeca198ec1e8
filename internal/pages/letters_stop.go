package pages

import (
	"errors"
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
)

// stopView asks for the press that stops letters, or says that they have stopped.
type stopView struct {
	Action string
	Done   bool
}

var stopPage = newPage[stopView]("public/letters-stop")

// lettersRoutes are the doors that letters lead to without a sign-in.
var lettersRoutes = []route{
	{"GET", "/letters/{token}/stop", anyone, showStop},
	{"POST", "/letters/{token}/stop", anyone, doStop},
}

// showStop only asks: mail programs open links by themselves.
func showStop(e *core.RequestEvent) error {
	return stopPage.show(e, http.StatusOK, stopView{Action: e.Request.URL.Path})
}

// doStop stops letters by the token of one of them, for a press on the page and
// for the one click in a mail program alike, which must not be led elsewhere
// (RFC 8058, section 3.1).
func doStop(e *core.RequestEvent) error {
	err := flow.StopLetters(e.App, e.Request.PathValue("token"))
	if errors.Is(err, flow.ErrLink) {
		return linkPage.show(e, http.StatusNotFound, linkView{"letters"})
	}
	if err != nil {
		return err
	}
	return stopPage.show(e, http.StatusOK, stopView{Done: true})
}
