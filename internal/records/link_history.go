package records

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"
)

// Fields of the history that are no fields of a service or an organisation: who has
// to do with it, and a further code of it.
const (
	LinkField = "link"
	CodeField = "code"
)

// PastLink is a link as the history keeps it, in Was and Now: who has to do with
// whose history it is, or, with Area, Tag or ServiceKind, what that has to do with
// these.
type PastLink struct {
	Kind         LinkKind `json:"kind"`
	Organisation string   `json:"organisation,omitempty"`
	Area         string   `json:"area,omitempty"`
	Tag          string   `json:"tag,omitempty"`
	ServiceKind  string   `json:"serviceKind,omitempty"`
	Since        string   `json:"since,omitempty"` // days, as 2026-04-01; Until is the first day no longer
	Until        string   `json:"until,omitempty"`
}

// ReadPastLink reads what the history keeps of a link; false for none.
func ReadPastLink(kept string) (l PastLink, ok bool) {
	return l, kept != "" && json.Unmarshal([]byte(kept), &l) == nil
}

// Began is the first day; zero when nobody knows.
func (l PastLink) Began() time.Time { return plainDay(l.Since) }

// Ended is the last day; zero when it goes on.
func (l PastLink) Ended() time.Time {
	if at := plainDay(l.Until); !at.IsZero() {
		return at.AddDate(0, 0, -1)
	}
	return time.Time{}
}

func plainDay(text string) time.Time {
	at, _ := time.Parse(time.DateOnly, text)
	return at
}

func (l PastLink) kept() string {
	text, _ := json.Marshal(l)
	return string(text)
}

// past is a row of a load as the history keeps it.
func (r LinkRow) past() (whose, id string, l PastLink) {
	whose, id = linkIsOf(r.Service, r.Target, r.Organisation)
	l = PastLink{Kind: LinkKind(r.Kind), Organisation: r.Organisation, Area: r.Area, ServiceKind: r.ServiceKind, Since: shortDay(r.Since), Until: shortDay(r.Until)}
	return whose, id, l
}

// linkIsOf says whose history tells of a link: that of what it leads to, or, where it
// leads to an area, a tag or a kind, that of whom it leads from.
func linkIsOf(service, target, organisation string) (whose, id string) {
	switch {
	case service != "":
		return "service", service
	case target != "":
		return "organisation", target
	}
	return "organisation", organisation
}

// shortDay is the day of a stored time.
func shortDay(stored string) string { return stored[:min(len(stored), len(time.DateOnly))] }

// WriteLinkHistory writes down that a link was made, dated, moved or taken away.
// Either of the two may be nil.
func WriteLinkHistory(tx core.App, before, after *core.Record, as Origin, at time.Time) error {
	was, wasOf := pastOf(before)
	now, nowOf := pastOf(after)
	if was == now && wasOf == nowOf {
		return nil
	}
	if wasOf != nowOf && wasOf != "" && nowOf != "" { // it leads to something else now
		if err := writeOf(tx, wasOf, LinkField, was, "", as, at); err != nil {
			return err
		}
		was = ""
	}
	whose := nowOf
	if whose == "" {
		whose = wasOf
	}
	return writeOf(tx, whose, LinkField, was, now, as, at)
}

// pastOf is a record of a link as the history keeps it, and whose it is: the field of
// the history and the id, with a space between.
func pastOf(r *core.Record) (kept, of string) {
	if r == nil {
		return "", ""
	}
	row := LinkRow{Organisation: r.GetString("organisation"), Kind: r.GetString("kind"), Service: r.GetString("service"), Target: r.GetString("target"),
		Area: r.GetString("area"), ServiceKind: r.GetString("serviceKind"), Since: r.GetString("since"), Until: r.GetString("until")}
	whose, id, l := row.past()
	l.Tag = r.GetString("tag")
	return l.kept(), whose + " " + id
}

// WriteCodeHistory writes down that a further code was given to something, and taken
// over from what became it. The desk's own numbers are no codes that anybody else knows.
func WriteCodeHistory(tx core.App, before, after *core.Record, as Origin, at time.Time) error {
	if strings.HasPrefix(after.GetString("value"), DeskCode) {
		return nil
	}
	code := after.GetString("scheme") + ":" + after.GetString("value")
	of := func(r *core.Record) string {
		whose, id := linkIsOf(r.GetString("service"), r.GetString("organisation"), "")
		return whose + " " + id
	}
	if before != nil {
		if of(before) == of(after) {
			return nil
		}
		if err := writeOf(tx, of(before), CodeField, code, "", as, at); err != nil {
			return err
		}
	}
	return writeOf(tx, of(after), CodeField, "", code, as, at)
}
