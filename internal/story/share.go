package story

import "slices"

// Heavy is from how much on a story counts as a hard one.
const Heavy = 6

// Heaviness is how hard a story may be to read, from 0 to 11: how critical of care it
// may be at the most (SuggestScores), 4 more for words about danger, self-harm, somebody
// at risk, a crime or a death, and 1 more for each 400 words. It shares work out and
// decides nothing.
func Heaviness(s Signs, words int) int {
	_, heaviness, _ := SuggestScores(s)
	if len(s.Bands) > 0 {
		heaviness += 4
	}
	return heaviness + min(words/400, 2)
}

// Weight is what a story counts for between the people who read: its heaviness, or
// what a person found when they scored it, if that is more.
func Weight(heaviness int, score int, scored bool) int {
	if scored {
		return max(heaviness, score*2)
	}
	return heaviness
}

// ShareWindow is among how many of the longest waiting stories a fair one is looked
// for. It is small, so that no story waits long for the right reader.
const ShareWindow = 20

// Candidate is a story that may be offered to somebody, which no colleague has open and
// they did not leave for tomorrow.
type Candidate struct {
	Weight int
	Urgent bool // words about danger, self-harm or somebody at risk
	Late   bool // it has waited longer than its author was told
}

// Burden is what one person has read since Monday.
type Burden struct {
	Heavy     int  // the weight of the hard stories, added up
	LastHeavy bool // the last story they dealt with was a hard one
}

// OfferReason says why a story is offered.
type OfferReason string

// The reasons.
const (
	OfferUrgent  OfferReason = "urgent"
	OfferLate    OfferReason = "late"
	OfferHarder  OfferReason = "harder"
	OfferLighter OfferReason = "lighter"
	OfferRest    OfferReason = "rest"
	OfferOldest  OfferReason = "oldest"
)

// Offer chooses the next story for somebody and says why; -1 when there is none. queue
// is in the order of reading: urgent words first, then the longest waiting. others are
// the colleagues who share the work this week.
//
// The rule, of which the first line that fits holds:
//
//  1. Urgent words wait for nobody: the first such story goes to whoever asks.
//  2. So does the first story that has waited longer than its author was told.
//  3. Whoever has just dealt with a hard story gets the first that is not hard, if there
//     is one among the first ShareWindow.
//  4. Whoever has carried less than colleagues have on average gets the hardest of the
//     first ShareWindow; whoever has carried more, the lightest. Of equals, the first.
//  5. Otherwise, and where nobody shares the work, the first.
//
// Nothing in it is left to chance: the same facts give the same story.
func Offer(queue []Candidate, me Burden, others []Burden) (int, OfferReason) {
	if len(queue) == 0 {
		return -1, ""
	}
	if i := slices.IndexFunc(queue, func(c Candidate) bool { return c.Urgent }); i >= 0 {
		return i, OfferUrgent
	}
	if i := slices.IndexFunc(queue, func(c Candidate) bool { return c.Late }); i >= 0 {
		return i, OfferLate
	}
	window := queue[:min(len(queue), ShareWindow)]
	if me.LastHeavy {
		if i := slices.IndexFunc(window, func(c Candidate) bool { return c.Weight < Heavy }); i >= 0 {
			return i, OfferRest
		}
	}
	sum := 0
	for _, o := range others {
		sum += o.Heavy
	}
	switch mine := me.Heavy * len(others); { // compared without dividing
	case mine < sum:
		return best(window, func(a, b int) bool { return a > b }), OfferHarder
	case mine > sum:
		return best(window, func(a, b int) bool { return a < b }), OfferLighter
	}
	return 0, OfferOldest
}

func best(window []Candidate, better func(a, b int) bool) int {
	found := 0
	for i, c := range window {
		if better(c.Weight, window[found].Weight) {
			found = i
		}
	}
	return found
}
