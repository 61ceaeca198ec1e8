package records

import (
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// RefusedResponses lists the responses of an organisation that were refused, under
// stories that everyone or those in scope can read, the newest first.
func RefusedResponses(app core.App, organisation string, limit int64) ([]*Response, error) {
	return some[Response](app, "responses", dbx.NewExp(
		"organisation = {:o} AND by = 'member' AND state = 'rejected' AND story IN (SELECT id FROM stories WHERE state IN ('published', 'restricted'))",
		dbx.Params{"o": organisation}), limit, "saidAt DESC", "id")
}

// TakenOffPages lists what moderators took off the pages of an organisation, the newest
// first, whether or not it said something else since.
func TakenOffPages(app core.App, organisation string, limit int64) ([]*OwnWordsVersion, error) {
	return some[OwnWordsVersion](app, "own_words", dbx.NewExp("organisation = {:o} AND takenAt != ''", dbx.Params{"o": organisation}), limit, "takenAt DESC", "id")
}

// ClosuresReaching lists the newest decision about each story that is closed or taken
// down and about a service that an organisation runs, the newest first.
func ClosuresReaching(app core.App, organisation string, limit int64) ([]*Restriction, error) {
	return some[Restriction](app, "restrictions", dbx.NewExp(
		`liftedAt = '' AND story IN (SELECT s.id FROM stories s WHERE s.state IN ('restricted', 'removed')
			AND s.id IN (SELECT c.story FROM story_scopes c WHERE c.organisation = {:o} AND c.why = 'service'))
			AND NOT EXISTS (SELECT 1 FROM restrictions n WHERE n.story = restrictions.story AND n.liftedAt = '' AND n.decidedAt > restrictions.decidedAt)`,
		dbx.Params{"o": organisation}), limit, "decidedAt DESC", "id")
}
