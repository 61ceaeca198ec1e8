package hooks

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/pocketbase/dbx"

	"candour/internal/flow"
	"candour/internal/ledger"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

func init() {
	breaches["erased-stay-erased"] = map[string]breach{
		"a copy from before an erasure is put in place": func(t *testing.T, s *scene) bool {
			a := must(records.FindAuthorOf(s.App, s.published()))(t)
			before := s.copied()
			s.ok(flow.EraseAuthor(s.App, a.Id))
			s.startFrom(before)
			_, err := records.FindAuthor(s.App, a.Id)
			return err == nil
		},
		"a copy from before a story was taken back is put in place": func(t *testing.T, s *scene) bool {
			id := s.published()
			before := s.copied()
			s.ok(flow.WithdrawStory(s.App, must(records.FindAuthorOf(s.App, id))(t).Id, id))
			s.startFrom(before)
			return must(records.FindStory(s.App, id))(t).State() == story.Published
		},
		"a copy from before a story was taken down is put in place": func(t *testing.T, s *scene) bool {
			id := s.published()
			before := s.copied()
			s.remove(id)
			s.startFrom(before)
			return must(records.FindStory(s.App, id))(t).State() == story.Published
		},
		"the administrator switches PocketBase's own backups on": func(t *testing.T, s *scene) bool {
			s.asAdministrator("PATCH", "/api/settings", `{"backups":{"cron":"0 0 * * *"}}`)
			return s.Settings().Backups.Cron != ""
		},
		"the note that an account is erased is deleted": func(t *testing.T, s *scene) bool {
			s.ok(records.NoteErasure(s.App, "accountaccount1", s.Now()))
			return s.Delete(s.row("erasures", "account", "accountaccount1")) == nil
		},
		"the note of one erasure is made into that of another": func(t *testing.T, s *scene) bool {
			s.ok(records.NoteErasure(s.App, "accountaccount1", s.Now()))
			r := s.row("erasures", "account", "accountaccount1")
			r.Set("account", "accountaccount2")
			return s.Save(r) == nil
		},
	}
}

// copied is a backup of the data as it is now.
func (s *scene) copied() string {
	s.t.Helper()
	made := must(flow.MakeBackup(s.App, s.t.Context(), filepath.Join(s.t.TempDir(), "copy.db")))(s.t)
	return made.File
}

// startFrom puts a copy in the place of the data, past every check, and starts.
func (s *scene) startFrom(file string) {
	s.t.Helper()
	s.ok(s.ResetBootstrapState())
	live := filepath.Join(s.DataDir(), "data.db")
	for _, end := range []string{"-wal", "-shm"} {
		_ = os.Remove(live + end)
	}
	s.ok(os.WriteFile(live, must(os.ReadFile(file))(s.t), 0o600))
	s.ok(s.Bootstrap())
	testkit.Serve(s.t, s.App)
}

func (s *scene) remove(id string) {
	s.t.Helper()
	senior := must(records.NewModerator(s.App, "ines@candour.example", "Ines", "a long password", true))(s.t)
	s.ok(s.Save(senior))
	v := must(records.FindStory(s.App, id))(s.t).Version()
	s.ok(flow.RemoveStory(s.App, flow.Decision{StoryID: id, Version: v, Moderator: senior.Id, Reason: "identifies-someone", Note: "It names a nurse."}))
}

func TestErasedStayErased_AfterARestore_NothingOfThePersonIsInAnyFile(t *testing.T) {
	s := newScene(t, with(t, promises))
	ada := s.busyLife()
	before := s.copied()
	s.ok(flow.EraseAuthor(s.App, ada.Id))
	s.startFrom(before)
	testkit.NoCanaries(t, s.DataDir(), canaries()...)
	if n := must(s.CountRecords("withdrawals"))(t); n != 3 {
		t.Errorf("%d of 3 stories are said to be gone", n)
	}
	var owed int
	s.ok(s.DB().NewQuery("SELECT COUNT(*) FROM letters WHERE state IN ('owed', 'sending')").Row(&owed))
	if owed != 0 {
		t.Errorf("%d letters would tell again what was told before", owed)
	}
	var left int
	s.ok(s.DB().NewQuery("SELECT COUNT(*) FROM stories_search").Row(&left))
	if left != 0 {
		t.Errorf("%d stories are in the search index", left)
	}
}

func TestErasedStayErased_AStoryToldAfterTheBackup_IsStillSaidToBeGone(t *testing.T) {
	s := newScene(t, with(t, promises))
	before := s.copied()
	id := s.published()
	a := must(records.FindAuthorOf(s.App, id))(t)
	s.ok(flow.EraseAuthor(s.App, a.Id))
	s.startFrom(before)
	if w, err := records.FindWithdrawal(s.App, id); err != nil || w.Kind() != "erased" {
		t.Errorf("the page of an erased story would answer 404: %v", err)
	}
	if noted := must(records.NotedErasures(s.App, []string{a.Id}))(t); len(noted) != 1 {
		t.Error("the data does not know that the account is erased")
	}
}

func TestErasedStayErased_ASecondStartHasNothingToDo(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.published()
	a := must(records.FindAuthorOf(s.App, id))(t)
	before := s.copied()
	s.ok(flow.WithdrawStory(s.App, a.Id, id))
	s.ok(s.ResetBootstrapState())
	s.ok(os.WriteFile(filepath.Join(s.DataDir(), "data.db"), must(os.ReadFile(before))(t), 0o600))
	s.ok(s.Bootstrap())
	for i, want := range []flow.Replayed{{Stories: 1}, {}, {}} {
		s.Store().Remove("candour.replayed") // as a new process would have it
		if got := must(flow.ReplayLedger(s.App))(t); got != want {
			t.Errorf("start %d: %+v", i, got)
		}
	}
	for _, l := range must(records.LettersOfStory(s.App, id))(t) {
		if k := mail.Kind(l.Kind()); l.State() == "owed" && k != mail.Password {
			t.Errorf("a letter of the kind %s is owed", k)
		}
	}
}

func TestErasedStayErased_AStoryTakenDown_IsNotOfferedAgainFromBeforeItWasPublished(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.told()
	before := s.copied()
	st := must(records.FindStory(s.App, id))(t)
	must(flow.PublishStory(s.App, flow.Decision{StoryID: id, Version: st.Version(), Moderator: s.moderator.Id}))(t)
	s.remove(id)
	s.startFrom(before)
	if got := must(records.FindStory(s.App, id))(t).State(); got != story.Rejected {
		t.Errorf("the story is %s", got)
	}
	if w, err := records.FindWithdrawal(s.App, id); err != nil || w.Kind() != "removed" {
		t.Errorf("nobody is told that it is gone: %v", err)
	}
}

func TestErasedStayErased_AnErasedStoryWhoseAccountIsUnknown_IsErasedAlone(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.published()
	a := must(records.FindAuthorOf(s.App, id))(t)
	other := s.toldBy(a.Id)
	before := s.copied()
	s.ok(s.Deployment.Ledger.Add(ledger.On(ledger.Erased, id, s.Now())))
	s.startFrom(before)
	if _, err := records.FindStory(s.App, id); err == nil {
		t.Error("the story is back")
	}
	if _, err := records.FindStory(s.App, other); err != nil {
		t.Errorf("the other story went too: %v", err)
	}
}

func TestErasedStayErased_WhenTheProgramDiesBeforeTheLedgerIsWritten(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.published()
	a := must(records.FindAuthorOf(s.App, id))(t)
	theirs := s.Deployment.Ledger
	nowhere := must(ledger.Create(filepath.Join(t.TempDir(), "nowhere"), s.Now()))(t)
	s.Deployment.Ledger = nowhere
	s.ok(flow.EraseAuthor(s.App, a.Id)) // committed; what the ledger was to be told dies with the process
	s.ok(nowhere.Close())
	s.Deployment.Ledger = theirs
	if theirs.Holds(ledger.Account, a.Id) {
		t.Fatal("the ledger was written: this test proves nothing")
	}
	must(flow.ReplayLedger(s.App))(t)
	if !theirs.Holds(ledger.Account, a.Id) || !theirs.Holds(ledger.Erased, id) {
		t.Error("the start has not told the ledger what the data knows")
	}
}

func TestErasedStayErased_ManyErasuresAtOnce_NoneIsLost(t *testing.T) {
	s := newScene(t, with(t, promises))
	const people = 24
	accounts, stories := make([]string, people), make([]string, people)
	for i := range people {
		a := must(records.NewAuthor(s.App, s.Now()))(t)
		s.ok(s.Save(a))
		accounts[i], stories[i] = a.Id, s.toldBy(a.Id)
	}
	var all sync.WaitGroup
	for _, id := range accounts {
		all.Go(func() {
			if err := flow.EraseAuthor(s.App, id); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	l := must(ledger.Open(s.Deployment.Ledger.Path()))(t)
	for i := range people {
		if !l.Holds(ledger.Account, accounts[i]) || !l.Holds(ledger.Erased, stories[i]) {
			t.Errorf("the erasure %d is not in the ledger", i)
		}
	}
	s.ok(l.Close())
}

func TestTheLedgerHoldsRandomNumbersAndDaysOnly(t *testing.T) {
	s := newScene(t, with(t, promises))
	ada := s.busyLife()
	known := map[string]bool{ada.Id: true}
	for _, st := range must(records.StoriesOfAuthor(s.App, ada.Id))(t) {
		known[st.Id] = true
	}
	s.ok(flow.EraseAuthor(s.App, ada.Id))
	text := string(must(os.ReadFile(s.Deployment.Ledger.Path()))(t))
	testkit.NoCanaries(t, filepath.Dir(s.Deployment.Ledger.Path()), canaries()...)
	for line := range strings.Lines(text) {
		w := strings.Fields(line)
		if len(w) != 4 || w[0] != "ledger" && !known[w[1]] {
			t.Errorf("a line of %d words is about something else", len(w))
		}
	}
	for id := range known {
		if !strings.Contains(text, id) {
			t.Error("an id is missing")
		}
	}
}

func TestTheBackupDoorsOfThePanel_SayWhereBackupsAreMade(t *testing.T) {
	s := newScene(t, with(t, promises))
	for _, door := range [][2]string{{"GET", "/api/backups"}, {"POST", "/api/backups"}, {"POST", "/api/backups/x.zip/restore"}} {
		if said := s.asAdministrator(door[0], door[1], "{}"); !strings.Contains(said, "candour backup") {
			t.Errorf("%s %s says %q", door[0], door[1], said)
		}
	}
	if said := s.asAdministrator("PATCH", "/api/settings", `{"backups":{"cron":"0 0 * * *"}}`); !strings.Contains(said, "candour backup") {
		t.Errorf("switching backups on is answered with %q", said)
	}
	if _, err := os.Stat(filepath.Join(s.DataDir(), "backups")); err == nil {
		t.Error("there is a folder of PocketBase's backups")
	}
	if err := s.CreateBackup(t.Context(), "x.zip"); err == nil {
		t.Error("PocketBase made a backup")
	}
}

func TestTheNightlyBackup_IsMadeCheckedAndExpires(t *testing.T) {
	s := newScene(t, testkit.New(t, timed(t, nil)))
	s.told()
	s.runNow("backup")
	dir := s.Deployment.Backups.Dir
	if _, err := os.Stat(dir); err == nil {
		t.Fatal("a backup was made though no folder is set")
	}
	s.Deployment.Backups.Nightly = true
	s.runNow("backup")
	first := must(filepath.Glob(filepath.Join(dir, "*")))(t)
	if len(first) != 1 || filepath.Base(first[0]) != "candour-2026-11-18T120000Z.db" {
		t.Fatalf("the folder holds %v", first)
	}
	stranger := filepath.Join(dir, "candour-old.db")
	s.ok(os.WriteFile(stranger, nil, 0o600))
	s.Pass(s.Deployment.Clock("backups").Ends(s.Now()).Sub(s.Now()) - 1)
	if n := must(flow.BackupsDue(s.App, s.Deployment.Clock("backups").Cutoff(s.Now())))(t); n != 0 {
		t.Errorf("%d are due a moment before their time", n)
	}
	s.Pass(1)
	s.runNow("backup")
	left := must(filepath.Glob(filepath.Join(dir, "*")))(t)
	if len(left) != 2 || left[0] == first[0] || left[1] != stranger {
		t.Errorf("after its time: %v", left)
	}
}

func TestABackupIsReadableAndHoldsTheStories(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.published()
	file := s.copied()
	info := must(os.Stat(file))(t)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("others may read it: %v", info.Mode())
	}
	if _, err := flow.MakeBackup(s.App, t.Context(), file); err == nil {
		t.Error("a backup was written over another")
	}
	s.ok(flow.WithdrawStory(s.App, must(records.FindAuthorOf(s.App, id))(t).Id, id))
	s.ok(s.ResetBootstrapState())
	s.ok(os.WriteFile(filepath.Join(s.DataDir(), "data.db"), must(os.ReadFile(file))(t), 0o600))
	s.ok(s.Bootstrap())
	var n int
	s.ok(s.DB().Select("COUNT(*)").From("stories").Where(dbx.HashExp{"id": id, "state": "published"}).Row(&n))
	if n != 1 {
		t.Error("the copy does not hold the story as it was")
	}
}
