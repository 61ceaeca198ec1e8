package totals

import (
	"slices"
	"testing"
)

// worlds is how many random populations are tried.
const worlds = 3000

// TestNoFigureCanBeComputed: in thousands of worlds, whoever knows every table,
// the rule, and who told which story, learns of no hidden figure more than that
// it is from 0 to 7, and of no shown one more than its five numbers.
func TestNoFigureCanBeComputed(t *testing.T) {
	tables, shown, unshown, hidden := 0, 0, 0, 0
	for seed := range uint64(worlds) {
		w := newWorld(seed)
		counted := map[string]bool{}
		var before seen
		w.twoYears(func(p Period) {
			for _, s := range w.close(t, p) {
				tables++
				for _, person := range s.people {
					if counted[person] {
						t.Fatalf("world %d: somebody is counted twice", seed)
					}
					counted[person] = true
				}
				sight := together(s, before, founding.Table)
				for a := range asked.Answers {
					numbers, _ := sight.possible(0, a)
					least := 5
					switch {
					case s.shown == nil:
						unshown++
						least = min(len(s.people)+1, 10)
					case s.shown[a] == Hidden:
						hidden++
						least = 8
					default:
						shown++
					}
					if len(numbers) < least {
						t.Fatalf("world %d, %s: %v of %d people: answer %d can only be %v", seed, p, s.shown, len(s.people), a, numbers)
					}
				}
				before = s
			}
			for person := range counted { // who is erased and comes back is somebody new
				if !w.counted[person] {
					delete(counted, person)
				}
			}
		})
	}
	t.Logf("%d worlds, %d populations: %d figures shown, %d hidden, %d in tables that are not shown", worlds, tables, shown, hidden, unshown)
	if shown < 1000 || hidden < 1000 || unshown < 1000 {
		t.Error("the worlds hold too little to say anything")
	}
}

// leaks counts the figures that are one number alone, and those that are fewer
// numbers than they stand for. Only what the attacker is sure of counts.
func leaks(s *sight) (exact, narrow int) {
	for t, shown := range s.shown {
		for a := range shown {
			numbers, sure := s.possible(t, a)
			low, high := s.bounds(shown[a])
			if sure && len(numbers) == 1 {
				exact++
			}
			if sure && len(numbers) < high-low+1 {
				narrow++
			}
		}
	}
	return exact, narrow
}

// TestTheAttackerFindsWhatABrokenRuleLetsOut breaks the rules one at a time, and
// the same attacker finds hidden figures each time.
func TestTheAttackerFindsWhatABrokenRuleLetsOut(t *testing.T) {
	for name, broken := range map[string]func(t *testing.T, w *world) (exact, narrow int){
		"without secondary hiding": func(t *testing.T, w *world) (exact, narrow int) {
			w.twoYears(func(p Period) {
				for _, s := range w.close(t, p) {
					if shown, ok := careless(w.counts(s.people), len(s.people)); ok {
						s.shown = shown
						e, n := leaks(together(s, seen{}, careless))
						exact, narrow = exact+e, narrow+n
					}
				}
			})
			return exact, narrow
		},
		"live tables instead of closed ones": func(t *testing.T, w *world) (exact, narrow int) {
			w.twoYears(func(p Period) {
				for _, s := range w.close(t, p) {
					if s.shown == nil {
						continue
					}
					after := seen{people: s.people[1:]} // one person goes, and the table is made anew
					after.shown, _ = founding.Table(w.counts(after.people), len(after.people))
					e, n := leaks(together(s, after, founding.Table))
					exact, narrow = exact+e, narrow+n
				}
			})
			return exact, narrow
		},
		"people counted in every organisation and period": func(_ *testing.T, w *world) (exact, narrow int) {
			var list []seen
			w.twoYears(func(p Period) { list = append(list, w.everywhere(p)...) })
			for i, a := range list {
				for _, b := range list[:i] {
					if a.shown == nil || b.shown == nil {
						continue
					}
					e, n := leaks(together(a, b, founding.Table))
					exact, narrow = exact+e, narrow+n
				}
			}
			return exact, narrow
		},
	} {
		t.Run(name, func(t *testing.T) {
			exact, narrow := 0, 0
			for seed := uint64(0); seed < worlds && exact < 3 && narrow < 100; seed++ {
				e, n := broken(t, newWorld(seed))
				exact, narrow = exact+e, narrow+n
			}
			t.Logf("%d figures laid bare, %d narrowed", exact, narrow)
			if narrow < 3 {
				t.Error("the attacker found nothing: it is blind, or the rule is idle")
			}
		})
	}
}

// careless hides small counts and does nothing else.
func careless(counts []int, _ int) (shown []int, ok bool) {
	answered := 0
	for _, c := range counts {
		answered += c
		shown = append(shown, founding.Show(c))
	}
	return shown, answered >= founding.MinimumPeople
}

// everywhere counts a person in each organisation and period anew, as somebody
// would who had not thought of taking one table from another.
func (w *world) everywhere(p Period) (list []seen) {
	people := map[string][]string{}
	for _, t := range w.tellings(p) {
		if !slices.Contains(people[t.Organisation], t.Person) {
			people[t.Organisation] = append(people[t.Organisation], t.Person)
		}
	}
	for _, o := range []string{"parent", "child 1", "child 2"} {
		s := seen{people: people[o]}
		s.shown, _ = founding.Table(w.counts(s.people), len(s.people))
		list = append(list, s)
	}
	return list
}
