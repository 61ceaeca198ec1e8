package desk

import (
	"slices"

	"candour/internal/hints"
)

// urgency is what urgent words a story holds: the most pressing band, as a key
// for the panel and as words for the reader.
type urgency struct {
	Band  string `json:"band"`
	Words string `json:"words"`
}

var bandWords = map[hints.Kind]string{
	hints.Danger:   "Danger now",
	hints.SelfHarm: "Self-harm or suicide",
	hints.AtRisk:   "Someone at risk",
	hints.Crime:    "A crime",
	hints.Death:    "A death",
}

// urgencyOf is the most pressing band of urgent words, or nil for a calm text. What
// seems long over is marked and not pressing.
func urgencyOf(marks []hints.Mark) *urgency {
	best := -1
	for _, m := range marks {
		if i := slices.Index(hints.Bands, m.Kind); i >= 0 && (best < 0 || i < best) && !m.Past {
			best = i
		}
	}
	if best < 0 {
		return nil
	}
	band := hints.Bands[best]
	return &urgency{string(band), bandWords[band]}
}

// mark is one place in one field that the reader's eye should rest on.
type mark struct {
	Where string `json:"where"` // title, text or screenName
	hints.Mark
}

func marksIn(where string, marks []hints.Mark) []mark {
	out := make([]mark, 0, len(marks))
	for _, m := range marks {
		out = append(out, mark{where, m})
	}
	return out
}
