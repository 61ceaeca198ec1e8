package flow

import (
	"errors"
	"fmt"

	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// letter gathers what a letter may say, as things stand now. When there is
// nothing to tell any more, it says so with dropped.
func (w wording) letter() (mail.Letter, error) {
	mine, public := w.url("/account/stories/"+w.l.Story()), w.url("/stories/"+w.l.Story())
	staff := w.url("/staff/stories/" + w.l.Story())
	link := w.url("/password/" + LinkToken(w.app, w.l))
	switch kind := mail.Kind(w.l.Kind()); kind {
	case mail.Received:
		return w.received(mine, link)
	case mail.Question, mail.QuestionReminded, mail.ServiceQuestion, mail.ServiceReminded:
		return w.question(kind, mine)
	case mail.Edits, mail.StoryRejected, mail.StoryClosed, mail.StoryRemoved, mail.StoryOpened:
		return w.whileItStands(kind, mine)
	case mail.StoryLate, mail.QueueLate:
		return w.late(kind, mine)
	case mail.Urgent:
		return w.urgent()
	case mail.StoryPublished:
		s, err := w.publicStory()
		return mail.StoryPublishedLetter{Title: s.Title, StoryURL: public, AccountURL: mine}, err
	case mail.StoryAlert:
		return w.storyAlert(staff)
	case mail.ResponseCame, mail.ReplyPublished, mail.ReplyAlert, mail.ResponsePublished:
		return w.aboutResponse(kind, mine, public, staff)
	case mail.ReplyRejected:
		return mail.ReplyRejectedLetter{StoryURL: mine}, nil
	case mail.ResponseRejected:
		return mail.ResponseRejectedLetter{StoryURL: staff}, w.ofOurs()
	case mail.Withdrawn:
		return mail.WithdrawnLetter{StoryNumber: w.l.Story()}, nil
	case mail.StoryClosedTold, mail.StoryOpenedTold:
		return w.closedTold(kind, staff)
	case mail.OwnWordsTaken:
		return w.ownWordsTaken()
	case mail.WithdrawnTold:
		return w.withdrawnTold()
	case mail.ErasurePlanned:
		return w.erasurePlanned()
	case mail.ExportReady:
		return mail.ExportReadyLetter{ExportURL: w.url("/account/export/" + w.l.About()), Until: w.when(w.l.ExpiresAt())}, w.inTime()
	case mail.Password:
		return mail.PasswordLetter{PasswordURL: link}, w.inTime()
	case mail.ConfirmEmail:
		return mail.ConfirmEmailLetter{ConfirmURL: w.url("/confirm-email/" + LinkToken(w.app, w.l))}, w.inTime()
	case mail.EmailAsked:
		return w.emailAsked()
	case mail.Invitation:
		return w.invitation()
	case mail.NewMessage:
		return w.message(mine)
	case mail.Disclosed, mail.DisclosureAsked:
		return w.disclosure(kind)
	case mail.AppealAsked, mail.AppealDecided, mail.AppealWaits:
		return w.appeal(kind, mine)
	case mail.SeniorAsked:
		return w.seniorAsked()
	case mail.DangerOpened:
		return w.dangerOpened()
	case mail.ClosureDue:
		return w.closureDue()
	case mail.ServiceReview, mail.ReviewDecided, mail.SecondLook, mail.SecondLookLate:
		return w.review(kind)
	default:
		return nil, fmt.Errorf("wording a letter: there is no kind %q", kind)
	}
}

// inTime drops a letter whose link would not work any more.
func (w wording) inTime() error {
	if !w.l.UsedAt().IsZero() || !w.l.ExpiresAt().After(now(w.app)) {
		return dropped("its link is too old")
	}
	return nil
}

// story finds the story of a letter in any state.
func (w wording) story() (*records.Story, error) {
	s, err := records.FindStory(w.app, w.l.Story())
	if errors.Is(err, records.ErrNotFound) {
		return nil, dropped("the story is gone")
	}
	return s, err
}

// publicStory reads the words of a story that everyone may read.
func (w wording) publicStory() (records.Words, error) {
	s, err := records.FindPublishedStory(w.app, w.l.Story())
	if errors.Is(err, records.ErrNotFound) {
		return records.Words{}, dropped("the story is not public")
	}
	if err != nil {
		return records.Words{}, err
	}
	return s.Words(), nil
}

func (w wording) received(mine, link string) (mail.Letter, error) {
	s, err := w.story()
	if err != nil {
		return nil, err
	}
	if s.State().IsGone() {
		return nil, dropped("the story is gone")
	}
	a, err := records.FindAuthor(w.app, w.l.To())
	if err != nil {
		return nil, err
	}
	letter := mail.ReceivedLetter{StoryURL: mine}
	if !a.PasswordChosen() && w.inTime() == nil {
		letter.PasswordURL = link
	}
	return letter, nil
}

// whileItStands words what is only of use while a story is where it was.
func (w wording) whileItStands(kind mail.Kind, mine string) (mail.Letter, error) {
	s, err := w.story()
	if err != nil {
		return nil, err
	}
	late := dropped("the story has moved on")
	switch {
	case kind == mail.Edits && waitsForWord(s) && w.l.About() == fmt.Sprint(s.Version()):
		letter := mail.EditsLetter{StoryURL: w.url("/agree/" + s.Id + "/" + LinkToken(w.app, w.l)), Until: w.when(s.ApprovedUntil())}
		if s.WaitAsked() {
			letter.Until = ""
		}
		letter.Again, err = records.HasProposal(w.app, s.Id)
		return letter, err
	case kind == mail.StoryRejected && s.State() == story.Rejected:
		return mail.StoryRejectedLetter{StoryURL: mine}, nil
	case kind == mail.StoryClosed && s.State() == story.Restricted:
		return mail.StoryClosedLetter{StoryURL: mine}, nil
	case kind == mail.StoryOpened && s.State() == story.Published:
		return mail.StoryOpenedLetter{StoryURL: mine}, nil
	case kind == mail.StoryRemoved && s.State() == story.Removed:
		return mail.StoryRemovedLetter{StoryURL: mine}, nil
	}
	return nil, late
}

func (w wording) storyAlert(staff string) (mail.Letter, error) {
	s, err := w.publicStory()
	if err != nil {
		return nil, err
	}
	if err := w.inScope(); err != nil {
		return nil, err
	}
	services, err := records.ServicesOfStory(w.app, w.l.Story())
	if err != nil {
		return nil, err
	}
	letter := mail.StoryAlertLetter{Title: s.Title, StoryURL: staff}
	for _, v := range services {
		name := v.Name()
		if v.Town() != "" {
			name += ", " + v.Town()
		}
		letter.Services = append(letter.Services, story.CleanLine(name))
	}
	return letter, nil
}

// inScope makes sure that the story still reaches an organisation that lets the member in.
func (w wording) inScope() error {
	in, err := records.IsToldOf(w.app, w.l.To(), w.l.Story())
	if err == nil && !in {
		return dropped("the story does not reach this member any more")
	}
	return err
}

func (w wording) aboutResponse(kind mail.Kind, mine, public, staff string) (mail.Letter, error) {
	s, err := w.publicStory()
	if err != nil {
		return nil, err
	}
	r, err := records.FindResponse(w.app, w.l.About())
	if errors.Is(err, records.ErrNotFound) || err == nil && r.State() != story.ResponsePublished {
		return nil, dropped("the answer is not public")
	}
	if err != nil {
		return nil, err
	}
	switch kind {
	case mail.ResponseCame:
		return mail.ResponseCameLetter{Title: s.Title, Organisation: story.CleanLine(r.OrganisationName()), StoryURL: public, AccountURL: mine}, nil
	case mail.ReplyPublished:
		return mail.ReplyPublishedLetter{Title: s.Title, StoryURL: public}, nil
	case mail.ResponsePublished:
		return mail.ResponsePublishedLetter{Title: s.Title, StoryURL: public}, w.ofOurs()
	default:
		return mail.ReplyAlertLetter{Title: s.Title, StoryURL: staff}, w.inScope()
	}
}

// invitation says what its receiver alone may know: whether there is an account
// with this address already.
func (w wording) invitation() (mail.Letter, error) {
	i, err := records.FindInvitation(w.app, w.l.To())
	if err != nil {
		return nil, err
	}
	o, err := records.FindOrganisation(w.app, i.Organisation())
	if err != nil {
		return nil, err
	}
	if !o.TakesPart(now(w.app)) {
		return nil, dropped("the organisation takes no part now")
	}
	m, err := records.FindMemberByEmail(w.app, i.Email())
	if err != nil && !errors.Is(err, records.ErrNotFound) {
		return nil, err
	}
	if m != nil && !m.Active() {
		return nil, dropped("this person is not let in any more")
	}
	letter := mail.InvitationLetter{Organisation: story.CleanLine(o.Name()), JoinURL: w.url("/invitation/" + LinkToken(w.app, w.l)), Known: m != nil}
	if last := i.LastDay(); !last.IsZero() {
		letter.LastDay = last.Format("2 January 2006")
	}
	return letter, w.inTime()
}

// ofOurs makes sure that the organisation a response was written for still lets its
// writer in.
func (w wording) ofOurs() error {
	r, err := records.FindResponse(w.app, w.l.About())
	if err != nil {
		return err
	}
	in, err := isLetInto(w.app, w.l.To(), r.Organisation())
	if err == nil && !in {
		return dropped("not a member of this organisation any more")
	}
	return err
}

// withdrawnTold says no more than the public is told.
func (w wording) withdrawnTold() (mail.Letter, error) {
	gone, err := records.FindWithdrawal(w.app, w.l.Story())
	if err != nil {
		return nil, err
	}
	return mail.WithdrawnToldLetter{StoryNumber: w.l.Story(), ByUs: gone.Kind() == "removed"}, nil
}

// erasurePlanned words a letter of the day as it stands now: an erasure that was
// moved has a letter of its own.
func (w wording) erasurePlanned() (mail.Letter, error) {
	a, err := records.FindAuthor(w.app, w.l.To())
	if err != nil {
		return nil, err
	}
	if a.EraseAt().IsZero() || !a.EraseAt().Equal(w.l.ExpiresAt()) {
		return nil, dropped("the erasure was stopped or moved")
	}
	token, err := a.ReceiptToken(w.d.Sealer)
	return mail.ErasurePlannedLetter{When: w.when(a.EraseAt()), ReceiptURL: w.url("/receipt/" + token)}, err
}
