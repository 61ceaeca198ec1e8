package hooks

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

var errResponseUnread = errors.New("a response is published only after a moderator has read it")

// What staff answer, and what you reply, is read by a moderator before it is
// shown, and stays as it was read.
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
}
