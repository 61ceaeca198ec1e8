package records

import (
	"slices"
	"strings"
	"testing"

	"candour/internal/story"
)

// notLookedFor are fields of an author's own that say too little, or that others
// wrote, or that are words of ours: finding one afterwards would tell nothing.
const notLookedFor = ` stories.id stories.toldFor stories.ageGroup stories.happenedMonth stories.happenedYear stories.edited stories.progress
stories.publishedAt stories.edits stories.state stories.heldFor stories.reason stories.reasonWords stories.submittedAt stories.approvedAt
stories.approvedUntil stories.endedAt stories.waitsFor stories.waitAsked contacts.consentVersion contacts.consentWords contacts.consentAt originals.services originals.tags versions.services versions.tags originals.deleteAfter responses.by
responses.name responses.jobTitle responses.organisationName responses.publishedAt responses.edited responses.state responses.reason
responses.reasonWords responses.saidAt messages.by messages.at authors.passwordChosen authors.lettersOff authors.joinedAt authors.eraseAt authors.counted `

func TestWhatIsKnownOfAnAuthorIsLookedForOrNamedAsNotTelling(t *testing.T) {
	for _, f := range story.Inventory() {
		words, mine := knownWords[f.Collection]
		if !mine || !f.Exported {
			continue
		}
		looked := slices.Contains(words, f.Name)
		if named := strings.Contains(strings.ReplaceAll(notLookedFor, "\n", " "), " "+f.Key()+" "); looked == named {
			t.Errorf("%s: is it looked for after an erasure, or does it say too little?", f.Key())
		}
	}
	declared := map[string]bool{}
	for _, f := range story.Inventory() {
		declared[f.Key()] = true
	}
	for _, list := range []map[string][]string{knownWords, knownKeys} {
		for collection, fields := range list {
			for _, f := range fields {
				if !declared[collection+"."+f] {
					t.Errorf("%s.%s is no field", collection, f)
				}
			}
		}
	}
}
