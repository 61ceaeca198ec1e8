package directory

import (
	"sync"

	"github.com/pocketbase/pocketbase/core"
)

// cache keeps the index of one app until a service or an organisation changes.
type cache struct {
	sync.Mutex
	index *Index
}

const cacheKey = "candour.directory.index"

func cacheOf(app core.App) *cache {
	return app.Store().GetOrSet(cacheKey, func() any { return &cache{} }).(*cache)
}

// Cached is an index of all services as they are now. It is built at the first
// search after a change, which takes about a fifth of a second for the services
// of a whole country, and shared by all until the next change. Watch must have
// been called for the app, or changes are not seen.
func Cached(app core.App) (*Index, error) {
	c := cacheOf(app)
	c.Lock()
	defer c.Unlock()
	if c.index != nil {
		return c.index, nil
	}
	entries, err := Entries(app)
	if err != nil {
		return nil, err
	}
	c.index = NewIndex(entries)
	return c.index, nil
}

// Watch forgets the cached index whenever a service or an organisation was
// saved or deleted, by whatever door.
func Watch(app core.App) {
	forget := func(e *core.RecordEvent) error {
		err := e.Next()
		c := cacheOf(app)
		c.Lock()
		c.index = nil
		c.Unlock()
		return err
	}
	app.OnRecordAfterCreateSuccess("services", "organisations").BindFunc(forget)
	app.OnRecordAfterUpdateSuccess("services", "organisations").BindFunc(forget)
	app.OnRecordAfterDeleteSuccess("services", "organisations").BindFunc(forget)
}
