package desk

import (
	"slices"

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
	Left    int    `json:"left"` // steps that nobody has dealt with
	Next    string `json:"next"` // the first of them
	Bars    bool   `json:"bars"` // the story is not published meanwhile
	Waiting string `json:"waiting"`
}

func (d *desk) safetyRow(id string, names people) (safetyRow, error) {
	c, err := records.SafetyCaseOf(d.App, id)
	if err != nil {
		return safetyRow{}, err
	}
	o, _ := story.OutcomeOf(c.Outcome)
	row := safetyRow{Story: id, Outcome: o.Name, By: names.name(c.ChosenBy), Mine: c.ChosenBy == d.moderator.Id, Agreed: c.AgreedBy != "",
		Left: len(o.Steps) - len(c.Done), Bars: c.Bars(), Waiting: waited(d.now().Sub(c.Since))}
	first := slices.IndexFunc(o.Steps, func(step story.SafetyStep) bool { _, done := c.Done[step.Code]; return !done })
	if first >= 0 {
		row.Next = o.Steps[first].Do
	}
	return row, nil
}

// addSafety tells at a story what is open while somebody may be in danger.
func (d *desk) addSafety(v *storyView) error {
	c, err := records.SafetyCaseOf(d.App, v.ID)
	if err != nil || !c.Open {
		return err
	}
	names, err := peopleOf(d.App)
	if err != nil {
		return err
	}
	row, err := d.safetyRow(v.ID, names)
	v.Safety = &row
	return err
}
