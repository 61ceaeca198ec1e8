package hooks

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// restored puts a copy in place and settles it, as `candour restore` does.
func (s *scene) restored(file string) {
	s.t.Helper()
	s.startFrom(file)
	s.ok(flow.SettleRestored(s.App, s.t.Context(), filepath.Join(s.DataDir(), core.LocalStorageDirName)))
}

func (s *scene) owedTo(author string, kind mail.Kind) (n int) {
	s.t.Helper()
	for _, l := range must(records.LettersTo(s.App, "authors", author))(s.t) {
		if mail.Kind(l.Kind()) == kind && l.State() == "owed" && !l.NextAt().After(s.Now()) {
			n++
		}
	}
	return n
}

func TestAnErasureThatWasCancelledAfterTheBackup_CanBeCancelledAgain(t *testing.T) {
	s := newScene(t, with(t, promises))
	ada := s.busyLife()
	s.ok(flow.PlanErasure(s.App, ada.Id, 1))
	s.ok(records.MarkAllSent(s.App, s.Now()))
	before := s.copied()
	s.ok(flow.CancelErasure(s.App, ada.Id))
	s.Pass(48 * time.Hour)
	s.restored(before)
	if n := must(flow.EraseDue(s.App, t.Context()))(t); n != 0 {
		t.Fatal("the restore erased an account whose owner had cancelled that")
	}
	a := must(records.FindAuthor(s.App, ada.Id))(t)
	if got := a.EraseAt().Sub(s.Now()); got < 7*24*time.Hour-time.Second || got > 7*24*time.Hour {
		t.Errorf("the erasure waits %s", got)
	}
	if s.owedTo(ada.Id, mail.ErasurePlanned) != 1 {
		t.Error("nobody tells her")
	}
}

func TestAStoryThatWaitedForItsAuthorAtTheBackup_WaitsTheWholeTimeAgain(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.approved()
	a := must(records.FindAuthorOf(s.App, id))(t)
	s.ok(records.MarkAllSent(s.App, s.Now()))
	before := s.copied()
	s.Pass(30 * 24 * time.Hour)
	s.restored(before)
	if n := must(flow.GoOnByClock(s.App))(t); n != 0 {
		t.Fatal("the restore published a story whose author may have objected since")
	}
	if s.owedTo(a.Id, mail.Edits) != 1 {
		t.Error("nobody tells the author")
	}
	s.Pass(12 * 24 * time.Hour) // past Christmas, on a working day
	must(flow.GoOnByClock(s.App))(t)
	if got := must(records.FindStory(s.App, id))(t).State(); got != story.Published {
		t.Errorf("after its time it is %s", got)
	}
}

func TestWhatWasOpenAtTheBackup_OpensNothingAfterARestore(t *testing.T) {
	s := newScene(t, with(t, promises))
	ada := must(records.FindAuthorOf(s.App, s.told()))(t)
	id := s.agreedTo()
	people := []*core.Record{ada.ProxyRecord(), s.moderator.ProxyRecord(), s.administrator("root@candour.example")}
	var tokens []string
	for _, p := range people {
		tokens = append(tokens, must(flow.StartSession(s.App, p, "", true))(t))
	}
	s.restored(s.copied())
	for i, token := range tokens {
		if _, err := s.FindAuthRecordByToken(token, core.TokenTypeAuth); err == nil {
			t.Errorf("a token of %s from before is still good", people[i].Collection().Name)
		}
		if session := must(records.FindSession(s.App, records.SessionOfToken(token)))(t); session.Lasts(s.Now()) {
			t.Errorf("a sign-in of %s from before lasts", people[i].Collection().Name)
		}
	}
	if got := must(records.FindDisclosure(s.App, id))(t).Facts().State(s.Now()); got != story.DisclosureExpired {
		t.Errorf("a detail that was not yet shown is %v", got)
	}
}

// Photos are in no backup. After a restore nobody is shown with one that is not there, and
// one that is there stays.
func TestAPhotoThatWentSinceTheBackup_IsForgotten_AndOneThatIsThereStays(t *testing.T) {
	s := newScene(t, with(t, promises))
	var picture bytes.Buffer
	s.ok(jpeg.Encode(&picture, image.NewGray(image.Rect(0, 0, 300, 300)), nil))
	keeps, lost := s.colleague("keeps@grampian.example", story.RoleMember), s.colleague("lost@grampian.example", story.RoleMember)
	for _, m := range []*records.Member{s.member, keeps, lost} {
		s.ok(flow.KeepPhoto(s.App, m.Id, picture.Bytes()))
	}
	id := must(flow.RespondToStory(s.App, flow.Answer{StoryID: s.published(), MemberID: s.member.Id, Text: "Thank you for telling us.", ShowPhoto: true}))(t)
	before := s.copied()
	s.ok(flow.DropPhoto(s.App, s.member.Id))
	s.ok(os.RemoveAll(filepath.Join(s.DataDir(), core.LocalStorageDirName, lost.ProxyRecord().BaseFilesPath()))) // as on a new machine
	s.restored(before)
	for _, m := range []*records.Member{s.member, lost} {
		if got := must(records.FindMember(s.App, m.Id))(t).Photo(); got != "" {
			t.Errorf("%s is shown with a photo that is not there", m.Email())
		}
	}
	if _, err := flow.PhotoOf(s.App, must(records.FindResponse(s.App, id))(t)); !errors.Is(err, records.ErrNotFound) {
		t.Errorf("a response is signed with a photo that was taken away: %v", err)
	}
	if _, err := records.ReadPhoto(s.App, must(records.FindMember(s.App, keeps.Id))(t)); err != nil {
		t.Errorf("a photo that is there was forgotten: %v", err)
	}
}

func TestWhatHadItsTimeSinceTheBackup_GoesInTheRestore(t *testing.T) {
	s := newScene(t, with(t, promises))
	s.publishedEdited()
	before := s.copied()
	s.Pass(story.FindClock("originals").Ends(s.Now()).Sub(s.Now()) + time.Hour)
	s.restored(before)
	due := must(flow.CountDue(s.App))(t)
	for _, c := range due {
		if c.Count != 0 {
			t.Errorf("%d of %s came back though they had their time", c.Count, c.Clock)
		}
	}
}

// approved tells a story that Moses edits and that its author wants to see first.
func (s *scene) approved() string {
	s.t.Helper()
	sent := telling(s.service.Id)
	sent.Edits = "show-me"
	r := must(flow.SubmitStory(s.App, sent))(s.t)
	st := must(records.FindStory(s.App, r.StoryID))(s.t)
	w := st.Words()
	w.Text = "The nurse stayed with me all night."
	d := flow.Decision{StoryID: r.StoryID, Version: st.Version(), Moderator: s.moderator.Id, Words: &w, Reasons: story.ReasonsFor("identifies-author")}
	if state := must(flow.PublishStory(s.App, d))(s.t); state != story.Approved {
		s.t.Fatalf("the story is %s", state)
	}
	return r.StoryID
}
