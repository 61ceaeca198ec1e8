package records

import (
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Original is a story as its author first sent it: the words, the services and
// the tags.
type Original struct{ base }

// First is what a moderator may change, as it stands.
type First struct {
	Words
	Services string // names and towns, in one line
	Tags     string // each under the question it answers, in one line
}

// Words are the original words.
func (o *Original) Words() Words {
	return Words{o.GetString("title"), o.GetString("text"), o.GetString("screenName")}
}

// First is all that the author first sent.
func (o *Original) First() First {
	return First{o.Words(), o.GetString("services"), o.GetString("tags")}
}

// DeleteAfter is when the original words go; zero while not yet known.
func (o *Original) DeleteAfter() time.Time { return o.time("deleteAfter") }

// SetDeleteAfter says when the original words go.
func (o *Original) SetDeleteAfter(at time.Time) { o.setTime("deleteAfter", at) }

// FindOriginal finds a story as it was first sent, if a moderator changed it.
func FindOriginal(app core.App, storyID string) (*Original, error) {
	return first[Original](app, "originals", dbx.HashExp{"story": storyID})
}

// FirstOf reads what a moderator may change of a story, as it stands now.
func FirstOf(app core.App, s *Story) (First, error) {
	f := First{Words: s.Words()}
	services, err := ServicesOfStory(app, s.Id)
	if err != nil {
		return f, fmt.Errorf("reading the services of a story: %w", err)
	}
	names := make([]string, len(services))
	for i, v := range services {
		names[i] = v.Name()
		if v.Town() != "" {
			names[i] += ", " + v.Town()
		}
	}
	tags, err := TagsOfStory(app, s.Id)
	if err != nil {
		return f, fmt.Errorf("reading the tags of a story: %w", err)
	}
	f.Services, f.Tags = strings.Join(names, "; "), tagLine(tags)
	return f, nil
}

// tagLine is "what was good: kind staff, tea; how it felt: safe".
func tagLine(tags []StoryTag) string {
	var parts []string
	last := ""
	for _, t := range tags { // in the order of the questions
		question := map[string]string{"good": "what was good", "better": "what could be better"}[t.Kind]
		if question == "" {
			question = "how it felt"
		}
		if question == last {
			parts[len(parts)-1] += ", " + t.Name
			continue
		}
		last = question
		parts = append(parts, question+": "+t.Name)
	}
	return strings.Join(parts, "; ")
}

// KeepOriginal keeps a story as its author sent it beside what a moderator makes
// of it.
func KeepOriginal(app core.App, storyID string, f First) error {
	o, err := newRecord[Original](app, "originals")
	if err != nil {
		return err
	}
	o.Set("story", storyID)
	o.Set("title", f.Title)
	o.Set("text", f.Text)
	o.Set("screenName", f.ScreenName)
	o.Set("services", f.Services)
	o.Set("tags", f.Tags)
	if err := app.Save(o); err != nil {
		return fmt.Errorf("keeping the original words: %w", err)
	}
	return nil
}

// DropOriginal deletes the original words of a story.
func DropOriginal(app core.App, storyID string) error {
	_, err := deleteAll(app, "originals", dbx.HashExp{"story": storyID})
	return err
}
