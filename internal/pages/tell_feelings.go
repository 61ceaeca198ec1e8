package pages

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"candour/internal/records"
	"candour/internal/story"
)

// tagQuestion is one of the three questions that are answered with tags.
type tagQuestion struct {
	Name, Label, Hint string
	Error             string
	Choices           []Option // to tick
	Own               []string // boxes for words of one's own, some filled
	Suggestions       []string // offered while typing
}

// tellFeelingsView asks what was good, what could be better, and how it felt.
type tellFeelingsView struct {
	tellFrame
	Questions []tagQuestion
}

var tellFeelingsPage = newPage[tellFeelingsView]("tell/feelings", helpNearby, helpAtTop, exitAtOnce)

const (
	ownBoxes  = 2 // empty boxes for words of one's own
	moreBoxes = 3
	mostBoxes = 24

	popularTags = 4 // offered after our own list
)

func showFeelings(v *tellVisit) error {
	view := tellFeelingsView{tellFrame: v.frame()}
	for _, q := range []tagQuestion{
		{Name: "good", Label: "What was good?"},
		{Name: "better", Label: "What could be better?"},
		{Name: "feelings", Label: "How did you feel?"},
	} {
		used, err := records.MostUsedTags(v.e.App, q.Name, 40)
		if err != nil {
			return err
		}
		q.fill(*v.tagsOf(q.Name), used, v.boxes(q.Name))
		q.Error = story.Problems(asStory(v.problems)).For(q.Name)
		view.Questions = append(view.Questions, q)
	}
	return tellFeelingsPage.show(v.e, v.status, view)
}

func (v *tellVisit) tagsOf(name string) *[]string {
	for _, f := range v.told.lists() {
		if f.name == name {
			return f.values
		}
	}
	return nil
}

// boxes is how many empty boxes were asked for.
func (v *tellVisit) boxes(name string) int {
	if n, err := strconv.Atoi(v.query.Get("more_" + name)); err == nil {
		return min(max(n, ownBoxes), mostBoxes)
	}
	return ownBoxes
}

// fill offers our own list, then the tags that people use most and that say
// something else, and ticks those that were chosen.
func (q *tagQuestion) fill(told []string, used []records.TagUse, boxes int) {
	offered := slices.Clone(tagSuggestions[q.Name])
	q.Suggestions = slices.Clone(offered)
	for _, u := range used {
		if len(offered) < len(tagSuggestions[q.Name])+popularTags && !saysTheSame(offered, u.Name) {
			offered = append(offered, u.Name)
		}
		q.Suggestions = append(q.Suggestions, u.Name)
	}
	q.Suggestions = firstOfEach(q.Suggestions)
	for _, name := range offered {
		q.Choices = append(q.Choices, Option{Value: name, Label: name, Checked: has(told, name)})
	}
	for _, name := range told {
		if !has(offered, name) {
			q.Own = append(q.Own, name)
		}
	}
	q.Own = append(q.Own, make([]string, boxes)...)
}

// has says whether a list holds a word, in any case of letters.
func has(list []string, word string) bool {
	return slices.ContainsFunc(list, func(s string) bool { return strings.EqualFold(s, word) })
}

// saysTheSame says whether a tag is nearly one of a list: "waiting time" beside
// "waiting", "food" beside "good food".
func saysTheSame(list []string, tag string) bool {
	a := tagStems(tag)
	return slices.ContainsFunc(list, func(other string) bool {
		b := tagStems(other)
		within := func(x, y []string) bool {
			return !slices.ContainsFunc(x, func(w string) bool { return !slices.Contains(y, w) })
		}
		return within(a, b) || within(b, a)
	})
}

// tagStems are the words of a tag that carry its meaning, without their endings.
func tagStems(tag string) []string {
	var stems []string
	for _, w := range strings.Fields(strings.ToLower(tag)) {
		if slices.Contains([]string{"i", "was", "were", "felt", "feeling", "being", "be", "the", "a", "to", "of", "my", "very", "so"}, w) {
			continue
		}
		for _, ending := range []string{"ing", "ed", "s"} {
			if cut, ok := strings.CutSuffix(w, ending); ok && len(cut) >= 4 {
				w = cut
				break
			}
		}
		stems = append(stems, w)
	}
	return stems
}

// actOnFeelings adds boxes for more words of one's own.
func actOnFeelings(v *tellVisit, action string) error {
	if name, ok := cutAction(action, "more"); ok && tagSuggestions[name] != nil {
		return v.goTo(v.step, url.Values{"more_" + name: {strconv.Itoa(ownBoxes + moreBoxes)}})
	}
	return v.goTo(v.step, nil)
}

func asStory(ps []Problem) story.Problems {
	out := make(story.Problems, len(ps))
	for i, p := range ps {
		out[i] = story.Problem(p)
	}
	return out
}
