package hooks

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

var timedLetters = os.DirFS("../pb_public")

// timed is an app with its promises and its timetable.
func timed(t testing.TB, carrier mail.Carrier) func(core.App) {
	return func(app core.App) {
		Register(app)
		if err := Timetable(app, timedLetters, carrier); err != nil {
			t.Fatal(err)
		}
	}
}

// heldUp is a carrier that tells when it has a letter in hand, and waits.
type heldUp struct{ has, goes chan struct{} }

func (h heldUp) Carry(context.Context, mail.Message) error {
	h.has <- struct{}{}
	<-h.goes
	return nil
}

func (s *scene) runNow(names ...string) {
	s.t.Helper()
	s.ok(RunNow(s.App, names...))
}

func TestTimetable_RunNow_DoesEveryJobThatIsDue(t *testing.T) {
	s := newScene(t, testkit.New(t, timed(t, nil)))
	id := s.published()
	response := must(flow.RespondToStory(s.App, flow.Answer{StoryID: id, MemberID: s.member.Id, Text: "Thank you for telling us."}))(t)
	s.Pass(story.EditingTime)
	s.runNow()
	if r := must(records.FindResponse(s.App, response))(t); r.State() != story.ResponseSubmitted {
		t.Errorf("the response is %s", r.State())
	}
	files := must(os.ReadDir(s.Deployment.MailDir))(t)
	if len(files) != 3 {
		t.Errorf("%d letters", len(files))
	}
	if err := RunNow(s.App, "nonsense"); err == nil {
		t.Error("a job that is not there was run")
	}
}

func TestTimetable_WhenTheSiteServes_LettersLeaveByThemselves(t *testing.T) {
	h := heldUp{make(chan struct{}), make(chan struct{})}
	s := newScene(t, testkit.New(t, timed(t, h)))
	s.told()
	testkit.Serve(t, s.App)
	select {
	case <-h.has:
	case <-time.After(20 * time.Second):
		t.Error("no letter left")
	}
	close(h.goes)
	listed := map[string]bool{}
	for _, j := range s.Cron().Jobs() {
		listed[j.Id()] = true
	}
	for _, j := range jobs(nil, nil) {
		if !listed[j.name] || j.what == "" {
			t.Errorf("%s is not on the timetable", j.name)
		}
	}
}

func TestTimetable_ABrokenLetter_StopsTheStart(t *testing.T) {
	err := Timetable(testkit.New(t), os.DirFS(t.TempDir()), nil)
	if err == nil || !strings.Contains(err.Error(), "letters/") {
		t.Errorf("%v", err)
	}
}

func TestTimetable_AtTheEnd_TheLetterInHandIsFinishedFirst(t *testing.T) {
	h := heldUp{make(chan struct{}), make(chan struct{})}
	s := newScene(t, testkit.New(t, timed(t, h)))
	s.told()
	s.told()
	ran := make(chan error, 1)
	go func() { ran <- RunNow(s.App, "send-letters") }()
	<-h.has
	ended, looked := make(chan struct{}), make(chan int, 1)
	go func() {
		_ = s.OnTerminate().Trigger(&core.TerminateEvent{App: s.App}, func(*core.TerminateEvent) error {
			letters, _ := records.LettersDue(s.App, s.Now().Add(time.Hour), 10)
			looked <- len(letters)
			return nil
		})
		close(ended)
	}()
	select {
	case <-ended:
		t.Error("the end did not wait for the letter")
	case <-time.After(50 * time.Millisecond):
	}
	close(h.goes)
	<-ended
	s.ok(<-ran)
	if left := <-looked; left != 1 {
		t.Errorf("%d letters are left, not the second alone", left)
	}
	if err := RunNow(s.App); err != nil {
		t.Errorf("after the end: %v", err)
	}
}

func TestTimetable_AJobThatPanicsOrFails_IsLoggedWithoutWordsAndRunsAgain(t *testing.T) {
	app := testkit.New(t, Register)
	var runs atomic.Int32
	table := &timetable{app: app, running: newRunning("bad"), ctx: t.Context()}
	bad := job{name: "bad", run: func(context.Context, core.App) error {
		if runs.Add(1) == 1 {
			panic("ada@example.org told me her secret")
		}
		return errors.New("it went wrong")
	}}
	err := table.run(bad)
	if err == nil || strings.Contains(err.Error(), "ada") || strings.Contains(err.Error(), "secret") ||
		!strings.Contains(err.Error(), "TestTimetable_AJobThatPanics") {
		t.Errorf("%v", err)
	}
	if err := table.run(bad); err == nil || runs.Load() != 2 {
		t.Errorf("%d runs: %v", runs.Load(), err)
	}
	table.try(bad)
}

// TestTimetable_AJob_NeverRunsTwiceAtOnce: the clock passes over a job that is
// running; who asks for it by name gets a run that began after they asked.
func TestTimetable_AJob_NeverRunsTwiceAtOnce(t *testing.T) {
	table := &timetable{running: newRunning("slow"), ctx: t.Context()}
	var runs, at atomic.Int32
	in, out := make(chan struct{}), make(chan struct{})
	slow := job{name: "slow", run: func(context.Context, core.App) error {
		if at.Add(1) > 1 {
			t.Error("two at once")
		}
		defer at.Add(-1)
		if runs.Add(1) == 1 {
			close(in)
			<-out
		}
		return nil
	}}
	var work sync.WaitGroup
	work.Go(func() { table.try(slow) })
	<-in
	table.try(slow)
	if runs.Load() != 1 {
		t.Errorf("the clock began it %d times", runs.Load())
	}
	work.Go(func() {
		if err := table.run(slow); err != nil || runs.Load() != 2 {
			t.Errorf("asked for by name while it ran: %d runs, %v", runs.Load(), err)
		}
	})
	close(out)
	work.Wait()
}

// TestTimetable_WhenTheSiteIsStill_NoLetterLeaves: a stopped site that is served
// for a check only keeps its letters; one that runs sends them by itself.
func TestTimetable_WhenTheSiteIsStill_NoLetterLeaves(t *testing.T) {
	for _, still := range []bool{true, false} {
		post := heldUp{make(chan struct{}), make(chan struct{})}
		s := newScene(t, testkit.New(t, timed(t, post)))
		s.told() // owes its author a letter
		s.Deployment.Still = still
		testkit.Serve(t, s.App)
		table := s.Store().Get(timetableKey).(*timetable)
		if !still {
			<-post.has
			close(post.goes)
			table.close()
			continue
		}
		for _, j := range s.Cron().Jobs() {
			if slices.Contains(Jobs(), j.Id()) {
				t.Errorf("%s is on the timetable of a site that is still", j.Id())
			}
		}
		table.work.Wait() // returns at once when nothing began; a letter in hand would keep it for ever
	}
}

// TestWhatTheClockCannotDoForOneStoryItDoesForTheOthers takes away the record by which
// the first of two approved stories may be published.
func TestWhatTheClockCannotDoForOneStoryItDoesForTheOthers(t *testing.T) {
	s := newScene(t, with(t, promises))
	stuck, sound := s.underReview(), s.underReview()
	must(s.DB().NewQuery("DELETE FROM moderations WHERE story = {:id}").Bind(dbx.Params{"id": stuck}).Execute())(t)
	s.Pass(s.looked(sound).Facts().DueAt.Sub(s.Now()))
	for _, want := range []int{1, 0} {
		if n, err := flow.GoOnByClock(s.App); n != want || err == nil {
			t.Errorf("it says that %d were published (%v)", n, err)
		}
	}
	if s.state(stuck) == story.Published || s.state(sound) != story.Published {
		t.Errorf("they are %s and %s", s.state(stuck), s.state(sound))
	}
}
