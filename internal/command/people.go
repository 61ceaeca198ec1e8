package command

import (
	"errors"
	"fmt"
	"net/mail"
	"strings"

	"github.com/pocketbase/pocketbase/core"
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
	reset := &cobra.Command{Use: "reset-second-factor EMAIL", Short: "For a lost phone: the next sign-in sets up a new second factor", Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			m, err := records.FindModeratorByEmail(p.app, args[0])
			if errors.Is(err, records.ErrNotFound) {
				return errors.New("there is no moderator with this e-mail address")
			}
			if err != nil {
				return err
			}
			return p.resetSecondFactor(m.ProxyRecord())
		}}
	c.AddCommand(add, remove, list, reset, p.anonymiseCommand("moderator", "with `candour moderator remove`", flow.AnonymiseModerator))
	return c
}

// administratorCommand is ours beside PocketBase's own superuser command.
func (p *Program) administratorCommand() *cobra.Command {
	c := &cobra.Command{Use: "administrator", Short: "Help an administrator of the machine who can't sign in"}
	c.AddCommand(&cobra.Command{Use: "reset-second-factor EMAIL", Short: "For a lost phone: the next sign-in sets up a new second factor", Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			su, err := records.FindAdministratorByEmail(p.app, args[0])
			if err != nil {
				return errors.New("there is no administrator with this e-mail address")
			}
			return p.resetSecondFactor(su)
		}})
	return c
}

func (p *Program) resetSecondFactor(person *core.Record) error {
	if err := flow.ResetSecondFactor(p.app, person); err != nil {
		return err
	}
	fmt.Printf("%s is signed out everywhere. The next sign-in, with the same password, sets up a new second factor.\n", person.Email())
	return nil
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
		return errors.New("there is a moderator with this e-mail address already: for a new password, run `candour moderator remove` and then this again; for a lost phone, `candour moderator reset-second-factor`")
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
