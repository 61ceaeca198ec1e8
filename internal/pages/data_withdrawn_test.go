package pages

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"candour/internal/flow"
	"candour/internal/testkit"
)

// TestAStoryThatGoesIsOnNoPublicPageAnyMore walks every public page before and
// after, and after each reads what a cache may still hold.
func TestAStoryThatGoesIsOnNoPublicPageAnyMore(t *testing.T) {
	ends := map[string]func(*ownSite, string) error{
		"taken back": func(s *ownSite, id string) error { return flow.WithdrawStory(s, s.author(t, adaEmail).Id, id) },
		"taken down": func(s *ownSite, id string) error {
			return flow.RemoveStory(s, flow.Decision{StoryID: id, Version: s.story(t, id).Version(), Moderator: s.moderator, Reason: "identifies-someone", Note: "It names a nurse."})
		},
		"erased": func(s *ownSite, _ string) error { return flow.EraseAuthor(s, s.author(t, adaEmail).Id) },
	}
	for name, end := range ends {
		t.Run(name, func(t *testing.T) {
			site := newOwnSite(t)
			id := site.told(t, adaEmail, func(sent *flow.Sent) {
				sent.Title, sent.Text, sent.ScreenName = "Canarytitle of mine", "I sat with canarywords by the window.", "Tawnyplover 418"
				sent.Good = []string{"canarytag of mine", "kind staff"}
			}).StoryID
			site.publish(t, id)
			stays := site.told(t, benEmail, nil).StoryID
			site.publish(t, stays)
			if err := flow.MarkSimilar(site, site.author(t, benEmail).Id, id); err != nil {
				t.Fatal(err)
			}
			seen := func() (holding []string, pages int) {
				crawl(t, readSite{site.App, site.url}, func(p *testkit.Page) {
					pages++
					text := strings.ToLower(p.Source)
					if strings.HasSuffix(p.URL.Path, "/withdrawn.json") || strings.HasSuffix(p.URL.Path, "/withdrawn.csv") {
						return
					}
					for _, mark := range []string{"canarytitle", "canarywords", "tawnyplover", "canarytag", id} {
						if strings.Contains(text, mark) {
							holding = append(holding, p.URL.Path+" holds "+mark)
						}
					}
					if maxAge := p.Header.Get("Cache-Control"); strings.Contains(maxAge, "max-age") && maxAge != "public, max-age=60" && p.URL.Path != "/robots.txt" {
						t.Errorf("%s may be kept for %s", p.URL.Path, maxAge)
					}
				})
				return holding, pages
			}
			before, pages := seen()
			if len(before) < 8 || pages < 15 {
				t.Fatalf("only %v hold it, of %d pages: this test proves nothing", before, pages)
			}
			if err := end(site, id); err != nil {
				t.Fatal(err)
			}
			if after, _ := seen(); len(after) > 0 {
				t.Errorf("still there: %v", after)
			}
			v := testkit.NewVisitor(t, site.url)
			if got := v.Get("/stories/" + id).Is(410).Header.Get("X-Robots-Tag"); got != "noindex" {
				t.Errorf("search engines are told %q", got)
			}
			v.Get("/" + id).Is(410)
			v.Get("/stories?q=canarywords").HasNowhere("Canarytitle")
			v.Get("/data/withdrawn.csv").Is(200).HasNowhere("erased")
			if list := v.Page().Source; !strings.HasPrefix(list, "id,kind,day\r\n"+id+",") || strings.Contains(list, stays) {
				t.Errorf("the list is %q", list)
			}
		})
	}
}

func TestThePublicListIsReadByPrograms(t *testing.T) {
	site := newOwnSite(t)
	var ids []string
	for range 3 {
		id := site.told(t, adaEmail, nil).StoryID
		site.publish(t, id)
		ids = append(ids, id)
	}
	unread := site.told(t, adaEmail, nil).StoryID
	v := testkit.NewVisitor(t, site.url)
	read := func(path string) (list []withdrawnLine, tag string) {
		page := v.Get(path).Is(200)
		var body struct {
			Withdrawn []withdrawnLine `json:"withdrawn"`
		}
		if err := json.Unmarshal([]byte(page.Source), &body); err != nil {
			t.Fatal(err)
		}
		return body.Withdrawn, page.Header.Get("ETag")
	}
	none, empty := read("/data/withdrawn.json")
	for _, id := range append(ids[:2:2], unread) {
		if err := flow.WithdrawStory(site, site.author(t, adaEmail).Id, id); err != nil {
			t.Fatal(err)
		}
	}
	list, tag := read("/data/withdrawn.json")
	if len(none) != 0 || len(list) != 2 || list[0].Day != "2026-11-18" || list[0].Kind != "withdrawn" || list[0].ID >= list[1].ID || tag == empty {
		t.Errorf("%d, then %v", len(none), list)
	}
	if later, _ := read("/data/withdrawn.json?since=2026-11-19"); len(later) != 0 {
		t.Errorf("since the day after: %v", later)
	}
	if same, _ := read("/data/withdrawn.json?since=2026-11-18"); len(same) != 2 {
		t.Errorf("since that day: %v", same)
	}
	if got := v.Get("/data/withdrawn.json?since=yesterday").Is(422).Source; !strings.Contains(got, "since=2026-11-18") {
		t.Errorf("who writes the day otherwise is told %q", got)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, site.url+"/data/withdrawn.json", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("If-None-Match", tag)
	answer, err := v.Client().Do(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	if answer.StatusCode != http.StatusNotModified {
		t.Errorf("nothing is new, and the answer is %d", answer.StatusCode)
	}
	if err := flow.RemoveStory(site, flow.Decision{StoryID: ids[2], Version: site.story(t, ids[2]).Version(), Moderator: site.moderator, Reason: "identifies-someone", Note: "It names a nurse."}); err != nil {
		t.Fatal(err)
	}
	list, fresh := read("/data/withdrawn.json")
	if len(list) != 3 || fresh == tag || !strings.Contains(v.Page().Source, `"kind":"removed"`) {
		t.Errorf("after one was taken down: %v", list)
	}
}
