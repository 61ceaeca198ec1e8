package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"

	"candour/internal/control"
	"candour/internal/deployment"
	"candour/internal/doctor"
	"candour/internal/flow"
)

// The exit codes of `candour doctor`, as monitoring systems read them.
const (
	exitWarning = 1
	exitBroken  = 2
	exitUnknown = 3 // it could not look
)

// ExitError is an error with an exit code of its own.
type ExitError struct {
	Code int
	Err  error
}

func (e ExitError) Error() string { return e.Err.Error() }
func (e ExitError) Unwrap() error { return e.Err }

// ExitCode is the code that a program should end with for an error of Run.
func ExitCode(err error) int {
	var exit ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.Code
	}
	return 1
}

// doctorCommand examines the running site, or opens the data folder and serves it
// on a port of its own for as long as the examination takes.
func (p *Program) doctorCommand() *cobra.Command {
	var address string
	var asJSON, noStory bool
	c := &cobra.Command{Use: "doctor", Short: "Say which promise does not hold here", Args: cobra.NoArgs,
		Long: "Walks every public surface and the stored data, tries to break each promise, and looks at the settings.\n" +
			"It stores an invented person and erases it again. Exit code: 0 all is well, 1 warnings, 2 a promise is broken, 3 it could not look.",
		Annotations: map[string]string{noData: "yes"},
		RunE: func(cmd *cobra.Command, _ []string) error {
			seen := &tally{print: printer(asJSON)}
			if err := p.examine(cmd, address, noStory, seen.take); err != nil {
				return ExitError{exitUnknown, err}
			}
			return seen.verdict()
		}}
	c.Flags().StringVar(&address, "url", "", "where to ask (default: the site's own address)")
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object a line")
	c.Flags().BoolVar(&noStory, "no-story", false, "store no invented story, which would use up a story number: for frequent checks")
	return c
}

// examine asks the running Candour, or examines the folder when none is running.
func (p *Program) examine(cmd *cobra.Command, address string, noStory bool, report func(doctor.Finding)) error {
	dir := p.app.DataDir()
	if err := isDataFolder(dir); err != nil {
		return err
	}
	with := url.Values{"url": {address}}
	if noStory {
		with.Set("no-story", "yes")
	}
	answer, err := control.Ask(cmd.Context(), dir, doctor.Question, with)
	if err == nil {
		defer func() { _ = answer.Close() }()
		return doctor.ReadAnswer(json.NewDecoder(answer), report)
	}
	if !errors.Is(err, control.ErrNobody) {
		return err
	}
	if err := p.openData(cmd, flow.OpenLedger); err != nil {
		return err
	}
	return p.serveFor(cmd.Context(), func(ctx context.Context, here string) error {
		s := p.doctorSettings()
		s.NoStory, s.URL = noStory, address
		if address == "" {
			s.URL = here
		}
		return doctor.Run(ctx, p.app, s, report)
	})
}

// isDataFolder refuses a folder that holds no Candour, before anything is made in it.
func isDataFolder(dir string) error {
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no data folder %s: say with --dir where it is", dir)
	}
	if err != nil {
		return fmt.Errorf("looking at the data folder: %w", err)
	}
	if !info.IsDir() {
		return fmt.Errorf("%s is not a folder: say with --dir where the data folder is", dir)
	}
	if _, err := os.Stat(filepath.Join(dir, "data.db")); err != nil {
		return fmt.Errorf("%s holds no data of Candour: say with --dir where the data folder is", dir)
	}
	return nil
}

// doctorSettings are what the doctor must be told of this machine.
func (p *Program) doctorSettings() doctor.Settings {
	s := doctor.Settings{OldKeys: len(p.config.OldKeys)}
	if p.config.Key == nil {
		s.KeyFile = p.config.KeyPath(p.app.DataDir())
	}
	return s
}

// answerDoctor puts the doctor on the mux of the control socket.
func (p *Program) answerDoctor(mux *http.ServeMux) {
	mux.HandleFunc("POST /"+doctor.Question, doctor.Handler(p.app, p.doctorSettings()))
}

// serveFor serves the open data folder on a free port of this machine while a
// task runs. Meanwhile it does nothing by the clock: who stopped a site did not ask
// for its letters to leave.
func (p *Program) serveFor(ctx context.Context, task func(ctx context.Context, here string) error) error {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("serving the site for the examination: %w", err)
	}
	deployment.Of(p.app).Still = true
	here := "http://" + l.Addr().String()
	done := make(chan error, 1)
	p.app.OnServe().BindFunc(func(se *core.ServeEvent) error {
		bound(se)
		se.Listener = l // who asks before the site answers waits here
		if err := se.Next(); err != nil {
			return err
		}
		go func() {
			done <- task(ctx, here)
			_ = se.Server.Close()
		}()
		return nil
	})
	err = apis.Serve(p.app, apis.ServeConfig{HttpAddr: l.Addr().String(), AllowedOrigins: []string{deployment.Of(p.app).URL}})
	select {
	case failed := <-done:
		return failed
	default:
		return fmt.Errorf("serving the site for the examination: %w", errors.Join(err, l.Close()))
	}
}

// tally counts findings as they are printed.
type tally struct {
	print           func(doctor.Finding)
	warning, broken int
}

func (t *tally) take(f doctor.Finding) {
	switch {
	case f.Figures != nil:
	case f.Level == doctor.Warning:
		t.warning++
	case f.Level == doctor.Broken:
		t.broken++
	}
	t.print(f)
}

// verdict is what the exit code says.
func (t *tally) verdict() error {
	switch {
	case t.broken > 0:
		return ExitError{exitBroken, fmt.Errorf("%d broken, %d warnings: see above what to do", t.broken, t.warning)}
	case t.warning > 0:
		return ExitError{exitWarning, fmt.Errorf("nothing is broken, %d warnings: see above what to do", t.warning)}
	}
	return nil
}

// printer prints findings a line each.
func printer(asJSON bool) func(doctor.Finding) {
	if asJSON {
		out := json.NewEncoder(os.Stdout)
		return func(f doctor.Finding) { _ = out.Encode(f) } // a closed pipe is whoever reads' affair
	}
	return func(f doctor.Finding) {
		line := fmt.Sprintf("%-8s%s: %s", f.Level, f.Check, f.Found)
		if f.Promise != "" {
			line += " [" + f.Promise + "]"
		}
		if f.Do != "" {
			line += " → " + f.Do
		}
		fmt.Println(line)
	}
}
