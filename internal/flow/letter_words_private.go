package flow

import (
	"errors"

	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// message words a letter about something a moderator wrote, while the author can
// still answer it.
func (w wording) message(mine string) (mail.Letter, error) {
	s, err := w.story()
	if err != nil {
		return nil, err
	}
	if s.State().IsGone() {
		return nil, dropped("the story is gone")
	}
	return mail.MessageLetter{StoryURL: mine}, nil
}

// emailAsked tells the address of now, as long as it is that.
func (w wording) emailAsked() (mail.Letter, error) {
	m, err := records.FindMember(w.app, w.l.To())
	if err != nil {
		return nil, err
	}
	if m.NewEmail() == "" {
		return nil, dropped("the address was confirmed or forgotten")
	}
	return mail.EmailAskedLetter{PasswordURL: w.url("/password/forgotten")}, nil
}

// disclosure words a letter about a disclosure. Its row holds no story, so that it
// goes out when the story has been taken back meanwhile.
func (w wording) disclosure(kind mail.Kind) (mail.Letter, error) {
	d, err := records.FindDisclosure(w.app, w.l.About())
	if errors.Is(err, records.ErrNotFound) {
		return nil, dropped("the disclosure is gone")
	}
	if err != nil {
		return nil, err
	}
	f := d.Facts()
	if kind == mail.DisclosureAsked {
		if f.State(now(w.app)) != story.DisclosureWaiting {
			return nil, dropped("it is decided")
		}
		return mail.DisclosureAskedLetter{DeskURL: w.url("/_/#/desk/disclosures")}, nil
	}
	if f.Story == "" || f.ToldAt.IsZero() {
		return nil, dropped("the author is not to be told")
	}
	return mail.DisclosedLetter{StoryURL: w.url("/account/stories/" + f.Story)}, nil
}
