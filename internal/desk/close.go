package desk

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

// closing is what the panel sends about closing a story, taking it down, looking at it
// again or opening it again.
type closing struct {
	Version  int    `json:"version"`
	Reason   string `json:"reason"`
	Note     string `json:"note"`
	ReviewOn string `json:"reviewOn"` // a day: 2026-12-24
}

// closedView is a closed story for the list of those there are.
type closedView struct {
	Story    string `json:"story"`
	Title    string `json:"title"`
	Version  int    `json:"version"`
	Reason   string `json:"reason"`
	Words    string `json:"words"`
	By       string `json:"by"`
	Since    string `json:"since"`
	ReviewOn string `json:"reviewOn"`
	Due      bool   `json:"due"` // the day on which it is to be looked at again has come
}

// appealView is an appeal that nobody has decided.
type appealView struct {
	ID        string `json:"id"`
	Story     string `json:"story"`
	Removed   bool   `json:"removed"`
	Who       string `json:"who"` // the author, or an organisation
	Words     string `json:"words"`
	At        string `json:"at"`
	Reason    string `json:"reason"`
	Decided   string `json:"decided"` // the words of who decided first
	By        string `json:"by"`
	MayDecide bool   `json:"mayDecide"`
}

func restrictStory(d *desk) error { return d.closeStory(flow.RestrictStory, false) }

// removeStory answers with no story: nobody reads one that was taken down.
func removeStory(d *desk) error { return d.closeStory(flow.RemoveStory, true) }

func liftRestriction(d *desk) error { return d.closeStory(flow.LiftRestriction, false) }

func keepClosed(d *desk) error { return d.closeStory(flow.KeepClosed, false) }

func (d *desk) closeStory(do func(core.App, flow.Decision) error, gone bool) error {
	id := d.Request.PathValue("id")
	var sent closing
	if err := d.read(&sent); err != nil {
		return err
	}
	f := flow.Decision{StoryID: id, Version: sent.Version, Moderator: d.moderator.Id, Reason: sent.Reason, Note: sent.Note}
	if sent.ReviewOn != "" {
		on, err := time.ParseInLocation(time.DateOnly, sent.ReviewOn, deployment.Of(d.App).Region.Zone())
		if err != nil {
			return d.invalid(story.Problems{{Field: "reviewOn", Text: "Choose a day within the next six months."}})
		}
		f.ReviewOn = on
	}
	if err := do(d.App, f); err != nil {
		return d.fail(err, id, storedStory)
	}
	if gone {
		return d.JSON(http.StatusOK, decided{State: string(story.Removed)})
	}
	view, err := d.storyNow(id)
	if err != nil {
		return d.fail(err, id, nil)
	}
	return d.JSON(http.StatusOK, decided{view.State, view})
}

// listClosed lists the stories that are closed, and the appeals that wait.
func listClosed(d *desk) error {
	names, err := peopleOf(d.App)
	if err != nil {
		return d.InternalServerError("", err)
	}
	closed, err := records.ClosedStories(d.App)
	if err != nil {
		return d.InternalServerError("", err)
	}
	views := []closedView{}
	for _, r := range closed {
		s, err := records.FindStory(d.App, r.Story())
		if err != nil {
			return d.InternalServerError("", err)
		}
		by := names.name(r.DecidedBy())
		if flow.IsClosedAgain(r) {
			by = "this site, when it was restored from an older backup"
		}
		views = append(views, closedView{s.Id, s.Title(), s.Version(), storyReason(r.Reason()), r.Words(), by, moment(d.App, r.DecidedAt()),
			day(d.App, r.ReviewOn()), !d.now().Before(r.ReviewOn())})
	}
	appeals, err := d.appealViews(names)
	if err != nil {
		return d.InternalServerError("", err)
	}
	return d.JSON(http.StatusOK, map[string]any{"closed": views, "appeals": appeals, "senior": d.moderator.Senior()})
}

func (d *desk) appealViews(names people) ([]appealView, error) {
	open, err := records.OpenAppeals(d.App)
	if err != nil {
		return nil, err
	}
	views := []appealView{}
	for _, a := range open {
		r, err := records.FindRestriction(d.App, a.Restriction())
		if err != nil {
			return nil, err
		}
		who := "The author"
		if !a.ByAuthor() {
			o, err := records.FindOrganisation(d.App, a.Organisation())
			if err != nil {
				return nil, err
			}
			who = o.Name()
		}
		had, err := records.HadPartIn(d.App, r, d.moderator.Id)
		if err != nil {
			return nil, err
		}
		views = append(views, appealView{a.Id, a.Story(), r.Removed(), who, a.Words(), moment(d.App, a.At()), storyReason(r.Reason()), r.Words(),
			names.name(r.DecidedBy()), d.moderator.Senior() && !had})
	}
	return views, nil
}

func storyReason(code string) string {
	for _, r := range story.StoryReasons() {
		if r.Code == code {
			return r.Label
		}
	}
	return ""
}

// decideAppeal takes another senior moderator's decision.
func decideAppeal(d *desk) error {
	var sent struct {
		Outcome string `json:"outcome"`
		Answer  string `json:"answer"`
	}
	if err := d.read(&sent); err != nil {
		return err
	}
	err := flow.DecideAppeal(d.App, flow.AppealDecision{AppealID: d.Request.PathValue("id"), Moderator: d.moderator.Id,
		Outcome: story.AppealOutcome(sent.Outcome), Answer: sent.Answer})
	switch {
	case errors.Is(err, records.ErrNotFound):
		return d.refuse(http.StatusNotFound, "There is nothing here with that number.")
	case errors.Is(err, flow.ErrOwnDecision):
		return d.refuse(http.StatusForbidden, "You decided this the first time. Another senior moderator has to decide.")
	case errors.Is(err, story.ErrAppeal):
		return d.refuse(http.StatusConflict, "This was decided meanwhile, or the story has moved on.")
	case err != nil:
		return d.fail(err, "", nil)
	}
	return d.JSON(http.StatusOK, map[string]string{"outcome": sent.Outcome})
}
