package desk

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"candour/internal/flow"
	"candour/internal/hints"
	"candour/internal/records"
	"candour/internal/story"
)

func (s *scene) teach(kind hints.Kind, word string, ignore bool) reply {
	s.t.Helper()
	return s.as(s.mairi, "POST", base+"/hints/teach", map[string]any{"kind": kind, "word": word, "ignore": ignore})
}

func TestWhatModeratorsTeachTheHintsIsMarkedAndWhatTheyTakeOutIsNot(t *testing.T) {
	s := newScene(t)
	id := s.told(func(v *story.Telling) { v.Text = "Zedbert was kind and a numpty was not. It was a trap house." })
	if got := kindsOf(s.view(id).Marks); got != "name" {
		t.Fatalf("untaught: %s", got)
	}
	for _, r := range []reply{s.teach(hints.Name, "Zedbert", true), s.teach(hints.Offensive, "numpty", false), s.teach(hints.Danger, " Trap  House!", false)} {
		if r.Status != http.StatusOK {
			t.Fatalf("teaching: %d %s", r.Status, r.Body)
		}
	}
	v := s.view(id)
	if got := kindsOf(v.Marks); got != "danger offensive" || v.Urgent == nil || v.Urgent.Band != string(hints.Danger) {
		t.Errorf("taught: %s, %v", got, v.Urgent)
	}
	if again := s.told(func(v *story.Telling) { v.Text = "It was a trap house." }); s.stored(again).Urgency() != 4 {
		t.Error("a new story is not urgent for a word that was taught")
	}
	var list struct{ Words []wordView }
	r := s.as(s.iain, "GET", base+"/hints", nil)
	r.fill(t, &list)
	for _, w := range list.Words {
		if w.Word == "zedbert" {
			if !w.Ignore || w.By != "Mairi" {
				t.Errorf("%+v", w)
			}
			s.as(s.iain, "POST", base+"/hints/"+w.ID+"/forget", map[string]any{})
		}
	}
	if got := kindsOf(s.view(id).Marks); got != "danger name offensive" {
		t.Errorf("taken off the list: %s", got)
	}
	s.teach(hints.Offensive, "numpty", true) // what was taught last counts
	if got := kindsOf(s.view(id).Marks); got != "danger name" {
		t.Errorf("taught anew: %s", got)
	}
}

func TestUrgentWordsThatAreJoinedMakeAStoryUrgentOnlyWhereTheyMeet(t *testing.T) {
	s := newScene(t)
	if r := s.teach(hints.AtRisk, "Blue door + the twins", false); r.Status != http.StatusOK {
		t.Fatalf("teaching: %d %s", r.Status, r.Body)
	}
	for text, want := range map[string]int{"The twins were at the blue door.": 2, "The twins ate. The blue door was shut.": 0} {
		id := s.told(func(v *story.Telling) { v.Text = text })
		if got := s.stored(id).Urgency(); got != want {
			t.Errorf("%q: urgency %d, want %d", text, got, want)
		}
	}
}

func TestOnlyWordsOfAKnownKindAreTaught(t *testing.T) {
	s := newScene(t)
	for word, kind := range map[string]hints.Kind{"": hints.Name, "–!": hints.Name, strings.Repeat("word ", 30): hints.Name, "ward": "nothing", "ring 01632 960733": hints.Name, "a@example.org": hints.Email, "blue + door": hints.Name} {
		if r := s.teach(kind, word, false); r.Status != http.StatusUnprocessableEntity {
			t.Errorf("%q as %s: %d %s", word, kind, r.Status, r.Body)
		}
	}
	if n := must(records.CountTaughtWords(s.App))(t); n != 0 {
		t.Errorf("%d words are on the list", n)
	}
}

func TestAWrongHintIsCountedAndNothingOfItIsKept(t *testing.T) {
	s := newScene(t)
	for range 2 {
		if r := s.as(s.mairi, "POST", base+"/hints/wrong", map[string]string{"kind": "name", "text": "Morag Inverdee"}); r.Status != http.StatusNoContent {
			t.Fatalf("%d %s", r.Status, r.Body)
		}
	}
	if r := s.as(s.mairi, "POST", base+"/hints/wrong", map[string]string{"kind": "Morag Inverdee"}); r.Status != http.StatusUnprocessableEntity {
		t.Errorf("a kind that is none: %d", r.Status)
	}
	var told struct{ Wrong []wrongView }
	s.as(s.mairi, "GET", base+"/hints", nil).fill(t, &told)
	if len(told.Wrong) != 1 || told.Wrong[0] != (wrongView{"name", 2}) {
		t.Errorf("%+v", told.Wrong)
	}
	rows := must(s.FindAllRecords("wrong_hints"))(t)
	if len(rows) != 1 || strings.Contains(rows[0].GetString("kind"), "Morag") {
		t.Errorf("%d rows", len(rows))
	}
}

const (
	once  = "My mother fell in her kitchen and broke her hip. The ambulance came from Huntly and took two hours. In the emergency department she lay on a trolley under a broken lamp, and a porter named the lamp Lucifer to make her laugh. She was given morphine at midnight. In the morning a surgeon with a bow tie drew the operation on a paper towel."
	twice = "A surgeon in a bow tie drew my mum's hip operation for us on a paper towel, which helped. Before that it had been a long night: broken hip, kitchen floor, an ambulance all the way from Huntly, and a trolley beneath a lamp that was broken. The porter who called the lamp Lucifer made her laugh more than the morphine did."
)

func TestAStoryThatWasToldBeforeIsFoundByItsWordsAlone(t *testing.T) {
	s := newScene(t)
	tell := func(text string, month int) string {
		return s.told(func(v *story.Telling) { v.Text, v.HappenedMonth = text, month })
	}
	first := tell(once, 10)
	again := tell(strings.Replace(once, "a surgeon with a bow tie", "somebody", 1)+" I thank them all.", 4)
	retold := tell(twice, 9)
	tell(twice, 2) // too long before to be the same
	tell("The car park took no coins and no cards, and the receptionist could not help us with it at all.", 10)
	gone := tell(once, 10)
	s.ok(flow.WithdrawStory(s.App, s.author.Id, gone))
	var found struct{ Alike []alikeView }
	s.as(s.mairi, "GET", base+"/stories/"+first+"/alike", nil).fill(t, &found)
	if len(found.Alike) != 2 || found.Alike[0].ID != again || !found.Alike[0].Copy || found.Alike[1].ID != retold || found.Alike[1].Copy {
		t.Errorf("%+v", found.Alike)
	}
	if n := must(s.CountRecords("likenesses"))(t); n != 5 {
		t.Errorf("%d stories have their numbers, want all but the one that is gone", n)
	}
}

func TestBrowser_WordsAreTaughtAndAWrongMarkIsCounted(t *testing.T) {
	s := newScene(t)
	id := s.told()
	s.told()
	b := s.signIn("mairi@candour.example")
	s.openStory(b, id)
	b.WaitForText("of the words are the same")
	b.Page().Has("#desk_alike a", "She stayed all night")
	press(b, ".desk-wrong")
	b.WaitForText("Counted")
	accessible(t, b)
	b.Open(s.server.URL + "/_/#/desk")
	b.WaitFor("#desk_hints")
	press(b, "#desk_hints")
	b.WaitFor("#desk_teach_word")
	b.TabTo("#desk_teach_word")
	b.Type("Inverdee")
	press(b, "#desk_teach")
	b.WaitFor(`[data-word="inverdee"]`)
	b.Screenshot("hint-words")
	accessible(t, b)
	b.ExpectComplaint("422")
	b.Fill("#desk_teach_word", "01632 960733")
	press(b, "#desk_teach")
	b.WaitForText("This would lead to somebody")
	b.Screenshot("hint-words-refused")
	accessible(t, b)
	press(b, `[data-word="inverdee"] button`)
	b.WaitGone(`[data-word="inverdee"]`)
	b.Viewport(320, 800)
	b.Screenshot("hint-words-320")
}

func kindsOf(marks []mark) string {
	seen, kinds := map[string]bool{}, []string{}
	for _, m := range marks {
		if k := string(m.Kind); !seen[k] {
			seen[k] = true
			kinds = append(kinds, k)
		}
	}
	slices.Sort(kinds)
	return strings.Join(kinds, " ")
}
