package flow

import (
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/mail"
)

// CarrierOf is how letters leave this deployment: into a folder when one is
// named, or by the mail server that was given at start. It is nil when there is
// neither.
//
// The mail settings of the admin panel are left alone on purpose: who changes
// them could have an author's letters, with the address and a link that opens
// the account, sent to a server of their own.
func CarrierOf(app core.App) mail.Carrier {
	d := deployment.Of(app)
	if d.MailDir != "" {
		return mail.Folder{Dir: d.MailDir}
	}
	if s := d.SMTP; s.Host != "" {
		return mail.SMTP{Host: s.Host, Port: s.Port, Username: s.Username, Password: s.Password, TLS: s.TLS}
	}
	return nil
}
