package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
	"github.com/pocketbase/pocketbase/tools/types"
)

// Three kinds of people sign in. They never share a collection, so no mistake
// in a rule can turn one into another.
func init() {
	m.Register(func(app core.App) error {
		if err := buildAuthors(app); err != nil {
			return err
		}
		if err := buildMembers(app); err != nil {
			return err
		}
		return buildModerators(app)
	}, nil)
}

// auth starts an auth collection with everything off that PocketBase would
// otherwise offer to strangers, and with an e-mail that is unique in any case.
func auth(name string) *core.Collection {
	c := core.NewAuthCollection(name)
	c.Indexes = types.JSONArray[string]{}
	c.AddIndex("idx_"+name+"_tokenKey", true, "tokenKey", "")
	c.AddIndex("idx_"+name+"_email", true, "email COLLATE NOCASE", "email != ''")
	c.AuthAlert.Enabled = false
	c.OTP.Enabled = false
	c.MFA.Enabled = false
	c.OAuth2.Enabled = false
	c.PasswordAuth.Enabled = false
	return c
}

func buildAuthors(app core.App) error {
	c := auth("authors")
	// An author's e-mail is never in the e-mail column: it is sealed below, and
	// found again by a keyed fingerprint.
	c.Fields.GetByName("email").(*core.EmailField).Required = false
	c.AuthToken.Duration = 7 * 24 * 3600
	c.Fields.Add(
		hiddenText("sealedEmail", 2000),    // private: the address, encrypted with the instance's key
		hiddenText("emailKey", 100),        // private: keyed fingerprint of the address in lower case
		hiddenText("sealedNewEmail", 2000), // private: a new address until its owner confirms it
		hiddenText("storyKeyHash", 100),    // private: fingerprint of the secret story key
		yes("passwordChosen"),              // private: whether the author has set a password
		yes("lettersOff"),                  // private: no letters but the ones we owe by duty
		date("joinedAt"),                   // private: when the first story was told
	)
	c.AddIndex("idx_authors_emailKey", true, "emailKey", "emailKey != ''")
	c.AddIndex("idx_authors_storyKeyHash", true, "storyKeyHash", "storyKeyHash != ''")
	if err := app.Save(c); err != nil {
		return fmt.Errorf("building authors: %w", err)
	}
	return nil
}

func buildMembers(app core.App) error {
	c := auth("members")
	c.AuthToken.Duration = 24 * 3600
	org, err := to(app, "organisation", "organisations", true, false)
	if err != nil {
		return err
	}
	c.Fields.Add(org,
		needText("name", 100),   // in scope: shown with responses when its holder chooses so
		text("jobTitle", 120),   // in scope
		text("department", 120), // in scope
		needOne("role", "member", "responder", "administrator"),
		yes("active"), yes("lettersOff"),
	)
	c.AddIndex("idx_members_organisation", false, "organisation, role", "")
	if err := app.Save(c); err != nil {
		return fmt.Errorf("building members: %w", err)
	}
	return nil
}

func buildModerators(app core.App) error {
	c := auth("moderators")
	// Moderators sign in to the admin panel, by e-mail and password only.
	c.PasswordAuth.Enabled = true
	c.PasswordAuth.IdentityFields = []string{"email"}
	c.AuthRule = types.Pointer("active = true")
	c.AuthToken.Duration = 12 * 3600
	c.Fields.Add(
		needText("name", 100), // moderator
		yes("senior"), yes("active"),
	)
	if err := app.Save(c); err != nil {
		return fmt.Errorf("building moderators: %w", err)
	}
	return nil
}
