package records

import (
	"crypto/rand"
	"errors"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/seal"
	"candour/internal/story"
)

// The acts that change how a step of a case stands in the record: words of the story
// went with it, and a step from before steps were in the record was taken into it.
const (
	QuoteGone   = "quote-gone"
	CarriedOver = "carried-over"
)

// beforeRecord is the salt of a step that was written down before steps were in the record.
const beforeRecord = "before"

// digest is the fingerprint of a step as it is. It is salted, and the salt goes with the
// words: what is left of it in the record then says nothing about them, not even to who
// has the instance's secret and guesses.
func (s *Safeguarding) digest(sealer *seal.Sealer) string {
	return sealer.Fingerprint("a step of a case", saidBy(s.ProxyRecord()))
}

func (s *Safeguarding) salted() { s.Set("salt", rand.Text()) }

// IsFromBefore reports whether a step was written down before steps were in the record,
// and has not been carried over.
func (s *Safeguarding) IsFromBefore() bool { return s.GetString("salt") == beforeRecord }

// WriteSafety writes down what happened in a case: in the record of the story, with a
// fingerprint, and then as it was. Call it in a transaction.
func WriteSafety(app core.App, storyID, what string, e story.SafetyEvent) error {
	s, err := newRecord[Safeguarding](app, "safeguardings")
	if err != nil {
		return err
	}
	s.Set("id", core.GenerateDefaultRandomId())
	s.Load(map[string]any{"story": storyID, "kind": e.Kind, "outcome": e.Outcome, "step": e.Step, "service": e.Service, "words": e.Words, "quoted": e.Quoted, "by": e.By})
	s.setTime("at", e.At)
	s.salted()
	return s.writeWith(app, Act{Story: storyID, By: e.By, What: what, At: e.At})
}

func (s *Safeguarding) writeWith(app core.App, a Act) error {
	a.About, a.Digest = s.Id, s.digest(deployment.Of(app).Sealer)
	if err := WriteDown(app, a); err != nil {
		return err
	}
	if err := app.Save(s); err != nil {
		return fmt.Errorf("writing down a step for somebody's safety: %w", err)
	}
	return nil
}

// LetQuoteGo takes the story's words out of a step. That they were there stays.
func (s *Safeguarding) LetQuoteGo(app core.App, a Act) error {
	a.What = QuoteGone
	return s.rewrite(app, s.Event().WithoutQuotes(), a)
}

// CarryOver takes a step from before into the record, with where it quotes.
func (s *Safeguarding) CarryOver(app core.App, e story.SafetyEvent, a Act) error {
	a.What = CarriedOver
	return s.rewrite(app, e, a)
}

func (s *Safeguarding) rewrite(app core.App, e story.SafetyEvent, a Act) error {
	s.Set("words", e.Words)
	s.Set("quoted", e.Quoted)
	s.salted()
	a.Story = s.Story()
	return s.writeWith(app, a)
}

// Quoting lists the steps of a story's case that hold words of the story.
func Quoting(app core.App, storyID string) ([]*Safeguarding, error) {
	steps, err := all[Safeguarding](app, "safeguardings", dbx.HashExp{"story": storyID}, "at", "rowid")
	var quoting []*Safeguarding
	for _, s := range steps {
		if len(s.Event().Quoted) > 0 {
			quoting = append(quoting, s)
		}
	}
	return quoting, err
}

// FromBefore lists up to limit steps that are not in the record yet. One that an act is
// about already was in it: whoever marked it so meant to hide a change.
func FromBefore(app core.App, limit int64) ([]*Safeguarding, error) {
	return some[Safeguarding](app, "safeguardings", dbx.And(dbx.HashExp{"salt": beforeRecord},
		dbx.NewExp("id NOT IN (SELECT about FROM moderations WHERE about != '')")), limit, "at", "rowid")
}

// CountCarriedOver counts the steps that are in the record only since an upgrade.
func CountCarriedOver(app core.App) (int64, error) {
	n, err := app.CountRecords("moderations", dbx.HashExp{"act": CarriedOver})
	return n, wrap(err, "steps that were carried over")
}

// IsInRecord reports whether the newest act about a step is of the step as it is about to
// be stored, and what that act was.
func IsInRecord(app core.App, step *core.Record) (what string, is bool, err error) {
	act, err := LastActAbout(app, step.Id)
	if errors.Is(err, ErrNotFound) {
		return "", false, nil
	}
	if err != nil {
		return "", false, err
	}
	s := AsSafeguarding(step)
	return act.What(), s.GetString("salt") != "" && !s.IsFromBefore() && act.GetString("story") == s.GetString("story") &&
		act.digest() == s.digest(deployment.Of(app).Sealer), nil
}

// checkCase compares the steps of a story's case with what the acts say of them.
func checkCase(sealer *seal.Sealer, storyID string, acts []*Moderation, steps []*Safeguarding) *RecordFault {
	last := map[string]*Moderation{}
	for _, a := range acts {
		if a.digest() != "" {
			last[a.About()] = a
		}
	}
	for _, s := range steps {
		if s.GetString("story") != storyID {
			continue
		}
		a := last[s.Id]
		switch {
		case a == nil:
			return &RecordFault{storyID, 0, "a step of its danger case stands in no act"}
		case a.digest() != s.digest(sealer):
			return &RecordFault{storyID, a.Place(), "a step of its danger case is not as it was written down"}
		}
		delete(last, s.Id)
	}
	for _, a := range last {
		return &RecordFault{storyID, a.Place(), "a step of its danger case is missing"}
	}
	return nil
}
