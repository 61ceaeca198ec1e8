package flow_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/hooks"
	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// postRoom is a site with a mail server, a service, its board, a responder there
// and a moderator.
type postRoom struct {
	*testkit.App
	t         testing.TB
	box       *testkit.Mailbox
	service   *records.Service
	moderator *records.Moderator
	member    *records.Member
}

const (
	adasAddress   = "ada.canary@example.org"
	ritasAddress  = "rita@grampian.example"
	mosesAddress  = "moses@candour.example"
	adasPostcode  = "AB10 1AB"
	adasIP        = "203.0.113.77"
	unpublished   = "quinquereme" // a word of the story's text, which no letter repeats
	adasScreen    = "harbourlight"
	adasTitle     = "She stayed all night"
	moderatorSaid = "Which ward was it, zephyr or not"
)

var letterFiles = os.DirFS("../../pb_public")

func newPostRoom(t testing.TB) *postRoom {
	t.Helper()
	p := &postRoom{App: testkit.New(t, hooks.Register), t: t, box: testkit.NewMailbox(t)}
	board, err := records.NewOrganisation(p, "ons", "S08000020", "NHS Grampian", "board")
	p.keep(board, err)
	p.service, err = records.NewService(p, "phs", "N101H", "Aberdeen Royal Infirmary", "Aberdeen", board.Id)
	p.keep(p.service, err)
	p.moderator, err = records.NewModerator(p, mosesAddress, "Moses", "a long password", true)
	p.keep(p.moderator, err)
	p.member, err = records.AddMember(p, ritasAddress, "Rita", "a long password", board.Id, story.RoleResponder)
	p.keep(p.member, err)
	return p
}

func (p *postRoom) ok(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p *postRoom) keep(r core.Model, err error) {
	p.t.Helper()
	p.ok(err)
	p.ok(p.Save(r))
}

func (p *postRoom) carrier() mail.Carrier {
	return mail.SMTP{Host: p.box.Host, Port: p.box.Port, Timeout: 300 * time.Millisecond}
}

// send sends what is due and fails the test on an error.
func (p *postRoom) send() flow.Posted {
	p.t.Helper()
	posted, err := flow.SendLetters(p, p.t.Context(), letterFiles, p.carrier())
	p.ok(err)
	return posted
}

func (p *postRoom) told() string {
	p.t.Helper()
	r, err := flow.SubmitStory(p, flow.Sent{FormKey: story.NewStoryKey(), IP: adasIP, ConsentVersion: "test", ConsentWords: "I agree.",
		Telling: story.Telling{Title: adasTitle, Text: "The nurse held my hand all night. " + unpublished + ".", ToldFor: "self", Good: []string{"nursing"},
			Services: []string{p.service.Id}, HappenedMonth: 10, HappenedYear: 2026, ScreenName: adasScreen, AgeGroup: "adult",
			Postcode: adasPostcode, Email: adasAddress, Edits: "show-me", Consent: true}})
	p.ok(err)
	return r.StoryID
}

func (p *postRoom) decision(id string) flow.Decision {
	p.t.Helper()
	s, err := records.FindStory(p, id)
	p.ok(err)
	return flow.Decision{StoryID: id, Version: s.Version(), Moderator: p.moderator.Id}
}

func (p *postRoom) publish(id string) {
	p.t.Helper()
	_, err := flow.PublishStory(p, p.decision(id))
	p.ok(err)
}

func (p *postRoom) published() string {
	p.t.Helper()
	id := p.told()
	p.publish(id)
	return id
}

func (p *postRoom) ada() *records.Author {
	p.t.Helper()
	a, err := records.FindAuthorByEmail(p, p.Deployment.Sealer, adasAddress)
	p.ok(err)
	return a
}

// letter is the row of the one letter of a kind.
func (p *postRoom) letter(kind mail.Kind) *records.Letter {
	p.t.Helper()
	var found []*records.Letter
	for collection, id := range map[string]string{"authors": p.ada().Id, "members": p.member.Id, "moderators": p.moderator.Id} {
		letters, err := records.LettersTo(p, collection, id)
		p.ok(err)
		for _, l := range letters {
			if l.Kind() == string(kind) {
				found = append(found, l)
			}
		}
	}
	if len(found) != 1 {
		p.t.Fatalf("%d letters of the kind %s", len(found), kind)
	}
	return found[0]
}

func (p *postRoom) is(kind mail.Kind, state string, tries int, cause string) {
	p.t.Helper()
	if l := p.letter(kind); l.State() != state || l.Tries() != tries || l.LastError() != cause {
		p.t.Errorf("%s is %s after %d tries (%q), not %s after %d (%q)", kind, l.State(), l.Tries(), l.LastError(), state, tries, cause)
	}
}

// subjects are those of the letters that an address got, in order.
func (p *postRoom) subjects(to string) string {
	var all []string
	for _, l := range p.box.To(to) {
		all = append(all, l.Message().Header.Get("Subject"))
	}
	return strings.Join(all, " | ")
}

func TestSendLetters_OneEvent_IsOneLetterToEachPerson(t *testing.T) {
	p := newPostRoom(t)
	p.published()
	if got := p.send(); got != (flow.Posted{Sent: 3}) {
		t.Errorf("%+v", got)
	}
	if got := p.send(); got != (flow.Posted{}) {
		t.Errorf("again: %+v", got)
	}
	if got := p.subjects(adasAddress); got != "We have your story | Your story is published" {
		t.Errorf("Ada got %s", got)
	}
	if got := p.subjects(ritasAddress); got != "A new story for your organisation" {
		t.Errorf("Rita got %s", got)
	}
	p.is(mail.StoryAlert, "sent", 1, "")
}

func TestSendLetters_AServerThatSaysLater_IsTriedAgainAfterAPause(t *testing.T) {
	p := newPostRoom(t)
	p.told()
	p.box.Next(testkit.Later)
	if got := p.send(); got != (flow.Posted{Later: 1}) {
		t.Errorf("%+v", got)
	}
	p.is(mail.Received, "owed", 1, "content 451")
	if p.Pass(59 * time.Second); p.send() != (flow.Posted{}) {
		t.Error("it was tried again too soon")
	}
	if p.Pass(time.Second); p.send() != (flow.Posted{Sent: 1}) {
		t.Error("it was not tried again")
	}
	p.is(mail.Received, "sent", 2, "")
}

func TestSendLetters_ARefusedLetter_IsGivenUp(t *testing.T) {
	for does, cause := range map[testkit.Behaviour]string{testkit.Refuse: "content 554", testkit.RefuseAddress: "recipient 550"} {
		p := newPostRoom(t)
		p.told()
		p.box.Next(does)
		if got := p.send(); got != (flow.Posted{Failed: 1}) {
			t.Errorf("%+v", got)
		}
		p.is(mail.Received, "failed", 1, cause)
		if p.Pass(48 * time.Hour); p.send() != (flow.Posted{}) || p.box.Tries() != 1 {
			t.Error("it was tried again")
		}
	}
}

func TestSendLetters_EveryPause_IsLongerAndTheEighthTryIsTheLast(t *testing.T) {
	p := newPostRoom(t)
	p.told()
	p.box.Next(testkit.Later, testkit.Later, testkit.Later, testkit.Later, testkit.Later, testkit.Later, testkit.Later, testkit.Later)
	for i, pause := range []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 4 * time.Hour, 12 * time.Hour, 24 * time.Hour} {
		if got := p.send(); got.Later != 1 {
			t.Fatalf("try %d: %+v", i+1, got)
		}
		p.Pass(pause - time.Second)
		if got := p.send(); got != (flow.Posted{}) {
			t.Fatalf("try %d came too soon: %+v", i+2, got)
		}
		p.Pass(time.Second)
	}
	if got := p.send(); got.Failed != 1 {
		t.Errorf("%+v", got)
	}
	p.is(mail.Received, "failed", 8, "content 451")
}

func TestSendLetters_ABrokenLine_KeepsEveryLetterAndStopsTheRound(t *testing.T) {
	for does, cause := range map[testkit.Behaviour]string{testkit.Hang: "timeout", testkit.Drop: "connection"} {
		p := newPostRoom(t)
		p.published()
		p.box.Next(does)
		posted, err := flow.SendLetters(p, t.Context(), letterFiles, p.carrier())
		if err == nil || strings.Contains(err.Error(), "@") || posted != (flow.Posted{Later: 1}) || p.box.Tries() != 1 {
			t.Errorf("%s: %+v after %d tries: %v", cause, posted, p.box.Tries(), err)
		}
		p.is(mail.Received, "owed", 1, cause)
		if p.Pass(time.Minute); p.send().Sent != 3 {
			t.Error("the letters are not all sent")
		}
	}
}

func TestSendLetters_ALineThatBreaksAfterTheLetterWasTaken_CausesOneDuplicateAtMost(t *testing.T) {
	p := newPostRoom(t)
	p.told()
	p.box.Next(testkit.AcceptAndDrop)
	_, _ = flow.SendLetters(p, t.Context(), letterFiles, p.carrier())
	p.Pass(time.Minute)
	p.send()
	p.Pass(48 * time.Hour)
	p.send()
	got := p.box.To(adasAddress)
	if len(got) != 2 || got[0].Message().Header.Get("Message-Id") != got[1].Message().Header.Get("Message-Id") {
		t.Errorf("%d letters; two of them must carry one Message-ID", len(got))
	}
}

// dying is a carrier that takes the whole program with it, before or after the
// letter has left.
type dying struct{ after mail.Carrier }

func (d dying) Carry(ctx context.Context, m mail.Message) error {
	if d.after != nil {
		_ = d.after.Carry(ctx, m)
	}
	panic("killed")
}

func TestSendLetters_KilledInTheMiddle_LosesNothingAndRepeatsOneLetterAtMost(t *testing.T) {
	for name, arrives := range map[string]int{"before the letter left": 0, "after it left": 1} {
		p := newPostRoom(t)
		p.told()
		d := dying{}
		if arrives == 1 {
			d.after = p.carrier()
		}
		func() {
			defer func() { _ = recover() }()
			_, _ = flow.SendLetters(p, t.Context(), letterFiles, d)
		}()
		p.is(mail.Received, "sending", 1, "")
		if p.Pass(5 * time.Minute); p.send() != (flow.Posted{}) {
			t.Errorf("%s: taken up before its time was over", name)
		}
		if p.Pass(time.Second); p.send() != (flow.Posted{Sent: 1}) {
			t.Errorf("%s: not taken up again", name)
		}
		if got := len(p.box.To(adasAddress)); got != arrives+1 {
			t.Errorf("%s: %d letters", name, got)
		}
		p.is(mail.Received, "sent", 2, "")
	}
}

func TestSendLetters_ARolledBackTransaction_OwesNothing(t *testing.T) {
	p := newPostRoom(t)
	id := p.told()
	p.send()
	broken := errors.New("the lights went out")
	err := p.RunInTransaction(func(tx core.App) error {
		if _, err := flow.PublishStory(tx, p.decision(id)); err != nil {
			return err
		}
		return broken
	})
	if !errors.Is(err, broken) {
		t.Fatal(err)
	}
	if got := p.send(); got != (flow.Posted{}) {
		t.Errorf("%+v", got)
	}
}

func TestSendLetters_TwoAtOnce_SendEachLetterOnce(t *testing.T) {
	p := newPostRoom(t)
	p.published()
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if _, err := flow.SendLetters(p, t.Context(), letterFiles, p.carrier()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	p.send()
	if got := len(p.box.Letters()); got != 3 {
		t.Errorf("%d letters for three events", got)
	}
}

func TestSendLetters_WhenTheProgramStops_NoFurtherLetterIsBegun(t *testing.T) {
	p := newPostRoom(t)
	p.published()
	ctx, cancel := context.WithCancel(t.Context())
	first := carry(func(ctx context.Context, m mail.Message) error {
		cancel()
		return p.carrier().Carry(ctx, m)
	})
	if posted, err := flow.SendLetters(p, ctx, letterFiles, first); err != nil || posted != (flow.Posted{Sent: 1}) {
		t.Errorf("%+v, %v", posted, err)
	}
}

type carry func(context.Context, mail.Message) error

func (c carry) Carry(ctx context.Context, m mail.Message) error { return c(ctx, m) }

func TestSendLetters_ATextThatCannotBeRead_HoldsUpOnlyItself(t *testing.T) {
	p := newPostRoom(t)
	p.told()
	posted, err := flow.SendLetters(p, t.Context(), os.DirFS(t.TempDir()), p.carrier())
	if err == nil || posted != (flow.Posted{Later: 1}) {
		t.Errorf("%+v, %v", posted, err)
	}
	p.is(mail.Received, "owed", 1, "words")
}

func TestSendLetters_WithNoWayOut_AllWaitAndNoTryIsSpent(t *testing.T) {
	p := newPostRoom(t)
	p.Deployment.MailDir = ""
	settings := p.Settings()
	settings.SMTP.Enabled = false
	p.ok(p.Save(settings))
	p.told()
	if posted, err := flow.SendLetters(p, t.Context(), letterFiles, nil); err != nil || posted != (flow.Posted{}) {
		t.Errorf("%+v, %v", posted, err)
	}
	p.is(mail.Received, "owed", 0, "")
	settings.SMTP.Enabled, settings.SMTP.Host, settings.SMTP.Port = true, p.box.Host, p.box.Port
	p.ok(p.Save(settings))
	if posted, err := flow.SendLetters(p, t.Context(), letterFiles, nil); err != nil || posted != (flow.Posted{}) {
		t.Errorf("letters went where the panel's settings say: %+v, %v", posted, err)
	}
	p.Deployment.SMTP = deployment.SMTP{Host: p.box.Host, Port: p.box.Port}
	if posted, err := flow.SendLetters(p, t.Context(), letterFiles, nil); err != nil || posted != (flow.Posted{Sent: 1}) {
		t.Errorf("by the deployment's settings: %+v, %v", posted, err)
	}
}

func TestSendLetters_WithAFolder_BecomeFiles(t *testing.T) {
	p := newPostRoom(t)
	p.published()
	if posted, err := flow.SendLetters(p, t.Context(), letterFiles, nil); err != nil || posted.Sent != 3 {
		t.Fatalf("%+v, %v", posted, err)
	}
	files, err := os.ReadDir(p.Deployment.MailDir)
	if err != nil || len(files) != 3 {
		t.Errorf("%v, %v", files, err)
	}
}
