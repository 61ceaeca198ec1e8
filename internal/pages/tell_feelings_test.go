package pages

import (
	"slices"
	"testing"

	"candour/internal/records"
)

func TestSuggestionsBeginWithOurOwnAndPopularTagsSayNothingTwice(t *testing.T) {
	for name, ours := range tagSuggestions {
		if len(ours) != 8 {
			t.Errorf("%s has %d suggestions", name, len(ours))
		}
	}
	q := tagQuestion{Name: "better"}
	q.fill([]string{"Waiting"}, []records.TagUse{{Name: "waiting time"}, {Name: "hospital food"}, {Name: "not listened to"}, {Name: "parking"}, {Name: "signs"}}, ownBoxes)
	var names []string
	for _, o := range q.Choices {
		names = append(names, o.Value)
	}
	if want := append(slices.Clone(tagSuggestions["better"]), "parking", "signs"); !slices.Equal(names, want) {
		t.Errorf("offered are %q, want %q", names, want)
	}
	if !q.Choices[0].Checked || len(q.Own) != ownBoxes {
		t.Error("what was chosen is not ticked")
	}
}
