package flow

import (
	"errors"
	"slices"
	"unicode/utf8"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/hints"
	"candour/internal/records"
	"candour/internal/story"
)

// mostTaught is how many words a site may teach its hints: every text is compared with
// all of them.
const mostTaught = 2000

// HintWords are the words that the region and the moderators of this site taught the
// hints, ready for finding.
func HintWords(app core.App) (*hints.Own, error) {
	words, err := records.TaughtWords(app)
	if err != nil {
		return nil, err
	}
	taught := slices.Clone(deployment.Of(app).Region.HintWords)
	all := make([]hints.Taught, 0, len(taught)+len(words))
	for _, t := range taught {
		all = append(all, hints.Taught{Kind: hints.Kind(t.Kind), Word: t.Word, Ignore: t.Ignore})
	}
	for _, w := range words {
		all = append(all, hints.Taught{Kind: hints.Kind(w.Kind()), Word: w.Word(), Ignore: w.Ignored()})
	}
	return hints.NewOwn(all), nil
}

// TeachWord adds a word to the hints of this site, or takes one out of them. The list
// is for all stories to come: a way to reach somebody must never stand on it.
func TeachWord(app core.App, moderatorID string, t hints.Taught) error {
	word := hints.CleanTaught(t.Word)
	switch {
	case !slices.Contains(hints.TaughtKinds, t.Kind):
		return story.Problem{Field: "kind", Text: "Choose what the word is."}
	case word == "":
		return story.Problem{Field: "word", Text: "Write the word, or the few words."}
	case hints.Joined(word) && !slices.Contains(hints.Bands, t.Kind):
		return story.Problem{Field: "word", Text: "Only urgent words can be joined with +."}
	case utf8.RuneCountInString(word) > hints.MostTaughtCharacters:
		return story.Problem{Field: "word", Text: "That is too long for a word. Use 80 characters or fewer."}
	case len(hints.Contacts(t.Word, deployment.Of(app).PublicContacts())) > 0:
		return story.Problem{Field: "word", Text: "This would lead to somebody. Such things are marked without being on a list."}
	}
	return inTx(app, "teaching a word", func(tx core.App) error {
		n, err := records.CountTaughtWords(tx)
		if err != nil {
			return err
		}
		if n >= mostTaught {
			return story.Problem{Field: "word", Text: "The list is full. Take a word off it first."}
		}
		return records.TeachWord(tx, string(t.Kind), word, t.Ignore, moderatorID, now(tx))
	})
}

// ForgetWord takes a word off the list. One that is gone already is no fault.
func ForgetWord(app core.App, id string) error {
	return inTx(app, "taking a word off the list", func(tx core.App) error {
		err := records.ForgetWord(tx, id)
		if errors.Is(err, records.ErrNotFound) {
			return nil
		}
		return err
	})
}

// CountWrongHint counts that a hint of a kind was wrong. Neither the word nor the story
// is kept.
func CountWrongHint(app core.App, kind hints.Kind) error {
	if !slices.Contains(hints.Kinds, kind) {
		return story.Problem{Field: "kind", Text: "There is no such kind of hint."}
	}
	return inTx(app, "counting a wrong hint", func(tx core.App) error {
		return records.CountWrongHint(tx, string(kind), now(tx).Format("2006-01"))
	})
}
