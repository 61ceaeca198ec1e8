package totals

import "slices"

// The attacker of the tests: an exact search over whole numbers.
//
// It is told for each table how many people it is made from and which of them
// are in another table too, what was published, and the rule. It asks of every
// figure which numbers it can still be.

// group is some people who stand in the same tables.
type group struct {
	size   int
	tables []int
}

// sight is what the attacker sees of one question.
type sight struct {
	groups  []group
	shown   [][]int // by table; nil for a table that is not shown
	answers int
	publish func(counts []int, people int) ([]int, bool) // the rule, which is public
	bounds  func(shown int) (low, high int)
	nodes   int // how much more may be searched
}

func (s *sight) people(table int) (n int) {
	for _, g := range s.groups {
		if s.in(g, table) {
			n += g.size
		}
	}
	return n
}

func (s *sight) in(g group, table int) bool {
	return slices.Contains(g.tables, table)
}

// mayBe reports whether a figure of a table can be a number, given everything
// else that is known. sure is false when the search was given up.
func (s *sight) mayBe(table, answer, number int) (possible, sure bool) {
	s.nodes = 20_000
	x := make([][]int, len(s.groups))
	for i := range x {
		x[i] = make([]int, s.answers)
	}
	return s.search(x, 0, table, answer, number), s.nodes > 0
}

// search fills the groups one answer after the other, and turns back as soon as
// a figure cannot come right any more.
func (s *sight) search(x [][]int, at, table, answer, number int) bool {
	if s.nodes--; s.nodes <= 0 {
		return false
	}
	if at == len(s.groups)*s.answers {
		return s.agrees(x)
	}
	// Answer by answer, so that a figure is whole before the next one is begun; the one that is asked about first.
	a, g := (at/len(s.groups)+answer)%s.answers, at%len(s.groups)
	used := 0
	for _, n := range x[g] {
		used += n
	}
	for n := 0; n <= s.groups[g].size-used; n++ {
		x[g][a] = n
		if s.mayStill(x, g, a, table, answer, number) && s.search(x, at+1, table, answer, number) {
			return true
		}
	}
	x[g][a] = 0
	return false
}

// mayStill checks the bounds of one answer in every table, with the groups up to
// last filled and the others anything.
func (s *sight) mayStill(x [][]int, last, a, table, answer, number int) bool {
	for t, shown := range s.shown {
		sum, open := 0, 0
		for i, g := range s.groups {
			if !s.in(g, t) {
				continue
			}
			if sum += x[i][a]; i > last {
				open += g.size
			}
		}
		low, high := 0, sum+open
		if shown != nil {
			low, high = s.bounds(shown[a])
		}
		if t == table && a == answer {
			low, high = max(low, number), min(high, number)
		}
		if sum > high || sum+open < low {
			return false
		}
	}
	return true
}

// agrees asks the rule itself whether these people would give what was seen.
func (s *sight) agrees(x [][]int) bool {
	for t, shown := range s.shown {
		counts := make([]int, s.answers)
		for i, g := range s.groups {
			if s.in(g, t) {
				for a, n := range x[i] {
					counts[a] += n
				}
			}
		}
		got, ok := s.publish(counts, s.people(t))
		if ok != (shown != nil) {
			return false
		}
		if ok && !slices.Equal(got, shown) {
			return false
		}
	}
	return true
}

// possible are the numbers that a figure can be; each was seen in a population
// that gives exactly what was published. sure says that there are no others. Of a
// table that is not shown, only the numbers below the minimum are tried.
func (s *sight) possible(table, answer int) (numbers []int, sure bool) {
	sure = true
	low, high := 0, min(s.people(table), founding.MinimumPeople-1)
	if s.shown[table] != nil {
		low, high = s.bounds(s.shown[table][answer])
	}
	for n := low; n <= high; n++ {
		is, known := s.mayBe(table, answer, n)
		if is {
			numbers = append(numbers, n)
		}
		sure = sure && (is || known)
	}
	return numbers, sure
}
