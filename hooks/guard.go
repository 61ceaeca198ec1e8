package hooks

import (
	"database/sql"
	"errors"
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"

	"candour/internal/records"
)

// check says whether a record may change from before to after. before is the
// stored record, read again inside the write's own transaction; it is nil when
// the record is new.
type check func(tx core.App, before, after *core.Record) error

// guard runs a check ahead of every write to a collection.
//
// The check and the write share one transaction, so two people acting in the
// same instant cannot slip past each other. It never trusts Record.Original(),
// which goes stale when one record is saved twice. It is bound to create and
// update, not to validation, which SaveNoValidate skips.
func guard(app core.App, promise, collection string, ok check) {
	write := func(e *core.RecordEvent) error {
		outer := e.App
		defer func() { e.App = outer }()
		return e.App.RunInTransaction(func(tx core.App) error {
			e.App = tx
			before, err := stored(tx, e.Record)
			if err != nil {
				return err
			}
			if err := ok(tx, before, e.Record); err != nil {
				return err
			}
			return e.Next()
		})
	}
	// A handler belongs to one hook, which Bind changes; and a second one with the
	// same id would take the place of the first, so the collection is part of it.
	id := promise + "/" + collection
	app.OnRecordCreate(collection).Bind(&hook.Handler[*core.RecordEvent]{Id: id, Func: write})
	app.OnRecordUpdate(collection).Bind(&hook.Handler[*core.RecordEvent]{Id: id, Func: write})
}

// stored reads the record as the database holds it, or nil when it is new. It
// looks whatever the record says of itself: a number that was used before is
// not new.
func stored(tx core.App, r *core.Record) (*core.Record, error) {
	if r.Id == "" {
		return nil, nil
	}
	before, err := tx.FindRecordById(r.Collection(), r.Id)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the stored record: %w", err)
	}
	return before, nil
}

// stays refuses the deletion of a row, by whatever door, as long as its story is there;
// mayGo, which may be nil, says of what is stored that it may go before.
func stays(app core.App, promise, collection string, refusal error, mayGo func(tx core.App, r *core.Record) (bool, error)) {
	app.OnRecordDelete(collection).Bind(&hook.Handler[*core.RecordEvent]{Id: promise + "/" + collection + "/stays", Func: func(e *core.RecordEvent) error {
		outer := e.App
		defer func() { e.App = outer }()
		return e.App.RunInTransaction(func(tx core.App) error {
			e.App = tx
			before, err := stored(tx, e.Record)
			if err != nil {
				return err
			}
			if before != nil {
				if err := hasGone(tx, before, refusal, mayGo); err != nil {
					return err
				}
			}
			return e.Next()
		})
	}})
}

// hasGone refuses unless the story of a row is not there any more, or the row may go by itself.
func hasGone(tx core.App, r *core.Record, refusal error, mayGo func(tx core.App, r *core.Record) (bool, error)) error {
	if id := r.GetString("story"); id != "" { // of own words there is no story
		_, err := records.FindStory(tx, id)
		if errors.Is(err, records.ErrNotFound) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("finding the story of a row: %w", err)
		}
	}
	if mayGo != nil {
		if goes, err := mayGo(tx, r); goes || err != nil {
			return err
		}
	}
	return refusal
}

// isGoing reports whether the number of a row's story stands among those that are gone: it
// is being taken back, or taken down.
func isGoing(tx core.App, r *core.Record) (bool, error) {
	_, err := records.FindWithdrawal(tx, r.GetString("story"))
	return err == nil, ignoreNotFound(err)
}

func ignoreNotFound(err error) error {
	if errors.Is(err, records.ErrNotFound) {
		return nil
	}
	return err
}

// changed reports whether a field is about to change.
func changed(before, after *core.Record, field string) bool {
	return before == nil || before.GetString(field) != after.GetString(field)
}

// shut refuses every question about a collection that comes through the API or
// the admin panel, whoever asks, administrators included.
func shut(app core.App, promise, collection string) {
	id := promise + "/" + collection
	refuse := func(e *core.RequestEvent) error {
		return e.ForbiddenError("Candour keeps this shut for everyone: "+promise+".", nil)
	}
	app.OnRecordsListRequest(collection).Bind(&hook.Handler[*core.RecordsListRequestEvent]{
		Id: id, Func: func(e *core.RecordsListRequestEvent) error { return refuse(e.RequestEvent) }})
	view := func(e *core.RecordRequestEvent) error { return refuse(e.RequestEvent) }
	app.OnRecordViewRequest(collection).Bind(&hook.Handler[*core.RecordRequestEvent]{Id: id, Func: view})
	app.OnRecordCreateRequest(collection).Bind(&hook.Handler[*core.RecordRequestEvent]{Id: id, Func: view})
	app.OnRecordUpdateRequest(collection).Bind(&hook.Handler[*core.RecordRequestEvent]{Id: id, Func: view})
	if collection != "authors" { // deleting an author is an erasure, by whatever door
		app.OnRecordDeleteRequest(collection).Bind(&hook.Handler[*core.RecordRequestEvent]{Id: id, Func: view})
	}
	// An expanded relation is enriched and never asked for on its own: empty it.
	app.OnRecordEnrich(collection).Bind(&hook.Handler[*core.RecordEnrichEvent]{
		Id: id, Func: func(e *core.RecordEnrichEvent) error {
			if err := e.Next(); err != nil { // PocketBase un-hides for administrators here
				return err
			}
			for _, f := range e.Record.Collection().Fields.FieldNames() {
				e.Record.Hide(f)
			}
			return nil
		}})
}

// alongside does something in the transaction of a write, after it, or does neither.
func alongside(do func(tx core.App, before *core.Record, e *core.RecordEvent) error) func(*core.RecordEvent) error {
	return func(e *core.RecordEvent) error {
		outer := e.App
		defer func() { e.App = outer }()
		return e.App.RunInTransaction(func(tx core.App) error {
			e.App = tx
			before, err := stored(tx, e.Record)
			if err != nil {
				return err
			}
			if err := e.Next(); err != nil {
				return err
			}
			return do(tx, before, e)
		})
	}
}

// factsOf reads the facts of a record as it was stored, or nil when it is new.
func factsOf[T any](before *core.Record, read func(*core.Record) T) *T {
	if before == nil {
		return nil
	}
	facts := read(before)
	return &facts
}
