package desk

import (
	"errors"
	"net/http"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
)

// ownRoutes are for whoever signs in to the panel, about their own sign-ins only.
var ownRoutes = []struct {
	method, path string
	answer       func(*core.RequestEvent) error
}{
	{http.MethodGet, "/sign-ins", signIns},
	{http.MethodPost, "/sign-ins/{id}/end", endSignIn},
	{http.MethodPost, "/sign-ins/end-others", endOtherSignIns},
	{http.MethodPost, "/sign-out", signOut},
}

// signInView is one place where somebody is signed in.
type signInView struct {
	ID     string `json:"id"`
	Device string `json:"device"`
	Since  string `json:"since"`
	Seen   string `json:"seen"`
	Here   bool   `json:"here"`
}

// forStaff lets moderators and administrators through whose sign-in lasts.
func forStaff(answer func(*core.RequestEvent) error) func(*core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		if moderatorOf(e) == nil && !e.HasSuperuserAuth() {
			return apis.NewApiError(http.StatusUnauthorized, "Sign in to see where you are signed in.", nil)
		}
		return answer(e)
	}
}

// signIns lists where the one who asks is signed in, and how many recovery codes
// they have left.
func signIns(e *core.RequestEvent) error {
	sessions, err := flow.SessionsOf(e.App, e.Auth)
	if err != nil {
		return err
	}
	list, here := []signInView{}, sessionOf(e)
	zone := deployment.Of(e.App).Region.Zone()
	for _, s := range sessions {
		list = append(list, signInView{s.Id, s.Device(), s.StartedAt().In(zone).Format("2 January 2006 at 15:04"), s.SeenOn().Format("2 January 2006"), s.Id == here})
	}
	left := -1 // none is asked for
	if deployment.Of(e.App).SecondFactor {
		f, err := records.FindSecondFactor(e.App, e.Auth)
		if err != nil && !errors.Is(err, records.ErrNotFound) {
			return err
		}
		if err == nil {
			left = f.RecoveryLeft()
		}
	}
	return e.JSON(http.StatusOK, map[string]any{"signIns": list, "recoveryLeft": left})
}

func endSignIn(e *core.RequestEvent) error {
	err := flow.EndSession(e.App, e.Auth, e.Request.PathValue("id"))
	if errors.Is(err, records.ErrNotFound) {
		return apis.NewNotFoundError("There is no such sign-in.", nil)
	}
	if err != nil {
		return err
	}
	return signIns(e)
}

func endOtherSignIns(e *core.RequestEvent) error {
	if _, err := flow.EndOtherSessions(e.App, e.Auth, sessionOf(e)); err != nil {
		return err
	}
	return signIns(e)
}

// signOut ends the sign-in of this browser.
func signOut(e *core.RequestEvent) error {
	if err := flow.EndSession(e.App, e.Auth, sessionOf(e)); err != nil && !errors.Is(err, records.ErrNotFound) {
		return err
	}
	return e.NoContent(http.StatusNoContent)
}

// sessionOf is the session of the token that a request came with: it was verified
// on the way here.
func sessionOf(e *core.RequestEvent) string {
	return records.SessionOfToken(records.Bearer(e.Request))
}
