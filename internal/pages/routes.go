package pages

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"

	"candour/internal/directory"
	"candour/internal/story"
)

// who says for whom a door is. The zero value is nobody: a route that forgot to
// say it answers 404 to everyone.
type who int

const (
	nobody        who = iota
	anyone            // signed in or not
	author            // somebody who told a story
	member            // a person of an organisation, in any role
	responder         // a member who may answer
	administrator     // a member who looks after the others
	signedInOnly      // an author or a member
)

// route is one door: what it takes, where it stands, for whom, and what it does.
type route struct {
	method, path string
	who          who
	handle       func(e *core.RequestEvent) error
}

// groups are all doors by audience. Each list stands in the file of its pages.
func groups() [][]route {
	return [][]route{readRoutes, tellRoutes, signInRoutes, lettersRoutes, reviewRoutes, questionRoutes, editsRoutes, receiptRoutes, accountRoutes, editsOwnRoutes, appealRoutes, staffAppealRoutes, reportRoutes, staffRoutes, staffLookRoutes, membersRoutes, staffAccountRoutes, photoRoutes, invitationRoutes,
		signInsOf("/account/sign-ins", author), signInsOf("/staff/sign-ins", member)}
}

// routes are all doors of the site, in one list.
func routes() []route { return slices.Concat(groups()...) }

// Register opens the doors when the app is served. Open must have been called
// by then.
func Register(app core.App) {
	directory.Watch(app)
	app.OnServe().BindFunc(func(se *core.ServeEvent) error {
		if _, err := houseOf(app); err != nil {
			return err
		}
		for _, m := range middlewares(app) {
			se.Router.Bind(m)
		}
		BindAssets(se.Router)
		for _, r := range routes() {
			se.Router.Route(r.method, r.path, door(r))
		}
		// Whatever no door has: a page in plain words, not the router's JSON.
		se.Router.Route("", "/", func(e *core.RequestEvent) error {
			if !ours(e.Request.URL.Path) {
				return e.NotFoundError("", nil)
			}
			if back := wayBack(e.Request.URL.Path, routes()); back != "" && e.Request.Method == http.MethodGet {
				return e.Redirect(http.StatusSeeOther, back)
			}
			return ErrNotFound
		})
		return se.Next()
	})
}

// middlewares run ahead of every door of ours, in the order of their priority.
func middlewares(app core.App) []*hook.Handler[*core.RequestEvent] {
	signIn := apis.DefaultLoadAuthTokenMiddlewarePriority + 1
	return []*hook.Handler[*core.RequestEvent]{
		{Id: "candourProblems", Priority: apis.DefaultPanicRecoverMiddlewarePriority - 1, Func: Problems},
		{Id: "candourSession", Priority: signIn, Func: loadSession},
		{Id: "candourHeaders", Priority: apis.DefaultSecurityHeadersMiddlewarePriority + 1, Func: Headers},
		{Id: "candourOrigin", Priority: apis.DefaultSecurityHeadersMiddlewarePriority + 2, Func: checkOrigin(app)},
		{Id: "candourBounds", Priority: apis.DefaultBodyLimitMiddlewarePriority + 1, Func: boundBody},
	}
}

// only lets through whom a door is for. Everyone else is answered as if it were
// not there; who is not signed in is led to the sign-in page first.
func only(w who, handle func(*core.RequestEvent) error) func(*core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		if w == anyone {
			return handle(e)
		}
		e.Response.Header().Set("X-Robots-Tag", "noindex")
		p := signedIn(e)
		switch {
		case w == nobody:
			return ErrNotFound
		case p.Author == nil && p.Member == nil:
			return askToSignIn(e)
		case !p.may(w):
			return ErrNotFound
		}
		return handle(e)
	}
}

// may says whether a person is one that a door is for.
func (p person) may(w who) bool {
	switch w {
	case nobody:
		return false
	case anyone:
		return true
	case author:
		return p.Author != nil
	case member, responder, administrator:
		role := map[who]story.Role{member: story.RoleMember, responder: story.RoleResponder, administrator: story.RoleAdministrator}[w]
		return p.Member != nil && p.Member.Role().AtLeast(role)
	case signedInOnly:
		return p.Author != nil || p.Member != nil
	}
	return false
}

// askToSignIn leads to the sign-in page and from there back to where the person
// wanted to go. A form cannot be led there without losing what was typed.
func askToSignIn(e *core.RequestEvent) error {
	if m := e.Request.Method; m != http.MethodGet && m != http.MethodHead {
		return ErrSignedOut
	}
	return e.Redirect(http.StatusSeeOther, "/sign-in?next="+url.QueryEscape(e.Request.URL.RequestURI()))
}

// localPath is the address if it is a page of this site, or otherwise "/". It
// keeps a link such as ?next=//elsewhere.example from leading away.
func localPath(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || !strings.HasPrefix(u.Path, "/") ||
		strings.HasPrefix(address, "//") || strings.ContainsAny(address, "\\\r\n\t") || !ours(u.Path) {
		return "/"
	}
	return u.RequestURI()
}
