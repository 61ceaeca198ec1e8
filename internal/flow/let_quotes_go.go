package flow

import (
	"errors"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

// quotedFrom finds from where to where words are those of a story, as it is or ever was.
func quotedFrom(tx core.App, s *records.Story, words string) ([][2]int, error) {
	from := []string{s.Title(), s.Text()}
	if o, err := records.FindOriginal(tx, s.Id); err == nil {
		from = append(from, o.Words().Title, o.Words().Text)
	} else if !errors.Is(err, records.ErrNotFound) {
		return nil, err
	}
	versions, err := records.VersionsOf(tx, s.Id)
	if err != nil {
		return nil, err
	}
	for _, v := range versions {
		from = append(from, v.Words().Title, v.Words().Text)
	}
	return story.QuotedAt(words, from...), nil
}

// letQuotesGo takes the words of a story that is being taken back out of what moderators
// noted for somebody's safety: they are the author's. What moderators wrote in words of
// their own stays, and that they quoted something. The law has no ground of its own that
// keeps the words: what was told to those who can help is with them.
func letQuotesGo(tx core.App, storyID string, at time.Time) error {
	quoting, err := records.Quoting(tx, storyID)
	if err != nil {
		return err
	}
	for _, step := range quoting {
		if err := step.LetQuoteGo(tx, records.Act{Version: relayed, At: at}); err != nil {
			return err
		}
	}
	return nil
}

// carriedAtOnce is how many steps one transaction carries over.
const carriedAtOnce = 200

// CarryCasesOver takes steps of safeguarding into the record of acts that were written
// down before steps were in it, as they are now. Each says so, with the day: what became
// of it before that nobody can know.
func CarryCasesOver(app core.App) (carried int, err error) {
	for {
		n := 0
		err := inTx(app, "taking cases into the record", func(tx core.App) error {
			steps, err := records.FromBefore(tx, carriedAtOnce)
			if err != nil {
				return err
			}
			for _, step := range steps {
				if err := carryOver(tx, step); err != nil {
					return err
				}
				n++
			}
			return nil
		})
		carried += n
		if err != nil || n == 0 {
			return carried, err
		}
	}
}

func carryOver(tx core.App, step *records.Safeguarding) error {
	s, err := records.FindStory(tx, step.Story())
	if err != nil {
		return err
	}
	e := step.Event()
	if e.Quoted, err = quotedFrom(tx, s, e.Words); err != nil {
		return err
	}
	if s.State() == story.Withdrawn {
		e = e.WithoutQuotes()
	}
	return step.CarryOver(tx, e, records.Act{Version: relayed, At: now(tx)})
}
