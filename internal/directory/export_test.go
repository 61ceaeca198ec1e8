package directory

import (
	"time"

	"github.com/pocketbase/pocketbase/core"
)

// CountAsLarge makes the directory of an app count as a large one, whose index
// is built only when the channel says so.
func CountAsLarge(app core.App, rest <-chan time.Time) {
	c := cacheOf(app)
	c.few, c.rest = 0, func() <-chan time.Time { return rest }
}

// AwaitBuild waits for the index that is being built, and EndBuilding ends it as
// the end of the app does.
func AwaitBuild(app core.App)  { cacheOf(app).done.Wait() }
func EndBuilding(app core.App) { cacheOf(app).end() }
