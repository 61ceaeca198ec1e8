package records

import (
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// SetParent and the following change where a service is in the tree, who runs
// it, and what became of it.
func (s *Service) SetParent(id string)       { s.Set("parent", id) }
func (s *Service) SetOrganisation(id string) { s.Set("organisation", id) }
func (s *Service) SetUnconfirmed(v bool)     { s.Set("unconfirmed", v) }

// SetClosed closes a service from a day on; what it became may be empty.
func (s *Service) SetClosed(on time.Time, successor string) {
	s.setTime("closedOn", on)
	s.Set("successor", successor)
}

// mostNames is how long the list of other names may be, in characters.
const mostNames = 2000

// AddNames adds other and former names, each once, and as many as there is room for.
func (s *Service) AddNames(names ...string) {
	all := s.OtherNames()
	for _, name := range names {
		same := func(other string) bool { return strings.EqualFold(other, name) }
		longer := len([]rune(strings.Join(append(all, name), "\n")))
		if name != "" && !same(s.Name()) && !slices.ContainsFunc(all, same) && longer <= mostNames {
			all = append(all, name)
		}
	}
	s.Set("aliases", strings.Join(all, "\n"))
}

// MoveStories makes what is told about one service told about another: stories
// about both stay with the other. Their place in lists stays as it is.
func MoveStories(app core.App, from, to string) error {
	return moveRows(app, "story_services", from, to, Origin{}, "story")
}

// MoveLinks makes what leads to one service lead to another. Of two that would be
// one, the one without an end stays.
func MoveLinks(app core.App, from, to string, as Origin) error {
	open, err := all[Link](app, "links", dbx.HashExp{"service": from, "until": ""})
	if err != nil {
		return err
	}
	for _, l := range open {
		twins, err := all[Link](app, "links", dbx.HashExp{"service": to, "organisation": l.Organisation(), "kind": string(l.Kind()), "since": l.GetString("since")})
		if err != nil {
			return err
		}
		for _, twin := range twins {
			twin.SetUntil(time.Time{})
			if err := SaveAs(app, twin, as); err != nil {
				return err
			}
		}
	}
	return moveRows(app, "links", from, to, as, "organisation", "kind", "since")
}

// moveRows has every row that is about one service be about another. A row that
// would then say the same as another, by the fields named, is deleted.
func moveRows(app core.App, collection, from, to string, as Origin, same ...string) error {
	rows := []*core.Record{}
	if err := app.RecordQuery(collection).AndWhere(dbx.HashExp{"service": from}).All(&rows); err != nil {
		return wrap(err, collection)
	}
	for _, r := range rows {
		twin := dbx.HashExp{"service": to}
		for _, f := range same {
			twin[f] = r.GetString(f)
		}
		n, err := app.CountRecords(collection, twin)
		if err != nil {
			return wrap(err, collection)
		}
		if n > 0 {
			err = app.DeleteWithContext(as.context(), r)
		} else {
			r.Set("service", to)
			err = app.SaveWithContext(as.context(), r)
		}
		if err != nil {
			return wrap(err, collection)
		}
	}
	return nil
}

// MoveCodes makes the codes of one service those of another, its main one too,
// which stays with the first as well: it is found by that.
func MoveCodes(app core.App, from *Service, to string, as Origin) error {
	codes, err := IdentifiersOfService(app, from.Id)
	if err != nil {
		return err
	}
	for _, i := range codes {
		i.Set("service", to)
		if err := SaveAs(app, i, as); err != nil {
			return err
		}
	}
	main, err := NewServiceIdentifier(app, to, from.Scheme(), from.Code())
	if err != nil {
		return err
	}
	return SaveAs(app, main, as)
}

// TakePartsAlong has the parts of a service be run by whoever runs it now.
func TakePartsAlong(tx core.App, whole *core.Record, as Origin) error {
	parts, err := PartsOf(tx, whole.Id, -1)
	if err != nil {
		return err
	}
	for _, p := range parts {
		p.SetOrganisation(whole.GetString("organisation"))
		if err := SaveAs(tx, p, as); err != nil {
			return err
		}
	}
	return nil
}
