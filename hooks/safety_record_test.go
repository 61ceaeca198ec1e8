package hooks

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// quote is a sentence of the story that everybody here tells, as a click puts it there.
const quote = "“The nurse in bay four held my hand all night.”"

func init() {
	breaches["withdrawn-stays-withdrawn"]["a story is taken back, and its words stay where a danger was noted"] = func(t *testing.T, s *scene) bool {
		id := s.told()
		s.worried(id, quote+" She sounds afraid.")
		st := must(records.FindStory(s.App, id))(t)
		s.ok(records.WriteWithdrawal(s.App, id, "withdrawn", "", s.Now()))
		st.SetState(story.Withdrawn)
		st.NextVersion()
		return s.Save(st) == nil
	}
	breaches["withdrawn-stays-withdrawn"]["words of a story that was taken back are noted about a danger"] = func(t *testing.T, s *scene) bool {
		return s.stepped(s.withdrawn(), story.SafetyEvent{Kind: story.SafetyChosen, Outcome: "serious", Words: quote, By: s.moderator.Id, At: s.Now()})
	}
	danger := breaches["danger-is-seen-by-a-senior"]
	danger["a step is noted in no act"] = func(t *testing.T, s *scene) bool {
		id := s.told()
		s.worried(id, "She sounds afraid.")
		return s.Save(again(s.row("safeguardings", "story", id))) == nil
	}
	danger["a quotation goes of a story that was not taken back"] = func(t *testing.T, s *scene) bool {
		id := s.told()
		s.worried(id, quote+" She sounds afraid.")
		step := must(records.Quoting(s.App, id))(t)[0]
		return s.RunInTransaction(func(tx core.App) error { return step.LetQuoteGo(tx, records.Act{At: s.Now()}) }) == nil
	}
	danger["a step that is in the record is taken into it once more, with other words"] = func(t *testing.T, s *scene) bool {
		id := s.told()
		s.worried(id, "She sounds afraid.")
		step := records.AsSafeguarding(s.row("safeguardings", "story", id))
		e := step.Event()
		e.Words = "Nothing worries me."
		return s.RunInTransaction(func(tx core.App) error { return step.CarryOver(tx, e, records.Act{At: s.Now()}) }) == nil
	}
}

// worried has Moses open a case.
func (s *scene) worried(id, words string) {
	s.t.Helper()
	s.ok(flow.KeepSafe(s.App, id, story.SafetyEvent{Kind: story.SafetyChosen, Outcome: "serious", Words: words, By: s.moderator.Id}))
}

// whole fails unless the record of every story is.
func (s *scene) whole(when string) {
	s.t.Helper()
	if faults, _, _, err := records.WalkRecords(s.App, 10); err != nil || len(faults) > 0 {
		s.t.Fatalf("%s: %+v %v", when, faults, err)
	}
}

// foundOut makes a change past every promise and takes it back, and reports whether it is seen.
func (s *scene) foundOut(change string, params dbx.Params) bool {
	s.t.Helper()
	seen := false
	_ = s.RunInTransaction(func(tx core.App) error {
		res, err := tx.DB().NewQuery(change).Bind(params).Execute()
		s.ok(err)
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			s.t.Fatalf("%s changes nothing: %v", change, err)
		}
		faults, _, _, err := records.WalkRecords(tx, 10)
		s.ok(err)
		seen = len(faults) > 0
		return errTried
	})
	return seen
}

// TestWhoeverChangesADangerCaseInTheDataFileIsFoundOut: each field of each kind of step, as
// somebody with a database tool would change it, and rows that go, come or change places.
func TestWhoeverChangesADangerCaseInTheDataFileIsFoundOut(t *testing.T) {
	s := newScene(t, with(t, promises))
	id, other := s.told(), s.told()
	s.wasInDanger(id, "serious")
	s.worried(id, quote+" Again.")
	s.worried(other, "Somebody else sounds afraid.")
	s.whole("before")
	rows := must(s.FindAllRecords("safeguardings", dbx.HashExp{"story": id}))(t)
	for _, f := range rows[0].Collection().Fields {
		for _, r := range []*core.Record{rows[0], rows[1], rows[2], rows[len(rows)-1]} {
			value := fmt.Sprint(otherValue(f, r))
			switch f.GetName() {
			case "id":
				value = "abcdefghijklmno"
			case "story":
				value = other
			case "by":
				value = "somebodyelse000"
			case "quoted":
				value = "[[0,3]]"
			}
			change := fmt.Sprintf("UPDATE safeguardings SET [[%s]] = {:value} WHERE id = {:id}", f.GetName())
			if !s.foundOut(change, dbx.Params{"id": r.Id, "value": value}) {
				t.Errorf("nobody notices another %s of what was %s", f.GetName(), r.GetString("kind"))
			}
		}
	}
	first := rows[0].Id
	for what, change := range map[string]string{
		"a step is gone":                        "DELETE FROM safeguardings WHERE id = {:id}",
		"the whole case is gone":                "DELETE FROM safeguardings WHERE story = {:story}",
		"a step comes that nobody took":         "INSERT INTO safeguardings (id, story, kind, outcome, words, [[by]], at, salt) SELECT 'abcdefghijklmno', story, kind, outcome, words, [[by]], at, salt FROM safeguardings WHERE id = {:id}",
		"a step comes that says it is old":      "INSERT INTO safeguardings (id, story, kind, outcome, words, [[by]], at, salt) SELECT 'abcdefghijklmno', story, kind, outcome, words, [[by]], at, 'before' FROM safeguardings WHERE id = {:id}",
		"an act says nothing of its step":       "UPDATE moderations SET about = '', digest = '' WHERE about = {:id}",
		"an act has the fingerprint of another": "UPDATE moderations SET digest = (SELECT digest FROM moderations WHERE about != {:id} AND digest != '' LIMIT 1) WHERE about = {:id}",
		"the case is told of another story":     "UPDATE safeguardings SET story = {:other} WHERE story = {:story}",
	} {
		if !s.foundOut(change, dbx.Params{"id": first, "story": id, "other": other}) {
			t.Errorf("nobody notices that %s", what)
		}
	}
	s.whole("after")
}

// TestWordsOfAStoryGoWithItFromADangerCase by every door: the author's, and a restore of a
// backup from before.
func TestWordsOfAStoryGoWithItFromADangerCase(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.edited() // what is quoted was edited away since
	own := "She sounds afraid."
	s.worried(id, quote+"\n"+own)
	s.safety(id, s.another("mae@candour.example").Id, story.SafetyAgreed, "serious", "")
	old := must(records.LastActAbout(s.App, must(records.Quoting(s.App, id))(t)[0].Id))(t).GetString("digest")
	backup, author := s.copied(), must(records.FindAuthorOf(s.App, id))(t).Id
	check := func(door string) {
		t.Helper()
		c := must(records.SafetyCaseOf(s.App, id))(t)
		events := must(records.SafetyEventsOf(s.App, id))(t)
		if got := events[0].Words; strings.Contains(strings.ToLower(got), "held my hand") || got != story.TakenBack+"\n"+own {
			t.Errorf("%s: %q is left", door, got)
		}
		if !c.Open || c.Outcome != "serious" || c.AgreedBy == "" || len(must(records.Quoting(s.App, id))(t)) != 0 {
			t.Errorf("%s: the case is %+v", door, c)
		}
		s.whole(door)
	}
	s.ok(flow.WithdrawStory(s.App, author, id))
	check("taken back")
	row := s.row("safeguardings", "story", id)
	if salt := row.GetString("salt"); must(s.CountRecords("moderations", dbx.HashExp{"about": row.Id, "digest": old}))(t) != 1 || salt == "" {
		t.Error("the act from before is not there any more")
	}
	late := story.SafetyEvent{Kind: story.SafetyDone, Outcome: "serious", Step: "minutes", Words: "Told the police: “The nurse stayed with me all night.”", By: s.moderator.Id}
	s.ok(flow.KeepSafe(s.App, id, late)) // from a page that was still open
	if events := must(records.SafetyEventsOf(s.App, id))(t); events[2].Words != "Told the police: "+story.TakenBack {
		t.Errorf("a late step holds %q", events[2].Words)
	}
	s.whole("a late step")
	s.startFrom(backup)
	check("restored")
	s.ok(flow.EraseAuthor(s.App, author))
	s.whole("erased")
	if n := must(s.CountRecords("safeguardings"))(t) + must(s.CountRecords("moderations"))(t); n != 0 {
		t.Errorf("%d rows are left", n)
	}
}

// TestTheCopyOfAnAuthorSaysWhatIsKeptOfADanger: and no word of what moderators wrote.
func TestTheCopyOfAnAuthorSaysWhatIsKeptOfADanger(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.told()
	s.worried(id, quote+" She sounds afraid.")
	author := must(records.FindAuthorOf(s.App, id))(t).Id
	s.ok(flow.WithdrawStory(s.App, author, id))
	ask := must(flow.AskForExport(s.App, author))(t)
	copied := must(flow.FetchExport(s.App, author, ask))(t)
	acts := []string{}
	for _, a := range copied.Everything["moderations"] {
		acts = append(acts, fmt.Sprint(a["act"]))
	}
	if !slices.Contains(acts, records.QuoteGone) || strings.Contains(fmt.Sprint(copied.Everything), "sounds afraid") {
		t.Errorf("the copy holds %v", acts)
	}
}

// TestCasesFromBeforeAreTakenIntoTheRecord as they are found, once, and say so.
func TestCasesFromBeforeAreTakenIntoTheRecord(t *testing.T) {
	s := newScene(t, with(t, promises))
	open, gone, known := s.told(), s.told(), s.told()
	s.worried(known, "She sounds afraid.")
	for i, id := range []string{open, gone} {
		_, err := s.DB().NewQuery("INSERT INTO safeguardings (id, story, kind, outcome, words, [[by]], at, salt) VALUES ({:id}, {:story}, 'chosen', 'serious', {:words}, {:by}, {:at}, 'before')").
			Bind(dbx.Params{"id": fmt.Sprintf("stepfrombefore%d", i), "story": id, "words": quote + " Afraid.", "by": s.moderator.Id, "at": "2026-01-05 10:00:00.000Z"}).Execute()
		s.ok(err)
	}
	_, err := s.DB().NewQuery("UPDATE stories SET state = 'withdrawn' WHERE id = {:id}").Bind(dbx.Params{"id": gone}).Execute()
	s.ok(err)
	s.ok(records.WriteWithdrawal(s.App, gone, "withdrawn", "", s.Now()))
	// Whoever marks a step as old that is in the record hides nothing by it.
	if !s.foundOut("UPDATE safeguardings SET salt = 'before', words = 'Nothing worries me.' WHERE story = {:story}", dbx.Params{"story": known}) {
		t.Error("a step is passed off as old")
	}
	if n := must(flow.CarryCasesOver(s.App))(t); n != 2 {
		t.Fatalf("%d steps were carried over", n)
	}
	if n := must(flow.CarryCasesOver(s.App))(t); n != 0 || must(records.CountCarriedOver(s.App))(t) != 2 {
		t.Errorf("%d steps were carried over again", n)
	}
	s.whole("carried over")
	if e := must(records.SafetyEventsOf(s.App, gone))(t)[0]; e.Words != story.TakenBack+" Afraid." {
		t.Errorf("of a story that was taken back stays %q", e.Words)
	}
	if !s.foundOut("UPDATE safeguardings SET outcome = 'concern' WHERE story = {:story}", dbx.Params{"story": open}) {
		t.Error("nobody notices another outcome")
	}
	s.ok(flow.WithdrawStory(s.App, must(records.FindAuthorOf(s.App, open))(t).Id, open))
	if e := must(records.SafetyEventsOf(s.App, open))(t)[0]; e.Words != story.TakenBack+" Afraid." {
		t.Errorf("after it was taken back stays %q", e.Words)
	}
	s.whole("taken back")
}
