package story

import "testing"

func TestEveryFieldOfTheDownload_HasWords(t *testing.T) {
	used := map[string]bool{}
	for _, f := range Inventory() {
		if !f.Exported {
			continue
		}
		used[f.Key()], used[f.Collection] = true, true
		if f.Label() == "" {
			t.Errorf("%s has no words in fieldWords", f.Key())
		}
		if CollectionLabel(f.Collection) == "" {
			t.Errorf("%s has no words in collectionWords", f.Collection)
		}
	}
	for key := range wordsOf {
		if !used[key] {
			t.Errorf("%s has words and is not in the download", key)
		}
	}
}
