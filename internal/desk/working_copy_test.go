package desk

import (
	"net/http"
	"strings"
	"testing"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// typed is what the panel sends of what a moderator has typed.
func typed(version int, text string) map[string]any {
	return map[string]any{"version": version, "words": words{"A title", text, "harbourlight"}, "was": map[string]string{"title": "She stayed all night"},
		"more": map[string]any{"good": []string{"company"}, "windows": map[string]any{}}}
}

func TestAWorkingCopyIsKeptForItsModeratorAloneAndThrownAway(t *testing.T) {
	s := newScene(t)
	id := s.told()
	path := base + "/stories/" + id + "/copy"
	if r := s.as(s.mairi, "GET", path, nil); r.Status != http.StatusOK || !strings.Contains(r.Body, `"copy":null`) {
		t.Fatalf("before: %d %s", r.Status, r.Body)
	}
	if r := s.as(s.mairi, "POST", path, typed(1, "typed by Mairi")); r.Status != http.StatusOK || !strings.Contains(r.Body, `"saved":"12:00"`) {
		t.Fatalf("keeping: %d %s", r.Status, r.Body)
	}
	var kept struct{ Copy *typedView }
	s.as(s.mairi, "GET", path, nil).fill(t, &kept)
	if c := kept.Copy; c == nil || c.Words.Text != "typed by Mairi" || c.Version != 1 || !strings.Contains(string(c.More), "company") || !strings.Contains(string(c.Was), "all night") {
		t.Errorf("kept: %+v", kept.Copy)
	}
	for who, path := range map[string]string{"her colleague's copy": path, "her colleague's story": base + "/stories/" + id, "the queue": base + "/queue", "the history": path[:len(path)-4] + "history"} {
		if r := s.as(s.iain, "GET", path, nil); r.Status != http.StatusOK || strings.Contains(r.Body, "typed by Mairi") {
			t.Errorf("%s: %d %.200s", who, r.Status, r.Body)
		}
	}
	if r := s.as(s.mairi, "POST", path+"/discard", map[string]any{"over": kept.Copy.Over}); r.Status != http.StatusOK {
		t.Errorf("throwing away: %d %s", r.Status, r.Body)
	}
	if n := must(s.CountRecords("working_copies"))(t); n != 0 {
		t.Errorf("%d copies are left", n)
	}
	s.as(s.mairi, "POST", path, typed(1, "typed again"))
	s.as(s.mairi, "GET", path, nil).fill(t, &kept)
	edit := map[string]any{"version": 1, "words": words{"A title", "Saved.", "harbourlight"}, "reasons": anyReason, "over": kept.Copy.Over}
	if r := s.as(s.mairi, "POST", base+"/stories/"+id+"/edit", edit); r.Status != http.StatusOK {
		t.Fatalf("saving: %d %s", r.Status, r.Body)
	}
	if n := must(s.CountRecords("working_copies"))(t); n != 0 {
		t.Errorf("what was saved is still kept as unsaved: %d", n)
	}
}

// TestWhatIsTypedInTwoTabsIsNeverTypedOver walks two tabs of one moderator: whoever has not
// seen what the other kept is told, and nothing of either goes.
func TestWhatIsTypedInTwoTabsIsNeverTypedOver(t *testing.T) {
	s := newScene(t)
	id := s.told()
	path := base + "/stories/" + id + "/copy"
	keep := func(text, over string) (reply, typedView) {
		body, answer := typed(1, text), struct {
			Over string
			Copy typedView
		}{}
		body["over"] = over
		r := s.as(s.mairi, "POST", path, body)
		r.fill(t, &answer)
		answer.Copy.Over += answer.Over
		return r, answer.Copy
	}
	_, first := keep("typed here", "")
	_, second := keep("typed here, and on", first.Over)
	r, there := keep("typed there", first.Over)
	if r.Status != http.StatusConflict || there.Words.Text != "typed here, and on" || there.Over != second.Over || !strings.Contains(r.Body, "another tab") {
		t.Errorf("the other tab is told: %d %+v", r.Status, there)
	}
	if r := s.as(s.mairi, "POST", path+"/discard", map[string]any{"over": first.Over}); r.Status != http.StatusConflict || !strings.Contains(r.Body, "and on") {
		t.Errorf("throwing away what was not seen: %d", r.Status)
	}
	edit := map[string]any{"version": 1, "words": words{"A title", "Saved.", "harbourlight"}, "reasons": anyReason, "over": first.Over}
	if r := s.as(s.mairi, "POST", base+"/stories/"+id+"/edit", edit); r.Status != http.StatusOK {
		t.Errorf("saving there: %d %s", r.Status, r.Body)
	}
	if c := must(records.FindWorkingCopy(s.App, id, s.mairi.Id))(t).Typed(); c.Words.Text != "typed here, and on" {
		t.Errorf("what was typed here is now %q", c.Words.Text)
	}
	if r, _ := keep("both, put together", second.Over); r.Status != http.StatusOK {
		t.Errorf("knowingly: %d %s", r.Status, r.Body)
	}
}

func TestWhoTypesIsToldAtOnceThatSomebodyElseWasQuicker(t *testing.T) {
	s := newScene(t)
	id := s.told()
	path := base + "/stories/" + id + "/copy"
	_, err := flow.EditStory(s.App, flow.Decision{StoryID: id, Version: 1, Moderator: s.iain.Id, Words: &records.Words{Title: "Iain’s", Text: "She stayed.", ScreenName: "harbourlight"}, Reasons: story.ReasonsFor("identifies-author")})
	s.ok(err)
	r := s.as(s.mairi, "POST", path, typed(1, "typed by Mairi"))
	var told struct {
		Message string
		Stored  *storyView
	}
	r.fill(t, &told)
	if r.Status != http.StatusOK || !strings.Contains(told.Message, "Iain edited this") || told.Stored == nil || told.Stored.Words.Title != "Iain’s" {
		t.Errorf("%d %.300s", r.Status, r.Body)
	}
	if c := must(records.FindWorkingCopy(s.App, id, s.mairi.Id))(t).Typed(); c.Words.Text != "typed by Mairi" || c.Version != 1 {
		t.Errorf("her words: %+v", c)
	}
	_, err = flow.PublishStory(s.App, flow.Decision{StoryID: id, Version: 2, Moderator: s.iain.Id})
	s.ok(err)
	if r := s.as(s.mairi, "POST", path, typed(2, "typed too late")); r.Status != http.StatusConflict || !strings.Contains(r.Body, "Iain published this") {
		t.Errorf("after it was decided: %d %.300s", r.Status, r.Body)
	}
	if c := must(records.FindWorkingCopy(s.App, id, s.mairi.Id))(t).Typed(); c.Words.Text != "typed by Mairi" {
		t.Errorf("what was kept before is lost: %+v", c)
	}
	s.ok(flow.WithdrawStory(s.App, s.author.Id, id))
	if r := s.as(s.mairi, "POST", path, typed(1, "x")); r.Status != http.StatusGone {
		t.Errorf("after it was taken back: %d", r.Status)
	}
	if r := s.as(s.mairi, "GET", path, nil); r.Status != http.StatusGone {
		t.Errorf("reading after it was taken back: %d", r.Status)
	}
}

func TestWhatIsTypedIsComparedAsItWouldBeSaved(t *testing.T) {
	s := newScene(t)
	pair := map[string]any{"was": words{"A", "one two three four five", "x"}, "is": words{"A", "  one 2 three four 5 \n", "x"}}
	r := s.as(s.mairi, "POST", base+"/compare", map[string]any{"pairs": []any{pair}})
	var found struct{ Pairs []comparedWords }
	r.fill(t, &found)
	last := 0
	for _, p := range found.Pairs[0].Text {
		last = max(last, p.Passage)
	}
	if r.Status != http.StatusOK || last != 2 {
		t.Errorf("%d passages: %s", last, r.Body)
	}
	long := words{"A", strings.Repeat("a ", 60000), "x"}
	for name, body := range map[string]any{"too long": map[string]any{"pairs": []any{map[string]any{"was": long, "is": long}}}, "too many": map[string]any{"pairs": []any{pair, pair, pair, pair}}} {
		if r := s.as(s.mairi, "POST", base+"/compare", body); r.Status != http.StatusBadRequest {
			t.Errorf("%s: %d", name, r.Status)
		}
	}
}

func TestMarksAreThoseOfTheWordsThatAreTyped(t *testing.T) {
	s := newScene(t)
	marksOf := func(text string, services ...string) string {
		r := s.as(s.mairi, "POST", base+"/compare", map[string]any{"pairs": []any{}, "mark": words{"The ward", text, "x"}, "services": services})
		var found struct{ Marks []mark }
		r.fill(t, &found)
		var said []string
		for _, m := range found.Marks {
			said = append(said, m.Where+" "+string(m.Kind)+" "+m.Text)
		}
		return strings.Join(said, ", ")
	}
	for text, want := range map[string]string{
		"On the ward Sister Fordoun was rude to me.": "text name Sister Fordoun, text criticism rude",
		"On the ward the sister was rude to me.":     "", // the blame stays, and is of nobody any more
		"I want to die. Thanks to Morag.":            "text self-harm want to die, text name Morag",
	} {
		if got := marksOf(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if got := marksOf("Morag Inverdee House was rude to me.", "Morag Inverdee House"); got != "" {
		t.Errorf("the name of a service: %q", got)
	}
	about := storyView{Services: []serviceView{{Name: "Belford Hospital", Town: "Fort William"}, {Name: "Craigend Practice", Town: "Beverley"}}}
	for text, want := range map[string]string{
		"They sent me home to Fort William.": "",
		"Thanks to William.":                 "text name William",
		"Thanks to Beverley.":                "text name Beverley", // a town, and a person all the same
	} {
		if got := marksOf(text, about.serviceNames()...); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestEachChangeHasItsReason(t *testing.T) {
	s := newScene(t)
	id := s.told(func(v *story.Telling) {
		v.Text = "Morag stayed with me all of that long night and rang 01632 960733 for me."
	})
	edit := func(reasons ...editReason) reply {
		return s.as(s.mairi, "POST", base+"/stories/"+id+"/edit", map[string]any{"version": s.stored(id).Version(),
			"words": words{"She stayed all night", "A nurse stayed with me all of that long night and rang somebody for me.", "harbourlight"}, "reasons": reasons})
	}
	for name, reasons := range map[string][]editReason{
		"one of two": {{Part: "text", Code: "identifies-staff", Passage: 1}},
		"a third":    {{Part: "text", Code: "identifies-staff"}, {Part: "text", Code: "length", Passage: 3}},
	} {
		if r := edit(reasons...); r.Status != http.StatusUnprocessableEntity || !strings.Contains(r.Body, `"reasons"`) {
			t.Errorf("%s: %d %s", name, r.Status, r.Body)
		}
	}
	if r := edit(editReason{Part: "text", Code: "identifies-staff", Passage: 1}, editReason{Part: "text", Code: "identifies-author", Passage: 2}); r.Status != http.StatusOK {
		t.Fatalf("each its own: %d %s", r.Status, r.Body)
	}
	if a := s.view(id).Acts; len(a) != 1 || len(a[0].Why) != 2 || !strings.Contains(a[0].Why[1], "change 2") {
		t.Errorf("recorded: %+v", a)
	}
}
