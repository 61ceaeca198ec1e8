package story

import (
	"errors"
	"slices"
	"strconv"
)

// Level is one step of criticality: what a moderator must find in a story to
// choose it.
type Level struct {
	Score int    `json:"score"`
	Name  string `json:"name"`
	Brief string `json:"brief"` // the criterion, as it stands beside a story
	Means string `json:"-"`     // the criterion at length, for the handbook
	Like  string `json:"-"`     // what such a story may say
}

// levels are the written criteria. A score says how serious the most critical
// statement of a story is, if it is true: it is no judgement of the author, of the
// story or of the service, and it is not an average.
var levels = []Level{
	{0, "Not critical", "Nothing could have been better, or nothing care could change.",
		"Nothing could have been better, or nothing that care could change.",
		"“Everyone was kind, and I was seen on time.”"},
	{1, "Slightly critical", "A matter of comfort or convenience, or an idea. Nobody hurt or upset for long.",
		"A small matter of comfort or convenience, or an idea. Nobody was hurt or upset for long.",
		"“The car park was full.” “Hot water on the ward would help.”"},
	{2, "Mildly critical", "Somebody let down by waiting, words, manners or a place. No harm to health.",
		"Somebody was let down by waiting, by words, by manners or by a place. No harm to health is told of.",
		"“I waited four hours and nobody told me why.”"},
	{3, "Moderately critical", "Care fell short, badly or repeatedly: needless distress, delay or discomfort.",
		"Care fell short, once badly or several times, and it caused distress, delay or discomfort that need not have been.",
		"“My pain relief was forgotten for a whole night.”"},
	{4, "Strongly critical", "Unsafe or undignified care, discrimination, or a mistake with harm done or nearly done.",
		"Care that was not safe or not dignified, discrimination, or a mistake with harm that was done or nearly done.",
		"“I was given somebody else’s medicine.” “They spoke to me as if I were not there because of my disability.”"},
	{5, "Severely critical", "Serious harm, a death care may have caused, abuse, neglect, or a crime.",
		"Serious harm, a death that care may have caused, abuse, neglect, or a crime.",
		"“My mother fell because nobody came, and she died of it.”"},
}

// Levels lists the written criteria, from 0 to 5.
func Levels() []Level { return slices.Clone(levels) }

// LevelOf is the criterion behind a score, and whether there is one.
func LevelOf(score int) (Level, bool) {
	if score < 0 || score >= len(levels) {
		return Level{}, false
	}
	return levels[score], true
}

// ErrOwnScore says that a second reading is for somebody else.
var ErrOwnScore = errors.New("you have scored this story already: a second reading is for a colleague")

// CheckScore says whether a number is a score of criticality.
func CheckScore(score int) error {
	if _, ok := LevelOf(score); !ok {
		return Problem{Field: "score", Text: "Choose a number from 0 to 5."}
	}
	return nil
}

// Signs are what a program can see of how critical a story may be.
type Signs struct {
	Better int      // how many things could have been better, in the author's words
	Bands  []string // of urgent words: danger, self-harm, at-risk, crime, death
}

// SuggestScores says between which scores the criticality of a story may lie, and
// why. It never chooses: a moderator reads the whole story and does.
func SuggestScores(s Signs) (from, to int, why string) {
	has := func(band string) bool { return slices.Contains(s.Bands, band) }
	switch {
	case has("crime") || has("at-risk"):
		return 4, 5, "There are words about a crime, or about somebody at risk. Look at whether care is blamed for it."
	case has("death") && s.Better > 0:
		return 3, 5, "Somebody died, and something could have been better. Look at whether one is said to have led to the other."
	case s.Better == 0 && len(s.Bands) == 0:
		return 0, 1, "Its author named nothing that could have been better."
	case s.Better > 2:
		return 2, 4, "Its author named " + strconv.Itoa(s.Better) + " things that could have been better."
	case s.Better > 0:
		return 1, 3, "Its author named something that could have been better."
	}
	return 0, 2, "There are urgent words, but its author named nothing that could have been better."
}

// WeightedKappa is how far two readers agree beyond chance: 1 always, 0 as often
// as chance, less than 0 more seldom. Disagreement weighs by the square of its
// distance (Cohen 1968, "Weighted kappa", Psychological Bulletin 70). It answers
// false when it cannot be known: no pairs, or readers who never chose but one score.
func WeightedKappa(pairs [][2]int) (float64, bool) {
	n := float64(len(pairs))
	var first, second [6]float64
	seen := 0.0
	for _, p := range pairs {
		first[p[0]]++
		second[p[1]]++
		seen += square(p[0] - p[1])
	}
	expected := 0.0
	for i := range first {
		for j := range second {
			expected += first[i] * second[j] / n * square(i-j)
		}
	}
	if len(pairs) == 0 || expected == 0 {
		return 0, false
	}
	return 1 - seen/expected, true
}

func square(d int) float64 { return float64(d * d) }

// BlindSample is how many stories of a month are read a second time without the
// first score being shown: a tenth, no fewer than 10 and no more than 50, as far as
// there are so many.
func BlindSample(stories int) int { return min(stories, min(50, max(10, stories/10))) }
