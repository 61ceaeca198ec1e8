package pages

import (
	"fmt"
	"strings"
	"testing"

	"candour/internal/testkit"
)

// TestWhenTheDiskIsFull_TheStoryStaysOnThePageAndIsTakenLater stops SQLite from
// growing its file, as a full disk does (SQLITE_FULL), and then lets it again.
func TestWhenTheDiskIsFull_TheStoryStaysOnThePageAndIsTakenLater(t *testing.T) {
	site := newTellSite(t)
	v := testkit.NewVisitor(t, site.url)
	long := strings.TrimSpace(strings.Repeat("Nobody came, and then the porter did. ", 140)) // more than a page of the file has room for
	values := wholeForm(site, v.Get("/tell/story"))
	values.Set("story", long)
	site.Pass(quickest * 2)
	site.fill(t, 0)
	page := v.Post("/tell/send", values)
	page.Is(503).Has(".govuk-error-summary", "Nothing you typed is lost")
	page.Has(".preview", "Nobody came, and then the porter did.")
	if n := site.stories(t); n != 0 || site.rows(t, "authors") != 0 || site.rows(t, "letters") != 0 {
		t.Fatalf("something is half-written: %d stories", n)
	}
	site.fill(t, 1_000_000)
	v.Post("/tell/send", values).Is(200).Has("h1", "We have your story")
	if site.stories(t) != 1 || site.rows(t, "authors") != 1 {
		t.Error("the story is not stored once there is room again")
	}
}

// fill lets the data file grow by so many pages and no more.
func (s *tellSite) fill(t testing.TB, more int) {
	t.Helper()
	if _, err := s.NonconcurrentDB().NewQuery("VACUUM").Execute(); err != nil { // no room left over inside
		t.Fatal(err)
	}
	var pages int
	if err := s.NonconcurrentDB().NewQuery("PRAGMA page_count").Row(&pages); err != nil {
		t.Fatal(err)
	}
	if _, err := s.NonconcurrentDB().NewQuery(fmt.Sprintf("PRAGMA max_page_count = %d", pages+more)).Execute(); err != nil {
		t.Fatal(err)
	}
}
