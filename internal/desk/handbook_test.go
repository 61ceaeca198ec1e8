package desk

import (
	"encoding/json"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"candour/internal/story"
)

func (s *scene) handbook() handbookView {
	s.t.Helper()
	var v handbookView
	s.as(s.mairi, "GET", base+"/handbook", nil).fill(s.t, &v)
	return v
}

func TestHandbook_HoldsEveryReason_TheCriteriaAndTheWaysOn(t *testing.T) {
	chapters := must(readChapters(os.DirFS("../../pb_public")))(t)
	var ids []string
	anchors := map[string]bool{}
	for _, c := range chapters {
		ids = append(ids, c.ID)
		for _, n := range c.Text {
			if n.ID == "" {
				continue
			}
			if anchors[c.ID+"#"+n.ID] {
				t.Errorf("%s has two headings at #%s", c.ID, n.ID)
			}
			anchors[c.ID+"#"+n.ID] = true
			anchors[n.ID] = true
		}
		if text, _ := json.Marshal(c.Text); strings.Contains(string(text), "{{") {
			t.Errorf("%s asks for something that is not there", c.ID)
		}
		for _, ch := range c.Changes {
			if ch.At != "" && !anchors[c.ID+"#"+ch.At] {
				t.Errorf("%s says that #%s was changed, and has no such heading", c.ID, ch.At)
			}
		}
	}
	if want := []string{"aims", "refusing", "editing", "answers", "criticality", "safeguarding", "disclosure", "service-review", "closing", "letters", "looking-after-yourself", "questions-and-reports"}; !slices.Equal(ids, want) {
		t.Errorf("chapters: %v", ids)
	}
	for prefix, list := range map[string][]story.Reason{"refuse-": story.StoryReasons(), "edit-": story.EditReasons(), "answer-": story.ResponseReasons()} {
		for _, r := range list {
			if !anchors[prefix+r.Code] {
				t.Errorf("the handbook has no %s%s", prefix, r.Code)
			}
		}
	}
	for _, o := range story.Outcomes() {
		if !anchors["safeguarding#outcome-"+o.Code] {
			t.Errorf("the handbook has no outcome-%s", o.Code)
		}
	}
	for _, at := range []string{"criticality#score-0", "criticality#score-5"} {
		if !anchors[at] {
			t.Errorf("the handbook has no %s", at)
		}
	}
}

func TestHandbook_TellsWhatChangedSinceItWasRead(t *testing.T) {
	s := newScene(t)
	book := func(head string) {
		s.ok(OpenHandbook(s.App, fstest.MapFS{
			"handbook/01-aims.md":    {Data: []byte("# Aims\nWhat for.\n\n---\n" + head + "\n---\n\n## Heard\n\nBe heard.\n")},
			"handbook/02-letters.md": {Data: []byte("# Letters\nHow to write.\n\n---\n2026-01-01: First version.\n---\n\nShort.\n")},
			"handbook/notes.txt":     {Data: []byte("no chapter")},
		}))
	}
	book("2026-01-01: First version.")
	if v := s.handbook(); len(v.Chapters) != 2 || v.Unread != 2 || v.Changed != 0 {
		t.Errorf("at first: %+v", v)
	}
	read := func(chapter, version string) int {
		return s.as(s.mairi, "POST", base+"/handbook/"+chapter+"/read", map[string]any{"version": version}).Status
	}
	if got := []int{read("aims", "2026-01-01"), read("aims", "2026-01-01"), read("letters", "2025-12-31"), read("nothing", "2026-01-01")}; !slices.Equal(got, []int{200, 200, 409, 404}) {
		t.Errorf("confirming: %v", got)
	}
	book("2026-02-01 #heard: Says who is heard.\n2026-01-01: First version.")
	v := s.handbook()
	if v.Changed != 1 || v.Unread != 1 || len(v.Chapters[0].Changes) != 1 || v.Chapters[0].Changes[0].At != "heard" {
		t.Errorf("after a change: %+v", v)
	}
	var iains handbookView
	s.as(s.iain, "GET", base+"/handbook", nil).fill(t, &iains)
	if iains.Unread != 2 {
		t.Errorf("a colleague has read: %+v", iains)
	}
}

func TestHandbook_NothingButWordsComesOfAFile(t *testing.T) {
	text, _ := json.Marshal(textNodes("## A <b>bold</b> word\n\n<script>alert(1)</script>\n\n![x](https://evil.example/x.png)\n\n[a](javascript:alert(1)) [b](//evil.example) [c](#/desk/safety) <img src=x onerror=y>\n\n{{nothing known}}\n"))
	for _, wrong := range []string{"script", "javascript", "evil.example", "onerror", "img"} {
		if strings.Contains(string(text), wrong) {
			t.Errorf("%q is left: %s", wrong, text)
		}
	}
	if !strings.Contains(string(text), `"href":"#/desk/safety"`) || !strings.Contains(string(text), `{{nothing known}}`) {
		t.Errorf("something was lost: %s", text)
	}
}

func TestHandbook_AChapterThatIsNotWrittenRightStopsTheStart(t *testing.T) {
	s := newScene(t)
	for _, wrong := range []string{"", "# Aims\nWhat for.\n", "Aims\nWhat for.\n\n---\n2026-01-01: First.\n---\n\nx\n", "# Aims\nWhat for.\n\n---\nlast week: First.\n---\n\nx\n",
		"# Aims\nWhat for.\n\n---\n2026-01-01: First.\n2026-02-01: Later.\n---\n\nx\n", "# Aims\n\n---\n2026-01-01: First.\n---\n\nx\n"} {
		if err := OpenHandbook(s.App, fstest.MapFS{"handbook/01-aims.md": {Data: []byte(wrong)}}); err == nil || !strings.Contains(err.Error(), "01-aims.md") {
			t.Errorf("%q: %v", wrong, err)
		}
	}
	if r := s.as(s.mairi, "GET", base+"/handbook", nil); r.Status != http.StatusOK {
		t.Errorf("the one before is still there: %d", r.Status)
	}
}
