package desk

import (
	"errors"
	"net/http"

	"candour/internal/compare"
	"candour/internal/records"
)

// comparedWords is one comparison of a story's words, part by part.
type comparedWords struct {
	Title      []compare.Piece `json:"title"`
	Text       []compare.Piece `json:"text"`
	ScreenName []compare.Piece `json:"screenName"`
}

func compared(was, is records.Words) comparedWords {
	return comparedWords{compare.Words(was.Title, is.Title), compare.Words(was.Text, is.Text), compare.Words(was.ScreenName, is.ScreenName)}
}

// proposalView is what the author would say instead, and how it differs from the
// words as they stand.
type proposalView struct {
	Words words         `json:"words"`
	Marks comparedWords `json:"marks"`
	At    string        `json:"at"`
}

// compareStory answers with what moderators changed, and with what the author
// proposes instead.
func compareStory(d *desk) error {
	id := d.Request.PathValue("id")
	s, err := records.FindStory(d.App, id)
	if err == nil {
		err = checkHere(s)
	}
	if err != nil {
		return d.fail(err, id, nil)
	}
	var edited *comparedWords
	o, err := records.FindOriginal(d.App, id)
	if err == nil {
		marks := compared(o.Words(), s.Words())
		edited = &marks
	} else if !errors.Is(err, records.ErrNotFound) {
		return d.InternalServerError("", err)
	}
	var proposal *proposalView
	p, err := records.FindProposal(d.App, id)
	if err == nil {
		proposal = &proposalView{words(p.Words()), compared(s.Words(), p.Words()), moment(d.App, p.At())}
	} else if !errors.Is(err, records.ErrNotFound) {
		return d.InternalServerError("", err)
	}
	return d.JSON(http.StatusOK, map[string]any{"edited": edited, "proposal": proposal})
}
