package hooks

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/mail"
)

// job is something the site does by the clock.
type job struct {
	name string
	when string // as in a crontab, in UTC
	what string // for people
	run  func(ctx context.Context, app core.App) error
}

// jobs lists everything the site does by the clock. Each may be run at any time
// and any number of times.
func jobs(letters fs.FS, carrier mail.Carrier) []job {
	return []job{
		{"send-letters", "* * * * *", "Sends the letters that are due.",
			func(ctx context.Context, app core.App) error {
				_, err := flow.SendLetters(app, ctx, letters, carrier)
				return err
			}},
		{"submit-responses", "* * * * *", "Hands responses to the moderators when their half hour is over.",
			func(_ context.Context, app core.App) error {
				_, err := flow.SubmitWaitingResponses(app)
				return err
			}},
		{"publish-approved", "* * * * *", "Publishes stories whose authors and services had their time, at opening hours.",
			func(_ context.Context, app core.App) error {
				_, err := flow.GoOnByClock(app)
				return err
			}},
		{"questions", "* * * * *", "Reminds services and authors of what they were asked, once, and goes on without an answer when their time is over.",
			func(_ context.Context, app core.App) error {
				_, err := flow.TendQuestions(app)
				return err
			}},
		{"turn-day", "7 * * * *", "Notes what has opened or closed by the calendar, so that its stories find whoever took over.",
			func(_ context.Context, app core.App) error {
				_, err := flow.TurnDay(app)
				return err
			}},
		{"reroute", "* * * * *", "Finds whom stories reach where the directory has changed.",
			func(ctx context.Context, app core.App) error {
				_, err := flow.RerouteUnrouted(app, ctx)
				return err
			}},
		{"erase", "* * * * *", "Erases the accounts whose time to change their mind is over.",
			func(ctx context.Context, app core.App) error {
				_, err := flow.EraseDue(app, ctx)
				return err
			}},
		{"close-totals", "41 3 * * *", "Counts the answers about people for each period that is over, once.",
			func(_ context.Context, app core.App) error {
				_, err := flow.CloseTotals(app)
				return err
			}},
		{"draw-blind-sample", "51 3 * * *", "Picks last month's stories that are scored a second time.",
			func(_ context.Context, app core.App) error {
				_, err := flow.DrawBlindSample(app)
				return err
			}},
		{"remind-of-closures", "23 * * * *", "Writes to senior moderators on the day on which a closed story is to be looked at again.",
			func(_ context.Context, app core.App) error {
				_, err := flow.RemindOfClosures(app)
				return err
			}},
		{"remind-of-looks", "*/5 * * * *", "Writes to whoever takes over a service while it looks at a story, and to senior moderators and administrators when a second look is late.",
			func(_ context.Context, app core.App) error {
				_, err := flow.RemindOfLooks(app)
				return errors.Join(err, flow.ShowNewcomers(app))
			}},
		{"remind-of-appeals", "*/5 * * * *", "Writes to the senior moderators who may decide an appeal shortly before its time is over, and when it is late.",
			func(_ context.Context, app core.App) error {
				_, err := flow.RemindOfAppeals(app)
				return err
			}},
		{"tell-late", "29 * * * *", "Tells authors and moderators of stories that nobody has read in the time that was promised.",
			func(_ context.Context, app core.App) error {
				_, err := flow.TellLate(app)
				return err
			}},
		{"tell-of-disclosures", "*/5 * * * *", "Tells authors that a private detail of theirs was asked for.",
			func(_ context.Context, app core.App) error {
				_, err := flow.TellDisclosures(app)
				return err
			}},
		{"sweep", "17 * * * *", "Deletes what has had its time.",
			func(ctx context.Context, app core.App) error {
				gone, err := flow.Sweep(app, ctx)
				logSwept(app, gone)
				return err
			}},
		{"backup", "41 2 * * *", "Makes the night's backup, and deletes those that have had their time.",
			func(ctx context.Context, app core.App) error { return flow.NightlyBackup(app, ctx) }},
	}
}

// logSwept writes down how much went by each clock, in numbers. The site's log
// keeps warnings and what is worse (pb_migrations/1760000001_settings.go), so
// that is what this is.
func logSwept(app core.App, gone []flow.Swept) {
	var counts []any
	for _, s := range gone {
		if s.Count > 0 {
			counts = append(counts, s.Clock, s.Count)
		}
	}
	if len(counts) > 0 {
		app.Logger().Warn("what had its time is gone", counts...)
	}
}

// prompt is how often the first job, the letters, is run between the minutes, so
// that nobody waits for a link.
const prompt = 5 * time.Second

// timetable runs the jobs of one app.
type timetable struct {
	app     core.App
	jobs    []job
	running map[string]*sync.Mutex
	ctx     context.Context // ends when the program stops
	stop    context.CancelFunc
	mu      sync.Mutex // guards the order of begin and close
	work    sync.WaitGroup
}

const timetableKey = "candour.timetable"

// Timetable has the site do its jobs by the clock, once it serves. letters holds
// their texts, and all of them are tried at once. When the program stops, running
// jobs come to their end before the database closes.
// Without a carrier, letters leave by the deployment's settings. A site that is
// still (deployment.Still) does only what RunNow asks for.
//
// PocketBase's own nightly job, which tidies the data file, stays: it empties the
// log of changes once more, which is what erasure wants.
func Timetable(app core.App, letters fs.FS, carrier mail.Carrier) error {
	if err := flow.CheckLetters(app, letters); err != nil {
		return err
	}
	t := &timetable{app: app, jobs: jobs(letters, carrier), running: newRunning(Jobs()...)}
	t.ctx, t.stop = context.WithCancel(context.Background())
	app.Store().Set(timetableKey, t)
	app.OnServe().Bind(&hook.Handler[*core.ServeEvent]{Id: "timetable", Func: func(e *core.ServeEvent) error {
		if deployment.Of(app).Still {
			return e.Next()
		}
		for _, j := range t.jobs {
			if err := app.Cron().Add(j.name, j.when, func() { t.try(j) }); err != nil {
				return fmt.Errorf("putting %s on the timetable: %w", j.name, err)
			}
		}
		if carrier == nil && flow.CarrierOf(app) == nil {
			app.Logger().Warn("no mail server is set: letters wait until there is one")
		}
		t.begin(t.prompt)
		return e.Next()
	}})
	app.OnTerminate().Bind(&hook.Handler[*core.TerminateEvent]{Id: "timetable", Func: func(e *core.TerminateEvent) error {
		t.close()
		return e.Next()
	}})
	return nil
}

// Jobs lists the names of what the site does by the clock.
func Jobs() []string {
	var names []string
	for _, j := range jobs(nil, nil) {
		names = append(names, j.name)
	}
	return names
}

// newRunning is one lock for each job, so that none overtakes itself.
func newRunning(names ...string) map[string]*sync.Mutex {
	running := map[string]*sync.Mutex{}
	for _, name := range names {
		running[name] = new(sync.Mutex)
	}
	return running
}

// RunNow runs jobs at once, all or those named, and waits for them. A job that
// is running already ends first and is run again: what became due since it began
// is done when RunNow returns.
func RunNow(app core.App, names ...string) error {
	t, ok := app.Store().Get(timetableKey).(*timetable)
	if !ok {
		return errors.New("running a job: this app has no timetable")
	}
	var failures []error
	known := 0
	for _, j := range t.jobs {
		if len(names) == 0 || slices.Contains(names, j.name) {
			known++
			failures = append(failures, t.run(j))
		}
	}
	if known < len(names) {
		failures = append(failures, errors.New("running a job: the timetable does not hold it"))
	}
	return errors.Join(failures...)
}

// prompt sends letters every few seconds until the program stops.
func (t *timetable) prompt() {
	tick := time.NewTicker(prompt)
	defer tick.Stop()
	for {
		t.try(t.jobs[0])
		select {
		case <-t.ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// begin does something beside the rest, unless the program is stopping.
func (t *timetable) begin(do func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.ctx.Err() == nil {
		t.work.Go(do)
	}
}

// close lets nothing new begin and waits for what has.
func (t *timetable) close() {
	t.mu.Lock()
	t.stop()
	t.mu.Unlock()
	t.work.Wait()
}

// try runs a job, unless it is running already, and logs what went wrong. The
// next time it is tried again.
func (t *timetable) try(j job) {
	if !t.running[j.name].TryLock() {
		return
	}
	defer t.running[j.name].Unlock()
	if err := t.do(j); err != nil {
		t.app.Logger().Error("a timed job went wrong", "job", j.name, "error", err.Error())
	}
}

// run runs a job, when the run that is under way has ended.
func (t *timetable) run(j job) error {
	t.running[j.name].Lock()
	defer t.running[j.name].Unlock()
	return t.do(j)
}

// do runs a job, whose lock is held, unless the program is stopping. A panic
// becomes an error: of what it said, only the kind is kept, because it may hold
// somebody's words.
func (t *timetable) do(j job) (err error) {
	t.mu.Lock()
	if t.ctx.Err() != nil {
		t.mu.Unlock()
		return nil
	}
	t.work.Add(1)
	t.mu.Unlock()
	defer t.work.Done()
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%s broke off: %T%s", j.name, r, where())
		}
	}()
	return j.run(t.ctx, t.app)
}

// where names the functions a panic came from, without what they were given.
func where() string {
	callers := make([]uintptr, 16)
	frames := runtime.CallersFrames(callers[:runtime.Callers(3, callers)])
	text := ""
	for more := true; more; {
		var f runtime.Frame
		f, more = frames.Next()
		text += fmt.Sprintf(" < %s:%d", f.Function, f.Line)
	}
	return text
}
