package flow

import (
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// exportTime is how long the link to a copy works.
const exportTime = 24 * time.Hour

// AskForExport lets an author fetch a copy of everything for a day, and returns
// its id. The copy is made when it is fetched: no file of it is ever stored.
//
// Kept by: export is complete.
func AskForExport(app core.App, authorID string) (id string, err error) {
	err = inTx(app, "asking for a copy", func(tx core.App) error {
		at := now(tx)
		a, err := records.FindAuthor(tx, authorID)
		if err != nil {
			return err
		}
		if id, err = records.AskForExport(tx, a.Id, story.ExportedFields(), at, at.Add(exportTime)); err != nil || !a.HasEmail() {
			return err
		}
		return records.Owe(tx, records.Owed{Kind: string(mail.ExportReady), About: id, ToCollection: "authors", To: a.Id, ExpiresAt: at.Add(exportTime), At: at})
	})
	return id, err
}

// Copy is everything held about an author, and when it was read.
type Copy struct {
	Everything records.Everything
	At         time.Time
}

// FetchExport reads everything held about an author, if their request is theirs
// and in time.
func FetchExport(app core.App, authorID, id string) (Copy, error) {
	at := now(app)
	if _, err := records.FindExport(app, authorID, id, at); err != nil {
		return Copy{}, err
	}
	all, err := records.ReadEverything(app, deployment.Of(app).Sealer, authorID)
	if err != nil {
		return Copy{}, fmt.Errorf("reading everything for a copy: %w", err)
	}
	return Copy{all, at}, nil
}
