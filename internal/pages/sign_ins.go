package pages

import (
	"net/http"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/records"
)

// signInRow is one place where somebody is signed in.
type signInRow struct {
	ID, Device string
	Since      string
	Seen       time.Time // a day
}

// signInsView lists where the one who asks is signed in.
type signInsView struct {
	Notice string
	Member bool   // or an author
	Base   string // of the forms: /account/sign-ins or /staff/sign-ins
	Here   *signInRow
	Others []signInRow
}

var signInsPage = newPage[signInsView]("account/sign-ins")

// signInsOf are the doors to a person's sign-ins, below their own pages.
func signInsOf(base string, w who) []route {
	lead := func(e *core.RequestEvent, done string) error { return leadTo(e, base, done) }
	return []route{
		{"GET", base, w, func(e *core.RequestEvent) error { return showSignIns(e, base) }},
		{"POST", base + "/{id}/end", w, func(e *core.RequestEvent) error {
			if err := flow.EndSession(e.App, e.Auth, e.Request.PathValue("id")); err != nil {
				return err
			}
			return lead(e, "signed-out")
		}},
		{"POST", base + "/end-others", w, func(e *core.RequestEvent) error {
			if _, err := flow.EndOtherSessions(e.App, e.Auth, sessionID(e)); err != nil {
				return err
			}
			return lead(e, "signed-out-others")
		}},
	}
}

func showSignIns(e *core.RequestEvent, base string) error {
	sessions, err := flow.SessionsOf(e.App, e.Auth)
	if err != nil {
		return err
	}
	view := signInsView{Notice: doneNotice(e), Member: signedIn(e).Member != nil, Base: base}
	for _, s := range sessions {
		row := newSignInRow(e, s)
		if s.Id == sessionID(e) {
			view.Here = &row
			continue
		}
		view.Others = append(view.Others, row)
	}
	return signInsPage.show(e, http.StatusOK, view)
}

func newSignInRow(e *core.RequestEvent, s *records.Session) signInRow {
	return signInRow{s.Id, s.Device(), clock(s.StartedAt(), zoneOf(e)), s.SeenOn()}
}

// sessionKey is where the id of a request's session stands.
const sessionKey = "candour.session"

// sessionID is the session that a request belongs to, or "".
func sessionID(e *core.RequestEvent) string {
	id, _ := e.Get(sessionKey).(string)
	return id
}
