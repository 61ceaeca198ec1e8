// Package command is Candour's command line: the commands of its own beside
// PocketBase's, and how any of them opens the data folder.
package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/pocketbase/pocketbase"
	pbcmd "github.com/pocketbase/pocketbase/cmd"
	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"

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
}

// noData marks a command that does not touch the data folder.
const noData = "candour:no-data"

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
		p.importCommand(), p.routeCommand(), hintsCommand(), p.sampleCommand(), healthCommand(), p.doctorCommand())
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

// open opens the data folder for a command: alone, migrated, with its key, its
// region and its postcodes.
func (p *Program) open(cmd *cobra.Command, _ []string) error {
	if cmd.Annotations[noData] != "" || cmd.Name() == "help" {
		return nil
	}
	return p.openData(cmd)
}

func (p *Program) openData(cmd *cobra.Command) error {
	if err := os.MkdirAll(p.app.DataDir(), 0o700); err != nil {
		return fmt.Errorf("making the data folder: %w", err)
	}
	var err error
	if p.lock, err = lockFolder(p.app.DataDir()); err != nil {
		return err
	}
	p.opened = true
	if err := p.app.Bootstrap(); err != nil {
		return fmt.Errorf("opening the data in %s: %w", p.app.DataDir(), err)
	}
	if err := p.app.RunAllMigrations(); err != nil {
		return fmt.Errorf("bringing the data up to date: %w", err)
	}
	d, err := p.deployment(cmd)
	if err != nil {
		return err
	}
	deployment.Keep(p.app, d)
	files, err := p.files(cmd)
	if err != nil {
		return err
	}
	return p.bind(p.app, files)
}

// close ends whatever runs, in order, and lets the folder go.
func (p *Program) close() error {
	if !p.opened {
		return nil
	}
	event := &core.TerminateEvent{App: p.app}
	err := p.app.OnTerminate().Trigger(event, func(e *core.TerminateEvent) error { return e.App.ResetBootstrapState() })
	if d, ok := p.kept(); ok && d.Places != nil {
		err = errors.Join(err, d.Places.Close())
	}
	return errors.Join(err, p.lock.release())
}

func (p *Program) kept() (d *deployment.Deployment, ok bool) {
	defer func() { _ = recover() }()
	return deployment.Of(p.app), true
}
