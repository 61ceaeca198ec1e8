package hooks

import (
	"errors"
	"net/http"
	"strings"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"

	"candour/internal/breached"
	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
)

// accounts are the collections of people who sign in, and their field that lets
// them in, where they have one.
var accounts = map[string]string{"authors": "", "members": "active", "moderators": "active", core.CollectionNameSuperusers: ""}

var errOtherMembership = errors.New("a membership stays that of one person in one organisation")

// Who reads stories before others do, or looks after the machine, proves who they
// are: a password that nobody guesses, and a code from their phone.
//
// Whatever gives a token to a moderator or an administrator asks for the code
// first, and nobody gets one in another's name. Each sign-in is a row that can be
// ended, and an ended one opens nothing from that moment, for everyone who signs
// in. A new password, a shut account or a frozen membership ends them all.
func staffProveWhoTheyAre(app core.App, name string) {
	app.OnRecordAuthRequest("moderators", core.CollectionNameSuperusers).Bind(&hook.Handler[*core.RecordAuthRequestEvent]{
		Id: name, Func: func(e *core.RecordAuthRequestEvent) error {
			if e.AuthMethod == "" {
				return continueSession(e)
			}
			return beginSession(e)
		}})
	app.OnServe().Bind(&hook.Handler[*core.ServeEvent]{Id: name, Func: func(se *core.ServeEvent) error {
		se.Router.Bind(&hook.Handler[*core.RequestEvent]{Id: name,
			Priority: apis.DefaultLoadAuthTokenMiddlewarePriority + 2, Func: refuseEnded}) // the pages' cookie is read at + 1
		return se.Next()
	}})
	for collection := range accounts {
		guard(app, name, collection, checkAccount)
	}
	guard(app, name, "memberships", checkMembership)
	shut(app, name, "sessions")
	shut(app, name, "second_factors")
}

// beginSession asks for the code, where it is required, and starts a session.
func beginSession(e *core.RecordAuthRequestEvent) error {
	proved := deployment.Of(e.App).SecondFactor
	var recovery []string
	if proved {
		var sent struct {
			Code string `json:"code" form:"code"`
		}
		if err := e.BindBody(&sent); err != nil {
			return e.BadRequestError("The code could not be read.", err)
		}
		var err error
		if recovery, err = flow.ProveSecondFactor(e.App, e.Record, sent.Code); err != nil {
			return askForCode(e.RequestEvent, err)
		}
	}
	token, err := flow.StartSession(e.App, e.Record, e.Request.UserAgent(), proved)
	if err != nil {
		return err
	}
	e.Token = token
	if recovery != nil {
		for i, code := range recovery {
			recovery[i] = flow.ReadableCode(code)
		}
		e.Meta = map[string]any{"recoveryCodes": recovery}
	}
	return e.Next()
}

// askForCode answers somebody whose password was right with what is still missing,
// and with no token. What comes here went wrong in one of four ways, or is a fault.
func askForCode(e *core.RequestEvent, err error) error {
	e.Response.Header().Set("Cache-Control", "no-store")
	status, wanted := http.StatusUnauthorized, map[string]any{"kind": "code"}
	var setUp *flow.SetUp
	switch {
	case errors.As(err, &setUp):
		wanted = map[string]any{"kind": "set-up", "secret": setUp.Secret, "address": setUp.Address, "squares": setUp.Squares}
	case errors.Is(err, flow.ErrManyCodes):
		status = http.StatusTooManyRequests
	case !errors.Is(err, flow.ErrCodeWanted) && !errors.Is(err, flow.ErrCode):
		return err
	default:
		wanted["wrong"] = errors.Is(err, flow.ErrCode)
	}
	message := strings.ToUpper(err.Error()[:1]) + err.Error()[1:] + "."
	return e.JSON(status, map[string]any{"status": status, "message": message, "data": map[string]any{}, "secondFactor": wanted})
}

// continueSession renews the token of somebody who holds one. Nothing else may
// give a token without a password: not an administrator who acts in another's name.
func continueSession(e *core.RecordAuthRequestEvent) error {
	if e.Auth == nil || e.Auth.Id != e.Record.Id || !strings.HasSuffix(e.Request.URL.Path, "/auth-refresh") {
		return e.ForbiddenError("Nobody signs in for another person.", nil)
	}
	s, err := flow.FindSession(e.App, e.Record, records.Bearer(e.Request))
	if errors.Is(err, flow.ErrSession) {
		return e.UnauthorizedError("You were signed out. Sign in again.", nil)
	}
	if err != nil {
		return err
	}
	if s != nil {
		if e.Token, err = flow.RenewSession(e.App, e.Record, s); err != nil {
			return err
		}
	}
	return e.Next()
}

// refuseEnded takes whoever holds a token of an ended sign-in for a stranger.
func refuseEnded(e *core.RequestEvent) error {
	token := records.Bearer(e.Request)
	if e.Auth == nil || token == "" {
		return e.Next() // a stranger; or a cookie of the pages, which they have checked
	}
	_, err := flow.FindSession(e.App, e.Auth, token)
	if err != nil && !errors.Is(err, flow.ErrSession) {
		return err
	}
	if err != nil {
		e.Auth = nil
	}
	return e.Next()
}

// checkMembership ends the sign-ins of a member who is frozen in the organisation
// they act for. What belongs to whom does not change.
func checkMembership(tx core.App, before, after *core.Record) error {
	if before == nil {
		return nil
	}
	if changed(before, after, "member") || changed(before, after, "organisation") {
		return errOtherMembership
	}
	if !before.GetDateTime("frozenAt").IsZero() || after.GetDateTime("frozenAt").IsZero() {
		return nil
	}
	m, err := records.FindMember(tx, after.GetString("member"))
	if err != nil || m.Organisation() != after.GetString("organisation") {
		return err
	}
	_, err = records.EndSessionsOf(tx, m.ProxyRecord(), "", deployment.Now(tx))
	return err
}

// checkAccount refuses a password that thieves try first, and ends the sign-ins of
// whoever gets a new password or is let go.
func checkAccount(tx core.App, before, after *core.Record) error {
	if breached.Common(after.GetString(core.FieldNamePassword)) {
		return validation.Errors{core.FieldNamePassword: validation.NewError("validation_common_password", breached.Words)}
	}
	if before == nil {
		return nil
	}
	lets := accounts[after.Collection().Name]
	letGo := lets != "" && before.GetBool(lets) && !after.GetBool(lets)
	if !letGo && !changed(before, after, "password:hash") && !changed(before, after, core.FieldNameTokenKey) && !changed(before, after, core.FieldNameEmail) {
		return nil
	}
	_, err := records.EndSessionsOf(tx, after, "", deployment.Now(tx))
	return err
}
