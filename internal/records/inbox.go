package records

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/story"
)

// inbox is the list of stories of one organisation, with a further condition
// about the row x.
type inbox struct {
	app          core.App
	organisation string
	also         string
}

// stories reads a page of the list. What reaches by service and what reaches by
// area are two lists that are walked in the order of their index, and no further
// than the page.
func (in inbox) stories(below, limit int) ([]*Story, error) {
	found := []*Story{}
	if below <= 0 {
		below = math.MaxInt
	}
	var part bool
	err := in.app.DB().NewQuery("SELECT EXISTS (SELECT 1 FROM organisations WHERE id = {:id} AND " + takesPart + ")").
		Bind(dbx.Params{"id": in.organisation, "now": stamp(deployment.Now(in.app))}).Row(&part)
	if err != nil || !part {
		return found, wrap(err, "an organisation")
	}
	rows, err := in.rows("service", below, limit)
	if err != nil {
		return nil, err
	}
	area, err := in.byArea(below, limit)
	if err != nil {
		return nil, err
	}
	numbers := make([]any, 0, len(rows)+len(area))
	for _, r := range append(rows, area...) {
		numbers = append(numbers, r.No)
	}
	slices.SortFunc(numbers, func(a, b any) int { return b.(int) - a.(int) })
	numbers = slices.Compact(numbers) // a story may be in both lists
	numbers = numbers[:min(len(numbers), limit)]
	if err := in.app.RecordQuery("stories").AndWhere(dbx.In("publicationNo", numbers...)).
		AndWhere(dbx.NewExp("publicationNo > 0 AND +state = 'published'")).OrderBy("publicationNo DESC").All(&found); err != nil {
		return nil, fmt.Errorf("reading stories in scope: %w", err)
	}
	return found, nil
}

// inboxRow is one line of the list, with the other organisations that the story
// reaches by area alone.
type inboxRow struct {
	No     int    `db:"no"`
	Others string `db:"others"`
}

func (in inbox) rows(why string, below, limit int) ([]inboxRow, error) {
	others := "''"
	if why == "area" {
		others = `(SELECT COALESCE(group_concat(z.organisation), '') FROM story_scopes z WHERE z.story = x.story AND z.why = 'area')`
	}
	rows := []inboxRow{}
	err := in.app.DB().NewQuery(`SELECT x.publicationNo AS no, ` + others + ` AS others FROM story_scopes x
		WHERE x.organisation = {:organisation} AND x.why = {:why} AND x.publicationNo > 0 AND x.publicationNo < {:below}` + in.also + `
		ORDER BY x.publicationNo DESC LIMIT {:limit}`).
		Bind(dbx.Params{"organisation": in.organisation, "why": why, "below": below, "limit": limit}).All(&rows)
	return rows, wrap(err, "stories in scope")
}

// byArea walks the stories that reach by area alone, and leaves out those of which
// any area is reached by too few authors. That is asked once of each area.
func (in inbox) byArea(below, limit int) ([]inboxRow, error) {
	open := map[string]bool{}
	isOpen := func(organisation string) (bool, error) {
		if is, ok := open[organisation]; ok {
			return is, nil
		}
		var is bool
		err := in.app.DB().NewQuery("SELECT " + authorsOf("{:id}") + " >= " + enough).Bind(dbx.Params{"id": organisation}).Row(&is)
		open[organisation] = is
		return is, wrap(err, "how many authors an area has")
	}
	if mine, err := isOpen(in.organisation); err != nil || !mine {
		return nil, err
	}
	var kept []inboxRow
	const block = 100
	for {
		rows, err := in.rows("area", below, block)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			may := true
			for other := range strings.SplitSeq(r.Others, ",") {
				is, err := isOpen(other)
				if err != nil {
					return nil, err
				}
				may = may && is
			}
			if may {
				kept = append(kept, r)
			}
		}
		if len(kept) >= limit || len(rows) < block {
			return kept[:min(len(kept), limit)], nil
		}
		below = rows[len(rows)-1].No
	}
}

// UnpublishedResponses lists what people of an organisation wrote under a story
// and the public does not see, oldest first.
func UnpublishedResponses(app core.App, storyID, organisation string) ([]*Response, error) {
	return all[Response](app, "responses", dbx.And(dbx.HashExp{"story": storyID, "organisation": organisation},
		dbx.Not(dbx.HashExp{"state": string(story.ResponsePublished)})), "saidAt", "id")
}
