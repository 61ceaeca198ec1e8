package flow

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

// checkProposalAnswered refuses to let a story through in other words than its author
// proposed while nobody has written to them why: their words are easily stepped over.
func checkProposalAnswered(tx core.App, s *records.Story) error {
	p, err := records.FindProposal(tx, s.Id)
	if errors.Is(err, records.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if p.Words() == s.Words() {
		return nil
	}
	if answered, err := ProposalAnswered(tx, p); err != nil || answered {
		return err
	}
	return story.Problem{Field: "otherWords", Text: "The author wants other words. Take them, or write to the author why not."}
}

// ProposalAnswered reports whether a moderator has written to an author since they
// proposed other words.
func ProposalAnswered(app core.App, p *records.Proposal) (bool, error) {
	messages, err := records.MessagesOfStory(app, p.Story())
	for _, m := range messages {
		if !m.ByAuthor() && !m.At().Before(p.At()) {
			return true, err
		}
	}
	return false, err
}
