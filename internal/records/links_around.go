package records

import (
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Around is what links may lead to that concern a service: itself and what it is
// a part of, who runs it and what is above that, its kind and its area.
type Around struct {
	Services, Organisations []string
	Kind, Area              string
}

// LinksAround lists the links that concern a service on a day, of these kinds.
// Whoever follows or represents something says so to its own members alone.
func LinksAround(app core.App, a Around, on time.Time, kinds ...LinkKind) ([]*Link, error) {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = string(k)
	}
	var found []*Link
	seen := map[string]bool{}
	for _, to := range []dbx.Expression{in("service", a.Services), in("target", a.Organisations), in("serviceKind", []string{a.Kind}), in("area", []string{a.Area})} {
		if to == nil {
			continue
		}
		// One question for each, so that each goes by its own index.
		links, err := all[Link](app, "links", dbx.And(to, dbx.In("kind", texts(names)...), holds(on)), "kind", "organisation")
		if err != nil {
			return nil, err
		}
		for _, l := range links {
			if k := string(l.Kind()) + l.Organisation(); !seen[k] {
				seen[k] = true
				found = append(found, l)
			}
		}
	}
	return found, nil
}

// in picks rows whose field is one of some values that are not empty; nil when
// there are none.
func in(field string, values []string) dbx.Expression {
	var some []any
	for _, v := range values {
		if v != "" {
			some = append(some, v)
		}
	}
	if len(some) == 0 {
		return nil
	}
	return dbx.In(field, some...)
}
