package desk

import (
	"errors"
	"net/http"
	"slices"

	"candour/internal/compare"
	"candour/internal/records"
	"candour/internal/story"
)

// pieceView is some words that stayed, went out or came in, and in which changed
// passage of the part: 0 for none.
type pieceView struct {
	compare.Piece
	Passage int `json:"passage"`
}

// comparedWords is one comparison of a story's words, part by part.
type comparedWords struct {
	Title      []pieceView `json:"title"`
	Text       []pieceView `json:"text"`
	ScreenName []pieceView `json:"screenName"`
	Services   []pieceView `json:"services,omitempty"` // where it is known how these were
	Tags       []pieceView `json:"tags,omitempty"`
}

func compared(was, is records.Words) comparedWords {
	return comparedWords{Title: pieces(was.Title, is.Title), Text: pieces(was.Text, is.Text), ScreenName: pieces(was.ScreenName, is.ScreenName)}
}

// comparedWhole compares the services and the tags too.
func comparedWhole(was, is records.First) comparedWords {
	c := compared(was.Words, is.Words)
	c.Services, c.Tags = pieces(was.Services, is.Services), pieces(was.Tags, is.Tags)
	return c
}

func pieces(was, is string) []pieceView {
	found := compare.Words(was, is)
	of, _ := compare.Passages(found)
	views := make([]pieceView, len(found))
	for i, p := range found {
		views[i] = pieceView{p, of[i]}
	}
	return views
}

// asSaved are words as they would be stored, so that the passages of a comparison are
// those that the server counts when it is saved.
func asSaved(w words) records.Words {
	return records.Words{Title: story.CleanLine(w.Title), Text: story.Clean(w.Text), ScreenName: story.CleanLine(w.ScreenName)}
}

// compareTyped compares words that somebody is typing, pair by pair, and marks the words
// of a story as they stand then: a mark may hang on words beside it that were taken out.
// Nothing of them is stored.
func compareTyped(d *desk) error {
	var sent struct {
		Pairs []struct {
			Was words `json:"was"`
			Is  words `json:"is"`
		} `json:"pairs"`
		Mark     *words              `json:"mark"`
		Tags     map[string][]string `json:"tags"`     // marked with the words
		Services []string            `json:"services"` // their names are not marked
	}
	if err := d.read(&sent); err != nil {
		return err
	}
	if len(sent.Pairs) > mostComparisons {
		return d.refuse(http.StatusBadRequest, "That is too much to compare at once.")
	}
	found := make([]comparedWords, len(sent.Pairs))
	for i, p := range sent.Pairs {
		if p.Was.tooLong() || p.Is.tooLong() {
			return d.refuse(http.StatusBadRequest, "That is too long to compare.")
		}
		found[i] = compared(asSaved(p.Was), asSaved(p.Is))
	}
	answer := map[string]any{"pairs": found}
	if sent.Mark != nil {
		if sent.Mark.tooLong() || !fewTags(sent.Tags) {
			return d.refuse(http.StatusBadRequest, "That is too long to look for marks in.")
		}
		marks, err := d.marksOf(*sent.Mark, sent.Tags, sent.Services[:min(len(sent.Services), 2*mostServices)])
		if err != nil {
			return d.InternalServerError("", err)
		}
		answer["marks"] = marks
	}
	return d.JSON(http.StatusOK, answer)
}

func (w words) tooLong() bool { return len(w.Title)+len(w.Text)+len(w.ScreenName) > mostCompared }

// fewTags reports whether there are no more tags, and no longer ones, than a story may have.
func fewTags(tags map[string][]string) bool {
	for _, kind := range story.TagKinds {
		if len(tags[kind]) > story.MaxTags || slices.ContainsFunc(tags[kind], func(t string) bool { return len(t) > mostTag }) {
			return false
		}
	}
	return true
}

// What is compared at once: the first words, a colleague's and one's own, each with
// what they came from; and how long each may be, in bytes.
const (
	mostComparisons = 3
	mostCompared    = 100 << 10
	mostTag         = 400
)

// compareStory answers with what moderators changed.
func compareStory(d *desk) error {
	id := d.Request.PathValue("id")
	s, err := d.storyHere(id)
	if err != nil {
		return d.fail(err, id, nil)
	}
	var edited *comparedWords
	o, err := records.FindOriginal(d.App, id)
	if err == nil {
		is, err := records.FirstOf(d.App, s)
		if err != nil {
			return d.InternalServerError("", err)
		}
		marks := comparedWhole(o.First(), is)
		edited = &marks
	} else if !errors.Is(err, records.ErrNotFound) {
		return d.InternalServerError("", err)
	}
	return d.JSON(http.StatusOK, map[string]any{"edited": edited})
}
