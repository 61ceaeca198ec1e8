package hooks

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/story"
)

var (
	errKept      = errors.New("what stories were told about is never deleted: close it instead")
	errCode      = errors.New("a code belongs to one service or organisation for good: add a further code instead")
	errOneRunner = errors.New("a part of a service is run by whoever runs the whole")
	errSuccessor = errors.New("it would be its own successor")
	errFormer    = errors.New("what it would be a part of has closed and become another: make it a part of that")
	errLink      = errors.New("a link leads from one organisation to one thing: a service, another organisation, an area, a tag or a kind of service")
	errTerm      = errors.New("a link must begin before it ends")
)

// What a story was told about can always be found again.
//
// Services and organisations are never deleted, only closed. (A service that a
// moderator made of an author's words goes with them while nobody has confirmed it and
// no story tells of it.) Their codes lead to
// nothing else, ever. The tree has no circle, and a part is run by whoever runs
// the whole. Every change of one is written into the history, in the transaction
// that makes it, and whoever it concerns newly is found by routing its stories
// anew. The load of an official file keeps the same rules by itself.
func servicesAreNeverLost(app core.App, name string) {
	app.OnRecordDelete("services").Bind(unless(name+"/services", func(tx core.App, r *core.Record) (bool, error) {
		return records.MayForgetService(tx, r.Id)
	}))
	app.OnRecordDelete("directory_history").Bind(unless(name+"/directory_history", func(tx core.App, r *core.Record) (bool, error) {
		return records.MayForgetHistory(tx, r.GetString("service"))
	}))
	for _, collection := range []string{"organisations", "identifiers"} {
		app.OnRecordDelete(collection).Bind(&hook.Handler[*core.RecordEvent]{Id: name + "/" + collection,
			Func: func(*core.RecordEvent) error { return errKept }})
	}
	guard(app, name, "services", checkPlace)
	guard(app, name, "organisations", checkPlace)
	guard(app, name, "identifiers", checkIdentifier)
	guard(app, name, "links", checkLink)
	guard(app, name, "directory_history", func(_ core.App, before, _ *core.Record) error {
		if before != nil {
			return errKept
		}
		return nil
	})
	writeHistory(app, name, "services")
	writeHistory(app, name, "organisations")
	writeAround(app, name, "links", records.WriteLinkHistory)
	writeAround(app, name, "identifiers", records.WriteCodeHistory)
	unrouteLinked(app, name)
}

// unless refuses every deletion but of what may go.
func unless(id string, mayGo func(tx core.App, r *core.Record) (bool, error)) *hook.Handler[*core.RecordEvent] {
	return &hook.Handler[*core.RecordEvent]{Id: id, Func: func(e *core.RecordEvent) error {
		outer := e.App
		defer func() { e.App = outer }()
		return e.App.RunInTransaction(func(tx core.App) error {
			e.App = tx
			goes, err := mayGo(tx, e.Record)
			if err != nil {
				return err
			}
			if !goes {
				return errKept
			}
			return e.Next()
		})
	}}
}

// checkPlace looks at a service's or an organisation's place in the tree, and at
// its code.
func checkPlace(tx core.App, before, after *core.Record) error {
	collection := after.Collection().Name
	if before != nil && (changed(before, after, "code") || changed(before, after, "scheme")) {
		return errCode
	}
	if before == nil {
		if err := checkNewCode(tx, after.GetString("scheme"), after.GetString("code"), after); err != nil {
			return err
		}
	}
	up := func(field string) func(string) (string, error) {
		return func(id string) (string, error) {
			r, err := tx.FindRecordById(collection, id)
			if err != nil {
				return "", fmt.Errorf("looking up the tree: %w", err)
			}
			return r.GetString(field), nil
		}
	}
	if next := after.GetString("successor"); next != "" && changed(before, after, "successor") {
		if err := story.CheckParent(after.Id, next, 0, up("successor")); errors.Is(err, story.ErrOwnAncestor) {
			return errSuccessor
		} else if err != nil {
			return err
		}
	}
	parent := after.GetString("parent")
	if parent == "" {
		return nil
	}
	if changed(before, after, "parent") {
		below, err := levelsBelow(tx, collection, after.Id)
		if err != nil {
			return err
		}
		if err := story.CheckParent(after.Id, parent, below, up("parent")); err != nil {
			return err
		}
	}
	if collection != "services" {
		return nil
	}
	if became, err := up("successor")(parent); err != nil || became != "" && changed(before, after, "parent") {
		return errors.Join(err, errFormer)
	}
	runner, err := up("organisation")(parent)
	if err == nil && runner != after.GetString("organisation") {
		err = errOneRunner
	}
	return err
}

// levelsBelow counts the levels that hang below something.
func levelsBelow(tx core.App, collection, id string) (deepest int, err error) {
	err = tx.DB().NewQuery("WITH RECURSIVE below(id, depth) AS (SELECT {:id}, 0 UNION ALL SELECT c.id, b.depth + 1 FROM below b JOIN " +
		collection + " c ON c.parent = b.id AND c.parent != '' WHERE b.depth < {:deepest}) SELECT MAX(depth) FROM below").
		Bind(dbx.Params{"id": id, "deepest": story.DeepestTree}).Row(&deepest)
	if err != nil {
		return 0, fmt.Errorf("looking down the tree: %w", err)
	}
	return deepest, nil
}

// checkNewCode refuses a main code that is a further code of another of its kind.
// A practice and the organisation that runs it may well have one code.
func checkNewCode(tx core.App, scheme, code string, of *core.Record) error {
	var taken bool
	whose := strings.TrimSuffix(of.Collection().Name, "s")
	err := tx.DB().NewQuery("SELECT EXISTS (SELECT 1 FROM identifiers WHERE scheme = {:scheme} AND value = {:code} AND " + whose + " NOT IN ('', {:id}))").
		Bind(dbx.Params{"scheme": scheme, "code": code, "id": of.Id}).Row(&taken)
	if err == nil && taken {
		err = errCode
	}
	return err
}

// checkIdentifier lets a further code go to nothing but what its owner became.
func checkIdentifier(tx core.App, before, after *core.Record) error {
	service, organisation := after.GetString("service"), after.GetString("organisation")
	collection, owner := "services", service
	if organisation != "" {
		collection, owner = "organisations", organisation
	}
	if (service == "") == (organisation == "") {
		return errors.New("a further code belongs to one service or to one organisation")
	}
	if before != nil {
		was := before.GetString("service") + before.GetString("organisation")
		if changed(before, after, "scheme") || changed(before, after, "value") {
			return errCode
		}
		if was == owner {
			return nil
		}
		if became, err := leadsTo(tx, collection, was, owner); err != nil || !became {
			return errors.Join(err, errCode)
		}
		return nil
	}
	main, err := tx.FindAllRecords(collection, dbx.HashExp{"scheme": after.GetString("scheme"), "code": after.GetString("value")})
	if err != nil {
		return fmt.Errorf("looking for a code: %w", err)
	}
	for _, r := range main {
		if became, err := leadsTo(tx, collection, r.Id, owner); err != nil || !became {
			return errors.Join(err, errCode)
		}
	}
	return nil
}

// leadsTo reports whether something is, or became by one step or several, another.
func leadsTo(tx core.App, collection, from, to string) (bool, error) {
	for range story.DeepestTree {
		if from == to {
			return true, nil
		}
		r, err := tx.FindRecordById(collection, from)
		if err != nil || r.GetString("successor") == "" {
			return false, nil //nolint:nilerr // what is not there, or in the other list, became nothing
		}
		from = r.GetString("successor")
	}
	return false, nil
}

func checkLink(_ core.App, _, after *core.Record) error {
	targets := 0
	for _, f := range []string{"service", "target", "area", "tag", "serviceKind"} {
		if after.GetString(f) != "" {
			targets++
		}
	}
	since, until := after.GetDateTime("since"), after.GetDateTime("until")
	switch {
	case targets != 1 || after.GetString("target") == after.GetString("organisation"):
		return errLink
	case !since.IsZero() && !until.IsZero() && !since.Before(until):
		return errTerm
	}
	return nil
}

// unrecorded are the fields whose changes are not history: what its
// administrators say on its page, the mailbox they name (an address that is taken off
// is not kept), and our own note.
var unrecorded = []string{"id", "ownWords", "unroutedSince", "slug", "reviewAddress", "filled"}

// reaching are the fields that decide whom a story reaches.
var reaching = []string{"parent", "organisation", "successor", "closedOn", "kind", "council", "postcode"}

// writeHistory writes down each field that changes, in the transaction of the
// change, takes the parts along when another organisation runs the whole, and
// notes that its stories wait to be routed.
func writeHistory(app core.App, name, collection string) {
	app.OnRecordUpdate(collection).Bind(&hook.Handler[*core.RecordEvent]{Id: name + "/history/" + collection,
		Func: func(e *core.RecordEvent) error {
			outer := e.App
			defer func() { e.App = outer }()
			return e.App.RunInTransaction(func(tx core.App) error {
				e.App = tx
				before, err := stored(tx, e.Record)
				if err != nil || before == nil {
					return errors.Join(err, e.Next())
				}
				if slices.ContainsFunc(reaching, func(f string) bool { return changed(before, e.Record, f) }) {
					records.MarkUnrouted(e.Record, deployment.Now(tx))
				}
				if collection == "services" && changed(before, e.Record, "organisation") {
					for _, f := range []string{"reviewAddress", "ownWords"} { // named and said by those who ran the service before
						if !changed(before, e.Record, f) {
							e.Record.Set(f, "")
						}
					}
				}
				if err := e.Next(); err != nil {
					return err
				}
				as := records.OriginOf(e.Context)
				for _, f := range e.Record.Collection().Fields.FieldNames() {
					if changed(before, e.Record, f) && !slices.Contains(unrecorded, f) {
						if err := records.WriteHistory(tx, e.Record, f, before.GetString(f), e.Record.GetString(f), as, deployment.Now(tx)); err != nil {
							return err
						}
					}
				}
				if collection == "services" && changed(before, e.Record, "organisation") {
					return records.TakePartsAlong(tx, e.Record, as)
				}
				return nil
			})
		}})
}

// writeAround writes down what changes beside a service or an organisation: who has
// to do with it, and its codes. It is a change of what is there: a link that comes in
// the same transaction as what it leads to is written down too.
func writeAround(app core.App, name, collection string, write func(tx core.App, before, after *core.Record, as records.Origin, at time.Time) error) {
	note := func(gone bool) func(*core.RecordEvent) error {
		return alongside(func(tx core.App, before *core.Record, e *core.RecordEvent) error {
			after := e.Record
			if gone {
				after = nil
			}
			return write(tx, before, after, records.OriginOf(e.Context), deployment.Now(tx))
		})
	}
	save := note(false)
	app.OnRecordCreate(collection).Bind(&hook.Handler[*core.RecordEvent]{Id: name + "/history/" + collection, Func: save})
	app.OnRecordUpdate(collection).Bind(&hook.Handler[*core.RecordEvent]{Id: name + "/history/" + collection, Func: save})
	if collection == "links" { // a code is never deleted
		app.OnRecordDelete(collection).Bind(&hook.Handler[*core.RecordEvent]{Id: name + "/history/" + collection,
			Func: note(true)})
	}
}

// wide are the fields of a link that lead to many services or stories at once.
var wide = []string{"area", "tag", "serviceKind"}

// unrouteLinked has the stories of whatever a link leads to routed anew when the
// link is made or changed. A link that leads to an area, a tag or a kind
// of service says itself that its stories wait.
func unrouteLinked(app core.App, name string) {
	mark := func(e *core.RecordEvent) error {
		if err := markWide(e); err != nil {
			return err
		}
		if err := e.Next(); err != nil {
			return err
		}
		for field, collection := range map[string]string{"service": "services", "target": "organisations"} {
			r, err := e.App.FindRecordById(collection, e.Record.GetString(field))
			if err != nil {
				continue
			}
			records.MarkUnrouted(r, deployment.Now(e.App))
			if err := e.App.Save(r); err != nil {
				return fmt.Errorf("noting that stories wait to be routed: %w", err)
			}
		}
		return nil
	}
	app.OnRecordCreate("links").Bind(&hook.Handler[*core.RecordEvent]{Id: name + "/unroute", Func: mark})
	app.OnRecordUpdate("links").Bind(&hook.Handler[*core.RecordEvent]{Id: name + "/unroute", Func: mark})
}

func markWide(e *core.RecordEvent) error {
	if !slices.ContainsFunc(wide, func(f string) bool { return e.Record.GetString(f) != "" }) {
		return nil
	}
	before, err := stored(e.App, e.Record)
	if err != nil {
		return err
	}
	for _, f := range append([]string{"organisation", "kind", "since", "until"}, wide...) {
		if before == nil || changed(before, e.Record, f) {
			records.MarkUnrouted(e.Record, deployment.Now(e.App))
		}
	}
	return nil
}
