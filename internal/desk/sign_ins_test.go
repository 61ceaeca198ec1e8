package desk

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"candour/internal/flow"
	"candour/internal/testkit"
)

// code is what Mairi's phone shows, from the key that the panel showed.
func (s *scene) code(secret string) string {
	s.t.Helper()
	return must(totp.GenerateCode(strings.ReplaceAll(secret, " ", ""), s.Now()))(s.t)
}

// TestBrowser_ASecondStep_IsSetUpOnceAndAskedForEachTime walks through the first
// sign-in, the next ones, and signing out everywhere else.
func TestBrowser_ASecondStep_IsSetUpOnceAndAskedForEachTime(t *testing.T) {
	s := newScene(t)
	s.Deployment.SecondFactor = true
	s.told()
	b := s.signInByHand("mairi@candour.example")
	b.ExpectComplaint("401") // the password is right and a code is missing
	b.WaitFor("#desk_code")
	b.Click("summary")
	accessible(t, b)
	b.Screenshot("second-factor-set-up")
	b.Viewport(320, 640)
	accessible(t, b)
	b.Screenshot("second-factor-set-up-320")
	b.Viewport(1280, 800)
	secret := b.Page().Texts("#desk_secret")[0]
	b.Fill("#desk_code", "000000")
	if !b.ShowsAll("#desk_code") {
		t.Error("the field of the code is too narrow to read it")
	}
	s.enter(b, "000000")
	b.WaitForText("That code is not right")
	b.Screenshot("second-factor-wrong")
	s.enter(b, s.code(secret))
	b.WaitFor("#desk_codes_kept")
	codes := b.Page().Texts(".desk-codes code")
	if len(codes) != 10 {
		t.Fatalf("%d recovery codes", len(codes))
	}
	accessible(t, b)
	b.Viewport(320, 640)
	accessible(t, b)
	b.Screenshot("recovery-codes-320")
	b.Viewport(1280, 800)
	b.Screenshot("recovery-codes")
	b.Click("#desk_codes_kept")
	b.WaitFor(".desk-row")

	s.Pass(time.Minute)
	phone := s.signInByHand("mairi@candour.example")
	phone.ExpectComplaint("401")
	phone.WaitFor("#desk_code")
	phone.Screenshot("second-factor-next")
	press(phone, ".desk-step button[type=button]") // start again
	phone.WaitGone("#desk_code")
	phone.WaitFor("#login_pass")
	phone.Click("#login_pass")
	phone.Press(testkit.KeyEnter)
	phone.WaitFor("#desk_code")
	s.enter(phone, s.code(secret))
	phone.WaitFor(".desk-row")
	lost := s.signInByHand("mairi@candour.example")
	lost.ExpectComplaint("401")
	lost.WaitFor("#desk_code")
	s.enter(lost, strings.ToUpper(codes[4]))
	lost.WaitFor(".desk-row")

	b.Open(s.server.URL + "/_/#/sign-ins")
	b.WaitFor("#desk_end_others")
	b.Page().Has(".page-desk", "This device", "You have 9 left")
	accessible(t, b)
	b.Screenshot("sign-ins")
	b.Viewport(320, 640)
	accessible(t, b)
	b.Screenshot("sign-ins-320")
	b.Click("#desk_end_others")
	b.WaitForText("You are signed in nowhere else")
	lost.Open(s.server.URL + "/_/#/sign-ins")
	lost.WaitFor("#login_identity")
}

// enter types a code and sends it.
func (s *scene) enter(b *testkit.Browser, code string) {
	s.t.Helper()
	b.Click("#desk_code")
	b.Type(code)
	b.Press(testkit.KeyEnter)
}

func TestSigningOutWithTheWordBearerEndsWhatItShould(t *testing.T) {
	s := newScene(t)
	mairi := s.mairi.ProxyRecord()
	here := must(flow.StartSession(s.App, mairi, "Firefox/1 Android", true))(t)
	other := must(flow.StartSession(s.App, mairi, "Safari/1 iPhone", true))(t)
	for _, word := range []string{"Bearer ", "bearer "} {
		if r := s.with(word+here, http.MethodPost, base+"/sign-ins/end-others", map[string]string{}); r.Status != http.StatusOK || !strings.Contains(r.Body, `"here":true`) {
			t.Fatalf("ending the others: %d %s", r.Status, r.Body)
		}
	}
	if r := s.with(here, http.MethodGet, base+"/queue", nil); r.Status != http.StatusOK {
		t.Errorf("one's own sign-in was ended with the others: %d", r.Status)
	}
	if r := s.with(other, http.MethodGet, base+"/queue", nil); r.Status != http.StatusUnauthorized {
		t.Errorf("the other sign-in lasts: %d", r.Status)
	}
	if r := s.with("Bearer "+here, http.MethodPost, base+"/sign-out", map[string]string{}); r.Status != http.StatusNoContent {
		t.Errorf("signing out: %d", r.Status)
	}
	if r := s.with(here, http.MethodGet, base+"/queue", nil); r.Status != http.StatusUnauthorized {
		t.Errorf("signed out, the queue answers %d", r.Status)
	}
}

func TestAModeratorSeesAndEndsTheirOwnSignInsOnly(t *testing.T) {
	s := newScene(t)
	mairi, iain := s.mairi.ProxyRecord(), s.iain.ProxyRecord()
	here := must(flow.StartSession(s.App, mairi, "Firefox/1 Android", true))(t)
	must(flow.StartSession(s.App, mairi, "Safari/1 iPhone", true))(t)
	other := must(flow.StartSession(s.App, iain, "Chrome/1 Windows", true))(t)
	var seen struct {
		SignIns []signInView `json:"signIns"`
	}
	r := s.with(here, http.MethodGet, base+"/sign-ins", nil)
	r.fill(t, &seen)
	if len(seen.SignIns) != 2 || strings.Contains(r.Body, "Windows") || r.Header.Get("Cache-Control") != "no-store" {
		t.Fatalf("%d %s", r.Status, r.Body)
	}
	var iains struct {
		SignIns []signInView `json:"signIns"`
	}
	s.with(other, http.MethodGet, base+"/sign-ins", nil).fill(t, &iains)
	if r := s.with(here, http.MethodPost, base+"/sign-ins/"+iains.SignIns[0].ID+"/end", map[string]string{}); r.Status != http.StatusNotFound {
		t.Errorf("ending another's: %d", r.Status)
	}
	if r := s.with(here, http.MethodPost, base+"/sign-out", map[string]string{}); r.Status != http.StatusNoContent {
		t.Errorf("signing out: %d %s", r.Status, r.Body)
	}
	if r := s.with(here, http.MethodGet, base+"/queue", nil); r.Status != http.StatusUnauthorized {
		t.Errorf("signed out, the queue answers %d", r.Status)
	}
	if r := s.with(other, http.MethodGet, base+"/queue", nil); r.Status != http.StatusOK {
		t.Errorf("Iain is answered %d", r.Status)
	}
	for who, token := range map[string]string{"a stranger": "", "the author": must(s.author.ProxyRecord().NewAuthToken())(t), "a member": must(s.member.ProxyRecord().NewAuthToken())(t)} {
		for _, door := range ownRoutes {
			if r := s.with(token, door.method, base+strings.ReplaceAll(door.path, "{id}", "x"), map[string]string{}); r.Status != http.StatusUnauthorized {
				t.Errorf("%s at %s: %d", who, door.path, r.Status)
			}
		}
	}
}
