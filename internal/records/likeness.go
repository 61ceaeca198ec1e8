package records

import (
	"errors"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/hints"
	"candour/internal/story"
)

// NoteLikeness keeps the numbers by which stories that say the same as this one are
// found. Nothing of the words can be read from them.
func NoteLikeness(tx core.App, storyID string, signature hints.Signature) error {
	r, err := first[base](tx, "likenesses", dbx.HashExp{"story": storyID})
	if errors.Is(err, ErrNotFound) {
		r, err = newRecord[base](tx, "likenesses")
	}
	if err != nil {
		return err
	}
	r.Set("story", storyID)
	for n, band := range signature {
		r.Set(bandField(n), band)
	}
	if err := tx.Save(r); err != nil {
		return fmt.Errorf("noting what a story is like: %w", err)
	}
	return nil
}

// DropLikeness forgets them: a story that is gone is like no other.
func DropLikeness(tx core.App, storyID string) error {
	_, err := deleteAll(tx, "likenesses", dbx.HashExp{"story": storyID})
	return err
}

func bandField(n int) string { return fmt.Sprintf("band%d", n+1) }

// storyColumns are what is read of a story to compare it.
var storyColumns = []string{"stories.id", "stories.title", "stories.text", "stories.state"}

// StoryText is a story as it is compared with others.
type StoryText struct {
	ID    string      `db:"id"`
	Title string      `db:"title"`
	Text  string      `db:"text"`
	State story.State `db:"state"`
}

// gone are the states of stories that nobody is led to.
var gone = dbx.NotIn("stories.state", string(story.Withdrawn), string(story.Removed))

// StoriesWithABand lists stories whose numbers have one in common with these: those
// that may repeat one another. Each number is looked up in an index of its own.
func StoriesWithABand(app core.App, storyID string, signature hints.Signature, limit int64) ([]StoryText, error) {
	found, seen := []StoryText{}, map[string]bool{storyID: true}
	for n, band := range signature {
		if band == 0 {
			continue // too short to be like another
		}
		var rows []StoryText
		err := app.DB().Select(storyColumns...).From("likenesses").InnerJoin("stories", dbx.NewExp("stories.id = likenesses.story")).
			Where(dbx.HashExp{"likenesses." + bandField(n): band}).AndWhere(gone).Limit(limit).All(&rows)
		if err != nil {
			return nil, wrap(err, "stories that say the same")
		}
		for _, r := range rows {
			if !seen[r.ID] {
				seen[r.ID] = true
				found = append(found, r)
			}
		}
	}
	return found, nil
}

// mostBeside is how many stories of a service are looked at: of those that are not
// public, and of the newest that are.
const mostBeside = 500

// StoriesBeside lists stories about the same services in the same month or the months
// beside it. The list of a service is read from the end of its index.
func StoriesBeside(app core.App, s *Story, limit int64) ([]StoryText, error) {
	if s.HappenedYear() == 0 {
		return nil, nil
	}
	services, err := StoryServiceIDs(app, s.Id)
	if err != nil {
		return nil, err
	}
	found, seen := []StoryText{}, map[string]bool{s.Id: true}
	for _, service := range services {
		for _, list := range []string{"publicationNo = 0", "publicationNo > 0 ORDER BY publicationNo DESC"} {
			rows, err := storiesBeside(app, service, list, s.HappenedYear()*12+s.HappenedMonth(), limit)
			if err != nil {
				return nil, wrap(err, "stories about the same services")
			}
			for _, r := range rows {
				if !seen[r.ID] {
					seen[r.ID] = true
					found = append(found, r)
				}
			}
		}
	}
	return found, nil
}

func storiesBeside(app core.App, service, list string, month int, limit int64) (rows []StoryText, err error) {
	err = app.DB().Select(storyColumns...).From("stories").
		InnerJoin("(SELECT story FROM story_services WHERE service = {:service} AND "+list+" LIMIT {:most}) AS beside", dbx.NewExp("beside.story = stories.id")).
		Where(dbx.NewExp("stories.happenedYear * 12 + stories.happenedMonth BETWEEN {:from} AND {:to}")).
		AndWhere(gone).Limit(limit).
		Bind(dbx.Params{"service": service, "most": mostBeside, "from": month - 1, "to": month + 1}).All(&rows)
	return rows, err
}
