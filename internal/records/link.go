package records

import (
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// LinkKind is what an organisation has to do with what it is linked to.
type LinkKind string

// The kinds of links. Running something is no link: that is the tree.
const (
	LinkPartners    LinkKind = "partners"    // answers for the area something lies in
	LinkCommissions LinkKind = "commissions" // pays for it
	LinkRegulates   LinkKind = "regulates"
	LinkInspects    LinkKind = "inspects"
	LinkFollows     LinkKind = "follows"    // a charity, education, research
	LinkRepresents  LinkKind = "represents" // a Healthwatch, an elected representative
)

// Sources of what the directory holds: an official file, the moderators' desk,
// an administrator. A load of a file renews only what came from files.
const (
	FromFile          = "file"
	FromDesk          = "desk"
	FromAdministrator = "administrator"
)

// Link says that an organisation has to do with a service and all below it, an
// organisation and all it runs, an area, a tag or a kind of service.
type Link struct{ base }

// Organisation and the following read a link's fields. Of Service, Target, Area,
// Tag and ServiceKind one says what the link leads to.
func (l *Link) Organisation() string { return l.GetString("organisation") }
func (l *Link) Kind() LinkKind       { return LinkKind(l.GetString("kind")) }
func (l *Link) Service() string      { return l.GetString("service") }
func (l *Link) Target() string       { return l.GetString("target") }
func (l *Link) Area() string         { return l.GetString("area") }
func (l *Link) Tag() string          { return l.GetString("tag") }
func (l *Link) ServiceKind() string  { return l.GetString("serviceKind") }
func (l *Link) Source() string       { return l.GetString("source") }

// Since is the first day of the link and Until the first day on which it does
// not hold any more; zero means that it has no such end.
func (l *Link) Since() time.Time { return l.time("since") }
func (l *Link) Until() time.Time { return l.time("until") }

// LinkTo is what a new link leads to: one of its fields is set.
type LinkTo struct{ Service, Target, Area, Tag, ServiceKind string }

// NewLink makes a link from an organisation. Times may be zero.
func NewLink(app core.App, organisation string, kind LinkKind, to LinkTo, since, until time.Time, source string) (*Link, error) {
	l, err := newRecord[Link](app, "links")
	if err == nil {
		l.Load(map[string]any{"organisation": organisation, "kind": string(kind), "service": to.Service, "target": to.Target,
			"area": to.Area, "tag": to.Tag, "serviceKind": to.ServiceKind, "since": since, "until": until, "source": source})
	}
	return l, err
}

// SetUntil ends a link on a day.
func (l *Link) SetUntil(day time.Time) { l.Set("until", day) }

// LinkedTo is what links may lead to, several of each.
type LinkedTo struct{ Services, Targets, Areas, Tags, ServiceKinds []string }

// LinksTo lists the links that lead to any of these, as they hold on a day.
func LinksTo(app core.App, to LinkedTo, on time.Time) ([]*Link, error) {
	var any []dbx.Expression
	for field, values := range map[string][]string{"service": to.Services, "target": to.Targets, "area": to.Areas, "tag": to.Tags, "serviceKind": to.ServiceKinds} {
		if len(values) > 0 { // an empty list would keep SQLite from using the indexes of the others
			any = append(any, dbx.In(field, texts(values)...))
		}
	}
	if len(any) == 0 {
		return nil, nil
	}
	return all[Link](app, "links", dbx.And(dbx.Or(any...), holds(on)), "kind", "organisation", "id")
}

// LinksOf lists the links of an organisation, those that have ended as well.
func LinksOf(app core.App, organisation string) ([]*Link, error) {
	return all[Link](app, "links", dbx.HashExp{"organisation": organisation}, "kind", "since", "id")
}

// FindLink finds a link by its id.
func FindLink(app core.App, id string) (*Link, error) {
	return first[Link](app, "links", dbx.HashExp{"id": id})
}

// holds picks the links that hold on a day.
func holds(on time.Time) dbx.Expression {
	return dbx.NewExp("(since = '' OR since <= {:on}) AND (until = '' OR until > {:on})", dbx.Params{"on": stamp(on)})
}

// PartnersOf lists the organisations that answer for the area a service lies in.
func PartnersOf(app core.App, service string, on time.Time) ([]string, error) {
	links, err := all[Link](app, "links", dbx.And(dbx.HashExp{"service": service, "kind": string(LinkPartners)}, holds(on)), "organisation")
	ids := make([]string, len(links))
	for i, l := range links {
		ids[i] = l.Organisation()
	}
	return ids, err
}
