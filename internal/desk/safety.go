package desk

import (
	"errors"
	"net/http"
	"slices"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/region"
	"candour/internal/story"
)

// safetyEventView is one thing that happened.
type safetyEventView struct {
	Kind    string `json:"kind"`
	Who     string `json:"who"`
	Outcome string `json:"outcome"` // its name
	Step    string `json:"step"`    // its words
	Service string `json:"service"` // the name of one that may be the danger, or not any more
	Words   string `json:"words"`
	At      string `json:"at"`
}

// safetyView is all that a moderator needs when somebody may be in danger.
type safetyView struct {
	Story           string            `json:"story"`
	Title           string            `json:"title"` // "" when its author took the story back
	Open            bool              `json:"open"`
	Bars            bool              `json:"bars"` // the story is not published meanwhile
	Fits            string            `json:"fits"` // the way on that the urgent words fit, to look at first
	Passages        []string          `json:"passages"`
	Outcome         string            `json:"outcome"`
	Mine            bool              `json:"mine"` // who looks chose this way
	Agreed          string            `json:"agreed"`
	Closes          bool              `json:"closes"` // only how it ended is left to be said
	Done            map[string]string `json:"done"`   // by step: what came of it
	Outcomes        []story.Outcome   `json:"outcomes"`
	Helpers         []helper          `json:"helpers"`
	Bodies          []bodyView        `json:"bodies"`
	Messages        []region.Message  `json:"messages"`
	Events          []safetyEventView `json:"events"`
	Senior          bool              `json:"senior"` // may write down whom to call
	Reach           bool              `json:"reachable"`
	Decide          bool              `json:"decide"`          // the story itself is still to be decided
	SeniorPublishes bool              `json:"seniorPublishes"` // as of a storyView
	Services        []mayBeDanger     `json:"services"`        // of the story, and others of which it was noted
	SeniorAgreed    string            `json:"seniorAgreed"`    // as of a storyView
	Others          int               `json:"others"`          // other stories in which somebody may be in danger
}

func readSafety(d *desk) error {
	id := d.Request.PathValue("id")
	v, err := d.safetyNow(id)
	if err != nil {
		return d.fail(err, id, nil)
	}
	return d.JSON(http.StatusOK, v)
}

func (d *desk) safetyNow(id string) (*safetyView, error) {
	s, err := records.FindStory(d.App, id)
	if err != nil {
		return nil, err
	}
	r := deployment.Of(d.App).Region
	v := &safetyView{Story: s.Id, Outcomes: story.Outcomes(), Messages: append([]region.Message{}, r.Messages...), Senior: d.moderator.Senior()}
	v.Helpers, v.Passages = helpersAt(r, d.now()), []string{}
	if s.ToldFor() != "self" {
		aboutAnother(v.Outcomes, r.Messages)
	}
	if checkHere(s) == nil {
		v.Title = s.Title()
		reach := storyView{ID: id}
		if err := d.addReach(&reach); err != nil {
			return nil, err
		}
		v.Reach, v.Decide = reach.Reach, s.State().MayBeModerated()
		if v.SeniorPublishes, err = flow.SeniorPublishes(d.App, id, d.moderator.Id); err != nil {
			return nil, err
		}
		if err := d.addUrgent(v, s); err != nil {
			return nil, err
		}
	}
	if err := d.addBodies(v); err != nil {
		return nil, err
	}
	if v.Services, err = d.servicesInDanger(id); err != nil {
		return nil, err
	}
	return v, d.addSafetyEvents(v)
}

func (d *desk) addSafetyEvents(v *safetyView) error {
	events, err := records.SafetyEventsOf(d.App, v.Story)
	if err != nil {
		return err
	}
	names, err := peopleOf(d.App)
	if err != nil {
		return err
	}
	open, err := records.OpenSafeguardings(d.App)
	if err != nil {
		return err
	}
	v.Others = len(slices.DeleteFunc(open, func(id string) bool { return id == v.Story }))
	c := story.SafetyCaseOf(events)
	v.Open, v.Bars, v.Outcome, v.Mine = c.Open, c.Bars(), c.Outcome, c.ChosenBy == d.moderator.Id
	alone, err := flow.IsAlone(d.App, d.moderator.Id)
	if err != nil {
		return err
	}
	v.Closes = c.MayClose(alone)
	if senior, err := flow.SeniorWhoSaw(d.App, c); err != nil {
		return err
	} else if senior != "" {
		v.SeniorAgreed = names.name(senior)
	}
	if c.AgreedBy != "" {
		v.Agreed = names.name(c.AgreedBy)
	}
	v.Done = map[string]string{}
	for step, e := range c.Done {
		v.Done[step] = e.Words
	}
	v.Events = []safetyEventView{}
	for _, e := range events {
		o, _ := story.OutcomeOf(e.Outcome)
		is := safetyEventView{Kind: e.Kind, Who: names.name(e.By), Outcome: o.Name, Words: e.Words, At: moment(d.App, e.At)}
		if step, known := o.Step(e.Step); known {
			is.Step = step.Do
		}
		if e.Kind == story.SafetySuspected || e.Kind == story.SafetyLifted {
			if is.Service, err = d.nameOfDanger(e.Service); err != nil {
				return err
			}
		}
		v.Events = append(v.Events, is)
	}
	return nil
}

// actOnSafety takes the next step in a case.
func actOnSafety(d *desk) error {
	var sent struct {
		Kind    string `json:"kind"`
		Outcome string `json:"outcome"`
		Step    string `json:"step"`
		Came    string `json:"came"`    // of a step or the end: a short answer,
		Whom    string `json:"whom"`    // and who was told
		Service string `json:"service"` // that may be the danger, or not any more
		Words   string `json:"words"`
	}
	if err := d.read(&sent); err != nil {
		return err
	}
	id := d.Request.PathValue("id")
	o, _ := story.OutcomeOf(sent.Outcome)
	words, err := o.CameOf(sent.Step, sent.Came, sent.Whom, sent.Words)
	if sent.Kind == story.SafetyClosed {
		words, err = o.EndedOf(sent.Came, sent.Words)
	}
	steps := []story.SafetyEvent{{Kind: sent.Kind, Outcome: sent.Outcome, Step: sent.Step, Words: words, By: d.moderator.Id}}
	if sent.Kind == story.SafetySuspected || sent.Kind == story.SafetyLifted {
		steps[0].Service = sent.Service
	} else if err == nil && o.Suspects(sent.Step, sent.Came) {
		steps, err = d.alsoSuspects(id, steps[0], sent.Service)
	}
	if err == nil {
		err = flow.KeepSafe(d.App, id, steps...)
	}
	switch {
	case errors.Is(err, flow.ErrSenior):
		return d.refuse(http.StatusForbidden, "Only a senior moderator decides that it is shown as usual.")
	case errors.Is(err, story.ErrOwnSafety):
		return d.refuse(http.StatusForbidden, "You chose this way yourself. A colleague has to look at it.")
	case errors.Is(err, story.ErrChanged), errors.Is(err, story.ErrStep):
		return d.refuse(http.StatusConflict, "A colleague was quicker. Look at what they did. Nothing of yours was saved, and it is all still here.")
	case err != nil:
		return d.fail(err, id, nil)
	}
	return readSafety(d)
}

// setEscalation writes down whom to call at an organisation.
func setEscalation(d *desk) error {
	var sent story.Escalation
	if err := d.read(&sent); err != nil {
		return err
	}
	err := flow.SetEscalation(d.App, d.Request.PathValue("id"), sent, d.moderator.Id, "")
	switch {
	case errors.Is(err, flow.ErrSenior):
		return d.refuse(http.StatusForbidden, "Only a senior moderator writes down whom to call.")
	case errors.Is(err, records.ErrNotFound):
		return d.refuse(http.StatusNotFound, "There is no such organisation.")
	case err != nil:
		return d.fail(err, "", nil)
	}
	return d.JSON(http.StatusOK, map[string]any{"call": sent.Cleaned()})
}
