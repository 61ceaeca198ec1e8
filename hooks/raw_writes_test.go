package hooks

import (
	"errors"
	"flag"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"candour/internal/records"
	"candour/internal/story"
)

var updateRaw = flag.Bool("update-raw", false, "write testdata/raw_writes.golden anew")

// How a collection is kept against whoever writes to it past every verb.
const (
	once  = "once"  // nothing of a row changes, and none goes, as long as its story is there
	steps = "steps" // a row changes as its promise allows, and none goes as long as its story is there
	tool  = "tool"  // of a moderator's own working place, or a list of the desk: nothing is decided by it
	site  = "site"  // not of the desk: it has a promise of its own, or is about nobody
)

// kept says how each collection is kept. A collection that is not here fails the test:
// whoever adds one decides what it is.
var kept = map[string]string{
	"moderations": once, "safeguardings": once, "versions": once, "authorships": once, "proposals": once,
	"stories": steps, "originals": steps, "scores": steps, "service_reviews": steps, "service_questions": steps,
	"restrictions": steps, "appeals": steps, "messages": steps, "reader_reports": steps, "disclosures": steps,
	"responses": steps, "changes": steps, "story_services": steps, "story_tags": steps,
	"claims": tool, "not_today": tool, "pauses": tool, "desk_views": tool, "working_copies": tool, "word_lists": tool, "question_templates": tool,
	"wrong_hints": tool, "handbook_read": tool, "wellbeing_notes": tool, "escalations": tool,
	"story_scopes": site, "likenesses": site, "contacts": site, "demographics": site, "readings": site, "similars": site, "exports": site,
	"drafts": site, "authors": site, "withdrawals": site, "receipts": site, "erasures": site, "ledgers": site, "letters": site, "openings": site,
	"organisations": site, "services": site, "identifiers": site, "links": site, "directory_history": site, "imports": site, "turns": site,
	"tags": site, "members": site, "memberships": site, "invitations": site, "member_acts": site, "moderators": site, "own_words": site,
	"saved": site, "sessions": site, "second_factors": site, "totals": site, "closed_periods": site, "tallies": site, "secrets": site,
}

var errTried = errors.New("every try is taken back")

// TestNothingOfTheDeskIsWrittenPastItsVerbs walks every collection that decides about a
// story, and has somebody with the whole program in hand, but no verb, change each field
// of a row, store a copy of it and delete it, without validation. What is let through
// stands in a golden table, so that whoever opens something sees it there.
func TestNothingOfTheDeskIsWrittenPastItsVerbs(t *testing.T) {
	s := newScene(t, with(t, promises))
	s.everythingOfTheDesk()
	var table strings.Builder
	for _, collection := range sorted(collectionsOfOurs()) {
		how, known := kept[collection]
		if !known {
			t.Errorf("nobody said how %s is kept", collection)
		}
		if how != once && how != steps {
			continue
		}
		all := must(s.FindAllRecords(collection))(t)
		if len(all) == 0 {
			t.Fatalf("there is no row of %s: this test proves nothing", collection)
		}
		changes, goes := s.whatChanges(all), s.someGo(all)
		if how == once && len(changes) > 0 {
			t.Errorf("%s is written once, and %v change", collection, changes)
		}
		if goes {
			t.Errorf("a row of %s can be deleted", collection)
		}
		copied := map[bool]string{true: "stored", false: "refused"}[s.tries(func(tx core.App) error { return tx.SaveNoValidate(again(all[0])) })]
		fmt.Fprintf(&table, "%-18s %-6s a copy is %-8s changes: %s\n", collection, how, copied, strings.Join(changes, " "))
	}
	if *updateRaw {
		s.ok(os.WriteFile("testdata/raw_writes.golden", []byte(table.String()), 0o600))
	}
	if want := string(must(os.ReadFile("testdata/raw_writes.golden"))(t)); table.String() != want {
		t.Errorf("what can be written past the verbs changed (-update-raw):\n%s", table.String())
	}
	for collection := range kept {
		if !slices.Contains(collectionsOfOurs(), collection) {
			t.Errorf("%s is no collection", collection)
		}
	}
}

// TestTheAdministratorWritesNothingOfTheDesk tries the door of the API, which is the admin
// panel's too.
func TestTheAdministratorWritesNothingOfTheDesk(t *testing.T) {
	s := newScene(t, with(t, promises))
	s.everythingOfTheDesk()
	tokens := map[string]string{"the administrator": s.administratorToken(), "a moderator": tokenFor(t, s.moderator.ProxyRecord()), "nobody": ""}
	for _, collection := range sorted(collectionsOfOurs()) {
		if slices.Contains(directory, collection) || collection == "authors" { // its deletion is an erasure
			continue
		}
		at, rows := "/api/collections/"+collection+"/records", must(s.FindAllRecords(collection))(t)
		for who, token := range tokens {
			doors := map[string]string{"POST": at}
			if len(rows) > 0 {
				doors["PATCH"], doors["DELETE"] = at+"/"+rows[0].Id, at+"/"+rows[0].Id
			}
			for method, door := range doors {
				if res := s.ask(method, door, "{}", token); res.StatusCode < http.StatusBadRequest {
					t.Errorf("%s: %s %s is answered with %d", who, method, collection, res.StatusCode)
				}
			}
		}
		if n := must(s.CountRecords(collection))(t); int(n) < len(rows) && kept[collection] != site {
			t.Errorf("%s has %d rows of %d left", collection, n, len(rows))
		}
	}
}

// TestNoStateIsReachedWithoutAnAct sets each story into each state, past every verb, with
// and without another version. Of the acts that no moderator did there is none.
func TestNoStateIsReachedWithoutAnAct(t *testing.T) {
	c := newCast(t)
	for from, id := range c.stories {
		for _, to := range story.States() {
			for _, version := range []bool{false, true} {
				st := must(records.FindStory(c.App, id))(t)
				if st.State() == to {
					continue
				}
				st.SetState(to)
				if version {
					st.NextVersion()
				}
				if c.tries(func(tx core.App) error { return tx.SaveNoValidate(st) }) {
					t.Errorf("from %s it became %s (another version: %v)", from, to, version)
				}
			}
		}
	}
}

// tries does something and takes it back; it reports whether it was let through.
func (s *scene) tries(do func(tx core.App) error) bool {
	s.t.Helper()
	err := s.RunInTransaction(func(tx core.App) error {
		if err := do(tx); err != nil {
			return err
		}
		return errTried
	})
	return errors.Is(err, errTried)
}

// whatChanges lists the fields of a collection that change in one row at least.
func (s *scene) whatChanges(rows []*core.Record) (fields []string) {
	s.t.Helper()
	for _, f := range rows[0].Collection().Fields {
		for _, r := range rows {
			if f.GetName() != "id" && s.tries(func(tx core.App) error {
				fresh, err := tx.FindRecordById(r.Collection(), r.Id)
				if err != nil {
					return err
				}
				fresh.Set(f.GetName(), otherValue(f, fresh))
				return tx.SaveNoValidate(fresh)
			}) {
				fields = append(fields, f.GetName())
				break
			}
		}
	}
	return fields
}

func (s *scene) someGo(rows []*core.Record) bool {
	s.t.Helper()
	return slices.ContainsFunc(rows, func(r *core.Record) bool { return s.tries(func(tx core.App) error { return tx.Delete(r) }) })
}

// otherValue is a value of a field that a row does not have.
func otherValue(f core.Field, r *core.Record) any {
	switch f := f.(type) {
	case *core.BoolField:
		return !r.GetBool(f.Name)
	case *core.NumberField:
		return r.GetInt(f.Name) + 1
	case *core.DateField, *core.AutodateField:
		at := r.GetDateTime(f.GetName())
		if at.IsZero() {
			return types.NowDateTime()
		}
		return at.Add(-time.Hour)
	case *core.JSONField:
		return []string{"another"}
	case *core.SelectField:
		for _, v := range f.Values {
			if v != r.GetString(f.Name) {
				return v
			}
		}
	case *core.RelationField:
		return "anotherrelation"
	}
	return r.GetString(f.GetName()) + "x"
}

// again is a new row with everything that one holds.
func again(r *core.Record) *core.Record {
	c := core.NewRecord(r.Collection())
	c.Load(r.FieldsData())
	c.Id = "abcdefghijklmno"
	if r.Collection().Name == "stories" {
		c.Id = "abcd2345"
	}
	c.MarkAsNew()
	return c
}

func collectionsOfOurs() (all []string) {
	for c := range ourCollections() {
		all = append(all, c)
	}
	return all
}
