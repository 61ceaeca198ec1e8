package hooks

import (
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/testkit"
)

// A breach is how somebody would try to break a promise. It returns true when
// the attempt worked.
type breach func(t *testing.T, s *scene) bool

// TestEveryPromiseHasTeeth runs each breach twice: with every promise it must
// fail, and without that one promise it must succeed. A promise that nobody
// tries to break, and a breach that fails by itself, both fail the test.
func TestEveryPromiseHasTeeth(t *testing.T) {
	for i, p := range promises {
		tries := breaches[p.name]
		if len(tries) == 0 {
			t.Errorf("nobody has tried to break %q", p.name)
		}
		for how, attempt := range tries {
			t.Run(p.name+"/kept/"+how, func(t *testing.T) {
				if attempt(t, newScene(t, with(t, promises))) {
					t.Error("the promise was broken")
				}
			})
			t.Run(p.name+"/has teeth/"+how, func(t *testing.T) {
				others := append(append([]promise{}, promises[:i]...), promises[i+1:]...)
				if !attempt(t, newScene(t, with(t, others))) {
					t.Error("the breach fails even without this promise: the breach or the promise is idle")
				}
			})
		}
	}
	for name := range breaches {
		if !strings.Contains(strings.Join(Names(), " "), name) {
			t.Errorf("a breach of %q, which is no promise", name)
		}
	}
}

func with(t *testing.T, ps []promise) *testkit.App {
	t.Helper()
	return testkit.New(t, func(app core.App) {
		for _, p := range ps {
			p.keep(app, p.name)
		}
	})
}
