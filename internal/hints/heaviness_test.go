package hints

import "testing"

func TestHeavinessSeesUrgentWordsAlsoWhereTheyAreLongOver(t *testing.T) {
	for text, want := range map[string]int{
		"Everyone was kind.":                              3,
		"My mother died and everyone was kind.":           9,
		"Years ago I wanted to kill myself.":              7,
		"I was never suicidal.":                           3,
		"He hit me, and I am dying for a cup of tea now.": 9,
	} {
		if got := Heaviness(text, 1); got != want {
			t.Errorf("%q weighs %d, want %d", text, got, want)
		}
	}
}
