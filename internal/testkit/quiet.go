package testkit

import (
	"bytes"
	"context"
	"math"
	"runtime"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
	"github.com/pocketbase/pocketbase/tools/logger"
)

// settingsChangeInQuiet has an app wait, before its settings are changed over the API,
// until the requests before are written into its log. PocketBase does that in the
// background, reads the settings for it, and writes them anew without a lock.
func settingsChangeInQuiet(app core.App) {
	app.OnSettingsUpdateRequest().Bind(&hook.Handler[*core.SettingsUpdateRequestEvent]{Id: "quiet", Priority: math.MinInt,
		Func: func(e *core.SettingsUpdateRequestEvent) error {
			for stacks := make([]byte, 1<<22); bytes.Contains(stacks[:runtime.Stack(stacks, true)], []byte("apis.logRequest")); {
				runtime.Gosched()
			}
			if log, ok := app.Logger().Handler().(*logger.BatchHandler); ok { // what was logged comes before what follows
				if err := log.WriteAll(context.Background()); err != nil {
					return err
				}
			}
			return e.Next()
		}})
}
