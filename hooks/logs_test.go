package hooks

import (
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

func TestWhatALogRowMayHold(t *testing.T) {
	for _, secret := range []string{"jose@пример.рф", "o'x=y@example.org", "2a00:1450::1", "fe80::1", "ada%2540example.org", "ada%40example.org",
		"203.0.113.77", "::1"} {
		l := &core.Log{Message: "finding " + secret + " failed", Data: types.JSONMap[any]{"error": "no row for " + secret + ", tried at 10:15:30"}}
		scrub(l)
		all := l.Message + l.Data["error"].(string)
		if strings.Contains(all, secret) || strings.Contains(all, "example.org") || strings.Contains(all, "jose") {
			t.Errorf("a secret of %d characters stays in the log: %s", len(secret), strings.ReplaceAll(all, secret, "…"))
		}
		if !strings.Contains(all, "10:15:30") {
			t.Error("a time of day is taken for an address")
		}
	}
	for address, want := range map[string]string{"/stories/abcd2345?q=my+secret": "/stories/…", "/my-secret-illness": "/…",
		"/password/tokentoken": "/password/…", "/%3Fq=secret": "/…", "/api/collections/x/records?filter=y": "/api/…"} {
		l := &core.Log{Message: "GET " + address, Data: types.JSONMap[any]{"url": address}}
		scrub(l)
		if l.Data["url"] != want || l.Message != "GET "+want {
			t.Errorf("the row says %q and %v, not %q", l.Message, l.Data["url"], want)
		}
	}
}

func TestALogOfAPanicSaysWhereAndNotWhatWith(t *testing.T) {
	for _, panicked := range []string{"[PANIC RECOVER] my secret illness goroutine 12 [running]:\nmain.f()", "[PANIC RECOVER] secret goroutine 1 [running]: secret goroutine 2 [running]:\nmain.f()",
		"[PANIC RECOVER] a secret without a stack"} {
		l := &core.Log{Message: panicked, Data: types.JSONMap[any]{"details": panicked}}
		scrub(l)
		all := l.Message + l.Data["details"].(string)
		if strings.Contains(all, "secret") || strings.Contains(panicked, "main.f") != strings.Contains(all, "main.f") {
			t.Errorf("the log of a panic says %q", all)
		}
	}
}
