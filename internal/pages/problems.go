package pages

import (
	"crypto/rand"
	"database/sql"
	"errors"
	"net/http"
	"regexp"
	"strconv"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"

	"candour/internal/records"
)

// ErrNotFound says that there is nothing here, or nothing for this visitor: the
// answer is the same 404.
var ErrNotFound = errors.New("nothing here for this visitor")

// ErrForged says that a form was sent from another site, or from a page too old
// to trust.
var ErrForged = errors.New("the form was not sent from a page of this site")

// Gone says that something was here and will not come back.
type Gone struct {
	Why     string   // one sentence for everybody: "The author took this story back."
	Further []string // what there is to say beside it
	Typed   string   // what somebody wrote who was not quick enough: theirs to copy
}

// Error implements error.
func (g Gone) Error() string { return "gone: " + g.Why }

// TooMany says that a visitor asked for too much in too short a time.
type TooMany struct{ Wait time.Duration }

// Error implements error.
func (t TooMany) Error() string { return "too many requests: wait " + t.Wait.String() }

// problemView is a page that says what went wrong.
type problemView struct {
	Heading string
	Words   []string // a paragraph each
	Typed   string   // what was written and not sent
	ID      string   // for the person to quote and us to find; empty when no fault of ours
}

var problemPage = newPage[problemView]("public/problem", helpNearby)

// Problems is a middleware that answers with a page in plain words when a door
// of ours fails. The cause goes to the log, never to the visitor.
func Problems(e *core.RequestEvent) error {
	err := e.Next()
	if err == nil || !ours(e.Request.URL.Path) {
		return err
	}
	return ShowProblem(e, err)
}

// ShowProblem turns any error of a handler into a page.
func ShowProblem(e *core.RequestEvent, err error) error {
	status := statusOf(err)
	view := problemWords(status, err)
	if status >= http.StatusInternalServerError {
		view.ID = logCause(e, err)
	}
	if e.Written() {
		return nil // half a page is out: too late to say it better
	}
	// A request may have been stopped before the middleware Headers saw it.
	setHeaders(e)
	header := e.Response.Header()
	header.Set("X-Robots-Tag", "noindex")
	if status == http.StatusTooManyRequests {
		many := TooMany{Wait: time.Minute} // PocketBase's own limits do not say how long
		errors.As(err, &many)
		header.Set("Retry-After", strconv.Itoa(max(1, int(many.Wait.Seconds()))))
	}
	if failed := problemPage.show(e, status, view); failed != nil {
		logCause(e, failed)
		return e.String(http.StatusInternalServerError, "Something went wrong on our side. Please try again in a few minutes.\n")
	}
	return nil
}

// statusOf is the HTTP status an error deserves.
func statusOf(err error) int {
	var gone Gone
	var many TooMany
	var api *router.ApiError
	switch {
	case errors.Is(err, sql.ErrNoRows), errors.Is(err, ErrNotFound), errors.Is(err, records.ErrNotFound):
		return http.StatusNotFound
	case errors.Is(err, ErrForged), errors.Is(err, ErrSignedOut):
		return http.StatusForbidden
	case errors.Is(err, ErrTooLong):
		return http.StatusUnprocessableEntity
	case errors.As(err, &gone):
		return http.StatusGone
	case errors.As(err, &many):
		return http.StatusTooManyRequests
	case errors.As(err, &api):
		return statusOfAPI(api.Status)
	}
	return http.StatusInternalServerError
}

// statusOfAPI keeps the statuses of PocketBase that we have words for. What a
// visitor may not see looks the same as what is not there.
func statusOfAPI(status int) int {
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusMethodNotAllowed:
		return http.StatusNotFound
	case http.StatusTooManyRequests, http.StatusRequestEntityTooLarge, http.StatusGone:
		return status
	case http.StatusBadRequest, http.StatusUnprocessableEntity:
		return http.StatusUnprocessableEntity
	}
	return http.StatusInternalServerError
}

// address is what an e-mail address looks like.
var address = regexp.MustCompile(`[^\s"<>]+@[^\s"<>]+`)

// logCause writes why a page failed, under a short id, and gives the id. It logs
// the pattern of the route and not the address, which may hold a token.
func logCause(e *core.RequestEvent, err error) string {
	id := rand.Text()[:8]
	var api *router.ApiError
	if errors.As(err, &api) {
		if cause, ok := api.RawData().(error); ok {
			err = cause // PocketBase keeps the cause out of the message
		}
	}
	e.App.Logger().Error("a page failed", "id", id, "route", e.Request.Pattern,
		"cause", address.ReplaceAllString(err.Error(), "[address]"))
	return id
}
