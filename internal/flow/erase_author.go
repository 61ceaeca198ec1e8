package flow

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/story"
)

// erasure goes along with one erasure, in memory: what was known of the author,
// until it has been looked for, and what the receipt says.
type erasure struct {
	known  []records.Known
	closed int // values that could not be opened
	held   records.Held
	facts  string
	done   chan struct{} // closed when it has been looked for

	mu     sync.Mutex // guards what follows
	row    string     // of the receipt that is kept, or ""
	signed string     // the whole receipt
	values int        // how many were looked for
}

// BeginErasure notes, in memory, what is known of an author who is about to be
// deleted, so that it can be looked for afterwards. It runs inside the deletion's
// transaction, whoever deletes, and finds nobody if somebody was quicker.
func BeginErasure(tx core.App, r *core.Record) error {
	gone, ok := records.AsAuthor(r)
	if !ok {
		return nil
	}
	a, err := records.FindAuthor(tx, gone.Id)
	if err != nil {
		return err
	}
	e := &erasure{done: make(chan struct{})}
	if e.held, err = records.CountHeld(tx, a.Id); err != nil {
		return err
	}
	if e.known, e.closed, err = records.KnownOf(tx, deployment.Of(tx).Sealer, a.Id); err != nil {
		return err
	}
	at := now(tx)
	e.facts = receiptFacts(tx, e.held, at)
	if hash := a.ReceiptHash(); hash != "" { // there is a link to the receipt out already
		row, err := records.KeepReceipt(tx, hash, e.facts, at)
		if err != nil {
			return err
		}
		e.row = row.Id
		searchesOf(tx).claim(e.row)
	}
	gone.SetBeside(e)
	return nil
}

// FinishErasure empties the log of changes and looks through the whole store for
// what was known of an author who is deleted. It waits a while; on a large store
// the rest is done beside everything else.
func FinishErasure(app core.App, r *core.Record) {
	a, ok := records.AsAuthor(r)
	if !ok {
		return
	}
	e, ok := a.Beside().(*erasure)
	if !ok {
		return
	}
	searchesOf(app).begin(func(s *searches) { e.finish(s.ctx, app) })
	select {
	case <-e.done:
	case <-time.After(deployment.Of(app).ScanWait):
	}
}

// Erased is what an erasure leaves for the author: a receipt, or where it will be.
type Erased struct {
	Receipt string // whole and signed; "" while the store is still looked through
	Kept    bool   // a link that is out already leads to it
	Token   string // of the link to the receipt, when it is not there yet
	Held    records.Held
}

// EraseNow erases an account and everything it told. It is final. The account
// that is not there any more is an error: ErrNotFound.
//
// The work is done by the promise "erased leaves nothing", because the admin
// panel can delete an account too.
func EraseNow(app core.App, authorID string) (Erased, error) {
	a, err := records.FindAuthor(app, authorID)
	if err != nil {
		return Erased{}, fmt.Errorf("finding an account: %w", err)
	}
	if err := app.Delete(a); err != nil {
		return Erased{}, fmt.Errorf("erasing an account: %w", err)
	}
	e, ok := a.Beside().(*erasure)
	if !ok {
		return Erased{}, errors.New("erasing an account: the promise that does it is not kept here")
	}
	return e.keep(app)
}

// EraseAuthor is EraseNow for who wants no receipt.
func EraseAuthor(app core.App, authorID string) error {
	_, err := EraseNow(app, authorID)
	return err
}

// keep gives the receipt, or keeps what there is of it and gives the secret of
// the link where it will be.
func (e *erasure) keep(app core.App) (Erased, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	out := Erased{Receipt: e.signed, Kept: e.row != "", Held: e.held}
	if e.signed != "" || e.row != "" {
		return out, nil
	}
	out.Token = story.NewStoryKey()
	row, err := records.KeepReceipt(app, records.ReceiptHashOf(out.Token), e.facts, now(app))
	if err != nil {
		return out, err
	}
	e.row = row.Id
	searchesOf(app).claim(e.row)
	return out, nil
}

// LookedFor is how many values were looked for after a record was deleted: 0
// when nobody looked.
func LookedFor(r *core.Record) int {
	a, ok := records.AsAuthor(r)
	if !ok {
		return 0
	}
	e, ok := a.Beside().(*erasure)
	if !ok {
		return 0
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.values
}
