package totals

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// BusyQuarter is how many stories about an organisation must be public for its
// quarter to have tables of its own. In a quieter quarter its people wait for the
// table of the year. The number of public stories is known to everyone, so which
// of the two it is tells nobody anything.
const BusyQuarter = 40

// Question is one question and the answers that its table always lists, given or
// not, so that what is missing says nothing.
type Question struct {
	ID      string
	Answers []string
	Years   bool // answers are years of birth, and Answers are bands of them
}

// earlierBand takes all years of birth before the first decade.
const earlierBand = "earlier"

// YearBands are the fixed bands of years of birth for a period.
func YearBands(p Period) []string {
	bands := []string{earlierBand}
	for decade := (p.Year - 90) / 10 * 10; decade <= p.Year; decade += 10 {
		bands = append(bands, fmt.Sprintf("%ds", decade))
	}
	return bands
}

// place is where an answer is counted, or -1 for none.
func (q Question) place(answer string) int {
	if !q.Years || answer == "" {
		return slices.Index(q.Answers, answer)
	}
	year, err := strconv.Atoi(answer)
	if err != nil {
		return -1
	}
	if at := slices.Index(q.Answers, fmt.Sprintf("%ds", year/10*10)); at >= 0 {
		return at
	}
	return slices.Index(q.Answers, earlierBand)
}

// Telling is one published story about a service of one organisation.
type Telling struct {
	Story, Person, Organisation string
	Counted                     bool // the person was counted in an earlier period
}

// Table is what is shown of one question in one organisation and period.
type Table struct {
	Organisation, Question string
	Shown                  []int
}

// Closed is what a period comes to: the tables, and the people of each
// organisation, who are counted nowhere else from now on.
type Closed struct {
	Tables []Table
	People map[string][]string
}

// Close counts a period. tellings come in the order of publication; answers are
// by person and question.
//
// Who is counted where depends on stories only, never on answers: everyone who
// told a story and was not counted before, in the organisation of their first
// one. That somebody answered nothing does not save them for later, or what a
// later table is made from would tell who had answered.
func Close(r Rule, p Period, questions []Question, tellings []Telling, answers map[string]map[string]string) Closed {
	busy := busyIn(p, tellings)
	closed := Closed{People: map[string][]string{}}
	seen := map[string]bool{}
	for _, t := range tellings {
		if t.Counted || seen[t.Person] || !busy(t.Organisation) {
			continue
		}
		seen[t.Person] = true
		closed.People[t.Organisation] = append(closed.People[t.Organisation], t.Person)
	}
	for _, o := range slices.Sorted(maps.Keys(closed.People)) {
		for _, q := range questions {
			if shown, ok := r.Table(count(q, closed.People[o], answers), len(closed.People[o])); ok {
				closed.Tables = append(closed.Tables, Table{o, q.ID, shown})
			}
		}
	}
	return closed
}

func count(q Question, people []string, answers map[string]map[string]string) []int {
	counts := make([]int, len(q.Answers))
	for _, person := range people {
		if at := q.place(answers[person][q.ID]); at >= 0 {
			counts[at]++
		}
	}
	return counts
}

// busyIn says which organisations are counted in a period: in a quarter those
// with enough public stories, in a year all.
func busyIn(p Period, tellings []Telling) func(organisation string) bool {
	if p.Quarter == 0 {
		return func(string) bool { return true }
	}
	stories, seen := map[string]int{}, map[[2]string]bool{}
	for _, t := range tellings {
		if pair := [2]string{t.Organisation, t.Story}; !seen[pair] {
			seen[pair] = true
			stories[t.Organisation]++
		}
	}
	return func(organisation string) bool { return stories[organisation] >= BusyQuarter }
}
