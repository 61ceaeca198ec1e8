package hooks

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pquerna/otp/totp"

	"candour/internal/flow"
	"candour/internal/records"
)

const mosesSignsIn = "/api/collections/moderators/auth-with-password"

func init() {
	breaches["staff-prove-who-they-are"] = map[string]breach{
		"a moderator's password alone gives a token": func(t *testing.T, s *scene) bool {
			s.Deployment.SecondFactor = true
			s.provenOnce(s.moderator.ProxyRecord())
			return s.signIn("moderators", "moses@candour.example", "a long password", "") != ""
		},
		"an administrator's password alone gives a token": func(t *testing.T, s *scene) bool {
			s.Deployment.SecondFactor = true
			s.administrator("root@candour.example")
			return s.signIn(core.CollectionNameSuperusers, "root@candour.example", "a very long password", "") != ""
		},
		"a code that was used opens again": func(t *testing.T, s *scene) bool {
			s.Deployment.SecondFactor = true
			secret, _ := s.provenOnce(s.moderator.ProxyRecord())
			s.Pass(30 * time.Second)
			code := must(totp.GenerateCode(secret, s.Now()))(t)
			if s.signIn("moderators", "moses@candour.example", "a long password", code) == "" {
				t.Fatal("the code does not work once")
			}
			return s.signIn("moderators", "moses@candour.example", "a long password", code) != ""
		},
		"a recovery code opens twice": func(t *testing.T, s *scene) bool {
			s.Deployment.SecondFactor = true
			_, recovery := s.provenOnce(s.moderator.ProxyRecord())
			if s.signIn("moderators", "moses@candour.example", "a long password", recovery[0]) == "" {
				t.Fatal("the recovery code does not work once")
			}
			return s.signIn("moderators", "moses@candour.example", "a long password", recovery[0]) != ""
		},
		"somebody who was signed out still asks": func(t *testing.T, s *scene) bool {
			root := s.administrator("root@candour.example")
			token := must(flow.StartSession(s.App, root, "", true))(t)
			must(flow.EndOtherSessions(s.App, root, ""))(t)
			return s.reads(token)
		},
		"a sign-in from before the second factor still asks": func(t *testing.T, s *scene) bool {
			token := must(flow.StartSession(s.App, s.administrator("root@candour.example"), "", false))(t)
			s.Deployment.SecondFactor = true
			return s.reads(token)
		},
		"a token of no sign-in still asks": func(t *testing.T, s *scene) bool {
			s.Deployment.SecondFactor = true
			return s.reads(must(s.administrator("root@candour.example").NewAuthToken())(t))
		},
		"a session that ended is renewed": func(t *testing.T, s *scene) bool {
			moses := s.moderator.ProxyRecord()
			token := must(flow.StartSession(s.App, moses, "", true))(t)
			s.ok(flow.EndSession(s.App, moses, records.SessionOfToken(token)))
			return s.ask("POST", "/api/collections/moderators/auth-refresh", "", token).StatusCode == 200
		},
		"the administrator signs in as another": func(t *testing.T, s *scene) bool {
			s.Deployment.SecondFactor = true
			token := must(flow.StartSession(s.App, s.administrator("root@candour.example"), "", true))(t)
			other := s.administrator("other@candour.example")
			return s.ask("POST", "/api/collections/_superusers/impersonate/"+other.Id, "{}", token).StatusCode == 200
		},
		"the administrator takes a second factor away": func(t *testing.T, s *scene) bool {
			s.provenOnce(s.moderator.ProxyRecord())
			f := must(records.FindSecondFactor(s.App, s.moderator.ProxyRecord()))(t)
			s.asAdministrator("DELETE", "/api/collections/second_factors/records/"+f.Id, "")
			return must(s.CountRecords("second_factors"))(t) == 0
		},
		"the administrator wakes a session that ended": func(t *testing.T, s *scene) bool {
			moses := s.moderator.ProxyRecord()
			token := must(flow.StartSession(s.App, moses, "", true))(t)
			s.ok(flow.EndSession(s.App, moses, records.SessionOfToken(token)))
			s.asAdministrator("PATCH", "/api/collections/sessions/records/"+records.SessionOfToken(token), `{"endedAt":""}`)
			return must(records.FindSession(s.App, records.SessionOfToken(token)))(t).Lasts(s.Now())
		},
		"a moderator chooses a password that thieves try first": func(t *testing.T, s *scene) bool {
			s.moderator.SetPassword("Manchester2026!")
			return s.Save(s.moderator) == nil
		},
		"the administrator gives a member such a password": func(t *testing.T, s *scene) bool {
			s.asAdministrator("PATCH", "/api/collections/members/records/"+s.member.Id, `{"password":"qwertyuiop","passwordConfirm":"qwertyuiop"}`)
			return must(records.FindMember(s.App, s.member.Id))(t).ProxyRecord().ValidatePassword("qwertyuiop")
		},
		"a member who was let go comes back with an old sign-in": func(t *testing.T, s *scene) bool {
			token := must(flow.StartSession(s.App, s.member.ProxyRecord(), "", false))(t)
			for _, active := range []bool{false, true} {
				s.member.Set("active", active)
				s.ok(s.Save(s.member))
			}
			return must(records.FindSession(s.App, records.SessionOfToken(token)))(t).Lasts(s.Now())
		},
		"a member who was frozen and let in again comes back with an old sign-in": func(t *testing.T, s *scene) bool {
			token := must(flow.StartSession(s.App, s.member.ProxyRecord(), "", false))(t)
			in := s.member.Membership()
			for _, at := range []time.Time{s.Now(), {}} {
				in.SetFrozen(at)
				s.ok(s.Save(in))
			}
			_, err := flow.FindSession(s.App, s.member.ProxyRecord(), token)
			return err == nil
		},
		"a membership becomes somebody else's": func(_ *testing.T, s *scene) bool {
			in := s.member.Membership()
			in.Set("organisation", s.stranger.Organisation())
			return s.Save(in) == nil
		},
		"a new password leaves old sign-ins in the list": func(t *testing.T, s *scene) bool {
			token := must(flow.StartSession(s.App, s.moderator.ProxyRecord(), "", true))(t)
			s.moderator.SetPassword("another long password")
			s.ok(s.Save(s.moderator))
			return must(records.FindSession(s.App, records.SessionOfToken(token)))(t).Lasts(s.Now())
		},
	}
}

// administrator makes an administrator of the machine with a known password.
func (s *scene) administrator(email string) *core.Record {
	s.t.Helper()
	su := core.NewRecord(must(s.FindCollectionByNameOrId(core.CollectionNameSuperusers))(s.t))
	su.SetEmail(email)
	su.SetPassword("a very long password")
	s.ok(s.Save(su))
	return su
}

// provenOnce sets up a second factor and returns its secret and recovery codes.
func (s *scene) provenOnce(person *core.Record) (secret string, recovery []string) {
	s.t.Helper()
	var begun *flow.SetUp
	if _, err := flow.ProveSecondFactor(s.App, person, ""); !errors.As(err, &begun) {
		s.t.Fatal(err)
	}
	secret = strings.ReplaceAll(begun.Secret, " ", "")
	return secret, must(flow.ProveSecondFactor(s.App, person, must(totp.GenerateCode(secret, s.Now()))(s.t)))(s.t)
}

// signIn signs in at PocketBase's own door and returns the token, or "".
func (s *scene) signIn(collection, email, password, code string) string {
	s.t.Helper()
	body := must(json.Marshal(map[string]string{"identity": email, "password": password, "code": code}))(s.t)
	res := s.ask("POST", "/api/collections/"+collection+"/auth-with-password", string(body), "")
	var got struct{ Token string }
	s.ok(json.Unmarshal(must(io.ReadAll(res.Body))(s.t), &got))
	return got.Token
}

// reads reports whether a token opens something that administrators may read.
func (s *scene) reads(token string) bool {
	s.t.Helper()
	return s.ask("GET", "/api/collections/organisations/records", "", token).StatusCode == 200
}

func TestWhoeverProvesTwiceIsLetIn(t *testing.T) {
	s := newScene(t, with(t, promises))
	s.Deployment.SecondFactor = true
	secret, _ := s.provenOnce(s.moderator.ProxyRecord())
	s.Pass(30 * time.Second)
	token := s.signIn("moderators", "moses@candour.example", "a long password", must(totp.GenerateCode(secret, s.Now()))(t))
	res := s.ask("POST", "/api/collections/moderators/auth-refresh", "", token)
	var got struct{ Token string }
	s.ok(json.Unmarshal(must(io.ReadAll(res.Body))(t), &got))
	if res.StatusCode != 200 || records.SessionOfToken(got.Token) != records.SessionOfToken(token) {
		t.Errorf("renewing gives %d and another session", res.StatusCode)
	}
}

func TestASignInByPasswordAloneSaysWhatIsMissingAndGivesNothing(t *testing.T) {
	s := newScene(t, with(t, promises))
	s.Deployment.SecondFactor = true
	const right, wrong = `{"identity":"moses@candour.example","password":"a long password"}`, `{"identity":"moses@candour.example","password":"a wrong password"}`
	for body, want := range map[string]string{right: `"kind":"set-up"`, wrong: "Failed to authenticate"} {
		res := s.ask("POST", mosesSignsIn, body, "")
		text := string(must(io.ReadAll(res.Body))(t))
		if !strings.Contains(text, want) || strings.Contains(text, "token") || strings.Contains(text, `"record"`) {
			t.Errorf("%d %.200s", res.StatusCode, text)
		}
	}
	if n := must(s.CountRecords("sessions"))(t); n != 0 {
		t.Errorf("%d sessions began", n)
	}
}

func TestSignInsGoWithTheirAccount(t *testing.T) {
	s := newScene(t, with(t, promises))
	author := must(records.FindAuthorOf(s.App, s.told()))(t)
	for _, person := range []*core.Record{author.ProxyRecord(), s.member.ProxyRecord(), s.moderator.ProxyRecord()} {
		must(flow.StartSession(s.App, person, "Firefox/1 Android", true))(t)
		s.ok(s.Delete(person))
	}
	if n := must(s.CountRecords("sessions"))(t); n != 0 {
		t.Errorf("%d sign-ins of people who are gone", n)
	}
}
