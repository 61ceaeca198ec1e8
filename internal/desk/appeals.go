package desk

import (
	"errors"
	"net/http"

	"candour/internal/flow"
	"candour/internal/hints"
	"candour/internal/records"
	"candour/internal/story"
)

// appealView is an appeal that nobody has decided.
type appealView struct {
	ID        string   `json:"id"`
	Story     string   `json:"story"`
	Against   string   `json:"against"` // closed, removed, response or words
	Who       string   `json:"who"`     // the author, or an organisation
	Words     string   `json:"words"`
	Names     []string `json:"names"` // what looks like names in words that the author will read
	At        string   `json:"at"`
	DecideBy  string   `json:"decideBy"`
	Overdue   bool     `json:"overdue"`
	Reason    string   `json:"reason"`
	Decided   string   `json:"decided"` // the words of who decided first
	By        string   `json:"by"`
	Since     string   `json:"since"`
	Said      string   `json:"said"`  // the response or the own words that it is about
	Place     string   `json:"place"` // where the own words stood
	Text      *words   `json:"text"`  // of the story; nil for one that is gone
	MayDecide bool     `json:"mayDecide"`
	Nobody    bool     `json:"nobody"` // no senior moderator may decide: each had a part in it
}

// readAppeal shows one appeal to all moderators, and whether this one may decide.
func readAppeal(d *desk) error {
	a, err := records.FindAppeal(d.App, d.Request.PathValue("id"))
	if err != nil {
		return d.failAppeal(err)
	}
	open, err := records.IsAppealOpen(d.App, a.Id)
	if err == nil && !open {
		err = story.ErrAppeal
	}
	if err != nil {
		return d.failAppeal(err)
	}
	v, err := d.appealView(a)
	if err != nil {
		return d.InternalServerError("", err)
	}
	return d.JSON(http.StatusOK, v)
}

func (d *desk) appealView(a *records.Appeal) (appealView, error) {
	v := appealView{ID: a.Id, Story: a.Story(), Who: "The author", Words: a.Words(), At: moment(d.App, a.At()), DecideBy: moment(d.App, a.DecideBy()), Overdue: a.IsLate(d.now())}
	if !a.ByAuthor() {
		v.Who = d.organisation(a.Organisation())
	}
	had, err := records.HadPartInAppealed(d.App, a, d.moderator.Id)
	if err != nil {
		return v, err
	}
	may, err := flow.SeniorsFor(d.App, a)
	if err != nil {
		return v, err
	}
	v.MayDecide, v.Nobody = d.moderator.Senior() && !had, len(may) == 0
	names, err := peopleOf(d.App)
	if err != nil {
		return v, err
	}
	switch {
	case a.Response() != "":
		err = d.addRefused(&v, a, names)
	case a.OwnWords() != "":
		err = d.addTakenOff(&v, a, names)
	default:
		err = d.addClosure(&v, a, names)
	}
	return v, err
}

// addClosure tells why a story was closed or taken down. Where an organisation asks, the
// author reads its words, without the names that are taken out.
func (d *desk) addClosure(v *appealView, a *records.Appeal, names people) error {
	r, err := records.FindRestriction(d.App, a.Restriction())
	if err != nil {
		return err
	}
	v.Against, v.Reason, v.Decided, v.By, v.Since = "closed", storyReason(r.Reason()), r.Words(), names.closedBy(r), moment(d.App, r.DecidedAt())
	if r.Removed() {
		v.Against = "removed"
	}
	if !a.ByAuthor() {
		if v.Names, err = d.namesIn(a.Words(), a.Story()); err != nil {
			return err
		}
	}
	return d.addText(v)
}

func (d *desk) addText(v *appealView) error {
	s, err := d.storyHere(v.Story)
	switch {
	case err == nil:
		text := words(s.Words())
		v.Text = &text
	case !errors.Is(err, errTakenDown) && !errors.Is(err, story.ErrWithdrawn): // nobody reads what is gone
		return err
	}
	return nil
}

func (d *desk) addRefused(v *appealView, a *records.Appeal, names people) error {
	r, err := records.FindResponse(d.App, a.Response())
	if err != nil {
		return err
	}
	act, err := records.FindAct(d.App, r.Story(), r.Id, r.Version())
	if err != nil {
		return err
	}
	v.Against, v.Reason, v.Decided, v.Said = "response", labelOf(story.ResponseReasons(), r.Reason()), r.ReasonWords(), r.Text()
	v.By, v.Since = names.name(act.By()), moment(d.App, act.At())
	return d.addText(v)
}

func (d *desk) addTakenOff(v *appealView, a *records.Appeal, names people) error {
	o, err := records.FindOwnWordsVersion(d.App, a.OwnWords())
	if err != nil {
		return err
	}
	v.Against, v.Decided, v.Said, v.Place = "words", o.Reason(), o.Words(), v.Who
	v.By, v.Since = names.name(o.TakenBy()), moment(d.App, o.TakenAt())
	if o.Service() == "" {
		return nil
	}
	s, err := records.FindService(d.App, o.Service())
	if err == nil {
		v.Place = s.Name()
	}
	return err
}

// namesIn lists what looks like the names of people in what a service wrote about a story.
// The names of its services are none.
func (d *desk) namesIn(text, storyID string) ([]string, error) {
	about, err := records.ServicesOfStory(d.App, storyID)
	if err != nil {
		return nil, err
	}
	own, err := flow.HintWords(d.App)
	opt := hints.Options{Own: own}
	for _, v := range about {
		opt.ServiceNames = append(opt.ServiceNames, namesOfService(v.Name(), v.Town())...)
	}
	return hints.NamesIn(text, opt), err
}

// decideAppeal takes another senior moderator's decision.
func decideAppeal(d *desk) error {
	var sent struct {
		Outcome string   `json:"outcome"`
		Answer  string   `json:"answer"`
		Without []string `json:"without"`
	}
	if err := d.read(&sent); err != nil {
		return err
	}
	err := flow.DecideAppeal(d.App, flow.AppealDecision{AppealID: d.Request.PathValue("id"), Moderator: d.moderator.Id,
		Outcome: story.AppealOutcome(sent.Outcome), Answer: sent.Answer, Without: sent.Without})
	if err != nil {
		return d.failAppeal(err)
	}
	return d.JSON(http.StatusOK, map[string]string{"outcome": sent.Outcome})
}

func (d *desk) failAppeal(err error) error {
	switch {
	case errors.Is(err, records.ErrNotFound):
		return d.refuse(http.StatusNotFound, "There is nothing here with that number.")
	case errors.Is(err, flow.ErrOwnDecision):
		return d.refuse(http.StatusForbidden, "You had a part in it. Another senior moderator has to decide.")
	case errors.Is(err, story.ErrAppeal):
		return d.refuse(http.StatusConflict, "This was decided meanwhile, or the story has moved on.")
	}
	return d.fail(err, "", nil)
}
