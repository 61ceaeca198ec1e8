package hooks

import (
	"errors"
	"sync"
	"testing"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// What a hostile reader once found open, and is shut.

func TestALinkSentBeforeTheAddressWasForgottenOpensNothing(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.told()
	ada := must(records.FindAuthorOf(s.App, id))(t)
	link := s.sentLink(ada.Id, mail.Received)
	must(flow.ForgetEmail(s.App, ada.Id))(t)
	if _, err := flow.ChoosePassword(s.App, link, "three quiet words"); !errors.Is(err, flow.ErrLink) {
		t.Errorf("the old letter's link still opens the account: %v", err)
	}
}

func TestASecondLinkStopsWhenTheFirstWasUsed(t *testing.T) {
	s := newScene(t, with(t, promises))
	ada := must(records.FindAuthorOf(s.App, s.told()))(t)
	receipt := s.sentLink(ada.Id, mail.Received)
	s.ok(flow.AskForPassword(s.App, email))
	asked := s.sentLink(ada.Id, mail.Password)
	must(flow.ChoosePassword(s.App, receipt, "three quiet words"))(t)
	if _, err := flow.ChoosePassword(s.App, asked, "other quiet words"); !errors.Is(err, flow.ErrLink) {
		t.Errorf("a second letter's link still opens the account: %v", err)
	}
}

func TestManyGuessesAtOnceAreCountedAsMany(t *testing.T) {
	s := newScene(t, with(t, promises))
	var together sync.WaitGroup
	for range 40 {
		together.Go(func() { _, _ = flow.SignIn(s.App, "rita@grampian.example", "a wrong password") })
	}
	together.Wait()
	if _, err := flow.SignIn(s.App, "rita@grampian.example", "a long password"); !errors.Is(err, flow.ErrSignIn) {
		t.Errorf("forty guesses at once did not shut the door: %v", err)
	}
}

func TestATagThatAModeratorTookOffIsGone(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.told()
	tags := map[string][]string{"good": {"kind nurse"}}
	must(flow.EditStory(s.App, flow.Decision{StoryID: id, Version: 1, Moderator: s.moderator.Id, Tags: &tags, Reasons: story.ReasonsFor("identifies-author")}))(t)
	for _, slug := range []string{"nursing", "safe"} {
		if _, err := records.FindTag(s.App, slug); !errors.Is(err, records.ErrNotFound) {
			t.Errorf("the tag %s, which only this author used, is still stored (%v)", slug, err)
		}
	}
}

func TestAStoryTakenBackForgetsWhereItCameFrom(t *testing.T) {
	s := newScene(t, with(t, promises))
	c := must(records.FindContact(s.App, s.withdrawn()))(t)
	where := must(c.Postcode(s.Deployment.Sealer))(t)
	from := must(c.IP(s.Deployment.Sealer))(t)
	if where != "" || from != "" {
		t.Error("the postcode or the IP address of a story that is gone is still kept")
	}
	if c.Consent().Words == "" {
		t.Error("what the author agreed to is lost")
	}
}

// sentLink is the secret part of the link in an author's letter that has left.
func (s *scene) sentLink(author string, kind mail.Kind) string {
	s.t.Helper()
	for _, l := range must(records.LettersTo(s.App, "authors", author))(s.t) {
		if l.Kind() == string(kind) {
			l.SetSending(s.Now())
			l.SetSent(s.Now())
			s.ok(s.Save(l))
			return flow.LinkToken(s.App, l)
		}
	}
	s.t.Fatalf("no letter of the kind %s is owed", kind)
	return ""
}

func TestNobodyIsReachedByAreaWhileAPartOfItCannotBeCounted(t *testing.T) {
	s := newScene(t, with(t, promises))
	far := s.organisation("S08000015", "NHS Ayrshire and Arran")
	s.service = s.addService("A101H", "Arran War Memorial Hospital", far.Id) // the author lives in Grampian
	byArea := func(id string) (n int) {
		for _, r := range must(records.ReachOfStory(s.App, id))(t) {
			if r.Why == "area" {
				n++
			}
		}
		return n
	}
	if n := byArea(s.told()); n != 0 {
		t.Errorf("the partnership is not in the directory, and %d bodies have the story by area: the board's list less the others' is its own", n)
	}
	city := s.organisation("S37000001", "Aberdeen City Health and Social Care Partnership")
	if n := byArea(s.told()); n != 2 {
		t.Errorf("both are there, and %d have it", n)
	}
	s.ok(s.set(city, "closedOn", s.Now().AddDate(0, 0, -1)))
	if n := byArea(s.told()); n != 2 {
		t.Errorf("it closed and nobody took over: it must still be counted, and %d are", n)
	}
}
