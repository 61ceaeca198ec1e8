package flow

import (
	"errors"
	"unicode/utf8"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/hints"
	"candour/internal/records"
	"candour/internal/region"
	"candour/internal/story"
)

// How many templates a site may have, and how long the name of one may be.
const (
	mostTemplates     = 200
	longestTemplateOf = 100
)

// QuestionTemplates are the words to begin a question with: those of the region, and
// those of this site. Each says whom it asks and in which language.
func QuestionTemplates(app core.App) ([]region.Message, error) {
	here := deployment.Of(app).Region
	list := []region.Message{}
	for _, m := range here.Messages {
		if m.Asks == "" {
			m.Asks = "author"
		}
		if m.Language == "" {
			m.Language = here.Languages[0].Code
		}
		list = append(list, m)
	}
	own, err := records.QuestionTemplates(app)
	for _, t := range own {
		list = append(list, region.Message{ID: t.Id, Asks: t.Asks(), Language: t.Language(), Label: t.Label(), Text: t.Text()})
	}
	return list, err
}

// KeepTemplate keeps words of this site to begin a question with. They are for all
// stories to come: nothing that leads to somebody may stand in them.
func KeepTemplate(app core.App, moderatorID string, t region.Message) error {
	label, text := story.CleanLine(t.Label), story.Clean(t.Text)
	here := deployment.Of(app)
	var ps story.Problems
	if t.Asks != "author" && t.Asks != "service" {
		ps = append(ps, story.Problem{Field: "asks", Text: "Choose whom it asks."})
	}
	if !here.Region.Speaks(t.Language) {
		ps = append(ps, story.Problem{Field: "language", Text: "Choose the language."})
	}
	if label == "" || utf8.RuneCountInString(label) > longestTemplateOf {
		ps = append(ps, story.Problem{Field: "label", Text: "Give it a name of 100 characters or fewer."})
	}
	if err := story.CheckMessage(text); err != nil {
		ps = append(ps, story.Problem{Field: "text", Text: "Write the words, in 4,000 characters or fewer."})
	} else if hints.Reaches(text+"\n"+label, here.PublicContacts()) {
		ps = append(ps, story.Problem{Field: "text", Text: "Leave out e-mail addresses, phone numbers and postcodes. The public numbers of help lines may stay."})
	}
	if err := ps.Err(); err != nil {
		return err
	}
	return inTx(app, "keeping words to begin a question with", func(tx core.App) error {
		n, err := records.CountQuestionTemplates(tx)
		if err != nil {
			return err
		}
		if n >= mostTemplates {
			return story.Problem{Field: "label", Text: "The list is full. Take one off it first."}
		}
		return records.KeepQuestionTemplate(tx, t.Asks, t.Language, label, text, moderatorID, now(tx))
	})
}

// DropTemplate takes words off the list. What is gone already is no fault.
func DropTemplate(app core.App, id string) error {
	return inTx(app, "taking words off the list", func(tx core.App) error {
		if err := records.DropQuestionTemplate(tx, id); !errors.Is(err, records.ErrNotFound) {
			return err
		}
		return nil
	})
}
