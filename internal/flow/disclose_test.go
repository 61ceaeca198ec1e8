package flow_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

const (
	secondAddress = "sal.senior@example.org"
	thePassword   = "a long password"
	danger        = "The story says that he will come back tonight with a knife."
)

// second is another senior moderator.
func (p *postRoom) second() *records.Moderator {
	p.t.Helper()
	m, err := records.FindModeratorByEmail(p, secondAddress)
	if errors.Is(err, records.ErrNotFound) {
		m, err = records.NewModerator(p, secondAddress, "Sal", thePassword, true)
		p.keep(m, err)
	}
	p.ok(err)
	return m
}

func (p *postRoom) asking(id string) story.Disclosure {
	return story.Disclosure{Story: id, Field: "postcode", RecipientKind: "police", Recipient: "Police Scotland, Aberdeen", Reason: danger, Believed: true, AskedBy: p.moderator.Id}
}

func (p *postRoom) asked(change func(*story.Disclosure)) (id string) {
	p.t.Helper()
	p.second()
	ask := p.asking(p.told())
	if change != nil {
		change(&ask)
	}
	id, err := flow.AskDisclosure(p, ask, thePassword)
	p.ok(err)
	return id
}

func (p *postRoom) disclosed(change func(*story.Disclosure), quiet bool) (id, value string) {
	p.t.Helper()
	id = p.asked(change)
	p.ok(flow.AgreeDisclosure(p, id, p.second().Id, thePassword, quiet))
	value, err := flow.ShowDisclosure(p, id, p.moderator.Id, thePassword)
	p.ok(err)
	return id, value
}

func (p *postRoom) facts(id string) story.Disclosure {
	p.t.Helper()
	d, err := records.FindDisclosure(p, id)
	p.ok(err)
	return d.Facts()
}

func TestDisclosure_TwoPeopleSeeToIt_AndOneSeesOneDetailOnce(t *testing.T) {
	p := newPostRoom(t)
	for field, want := range map[string]string{"email": adasAddress, "postcode": adasPostcode, "ip": adasIP} {
		id, value := p.disclosed(func(d *story.Disclosure) { d.Field = field }, false)
		if value != want {
			t.Errorf("shown for %s: another value", field)
		}
		if _, err := flow.ShowDisclosure(p, id, p.moderator.Id, thePassword); !errors.Is(err, story.ErrDisclosure) {
			t.Errorf("a second look: %v", err)
		}
	}
	row, err := p.FindFirstRecordByData("disclosures", "field", "postcode")
	p.ok(err)
	for name, v := range row.FieldsData() {
		if s, ok := v.(string); ok && strings.Contains(s, adasPostcode) {
			t.Errorf("%s holds the value", name)
		}
	}
	n, err := records.DisclosuresShownBetween(p, p.Now().Add(-time.Hour), p.Now().Add(time.Hour))
	p.ok(err)
	if n != 3 {
		t.Errorf("%d are counted, want 3", n)
	}
}

func TestDisclosure_IsRefusedToEverybodyElse(t *testing.T) {
	p := newPostRoom(t)
	id := p.asked(nil)
	junior, err := records.NewModerator(p, "june@example.org", "June", thePassword, false)
	p.keep(junior, err)
	for what, try := range map[string]func() error{
		"who asked agrees":         func() error { return flow.AgreeDisclosure(p, id, p.moderator.Id, thePassword, false) },
		"a junior agrees":          func() error { return flow.AgreeDisclosure(p, id, junior.Id, thePassword, false) },
		"agreed without password":  func() error { return flow.AgreeDisclosure(p, id, p.second().Id, "", false) },
		"shown before anybody can": func() error { _, err := flow.ShowDisclosure(p, id, p.moderator.Id, thePassword); return err },
		"asked twice": func() error {
			_, err := flow.AskDisclosure(p, p.asking(p.facts(id).Story), thePassword)
			return err
		},
		"asked without password": func() error { _, err := flow.AskDisclosure(p, p.asking(p.told()), "guess"); return err },
		"refused without a word": func() error { return flow.RefuseDisclosure(p, id, p.second().Id, " ", false) },
	} {
		if try() == nil {
			t.Errorf("%s: allowed", what)
		}
	}
	p.ok(flow.AgreeDisclosure(p, id, p.second().Id, thePassword, false))
	for _, other := range []*records.Moderator{p.second(), junior} {
		if _, err := flow.ShowDisclosure(p, id, other.Id, thePassword); err == nil {
			t.Errorf("%s saw it too", other.Name())
		}
	}
	p.Pass(story.DisclosureShowLasts)
	if _, err := flow.ShowDisclosure(p, id, p.moderator.Id, thePassword); !errors.Is(err, story.ErrDisclosure) {
		t.Errorf("after half an hour: %v", err)
	}
	if err := flow.AgreeDisclosure(p, id, p.second().Id, thePassword, false); !errors.Is(err, flow.ErrDecided) {
		t.Errorf("agreed again: %v", err)
	}
}

func TestDisclosure_TheFormSaysAllThatIsWrongAtOnce(t *testing.T) {
	p := newPostRoom(t)
	_, err := flow.AskDisclosure(p, story.Disclosure{Story: p.told(), Field: "name", Reason: "short", AskedBy: p.moderator.Id}, "wrong")
	var ps story.Problems
	if !errors.As(err, &ps) {
		t.Fatalf("%v", err)
	}
	for _, field := range []string{"field", "recipientKind", "recipient", "reason", "believed", "password"} {
		if ps.For(field) == "" {
			t.Errorf("nothing is said of %s", field)
		}
	}
}

func TestDisclosure_WhetherADetailIsThere_IsFoundOutOnTheRecordOnly(t *testing.T) {
	p := newPostRoom(t)
	id := p.told()
	p.ok(flow.WithdrawStory(p, p.ada().Id, id)) // its postcode is forgotten
	p.second()
	for _, field := range []string{"email", "postcode"} {
		ask := p.asking(id)
		ask.Field = field
		asked, err := flow.AskDisclosure(p, ask, thePassword)
		if err != nil {
			t.Fatalf("asking for the %s tells whether it is there: %v", field, err)
		}
		if field == "email" {
			continue
		}
		p.ok(flow.AgreeDisclosure(p, asked, p.second().Id, thePassword, false))
		if v, err := flow.ShowDisclosure(p, asked, p.moderator.Id, thePassword); v != "" || !errors.Is(err, flow.ErrNothingToShow) {
			t.Fatalf("%q, %v", v, err)
		}
		if f := p.facts(asked); !f.ShownAt.IsZero() || !f.EmptyAt.Equal(p.Now().UTC().Truncate(time.Millisecond)) || !f.EndedAt(p.Now()).Equal(f.EmptyAt) {
			t.Errorf("that somebody looked is recorded as %+v", f)
		}
		if _, err := flow.ShowDisclosure(p, asked, p.moderator.Id, thePassword); !errors.Is(err, story.ErrDisclosure) {
			t.Errorf("looking again: %v", err)
		}
	}
	if n, err := records.DisclosuresShownBetween(p, p.Now().Add(-time.Hour), p.Now().Add(time.Hour)); n != 0 || err != nil {
		t.Errorf("%d count as shown (%v)", n, err)
	}
	p.Pass(story.DisclosureTellAfter)
	if n, err := flow.TellDisclosures(p); n != 1 || err != nil {
		t.Errorf("%d authors are told (%v)", n, err)
	}
	letters, err := records.LettersTo(p, "authors", p.ada().Id)
	p.ok(err)
	for _, l := range letters {
		if l.Kind() == string(mail.Disclosed) {
			t.Error("a letter says that something was shown")
		}
	}
}

func TestDisclosure_TheAuthorIsToldADayLater(t *testing.T) {
	p := newPostRoom(t)
	id, _ := p.disclosed(nil, false)
	p.send()
	asked, err := records.LettersTo(p, "moderators", p.second().Id)
	p.ok(err)
	if len(asked) != 1 || asked[0].State() != "dropped" || asked[0].LastError() != "it is decided" {
		t.Errorf("the letter about a request that is decided still goes out: %v", asked)
	}
	tell := func(want int) {
		t.Helper()
		n, err := flow.TellDisclosures(p)
		p.ok(err)
		if n != want {
			t.Fatalf("%d were told, want %d", n, want)
		}
	}
	p.Pass(story.DisclosureTellAfter - time.Minute)
	tell(0)
	p.ok(flow.WithdrawStory(p, p.ada().Id, p.facts(id).Story)) // changes nothing about it
	p.Pass(time.Minute)
	tell(1)
	tell(0)
	p.send()
	p.is(mail.Disclosed, "sent", 1, "")
}

func TestDisclosure_WhereTellingWouldAddRisk_ASeniorLooksAgain(t *testing.T) {
	p := newPostRoom(t)
	id, _ := p.disclosed(func(d *story.Disclosure) { d.Quiet = "He reads her letters." }, true)
	p.Pass(40 * 24 * time.Hour)
	if n, err := flow.TellDisclosures(p); n != 0 || err != nil {
		t.Fatalf("%d were told (%v)", n, err)
	}
	f := p.facts(id)
	if !p.Now().After(f.ReviewDue()) {
		t.Error("after 40 days nobody is to look again")
	}
	if err := flow.ReviewDisclosure(p, id, p.second().Id, false, ""); err == nil {
		t.Error("it stays quiet without a reason")
	}
	p.ok(flow.ReviewDisclosure(p, id, p.second().Id, false, "He still lives there."))
	if !p.facts(id).ReviewDue().Equal(p.facts(id).ReviewedAt.Add(story.DisclosureSilence)) {
		t.Error("the next look is not 30 days from this one")
	}
	if n, _ := flow.TellDisclosures(p); n != 0 {
		t.Error("the author was told though it stays quiet")
	}
	p.ok(flow.ReviewDisclosure(p, id, p.second().Id, true, ""))
	if n, err := flow.TellDisclosures(p); n != 1 || err != nil {
		t.Errorf("%d were told (%v)", n, err)
	}
}

func TestDisclosure_TheCopyTellsOnlyWhatTheAuthorWasTold(t *testing.T) {
	p := newPostRoom(t)
	id, _ := p.disclosed(nil, false)
	read := func() []map[string]any {
		all, err := records.ReadEverything(p, p.Deployment.Sealer, p.ada().Id)
		p.ok(err)
		return all["disclosures"]
	}
	if len(read()) != 0 {
		t.Error("the copy tells before the author is told")
	}
	p.Pass(story.DisclosureTellAfter)
	_, err := flow.TellDisclosures(p)
	p.ok(err)
	if rows := read(); len(rows) != 1 || rows[0]["reason"] != danger || rows[0]["story"] != p.facts(id).Story {
		t.Errorf("the copy holds %v", rows)
	}
}

func TestDisclosure_WhenTheAuthorIsErased_TheRecordStaysAndNamesNobody(t *testing.T) {
	p := newPostRoom(t)
	id, _ := p.disclosed(func(d *story.Disclosure) { d.Quiet = "He reads her letters." }, true)
	waiting := p.asked(nil)
	before := p.facts(id)
	at := p.Now()
	p.ok(flow.EraseAuthor(p, p.ada().Id))
	f := p.facts(id)
	if f.Story+f.Recipient+f.Reason+f.Quiet != "" {
		t.Errorf("the record still says %+v", f)
	}
	if f.Field != "postcode" || f.RecipientKind != "police" || f.AskedBy != before.AskedBy || f.AgreedBy != before.AgreedBy || f.ShownAt.IsZero() {
		t.Errorf("the record has lost what stays for ever: %+v", f)
	}
	if f.ShownAt.Minute() != 0 || f.ShownAt.Second() != 0 {
		t.Errorf("the time of day is still kept: %s", f.ShownAt)
	}
	if n, err := records.DisclosuresShownBetween(p, at.Add(-24*time.Hour), at.Add(time.Hour)); n != 1 || err != nil {
		t.Errorf("%d are counted (%v)", n, err)
	}
	if err := flow.AgreeDisclosure(p, waiting, p.second().Id, thePassword, false); !errors.Is(err, flow.ErrDecided) {
		t.Errorf("a request about nobody is still open: %v", err)
	}
}

func TestDisclosure_GuessingThePasswordIsStopped(t *testing.T) {
	p := newPostRoom(t)
	id := p.asked(nil)
	for range 10 {
		_ = flow.AgreeDisclosure(p, id, p.second().Id, "guess", false)
	}
	if err := flow.AgreeDisclosure(p, id, p.second().Id, thePassword, false); err == nil {
		t.Error("ten guesses did not shut the door")
	}
	p.Pass(16 * time.Minute)
	p.ok(flow.AgreeDisclosure(p, id, p.second().Id, thePassword, false))
}

// privateThingsHappen makes the site owe the letters about messages and disclosures.
func privateThingsHappen(p *postRoom) {
	p.t.Helper()
	id := p.asked(nil)
	p.send()
	p.ok(flow.AgreeDisclosure(p, id, p.second().Id, thePassword, false))
	_, err := flow.ShowDisclosure(p, id, p.moderator.Id, thePassword)
	p.ok(err)
	p.ok(flow.WriteToAuthor(p, p.facts(id).Story, p.moderator.Id, moderatorSaid))
	p.Pass(story.DisclosureTellAfter)
	_, err = flow.TellDisclosures(p)
	p.ok(err)
	p.send()
}
