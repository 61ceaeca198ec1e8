package desk

import (
	"errors"
	"net/http"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

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
	Since     string `json:"since"`
	Text      *words `json:"text"` // of the story; nil for one that is gone
	MayDecide bool   `json:"mayDecide"`
	Nobody    bool   `json:"nobody"` // no senior moderator may decide: each had a part in it
}

func (d *desk) appealViews(names people) ([]appealView, error) {
	open, err := records.OpenAppeals(d.App)
	if err != nil {
		return nil, err
	}
	views := []appealView{}
	for _, a := range open {
		v, err := d.appealView(a, names)
		if err != nil {
			return nil, err
		}
		views = append(views, v)
	}
	return views, nil
}

func (d *desk) appealView(a *records.Appeal, names people) (appealView, error) {
	r, err := records.FindRestriction(d.App, a.Restriction())
	if err != nil {
		return appealView{}, err
	}
	had, err := records.HadPartIn(d.App, r, d.moderator.Id)
	if err != nil {
		return appealView{}, err
	}
	may, err := flow.SeniorsFor(d.App, r)
	if err != nil {
		return appealView{}, err
	}
	v := appealView{ID: a.Id, Story: a.Story(), Removed: r.Removed(), Who: "The author", Words: a.Words(), At: moment(d.App, a.At()),
		Reason: storyReason(r.Reason()), Decided: r.Words(), By: names.closedBy(r), Since: moment(d.App, r.DecidedAt()),
		MayDecide: d.moderator.Senior() && !had, Nobody: len(may) == 0}
	if !a.ByAuthor() {
		o, err := records.FindOrganisation(d.App, a.Organisation())
		if err != nil {
			return appealView{}, err
		}
		v.Who = o.Name()
	}
	s, err := d.storyHere(a.Story())
	switch {
	case err == nil:
		text := words(s.Words())
		v.Text = &text
	case !errors.Is(err, errTakenDown) && !errors.Is(err, story.ErrWithdrawn): // nobody reads what is gone
		return appealView{}, err
	}
	return v, nil
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
		return d.refuse(http.StatusForbidden, "You closed it, took it down or kept it closed. Another senior moderator has to decide.")
	case errors.Is(err, story.ErrAppeal):
		return d.refuse(http.StatusConflict, "This was decided meanwhile, or the story has moved on.")
	case err != nil:
		return d.fail(err, "", nil)
	}
	return d.JSON(http.StatusOK, map[string]string{"outcome": sent.Outcome})
}
