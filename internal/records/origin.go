package records

import (
	"context"
	"fmt"

	"github.com/pocketbase/pocketbase/core"
)

// Origin is who changes something in the directory: from a file, at the desk or
// as an administrator; and By, the id of the moderator or member, may be empty.
type Origin struct{ Source, By string }

// originKey is how an origin travels with a write. It is a value of the context,
// which no request can set.
type originKey struct{}

// SaveAs saves a service, an organisation, an identifier or a link, and lets the
// history of the directory know who did it.
func SaveAs(app core.App, r core.RecordProxy, as Origin) error {
	c := r.ProxyRecord().Collection().Name
	if err := app.SaveWithContext(as.context(), r.ProxyRecord()); err != nil {
		return fmt.Errorf("saving to %s: %w", c, err)
	}
	return nil
}

// context is what an origin travels in.
func (as Origin) context() context.Context {
	return context.WithValue(context.Background(), originKey{}, as)
}

// OriginOf is who does a write, by its context. A write that does not say so was
// made in the admin panel.
func OriginOf(ctx context.Context) Origin {
	if as, ok := ctx.Value(originKey{}).(Origin); ok && as.Source != "" {
		return as
	}
	return Origin{Source: FromAdministrator}
}
