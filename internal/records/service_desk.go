package records

import (
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/story"
)

// What the moderators' desk asks about services.

// addedField is the field of the history row that says who added a service: it
// became unconfirmed from nothing.
const addedField = "unconfirmed"

// WriteAdded writes down that a service was added, and by whom.
func WriteAdded(tx core.App, s *Service, as Origin, at time.Time) error {
	return WriteHistory(tx, s.ProxyRecord(), addedField, "", "true", as, at)
}

// Added reports whether a change is the adding of the service itself.
func (c *DirectoryChange) Added() bool { return c.Field() == addedField && c.Was() == "" }

// AddedBy is the id of the moderator who added a service; empty when it came from
// a file or from the administrator of the machine.
func AddedBy(app core.App, service string) (string, error) {
	found, err := some[DirectoryChange](app, "directory_history", dbx.HashExp{"service": service, "field": addedField, "was": ""}, 1, "at", "rowid")
	if err != nil || len(found) == 0 {
		return "", err
	}
	return found[0].By(), nil
}

// HasChangedService reports whether a moderator added a service or changed
// anything about it.
func HasChangedService(app core.App, service, moderator string) (bool, error) {
	n, err := app.CountRecords("directory_history", dbx.HashExp{"service": service, "by": moderator})
	return n > 0, wrap(err, "who changed a service")
}

// UnconfirmedServices lists what moderators added and nobody has confirmed, nor
// merged with something else, by name.
func UnconfirmedServices(app core.App, limit int64) ([]*Service, error) {
	return some[Service](app, "services", dbx.NewExp("unconfirmed = TRUE AND successor = ''"), limit, "name", "id")
}

// Details are what may be corrected about a service.
type Details struct{ Name, Town, Address, Postcode, Kind string }

// Details reads them.
func (s *Service) Details() Details {
	return Details{s.Name(), s.Town(), s.Address(), s.Postcode(), s.Kind()}
}

// SetDetails corrects them. What it was called stays among its names, unless nobody
// has confirmed it: then that was what somebody made of an author's words.
func (s *Service) SetDetails(d Details) {
	former := s.Name()
	s.Load(map[string]any{"name": d.Name, "town": d.Town, "address": d.Address, "postcode": d.Postcode, "kind": d.Kind})
	if former != d.Name {
		// The new name may have been a former one: it is not said twice.
		s.Set("aliases", strings.Join(slices.DeleteFunc(s.OtherNames(), func(n string) bool { return strings.EqualFold(n, d.Name) }), "\n"))
		if !s.Unconfirmed() {
			s.AddNames(former)
		}
	}
}

// openStates are the states in which a story still waits for a decision.
var openStates = []any{string(story.Submitted), string(story.Held), string(story.Approved)}

// OpenStory is a story that is not decided yet, and a service it names.
type OpenStory struct {
	ID      string `db:"id"`
	Title   string `db:"title"`
	Service string `db:"service"`
}

// OpenStoriesOf lists the undecided stories that name these services, the oldest
// first.
func OpenStoriesOf(app core.App, services []string, limit int64) ([]OpenStory, error) {
	found := []OpenStory{}
	if len(services) == 0 {
		return found, nil
	}
	err := app.DB().Select("s.id", "s.title", "x.service").From("story_services x").InnerJoin("stories s", dbx.NewExp("s.id = x.story")).
		Where(dbx.And(dbx.In("x.service", texts(services)...), dbx.In("s.state", openStates...))).
		OrderBy("s.submittedAt", "s.id").Limit(limit).All(&found)
	return found, wrap(err, "stories that wait")
}

// OpenStories lists the undecided stories with every service they name, the oldest
// first, and at most so many lines.
func OpenStories(app core.App, limit int64) ([]OpenStory, error) {
	found := []OpenStory{}
	err := app.DB().Select("s.id", "s.title", "x.service").From("stories s").InnerJoin("story_services x", dbx.NewExp("x.story = s.id")).
		Where(dbx.In("s.state", openStates...)).OrderBy("s.submittedAt", "s.id").Limit(limit).All(&found)
	return found, wrap(err, "stories that wait")
}

// CountOpenStories counts the undecided stories that name a service.
func CountOpenStories(app core.App, service string) (n int, err error) {
	err = app.DB().Select("COUNT(*)").From("story_services x").InnerJoin("stories s", dbx.NewExp("s.id = x.story")).
		Where(dbx.And(dbx.HashExp{"x.service": service}, dbx.In("s.state", openStates...))).Row(&n)
	return n, wrap(err, "the number of stories that wait")
}

// CountLinks counts who is linked to a service, besides whoever runs it.
func CountLinks(app core.App, service string) (int, error) {
	n, err := app.CountRecords("links", dbx.HashExp{"service": service})
	return int(n), wrap(err, "the number of links")
}

// OrganisationsNamed lists the open organisations whose name or code holds every
// word, by name.
func OrganisationsNamed(app core.App, words string, limit int64) ([]*Organisation, error) {
	asked := strings.Fields(words)
	if len(asked) == 0 {
		return nil, nil
	}
	is := []dbx.Expression{dbx.HashExp{"closedOn": "", "successor": ""}}
	for _, w := range asked[:min(len(asked), 8)] {
		is = append(is, dbx.Or(dbx.Like("name", w), dbx.Like("aliases", w), dbx.Like("code", w)))
	}
	return some[Organisation](app, "organisations", dbx.And(is...), limit, "name", "id")
}
