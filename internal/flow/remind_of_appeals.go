package flow

import (
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// RemindOfAppeals writes, once, to those who may decide an appeal when a working day is
// left of the time that whoever asked was told, and once more, to the administrators of
// the machine as well, when it is over. It returns how many are due or late. Nothing is
// decided by that.
func RemindOfAppeals(app core.App) (int, error) {
	open, err := records.OpenAppeals(app)
	if err != nil {
		return 0, err
	}
	at := now(app)
	open = slices.DeleteFunc(open, func(a *records.Appeal) bool {
		return at.Before(appealDay(app, a.At(), story.AppealDays-1)) && !a.IsLate(at)
	})
	return oneByOne(app, "reminding of an appeal", open, func(tx core.App, a *records.Appeal) (bool, error) {
		once := "due"
		if a.IsLate(now(tx)) {
			once = "late"
			if err := oweAdministrators(tx, records.Owed{Kind: string(mail.AppealWaits), Story: a.Story(), About: a.Id, Once: once}); err != nil {
				return false, err
			}
		}
		_, err := oweDeciders(tx, mail.AppealWaits, a, once)
		return err == nil, err
	})
}
