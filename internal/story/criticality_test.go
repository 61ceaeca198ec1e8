package story

import (
	"math"
	"strings"
	"testing"
)

func TestEveryScoreHasItsWrittenCriterion(t *testing.T) {
	words := 0
	for i, l := range Levels() {
		if l.Score != i || l.Name == "" || l.Brief == "" || l.Means == "" || l.Like == "" {
			t.Errorf("%+v", l)
		}
		if len(strings.Fields(l.Name)) > 5 {
			t.Errorf("%q is no short name", l.Name)
		}
		words += len(strings.Fields(l.Name + " " + l.Brief))
	}
	if words > 100 {
		t.Errorf("%d words stand beside every story", words)
	}
	for _, n := range []int{-1, 6, 99} {
		if CheckScore(n) == nil {
			t.Errorf("%d is taken for a score", n)
		}
	}
	if CheckScore(0) != nil || CheckScore(5) != nil {
		t.Error("0 and 5 are scores")
	}
}

func TestASuggestionIsARangeThatFitsWhatIsSeen(t *testing.T) {
	for what, c := range map[string]struct {
		signs    Signs
		from, to int
	}{
		"only praise":                {Signs{}, 0, 1},
		"one thing":                  {Signs{Better: 1}, 1, 3},
		"many things":                {Signs{Better: 5}, 2, 4},
		"a good death":               {Signs{Bands: []string{"death"}}, 0, 2},
		"a death, and a thing":       {Signs{Better: 1, Bands: []string{"death"}}, 3, 5},
		"a crime":                    {Signs{Bands: []string{"crime"}}, 4, 5},
		"somebody at risk, a death":  {Signs{Better: 2, Bands: []string{"death", "at-risk"}}, 4, 5},
		"somebody in despair, alone": {Signs{Bands: []string{"self-harm"}}, 0, 2},
	} {
		from, to, why := SuggestScores(c.signs)
		if from != c.from || to != c.to || why == "" {
			t.Errorf("%s: %d to %d, %q", what, from, to, why)
		}
	}
}

func TestWeightedKappaIsAsInTheBooks(t *testing.T) {
	repeat := func(counts map[[2]int]int) (pairs [][2]int) {
		for p, n := range counts {
			for range n {
				pairs = append(pairs, p)
			}
		}
		return pairs
	}
	for what, c := range map[string]struct {
		pairs [][2]int
		want  float64
		known bool
	}{
		"none":               {nil, 0, false},
		"always the same 3":  {repeat(map[[2]int]int{{3, 3}: 9}), 0, false},
		"of one mind":        {repeat(map[[2]int]int{{0, 0}: 3, {5, 5}: 4, {2, 2}: 1}), 1, true},
		"against each other": {repeat(map[[2]int]int{{0, 5}: 4, {5, 0}: 4}), -1, true},
		// Two by two, where the weights change nothing: (po-pe)/(1-pe) with po = 0.7, pe = 0.5.
		"fifty-fifty": {repeat(map[[2]int]int{{0, 0}: 20, {0, 1}: 5, {1, 0}: 10, {1, 1}: 15}), 0.4, true},
		// By hand: disagreement seen 2*1 + 1*4 = 6; from the margins 1.2+6.4+0.3+0.4+6+1.5 = 15.8.
		"three scores": {repeat(map[[2]int]int{{0, 0}: 2, {1, 1}: 1, {2, 2}: 4, {0, 1}: 2, {2, 0}: 1}), 1 - 6/15.8, true},
	} {
		got, known := WeightedKappa(c.pairs)
		if known != c.known || math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%s: %.6f (%v), not %.6f", what, got, known, c.want)
		}
	}
}

func TestABlindSampleIsATenthAndNeverMoreThanThereIs(t *testing.T) {
	for stories, want := range map[int]int{0: 0, 4: 4, 10: 10, 80: 10, 240: 24, 9000: 50} {
		if got := BlindSample(stories); got != want {
			t.Errorf("of %d: %d", stories, got)
		}
	}
}
