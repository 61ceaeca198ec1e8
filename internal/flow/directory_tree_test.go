package flow_test

import (
	"slices"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"candour/hooks"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// tree is an app with a small directory that tests build line by line. Things are
// named by their codes.
type tree struct {
	*testkit.App
	t             *testing.T
	services      map[string]*records.Service
	organisations map[string]*records.Organisation
	moderator     *records.Moderator
	authors       []*records.Author
	month, year   int // when what the next stories tell of happened
}

func newTree(t *testing.T) *tree {
	t.Helper()
	app := testkit.New(t, hooks.Register)
	app.Deployment.Region.OfficeHours.PublishAnyTime = true // the tests move their clock to any hour
	w := &tree{App: app, t: t, services: map[string]*records.Service{}, organisations: map[string]*records.Organisation{}, month: 9, year: 2026}
	m, err := records.NewModerator(app, "moses@candour.example", "Moses", "a long password", false)
	w.ok(err)
	w.ok(app.Save(m))
	w.moderator = m
	return w
}

func (w *tree) ok(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// organisation adds one, a part of another ("" for none), with further fields.
func (w *tree) organisation(code, parent string, more ...any) {
	w.t.Helper()
	o, err := records.NewOrganisation(w.App, "ons", code, "The "+code, "board")
	w.ok(err)
	if parent != "" {
		o.Set("parent", w.organisations[parent].Id)
	}
	for i := 0; i+1 < len(more); i += 2 {
		o.Set(more[i].(string), more[i+1])
	}
	w.ok(w.Save(o))
	w.organisations[code] = o
}

// service adds one, a part of another ("" for none), run by an organisation.
func (w *tree) service(code, parent, organisation string, more ...any) {
	w.t.Helper()
	v, err := records.NewService(w.App, "phs", code, "Service "+code, "Aberdeen", w.organisations[organisation].Id)
	w.ok(err)
	if parent != "" {
		v.SetParent(w.services[parent].Id)
	}
	for i := 0; i+1 < len(more); i += 2 {
		v.Set(more[i].(string), more[i+1])
	}
	w.ok(w.Save(v))
	w.services[code] = v
}

func (w *tree) link(from string, kind records.LinkKind, to records.LinkTo, since, until time.Time) {
	w.t.Helper()
	l, err := records.NewLink(w.App, w.organisations[from].Id, kind, to, since, until, records.FromFile)
	w.ok(err)
	w.ok(w.Save(l))
}

// become closes an organisation on a day, and names who took over.
func (w *tree) become(code, successor string, on time.Time) {
	w.t.Helper()
	o, err := records.FindOrganisation(w.App, w.organisations[code].Id)
	w.ok(err)
	o.Set("closedOn", on)
	o.Set("successor", w.organisations[successor].Id)
	w.ok(w.Save(o))
}

// member adds a responder of an organisation.
func (w *tree) member(organisation string) *records.Member {
	w.t.Helper()
	m, err := records.AddMember(w.App, organisation+"@example.org", "A member of "+organisation, "a long password", w.organisations[organisation].Id, story.RoleResponder)
	w.ok(err)
	w.ok(w.Save(m))
	return m
}

// tell tells a story as the author of a number, about services.
func (w *tree) tell(author int, postcode string, services ...string) string {
	w.t.Helper()
	for len(w.authors) <= author {
		a, err := records.NewAuthor(w.App, w.Now())
		w.ok(err)
		w.ok(w.Save(a))
		w.authors = append(w.authors, a)
	}
	sent := flow.Sent{AuthorID: w.authors[author].Id, FormKey: story.NewStoryKey(), Telling: story.Telling{Title: "Seen at once", Text: "I was seen at once.",
		ToldFor: "self", Good: []string{"speed"}, HappenedMonth: w.month, HappenedYear: w.year, ScreenName: "ferryfolk", AgeGroup: "adult", Postcode: postcode,
		Edits: "just-publish", Consent: true}}
	for _, code := range services {
		sent.Services = append(sent.Services, w.services[code].Id)
	}
	r, err := flow.SubmitStory(w.App, sent)
	w.ok(err)
	return r.StoryID
}

func (w *tree) publish(id string) {
	w.t.Helper()
	w.ok(w.tryPublish(id))
}

func (w *tree) tryPublish(id string) error {
	s, err := records.FindStory(w.App, id)
	w.ok(err)
	_, err = flow.PublishStory(w.App, flow.Decision{StoryID: id, Version: s.Version(), Moderator: w.moderator.Id})
	return err
}

// reach gives the codes of those a stored story reaches by something, in order.
func (w *tree) reach(id, why string) []string {
	w.t.Helper()
	return sorted(codesReached(w.t, w.App, id, why))
}

func (w *tree) reroute() int {
	w.t.Helper()
	n, err := flow.RerouteUnrouted(w.App, w.t.Context())
	w.ok(err)
	return n
}

func (w *tree) wants(what string, got []string, want ...string) {
	w.t.Helper()
	if !slices.Equal(got, sorted(want)) {
		w.t.Errorf("%s: %v, not %v", what, got, want)
	}
}

// letters counts what is owed to a member about a story.
func (w *tree) letters(m *records.Member, storyID string) int {
	w.t.Helper()
	n, err := w.CountRecords("letters", dbx.HashExp{"to": m.Id, "story": storyID})
	w.ok(err)
	return int(n)
}

func day(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}
