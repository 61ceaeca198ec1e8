package flow_test

import (
	"errors"
	"io"
	"mime/multipart"
	"mime/quotedprintable"
	"regexp"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/testkit"
)

// wordsOf is all that a letter says, both forms, decoded.
func wordsOf(t testing.TB, l testkit.Letter) string {
	t.Helper()
	m := l.Message()
	_, boundary, _ := strings.Cut(m.Header.Get("Content-Type"), "boundary=")
	r, all := multipart.NewReader(m.Body, strings.Trim(boundary, `"`)), ""
	for {
		part, err := r.NextRawPart()
		if errors.Is(err, io.EOF) {
			return strings.ReplaceAll(all, "\r\n", "\n")
		}
		if err != nil {
			t.Fatal(err)
		}
		words, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil {
			t.Fatal(err)
		}
		all += string(words)
	}
}

// tokenIn is the secret of the link that begins like this.
func tokenIn(t testing.TB, l testkit.Letter, begins string) string {
	t.Helper()
	m := regexp.MustCompile(regexp.QuoteMeta(begins) + `([\w.-]+)`).FindStringSubmatch(wordsOf(t, l))
	if m == nil {
		t.Fatalf("no link %s in\n%s", begins, wordsOf(t, l))
	}
	return m[1]
}

var anyAddress = regexp.MustCompile(`\S@\S`)

func TestSendLetters_NoLetter_HoldsAPrivateDetailOrUnpublishedWords(t *testing.T) {
	p := newPostRoom(t)
	everythingHappens(p)
	kinds := map[string]bool{}
	for _, l := range p.box.Letters() {
		m := l.Message()
		subject, id := m.Header.Get("Subject"), strings.Trim(strings.SplitN(m.Header.Get("Message-Id"), "@", 2)[0], "<")
		row, err := records.FindLetter(p, id)
		if err != nil {
			t.Fatalf("%q has no row: %v", subject, err)
		}
		kinds[row.Kind()] = true
		words := wordsOf(t, l)
		if anyAddress.MatchString(strings.ReplaceAll(words, "hello@candour.example", "")) {
			t.Errorf("%s names an address:\n%s", row.Kind(), words)
		}
		for _, private := range []string{adasAddress, "ada.canary", "ada.new", "ward.canary", ritasAddress, mosesAddress, "Rita", "Moses", adasPostcode, "AB101AB", adasIP,
			adasScreen, unpublished, "zephyr", p.ada().Id} {
			if strings.Contains(words, private) || strings.Contains(subject, private) {
				t.Errorf("%s tells %q:\n%s", row.Kind(), private, words)
			}
		}
		whole := strings.ReplaceAll(string(l.Source), "To: <"+l.To[0]+">", "")
		for _, address := range []string{adasAddress, "ada.new@example.org", "ward.canary@example.org", ritasAddress, mosesAddress} {
			if strings.Contains(whole, address) {
				t.Errorf("%s holds %s elsewhere than in To", row.Kind(), address)
			}
		}
		for _, told := range []string{adasTitle, "stayed", "Aberdeen", "Grampian", row.Story()} {
			if told != "" && strings.Contains(subject, told) {
				t.Errorf("%s: the subject %q tells %q", row.Kind(), subject, told)
			}
		}
	}
	for _, l := range mail.Samples() {
		if !kinds[string(mail.KindOf(l))] {
			t.Errorf("no letter of the kind %s was sent", mail.KindOf(l))
		}
	}
}

func TestSendLetters_TheLinksInLetters_Work(t *testing.T) {
	p := newPostRoom(t)
	p.told()
	p.send()
	at := p.Deployment.URL
	_, err := flow.ChoosePassword(p, tokenIn(t, p.box.To(adasAddress)[0], at+"/password/"), "three plain words")
	p.ok(err)
	p.told()
	p.send()
	if words := wordsOf(t, p.box.To(adasAddress)[1]); strings.Contains(words, "/password/") || !strings.Contains(words, at+"/account/stories/") {
		t.Errorf("who has a password is asked for one:\n%s", words)
	}
	p.ok(flow.AskForPassword(p, ritasAddress))
	p.ok(flow.AskForNewEmail(p, p.ada().Id, "ada.new@example.org"))
	p.send()
	_, err = flow.ChoosePassword(p, tokenIn(t, p.box.To(ritasAddress)[0], at+"/password/"), "three other words")
	p.ok(err)
	err = flow.ConfirmEmail(p, tokenIn(t, p.box.To("ada.new@example.org")[0], at+"/confirm-email/"))
	p.ok(err)
	if got := p.box.To(adasAddress); len(got) != 2 {
		t.Errorf("the old address got %d letters", len(got))
	}
}

func TestSendLetters_WhatMovedOn_IsNotTold(t *testing.T) {
	p := newPostRoom(t)
	id := p.told()
	d := p.decision(id)
	d.Note = moderatorSaid
	p.ok(flow.AskAuthor(p, d))
	p.publish(id)
	p.answered(id, "thank you", "published")
	r, err := records.ResponsesOfStory(p, id)
	p.ok(err)
	p.ok(flow.TakeBackResponse(p, r[0].Id, p.member.Id))
	p.send()
	p.is(mail.Question, "dropped", 1, "the story has moved on")
	p.is(mail.ResponseCame, "dropped", 1, "the answer is not public")
	p.is(mail.ResponsePublished, "dropped", 1, "the answer is not public")
	p.is(mail.StoryPublished, "sent", 1, "")
}

func TestSendLetters_ARestrictedStory_IsToldToNobody(t *testing.T) {
	p := newPostRoom(t)
	id := p.published()
	p.whenClaimed(mail.Received, func() { p.close(id) })
	p.send()
	if got := p.subjects(ritasAddress); got != "" {
		t.Errorf("Rita got %s", got)
	}
}

func TestSendLetters_AnAuthor_IsToldThatTheirStoryWasClosedOrTakenDown(t *testing.T) {
	p := newPostRoom(t)
	id := p.published()
	p.send()
	p.isEnded(id)
	got := p.subjects(adasAddress)
	for _, want := range []string{"Your story is closed for now", "Your story was taken down"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q among %s", want, got)
		}
	}
	for _, l := range p.box.To(adasAddress) {
		if strings.Contains(wordsOf(t, l), "zephyr") {
			t.Error("the reason stands in a letter and not on the page alone")
		}
	}
}

func TestSendLetters_WhoTurnedLettersOff_GetsOnlyWhatWeOwe(t *testing.T) {
	p := newPostRoom(t)
	p.published()
	p.ok(flow.SetLetters(p, p.ada().Id, false))
	p.member.SetLettersOff(true)
	p.ok(p.Save(p.member))
	p.send()
	if got := p.subjects(adasAddress); got != "We have your story" {
		t.Errorf("Ada got %s", got)
	}
	if got := p.subjects(ritasAddress); got != "" {
		t.Errorf("Rita got %s", got)
	}
	p.is(mail.StoryAlert, "dropped", 1, "letters are off")
}

func TestSendLetters_AMemberWhoIsShutOut_GetsNothing(t *testing.T) {
	p := newPostRoom(t)
	p.published()
	p.member.ProxyRecord().Set("active", false)
	p.ok(p.Save(p.member))
	p.send()
	p.is(mail.StoryAlert, "dropped", 1, "not a member any more")
}

func TestSendLetters_APasswordForAnUnknownAddress_IsDroppedQuietly(t *testing.T) {
	p := newPostRoom(t)
	p.ok(flow.AskForPassword(p, "nobody@example.org"))
	if got := p.send(); got != (flow.Posted{Dropped: 1}) || p.box.Tries() != 0 {
		t.Errorf("%+v after %d tries", got, p.box.Tries())
	}
}

func TestSendLetters_ALinkThatIsTooOld_IsNotSent(t *testing.T) {
	p := newPostRoom(t)
	p.told()
	p.send()
	p.ok(flow.AskForPassword(p, adasAddress))
	_, err := flow.AskForExport(p, p.ada().Id)
	p.ok(err)
	p.Pass(25 * time.Hour)
	if got := p.send(); got != (flow.Posted{Dropped: 2}) {
		t.Errorf("%+v", got)
	}
	p.is(mail.Password, "dropped", 1, "its link is too old")
}

func TestSendLetters_ASecondNewAddress_LeavesTheFirstAlone(t *testing.T) {
	p := newPostRoom(t)
	p.told()
	p.ok(flow.AskForNewEmail(p, p.ada().Id, "first.new@example.org"))
	p.Pass(time.Second)
	p.ok(flow.AskForNewEmail(p, p.ada().Id, "second.new@example.org"))
	p.send()
	if p.subjects("first.new@example.org") != "" || p.subjects("second.new@example.org") != "Is this your new address?" {
		t.Errorf("%d letters", len(p.box.Letters()))
	}
}

func TestSendLetters_ALineEndInAnAddress_SendsNothing(t *testing.T) {
	p := newPostRoom(t)
	p.told()
	a := p.ada()
	a.SetEmail(p.Deployment.Sealer, "ada@example.org\r\nBcc: eve@evil.example")
	p.ok(p.Save(a))
	posted, err := flow.SendLetters(p, t.Context(), letterFiles, p.carrier())
	if err != nil || posted != (flow.Posted{Failed: 1}) || p.box.Tries() != 0 {
		t.Errorf("%+v, %v", posted, err)
	}
}

func TestStopLetters_TheLinkOfALetter_TurnsOffLettersForItsReaderAlone(t *testing.T) {
	p := newPostRoom(t)
	p.published()
	p.send()
	at := p.Deployment.URL + "/letters/"
	p.ok(flow.StopLetters(p, tokenIn(t, p.box.To(ritasAddress)[0], at)))
	m, err := records.FindMember(p, p.member.Id)
	p.ok(err)
	if !m.LettersOff() || p.ada().LettersOff() {
		t.Errorf("Rita's letters are off: %v; Ada's: %v", m.LettersOff(), p.ada().LettersOff())
	}
	p.year() // the letter's row is swept, the link still works
	token := tokenIn(t, p.box.To(adasAddress)[1], at)
	p.ok(flow.StopLetters(p, token))
	if !p.ada().LettersOff() {
		t.Error("Ada still gets letters")
	}
	p.ok(flow.EraseAuthor(p, p.ada().Id))
	if err := flow.StopLetters(p, token); err != nil {
		t.Errorf("of an erased account: %v", err)
	}
	for _, wrong := range []string{"", "x", token + "x", token[:len(token)-2], "authors/" + p.member.Id} {
		if err := flow.StopLetters(p, wrong); !errors.Is(err, flow.ErrLink) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}
