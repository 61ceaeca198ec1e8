package hints

import (
	"os"
	"strings"
	"testing"
)

// urgentTally is, of one section of sentences, how many there are, how many have an urgent
// mark that is not about what is long over, and how many are read before calm stories. A
// death is marked, and is no reason to hurry.
type urgentTally struct{ there, marked, pressing int }

// readUrgent measures a file of sentences by its sections. Sentences of the frozen one are
// never printed: nothing is made to fit them.
func readUrgent(t *testing.T, path string) map[string]*urgentTally {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	sections, name := map[string]*urgentTally{}, ""
	for line := range strings.Lines(string(text)) {
		kind, sentence, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch {
		case strings.HasPrefix(line, "["):
			name = strings.Trim(strings.TrimSpace(line), "[]")
			sections[name] = &urgentTally{}
		case kind == "+" || kind == "-":
			marked := urgentNow(sentence)
			sections[name].there++
			sections[name].marked += count(marked)
			sections[name].pressing += count(Urgency(sentence) > 0)
			if *evalMiss == "urgent" && marked != (kind == "+") && !strings.Contains(path, "frozen") {
				say("%s %s: %s\n", kind, sentence, said(Urgent(sentence)))
			}
		}
	}
	return sections
}

// urgentNow tells whether a text has an urgent mark that is not about what is long over.
func urgentNow(text string) bool {
	for _, m := range Urgent(text) {
		if !m.Past {
			return true
		}
	}
	return false
}

// urgentFloors is how many of the urgent sentences of a file must be marked, and how many
// harmless ones may be.
var urgentFloors = []struct {
	path         string
	found, wrong int
}{
	{"testdata/urgent_tuned.txt", 68, 3}, {"testdata/urgent_frozen.txt", 60, 8},
	{"testdata/urgent_tuned_2.txt", 55, 4}, {"testdata/urgent_frozen_2.txt", 50, 7},
}

func TestEval_UrgentSentencesAreMarkedInTheirBands(t *testing.T) {
	for _, floor := range urgentFloors {
		say("Sentences of ours, %s: marked, and pressing\n", floor.path)
		found, sections := 0, readUrgent(t, floor.path)
		for _, name := range []string{"danger now", "self-harm", "child or adult at risk", "crime", "death", "harmless"} {
			s := sections[name]
			say("  %-24s %2d, %2d of %d\n", name, s.marked, s.pressing, s.there)
			if name != "harmless" {
				found += s.marked
			}
		}
		if found < floor.found || sections["harmless"].marked > floor.wrong {
			t.Errorf("%d found, %d wrong, and the floors are %+v", found, sections["harmless"].marked, floor)
		}
	}
}

// mostPressing is the share of ordinary comments that may be read before the others.
const mostPressing = 0.02

func TestEval_FewOrdinaryCommentsAreUrgent(t *testing.T) {
	var all, marked, pressing, long, longPressing [2]int
	var sentences, pressingSentences [2]int // of short comments and of long ones
	for _, c := range evalComments(t) {
		half, urgent := isHeldOut(heldOutComment(c)), Urgency(c) > 0
		all[half]++
		marked[half] += count(urgentNow(c))
		pressing[half] += count(urgent)
		isLong := count(len(strings.Fields(c)) >= 60)
		long[half] += isLong
		longPressing[half] += isLong * count(urgent)
		p := newPage(c, English())
		p.sentences(func(from, to int) {
			sentences[isLong]++
			pressingSentences[isLong] += count(Urgency(c[p.words[from].start:p.words[to-1].end]) > 0)
		})
	}
	say("Sentences of comments that are pressing: %.2f%% of %d in those under 60 words, %.2f%% of %d in longer ones\n",
		100*share(pressingSentences[0], sentences[0]), sentences[0], 100*share(pressingSentences[1], sentences[1]), sentences[1])
	say("Comments with urgent words: marked, pressing, and pressing of those of 60 words or more\n")
	for half, name := range []string{"tuned on", "held out"} {
		say("  %s       %.2f%%, %.2f%% of %d; %.1f%% of %d\n", name, 100*share(marked[half], all[half]),
			100*share(pressing[half], all[half]), all[half], 100*share(longPressing[half], long[half]), long[half])
		if share(pressing[half], all[half]) > mostPressing {
			t.Errorf("%s: %d of %d comments are pressing", name, pressing[half], all[half])
		}
	}
}
