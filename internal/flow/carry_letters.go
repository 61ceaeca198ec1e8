package flow

import (
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/mail"
)

// CarrierOf is how letters leave this deployment: into a folder when one is
// named, by the mail server that was given at start, or by the one that stands
// in the admin panel's mail settings. It is nil when there is none of them.
//
// The panel's settings are read anew each time. They are used with our own
// carrier and not with PocketBase's, which waits for a hanging server for ever.
func CarrierOf(app core.App) mail.Carrier {
	d := deployment.Of(app)
	if d.MailDir != "" {
		return mail.Folder{Dir: d.MailDir}
	}
	if s := d.SMTP; s.Host != "" {
		return mail.SMTP{Host: s.Host, Port: s.Port, Username: s.Username, Password: s.Password, TLS: s.TLS}
	}
	if s := app.Settings().SMTP; s.Enabled {
		return mail.SMTP{Host: s.Host, Port: s.Port, Username: s.Username, Password: s.Password,
			TLS: s.TLS, Login: s.AuthMethod == "LOGIN", Helo: s.LocalName}
	}
	return nil
}
