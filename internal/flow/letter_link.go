package flow

import (
	"crypto/subtle"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/mail"
	"candour/internal/records"
)

// ErrLink says that a link from a letter does not work: it is wrong, used or
// too old. Which of these, nobody is told.
var ErrLink = errors.New("this link does not work any more")

// LinkToken is the secret part of a link in a letter. It is made from the
// letter's id and the instance's key, so nothing needs to be stored for it.
func LinkToken(app core.App, l *records.Letter) string {
	mark, err := linkMark(app, l)
	if err != nil { // whoever it was for is gone
		return l.Id
	}
	return l.Id + "-" + mark
}

// linkMark proves a link. One that opens what nobody else may read yet is tied to
// the address that it went to as well, so that what lies in a mailbox that somebody
// has left opens nothing, through whichever door the address was changed.
func linkMark(app core.App, l *records.Letter) (string, error) {
	sealer, about := deployment.Of(app).Sealer, l.Id
	if slices.Contains([]mail.Kind{mail.Edits, mail.ServiceReview, mail.ReviewDecided, mail.ServiceQuestion, mail.ServiceReminded}, mail.Kind(l.Kind())) {
		address, err := mailboxOf(app, l)
		if err != nil {
			return "", err
		}
		about += " " + address
	}
	return sealer.Fingerprint("letter link "+l.Kind(), about)[:32], nil
}

// mailboxOf is the address of whom a letter is for, as it is now.
func mailboxOf(app core.App, l *records.Letter) (string, error) {
	switch l.ToCollection() {
	case "authors":
		a, err := records.FindAuthor(app, l.To())
		if err != nil {
			return "", err
		}
		return a.Email(deployment.Of(app).Sealer)
	case "members":
		m, err := records.FindMember(app, l.To())
		if err != nil {
			return "", err
		}
		return m.Email(), nil
	case "services":
		v, err := records.FindService(app, l.To())
		if err != nil {
			return "", err
		}
		return v.ReviewAddress(), nil
	}
	return "", nil
}

// FindLink finds the letter that a link came with, if the link is of one of
// these kinds, unused and in time.
func FindLink(app core.App, token string, kinds ...mail.Kind) (*records.Letter, error) {
	l, err := letterOfLink(app, token, kinds...)
	if err != nil {
		return nil, err
	}
	if !l.UsedAt().IsZero() || !l.ExpiresAt().After(now(app)) {
		return nil, ErrLink
	}
	return l, nil
}

// letterOfLink is FindLink for links that what they are about ends, and not a clock
// of their own.
func letterOfLink(app core.App, token string, kinds ...mail.Kind) (*records.Letter, error) {
	id, mark, _ := strings.Cut(token, "-")
	l, err := records.FindLetter(app, id)
	if errors.Is(err, records.ErrNotFound) {
		return nil, ErrLink
	}
	if err != nil {
		return nil, err
	}
	fits := false
	for _, k := range kinds {
		fits = fits || l.Kind() == string(k)
	}
	if !fits {
		return nil, ErrLink
	}
	want, err := linkMark(app, l)
	if errors.Is(err, records.ErrNotFound) {
		return nil, ErrLink
	}
	if err != nil {
		return nil, err
	}
	if subtle.ConstantTimeCompare([]byte(mark), []byte(want)) != 1 {
		return nil, ErrLink
	}
	return l, nil
}

func useLink(tx core.App, l *records.Letter) error {
	l.SetUsed(now(tx))
	if err := tx.Save(l); err != nil {
		return fmt.Errorf("using up a link: %w", err)
	}
	return nil
}

// endLinks makes every link that was sent to an author or a member, and that could open the
// account, stop working: the address, the password or both have changed. A
// letter that has not left yet is left alone.
func endLinks(tx core.App, collection, id string) error {
	letters, err := records.LettersTo(tx, collection, id)
	if err != nil {
		return err
	}
	for _, l := range letters {
		opens := l.Kind() == string(mail.Password) || l.Kind() == string(mail.Received)
		if !opens || l.Tries() == 0 || !l.UsedAt().IsZero() {
			continue
		}
		if err := useLink(tx, l); err != nil {
			return err
		}
	}
	return nil
}

// How long the links in letters work.
const (
	firstPasswordTime = 7 * 24 * time.Hour
	newPasswordTime   = time.Hour
	confirmEmailTime  = 24 * time.Hour
)
