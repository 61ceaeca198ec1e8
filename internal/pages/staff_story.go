package pages

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// ownResponse is something a member wrote that the public does not see yet.
type ownResponse struct {
	Turn
	ID     string
	State  string
	Reason string
	Clock  string // until when it may be changed or deleted; empty when no longer
	Ask    string // refused: the page on which an administrator asks for another decision
}

// scopedStoryView is a story as a member of an organisation it reaches reads it.
type scopedStoryView struct {
	FormErrors
	actsFor
	around
	Notice, Note            string
	Reopened                *appealed // what came of what this organisation asked, once the story is open again
	ID                      string
	Title, Text, ScreenName string
	Role                    string // "about a relative"; empty when told for oneself
	About                   []Row
	Published               time.Time
	Edited                  bool
	IsPublic                bool // false: closed for now
	Progress                Progress
	Conversation            []Turn
	Own                     []ownResponse
	Colleagues              []string // a sentence for each response of a colleague that waits
	Respond                 *respondForm
	Closed                  *closedForStaff
	MayNotRespond           string // why not, when the form is not offered
}

var scopedStoryPage = newPage[scopedStoryView]("staff/story")

func showScopedStory(e *core.RequestEvent) error {
	s, err := openScoped(e)
	if errors.Is(err, records.ErrNotFound) {
		return leadToOther(e, err)
	}
	if err != nil {
		return err
	}
	view, err := readScopedAsItStands(e, s)
	if err != nil {
		return err
	}
	view.Notice = doneNotice(e)
	if isMoved(e) {
		view.Note = movedNote
	}
	return scopedStoryPage.show(e, http.StatusOK, view)
}

// openScoped opens the story of the address for the member's organisation. One
// that is gone says so; any other that does not reach them is not there.
func openScoped(e *core.RequestEvent) (*records.Story, error) {
	id := e.Request.PathValue("id")
	s, err := flow.OpenStory(e.App, signedIn(e).Member.Id, id)
	if !errors.Is(err, records.ErrNotFound) {
		return s, err
	}
	w, gone := records.FindWithdrawal(e.App, id)
	if errors.Is(gone, records.ErrNotFound) {
		return nil, err
	}
	if gone != nil {
		return nil, gone
	}
	return nil, goneStory(e.App, id, w)
}

// leadToOther leads a member whom a letter brought to a story that reaches another
// of their organisations to where they switch, and from there to the story.
func leadToOther(e *core.RequestEvent, notFound error) error {
	_, err := flow.ReachesElsewhere(e.App, signedIn(e).Member.Id, e.Request.PathValue("id"))
	if errors.Is(err, records.ErrNotFound) {
		return notFound
	}
	if err != nil {
		return err
	}
	return e.Redirect(http.StatusSeeOther, "/staff/account?next="+url.QueryEscape(e.Request.URL.Path)+"#organisations")
}

// readScopedAsItStands is readScoped with the form as a member first meets it.
func readScopedAsItStands(e *core.RequestEvent, s *records.Story) (scopedStoryView, error) {
	form, err := respondFormFor(e, s)
	if err != nil {
		return scopedStoryView{}, err
	}
	return readScoped(e, s, form, nil)
}

func readScoped(e *core.RequestEvent, s *records.Story, form *respondForm, problems []Problem) (scopedStoryView, error) {
	m, zone, now := signedIn(e).Member, zoneOf(e), deployment.Now(e.App)
	view := scopedStoryView{FormErrors: FormErrors{problems}, actsFor: actsFor{m.Organisation()}, ID: s.Id, Title: s.Title(), Text: s.Text(), ScreenName: s.ScreenName(), Role: toldAbout(s.ToldFor()),
		About: scopedFacts(s), Published: local(s.PublishedAt(), zone), Edited: s.Edited(), IsPublic: s.State() == story.Published,
		Progress: NewProgress(s.Progress().Rank())}
	var err error
	if view.around, err = readAround(e.App, s.Id); err != nil {
		return view, err
	}
	if view.Conversation, err = publishedTurns(e.App, s, zone, now); err != nil {
		return view, err
	}
	if err := view.readUnpublished(e, s, m); err != nil {
		return view, err
	}
	byService, err := records.ReachesByService(e.App, s.Id, m.Organisation())
	if err != nil {
		return view, err
	}
	if view.Closed, err = closedFor(e, s, m, byService); err != nil {
		return view, err
	}
	if view.Reopened, err = reopenedFor(e, s, m); err != nil {
		return view, err
	}
	switch {
	case !byService:
		view.MayNotRespond = "You can read this story. Only those who have to do with what it is about can answer it."
	case !view.IsPublic:
		view.MayNotRespond = "This story is closed for now. Nobody can answer it until it is open again."
	case !m.Role().AtLeast(story.RoleResponder):
		view.MayNotRespond = "You can read stories. To answer them, ask an administrator of your organisation to make you a responder."
	default:
		form.Again = len(view.Own) > 0
		form.EditingMinutes = int(deployment.Of(e.App).EditingTime / time.Minute)
		view.Respond = form
	}
	return view, nil
}

func scopedFacts(s *records.Story) []Row {
	var rows []Row
	for _, r := range []Row{{Key: "Told about", Value: toldForWords[s.ToldFor()]}, {Key: "The person who had care", Value: ageGroupWords[s.AgeGroup()]}, {Key: "Happened", Value: happened(s)}} {
		if r.Value != "" {
			rows = append(rows, r)
		}
	}
	if score, given := s.Criticality(); given {
		level, _ := story.LevelOf(score)
		rows = append(rows, Row{Key: "How critical, for staff only", Value: fmt.Sprintf("%d of 5, %s: a moderator’s reading of its most serious words", score, strings.ToLower(level.Name))})
	}
	return rows
}

// readUnpublished reads the member's own responses that are not public, and
// notes that colleagues have written some, without their words.
func (v *scopedStoryView) readUnpublished(e *core.RequestEvent, s *records.Story, m *records.Member) error {
	responses, err := records.UnpublishedResponses(e.App, s.Id, m.Organisation())
	if err != nil {
		return err
	}
	zone, now, editing := zoneOf(e), deployment.Now(e.App), deployment.Of(e.App).EditingTime
	for _, r := range responses {
		if r.State() == story.ResponseWithdrawn {
			continue
		}
		if r.Member() != m.Id {
			if r.State() != story.ResponseRejected {
				v.Colleagues = append(v.Colleagues, "A colleague wrote a response "+clock(r.SaidAt(), zone)+". It is not public yet.")
			}
			continue
		}
		t, err := turnOf(e.App, r, s.ScreenName(), zone, now)
		if err != nil {
			return err
		}
		own := ownResponse{Turn: t, ID: r.Id, State: responseState(stateNow(r, editing, now)), Reason: r.ReasonWords(), Clock: editingClock(r, editing, zone, now)}
		if r.State() == story.ResponseRejected && m.Role() == story.RoleAdministrator {
			own.Ask = appealResponsePath + r.Id
		}
		v.Own = append(v.Own, own)
	}
	return nil
}

// stateNow is the state of a response by the clock: one whose time for changes is over
// is with the moderators, whether or not the timetable has come round.
func stateNow(r *records.Response, editing time.Duration, now time.Time) story.ResponseState {
	if r.State() == story.Waiting && !mayChange(r, editing, now) {
		return story.ResponseSubmitted
	}
	return r.State()
}

func mayChange(r *records.Response, editing time.Duration, now time.Time) bool {
	return r.State() == story.Waiting && now.Before(r.SaidAt().Add(editing))
}

// editingClock says until when a response may be changed: "until 14:32, for 12
// more minutes".
func editingClock(r *records.Response, editing time.Duration, zone *time.Location, now time.Time) string {
	if !mayChange(r, editing, now) {
		return ""
	}
	until := r.SaidAt().Add(editing)
	left := int((until.Sub(now) + time.Minute - 1) / time.Minute)
	return fmt.Sprintf("until %s, for %s", until.In(zone).Format("15:04"), plural(left, "more minute", "more minutes"))
}
