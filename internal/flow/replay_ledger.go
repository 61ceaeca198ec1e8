package flow

import (
	"fmt"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/ledger"
)

// Replayed counts what a backup had brought back and the ledger took away again:
// accounts and stories that are gone, stories that were closed or refused, words that
// were taken off, and people who may not work here any more.
type Replayed struct{ Accounts, Stories, Closed, Refused, Words, People int }

// replayAtOnce is how many ids one question to the database holds.
const replayAtOnce = 500

const replayedKey = "candour.replayed"

// ReplayLedger brings the data in line with the ledger of who is gone: first the
// ledger learns what the data knows, then every story and account in it that the
// data still holds, or holds again, goes: erased, taken back or taken down as it
// was; and what was closed, refused or taken off, and who was shut out, is so again. It
// runs at every start before anything is served, and once: while Candour runs, the two
// are kept in step by a promise. It may be run any number of times.
//
// Kept by: erased stays erased.
func ReplayLedger(app core.App) (Replayed, error) { return replay(app) }

// ReplayOnCopy is ReplayLedger on a copy that is about to take the place of the data. The
// ledger does not learn from it what may have been opened again since: the restore may
// still be broken off, and then nothing is to change. The next start tells it.
func ReplayOnCopy(app core.App) (Replayed, error) {
	return replay(app, ledger.Restricted, ledger.Shut)
}

func replay(app core.App, notLearned ...ledger.Kind) (Replayed, error) {
	var done Replayed
	if app.Store().Get(replayedKey) == true {
		return done, nil
	}
	if _, err := CarryCasesOver(app); err != nil { // before anything is taken back again
		return done, err
	}
	l := deployment.Of(app).Ledger
	if err := CatchUp(app.DB(), l, notLearned...); err != nil {
		return done, err
	}
	sorted := map[replayStep][]ledger.Fact{}
	for _, f := range l.Facts() {
		step := stepFor(f)
		sorted[step] = append(sorted[step], f)
	}
	for i, again := range replays {
		for piece := range slices.Chunk(sorted[replayStep(i)], replayAtOnce) {
			if err := again.do(app, piece, &done); err != nil {
				return done, fmt.Errorf("%s: %w", again.doing, err)
			}
		}
	}
	if done != (Replayed{}) {
		if err := Checkpoint(app); err != nil {
			return done, err
		}
	}
	app.Store().Set(replayedKey, true)
	return done, nil
}

// replayStep is one part of ReplayLedger, by its place among the replays.
type replayStep int

const (
	stepAccounts replayStep = iota
	stepStories
	stepPeriods
	stepPeople
	stepClosed
	stepWords
	stepNone
)

var replays = []struct {
	doing string
	do    func(app core.App, facts []ledger.Fact, done *Replayed) error
}{
	stepAccounts: {"erasing again what was erased", replayAccounts},
	stepStories:  {"taking away again what is gone", replayStories},
	stepPeriods:  {"closing again what was counted", closeAgain},
	stepPeople:   {"shutting out again who had left", replayPeople},
	stepClosed:   {"closing again what was closed", replayClosed},
	stepWords:    {"taking off again what was taken off", replayWords},
}

func stepFor(f ledger.Fact) replayStep {
	switch f.Kind {
	case ledger.Account:
		return stepAccounts
	case ledger.Closed:
		return stepPeriods
	case ledger.Shut, ledger.Left:
		return stepPeople
	case ledger.Restricted:
		return stepClosed
	case ledger.Rejected, ledger.Removed, ledger.Withdrawn, ledger.Erased:
		switch {
		case !f.IsOfStory():
			return stepWords
		case f.Kind == ledger.Rejected:
			return stepClosed
		}
		return stepStories
	case ledger.Lifted, ledger.Admitted, ledger.Before: // what is open and who is let in stays as the backup has it
	}
	return stepNone
}

func idsOf(facts []ledger.Fact) []string {
	ids := make([]string, len(facts))
	for i, f := range facts {
		ids[i] = f.ID
	}
	return ids
}
