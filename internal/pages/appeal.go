package pages

import (
	"errors"
	"net/http"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// appealRoutes is the door by which an author asks for another decision.
var appealRoutes = []route{{"POST", "/account/stories/{id}/appeal", author, doAppealAsAuthor}}

// appealed is one appeal, for those who may read its words.
type appealed struct{ Words, Said, Answer string }

// closedForAuthor is what an author sees beside the reason of a closure, or once the
// story is open again.
type closedForAuthor struct {
	Label    string // the reason as everyone reads it
	Opened   string // why it is open again, in the moderator's words
	ReviewOn time.Time
	Appeals  []appealed
	Appeal   *Field // when the author may still ask
}

// closedForStaff is the same for a member.
type closedForStaff struct {
	Label    string // the reason as everyone reads it
	Words    string
	ReviewOn time.Time
	Appeals  []appealed // with the answer to their own organisation's
	Ask      string     // the page on which an administrator asks for another decision
}

func readClosed(v *ownStoryView, e *core.RequestEvent, s *records.Story) error {
	if s.State() != story.Restricted && s.State() != story.Removed && s.State() != story.Published {
		return nil
	}
	all, err := records.RestrictionsOf(e.App, s.Id)
	if err != nil || len(all) == 0 { // never closed, or from before these were kept
		return err
	}
	r := all[len(all)-1]
	if !r.LiftedAt().IsZero() {
		if s.State() == story.Published && r.LiftWords() != "" { // what was asked and decided meanwhile is over
			v.Closed = &closedForAuthor{Opened: r.LiftWords()}
		}
		return nil
	}
	v.Closed = &closedForAuthor{Label: reasonLabel(r.Reason()), ReviewOn: local(r.ReviewOn(), zoneOf(e))}
	made, err := records.AppealsAgainst(e.App, r.Id)
	if err != nil {
		return err
	}
	for _, a := range made {
		words, err := appealWords(e.App, a)
		if err != nil {
			return err
		}
		said := a.Words()
		if !a.ByAuthor() && a.Outcome() == "" {
			said = "" // a senior moderator reads it first, and may take names out
		}
		v.Closed.Appeals = append(v.Closed.Appeals, appealed{words, said, a.Answer()})
	}
	v.Closed.Appeal, err = appealField(e, s, "author", v.Problems)
	return err
}

// appealField is the form field of an appeal, if one may still be made.
func appealField(e *core.RequestEvent, s *records.Story, by string, problems []Problem) (*Field, error) {
	_, err := flow.MayAppeal(e.App, s, by)
	if errors.Is(err, story.ErrAppeal) {
		return nil, nil //nolint:nilnil // no field is offered
	}
	if err != nil {
		return nil, err
	}
	return newAppealField(e, "", problems), nil
}

// newAppealField is the same where it is known that one may.
func newAppealField(e *core.RequestEvent, hint string, problems []Problem) *Field {
	f := Field{Name: "appeal", Label: "Why should it be decided otherwise?", Hint: hint, Rows: 5, Value: e.Request.PostFormValue("appeal")}.With(problems)
	return &f
}

// appealWords is an appeal in a sentence, without what was written in it.
func appealWords(app core.App, a *records.Appeal) (string, error) {
	who := "The author"
	if !a.ByAuthor() {
		o, err := records.FindOrganisation(app, a.Organisation())
		if err != nil {
			return "", err
		}
		who = o.Name()
	}
	return appealSentence(app, who, a), nil
}

func appealSentence(app core.App, who string, a *records.Appeal) string {
	zone := deployment.Of(app).Region.Zone()
	asked := who + " asked for another decision on " + day(local(a.At(), zone)) + ". "
	decided := asked + "On " + day(local(a.DecidedAt(), zone)) + " another senior moderator decided that it "
	switch a.Outcome() {
	case story.AppealStands:
		return decided + "stays as it is."
	case story.AppealWrong:
		return decided + wasWrong(a)
	case story.AppealLifted:
		return asked + "On " + day(local(a.DecidedAt(), zone)) + " a senior moderator opened it again."
	}
	by := until(a.DecideBy(), zone)
	if a.IsLate(deployment.Now(app)) {
		return asked + "We were to answer by " + by + ". That is late, and we are sorry."
	}
	return asked + "We answer by " + by + "."
}

func wasWrong(a *records.Appeal) string {
	switch {
	case a.Response() != "":
		return "should not have been refused. You can send it again."
	case a.OwnWords() != "":
		return "should not have been taken off. You can write it again."
	}
	return "should not have been taken down. It can be told anew."
}

// appealsOfGone says to everyone who finds a story taken down whether somebody asked for
// another decision, and what came of it. No service is named: the story is gone.
func appealsOfGone(app core.App, id string) (said []string, err error) {
	r, err := records.RestrictionOf(app, id)
	if errors.Is(err, records.ErrNotFound) { // taken back since, or from before these were kept
		return nil, nil
	}
	if err != nil || !r.Removed() {
		return nil, err
	}
	made, err := records.AppealsAgainst(app, r.Id)
	for _, a := range made {
		who := "The author"
		if !a.ByAuthor() {
			who = "A service it was about"
		}
		said = append(said, appealSentence(app, who, a))
	}
	return said, err
}

// addAppeals says to everyone until when a story is closed and who asked for another
// decision. That its author did is no secret: it is a story's author, not a person.
func addAppeals(e *core.RequestEvent, closed *Restriction, s *records.Story) error {
	r, err := records.RestrictionOf(e.App, s.Id)
	if errors.Is(err, records.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	closed.ReviewOn = local(r.ReviewOn(), zoneOf(e))
	if flow.IsClosedAgain(r) {
		closed.By, closed.Why = "This site, by itself", "We had closed it. Our data was since restored from an earlier copy, and a senior moderator looks at it again."
	}
	made, err := records.AppealsAgainst(e.App, r.Id)
	if err != nil {
		return err
	}
	for _, a := range made {
		words, err := appealWords(e.App, a)
		if err != nil {
			return err
		}
		closed.Appeals = append(closed.Appeals, words)
	}
	return nil
}

// closedFor is what a member of an organisation in scope sees of a closure.
func closedFor(e *core.RequestEvent, s *records.Story, m *records.Member, byService bool) (*closedForStaff, error) {
	if s.State() != story.Restricted {
		return nil, nil //nolint:nilnil // it is open
	}
	view := &closedForStaff{Label: reasonLabel(s.Reason()), Words: s.ReasonWords()}
	public := &Restriction{}
	if err := addAppeals(e, public, s); err != nil {
		return nil, err
	}
	view.ReviewOn = public.ReviewOn
	for _, words := range public.Appeals {
		view.Appeals = append(view.Appeals, appealed{Words: words})
	}
	if err := addAnswer(e, view, s, m); err != nil {
		return nil, err
	}
	if byService && m.Role() == story.RoleAdministrator {
		_, err := flow.MayAppeal(e.App, s, "service")
		if err == nil {
			view.Ask = appealStoryPath + s.Id
		} else if !errors.Is(err, story.ErrAppeal) {
			return nil, err
		}
	}
	return view, nil
}

// addAnswer puts what was decided, in words, beside what a member's own organisation asked.
func addAnswer(e *core.RequestEvent, view *closedForStaff, s *records.Story, m *records.Member) error {
	r, err := records.RestrictionOf(e.App, s.Id)
	if errors.Is(err, records.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	made, err := records.AppealsAgainst(e.App, r.Id)
	for i, a := range made { // in the order of the sentences
		if i < len(view.Appeals) && !a.ByAuthor() && a.Organisation() == m.Organisation() {
			view.Appeals[i].Answer = a.Answer()
		}
	}
	return err
}

// reopenedFor is what came of what a member's organisation asked, once the story is open.
func reopenedFor(e *core.RequestEvent, s *records.Story, m *records.Member) (*appealed, error) {
	all, err := records.RestrictionsOf(e.App, s.Id)
	if err != nil || len(all) == 0 || s.State() != story.Published {
		return nil, err
	}
	made, err := records.AppealsAgainst(e.App, all[len(all)-1].Id)
	if err != nil {
		return nil, err
	}
	for _, a := range made {
		if !a.ByAuthor() && a.Organisation() == m.Organisation() {
			words, err := appealWords(e.App, a)
			return &appealed{Words: words, Answer: a.Answer()}, err
		}
	}
	return nil, nil //nolint:nilnil // they asked nothing
}

// tooLateAsAuthor shows an author's story as it stands now, with the words of an appeal
// that was not taken: they had appealed already, perhaps in another tab, or it is decided.
// The same words again are a button that was pressed twice.
func tooLateAsAuthor(e *core.RequestEvent, s *records.Story, typed string) error {
	view, err := readOwnStory(e, s, "", nil)
	if err != nil {
		return err
	}
	if typed = story.Clean(typed); view.Closed != nil {
		for _, a := range view.Closed.Appeals {
			if a.Said == typed {
				return e.Redirect(http.StatusSeeOther, ownPath(s)+"?moved")
			}
		}
	}
	view.Note, view.Unsent = movedNote, typed
	return ownStoryPage.show(e, http.StatusConflict, view)
}

func doAppealAsAuthor(e *core.RequestEvent) error {
	return sayAboutStory(e, "appeal", flow.AppealAsAuthor, story.ErrAppeal, "appealed")
}
