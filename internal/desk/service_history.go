package desk

import (
	"strings"
	"time"

	"candour/internal/records"
)

// eventView is one thing that changed about a service.
type eventView struct {
	At      string    `json:"at"`
	What    string    `json:"what"`
	Who     string    `json:"who"` // a file, the administrator, or a moderator by name
	Service placeName `json:"service"`
	Moves   bool      `json:"-"` // it concerns whoever reads a story about it
}

// eventViews puts changes of the directory into sentences.
func (d *desk) eventViews(changes []*records.DirectoryChange) ([]eventView, error) {
	var ids []string
	for _, c := range changes {
		ids = append(ids, c.Service())
		ids = append(ids, idsIn(c.Field(), c.Was(), c.Now())...)
	}
	names, err := d.namesOf(ids)
	if err != nil {
		return nil, err
	}
	moderators, err := peopleOf(d.App)
	if err != nil {
		return nil, err
	}
	views := make([]eventView, 0, len(changes))
	for _, c := range changes {
		if what, moves := d.eventWords(c, names); what != "" {
			views = append(views, eventView{At: day(d.App, c.At()), What: what, Who: whoChanged(c, moderators), Moves: moves,
				Service: placeName{ID: c.Service(), Name: names[c.Service()]}})
		}
	}
	return views, nil
}

func whoChanged(c *records.DirectoryChange, moderators people) string {
	switch {
	case c.Source() == records.FromFile:
		return "an official file"
	case c.Source() == records.FromDesk && c.By() != "":
		return moderators.name(c.By())
	case c.Source() == records.FromDesk:
		return "a moderator"
	case c.By() != "":
		return "its own administrators"
	}
	return "the administrator of this site"
}

// eventWords says what changed, and whether that concerns a story about it. What
// changed only for programs, such as a position, has no words.
func (d *desk) eventWords(c *records.DirectoryChange, names map[string]string) (words string, moves bool) {
	was, now := c.Was(), c.Now()
	switch c.Field() {
	case "unconfirmed":
		if c.Added() {
			return "It was added, and not confirmed yet.", false
		}
		if now == "false" {
			return "It was confirmed.", false
		}
		return "It is not confirmed any more.", false
	case "name":
		return "It was called “" + was + "” before, and is now called “" + now + "”.", true
	case "town", "address", "postcode", "kind":
		return "Its " + c.Field() + " was " + quoted(was) + ", and is now " + quoted(now) + ".", c.Field() == "town"
	case "aliases":
		return "Its other names are now " + quoted(strings.Join(strings.Fields(strings.ReplaceAll(now, "\n", ", ")), " ")) + ".", false
	case "parent":
		return ledTo("It is now a part of ", "It is no longer a part of ", was, now, names), true
	case "organisation":
		return ledTo("It is now run by ", "It is no longer run by ", was, now, names), true
	case "successor":
		return ledTo("It became ", "It is no longer ", was, now, names), true
	case "closedOn":
		if now == "" {
			return "It is open again.", true
		}
		return "It is closed from " + d.storedDay(now) + ".", true
	case records.LinkField:
		return linkWords(was, now, names), true
	case records.CodeField:
		if now == "" {
			return "Its code " + was + " went to what it became.", false
		}
		return "It got a further code: " + now + ".", false
	}
	return "", false
}

func ledTo(to, from, was, now string, names map[string]string) string {
	if now == "" {
		return from + nameIn(names, was) + "."
	}
	return to + nameIn(names, now) + "."
}

func nameIn(names map[string]string, id string) string {
	if n, ok := names[id]; ok {
		return n
	}
	return "something that is not there any more"
}

func quoted(s string) string {
	if s == "" {
		return "not known"
	}
	return "“" + s + "”"
}

// storedDay is a stored time as people read it.
func (d *desk) storedDay(stored string) string {
	for _, layout := range []string{"2006-01-02 15:04:05.000Z", time.DateOnly} {
		if at, err := time.Parse(layout, stored); err == nil {
			return day(d.App, at)
		}
	}
	return stored
}
