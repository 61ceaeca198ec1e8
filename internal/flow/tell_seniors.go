package flow

import (
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/mail"
	"candour/internal/records"
)

// oweSeniorsAbout owes a letter to every active senior moderator.
func oweSeniorsAbout(tx core.App, kind mail.Kind, storyID, about string) error {
	return oweSeniorsOnce(tx, kind, storyID, about, "")
}

// oweSeniorsOnce is oweSeniorsAbout for what comes back: once tells one time from the next.
func oweSeniorsOnce(tx core.App, kind mail.Kind, storyID, about, once string) error {
	_, err := oweSeniorsBut(tx, records.Owed{Kind: string(kind), Story: storyID, About: about, Once: once}, func(string) (bool, error) { return false, nil })
	return err
}

// oweSeniorsBut owes a letter to every active senior moderator whom it is for: not to
// those whom left out names. It returns to how many.
func oweSeniorsBut(tx core.App, o records.Owed, leftOut func(moderator string) (bool, error)) (n int, err error) {
	moderators, err := records.Moderators(tx)
	if err != nil {
		return 0, err
	}
	o.ToCollection, o.At = "moderators", now(tx)
	for _, m := range moderators {
		if !m.Active() || !m.Senior() {
			continue
		}
		out, err := leftOut(m.Id)
		if err != nil {
			return n, err
		}
		if out {
			continue
		}
		o.To = m.Id
		if err := records.Owe(tx, o); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// oweAdministrators owes a letter to every administrator of the machine.
func oweAdministrators(tx core.App, o records.Owed) error {
	administrators, err := records.Administrators(tx)
	if err != nil {
		return err
	}
	o.ToCollection, o.At = core.CollectionNameSuperusers, now(tx)
	for _, a := range administrators {
		o.To = a.Id
		if err := records.Owe(tx, o); err != nil {
			return err
		}
	}
	return nil
}

// oweAppeal tells of an appeal those who may decide it: the senior moderators who had no
// part in the decision. Where there is none, the administrators of the machine are told,
// who can let one in.
func oweAppeal(tx core.App, r *records.Restriction, a *records.Appeal) error {
	o := records.Owed{Kind: string(mail.AppealAsked), Story: r.Story(), About: a.Id}
	n, err := oweSeniorsBut(tx, o, func(moderator string) (bool, error) { return records.HadPartIn(tx, r, moderator) })
	if err != nil || n > 0 {
		return err
	}
	return oweAdministrators(tx, o)
}
