// Package pb_migrations builds the collections, one step a file.
//
// Every collection is closed to the API (all five rules nil) unless its file
// says otherwise; testdata/doors.golden freezes that. A comment stands on each
// field that holds something about a person, and the same field is declared in
// internal/story/personal.go.
package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
)

// storyIDPattern is the shape of a story's number: eight characters that are
// hard to mistake for one another when read aloud.
const storyIDPattern = `^[abcdefghjkmnpqrstuvwxyz23456789]{8}$`

func text(name string, max int) *core.TextField { return &core.TextField{Name: name, Max: max} }

func needText(name string, max int) *core.TextField {
	return &core.TextField{Name: name, Max: max, Required: true}
}

// hiddenText is a text that no answer of the API carries, filters or sorts by.
func hiddenText(name string, max int) *core.TextField {
	return &core.TextField{Name: name, Max: max, Hidden: true}
}

func one(name string, values ...string) *core.SelectField {
	return &core.SelectField{Name: name, Values: values, MaxSelect: 1}
}

func needOne(name string, values ...string) *core.SelectField {
	return &core.SelectField{Name: name, Values: values, MaxSelect: 1, Required: true}
}

func date(name string) *core.DateField { return &core.DateField{Name: name} }

func whole(name string) *core.NumberField { return &core.NumberField{Name: name, OnlyInt: true} }

func yes(name string) *core.BoolField { return &core.BoolField{Name: name} }

func list(name string) *core.JSONField { return &core.JSONField{Name: name, MaxSize: 64 << 10} }

// to links to one record. With cascade, the row goes when that record goes.
func to(app core.App, name, collection string, required, cascade bool) (*core.RelationField, error) {
	c, err := app.FindCollectionByNameOrId(collection)
	if err != nil {
		return nil, fmt.Errorf("linking %s to %s: %w", name, collection, err)
	}
	return &core.RelationField{Name: name, CollectionId: c.Id, MaxSelect: 1, Required: required, CascadeDelete: cascade}, nil
}

// link says how a collection points at another.
type link struct {
	name, collection          string
	required, cascade, hidden bool
	many                      bool
}

// build makes a base collection from its fields, its links and its indexes.
// An index is "name: columns" or "unique name: columns".
func build(app core.App, name string, fields []core.Field, links []link, indexes ...[3]string) error {
	c := core.NewBaseCollection(name)
	if err := fill(app, c, fields, links); err != nil {
		return err
	}
	for _, i := range indexes {
		c.AddIndex(i[0], i[1] == "unique", i[2], "")
	}
	if err := app.Save(c); err != nil {
		return fmt.Errorf("building %s: %w", name, err)
	}
	return nil
}

func fill(app core.App, c *core.Collection, fields []core.Field, links []link) error {
	for _, l := range links {
		f, err := to(app, l.name, l.collection, l.required, l.cascade)
		if err != nil {
			return err
		}
		f.Hidden = l.hidden
		if l.many {
			f.MaxSelect = 20
		}
		c.Fields.Add(f)
	}
	c.Fields.Add(fields...)
	return nil
}
