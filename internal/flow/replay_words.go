package flow

import (
	"errors"
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/ledger"
	"candour/internal/records"
	"candour/internal/story"
)

// What the writer reads whose words were refused or taken off after a backup was made.
const (
	responseRefusedAgain = "We had decided not to publish this. The data of this site was since restored from an earlier copy, and what we decided still stands."
	wordsOffAgain        = "Taken off before the data of this site was restored from an earlier copy; why was said then."
)

// replayWords takes off again the responses that were refused or taken back since the
// backup was made, and what organisations said that a moderator took off their pages.
func replayWords(app core.App, facts []ledger.Fact, done *Replayed) error {
	there, err := records.Among(app, "responses", idsOf(facts))
	if err != nil {
		return err
	}
	kinds := map[string]ledger.Kind{}
	for _, f := range facts {
		kinds[f.ID] = f.Kind
	}
	for _, id := range there {
		err := inTx(app, "taking a response off again", func(tx core.App) error { return takeResponseOff(tx, id, kinds[id], done) })
		if err != nil {
			return err
		}
	}
	if there, err = records.Among(app, "own_words", idsOf(facts)); err != nil {
		return err
	}
	for _, id := range there {
		err := inTx(app, "taking words off a page again", func(tx core.App) error { return takeWordsOff(tx, id, done) })
		if err != nil {
			return err
		}
	}
	return nil
}

func takeResponseOff(tx core.App, id string, kind ledger.Kind, done *Replayed) error {
	r, err := records.FindResponse(tx, id)
	if err != nil || r.State() == story.ResponseRejected || r.State() == story.ResponseWithdrawn {
		return err
	}
	done.Words++
	if kind != ledger.Rejected || r.State() == story.ResponsePublished { // what everyone could read is refused no more
		return withdrawResponse(tx, r)
	}
	if r.State() == story.Waiting { // there is no shorter way
		r.SetState(story.ResponseSubmitted)
		if err := tx.Save(r); err != nil {
			return fmt.Errorf("saving a response: %w", err)
		}
	}
	r.SetState(story.ResponseRejected)
	r.SetReason(story.OtherReason, responseRefusedAgain)
	return actOnResponse(tx, r, "", "rejected", nil, story.OtherReason)
}

func takeWordsOff(tx core.App, id string, done *Replayed) error {
	v, err := records.FindOwnWordsVersion(tx, id)
	if err != nil || !v.TakenAt().IsZero() {
		return err
	}
	done.Words++
	if err := emptyPage(tx, v, ""); err != nil && !errors.Is(err, ErrSaidAnew) {
		return err
	}
	v.SetTaken("", wordsOffAgain, now(tx))
	if err := tx.Save(v); err != nil {
		return fmt.Errorf("keeping why words were taken off: %w", err)
	}
	return nil
}
