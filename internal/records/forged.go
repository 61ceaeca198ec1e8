package records

import (
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// The doctor tries to break promises on a running site, inside a transaction that
// is always rolled back. What no flow would ever write is made here.

// ForgeClearPostcode is a story's contact with a postcode that is not sealed.
func ForgeClearPostcode(app core.App, storyID string) (*Contact, error) {
	c, err := FindContact(app, storyID)
	if err == nil {
		c.Set("sealedPostcode", "in the clear")
	}
	return c, err
}

// ForgeAuthorship is who told a story, pointed at another account.
func ForgeAuthorship(app core.App, storyID, authorID string) (core.Model, error) {
	r, err := first[base](app, "authorships", dbx.HashExp{"story": storyID})
	if err == nil {
		r.Set("author", authorID)
	}
	return r, err
}

// ForgeOriginal is a story's first words, rewritten.
func ForgeOriginal(app core.App, storyID string) (*Original, error) {
	o, err := FindOriginal(app, storyID)
	if err == nil {
		o.Set("text", "These are not the first words.")
	}
	return o, err
}

// ErasureNote is the note that an account is erased, which nobody may delete.
func ErasureNote(app core.App, account string) (core.Model, error) {
	return first[base](app, "erasures", dbx.HashExp{"account": account})
}
