package desk

import (
	"slices"
	"strconv"
	"strings"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// safetyRow is one open case.
type safetyRow struct {
	Story   string `json:"story"`
	Outcome string `json:"outcome"`
	By      string `json:"by"`
	Mine    bool   `json:"mine"` // who looks chose this way, so a colleague has to agree
	Agreed  bool   `json:"agreed"`
	Left    int    `json:"left"`   // steps that nobody has dealt with
	Closes  bool   `json:"closes"` // only how it ended is left to be said
	Bars    bool   `json:"bars"`   // the story is not published meanwhile
	Still   string `json:"still"`  // what is open, in one line
	Waiting string `json:"waiting"`
}

func (d *desk) safetyRow(id string, names people) (safetyRow, error) {
	c, err := records.SafetyCaseOf(d.App, id)
	if err != nil {
		return safetyRow{}, err
	}
	o, _ := story.OutcomeOf(c.Outcome)
	alone, err := flow.IsAlone(d.App, d.moderator.Id)
	if err != nil {
		return safetyRow{}, err
	}
	row := safetyRow{Story: id, Outcome: o.Name, By: names.name(c.ChosenBy), Mine: c.ChosenBy == d.moderator.Id, Agreed: c.AgreedBy != "",
		Left: len(o.Steps) - len(c.Done), Closes: c.MayClose(alone), Bars: c.Bars(), Still: stillOpen(c, d.moderator.Id), Waiting: waited(d.now().Sub(c.Since))}
	return row, nil
}

// stillOpen says in one line whether the story has to wait for a case, and what exactly
// is open in it, for the moderator who reads.
func stillOpen(c story.SafetyCase, reader string) string {
	if !c.Open {
		return ""
	}
	o, _ := story.OutcomeOf(c.Outcome)
	left := []string{}
	for i, step := range o.Steps {
		if _, done := c.Done[step.Code]; !done {
			left = append(left, strconv.Itoa(i+1))
		}
	}
	open := []string{}
	switch len(left) {
	case 0:
	case 1:
		open = append(open, "step "+left[0])
	default:
		open = append(open, "steps "+strings.Join(left[:len(left)-1], ", ")+" and "+left[len(left)-1])
	}
	switch {
	case c.AgreedBy != "":
	case c.ChosenBy == reader:
		open = append(open, "a colleague’s agreement (not yours: you chose)")
	default:
		open = append(open, "a colleague’s agreement (that can be yours)")
	}
	may := "The story may be published meanwhile."
	if c.Bars() {
		may = "The story can’t be published before this is closed."
	}
	return may + " Still open: " + strings.Join(append(open, "how it ended"), "; ") + "."
}

// addSafety tells at a story what is open while somebody may be in danger.
func (d *desk) addSafety(v *storyView) error {
	c, err := records.SafetyCaseOf(d.App, v.ID)
	if err != nil {
		return err
	}
	v.MayLift = d.moderator.Senior()
	if v.KeptFrom, err = d.keptFrom(v.ID); err != nil {
		return err
	}
	if v.SeniorPublishes, err = flow.SeniorPublishes(d.App, v.ID, d.moderator.Id); err != nil || c.Outcome == "" {
		return err
	}
	events, err := records.SafetyEventsOf(d.App, v.ID)
	if err != nil {
		return err
	}
	v.Handled = slices.ContainsFunc(events, func(e story.SafetyEvent) bool { return e.By == d.moderator.Id })
	names, err := peopleOf(d.App)
	if err != nil {
		return err
	}
	if !c.Open {
		senior, err := flow.SeniorWhoSaw(d.App, c)
		if senior != "" {
			v.SeniorAgreed = names.name(senior)
		}
		return err
	}
	row, err := d.safetyRow(v.ID, names)
	v.Safety = &row
	return err
}
