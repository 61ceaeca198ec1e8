package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What is about a person lives apart from what is public, in collections that
// no rule opens. A story can be read, listed, fed and exported without ever
// touching these tables.
func init() {
	m.Register(func(app core.App) error {
		for _, step := range []func(core.App) error{buildAuthorships, buildContacts, buildOriginals, buildAboutAuthors, buildDrafts} {
			if err := step(app); err != nil {
				return err
			}
		}
		return nil
	}, nil)
}

var ofStory = link{name: "story", collection: "stories", required: true, cascade: true}
var ofAuthor = link{name: "author", collection: "authors", required: true, cascade: true}

// Which account told which story: the most private fact we hold.
func buildAuthorships(app core.App) error {
	author := ofAuthor
	author.cascade = false // an author goes only through erasure, which takes the stories too
	return build(app, "authorships", nil, []link{ofStory, author},
		[3]string{"idx_authorships_story", "unique", "story"},
		[3]string{"idx_authorships_author", "", "author"})
}

// How one story's author can be placed: every value sealed with the instance's key.
func buildContacts(app core.App) error {
	return build(app, "contacts", []core.Field{
		hiddenText("sealedPostcode", 500), // private: where the author lives
		hiddenText("sealedIP", 500),       // private: the address the story was sent from
		hiddenText("ipKey", 100),          // private: keyed fingerprint of it, to find repeats
		hiddenText("sendKey", 100),        // private: fingerprint of the form, so that one form tells one story
		text("consentVersion", 20), text("consentWords", 2000), date("consentAt"),
	}, []link{ofStory},
		[3]string{"idx_contacts_story", "unique", "story"},
		[3]string{"idx_contacts_sendKey", "unique", "sendKey"},
		[3]string{"idx_contacts_ipKey", "", "ipKey"})
}

// The words as the author first sent them, kept beside the edited ones.
func buildOriginals(app core.App) error {
	return build(app, "originals", []core.Field{
		hiddenText("title", 200), hiddenText("text", 20000), hiddenText("screenName", 60), // private: as first sent
		date("deleteAfter"),
	}, []link{ofStory},
		[3]string{"idx_originals_story", "unique", "story"},
		[3]string{"idx_originals_deleteAfter", "", "deleteAfter"})
}

func buildAboutAuthors(app core.App) error {
	if err := build(app, "demographics", []core.Field{
		hiddenText("gender", 40), hiddenText("birthYear", 10), hiddenText("ethnicGroup", 80), hiddenText("limited", 20), // statistical
	}, []link{ofAuthor}, [3]string{"idx_demographics_author", "unique", "author"}); err != nil {
		return err
	}
	if err := build(app, "readings", []core.Field{date("at")}, []link{ofAuthor, ofStory},
		[3]string{"idx_readings_pair", "unique", "author, story"}); err != nil {
		return err
	}
	if err := build(app, "similars", []core.Field{date("at")}, []link{ofAuthor, ofStory},
		[3]string{"idx_similars_pair", "unique", "author, story"},
		[3]string{"idx_similars_story", "", "story"}); err != nil {
		return err
	}
	return build(app, "exports", []core.Field{list("manifest"), date("askedAt"), date("expiresAt")}, []link{ofAuthor},
		[3]string{"idx_exports_author", "", "author"})
}

// Half-told stories. The row is encrypted with a key that only the author's
// cookie holds: nobody here can read it, only sweep it.
func buildDrafts(app core.App) error {
	return build(app, "drafts", []core.Field{
		hiddenText("cookieKey", 100), // private: fingerprint of the cookie
		hiddenText("sealed", 300000), // private: everything typed so far
		date("expiresAt"),
	}, nil,
		[3]string{"idx_drafts_cookieKey", "unique", "cookieKey"},
		[3]string{"idx_drafts_expiresAt", "", "expiresAt"})
}
