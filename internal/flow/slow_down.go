package flow

import (
	"sync"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
)

// How often something may be tried for one address or account.
const (
	mostFailures = 10 // wrong passwords
	failuresTime = 15 * time.Minute
	mostAsked    = 3 // letters with a link to choose a password
	askedTime    = time.Hour
)

// mostCounted bounds the memory that counting takes: about 4 MB.
const mostCounted = 20000

// tries counts what was tried lately, by a keyed fingerprint, in memory only: a
// restart forgets it, and nothing about a person is stored.
type tries struct {
	mu   sync.Mutex
	seen map[string][]time.Time
}

// triesKey is where the counts stand in the app's store.
const triesKey = "candour.tries"

func triesOf(app core.App) *tries {
	return app.Store().GetOrSet(triesKey, func() any { return &tries{seen: map[string][]time.Time{}} }).(*tries)
}

// tooMany reports whether what was counted for a value within a time has
// reached a number.
func tooMany(app core.App, what, value string, most int, within time.Duration) bool {
	t, key := triesOf(app), deployment.Of(app).Sealer.Fingerprint("tries "+what, value)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.seen[key] = since(t.seen[key], now(app).Add(-within))
	if len(t.seen[key]) == 0 {
		delete(t.seen, key)
	}
	return len(t.seen[key]) >= most
}

// count counts one more try for a value.
func count(app core.App, what, value string) {
	t, key, at := triesOf(app), deployment.Of(app).Sealer.Fingerprint("tries "+what, value), now(app)
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.seen) >= mostCounted {
		t.forgetBefore(at.Add(-askedTime))
	}
	if len(t.seen) >= mostCounted { // a flood of different values: start afresh, PocketBase's limits hold the door
		clear(t.seen)
	}
	t.seen[key] = append(t.seen[key], at)
}

// forget starts the count of a value afresh.
func forget(app core.App, what, value string) {
	t := triesOf(app)
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.seen, deployment.Of(app).Sealer.Fingerprint("tries "+what, value))
}

func (t *tries) forgetBefore(at time.Time) {
	for key, times := range t.seen {
		if len(since(times, at)) == 0 {
			delete(t.seen, key)
		}
	}
}

// since leaves out the times before one.
func since(times []time.Time, at time.Time) []time.Time {
	for i, v := range times {
		if v.After(at) {
			return times[i:]
		}
	}
	return nil
}
