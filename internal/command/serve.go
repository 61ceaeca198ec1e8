package command

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/apis"
	pbcmd "github.com/pocketbase/pocketbase/cmd"
	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"

	"candour/internal/breached"
	"candour/internal/deployment"
)

// The bounds of one request. PocketBase's own are meant for large uploads.
const (
	headerTime = 10 * time.Second
	bodyTime   = 30 * time.Second
	answerTime = 2 * time.Minute
	headerSize = 32 << 10
	bodySize   = 1 << 20
)

// overlay is pages.Overlay, handed in so that this package needs no pages.
var overlay func(over, under fs.FS) fs.FS

// SetOverlay says how one folder is laid over another.
func SetOverlay(f func(over, under fs.FS) fs.FS) { overlay = f }

// serveCommand is PocketBase's own serve, with what Candour adds.
func (p *Program) serveCommand() *cobra.Command {
	c := pbcmd.NewServeCommand(p.app, false)
	c.Short = "Run Candour (with a domain: HTTPS by itself)"
	c.Flags().String("public", "", "a folder laid over the built-in pages, words and colours")
	c.Flags().String("region", "", "a region's name, or the path of a profile (default scotland)")
	c.PreRunE = func(cmd *cobra.Command, _ []string) error {
		d := deployment.Of(p.app)
		if f := cmd.Flags().Lookup("origins"); f != nil && !f.Changed {
			if err := f.Value.Set(d.URL); err != nil { // no other site may read with a visitor's sign-in
				return fmt.Errorf("closing the API to other sites: %w", err)
			}
		}
		p.app.OnServe().BindFunc(p.prepare)
		p.app.OnServe().BindFunc(p.listen)
		return nil
	}
	return c
}

// prepare bounds requests, puts the settings in force and makes the first
// administrator when the environment names one.
func (p *Program) prepare(se *core.ServeEvent) error {
	bound(se)
	if err := p.applySettings(); err != nil {
		return err
	}
	if err := p.firstAdministrator(); err != nil {
		return err
	}
	d := deployment.Of(p.app)
	fmt.Print(noticeWarning(d.Operator.Missing()))
	fmt.Printf("%s runs at %s\nThe admin panel, for moderators and the administrator: %s/_/\n", d.Name, d.URL, d.URL)
	return se.Next()
}

// noticeWarning tells the operator, and nobody else, what the privacy notice still
// lacks.
func noticeWarning(missing []string) string {
	if len(missing) == 0 {
		return ""
	}
	return fmt.Sprintf("The privacy notice does not say enough yet. Set %s (write none where you have none).\n", strings.Join(missing, ", "))
}

// bound limits how long and how large one request may be, and keeps PocketBase
// from printing a link that would make anyone who reads the log an administrator.
func bound(se *core.ServeEvent) {
	se.InstallerFunc = nil
	se.Server.ReadHeaderTimeout, se.Server.ReadTimeout, se.Server.WriteTimeout = headerTime, bodyTime, answerTime
	se.Server.MaxHeaderBytes = headerSize
	se.Router.Bind(apis.BodyLimit(bodySize)) // takes the place of PocketBase's own, 32 MB
}

// applySettings brings PocketBase's stored settings in line with the operator's,
// at every start. Passwords are never stored.
func (p *Program) applySettings() error {
	s, d := p.app.Settings(), deployment.Of(p.app)
	var headers []string
	if p.config.ProxyHeader != "" {
		headers = []string{p.config.ProxyHeader}
	}
	same := s.Meta.AppName == d.Name && s.Meta.AppURL == d.URL && s.Meta.SenderAddress == d.Sender.Address &&
		s.Meta.SenderName == d.Sender.Name && fmt.Sprint(s.TrustedProxy.Headers) == fmt.Sprint(headers)
	if same {
		return nil
	}
	s.Meta.AppName, s.Meta.AppURL = d.Name, d.URL
	s.Meta.SenderName, s.Meta.SenderAddress = d.Sender.Name, d.Sender.Address
	if s.Meta.SenderName == "" {
		s.Meta.SenderName = d.Name
	}
	s.TrustedProxy.Headers = headers
	if err := p.app.Save(s); err != nil {
		return fmt.Errorf("putting the settings in force: %w", err)
	}
	return nil
}

func (p *Program) firstAdministrator() error {
	n, err := p.app.CountRecords(core.CollectionNameSuperusers)
	if err != nil {
		return fmt.Errorf("looking for an administrator: %w", err)
	}
	if n > 0 {
		return nil
	}
	if p.config.AdminEmail == "" {
		fmt.Println("There is no administrator yet. Stop Candour and run: candour superuser upsert EMAIL PASSWORD")
		return nil
	}
	return p.addAdministrator(p.config.AdminEmail, p.config.AdminPassword)
}

func (p *Program) addAdministrator(email, password string) error {
	c, err := p.app.FindCachedCollectionByNameOrId(core.CollectionNameSuperusers)
	if err != nil {
		return fmt.Errorf("making the administrator: %w", err)
	}
	su := core.NewRecord(c)
	su.SetEmail(email)
	su.SetPassword(password)
	if breached.Common(password) {
		return errors.New("making the administrator: this password is on lists that thieves try first; choose another, for example three words that do not belong together")
	}
	if err := p.app.Save(su); err != nil {
		return errors.New("making the administrator: use a valid e-mail address and a password of 8 to 70 characters")
	}
	return nil
}
