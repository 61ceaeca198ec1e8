package records

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/seal"
	"candour/internal/story"
)

// firstVersion is the version of a story that nobody has acted on.
const firstVersion = 1

// ErrBrokenChain says that an act does not follow the acts before it.
var ErrBrokenChain = errors.New("this act does not follow the one before it in the record of its story")

// Place is where an act stands in the record of its story, from 1 on; 0 for one
// that was written down before acts were chained.
func (m *Moderation) Place() int { return m.GetInt("place") }

// chainTo puts an act at the end of the record of its story.
func (m *Moderation) chainTo(app core.App) error {
	last, err := lastAct(app, m.GetString("story"))
	if err != nil {
		return err
	}
	m.Set("place", last.Place()+1)
	m.Set("chain", m.link(deployment.Of(app).Sealer, last.GetString("chain")))
	return nil
}

// AsModeration reads a record that is about to be stored as the act that it is.
func AsModeration(r *core.Record) *Moderation {
	m := &Moderation{}
	m.SetProxyRecord(r)
	return m
}

// CheckChained says whether an act that is about to be stored follows the last
// one of its story.
func CheckChained(app core.App, act *core.Record) error {
	m := AsModeration(act)
	last, err := lastAct(app, act.GetString("story"))
	if err != nil {
		return err
	}
	if m.Place() != last.Place()+1 || act.GetString("chain") != m.link(deployment.Of(app).Sealer, last.GetString("chain")) {
		return ErrBrokenChain
	}
	return nil
}

// lastAct is the last chained act of a story. One without a place stands for
// none.
func lastAct(app core.App, storyID string) (*Moderation, error) {
	last, err := first[Moderation](app, "moderations", dbx.And(dbx.HashExp{"story": storyID}, dbx.NewExp("place > 0")), "place DESC")
	if errors.Is(err, ErrNotFound) {
		return newRecord[Moderation](app, "moderations")
	}
	return last, err
}

// link is the fingerprint of an act and of the link before it. It covers every
// field that says something, by its name, so that fields which later versions
// add change nothing for the acts of today.
func (m *Moderation) link(s *seal.Sealer, before string) string {
	return s.Fingerprint("record of acts", before+saidBy(m.ProxyRecord(), "id", "chain"))
}

// saidBy is everything that a row says but in some fields, a line each.
func saidBy(r *core.Record, but ...string) string {
	var b strings.Builder
	for _, name := range slices.Sorted(slices.Values(r.Collection().Fields.FieldNames())) {
		switch value := r.GetString(name); {
		case slices.Contains(but, name), value == "", value == "0", value == "false", value == "null", value == "[]":
		default:
			fmt.Fprintf(&b, "\n%s %q", name, value)
		}
	}
	return b.String()
}

// RecordFault is a story whose record of acts is not whole.
type RecordFault struct {
	Story string
	Place int    // of the first act that does not fit; 0 when the last acts are missing
	What  string // in a few words
}

// WalkRecords looks at the record of every story that was acted on and returns those
// that are not whole, at most limit, how many acts it saw, and how many of them
// were written down before acts were chained. It reads a bounded number of rows
// at a time.
func WalkRecords(app core.App, limit int) (faults []RecordFault, acts, unchained int, err error) {
	w := recordWalk{app: app, sealer: deployment.Of(app).Sealer}
	for after := ""; len(faults) < limit; {
		stories := []string{}
		err = app.DB().Select("id").From("stories s").Where(dbx.NewExp(`id > {:after} AND (version > {:first}
			OR EXISTS (SELECT 1 FROM moderations m WHERE m.story = s.id) OR EXISTS (SELECT 1 FROM safeguardings g WHERE g.story = s.id))`,
			dbx.Params{"after": after, "first": firstVersion})).OrderBy("id").Limit(500).Column(&stories)
		if err != nil || len(stories) == 0 {
			break
		}
		after = stories[len(stories)-1]
		found, err := w.look(stories)
		if err != nil {
			return faults, w.acts, w.unchained, err
		}
		faults = append(faults, found...)
	}
	return faults[:min(len(faults), limit)], w.acts, w.unchained, wrap(err, "the record of acts")
}

type recordWalk struct {
	app             core.App
	sealer          *seal.Sealer
	acts, unchained int
}

// look checks the records of some stories, each against its chain and against
// the version of the story: an act on a story raises it by one.
func (w *recordWalk) look(stories []string) ([]RecordFault, error) {
	acts, err := all[Moderation](w.app, "moderations", dbx.In("story", texts(stories)...), "story", "place")
	if err != nil {
		return nil, err
	}
	byStory := map[string][]*Moderation{}
	for _, a := range acts {
		byStory[a.GetString("story")] = append(byStory[a.GetString("story")], a)
	}
	found, err := all[Story](w.app, "stories", dbx.In("id", texts(stories)...))
	if err != nil {
		return nil, err
	}
	steps, err := all[Safeguarding](w.app, "safeguardings", dbx.In("story", texts(stories)...))
	if err != nil {
		return nil, err
	}
	var faults []RecordFault
	for _, s := range found {
		w.acts += len(byStory[s.Id])
		f := w.check(s, byStory[s.Id])
		if f == nil {
			f = checkCase(w.sealer, s.Id, byStory[s.Id], steps)
		}
		if f != nil {
			faults = append(faults, *f)
		}
	}
	return faults, nil
}

func (w *recordWalk) check(s *Story, acts []*Moderation) *RecordFault {
	before, next, version := "", 1, firstVersion
	for _, a := range acts {
		if a.Response() == "" {
			version = max(version, a.Version())
		}
		if a.Place() == 0 {
			w.unchained++
			continue
		}
		switch {
		case a.Place() != next:
			return &RecordFault{s.Id, next, "an act is missing"}
		case a.GetString("chain") != a.link(w.sealer, before):
			return &RecordFault{s.Id, next, "an act is not as it was written down"}
		}
		before, next = a.GetString("chain"), next+1
	}
	if s.State() == story.Withdrawn { // which is the author's own, and needs no act
		version++
	}
	if s.Version() > version {
		return &RecordFault{s.Id, 0, "the last acts are missing"}
	}
	return nil
}
