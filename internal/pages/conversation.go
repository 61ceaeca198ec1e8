package pages

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

// around is what stands around the words of a story, for whoever may read it.
type around struct {
	Services               []ServiceLink
	Good, Better, Feelings []TagLink
}

// readAround reads a story's services and tags.
func readAround(app core.App, storyID string) (around, error) {
	var a around
	services, err := records.ServicesOfStories(app, []string{storyID})
	if err != nil {
		return a, err
	}
	for _, v := range services[storyID] {
		a.Services = append(a.Services, ServiceLink{v.ID, v.Name, v.Where()})
	}
	tags, err := records.TagsOfStory(app, storyID)
	if err != nil {
		return a, fmt.Errorf("reading the tags of a story: %w", err)
	}
	for _, t := range tags {
		link := TagLink{t.Name, t.Slug, t.Kind}
		switch t.Kind {
		case "good":
			a.Good = append(a.Good, link)
		case "better":
			a.Better = append(a.Better, link)
		default:
			a.Feelings = append(a.Feelings, link)
		}
	}
	return a, nil
}

// turnOf is one response or reply as a voice in the conversation. A reply is
// signed with the screen name of the story.
func turnOf(app core.App, r *records.Response, screenName string, zone *time.Location, now time.Time) (Turn, error) {
	at := r.PublishedAt()
	if at.IsZero() {
		at = r.SaidAt()
	}
	t := Turn{Kind: "response", Anchor: "said-" + r.Id, Name: r.Name(), JobTitle: r.JobTitle(), Organisation: r.OrganisationName(),
		OrganisationID: r.Organisation(), At: local(at, zone), Text: r.Text()}
	if r.ByAuthor() {
		t.Kind, t.Name, t.JobTitle, t.Organisation, t.OrganisationID = "author", screenName, "", "", ""
		return t, nil
	}
	c, err := records.FindChange(app, r.Id)
	if errors.Is(err, records.ErrNotFound) {
		return t, nil
	}
	if err != nil {
		return t, err
	}
	t.Changes = []ChangeLine{changeLine(c, now)}
	return t, nil
}

// changeLine is what was said to change. A planned change is overdue from the
// day after it was due.
func changeLine(c *records.Change, now time.Time) ChangeLine {
	line := ChangeLine{State: c.State(), Text: c.Text(), DueOn: c.DueOn(), MadeOn: c.MadeOn()}
	if line.State == "planned" && !line.DueOn.IsZero() && now.After(line.DueOn.AddDate(0, 0, 1)) {
		line.State = "overdue"
	}
	return line
}

// publishedTurns are what everyone may read under a story, oldest first.
func publishedTurns(app core.App, s *records.Story, zone *time.Location, now time.Time) ([]Turn, error) {
	responses, err := records.PublishedResponses(app, s.Id)
	if err != nil {
		return nil, err
	}
	turns := make([]Turn, 0, len(responses))
	for _, r := range responses {
		t, err := turnOf(app, r, s.ScreenName(), zone, now)
		if err != nil {
			return nil, err
		}
		if s.State() == story.Published {
			if t.Photo, err = photoBeside(app, r); err != nil {
				return nil, err
			}
		}
		turns = append(turns, t)
	}
	return turns, nil
}

// responseState says where an author's reply, or a member's response, stands.
func responseState(s story.ResponseState) string {
	switch s {
	case story.Waiting:
		return "You can still change this or delete it."
	case story.ResponseSubmitted:
		return "A moderator reads this next. Nobody else can see it yet."
	case story.ResponseRejected:
		return "A moderator decided not to publish this."
	case story.ResponseWithdrawn:
		return "You deleted this. Nobody else can see it."
	case story.ResponsePublished: // everyone can see where it stands
	}
	return ""
}
