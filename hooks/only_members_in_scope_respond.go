package hooks

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/story"
)

// Only people who have to do with what a story is about can answer it, and each
// answer says for whom it speaks.
//
// A member's response is kept only when the member is let in where they speak for
// (not frozen, and within the term of the organisation), may respond, and the
// published story reaches that organisation by what it says: by its services or
// its tags. One that reaches them only by where its author lives can be read and
// not answered: the answer would say in public where that is. An author's reply
// never carries a member, nor a member's response the author.
func onlyMembersInScopeRespond(app core.App, name string) {
	guard(app, name, "responses", func(tx core.App, before, after *core.Record) error {
		if before != nil {
			for _, f := range []string{"story", "by", "member", "organisation"} {
				if changed(before, after, f) {
					return story.ErrMayNotRespond
				}
			}
			return nil
		}
		s, err := records.FindStory(tx, after.GetString("story"))
		if errors.Is(err, records.ErrNotFound) {
			return story.ErrMayNotRespond
		}
		if err != nil {
			return err
		}
		if after.GetString("by") == "author" {
			if after.GetString("member") != "" || after.GetString("organisation") != "" || s.State() != story.Published {
				return story.ErrMayNotRespond
			}
			return nil
		}
		m, err := records.FindMember(tx, after.GetString("member"))
		if err != nil || m.Organisation() != after.GetString("organisation") {
			return story.ErrMayNotRespond // they act for one organisation at a time
		}
		in, err := records.ReachesByService(tx, s.Id, m.Organisation())
		if err != nil {
			return err
		}
		return story.CheckMayRespond(story.Responder{Active: m.LetIn(deployment.Now(tx)), Role: m.Role(), InScope: in}, s.State())
	})
}
