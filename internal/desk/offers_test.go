package desk

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/story"
)

func TestHardStoriesAreOfferedToWhoHasHadFewer(t *testing.T) {
	s := newScene(t)
	first := s.told(hard)
	_, err := flow.PublishStory(s.App, flow.Decision{StoryID: first, Version: 1, Moderator: s.mairi.Id})
	s.ok(err)
	calm := s.told(light)
	s.Pass(time.Minute)
	heavy := s.told(hard)
	s.Pass(time.Minute)
	if n := s.next(s.mairi); n.Page != "stories/"+calm || !strings.HasPrefix(n.Why, "Your last one was hard") {
		t.Errorf("Mairi, after a hard one: %+v", n)
	}
	if n := s.next(s.iain); n.Page != "stories/"+heavy || !strings.Contains(n.Why, "fewer of those") {
		t.Errorf("Iain, who has had none: %+v", n)
	}
	s.claim(s.iain, heavy, false)
	s.claim(s.iain, calm, false)
	if n := s.next(s.mairi); n.Page != "" {
		t.Errorf("what a colleague has open is offered: %+v", n)
	}
	urgent := s.told(func(t *story.Telling) { t.Text = "I want to kill myself." })
	if n := s.next(s.mairi); n.Page != "stories/"+urgent || !strings.Contains(n.Why, "urgent words") {
		t.Errorf("urgent words: %+v", n)
	}
	s.Pass(7 * 24 * time.Hour)
	if n := s.next(s.mairi); n.Page != "stories/"+urgent {
		t.Errorf("a week later: %+v", n)
	}
	s.as(s.mairi, "POST", base+"/not-today", map[string]any{"keys": []string{"stories/" + urgent}})
	if n := s.next(s.mairi); n.Page != "stories/"+calm || !strings.Contains(n.Why, "longer than we told") {
		t.Errorf("and without the urgent one: %+v", n)
	}
}

func TestNotThisOneToday(t *testing.T) {
	s := newScene(t)
	id := s.told()
	s.claim(s.mairi, id, false)
	r := s.as(s.mairi, "POST", base+"/not-today", map[string]any{"keys": []string{"stories/" + id, "stories/gone2345", "nonsense"}})
	if r.Status != http.StatusOK || !strings.Contains(r.Body, `"left":1`) {
		t.Fatalf("%d %s", r.Status, r.Body)
	}
	if row := s.queue(s.mairi, "").Rows[0]; !row.Left || row.Claim != nil {
		t.Errorf("Mairi's queue says %+v", row)
	}
	if row := s.queue(s.iain, "").Rows[0]; row.Left {
		t.Error("Iain is told what Mairi left")
	}
	if m, i := s.next(s.mairi), s.next(s.iain); m.Page != "" || i.Page != "stories/"+id {
		t.Errorf("Mairi is offered %q, Iain %q", m.Page, i.Page)
	}
	s.as(s.mairi, "POST", base+"/not-today", map[string]any{"keys": []string{"stories/" + id}}) // twice is once
	s.Pass(12*time.Hour - time.Second)
	if n := s.next(s.mairi); n.Page != "" {
		t.Errorf("before midnight: %+v", n)
	}
	s.Pass(time.Second)
	if n := s.next(s.mairi); n.Page != "stories/"+id {
		t.Errorf("tomorrow: %+v", n)
	}
	many := make([]string, mostLeft+1)
	if r := s.as(s.mairi, "POST", base+"/not-today", map[string]any{"keys": many}); r.Status != http.StatusUnprocessableEntity {
		t.Errorf("too many at once: %d", r.Status)
	}
}

func TestABreakFreesWhatSomebodyHasOpen(t *testing.T) {
	s := newScene(t)
	id := s.told()
	s.claim(s.mairi, id, false)
	for range 2 { // asking twice is asking once
		s.as(s.mairi, "POST", base+"/pause", map[string]bool{"paused": true})
	}
	if !s.queue(s.mairi, "").Paused || s.queue(s.iain, "").Paused {
		t.Error("the queue does not say who takes a break")
	}
	if m, i := s.next(s.mairi), s.next(s.iain); m.Page != "" || i.Page != "stories/"+id {
		t.Errorf("Mairi is offered %q, Iain %q", m.Page, i.Page)
	}
	if a := s.claim(s.mairi, id, false); a.Claim != nil || !a.Paused {
		t.Errorf("Mairi reads on: %+v", a)
	}
	if a := s.claim(s.iain, id, false); !a.Claim.Mine {
		t.Errorf("Iain opens it: %+v", a.Claim)
	}
	s.as(s.iain, "POST", base+"/stories/"+id+"/unclaim", map[string]any{})
	s.as(s.mairi, "POST", base+"/pause", map[string]bool{"paused": false})
	if n := s.next(s.mairi); n.Page != "stories/"+id || s.queue(s.mairi, "").Paused {
		t.Errorf("Mairi is back: %+v", n)
	}
}
