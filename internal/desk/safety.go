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

// helper is somebody to turn to, with what they are for.
type helper struct {
	For   string `json:"for"` // as in a step
	Name  string `json:"name"`
	What  string `json:"what"`
	Phone string `json:"phone"`
	Email string `json:"email"`
	URL   string `json:"url"`
	Hours string `json:"hours"`
}

// bodyView is an organisation of the story, and whom to call there.
type bodyView struct {
	ID   string            `json:"id"`
	Name string            `json:"name"`
	Call *story.Escalation `json:"call"` // nil while nobody has written it down
	Set  string            `json:"set"`  // by whom and when
}

// safetyEventView is one thing that happened.
type safetyEventView struct {
	Kind    string `json:"kind"`
	Who     string `json:"who"`
	Outcome string `json:"outcome"` // its name
	Step    string `json:"step"`    // its words
	Words   string `json:"words"`
	At      string `json:"at"`
}

// safetyView is all that a moderator needs when somebody may be in danger.
type safetyView struct {
	Story    string            `json:"story"`
	Title    string            `json:"title"` // "" when its author took the story back
	Open     bool              `json:"open"`
	Outcome  string            `json:"outcome"`
	Mine     bool              `json:"mine"` // who looks chose this way
	Agreed   string            `json:"agreed"`
	Done     map[string]string `json:"done"` // by step: what came of it
	Outcomes []story.Outcome   `json:"outcomes"`
	Helpers  []helper          `json:"helpers"`
	Bodies   []bodyView        `json:"bodies"`
	Messages []region.Message  `json:"messages"`
	Events   []safetyEventView `json:"events"`
	Senior   bool              `json:"senior"` // may write down whom to call
	Reach    bool              `json:"reachable"`
	Decide   bool              `json:"decide"` // the story itself is still to be decided
	Others   int               `json:"others"` // other stories in which somebody may be in danger
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
	for _, c := range r.Escalation {
		v.Helpers = append(v.Helpers, helper{For: c.For, Name: c.Name, What: c.What, Phone: c.Phone, URL: c.URL, Hours: c.Hours})
	}
	if len(r.CrisisContacts) > 0 && !slices.ContainsFunc(v.Helpers, func(h helper) bool { return h.For == story.TellEmergency }) {
		c := r.CrisisContacts[0]
		v.Helpers = append(v.Helpers, helper{For: story.TellEmergency, Name: c.Name, What: c.What, Phone: c.Phone, URL: c.URL, Hours: c.Hours})
	}
	if checkHere(s) == nil {
		v.Title = s.Title()
		reach := storyView{ID: id}
		if err := d.addReach(&reach); err != nil {
			return nil, err
		}
		v.Reach, v.Decide = reach.Reach, s.State().MayBeModerated()
	}
	if err := d.addBodies(v); err != nil {
		return nil, err
	}
	return v, d.addSafetyEvents(v)
}

// addBodies adds whom to call at the organisations that run the story's services.
func (d *desk) addBodies(v *safetyView) error {
	services, err := records.ServicesOfStory(d.App, v.Story)
	if err != nil {
		return err
	}
	v.Bodies = []bodyView{}
	for _, s := range services {
		id := s.Organisation()
		if id == "" || slices.ContainsFunc(v.Bodies, func(b bodyView) bool { return b.ID == id }) {
			continue
		}
		o, err := records.FindOrganisation(d.App, id)
		if err != nil {
			return err
		}
		b := bodyView{ID: id, Name: o.Name()}
		e, err := records.FindEscalation(d.App, id)
		if err == nil {
			whom, by := e.Whom(), "a senior moderator"
			if e.ByMember() {
				by = "the organisation"
			}
			b.Call, b.Set = &whom, "Written down by "+by+" on "+day(d.App, e.At())+"."
		} else if !errors.Is(err, records.ErrNotFound) {
			return err
		}
		v.Bodies = append(v.Bodies, b)
	}
	return nil
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
	v.Open, v.Outcome, v.Mine = c.Open, c.Outcome, c.ChosenBy == d.moderator.Id
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
		for _, step := range o.Steps {
			if step.Code == e.Step {
				is.Step = step.Do
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
		Words   string `json:"words"`
	}
	if err := d.read(&sent); err != nil {
		return err
	}
	id := d.Request.PathValue("id")
	err := flow.KeepSafe(d.App, id, story.SafetyEvent{Kind: sent.Kind, Outcome: sent.Outcome, Step: sent.Step, Words: sent.Words, By: d.moderator.Id})
	switch {
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
