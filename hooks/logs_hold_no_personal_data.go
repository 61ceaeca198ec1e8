package hooks

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
)

// Our logs hold no address, no words of yours, and nothing that says which
// device asked for what.
//
// Every row is rewritten just before it is stored: who asked and from where is
// left out, the query of an address is cut off, secrets in paths are blanked
// and anything that looks like an e-mail address is replaced.
func logsHoldNoPersonalData(app core.App, name string) {
	app.OnModelCreate(core.LogsTableName).Bind(&hook.Handler[*core.ModelEvent]{Id: name, Func: func(e *core.ModelEvent) error {
		if l, ok := e.Model.(*core.Log); ok {
			scrub(l)
		}
		return e.Next()
	}})
}

var (
	emailShape = regexp.MustCompile(`[^\s"'<>(),;:=/]+(@|%40)[^\s"'<>(),;:=/]+\.[A-Za-z]{2,}`)
	ipShape    = regexp.MustCompile(`\b\d{1,3}(\.\d{1,3}){3}\b|\b[0-9a-fA-F]{1,4}(:[0-9a-fA-F]{0,4}){3,7}\b`)
	secretPath = regexp.MustCompile(`(/(?:password|confirm-email|letters|account/export)/)[^/?\s"]+`)
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
	l.Message = scrubText(cutQuery(l.Message))
}

func scrubValue(key string, v any) any {
	switch t := v.(type) {
	case string:
		if key == "url" {
			return scrubText(cutQuery(t))
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

func cutQuery(s string) string {
	if i := strings.IndexByte(s, '?'); i >= 0 {
		s = s[:i]
	}
	return s
}

func scrubText(s string) string {
	if plain, err := url.PathUnescape(s); err == nil && strings.Contains(plain, "@") {
		s = plain
	}
	s = secretPath.ReplaceAllString(s, "${1}[secret]")
	s = emailShape.ReplaceAllString(s, "[e-mail]")
	return ipShape.ReplaceAllString(s, "[address]")
}
