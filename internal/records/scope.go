package records

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/story"
)

// Whom a story reaches is stored in story_scopes: by what it says ("service"), or
// by where its author lives and by nothing else ("area"). Whether an
// organisation may read by area is decided when it reads, from what is public
// at that moment, so that a story taken back counts no more.

// enough is how many authors an area takes, in SQL.
var enough = fmt.Sprint(story.FewestAuthors)

// authorsOf counts the different authors of published stories that reach an
// organisation by area alone: of the newest, and no further than needed, so that
// it stays quick for ever.
func authorsOf(organisation string) string {
	return `(SELECT COUNT(*) FROM (SELECT DISTINCT a.author FROM (SELECT n.story FROM story_scopes n WHERE n.organisation = ` + organisation + `
		AND n.why = 'area' AND n.publicationNo > 0 ORDER BY n.publicationNo DESC LIMIT 1000) t CROSS JOIN authorships a ON a.story = t.story LIMIT ` + enough + `))`
}

// areaIsOpen says of a story that everybody it reaches by area alone is reached
// by enough authors. All of them: were the board told and the one partnership
// with few stories not, the two lists together would tell where the author lives.
func areaIsOpen(story string) string {
	return `NOT EXISTS (SELECT 1 FROM story_scopes z WHERE z.story = ` + story + ` AND z.why = 'area' AND ` +
		authorsOf("z.organisation") + ` < ` + enough + `)`
}

// HasFewByArea reports whether an organisation is reached by area alone by too few
// authors for anybody to read those stories.
func HasFewByArea(app core.App, organisation string) (few bool, err error) {
	err = app.DB().NewQuery("SELECT " + authorsOf("{:organisation}") + " < " + enough).Bind(dbx.Params{"organisation": organisation}).Row(&few)
	return few, wrap(err, "how many authors an area has")
}

// takesPart says of an organisation that it is in force and its term holds.
const takesPart = `(closedOn = '' OR closedOn > {:now}) AND (termFrom = '' OR termFrom <= {:now}) AND (termUntil = '' OR termUntil > {:now})`

// reaching picks the rows that tie a story to organisations which may read it now.
var reaching = `story = {:story} AND (why = 'service' OR ` + areaIsOpen("{:story}") + `)
	AND organisation IN (SELECT id FROM organisations WHERE ` + takesPart + `)`

// Reaches reports whether an organisation may read a story: it reaches it, it
// takes part here, and reading it tells nobody where its author lives.
func Reaches(app core.App, storyID, organisation string) (bool, error) {
	return anyReach(app, reaching+" AND organisation = {:organisation}", storyID, organisation)
}

// ReachesByService reports whether a story reaches an organisation by what it is
// about. Reaching it only by where the author lives does not count: an answer
// would tell everyone where that is.
func ReachesByService(app core.App, storyID, organisation string) (bool, error) {
	return anyReach(app, "story = {:story} AND organisation = {:organisation} AND why = 'service' AND organisation IN (SELECT id FROM organisations WHERE "+
		takesPart+")", storyID, organisation)
}

func anyReach(app core.App, where, storyID, organisation string) (yes bool, err error) {
	err = app.DB().NewQuery("SELECT EXISTS (SELECT 1 FROM story_scopes WHERE " + where + ")").
		Bind(dbx.Params{"story": storyID, "organisation": organisation, "now": stamp(deployment.Now(app))}).Row(&yes)
	return yes, wrap(err, "whom a story reaches")
}

// MembersInScope lists the members who are let in, not frozen, to an organisation
// that may read a story, whichever of their organisations they act for now.
func MembersInScope(app core.App, storyID string) ([]*Member, error) {
	return membersWhere(app, storyID, "")
}

// MembersByService lists those of them whom it reaches by what it is about. What
// the public is shown of a story's progress is counted by these alone.
func MembersByService(app core.App, storyID string) ([]*Member, error) {
	return membersWhere(app, storyID, " AND why = 'service'")
}

func membersWhere(app core.App, storyID, further string) ([]*Member, error) {
	found, err := all[Member](app, "members", dbx.NewExp("active = TRUE AND id IN (SELECT member FROM memberships WHERE "+told+further+"))",
		dbx.Params{"story": storyID, "now": stamp(deployment.Now(app))}), "id")
	if err != nil {
		return nil, err
	}
	return found, attach(app, found...)
}

// told picks the memberships of organisations that a story reaches; what comes after
// it narrows why, and closes the bracket.
var told = "frozenAt = '' AND (until = '' OR until > {:now}) AND organisation IN (SELECT organisation FROM story_scopes WHERE " + reaching

// IsToldOf reports whether a membership lets a member in to an organisation that may
// read a story.
func IsToldOf(app core.App, member, storyID string) (bool, error) {
	n, err := app.CountRecords("memberships", dbx.NewExp("member = {:member} AND "+told+")",
		dbx.Params{"member": member, "story": storyID, "now": stamp(deployment.Now(app))}))
	return n > 0, wrap(err, "who is told of a story")
}

// StoriesInScope lists the published stories that an organisation may read,
// newest first, below a publication number (0 for the newest of all).
func StoriesInScope(app core.App, organisation string, below, limit int) ([]*Story, error) {
	return inbox{app, organisation, ""}.stories(below, limit)
}

// UnansweredInScope lists those of them that nobody has answered yet.
func UnansweredInScope(app core.App, organisation string, below, limit int) ([]*Story, error) {
	return inbox{app, organisation, ` AND EXISTS (SELECT 1 FROM stories s WHERE s.id = x.story AND s.progress IN ('` +
		string(story.Unheard) + `', '` + string(story.Heard) + `', '` + string(story.Read) + `'))`}.stories(below, limit)
}
