package desk

import (
	"errors"

	"candour/internal/flow"
	"candour/internal/records"
)

// otherWordsView is what the author would say instead of a moderator's edits, how it
// differs from the words as they stand, and what stands out in it.
type otherWordsView struct {
	Words    words         `json:"words"`
	Compared comparedWords `json:"compared"`
	Marks    []mark        `json:"marks"`
	At       string        `json:"at"`
	Answered bool          `json:"answered"` // a moderator has written to the author since
}

// addOtherWords adds what the author proposes. Their words are read like any: an address
// in them would be published with them.
func (d *desk) addOtherWords(v *storyView) error {
	p, err := records.FindProposal(d.App, v.ID)
	if errors.Is(err, records.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	marks, err := d.marksOf(words(p.Words()), nil, v.serviceNames())
	if err != nil {
		return err
	}
	answered, err := flow.ProposalAnswered(d.App, p)
	v.OtherWords = &otherWordsView{words(p.Words()), compared(records.Words(v.Words), p.Words()), marks, moment(d.App, p.At()), answered}
	return err
}
