package flow

import (
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/hints"
	"candour/internal/story"
)

// leadsNowhere refuses words of a moderator about a decision that would lead whoever reads
// them to somebody, as a message to an author is. The site's own public addresses may stay.
//
// Kept by: messages hide addresses.
func leadsNowhere(app core.App, field, words string) error {
	if !hints.Reaches(words, deployment.Of(app).PublicContacts()) {
		return nil
	}
	return story.Problem{Field: field, Text: "Leave out e-mail addresses, phone numbers and postcodes. The public numbers of help lines may stay."}
}
