package flow

import (
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/mail"
	"candour/internal/records"
)

// tellTakenOff tells the administrators of an organisation that moderators took its words
// off a page.
func tellTakenOff(tx core.App, v *records.OwnWordsVersion) error {
	members, err := records.AdministratorsOf(tx, v.Organisation())
	if err != nil {
		return err
	}
	for _, m := range members {
		err := records.Owe(tx, records.Owed{Kind: string(mail.OwnWordsTaken), About: v.Id, ToCollection: "members", To: m.Id, At: now(tx)})
		if err != nil {
			return err
		}
	}
	return nil
}

// ownWordsTaken words it as long as its reader is an administrator there, and the
// organisation has said nothing else since.
func (w wording) ownWordsTaken() (mail.Letter, error) {
	v, err := records.FindOwnWordsVersion(w.app, w.l.About())
	if err != nil {
		return nil, err
	}
	newest, err := records.OwnWordsOnPage(w.app, v.Organisation(), v.Service(), 1)
	if err != nil {
		return nil, err
	}
	if len(newest) == 0 || newest[0].Id != v.Id {
		return nil, dropped("the organisation says something else")
	}
	members, err := records.AdministratorsOf(w.app, v.Organisation())
	if err != nil {
		return nil, err
	}
	for _, m := range members {
		if m.Id != w.l.To() {
			continue
		}
		page := "/staff/organisation"
		if v.Service() != "" {
			page = "/staff/services/" + v.Service()
		}
		return mail.OwnWordsTakenLetter{WordsURL: w.url(page)}, nil
	}
	return nil, dropped("not an administrator any more")
}
