// Candour: public feedback about health and social care, kept honest and private.
package main

import (
	"embed"
	"fmt"
	"io/fs"
	"os"

	"github.com/pocketbase/pocketbase/core"

	"candour/hooks"
	"candour/internal/command"
	"candour/internal/config"
	"candour/internal/desk"
	"candour/internal/doctor"
	"candour/internal/pages"
	_ "candour/pb_migrations" // the collections
)

//go:embed all:pb_public
var public embed.FS

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(command.ExitCode(err))
	}
}

func run(args []string) error {
	settings, err := config.Read(os.Getenv)
	if err != nil {
		return err
	}
	site, err := fs.Sub(public, "pb_public")
	if err != nil {
		return err
	}
	dir, tidy, err := command.DataDir(args)
	if err != nil {
		return err
	}
	defer tidy()
	command.SetOverlay(func(over, under fs.FS) fs.FS { return pages.Overlay{Over: over, Under: under} })
	return command.New(settings, dir, site, bind).Run(args)
}

// bind puts the parts of Candour on the app: its promises, its timetable, its
// pages and the moderators' desk.
func bind(app core.App, files fs.FS) error {
	hooks.Register(app)
	if err := hooks.Timetable(app, files, nil); err != nil {
		return err
	}
	if err := pages.Start(app, files); err != nil {
		return err
	}
	desk.Register(app)
	if err := desk.OpenHandbook(app, files); err != nil {
		return err
	}
	doctor.Watch(app, hooks.Names())
	return nil
}
