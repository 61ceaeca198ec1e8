package hints

// urgencyOf says how early a moderator should read a text with words of a band.
// A death already happened: it needs care, not speed.
var urgencyOf = map[Kind]int{Danger: 4, SelfHarm: 3, AtRisk: 2, Crime: 1, Death: 0}

// Urgency is 0 for a calm text to 4 for words about danger now. What seems long over
// counts for 1 at most. It only orders the queue: every story is read, whatever this
// says.
func Urgency(text string, opts ...Options) int {
	highest := 0
	for _, m := range Urgent(text, opts...) {
		level := urgencyOf[m.Kind]
		if m.Past {
			level = min(level, 1)
		}
		highest = max(highest, level)
	}
	return highest
}
