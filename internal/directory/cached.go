package directory

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
)

// cache keeps the index of one app.
type cache struct {
	mu       sync.Mutex
	app      core.App // that is watched, and never one within a transaction
	index    *Index
	changes  int // seen by this process
	held     int // how many of them the index holds
	loads    int // the last load of a file, by whichever process, that was seen
	building bool
	stopped  bool
	stop     chan struct{}
	done     sync.WaitGroup // the goroutine that builds
	few      int
	rest     func() <-chan time.Time
}

// A small directory is built anew at the first search after a change: that takes
// some milliseconds. Building a large one takes about half a second, for which
// nobody should wait and which nobody should do for each of 500 saves: it is
// built beside the searches, which find the old one meanwhile, a moment after a
// change, so that the changes that follow are in it as well.
const (
	fewServices = 2000
	aMoment     = 2 * time.Second
)

const cacheKey = "candour.directory.index"

func cacheOf(app core.App) *cache {
	return app.Store().GetOrSet(cacheKey, func() any {
		return &cache{stop: make(chan struct{}), few: fewServices, rest: func() <-chan time.Time { return time.After(aMoment) }}
	}).(*cache)
}

// Cached is an index of all services: as they are now, or in a large directory
// as they were some seconds ago. Watch must have been called for the app, or
// changes are not seen.
func Cached(app core.App) (*Index, error) {
	c := cacheOf(app)
	last, err := lastLoad(app)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if last != c.loads { // another process may have loaded a file: `candour import` beside the site
		c.loads = last
		c.changed()
	}
	if c.index != nil && (c.held == c.changes || c.large()) {
		return c.index, nil
	}
	held := c.changes
	index, err := read(app)
	if err != nil {
		return nil, err
	}
	c.index, c.held = index, held
	return index, nil
}

func read(app core.App) (*Index, error) {
	entries, err := Entries(app)
	if err != nil {
		return nil, err
	}
	if err := locate(app, entries); err != nil { // they are found without it
		app.Logger().Warn("the distances of services could not be worked out from their postcodes", "error", err)
	}
	return NewIndex(entries), nil
}

// locate gives the services whose position no list says that of their postcode.
func locate(app core.App, entries []Entry) error {
	table := deployment.Of(app).Places
	if table == nil {
		return nil
	}
	var postcodes []string
	for _, e := range entries {
		if !e.located() && e.Postcode != "" {
			postcodes = append(postcodes, e.Postcode)
		}
	}
	found, err := table.Positions(context.Background(), postcodes)
	for i := range entries {
		if p, ok := found[entries[i].Postcode]; ok && !entries[i].located() {
			entries[i].Latitude, entries[i].Longitude = p.Latitude, p.Longitude
		}
	}
	return err
}

// lastLoad is the number of the newest row about a file that was loaded.
func lastLoad(app core.App) (int, error) {
	var n int
	if err := app.DB().NewQuery("SELECT coalesce(max(rowid), 0) FROM imports").Row(&n); err != nil {
		return 0, fmt.Errorf("asking which file was loaded last: %w", err)
	}
	return n, nil
}

// changed notes a change, and begins to build a large index anew. One that was
// never asked for is not built.
func (c *cache) changed() {
	c.changes++
	if c.large() && !c.building && !c.stopped {
		c.building = true
		c.done.Go(c.renew)
	}
}

func (c *cache) large() bool { return c.app != nil && c.index != nil && c.index.Len() > c.few }

// renew builds the index until it holds all changes, with a rest before each
// time.
func (c *cache) renew() {
	for again := true; again; {
		select {
		case <-c.stop:
			return
		case <-c.rest():
		}
		c.mu.Lock()
		held := c.changes
		c.mu.Unlock()
		index, err := read(c.app)
		c.mu.Lock()
		if err != nil {
			c.app.Logger().Error("the search for services could not be brought up to date; it is tried again", "error", err)
		} else {
			c.index, c.held = index, held
		}
		again = c.held != c.changes
		c.building = again
		c.mu.Unlock()
	}
}

// Watch notes whenever a service, or what is known about it, was saved or
// deleted, by whatever door.
func Watch(app core.App) {
	c := cacheOf(app)
	c.app = app
	note := func(e *core.RecordEvent) error {
		err := e.Next()
		c.mu.Lock()
		c.changed()
		c.mu.Unlock()
		return err
	}
	about := []string{"services", "organisations", "identifiers", "imports"}
	app.OnRecordAfterCreateSuccess(about...).BindFunc(note)
	app.OnRecordAfterUpdateSuccess(about...).BindFunc(note)
	app.OnRecordAfterDeleteSuccess(about...).BindFunc(note)
	app.OnTerminate().BindFunc(func(e *core.TerminateEvent) error {
		c.end()
		return e.Next()
	})
}

// end waits for the goroutine that builds, and lets no other begin.
func (c *cache) end() {
	c.mu.Lock()
	if !c.stopped {
		c.stopped = true
		close(c.stop)
	}
	c.mu.Unlock()
	c.done.Wait()
}
