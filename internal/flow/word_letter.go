package flow

import (
	"cmp"
	"errors"
	"io/fs"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// word looks up whom a letter goes to and what it may say, and words it.
func (p post) word(l *records.Letter) (mail.Message, error) {
	w := wording{p.app, deployment.Of(p.app), l}
	to, err := w.address()
	if err != nil {
		return mail.Message{}, err
	}
	if kept, err := IsKeptFrom(p.app, l.Story(), l.Kind(), l.ToCollection(), l.To()); err != nil || kept {
		return mail.Message{}, cmp.Or(err, error(dropped("the story is kept from them")))
	}
	letter, err := w.letter()
	if errors.Is(err, records.ErrNotFound) {
		err = dropped("what it tells of is gone")
	}
	if err != nil {
		return mail.Message{}, err
	}
	e := mail.Envelope{ID: l.Id, To: to, At: now(p.app)}
	if !mail.KindOf(letter).IsDuty() {
		e.StopURL = w.url("/letters/" + UnsubscribeToken(p.app, l) + "/stop")
	}
	m, err := mail.Compose(p.files, letter, e, siteOf(w.d))
	if errors.Is(err, mail.ErrHeader) {
		return m, &mail.Failure{Class: "address"}
	}
	return m, err
}

// CheckLetters words a sample of every letter, so that a broken text is found
// at start and not when somebody waits for it.
func CheckLetters(app core.App, files fs.FS) error {
	return mail.Check(files, siteOf(deployment.Of(app)))
}

func siteOf(d *deployment.Deployment) mail.Site {
	s := mail.Site{Name: story.CleanLine(d.Name), URL: d.URL, Region: d.Region, Sender: d.Sender, OperatorName: d.Operator.Name,
		OperatorAddress: d.Operator.Address, OperatorEmail: d.Operator.Email}
	if s.Sender.Address == "" {
		s.Sender.Address = d.Operator.Email
	}
	if s.Sender.Name == "" {
		s.Sender.Name = s.Name
	}
	return s
}

// wording is what is known while one letter is worded.
type wording struct {
	app core.App
	d   *deployment.Deployment
	l   *records.Letter
}

func (w wording) url(path string) string { return w.d.URL + path }

// when is a time as people say it where they live.
func (w wording) when(t time.Time) string {
	return t.In(w.d.Region.Zone()).Format("Monday 2 January 2006 at 15:04")
}

// address finds where a letter goes, as of now.
func (w wording) address() (string, error) {
	duty := mail.Kind(w.l.Kind()).IsDuty()
	address, err := "", error(nil)
	switch w.l.ToCollection() {
	case "authors":
		address, err = w.authorsAddress(duty)
	case "members":
		address, err = w.membersAddress(duty)
	case "invitations":
		i, failed := records.FindInvitation(w.app, w.l.To())
		if failed == nil {
			address = i.Email()
		}
		err = failed
	case "services": // its own mailbox
		v, failed := records.FindService(w.app, w.l.To())
		if failed != nil {
			err = failed
		} else {
			address = v.ReviewAddress()
		}
	case "moderators":
		m, failed := records.FindModerator(w.app, w.l.To())
		switch {
		case failed != nil:
			err = failed
		case !m.Active():
			return "", dropped("not a moderator any more")
		default:
			address = m.Email()
		}
	case core.CollectionNameSuperusers:
		address, err = records.AdministratorsAddress(w.app, w.l.To())
	}
	if errors.Is(err, records.ErrNotFound) || err == nil && address == "" {
		return "", dropped("nobody to send it to")
	}
	return address, err
}

// membersAddress heeds whoever was frozen or left meanwhile, and an organisation
// whose term is over.
func (w wording) membersAddress(duty bool) (string, error) {
	m, err := records.FindMember(w.app, w.l.To())
	if err != nil {
		return "", err
	}
	open, err := mayEnter(w.app, m)
	switch {
	case err != nil:
		return "", err
	case !open:
		return "", dropped("not a member any more")
	case m.LettersOff() && !duty:
		return "", dropped("letters are off")
	case mail.Kind(w.l.Kind()) != mail.ConfirmEmail:
		return m.Email(), nil
	case m.NewEmail() == "" || markOfNew(w.app, m.NewEmail()) != w.l.About():
		return "", dropped("another address was asked for since")
	}
	return m.NewEmail(), nil
}

func (w wording) authorsAddress(duty bool) (string, error) {
	a, err := records.FindAuthor(w.app, w.l.To())
	if err != nil {
		return "", err
	}
	if a.LettersOff() && !duty {
		return "", dropped("letters are off")
	}
	if mail.Kind(w.l.Kind()) != mail.ConfirmEmail {
		return a.Email(w.d.Sealer)
	}
	address, err := a.NewEmail(w.d.Sealer)
	if err != nil || address == "" {
		return "", err
	}
	if markOfNew(w.app, address) != w.l.About() {
		return "", dropped("another address was asked for since")
	}
	return address, nil
}
