// Package config reads what an operator sets, once, and says plainly what is
// wrong with it.
package config

import (
	"errors"
	"fmt"
	"net/mail"
	"net/url"
	"os"
	"strconv"
	"strings"

	"candour/internal/backup"
	"candour/internal/deployment"
	"candour/internal/keyfile"
	"candour/internal/story"
)

// Config is everything an operator may set in the environment. Flags of the
// same name win (see internal/command).
type Config struct {
	URL                       string // CANDOUR_URL: where the public reaches the site
	Name                      string // CANDOUR_NAME: the site's name
	Operator                  deployment.Operator
	Sender                    mail.Address // CANDOUR_SENDER: who letters come from
	Region                    string       // CANDOUR_REGION: a name, or the path of a profile
	Public                    string       // CANDOUR_PUBLIC: a folder laid over pb_public
	Live                      bool         // CANDOUR_LIVE: read pages anew for every visit
	MailDir                   string       // CANDOUR_MAIL_DIR: write letters here and send none
	SMTP                      deployment.SMTP
	Key                       []byte             // CANDOUR_KEY: the instance's key, base64, 32 bytes
	OldKeys                   [][]byte           // CANDOUR_OLD_KEYS: keys before it, while values sealed with them are left
	KeyFile                   string             // CANDOUR_KEY_FILE: where the key is kept; default: beside the data folder
	IPDays                    int                // CANDOUR_IP_DAYS: how long IP addresses are kept; 0 stores none
	BackupDays                int                // CANDOUR_BACKUP_DAYS: how long backups are kept
	SecondFactor              bool               // CANDOUR_SECOND_FACTOR: required, or off
	ProxyHeader               string             // CANDOUR_PROXY_HEADER: the header in which a trusted proxy says who asks
	LedgerFile                string             // CANDOUR_LEDGER_FILE: where the ledger of who is gone is kept; default: beside the data folder
	Backups                   deployment.Backups // CANDOUR_BACKUP_DIR, CANDOUR_BACKUP_RECIPIENT
	AdminEmail, AdminPassword string             // CANDOUR_ADMIN_EMAIL, CANDOUR_ADMIN_PASSWORD: the first administrator
}

// Read reads the settings and returns every fault at once.
func Read(env func(string) string) (Config, error) {
	r := reader{env: env}
	c := Config{
		URL:  strings.TrimSuffix(r.text("URL", ""), "/"),
		Name: r.text("NAME", "Candour"),
		Operator: deployment.Operator{Name: r.text("OPERATOR_NAME", ""), Address: r.text("OPERATOR_ADDRESS", ""), Email: r.address("OPERATOR_EMAIL").Address,
			Phone: r.text("OPERATOR_PHONE", ""), DPO: r.text("OPERATOR_DPO", ""), Registration: r.text("OPERATOR_REGISTRATION", ""), Processors: r.text("OPERATOR_PROCESSORS", "")},
		Sender:  r.address("SENDER"),
		Region:  r.text("REGION", "scotland"),
		Public:  r.folder("PUBLIC"),
		Live:    r.yes("LIVE"),
		MailDir: r.text("MAIL_DIR", ""),
		SMTP: deployment.SMTP{Host: r.text("SMTP_HOST", ""), Port: r.number("SMTP_PORT", 587, 1, 65535),
			Username: r.text("SMTP_USERNAME", ""), Password: env("CANDOUR_SMTP_PASSWORD"), TLS: r.yes("SMTP_TLS")},
		Key:           r.key("KEY"),
		OldKeys:       r.keys("OLD_KEYS"),
		KeyFile:       r.text("KEY_FILE", ""),
		IPDays:        r.number("IP_DAYS", 90, 0, 3650),
		BackupDays:    r.number("BACKUP_DAYS", story.FindClock("backups").Days, 1, 3650),
		SecondFactor:  r.required("SECOND_FACTOR"),
		ProxyHeader:   r.text("PROXY_HEADER", ""),
		LedgerFile:    r.text("LEDGER_FILE", ""),
		Backups:       r.backups(),
		AdminEmail:    r.address("ADMIN_EMAIL").Address,
		AdminPassword: env("CANDOUR_ADMIN_PASSWORD"),
	}
	r.checkURL(c.URL)
	if c.Key == nil && c.OldKeys != nil {
		r.fault("OLD_KEYS", "set it only beside CANDOUR_KEY; older keys in a key file are further lines of it")
	}
	if (c.AdminEmail == "") != (c.AdminPassword == "") {
		r.fault("ADMIN_EMAIL and CANDOUR_ADMIN_PASSWORD", "set both or neither")
	}
	if c.AdminPassword != "" && len(c.AdminPassword) < 10 {
		r.fault("ADMIN_PASSWORD", "use 10 characters or more")
	}
	return c, errors.Join(r.faults...)
}

type reader struct {
	env    func(string) string
	faults []error
}

func (r *reader) fault(name, say string) {
	r.faults = append(r.faults, fmt.Errorf("CANDOUR_%s: %s", name, say))
}

func (r *reader) text(name, otherwise string) string {
	v := strings.TrimSpace(r.env("CANDOUR_" + name))
	if strings.ContainsAny(v, "\r\n\x00") {
		r.fault(name, "it must be one line")
		return otherwise
	}
	if v == "" {
		return otherwise
	}
	return v
}

func (r *reader) number(name string, otherwise, least, most int) int {
	v := r.text(name, "")
	if v == "" {
		return otherwise
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < least || n > most {
		r.fault(name, fmt.Sprintf("write a whole number from %d to %d", least, most))
		return otherwise
	}
	return n
}

func (r *reader) yes(name string) bool {
	switch strings.ToLower(r.text(name, "no")) {
	case "yes", "true", "1", "on":
		return true
	case "no", "false", "0", "off":
		return false
	}
	r.fault(name, "write yes or no")
	return false
}

// required is true unless the operator says off.
func (r *reader) required(name string) bool {
	switch strings.ToLower(r.text(name, "required")) {
	case "required":
		return true
	case "off":
		return false
	}
	r.fault(name, "write required or off")
	return true
}

func (r *reader) address(name string) mail.Address {
	v := r.text(name, "")
	if v == "" {
		return mail.Address{}
	}
	a, err := mail.ParseAddress(v)
	if err != nil {
		r.fault(name, "write an e-mail address, such as Candour <hello@example.org>")
		return mail.Address{}
	}
	return *a
}

func (r *reader) folder(name string) string {
	v := r.text(name, "")
	if v == "" {
		return ""
	}
	if info, err := os.Stat(v); err != nil || !info.IsDir() {
		r.fault(name, "there is no such folder")
	}
	return v
}

func (r *reader) key(name string) []byte {
	keys := r.keys(name)
	if len(keys) > 1 {
		r.fault(name, "it must be one key; those before it belong into CANDOUR_OLD_KEYS")
		return nil
	}
	if len(keys) == 0 {
		return nil
	}
	return keys[0]
}

// keys reads keys with commas or spaces between them.
func (r *reader) keys(name string) [][]byte {
	v := strings.FieldsFunc(r.text(name, ""), func(c rune) bool { return c == ',' || c == ' ' })
	if len(v) == 0 {
		return nil
	}
	keys, err := keyfile.Parse(strings.Join(v, "\n"))
	if err != nil {
		r.fault(name, "it must be 32 bytes in base64, as `openssl rand -base64 32` writes them")
		return nil
	}
	return keys
}

// backups reads where copies of the data go. A folder that is named is filled every
// night; it is made when it is not there.
func (r *reader) backups() deployment.Backups {
	b := deployment.Backups{Dir: r.text("BACKUP_DIR", "")}
	b.Nightly = b.Dir != ""
	to, err := backup.ParseRecipients(r.text("BACKUP_RECIPIENT", ""))
	if err != nil {
		r.fault("BACKUP_RECIPIENT", err.Error())
	}
	b.Recipients = to
	return b
}

func (r *reader) checkURL(v string) {
	if v == "" {
		return
	}
	u, err := url.Parse(v)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || u.Path != "" || u.RawQuery != "" {
		r.fault("URL", "write the address of the site, such as https://stories.example.org")
	}
}
