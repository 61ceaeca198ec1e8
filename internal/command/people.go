package command

import (
	"errors"
	"fmt"
	"net/mail"
	"strings"

	"github.com/spf13/cobra"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

func (p *Program) moderatorCommand() *cobra.Command {
	c := &cobra.Command{Use: "moderator", Short: "Add, remove or list those who read stories before publication"}
	var senior bool
	add := &cobra.Command{Use: "add EMAIL", Short: "Add a moderator; prints a password, once", Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return p.addModerator(args[0], senior) }}
	add.Flags().BoolVar(&senior, "senior", false, "a senior moderator, who decides hard cases")
	remove := &cobra.Command{Use: "remove EMAIL", Short: "Shut a moderator out; what they did stays recorded", Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return p.removeModerator(args[0]) }}
	list := &cobra.Command{Use: "list", Short: "List the moderators", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return p.listModerators() }}
	c.AddCommand(add, remove, list, p.anonymiseCommand("moderator", "with `candour moderator remove`", flow.AnonymiseModerator))
	return c
}

func newPassword() string { return story.NewStoryKey()[:17] }

func (p *Program) addModerator(email string, senior bool) error {
	if a, err := mail.ParseAddress(email); err != nil || a.Address != email {
		return errors.New("write the moderator's e-mail address, such as moses@example.org")
	}
	password := newPassword()
	m, err := records.FindModeratorByEmail(p.app, email)
	switch {
	case errors.Is(err, records.ErrNotFound):
		name, _, _ := strings.Cut(email, "@")
		if m, err = records.NewModerator(p.app, email, name, password, senior); err != nil {
			return err
		}
	case err != nil:
		return err
	case m.Active():
		return errors.New("there is a moderator with this e-mail address already")
	default:
		m.SetActive(true)
		m.SetSenior(senior)
		m.SetPassword(password)
	}
	if err := p.app.Save(m); err != nil {
		return fmt.Errorf("saving a moderator: %w", err)
	}
	fmt.Printf("%s can sign in at the admin panel (/_/) with this password, which is shown only now:\n%s\n", email, password)
	return nil
}

func (p *Program) removeModerator(email string) error {
	m, err := records.FindModeratorByEmail(p.app, email)
	if errors.Is(err, records.ErrNotFound) || (err == nil && !m.Active()) {
		return errors.New("there is no moderator with this e-mail address")
	}
	if err != nil {
		return err
	}
	m.SetActive(false)
	m.SetPassword(story.NewStoryKey())
	if err := p.app.Save(m); err != nil {
		return fmt.Errorf("saving a moderator: %w", err)
	}
	fmt.Printf("%s can't sign in any more.\n", email)
	return nil
}

func (p *Program) listModerators() error {
	all, err := records.Moderators(p.app)
	if err != nil {
		return err
	}
	for _, m := range all {
		what := "moderator"
		if m.Senior() {
			what = "senior moderator"
		}
		if !m.Active() {
			what = "shut out"
		}
		fmt.Printf("%s\t%s\n", what, m.ProxyRecord().Email())
	}
	return nil
}
