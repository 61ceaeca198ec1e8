package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The record of disclosures says all that must be answered for, and a message
// says whether a moderator has dealt with it.
func init() {
	m.Register(func(app core.App) error {
		if err := extendDisclosures(app); err != nil {
			return err
		}
		return extendMessages(app)
	}, nil)
}

// A disclosure's row is kept for ever, without the value. When the author is
// erased, the story's number and the words marked below go from it.
func extendDisclosures(app core.App) error {
	c, err := app.FindCollectionByNameOrId("disclosures")
	if err != nil {
		return fmt.Errorf("finding disclosures: %w", err)
	}
	for _, name := range []string{"recipient", "reason"} { // private: words that may describe the author; go with them
		c.Fields.GetByName(name).(*core.TextField).Required = false
	}
	for _, name := range []string{"refusedBy", "reviewedBy"} {
		f, err := to(app, name, "moderators", false, false)
		if err != nil {
			return err
		}
		c.Fields.Add(f)
	}
	c.Fields.Add(
		needOne("recipientKind", "service", "police"),
		yes("believed"),     // the asker believes in an immediate risk of serious harm or loss of life
		text("quiet", 2000), // private: why telling the author would add risk
		yes("quietAgreed"),
		text("refusal", 2000), // private: why a senior moderator said no
		date("refusedAt"),
		date("toldAt"),
		text("reviewWords", 2000), // private: why the author is still not told
		date("reviewedAt"),
		text("askedByName", 0), // what they were called when they did it, whatever they are called now
		text("agreedByName", 0),
		text("refusedByName", 0),
		text("reviewedByName", 0),
		date("emptyAt"), // when the asker looked, and there was no such detail
	)
	c.AddIndex("idx_disclosures_askedAt", false, "askedAt", "")
	c.AddIndex("idx_disclosures_shownAt", false, "shownAt", "")
	if err := app.Save(c); err != nil {
		return fmt.Errorf("extending disclosures: %w", err)
	}
	return nil
}

func extendMessages(app core.App) error {
	c, err := app.FindCollectionByNameOrId("messages")
	if err != nil {
		return fmt.Errorf("finding messages: %w", err)
	}
	c.Fields.Add(date("doneAt")) // when a moderator dealt with what the author wrote
	c.AddIndex("idx_messages_open", false, "at", "by = 'author' AND doneAt = ''")
	if err := app.Save(c); err != nil {
		return fmt.Errorf("extending messages: %w", err)
	}
	return nil
}
