package testkit

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestMain(m *testing.M) { os.Exit(Main(m)) }

// listener stands in for a test and keeps what it would have failed with.
type listener struct {
	testing.TB
	said   []string
	closes []func()
}

func (l *listener) Helper() {}

func (l *listener) Errorf(format string, args ...any) {
	l.said = append(l.said, fmt.Sprintf(format, args...))
}

func (l *listener) Fatalf(format string, args ...any) {
	l.Errorf(format, args...)
	panic(stopped{})
}

func (l *listener) Cleanup(f func()) { l.closes = append(l.closes, f) }

func (l *listener) Failed() bool { return len(l.said) > 0 }

// stopped is what Fatalf of a listener panics with.
type stopped struct{}

// listen runs a part of a test to its end, with its clean-up, and returns what it would have failed with.
func listen(t *testing.T, part func(t testing.TB)) string {
	t.Helper()
	l := &listener{TB: t}
	func() {
		defer func() {
			if r := recover(); r != nil && r != (stopped{}) {
				panic(r)
			}
		}()
		part(l)
	}()
	for i := len(l.closes) - 1; i >= 0; i-- {
		l.closes[i]()
	}
	return strings.Join(l.said, "\n")
}

// says fails the test unless a failure says each of the words.
func says(t *testing.T, failure string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(failure, w) {
			t.Errorf("the failure does not say %q:\n%s", w, failure)
		}
	}
}

// silent fails the test if there was a failure.
func silent(t *testing.T, failure string) {
	t.Helper()
	if failure != "" {
		t.Errorf("this should have passed:\n%s", failure)
	}
}
