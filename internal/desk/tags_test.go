package desk

import (
	"net/http"
	"strings"
	"testing"

	"candour/internal/hints"
	"candour/internal/story"
)

// TestAModeratorDoesNotRewriteTheAuthorsTagsByThemselves: no reason, no change; and for
// whatever reason, the author who asked to see changes first sees these.
func TestAModeratorDoesNotRewriteTheAuthorsTagsByThemselves(t *testing.T) {
	s := newScene(t)
	id := s.told(func(v *story.Telling) { v.Edits = "show-me" })
	sent := map[string]any{"version": 1, "services": []string{s.clinic.Id},
		"tags": map[string][]string{"good": {"everything was wonderful"}, "better": {}, "feelings": {"grateful"}}}
	if r := s.as(s.mairi, "POST", base+"/stories/"+id+"/publish", sent); r.Status != http.StatusUnprocessableEntity || !strings.Contains(r.Body, "Say why you changed the services") {
		t.Fatalf("without a reason: %d %s", r.Status, r.Body)
	}
	sent["reasons"] = []editReason{{Part: "services", Code: "wrong-service"}, {Part: "tags", Code: "tag-does-not-fit"}}
	r := s.as(s.mairi, "POST", base+"/stories/"+id+"/publish", sent)
	if got := s.stored(id); r.Status != http.StatusOK || got.State() != story.Approved || got.WaitsFor() != story.WaitForAuthor {
		t.Fatalf("for a reason: %d, %s, waits for %q", r.Status, got.State(), got.WaitsFor())
	}
	var h historyView
	r = s.as(s.mairi, "GET", base+"/stories/"+id+"/history", nil)
	r.fill(t, &h)
	for _, e := range h.Entries {
		if e.What != "edited" {
			continue
		}
		if e.Marks == nil || len(e.Why) != 2 || !strings.Contains(e.Why[1], "the tags: a tag said something else than your story") {
			t.Fatalf("%+v", e)
		}
		out := ""
		for _, p := range append(e.Marks.Tags, e.Marks.Services...) {
			if p.Kind == "out" {
				out += p.Text
			}
		}
		if !strings.Contains(out, "kind nurse") {
			t.Errorf("what went out is not told: %q", out)
		}
	}
}

func TestTagsAreMarkedAndMakeAStoryUrgent(t *testing.T) {
	s := newScene(t)
	id := s.told(func(v *story.Telling) {
		v.Text, v.Good, v.Feelings = "It was long.", []string{"nurse joan smith 01224 123456"}, []string{"suicidal"}
	})
	v := s.view(id)
	found := map[string]bool{}
	for _, m := range v.Marks {
		found[m.Where+" "+string(m.Kind)] = true
	}
	for _, want := range []string{"good phone", "feelings " + string(hints.SelfHarm)} {
		if !found[want] {
			t.Errorf("no mark %q in %v", want, found)
		}
	}
	if v.Urgent == nil || s.stored(id).Urgency() == 0 {
		t.Error("a story with “suicidal” as a tag is not urgent")
	}
	var typed struct{ Marks []mark }
	r := s.as(s.mairi, "POST", base+"/compare", map[string]any{"pairs": []any{}, "mark": v.Words, "tags": map[string][]string{"better": {"dr.who@example.org"}}})
	r.fill(t, &typed)
	if len(typed.Marks) == 0 || typed.Marks[0].Where != "better" {
		t.Errorf("a tag that is typed: %+v", typed.Marks)
	}
}
