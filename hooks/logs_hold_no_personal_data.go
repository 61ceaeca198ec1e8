package hooks

import (
	"fmt"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
)

// Our logs hold no address, no words of yours, and nothing that says which
// device asked for what.
//
// Every row is rewritten just before it is stored: who asked and from where is
// left out, of an address only the part of the site stays, and anything that
// looks like an e-mail address or an internet address is replaced.
func logsHoldNoPersonalData(app core.App, name string) {
	app.OnModelCreate(core.LogsTableName).Bind(&hook.Handler[*core.ModelEvent]{Id: name, Func: func(e *core.ModelEvent) error {
		if l, ok := e.Model.(*core.Log); ok {
			scrub(l)
		}
		return e.Next()
	}})
}

var (
	emailShape = regexp.MustCompile(`[^\s"<>(),;:]*(@|%(25)*40)[^\s"'<>(),;:=/]+\.[\p{L}\d-]{2,}`)
	ipShape    = regexp.MustCompile(`\b\d{1,3}(\.\d{1,3}){3}\b|[0-9a-fA-F]{0,4}(:[0-9a-fA-F]{0,4}){2,7}`)
	firstPart  = regexp.MustCompile(`^/[a-z_-]*`)
	ourParts   = []string{"/_", "/api", "/about", "/account", "/assets", "/confirm-email", "/data", "/health", "/letters", "/organisations",
		"/password", "/receipt", "/services", "/sign-in", "/sign-out", "/sitemaps", "/staff", "/stories", "/tags", "/tell"}
)

// whoAndWhere are the attributes of a request that are about a person.
var whoAndWhere = []string{"userIP", "remoteIP", "referer", "referrer", "userAgent", "authId", "auth"}

func scrub(l *core.Log) {
	for _, k := range whoAndWhere {
		delete(l.Data, k)
	}
	for k, v := range l.Data {
		l.Data[k] = scrubValue(k, v)
	}
	l.Message = messageOf(l.Message)
}

func scrubValue(key string, v any) any {
	switch t := v.(type) {
	case string:
		if key == "url" {
			return whichPart(t)
		}
		return scrubText(t)
	case error:
		return scrubText(t.Error())
	case fmt.Stringer:
		return scrubText(t.String())
	case map[string]any:
		for k, x := range t {
			t[k] = scrubValue(k, x)
		}
		return t
	case bool, int, int64, float64, nil:
		return v
	default:
		return scrubText(fmt.Sprint(v))
	}
}

// whichPart keeps of an address only which part of the site was asked for. The
// rest may hold a link's secret, or whatever somebody typed.
func whichPart(address string) string {
	first := firstPart.FindString(address)
	if slices.Contains(ourParts, first) {
		return first + "/…"
	}
	return "/…"
}

// scrubText blanks what looks like an e-mail address or an internet address,
// and what follows a question mark in an address.
func scrubText(s string) string {
	s = withoutPanic(s)
	for range 3 { // encoded once, twice …
		plain, err := url.PathUnescape(s)
		if err != nil || plain == s {
			break
		}
		s = plain
	}
	s = emailShape.ReplaceAllString(s, "[e-mail]")
	return ipShape.ReplaceAllStringFunc(s, func(x string) string {
		if _, err := netip.ParseAddr(x); err != nil {
			return x // a time of day, say
		}
		return "[address]"
	})
}

var stackStart = regexp.MustCompile(`goroutine \d+ \[running\]:`)

// withoutPanic leaves out what a handler broke off with, which may be anybody's
// words. Where it broke off stays: a stack names functions and holds no text.
func withoutPanic(s string) string {
	before, broken, ok := strings.Cut(s, panicMark)
	if !ok {
		return s
	}
	stacks := stackStart.FindAllStringIndex(broken, -1)
	if len(stacks) == 0 {
		return before + panicMark
	}
	return before + panicMark + " " + broken[stacks[len(stacks)-1][0]:]
}

// panicMark is how PocketBase begins the log of a panic (apis/middlewares.go).
const panicMark = "[PANIC RECOVER]"

// messageOf is the text of a log row. PocketBase writes "GET /path?query" for a
// request; of that, the method and the part of the site stay.
func messageOf(s string) string {
	method, address, ok := strings.Cut(s, " ")
	if ok && strings.HasPrefix(address, "/") && strings.ToUpper(method) == method {
		return method + " " + whichPart(address)
	}
	return scrubText(s)
}
