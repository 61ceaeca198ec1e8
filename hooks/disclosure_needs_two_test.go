package hooks

import (
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

const inDanger = "The story says that he will come back tonight with a knife."

func init() {
	breaches["disclosure-needs-two"] = map[string]breach{
		"one moderator asks and agrees": func(t *testing.T, s *scene) bool {
			s.senior(s.moderator)
			return s.step(s.requested(), func(f *story.Disclosure) { agreeBy(f, s.moderator, s.Now()) })
		},
		"a moderator who is not senior agrees": func(t *testing.T, s *scene) bool {
			junior := s.another("june@candour.example")
			return s.step(s.requested(), func(f *story.Disclosure) { agreeBy(f, junior, s.Now()) })
		},
		"a senior moderator agrees who was shut out": func(t *testing.T, s *scene) bool {
			gone := s.senior(s.another("gone@candour.example"))
			gone.SetActive(false)
			s.ok(s.Save(gone))
			return s.step(s.requested(), func(f *story.Disclosure) { agreeBy(f, gone, s.Now()) })
		},
		"a request is born agreed": func(t *testing.T, s *scene) bool {
			f := s.asking(s.told())
			f.AskedAt = s.Now()
			agreeBy(&f, s.senior(s.another("sam@candour.example")), s.Now())
			d := must(records.NewDisclosure(s.App, f))(t)
			return s.Save(d) == nil
		},
		"nobody says why": func(t *testing.T, s *scene) bool {
			f := s.asking(s.told())
			f.AskedAt, f.Reason = s.Now(), "because"
			return s.SaveNoValidate(must(records.NewDisclosure(s.App, f))(t)) == nil
		},
		"nobody believes that there is danger": func(t *testing.T, s *scene) bool {
			f := s.asking(s.told())
			f.AskedAt, f.Believed = s.Now(), false
			return s.Save(must(records.NewDisclosure(s.App, f))(t)) == nil
		},
		"a detail is shown a second time": func(t *testing.T, s *scene) bool {
			id := s.agreedTo()
			must(flow.ShowDisclosure(s.App, id, s.moderator.Id, "a long password"))(t)
			_ = s.step(id, func(f *story.Disclosure) { f.ShownAt = time.Time{} })
			_, err := flow.ShowDisclosure(s.App, id, s.moderator.Id, "a long password")
			return err == nil
		},
		"a detail that was not there is looked for again": func(t *testing.T, s *scene) bool {
			id := s.agreedTo()
			_ = s.step(id, func(f *story.Disclosure) { f.EmptyAt = s.Now() })
			_ = s.step(id, func(f *story.Disclosure) { f.EmptyAt = time.Time{} })
			_, err := flow.ShowDisclosure(s.App, id, s.moderator.Id, "a long password")
			return err == nil
		},
		"a detail is shown after its half hour": func(t *testing.T, s *scene) bool {
			id := s.agreedTo()
			s.Pass(story.DisclosureShowLasts)
			_ = s.step(id, func(f *story.Disclosure) { f.ExpiresAt = f.ExpiresAt.Add(time.Hour) })
			_, err := flow.ShowDisclosure(s.App, id, s.moderator.Id, "a long password")
			return err == nil
		},
		"an old request is agreed to": func(t *testing.T, s *scene) bool {
			id := s.requested()
			sam := s.senior(s.another("sam@candour.example"))
			s.Pass(story.DisclosureAskLasts)
			return s.step(id, func(f *story.Disclosure) { agreeBy(f, sam, s.Now()) })
		},
		"an agreement for one field opens another": func(t *testing.T, s *scene) bool {
			id := s.agreedTo()
			_ = s.step(id, func(f *story.Disclosure) { f.Field = "ip" })
			v, err := flow.ShowDisclosure(s.App, id, s.moderator.Id, "a long password")
			return err == nil && v == address
		},
		"an agreement for one story opens another": func(t *testing.T, s *scene) bool {
			id, other := s.agreedTo(), s.told()
			return s.step(id, func(f *story.Disclosure) { f.Story = other })
		},
		"a colleague looks who did not ask": func(t *testing.T, s *scene) bool {
			id := s.agreedTo()
			curious := s.another("cora@candour.example")
			_ = s.step(id, func(f *story.Disclosure) { f.AskedBy = curious.Id })
			_, err := flow.ShowDisclosure(s.App, id, curious.Id, "a long password")
			return err == nil
		},
		"an author is kept in the dark without a second person": func(t *testing.T, s *scene) bool {
			id := s.agreedTo()
			return s.step(id, func(f *story.Disclosure) { f.Quiet, f.QuietAgreed = "He reads her letters.", true })
		},
		"who agreed is written down under another name": func(t *testing.T, s *scene) bool {
			id := s.requested()
			sam := s.senior(s.another("sam@candour.example"))
			return s.step(id, func(f *story.Disclosure) {
				agreeBy(f, sam, s.Now())
				f.AgreedByName = "Somebody else"
			})
		},
		"who asked gets another name in the record": func(t *testing.T, s *scene) bool {
			return s.step(s.agreedTo(), func(f *story.Disclosure) { f.AskedByName = "Somebody else" })
		},
		"who agreed gets another name in the record": func(t *testing.T, s *scene) bool {
			return s.step(s.agreedTo(), func(f *story.Disclosure) { f.AgreedByName = "Somebody else" })
		},
		"the record is deleted": func(t *testing.T, s *scene) bool {
			return s.Delete(s.row("disclosures", "id", s.agreedTo())) == nil
		},
		"the record forgets whom it is about while the author is still here": func(t *testing.T, s *scene) bool {
			return s.step(s.agreedTo(), func(f *story.Disclosure) { *f = f.Forgotten(func(t time.Time) time.Time { return t }) })
		},
		"the administrator reads the record in the panel": func(t *testing.T, s *scene) bool {
			s.agreedTo()
			return strings.Contains(s.asAdministrator("GET", "/api/collections/disclosures/records", ""), "knife")
		},
		"the administrator agrees in the panel": func(t *testing.T, s *scene) bool {
			id := s.requested()
			sam := s.senior(s.another("sam@candour.example"))
			at := s.Now().Format("2006-01-02 15:04:05.000Z")
			s.asAdministrator("PATCH", "/api/collections/disclosures/records/"+id, `{"agreedBy":"`+sam.Id+`","agreedAt":"`+at+`","expiresAt":"2030-01-01 00:00:00.000Z"}`)
			return !must(records.FindDisclosure(s.App, id))(t).Facts().AgreedAt.IsZero()
		},
	}
}

func agreeBy(f *story.Disclosure, m *records.Moderator, at time.Time) {
	f.AgreedBy, f.AgreedByName, f.AgreedAt, f.ExpiresAt = m.Id, m.Name(), at, at.Add(story.DisclosureShowLasts)
}

// asking is what Moses asks for: Ada's postcode, for the police.
func (s *scene) asking(storyID string) story.Disclosure {
	return story.Disclosure{Story: storyID, Field: "postcode", RecipientKind: "police", Recipient: "Police Scotland, Aberdeen",
		Reason: inDanger, Believed: true, AskedBy: s.moderator.Id, AskedByName: s.moderator.Name()}
}

func (s *scene) requested() string {
	s.t.Helper()
	id, err := flow.AskDisclosure(s.App, s.asking(s.told()), "a long password")
	s.ok(err)
	return id
}

// agreedTo has a senior moderator agree to what Moses asked for.
func (s *scene) agreedTo() string {
	s.t.Helper()
	id := s.requested()
	s.ok(flow.AgreeDisclosure(s.App, id, s.senior(s.another("sal@candour.example")).Id, "a long password", false))
	return id
}

func (s *scene) another(email string) *records.Moderator {
	s.t.Helper()
	m := must(records.NewModerator(s.App, email, "Another", "a long password", false))(s.t)
	s.ok(s.Save(m))
	return m
}

func (s *scene) senior(m *records.Moderator) *records.Moderator {
	s.t.Helper()
	m.SetSenior(true)
	s.ok(s.Save(m))
	return m
}

// step changes a stored disclosure as nobody may, and reports whether that worked.
func (s *scene) step(id string, change func(*story.Disclosure)) bool {
	s.t.Helper()
	d := must(records.FindDisclosure(s.App, id))(s.t)
	f := d.Facts()
	change(&f)
	d.SetFacts(f)
	return s.SaveNoValidate(d) == nil
}
