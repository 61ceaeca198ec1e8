package records

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/story"
)

// What waits for its stories to be routed anew says so itself, from the
// transaction that changed it until the last of its stories is done.

// MarkUnrouted notes on a service, an organisation or a link, before it is saved,
// that its stories must be routed anew.
func MarkUnrouted(r *core.Record, at time.Time) {
	(&base{core.BaseRecordProxy{Record: r}}).setTime("unroutedSince", at)
}

// UnroutedSince is when that was noted last; zero when nothing waits.
func (s *Service) UnroutedSince() time.Time { return s.time("unroutedSince") }

// UnroutedSince is the same for what an organisation is a part of, or became.
func (o *Organisation) UnroutedSince() time.Time { return o.time("unroutedSince") }

// UnroutedSince is the same for a link to an area, a tag or a kind of service.
func (l *Link) UnroutedSince() time.Time { return l.time("unroutedSince") }

// UnroutedServices lists services whose stories wait, those that wait longest first.
// What was put off until later than now is left out.
func UnroutedServices(app core.App, now time.Time, limit int64) ([]*Service, error) {
	return some[Service](app, "services", unrouted(now), limit, "unroutedSince", "id")
}

// UnroutedOrganisations is the same for organisations.
func UnroutedOrganisations(app core.App, now time.Time, limit int64) ([]*Organisation, error) {
	return some[Organisation](app, "organisations", unrouted(now), limit, "unroutedSince", "id")
}

// UnroutedLinks is the same for links.
func UnroutedLinks(app core.App, now time.Time, limit int64) ([]*Link, error) {
	return some[Link](app, "links", unrouted(now), limit, "unroutedSince", "id")
}

func unrouted(now time.Time) dbx.Expression {
	return dbx.NewExp("unroutedSince != '' AND unroutedSince <= {:now}", dbx.Params{"now": stamp(now)})
}

// ClearUnrouted takes the note off, unless something changed meanwhile. It must be
// asked inside a transaction.
func ClearUnrouted(tx core.App, r core.RecordProxy) error {
	return setUnrouted(tx, r, time.Time{})
}

// PutOffUnrouted has the note wait until a time to come, unless something changed
// meanwhile: some of the stories could not be routed.
func PutOffUnrouted(tx core.App, r core.RecordProxy, until time.Time) error {
	return setUnrouted(tx, r, until)
}

func setUnrouted(tx core.App, r core.RecordProxy, at time.Time) error {
	noted := r.ProxyRecord().GetDateTime("unroutedSince")
	fresh, err := tx.FindRecordById(r.ProxyRecord().Collection(), r.ProxyRecord().Id)
	if err != nil {
		return wrap(err, "what waits to be routed")
	}
	if !fresh.GetDateTime("unroutedSince").Equal(noted) {
		return nil
	}
	MarkUnrouted(fresh, at)
	if err := tx.Save(fresh); err != nil {
		return fmt.Errorf("noting that stories were routed: %w", err)
	}
	return nil
}

// StoriesAround lists stories that may be or become public about any of these
// services, about what is a part of them and about what they took over from. All
// at once: a million numbers are 24 MB, and a page of them takes as long to find.
func StoriesAround(app core.App, services []string) ([]string, error) {
	if len(services) == 0 {
		return nil, nil
	}
	ids := []string{}
	list, err := json.Marshal(services) // there may be more of them than a statement takes one by one
	if err != nil {
		return nil, wrap(err, "stories of services")
	}
	err = app.DB().NewQuery(`WITH RECURSIVE around(id, depth) AS (SELECT v.id, 0 FROM services v WHERE v.id IN (SELECT value FROM json_each({:services}))
			UNION SELECT v.id, a.depth + 1 FROM around a JOIN services v ON v.parent = a.id AND v.parent != '' WHERE a.depth < {:deepest}
			UNION SELECT v.id, a.depth + 1 FROM around a JOIN services v ON v.successor = a.id AND v.successor != '' WHERE a.depth < {:deepest})
		SELECT DISTINCT x.story FROM story_services x JOIN stories s ON s.id = x.story
		WHERE x.service IN (SELECT id FROM around) AND ` + mayBecomePublic).
		Bind(dbx.Params{"services": string(list), "deepest": 2 * story.DeepestTree}).Column(&ids)
	return ids, wrap(err, "stories of services")
}

// StoriesReaching lists the same for stories that reach an organisation now.
func StoriesReaching(app core.App, organisation string) ([]string, error) {
	ids := []string{}
	err := app.DB().NewQuery(`SELECT DISTINCT x.story FROM story_scopes x JOIN stories s ON s.id = x.story
		WHERE x.organisation = {:organisation} AND ` + mayBecomePublic).
		Bind(dbx.Params{"organisation": organisation}).Column(&ids)
	return ids, wrap(err, "stories that reach an organisation")
}

// StoriesWithTag lists the same for stories that carry a tag.
func StoriesWithTag(app core.App, tag string) ([]string, error) {
	ids := []string{}
	err := app.DB().NewQuery("SELECT DISTINCT x.story FROM story_tags x JOIN stories s ON s.id = x.story WHERE x.tag = {:tag} AND " + mayBecomePublic).
		Bind(dbx.Params{"tag": tag}).Column(&ids)
	return ids, wrap(err, "stories with a tag")
}

// ServicesOfKind lists the ids of all services of a kind.
func ServicesOfKind(app core.App, kind string) ([]string, error) {
	ids := []string{}
	err := app.DB().Select("id").From("services").Where(dbx.HashExp{"kind": kind}).Column(&ids)
	return ids, wrap(err, "services of a kind")
}

// PlaceOfService is where a service lies, as far as it is stored.
type PlaceOfService struct {
	ID       string `db:"id"`
	Postcode string `db:"postcode"`
	Council  string `db:"council"`
}

// EachPlaceOfService hands on where every service lies of which that is known.
func EachPlaceOfService(app core.App, take func(PlaceOfService) error) error {
	return eachRow(app, "SELECT id, postcode, council FROM services WHERE postcode != '' OR council != ''", func(rows *dbx.Rows) error {
		var p PlaceOfService
		if err := rows.ScanStruct(&p); err != nil {
			return err
		}
		return take(p)
	})
}

// mayBecomePublic is of stories in a state whose reach matters.
const mayBecomePublic = `s.state IN ('submitted', 'held', 'approved', 'published', 'restricted')`
