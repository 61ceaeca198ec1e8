package totals

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// The worlds of the tests: people who tell stories over two years about a parent
// organisation and its children, often about two at once; who answer, change
// their minds, take stories back and erase their accounts between the closings.

var asked = Question{ID: "gender", Answers: []string{"a", "b", "c", "d"}}

type world struct {
	chance  *rand.Rand
	stories []worldStory
	answers map[string]map[string]string
	people  int
	counted map[string]bool
}

type worldStory struct {
	id, person    string
	quarter       Period
	organisations []string
}

func newWorld(seed uint64) *world {
	w := &world{chance: rand.New(rand.NewPCG(seed, 3)), answers: map[string]map[string]string{}, counted: map[string]bool{}}
	w.people = 12 + w.chance.IntN(70)
	return w
}

// live lets a quarter pass.
func (w *world) live(q Period) {
	organisations := []string{"parent", "child 1", "child 2"}
	eager := 1 + w.chance.IntN(3)
	for i := range w.people {
		person := fmt.Sprint("p", i)
		for range w.chance.IntN(eager + 1) {
			at := w.chance.IntN(3)
			about := []string{organisations[at]}
			if w.chance.IntN(3) == 0 {
				about = append(about, organisations[(at+1)%3])
			}
			w.stories = append(w.stories, worldStory{fmt.Sprint("s", len(w.stories)), person, q, about})
		}
		w.say(person)
	}
	w.people += w.chance.IntN(20)
	for range w.chance.IntN(4) { // erased, with everything
		w.erase(fmt.Sprint("p", w.chance.IntN(w.people)))
	}
	for range w.chance.IntN(4) { // taken back
		if n := len(w.stories); n > 0 {
			w.stories = slices.Delete(w.stories, n-1, n)
		}
	}
}

// say has somebody answer, not answer, change it or take it off.
func (w *world) say(person string) {
	switch w.chance.IntN(8) {
	case 0:
		delete(w.answers, person)
	case 1, 2, 3, 4:
		at := min(w.chance.IntN(7), 3) // most say the last
		if w.chance.IntN(3) == 0 {
			at = w.chance.IntN(4)
		}
		w.answers[person] = map[string]string{asked.ID: asked.Answers[at]}
	}
}

func (w *world) erase(person string) {
	w.stories = slices.DeleteFunc(w.stories, func(s worldStory) bool { return s.person == person })
	delete(w.answers, person)
	delete(w.counted, person)
}

func (w *world) tellings(p Period) (list []Telling) {
	for _, s := range w.stories {
		if s.quarter == p || p.Quarter == 0 && s.quarter.Year == p.Year {
			for _, o := range s.organisations {
				list = append(list, Telling{s.id, s.person, o, w.counted[s.person]})
			}
		}
	}
	return list
}

// seen is one population and what was published of it.
type seen struct {
	people []string
	shown  []int
}

// close closes a period by the real rules.
func (w *world) close(t *testing.T, p Period) (list []seen) {
	t.Helper()
	tellings := w.tellings(p)
	closed := Close(founding, p, []Question{asked}, tellings, w.answers)
	blind := Close(founding, p, []Question{asked}, tellings, nil)
	for o, people := range closed.People {
		if !slices.Equal(people, blind.People[o]) {
			t.Fatal("who is counted where depends on the answers")
		}
		s := seen{people: people}
		for _, table := range closed.Tables {
			if table.Organisation == o {
				s.shown = table.Shown
			}
		}
		list = append(list, s)
		for _, person := range people {
			w.counted[person] = true
		}
	}
	return list
}

// twoYears lets a world live, and hands over each period as it closes.
func (w *world) twoYears(closing func(p Period)) {
	for q := (Period{2026, 1}); q.Year < 2028; q = q.Next() {
		w.live(q)
		closing(q)
		if q.Quarter == 4 {
			closing(Period{Year: q.Year})
		}
	}
}

func (w *world) counts(people []string) []int { return count(asked, people, w.answers) }

// together is what an attacker sees of two populations at once.
func together(a, b seen, publish func([]int, int) ([]int, bool)) *sight {
	s := &sight{shown: [][]int{a.shown, b.shown}, answers: len(asked.Answers), publish: publish, bounds: founding.Bounds}
	both := 0
	for _, person := range a.people {
		if slices.Contains(b.people, person) {
			both++
		}
	}
	s.groups = []group{{both, []int{0, 1}}, {len(a.people) - both, []int{0}}, {len(b.people) - both, []int{1}}}
	return s
}
