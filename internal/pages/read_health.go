package pages

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/pocketbase/pocketbase/core"
)

// healthTime is how long the database may take to answer.
const healthTime = 3 * time.Second

// showHealth says "ok" when the database answers and the data folder can be
// written, for containers and watchers. What is wrong goes to the log.
func showHealth(e *core.RequestEvent) error {
	e.Response.Header().Set("Cache-Control", "no-store")
	if err := checkHealth(e.App, e.Request.Context()); err != nil {
		e.App.Logger().Error("the health check failed", "error", err.Error())
		return e.String(http.StatusServiceUnavailable, "not ok\n")
	}
	return e.String(http.StatusOK, "ok\n")
}

func checkHealth(app core.App, ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, healthTime)
	defer cancel()
	var one int
	if err := app.DB().NewQuery("SELECT 1").WithContext(ctx).Row(&one); err != nil {
		return fmt.Errorf("asking the database: %w", err)
	}
	f, err := os.CreateTemp(app.DataDir(), ".health-*")
	if err != nil {
		return fmt.Errorf("writing to the data folder: %w", err)
	}
	_, err = f.WriteString("ok")
	if closed := f.Close(); err == nil {
		err = closed
	}
	if removed := os.Remove(f.Name()); err == nil {
		err = removed
	}
	if err != nil {
		return fmt.Errorf("writing to the data folder: %w", err)
	}
	return nil
}
