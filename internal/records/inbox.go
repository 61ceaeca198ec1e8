package records

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/story"
)

// UnansweredInScope lists the published stories that reach an organisation and
// that nobody has answered yet, newest first, below a publication number (0 for
// the newest of all).
func UnansweredInScope(app core.App, organisation string, below, limit int) ([]*Story, error) {
	found := []*Story{}
	err := app.RecordQuery("stories").
		AndWhere(dbx.NewExp(`publicationNo IN (SELECT DISTINCT x.publicationNo FROM story_scopes x JOIN stories s ON s.id = x.story
			WHERE x.organisation = {:org} AND x.publicationNo > 0 AND ({:below} = 0 OR x.publicationNo < {:below})
			AND s.progress IN ({:unheard}, {:heard}, {:read}) ORDER BY x.publicationNo DESC LIMIT {:limit})`,
			dbx.Params{"org": organisation, "below": below, "limit": limit,
				"unheard": string(story.Unheard), "heard": string(story.Heard), "read": string(story.Read)})).
		AndWhere(dbx.HashExp{"state": string(story.Published)}).
		OrderBy("publicationNo DESC").All(&found)
	if err != nil {
		return nil, fmt.Errorf("reading unanswered stories: %w", err)
	}
	return found, nil
}

// UnpublishedResponses lists what people of an organisation wrote under a story
// and the public does not see, oldest first.
func UnpublishedResponses(app core.App, storyID, organisation string) ([]*Response, error) {
	return all[Response](app, "responses", dbx.And(dbx.HashExp{"story": storyID, "organisation": organisation},
		dbx.Not(dbx.HashExp{"state": string(story.ResponsePublished)})), "saidAt", "id")
}
