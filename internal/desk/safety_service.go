package desk

import (
	"errors"
	"slices"

	"candour/internal/records"
	"candour/internal/story"
)

// mayBeDanger is a service of a story, and whether it was noted that it may be the danger.
type mayBeDanger struct {
	ID    string `json:"id"` // "" where nobody knows which it is
	Name  string `json:"name"`
	Noted bool   `json:"noted"`
}

// whichever is what a note is called that names no service.
const whichever = "the service"

// servicesInDanger lists the services of a story, and whatever else was noted.
func (d *desk) servicesInDanger(id string) ([]mayBeDanger, error) {
	c, err := records.SafetyCaseOf(d.App, id)
	if err != nil {
		return nil, err
	}
	linked, err := records.ServicesOfStory(d.App, id)
	if err != nil {
		return nil, err
	}
	list := []mayBeDanger{}
	for _, v := range linked {
		list = append(list, mayBeDanger{v.Id, v.Name(), slices.Contains(c.Suspected, v.Id)})
	}
	if len(linked) == 0 && !slices.Contains(c.Suspected, "") {
		list = append(list, mayBeDanger{"", whichever, false})
	}
	for _, id := range c.Suspected {
		if slices.ContainsFunc(list, func(v mayBeDanger) bool { return v.ID == id }) {
			continue
		}
		name, err := d.nameOfDanger(id)
		if err != nil {
			return nil, err
		}
		list = append(list, mayBeDanger{id, name, true})
	}
	return list, nil
}

func (d *desk) nameOfDanger(id string) (string, error) {
	if id == "" {
		return whichever, nil
	}
	v, err := records.FindService(d.App, id)
	if errors.Is(err, records.ErrNotFound) {
		return whichever, nil
	}
	if err != nil {
		return "", err
	}
	return v.Name(), nil
}

// keptFrom names the services of which was noted that they may be the danger.
func (d *desk) keptFrom(id string) ([]string, error) {
	all, err := d.servicesInDanger(id)
	names := []string{}
	for _, v := range all {
		if v.Noted {
			names = append(names, v.Name)
		}
	}
	return names, err
}

// alsoSuspects adds to a step that was answered so that a service may be the danger. Where
// the story is about one alone it is that one; else nobody knows unless they said which.
func (d *desk) alsoSuspects(id string, done story.SafetyEvent, service string) ([]story.SafetyEvent, error) {
	c, err := records.SafetyCaseOf(d.App, id)
	if err != nil {
		return nil, err
	}
	linked, err := records.StoryServiceIDs(d.App, id)
	if service == "" && len(linked) == 1 {
		service = linked[0]
	}
	steps := []story.SafetyEvent{done}
	if !slices.Contains(c.Suspected, service) {
		steps = append(steps, story.SafetyEvent{Kind: story.SafetySuspected, Outcome: done.Outcome, Service: service, By: done.By})
	}
	return steps, err
}
