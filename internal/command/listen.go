package command

import (
	"errors"
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/control"
)

// listen answers what other commands ask of the running Candour, from when it
// serves until it stops.
func (p *Program) listen(se *core.ServeEvent) error {
	mux := http.NewServeMux()
	p.answerDoctor(mux)
	stop, err := control.Listen(p.app.DataDir(), mux)
	if err != nil {
		return err
	}
	p.app.OnTerminate().BindFunc(func(e *core.TerminateEvent) error {
		return errors.Join(stop(), e.Next())
	})
	return se.Next()
}
