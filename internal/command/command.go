// Package command is Candour's command line: the commands of its own beside
// PocketBase's, and how any of them opens the data folder.
package command

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/signal"
	"strings"
	"sync/atomic"
	"syscall"

	"github.com/pocketbase/pocketbase"
	pbcmd "github.com/pocketbase/pocketbase/cmd"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/config"
	"candour/internal/database"
	"candour/internal/deployment"
)

// Parts binds promises, pages, the desk and the timetable to an app. main.go
// gives it, so that a command knows none of them.
type Parts func(app core.App, files fs.FS) error

// Program is Candour on the command line.
type Program struct {
	app    *pocketbase.PocketBase
	config config.Config
	public fs.FS // what is in the binary
	bind   Parts
	lock   *lock
	opened bool
	winds  atomic.Bool // the command in hand comes to its own end when it is told to stop
}

// noData marks a command that does not touch the data folder.
const noData = "candour:no-data"

// keysOnly marks a command that looks at the data without opening it for use: it
// runs whatever is wrong with the keys.
const keysOnly = "candour:keys-only"

// New makes the program. dir is where the data is when --dir does not say.
func New(c config.Config, dir string, public fs.FS, bind Parts) *Program {
	p := &Program{config: c, public: public, bind: bind}
	p.app = pocketbase.NewWithConfig(pocketbase.Config{
		DefaultDataDir:   dir,
		HideStartBanner:  true,
		DBConnect:        database.Connect,
		DataMaxOpenConns: database.ReadConnections,
		DataMaxIdleConns: database.ReadConnections,
	})
	root := p.app.RootCmd
	root.Use, root.Short, root.Version = "candour", "Public feedback about health and social care", ""
	root.SilenceErrors, root.SilenceUsage = true, true
	root.FParseErrWhitelist.UnknownFlags = false // a slip in a flag is an error, not silence
	root.SetErr(os.Stderr)
	root.AddCommand(p.serveCommand(), pbcmd.NewSuperuserCommand(p.app), p.demoCommand(), p.moderatorCommand(), p.administratorCommand(), p.memberCommand(),
		p.importCommand(), p.routeCommand(), hintsCommand(), p.sampleCommand(), healthCommand(), p.keyCommand(), p.sweepCommand(),
		p.backupCommand(), p.restoreCommand(), p.ledgerCommand(), p.doctorCommand())
	root.PersistentFlags().Bool(clockIsRight, false, "go on although the data holds times that are still to come")
	root.PersistentPreRunE = p.open
	return p
}

// Run runs the command that the arguments name, and returns what went wrong.
func (p *Program) Run(args []string) error {
	root := p.app.RootCmd
	root.SetArgs(args)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	done := make(chan error, 1)
	go func() { done <- root.ExecuteContext(ctx) }()
	var err error
	select {
	case err = <-done:
	case <-ctx.Done():
		if p.winds.Load() {
			err = <-done
		}
	}
	return errors.Join(plain(err), p.close())
}

// plain puts a command's error on one line.
func plain(err error) error {
	if err == nil {
		return nil
	}
	return ExitError{ExitCode(err), errors.New(strings.Join(strings.Fields(err.Error()), " "))}
}

// close ends whatever runs, in order, and lets the folder go.
func (p *Program) close() error {
	if !p.opened {
		return nil
	}
	event := &core.TerminateEvent{App: p.app}
	err := p.app.OnTerminate().Trigger(event, func(e *core.TerminateEvent) error { return e.App.ResetBootstrapState() })
	if d, ok := p.kept(); ok {
		err = errors.Join(err, d.Places.Close(), d.Ledger.Close())
	}
	return errors.Join(err, p.lock.release())
}

func (p *Program) kept() (d *deployment.Deployment, ok bool) {
	defer func() { _ = recover() }()
	return deployment.Of(p.app), true
}
