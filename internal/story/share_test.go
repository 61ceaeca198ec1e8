package story

import "testing"

func TestHeavinessAddsUpWhatMakesAStoryHardToRead(t *testing.T) {
	for name, c := range map[string]struct {
		signs Signs
		words int
		want  int
	}{
		"thanks":                            {Signs{}, 100, 1},
		"a wait":                            {Signs{Better: 1}, 150, 3},
		"a long complaint":                  {Signs{Better: 3}, 900, 6},
		"a death, and thanks":               {Signs{Bands: []string{"death"}}, 200, 6},
		"a death, and something was wrong":  {Signs{Better: 1, Bands: []string{"death"}}, 200, 9},
		"a crime, told at length":           {Signs{Better: 2, Bands: []string{"crime", "danger"}}, 5000, 11},
		"as long as a story may be, thanks": {Signs{}, 1000, 3},
	} {
		if got := Heaviness(c.signs, c.words); got != c.want {
			t.Errorf("%s weighs %d, want %d", name, got, c.want)
		}
	}
}

func TestAPersonsScoreCountsWhereItIsMoreThanAProgramSaw(t *testing.T) {
	for _, c := range []struct {
		heaviness, score int
		scored           bool
		want             int
	}{{3, 0, false, 3}, {3, 5, true, 10}, {9, 2, true, 9}, {3, 5, false, 3}} {
		if got := Weight(c.heaviness, c.score, c.scored); got != c.want {
			t.Errorf("%+v weighs %d", c, got)
		}
	}
}

func TestWhatIsOfferedNext(t *testing.T) {
	light, hard := Candidate{Weight: 1}, Candidate{Weight: 8}
	urgent, late := Candidate{Weight: 9, Urgent: true}, Candidate{Weight: 7, Late: true}
	many := make([]Candidate, ShareWindow, ShareWindow+1)
	for i := range many {
		many[i] = Candidate{Weight: 3}
	}
	for name, c := range map[string]struct {
		queue  []Candidate
		me     Burden
		others []Burden
		want   int
		why    OfferReason
	}{
		"nothing waits":                                   {nil, Burden{}, nil, -1, ""},
		"nobody shares the work":                          {[]Candidate{light, hard}, Burden{Heavy: 20}, nil, 0, OfferOldest},
		"urgent goes to whoever asks, however much":       {[]Candidate{urgent, late, light}, Burden{Heavy: 90, LastHeavy: true}, []Burden{{}}, 0, OfferUrgent},
		"late goes before what is fair":                   {[]Candidate{light, late, hard}, Burden{Heavy: 90, LastHeavy: true}, []Burden{{}}, 1, OfferLate},
		"after a hard one comes one that is not":          {[]Candidate{hard, hard, light}, Burden{LastHeavy: true}, []Burden{{Heavy: 50}}, 2, OfferRest},
		"unless all are hard":                             {[]Candidate{hard, {Weight: 6}}, Burden{LastHeavy: true}, []Burden{{Heavy: 50}}, 0, OfferHarder},
		"who carried less gets the hardest":               {[]Candidate{light, hard, hard}, Burden{Heavy: 8}, []Burden{{Heavy: 9}, {Heavy: 8}}, 1, OfferHarder},
		"who carried more gets the lightest":              {[]Candidate{hard, light, light}, Burden{Heavy: 9}, []Burden{{Heavy: 9}, {Heavy: 8}}, 1, OfferLighter},
		"who carried as much gets the longest waiting":    {[]Candidate{hard, light}, Burden{Heavy: 8}, []Burden{{Heavy: 8}}, 0, OfferOldest},
		"a hard one beyond the window waits for its turn": {append(many, hard), Burden{}, []Burden{{Heavy: 9}}, 0, OfferHarder},
	} {
		if got, why := Offer(c.queue, c.me, c.others); got != c.want || why != c.why {
			t.Errorf("%s: %d, %q, want %d, %q", name, got, why, c.want, c.why)
		}
	}
}

// Three people read what comes in, one after the other; one of them came only on the
// third day.
func TestHardStoriesAreEvened(t *testing.T) {
	weights := []int{1, 8, 3, 9, 1, 7, 2, 6, 3, 8, 1, 1, 9, 3, 2}
	queue := make([]Candidate, 90)
	for i := range queue {
		queue[i].Weight = weights[i%len(weights)]
	}
	burdens := make([]Burden, 3)
	for turn := 0; len(queue) > 0; turn++ {
		who := turn % 3
		if who == 2 && turn < 30 {
			continue
		}
		var others []Burden
		for i, b := range burdens {
			if i != who {
				others = append(others, b)
			}
		}
		i, _ := Offer(queue, burdens[who], others)
		burdens[who].LastHeavy = queue[i].Weight >= Heavy
		if burdens[who].LastHeavy {
			burdens[who].Heavy += queue[i].Weight
		}
		queue = append(queue[:i:i], queue[i+1:]...)
	}
	for _, b := range burdens {
		if mean := (burdens[0].Heavy + burdens[1].Heavy + burdens[2].Heavy) / 3; b.Heavy < mean-18 || b.Heavy > mean+18 {
			t.Errorf("the hard stories were shared out as %+v", burdens)
		}
	}
}
