package flow

import (
	"errors"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/hints"
	"candour/internal/records"
)

// taughtFrom finds the names and addresses on the desk's list of words that stand in
// what an author wrote. No row says where a word comes from; but a name that this author
// wrote, and that is not public, is theirs. Other words, such as offensive ones, are nobody's.
func taughtFrom(tx core.App, authorID string) ([]*records.TaughtWord, error) {
	words, err := records.TaughtWords(tx)
	if err != nil {
		return nil, err
	}
	known, _, err := records.KnownOf(tx, deployment.Of(tx).Sealer, authorID)
	if err != nil {
		return nil, err
	}
	var wrote strings.Builder
	for _, k := range known {
		if k.Words {
			wrote.WriteString(" " + hints.CleanTaught(k.Value) + " ")
		}
	}
	var theirs []*records.TaughtWord
	for _, w := range words {
		kind := hints.Kind(w.Kind())
		if (kind == hints.Name || kind == hints.Address) && strings.Contains(wrote.String(), " "+w.Word()+" ") {
			theirs = append(theirs, w)
		}
	}
	return theirs, nil
}

// forgetLeftovers lets go what the desk made of an erased author's words: names it
// taught its marks that nobody reads elsewhere, and services that nobody confirmed. Whether
// a colleague of the desk could have had a name from somebody else's story that is not
// published is not asked: that reads a million rows while nobody can write, and what is
// forgotten once too often is taught again in a moment.
func forgetLeftovers(tx core.App, taught []*records.TaughtWord) error {
	for _, w := range taught {
		public, err := records.IsPublicWord(tx, w.Word())
		if err != nil {
			return err
		}
		if public {
			continue
		}
		if err := records.ForgetWord(tx, w.Id); err != nil && !errors.Is(err, records.ErrNotFound) {
			return err
		}
	}
	return records.ForgetUnconfirmed(tx)
}
