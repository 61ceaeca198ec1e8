package pages

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/story"
)

// Each of these reads one part of all that is held about a story.

func readWords(v *ownStoryView, e *core.RequestEvent, s *records.Story) (err error) {
	if v.around, err = readAround(e.App, s.Id); err != nil {
		return err
	}
	if v.Agree {
		if v.Parts, err = compareStory(e.App, s); err != nil {
			return err
		}
	}
	o, err := records.FindOriginal(e.App, s.Id)
	if errors.Is(err, records.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	was := o.First()
	is, err := records.FirstOf(e.App, s)
	if err != nil {
		return err
	}
	var changed []string
	if was.Title != is.Title {
		changed = append(changed, "title")
	}
	if was.Text != is.Text {
		changed = append(changed, "text")
	}
	if was.ScreenName != is.ScreenName {
		changed = append(changed, "screenName")
	}
	v.Original = &ownOriginal{Title: was.Title, Text: was.Text, ScreenName: was.ScreenName, Until: local(o.DeleteAfter(), zoneOf(e))}
	if was.Services != is.Services {
		changed = append(changed, "services")
		v.Original.Services = was.Services
	}
	if was.Tags != is.Tags {
		changed = append(changed, "tags")
		v.Original.Tags = was.Tags
	}
	v.Original.Changed = listChanged(changed)
	return nil
}

func readReach(v *ownStoryView, e *core.RequestEvent, s *records.Story) error {
	reach, err := records.ReachOfStory(e.App, s.Id)
	if err != nil {
		return err
	}
	why := map[string]string{}
	var ids []string
	for _, r := range reach {
		if why[r.Organisation] == "" {
			ids = append(ids, r.Organisation)
			why[r.Organisation] = r.Why
		}
	}
	organisations, err := records.FindOrganisations(e.App, ids)
	if err != nil {
		return err
	}
	for _, o := range organisations {
		words := o.Name() + ", because it runs or shares in a service you told about"
		if why[o.Id] == "area" {
			words = o.Name() + ", because it answers for where you live"
		}
		v.Reach = append(v.Reach, dated{Words: words})
	}
	v.Opened, err = records.OpenedBy(e.App, s.Id)
	return err
}

func readActs(v *ownStoryView, e *core.RequestEvent, s *records.Story) error {
	zone := zoneOf(e)
	v.Acts = append(v.Acts, dated{local(s.SubmittedAt(), zone), "You sent your story."})
	acts, err := records.ActsOnStory(e.App, s.Id)
	if err != nil {
		return err
	}
	for _, a := range acts {
		if a.Response() == "" { // what was done with a response stands with it
			v.Acts = append(v.Acts, dated{local(a.At(), zone), actWords(a)})
		}
	}
	if s.State() == story.Withdrawn {
		v.Acts = append(v.Acts, dated{local(s.EndedAt(), zone), "You took your story back."})
	}
	return nil
}

func readMessages(v *ownStoryView, e *core.RequestEvent, s *records.Story) error {
	messages, err := records.MessagesOfStory(e.App, s.Id)
	if err != nil {
		return err
	}
	for _, m := range messages {
		v.Messages = append(v.Messages, message{m.ByAuthor(), local(m.At(), zoneOf(e)), m.Text()})
	}
	return nil
}

// readOwnConversation reads what is said under a story: all that is public, and
// the author's own replies that are not. What a member wrote is nobody else's to
// see before it is read.
func readOwnConversation(v *ownStoryView, e *core.RequestEvent, s *records.Story) error {
	responses, err := records.ResponsesOfStory(e.App, s.Id)
	if err != nil {
		return err
	}
	for _, r := range responses {
		public := r.State() == story.ResponsePublished
		if !public && !r.ByAuthor() {
			continue
		}
		t, err := turnOf(e.App, r, s.ScreenName(), zoneOf(e), deployment.Now(e.App))
		if err != nil {
			return err
		}
		v.Conversation = append(v.Conversation, ownTurn{Turn: t, State: ownReplyState(s, r), Reason: r.ReasonWords()})
	}
	return nil
}

// ownReplyState says where an author's reply stands. Under a story that is gone
// nobody reads it any more.
func ownReplyState(s *records.Story, r *records.Response) string {
	unread := r.State() == story.Waiting || r.State() == story.ResponseSubmitted
	if unread && s.State() == story.Withdrawn {
		return "You took your story back before this was read. It is not published, and nobody else can see it."
	}
	if unread && s.State() == story.Removed {
		return "Your story was taken down before this was read. It is not published."
	}
	return responseState(r.State())
}
