package hooks

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// A service has said that somebody could be known, so no clock decides.
func TestASecondLookThatIsLate_IsToldOnceToSeniorsAndAdministrators_AndPublishesNothing(t *testing.T) {
	s := newScene(t, testkit.New(t, timed(t, nil)))
	senior := s.senior(s.another("senior@candour.example"))
	root := s.administrator("root@candour.example")
	id := s.underReview()
	s.asksAgain(id)
	by := s.looked(id).Facts().DecideBy
	s.Pass(by.Sub(s.Now()) - time.Minute)
	s.runNow("remind-of-looks", "publish-approved")
	if n := len(s.lettersOf(id, mail.SecondLookLate)); n != 0 {
		t.Fatalf("%d letters before the time was over", n)
	}
	s.Pass(2 * time.Minute)
	for range 3 {
		s.runNow("remind-of-looks", "publish-approved")
	}
	to := strings.Join(s.lettersOf(id, mail.SecondLookLate), " ")
	if len(to) != 31 || !strings.Contains(to, senior.Id) || !strings.Contains(to, root.Id) {
		t.Fatalf("letters go to %s, and not once to the senior moderator and the administrator", to)
	}
	s.Pass(30 * 24 * time.Hour)
	s.runNow("remind-of-looks", "publish-approved", "send-letters")
	if got := s.state(id); got != story.Approved {
		t.Fatalf("nobody decided, and the story is %s", got)
	}
	sent := ""
	for _, f := range must(filepath.Glob(filepath.Join(s.Deployment.MailDir, "*.eml")))(t) {
		if text := string(must(os.ReadFile(f))(t)); strings.Contains(text, "Subject: A second look is late") {
			sent += text
		}
	}
	if !strings.Contains(sent, "<root@candour.example>") || !strings.Contains(sent, "<senior@candour.example>") || strings.Contains(sent, id) {
		t.Error("a letter did not leave, or says of which story it is")
	}
	s.ok(flow.DecideSecondLook(s.App, flow.SecondLookDecision{ReviewID: s.looked(id).Id, Moderator: senior.Id, Outcome: story.ReviewPublished, Answer: "Nobody can be known."}))
	if !s.looked(id).Facts().IsLate(s.Now()) || len(must(records.LooksLate(s.App, s.Now()))(t)) != 0 {
		t.Error("it was decided, and late, and is said to be neither")
	}
}

func TestNoLetterGoesToAnAdministratorWhoHasLeft(t *testing.T) {
	s := newScene(t, with(t, promises))
	root := s.administrator("root@candour.example")
	records.BecomeFormer(root)
	s.ok(s.Save(root))
	if found := must(records.Administrators(s.App))(t); len(found) != 0 {
		t.Errorf("%d administrators", len(found))
	}
	if _, err := records.AdministratorsAddress(s.App, root.Id); err == nil {
		t.Error("a letter would go to nobody's address")
	}
}
