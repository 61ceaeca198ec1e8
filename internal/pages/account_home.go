package pages

import (
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
)

// accountRoutes are the doors of an author's own pages. Every one that takes an
// id looks it up among the author's own.
var accountRoutes = []route{
	{"GET", "/account", author, showAccount},
	{"GET", "/account/stories/{id}", author, showOwnStory},
	{"POST", "/account/stories/{id}/answer", author, doAnswer},
	{"POST", "/account/stories/{id}/agree", author, doAgree},
	{"POST", "/account/stories/{id}/reply", author, doReply},
	{"GET", "/account/stories/{id}/withdraw", author, showWithdraw},
	{"POST", "/account/stories/{id}/withdraw", author, doWithdraw},
	{"GET", "/account/details", author, showDetails},
	{"GET", "/account/details/email", author, showEmail},
	{"POST", "/account/details/email", author, doEmail},
	{"GET", "/account/details/forget-email", author, showForgetEmail},
	{"POST", "/account/details/forget-email", author, doForgetEmail},
	{"GET", "/account/details/password", author, showPassword},
	{"POST", "/account/details/password", author, doPassword},
	{"POST", "/account/details/letters", author, doLetters},
	{"GET", "/account/details/about-you", author, showOwnAnswers},
	{"POST", "/account/details/about-you", author, doOwnAnswers},
	{"GET", "/account/details/postcode/{id}", author, showPostcode},
	{"POST", "/account/details/postcode/{id}", author, doPostcode},
	{"POST", "/account/export", author, doExport},
	{"GET", "/account/export/{id}", author, fetchExport},
	{"GET", "/account/erase", author, showErase},
	{"POST", "/account/erase", author, doErase},
	{"POST", "/account/erase/cancel", author, doKeepAccount},
	{"GET", "/account/reading", author, showReading},
	{"POST", "/account/reading/forget", author, doForgetReading},
}

// ownCard is a story in the list of its author.
type ownCard struct {
	ID, Title string
	Standing  standing
	Sent      time.Time
	Services  []ServiceLink
	Progress  Progress
}

// copyLink is a copy of everything that can be fetched for a while.
type copyLink struct {
	Href  string
	Until string
}

// accountView is an author's first page: their stories and what waits for them.
type accountView struct {
	Notice       string
	Planned      *plannedErasure // the account is to be erased
	Copy         *copyLink
	Yours, Other []ownCard // waiting for the author; all others
}

var accountPage = newPage[accountView]("account/home", helpNearby)

func showAccount(e *core.RequestEvent) error {
	a, zone := signedIn(e).Author, zoneOf(e)
	view := accountView{Notice: doneNotice(e)}
	stories, err := records.StoriesOfAuthor(e.App, a.Id)
	if err != nil {
		return err
	}
	for _, s := range stories {
		card, err := newOwnCard(e.App, s, zone)
		if err != nil {
			return err
		}
		if card.Standing.Kind == "yours" {
			view.Yours = append(view.Yours, card)
		} else {
			view.Other = append(view.Other, card)
		}
	}
	if view.Planned, err = plannedOf(e, a); err != nil {
		return err
	}
	if view.Copy, err = findCopy(e, a, e.Request.URL.Query().Get("copy")); err != nil {
		return err
	}
	return accountPage.show(e, http.StatusOK, view)
}

func newOwnCard(app core.App, s *records.Story, zone *time.Location) (ownCard, error) {
	near, err := readAround(app, s.Id)
	if err != nil {
		return ownCard{}, err
	}
	return ownCard{ID: s.Id, Title: s.Title(), Standing: standingOf(s, zone), Sent: local(s.SubmittedAt(), zone),
		Services: near.Services, Progress: NewProgress(s.Progress().Rank())}, nil
}

// findCopy is the copy with this id, if it is the author's and in time.
func findCopy(e *core.RequestEvent, a *records.Author, id string) (*copyLink, error) {
	if id == "" {
		return nil, nil
	}
	x, err := records.FindExport(e.App, a.Id, id, deployment.Now(e.App))
	if errors.Is(err, records.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &copyLink{"/account/export/" + x.Id, strings.TrimPrefix(clock(x.ExpiresAt(), zoneOf(e)), "on ")}, nil
}

// doExport makes a copy ready to be fetched for a day.
func doExport(e *core.RequestEvent) error {
	id, err := flow.AskForExport(e.App, signedIn(e).Author.Id)
	if err != nil {
		return err
	}
	return e.Redirect(http.StatusSeeOther, "/account?copy="+id+"#copy")
}
