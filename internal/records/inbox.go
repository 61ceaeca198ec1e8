package records

import (
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/story"
)

// UnpublishedResponses lists what people of an organisation wrote under a story
// and the public does not see, oldest first.
func UnpublishedResponses(app core.App, storyID, organisation string) ([]*Response, error) {
	return all[Response](app, "responses", dbx.And(dbx.HashExp{"story": storyID, "organisation": organisation},
		dbx.Not(dbx.HashExp{"state": string(story.ResponsePublished)})), "saidAt", "id")
}
