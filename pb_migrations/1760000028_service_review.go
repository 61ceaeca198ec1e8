package pb_migrations

import (
	"fmt"
	"slices"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// A story that a moderator let through says for whom it waits; services that have
// it look before publication; and every edit carries its reasons.
func init() {
	m.Register(func(app core.App) error {
		for _, step := range []func(core.App) error{
			addWaits, addReviewAddress, addLettersToServices, extendActs, buildServiceReviews,
		} {
			if err := step(app); err != nil {
				return err
			}
		}
		return nil
	}, nil)
}

func addWaits(app core.App) error {
	err := extend(app, "stories", func(c *core.Collection) {
		c.Fields.Add(
			one("waitsFor", "author", "service", "opening", "us"), // while approved: whoever the story waits for
			date("goesOnAt"), // when the clock looks at it next; empty: it waits for a person
			yes("waitAsked"), // private: the author asked that silence publishes nothing
			yes("notice"),    // a senior moderator gives every service in it five working days
		)
		c.AddIndex("idx_stories_goesOnAt", false, "goesOnAt", "state = 'approved'")
	})
	if err != nil {
		return err
	}
	// What was approved before waited for its author.
	_, err = app.DB().NewQuery("UPDATE stories SET waitsFor = 'author', goesOnAt = approvedUntil WHERE state = 'approved'").Execute()
	if err != nil {
		return fmt.Errorf("saying for whom approved stories wait: %w", err)
	}
	return nil
}

// addReviewAddress lets letters about a service's review go to its own mailbox.
func addReviewAddress(app core.App) error {
	return extend(app, "services", func(c *core.Collection) { c.Fields.Add(hiddenText("reviewAddress", 254)) })
}

func addLettersToServices(app core.App) error {
	return extend(app, "letters", func(c *core.Collection) { addValues(c, "toCollection", "services") })
}

func extendActs(app core.App) error {
	return extend(app, "moderations", func(c *core.Collection) {
		addValues(c, "act", "returned", "waits", "proposed", "review-begun", "review-ahead", "review-silence", "review-asked", "review-decided", "review-ended",
			"lifted", "looked-again", "appealed", "appeal-decided")
		c.Fields.Add(list("reasons")) // of each changed part: codes, and a few words where the code is "other"
	})
}

// buildServiceReviews holds one row for each look of a service at a story. No
// secret is in it: the link in the letter is made from the letter's own number.
func buildServiceReviews(app core.App) error {
	return build(app, "service_reviews", []core.Field{
		yes("notice"), date("sentAt"), date("dueAt"),
		whole("reached"), // how many letters went out; 0: there was nobody to write to
		date("askedAt"), text("reason", 60), text("words", 2000), date("decideBy"),
		one("outcome", "ahead", "silence", "published", "taken-up", "ended"),
		text("answer", 2000), date("endedAt"),
	}, []link{
		ofStory,
		{name: "service", collection: "services", required: true},
		{name: "decidedBy", collection: "moderators", hidden: true},
	},
		[3]string{"idx_service_reviews_pair", "unique", "story, service"},
		[3]string{"idx_service_reviews_service", "", "service, sentAt"},
		[3]string{"idx_service_reviews_open", "", "outcome, askedAt"})
}

// extend changes a collection that is there already.
func extend(app core.App, name string, change func(c *core.Collection)) error {
	c, err := app.FindCollectionByNameOrId(name)
	if err != nil {
		return fmt.Errorf("finding %s: %w", name, err)
	}
	change(c)
	if err := app.Save(c); err != nil {
		return fmt.Errorf("extending %s: %w", name, err)
	}
	return nil
}

// addValues adds choices to a field.
func addValues(c *core.Collection, field string, values ...string) {
	f := c.Fields.GetByName(field).(*core.SelectField)
	for _, v := range values {
		if !slices.Contains(f.Values, v) {
			f.Values = append(f.Values, v)
		}
	}
}
