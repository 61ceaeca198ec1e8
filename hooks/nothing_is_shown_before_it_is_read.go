package hooks

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

var errResponseUnread = errors.New("a response is published only after a moderator has read it")

// What staff answer, and what you reply, is read by a moderator before it is
// shown, and stays as it was read, with the change that it claims.
func nothingIsShownBeforeItIsRead(app core.App, name string) {
	guard(app, name, "responses", func(tx core.App, before, after *core.Record) error {
		to := story.ResponseState(after.GetString("state"))
		if before == nil {
			return story.CheckResponseStart(to)
		}
		from := story.ResponseState(before.GetString("state"))
		if err := story.CheckResponseStep(from, to); err != nil {
			return err
		}
		if to != story.ResponsePublished {
			return nil
		}
		if from == story.ResponsePublished {
			for _, f := range []string{"text", "name", "jobTitle", "organisationName", "by", "story", "publishedBy", "photo"} {
				if changed(before, after, f) {
					return errResponseUnread
				}
			}
			return nil
		}
		m, err := records.FindModerator(tx, after.GetString("publishedBy"))
		if err != nil || !m.Active() {
			return errResponseUnread
		}
		act, err := records.FindAct(tx, after.GetString("story"), after.Id, after.GetInt("version"))
		if err != nil || act.What() != "published" || act.By() != m.Id {
			return errResponseUnread
		}
		return nil
	})
	stays(app, name, "responses", errResponseUnread, nil)
	guard(app, name, "changes", func(tx core.App, before, after *core.Record) error {
		for _, c := range []*core.Record{before, after} {
			if c == nil {
				continue
			}
			if err := notShownYet(tx, c); err != nil {
				return err
			}
		}
		return nil
	})
	stays(app, name, "changes", errResponseUnread, func(tx core.App, c *core.Record) (bool, error) {
		return true, notShownYet(tx, c)
	})
}

// notShownYet refuses what would change of the change that a response claims, once
// everyone can read the response.
func notShownYet(tx core.App, change *core.Record) error {
	r, err := records.FindResponse(tx, change.GetString("response"))
	if err == nil && r.State() == story.ResponsePublished {
		return errResponseUnread
	}
	return ignoreNotFound(err)
}
