package pages

import (
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/search"
)

// openingWords is how much of a story a list shows.
const openingWords = 40

// leastAlike is how many people must say that it happened to them too before
// anyone is told how many.
const leastAlike = 3

// cardsOf are the stories that were found, as a list shows them. One that was
// taken back since is left out.
func cardsOf(e *core.RequestEvent, hits []search.Hit) ([]StoryCard, error) {
	ids := make([]string, len(hits))
	found := map[string]search.Hit{}
	for i, h := range hits {
		ids[i] = h.ID
		found[h.ID] = h
	}
	stories, err := records.PublishedStories(e.App, ids)
	if err != nil || len(stories) == 0 {
		return nil, err
	}
	around, err := readCards(e.App, ids)
	if err != nil {
		return nil, err
	}
	zone := zoneOf(e)
	cards := make([]StoryCard, len(stories))
	for i, s := range stories {
		cards[i] = around.card(s)
		cards[i].Published = local(s.PublishedAt(), zone)
		cards[i].TitleMarks, cards[i].OpeningMarks = found[s.Id].Title, found[s.Id].Text
	}
	return cards, nil
}

// aroundMany is what stands around the stories of one page, read at once.
type aroundMany struct {
	services map[string][]records.NamedService
	tags     map[string][]records.StoryTag
	alike    map[string]int
}

func readCards(app core.App, ids []string) (a aroundMany, err error) {
	if a.services, err = records.ServicesOfStories(app, ids); err != nil {
		return a, err
	}
	if a.tags, err = records.TagsOfStories(app, ids); err != nil {
		return a, err
	}
	a.alike, err = records.CountSimilar(app, ids)
	return a, err
}

func (a aroundMany) card(s *records.Story) StoryCard {
	c := StoryCard{ID: s.Id, Title: s.Title(), Opening: firstWords(s.Text(), openingWords), ScreenName: s.ScreenName(),
		Role: toldAbout(s.ToldFor()), Progress: NewProgress(s.Progress().Rank()), Alike: enoughAlike(a.alike[s.Id])}
	for _, v := range a.services[s.Id] {
		c.Services = append(c.Services, ServiceLink{v.ID, v.Name, v.Where()})
	}
	for _, t := range a.tags[s.Id] {
		c.Tags = append(c.Tags, TagLink{t.Name, t.Slug, t.Kind})
	}
	return c
}

// enoughAlike is the number to show: none below leastAlike.
func enoughAlike(n int) int {
	if n < leastAlike {
		return 0
	}
	return n
}
