package command

import (
	"fmt"
	"io/fs"
	"net"
	"net/mail"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"candour/internal/deployment"
	"candour/internal/places"
	"candour/internal/region"
	"candour/internal/seal"
)

// deployment builds what the app knows about itself, from the settings, the
// flags of a command and the data folder.
func (p *Program) deployment(cmd *cobra.Command, sealer *seal.Sealer) (*deployment.Deployment, error) {
	c := p.config
	if f := cmd.Flags().Lookup("region"); f != nil && f.Changed {
		c.Region = f.Value.String()
	}
	if cmd.Name() == "demo" {
		c = demoSettings(c, p.app.DataDir())
	}
	here, err := region.Load(c.Region)
	if err != nil {
		return nil, err
	}
	table, err := places.Open(filepath.Join(p.app.DataDir(), places.FileName))
	if err != nil {
		return nil, err
	}
	if c.URL == "" {
		c.URL = p.defaultURL(cmd)
	}
	if c.Sender.Address == "" {
		c.Sender = mail.Address{Name: c.Name, Address: "no-reply@" + mailDomain(c.URL)}
	}
	d := &deployment.Deployment{URL: c.URL, Name: c.Name, Operator: c.Operator, Sender: c.Sender, Region: here, Sealer: sealer,
		Places: table, SMTP: c.SMTP, MailDir: c.MailDir, IPDays: c.IPDays, BackupDays: c.BackupDays, Live: c.Live,
		SecondFactor: c.SecondFactor, Now: time.Now, Backups: p.backups()}
	if cmd.Name() == "demo" {
		d.EditingTime = demoEditingTime
	}
	return d, nil
}

// backups says where backups are and to whom they are encrypted.
func (p *Program) backups() deployment.Backups {
	b := p.config.Backups
	if b.Dir == "" {
		b.Dir = filepath.Join(filepath.Dir(filepath.Clean(p.app.DataDir())), "backups")
	}
	return b
}

// defaultURL is where the site is when nobody said: the domain that `serve` was
// given, or the address it listens on.
func (p *Program) defaultURL(cmd *cobra.Command) string {
	if args := cmd.Flags().Args(); cmd.Name() == "serve" && len(args) > 0 {
		return "https://" + args[0]
	}
	if f := cmd.Flags().Lookup("http"); f != nil && f.Value.String() != "" {
		host, port, err := net.SplitHostPort(f.Value.String())
		if err == nil && (host == "" || net.ParseIP(host).IsUnspecified()) { // every address of the machine: nobody can open that
			return "http://" + net.JoinHostPort("localhost", port)
		}
		return "http://" + f.Value.String()
	}
	return "http://127.0.0.1:8090"
}

// mailDomain is the domain of the site, or one that stands for none (RFC 2606)
// when the site has only a number or a name without dots.
func mailDomain(address string) string {
	u, err := url.Parse(address)
	if err != nil || net.ParseIP(u.Hostname()) != nil || !strings.Contains(u.Hostname(), ".") {
		return "candour.example"
	}
	return u.Hostname()
}

// files is the public site: what is in the binary, with the operator's folder
// laid over it.
func (p *Program) files(cmd *cobra.Command) (fs.FS, error) {
	over := p.config.Public
	if f := cmd.Flags().Lookup("public"); f != nil && f.Changed {
		over = f.Value.String()
	}
	if over == "" {
		return p.public, nil
	}
	if info, err := os.Stat(over); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("there is no folder %s to lay over the site", over)
	}
	return overlay(os.DirFS(over), p.public), nil
}
