package records

import (
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/seal"
	"candour/internal/story"
)

// Everything is all that is held about one author, by collection: each row
// holds the fields that the inventory says are exported, under their own names.
type Everything map[string][]map[string]any

// ReadEverything reads what an author's download holds. It walks the inventory
// and not a list of its own, so a field added later cannot be forgotten.
func ReadEverything(app core.App, sealer *seal.Sealer, authorID string) (Everything, error) {
	fields, order := exportedByCollection()
	all := Everything{}
	for _, collection := range order {
		rows := []*core.Record{}
		if err := app.RecordQuery(collection).AndWhere(belongsTo(collection, authorID)).OrderBy("rowid").All(&rows); err != nil {
			return nil, fmt.Errorf("reading %s: %w", collection, err)
		}
		out := []map[string]any{}
		for _, r := range rows {
			m, err := exportRow(app, sealer, r, fields[collection])
			if err != nil {
				return nil, err
			}
			out = append(out, m)
		}
		all[collection] = out
	}
	return all, nil
}

func exportedByCollection() (map[string][]story.Field, []string) {
	fields, order := map[string][]story.Field{}, []string{}
	for _, f := range story.Inventory() {
		if !f.Exported {
			continue
		}
		if fields[f.Collection] == nil {
			order = append(order, f.Collection)
		}
		fields[f.Collection] = append(fields[f.Collection], f)
	}
	return fields, order
}

// belongsTo selects an author's rows of a collection. What a member wrote is
// nobody's to see before it is published, the author's neither.
func belongsTo(collection, authorID string) dbx.Expression {
	p := dbx.Params{"author": authorID}
	const told = "(SELECT story FROM authorships WHERE author = {:author})"
	switch collection {
	case "authors":
		return dbx.HashExp{"id": authorID}
	case "demographics", "readings", "similars", "exports", "sessions":
		return dbx.HashExp{"author": authorID}
	case "stories":
		return dbx.NewExp("id IN "+told, p)
	case "responses":
		return dbx.NewExp("story IN "+told+" AND (by = 'author' OR state = 'published')", p)
	case "changes":
		return dbx.NewExp("story IN "+told+" AND response IN (SELECT id FROM responses WHERE state = 'published')", p)
	case "moderations":
		return dbx.NewExp("story IN "+told+" AND (response = '' OR response IN (SELECT id FROM responses WHERE by = 'author' OR state = 'published'))", p)
	case "appeals":
		return dbx.NewExp("story IN "+told+" AND response = ''", p)
	case "disclosures": // while telling would add danger, the copy does not tell either
		return dbx.NewExp("story IN "+told+" AND toldAt != ''", p)
	case "letters":
		return dbx.HashExp{"toCollection": "authors", "to": authorID}
	}
	return dbx.NewExp("story IN "+told, p)
}

func exportRow(app core.App, sealer *seal.Sealer, r *core.Record, fields []story.Field) (map[string]any, error) {
	out := map[string]any{}
	if s := r.GetString("story"); s != "" && r.Collection().Name != "stories" {
		out["story"] = s
	}
	for _, f := range fields {
		switch {
		case f.Name == "words" && isUnread(r):
			out[f.Name] = ""
		case strings.HasPrefix(f.Name, "sealed"):
			v, err := sealer.Open(f.Key(), r.GetString(f.Name))
			if err != nil {
				return nil, fmt.Errorf("opening %s: %w", f.Key(), err)
			}
			out[f.Name] = v
		case f.Name == "service" || f.Name == "organisation" || f.Name == "tag":
			out[f.Name] = nameOf(app, f.Name+"s", r.GetString(f.Name))
		default:
			out[f.Name] = r.Get(f.Name)
		}
	}
	return out, nil
}

// isUnread reports whether what a service wrote, in a second look or an appeal, waits for a
// senior moderator to read it: they may take names out before the author reads it.
func isUnread(r *core.Record) bool {
	switch r.Collection().Name {
	case "service_reviews":
		return !FactsOfReview(r).IsOver()
	case "appeals":
		a := FactsOfAppeal(r)
		return !a.ByAuthor() && a.Outcome() == ""
	}
	return false
}

func nameOf(app core.App, collection, id string) string {
	r, err := app.FindRecordById(collection, id)
	if err != nil {
		return ""
	}
	return r.GetString("name")
}

// Held counts what is held about one author, for the receipt of an erasure.
type Held struct {
	Stories, Published int
	Replies, Responses int // what the author, and what staff, said under the stories
	Messages, Letters  int
	Readings           int
}

// CountHeld counts what is held about an author.
func CountHeld(app core.App, authorID string) (Held, error) {
	var h Held
	const told = "(SELECT story FROM authorships WHERE author = {:author})"
	err := app.DB().NewQuery(`SELECT
		(SELECT COUNT(*) FROM authorships WHERE author = {:author}),
		(SELECT COUNT(*) FROM stories WHERE state = 'published' AND id IN `+told+`),
		(SELECT COUNT(*) FROM responses WHERE by = 'author' AND story IN `+told+`),
		(SELECT COUNT(*) FROM responses WHERE by = 'member' AND story IN `+told+`),
		(SELECT COUNT(*) FROM messages WHERE story IN `+told+`),
		(SELECT COUNT(*) FROM letters WHERE toCollection = 'authors' AND "to" = {:author}),
		(SELECT COUNT(*) FROM readings WHERE author = {:author})`).
		Bind(dbx.Params{"author": authorID}).
		Row(&h.Stories, &h.Published, &h.Replies, &h.Responses, &h.Messages, &h.Letters, &h.Readings)
	if err != nil {
		return Held{}, fmt.Errorf("counting what is held: %w", err)
	}
	return h, nil
}
