package flow

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/mail"
	"candour/internal/records"
)

// Posted counts what became of the letters of one round.
type Posted struct {
	Sent, Later, Failed int
	Dropped             int // those that may not go out any more
}

// lease is how long a sender has for one letter. When it dies, another takes the
// letter up after that time: once more, rather than never.
const lease = 5 * time.Minute

// pauses are how long a letter waits after each try that failed. After one more
// it is given up.
var pauses = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour,
	4 * time.Hour, 12 * time.Hour, 24 * time.Hour}

// atOnce is how many letters one look at the database finds.
const atOnce = 50

// SendLetters sends every letter that is due: it claims one, words it, hands it
// over outside any transaction and writes down what came of it. The address is
// looked up and the words are made at that moment, so that whoever took a story
// back, erased an account or turned letters off meanwhile is heeded. A second
// call at the same time does nothing. When ctx ends, the letter in hand is
// finished and no other begun.
//
// Without a carrier, letters leave by the deployment's settings; when these name
// no way, all wait. Letters that went wrong on their own account are counted and
// tried again; the error is about what keeps the others waiting.
//
// Kept by: letters wait for publication, withdrawn stays withdrawn.
func SendLetters(app core.App, ctx context.Context, files fs.FS, carrier mail.Carrier) (Posted, error) {
	var p Posted
	sending := app.Store().GetOrSet("candour.sending", func() any { return new(sync.Mutex) }).(*sync.Mutex)
	if !sending.TryLock() {
		return p, nil
	}
	defer sending.Unlock()
	if carrier == nil {
		if carrier = CarrierOf(app); carrier == nil {
			return p, nil
		}
	}
	seen := map[string]bool{} // what can't even be written down must not be tried for ever
	var failures []error
	for {
		due, err := records.LettersDue(app, now(app), atOnce)
		if err != nil {
			return p, err
		}
		fresh := 0
		for _, l := range due {
			if ctx.Err() != nil {
				return p, errors.Join(failures...)
			}
			if seen[l.Id] {
				continue
			}
			seen[l.Id], fresh = true, fresh+1
			stop, err := post{app, files, carrier, &p}.send(ctx, l.Id)
			if err != nil {
				failures = append(failures, fmt.Errorf("sending the letter %s: %w", l.Id, err))
			}
			if stop {
				return p, errors.Join(failures...)
			}
		}
		if fresh == 0 {
			return p, errors.Join(failures...)
		}
	}
}

// post is one round of sending.
type post struct {
	app     core.App
	files   fs.FS
	carrier mail.Carrier
	count   *Posted
}

// send claims, words, carries and writes down one letter. It says to stop the
// round when no other letter would fare better.
func (p post) send(ctx context.Context, id string) (stop bool, err error) {
	l, err := p.claim(id)
	if err != nil || l == nil {
		return false, err
	}
	m, err := p.word(l)
	if err == nil {
		err = p.lastLook(l)
	}
	if err == nil {
		// Cutting off a letter halfway would leave in doubt whether it arrived.
		err = p.carrier.Carry(context.WithoutCancel(ctx), m)
		if err != nil {
			err = mail.Cause(err)
		}
	}
	noted := p.note(l, err)
	var d dropped
	var f *mail.Failure
	switch {
	case err == nil, errors.As(err, &d):
		return false, noted
	case errors.As(err, &f) && !f.Everyone():
		return false, noted
	}
	return f != nil, errors.Join(err, noted)
}

// dropped says why a letter must not be sent any more.
type dropped string

func (d dropped) Error() string { return string(d) }

// claim marks a letter as ours for a while. It returns nil when there is
// nothing to send.
func (p post) claim(id string) (claimed *records.Letter, err error) {
	err = inTx(p.app, "claiming a letter", func(tx core.App) error {
		l, err := records.FindLetter(tx, id)
		if errors.Is(err, records.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		at := now(tx)
		var d dropped
		switch err := mayBeSent(tx, l); {
		case !l.IsDue(at):
			return nil
		case l.Tries() > len(pauses):
			l.SetFailed(at, "tries used up")
			p.count.Failed++
		case errors.As(err, &d):
			l.SetDropped(at, string(d))
			p.count.Dropped++
		case err != nil:
			return err
		default:
			l.SetSending(at.Add(lease))
			claimed = l
		}
		return tx.Save(l)
	})
	if err != nil {
		return nil, err
	}
	return claimed, nil
}

// mayBeSent checks what holds for every kind of letter.
func mayBeSent(app core.App, l *records.Letter) error {
	if !mail.Kind(l.Kind()).IsPublicOnly() {
		return nil
	}
	_, err := records.FindPublishedStory(app, l.Story())
	if errors.Is(err, records.ErrNotFound) {
		return dropped("the story is not public")
	}
	return err
}

// lastLook makes sure, just before a letter leaves, that nobody stopped it.
func (p post) lastLook(l *records.Letter) error {
	fresh, err := records.FindLetter(p.app, l.Id)
	if errors.Is(err, records.ErrNotFound) {
		return dropped("erased")
	}
	if err != nil {
		return err
	}
	if fresh.State() != "sending" || fresh.Tries() != l.Tries() {
		return dropped("stopped")
	}
	return mayBeSent(p.app, fresh)
}

// note writes down what came of a letter. A row that is gone stays gone.
func (p post) note(l *records.Letter, outcome error) error {
	return inTx(p.app, "noting what came of a letter", func(tx core.App) error {
		fresh, err := records.FindLetter(tx, l.Id)
		if err != nil {
			return ignoreGone(err)
		}
		stopped := fresh.State() != "sending"
		var d dropped
		var f *mail.Failure
		switch {
		case outcome == nil: // even if it was stopped meanwhile: it has left
			fresh.SetSent(now(tx))
			p.count.Sent++
		case stopped:
			p.count.Dropped++
			return nil
		case errors.As(outcome, &d):
			fresh.SetDropped(now(tx), string(d))
			p.count.Dropped++
		case errors.As(outcome, &f):
			return p.putBack(tx, fresh, f)
		default:
			return p.putBack(tx, fresh, &mail.Failure{Class: "words", Later: true})
		}
		return tx.Save(fresh)
	})
}

// putBack owes a letter again after a while, or gives it up.
func (p post) putBack(tx core.App, l *records.Letter, f *mail.Failure) error {
	err := mayBeSent(tx, l)
	var d dropped
	switch tries := l.Tries(); {
	case !f.Later, tries > len(pauses):
		l.SetFailed(now(tx), f.Error())
		p.count.Failed++
	case errors.As(err, &d):
		l.SetDropped(now(tx), string(d))
		p.count.Dropped++
	case err != nil:
		return err
	default:
		l.SetOwedAgain(now(tx).Add(pauses[tries-1]), f.Error())
		p.count.Later++
	}
	return tx.Save(l)
}
