package records

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Proposal is what an author would say instead of a moderator's edits.
type Proposal struct{ base }

// Story is the number of the story they are for.
func (p *Proposal) Story() string { return p.GetString("story") }

// Words are the words that the author proposes.
func (p *Proposal) Words() Words {
	return Words{p.GetString("title"), p.GetString("text"), p.GetString("screenName")}
}

// Version is the version of the story that the author had before them.
func (p *Proposal) Version() int { return p.GetInt("version") }

// At is when the author proposed it.
func (p *Proposal) At() time.Time { return p.time("at") }

// KeepProposal keeps an author's other words; earlier ones go.
func KeepProposal(tx core.App, storyID string, w Words, version int, at time.Time) error {
	if err := DropProposals(tx, storyID); err != nil {
		return err
	}
	p, err := newRecord[Proposal](tx, "proposals")
	if err != nil {
		return err
	}
	p.Load(map[string]any{"story": storyID, "title": w.Title, "text": w.Text, "screenName": w.ScreenName, "version": version})
	p.setTime("at", at)
	if err := tx.Save(p); err != nil {
		return fmt.Errorf("keeping a proposal: %w", err)
	}
	return nil
}

// FindProposal finds an author's other words for a story.
func FindProposal(app core.App, storyID string) (*Proposal, error) {
	return first[Proposal](app, "proposals", dbx.HashExp{"story": storyID})
}

// HasProposal reports whether an author's other words for a story are kept.
func HasProposal(app core.App, storyID string) (bool, error) {
	_, err := FindProposal(app, storyID)
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// StoriesWithProposals lists the stories for which an author's other words are kept.
func StoriesWithProposals(app core.App) ([]string, error) {
	ids := []string{}
	err := app.DB().Select("story").From("proposals").Column(&ids)
	return ids, wrap(err, "stories with other words")
}

// DropProposals deletes an author's other words: the story is published, refused or
// taken back.
func DropProposals(tx core.App, storyID string) error {
	_, err := deleteAll(tx, "proposals", dbx.HashExp{"story": storyID})
	return err
}
