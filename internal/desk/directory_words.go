package desk

import (
	"errors"
	"net/http"

	"candour/internal/flow"
	"candour/internal/records"
)

// mostSaid is how many changes of organisations' own words the desk lists.
const mostSaid = 30

// saidView is what an organisation put on a page in its own words.
type saidView struct {
	ID           string `json:"id"`
	Organisation string `json:"organisation"`
	Page         string `json:"page"` // whose page it is
	Address      string `json:"address"`
	Words        string `json:"words"` // empty: it took its words off
	At           string `json:"at"`
	Stands       bool   `json:"stands"` // it can be read there now
	TakenBy      string `json:"takenBy"`
	TakenAt      string `json:"takenAt"`
	Reason       string `json:"reason"`
}

// ownWords lists what organisations said last on their pages. Nobody reads it before
// everyone can.
func (d *desk) ownWords() ([]saidView, error) {
	latest, err := records.LatestOwnWords(d.App, mostSaid)
	if err != nil {
		return nil, err
	}
	return d.sayings(latest)
}

// addSaid adds what was said last on the page of a service.
func (d *desk) addSaid(v *fullService, s *records.Service) error {
	latest, err := records.LatestOwnWordsOfService(d.App, s.Id, mostSaid)
	if err != nil {
		return err
	}
	v.Said, err = d.sayings(latest)
	return err
}

// sayings views what organisations said, the newest first.
func (d *desk) sayings(latest []*records.OwnWordsVersion) ([]saidView, error) {
	names, err := peopleOf(d.App)
	if err != nil {
		return nil, err
	}
	views, newer := []saidView{}, map[string]bool{}
	for _, v := range latest {
		o, err := records.FindOrganisation(d.App, v.Organisation())
		if err != nil {
			return nil, err
		}
		view := saidView{ID: v.Id, Organisation: o.Name(), Page: o.Name(), Address: "/organisations/" + o.Id, Words: v.Words(), At: moment(d.App, v.At())}
		now := o.OwnWords()
		if v.Service() != "" {
			s, err := records.FindService(d.App, v.Service())
			if err != nil {
				return nil, err
			}
			view.Page, view.Address, now = s.Name(), "/services/"+s.Id, s.OwnWords()
		}
		page := v.Organisation() + v.Service()
		view.Stands = !newer[page] && v.TakenAt().IsZero() && v.Words() != "" && now == v.Words()
		newer[page] = true
		if !v.TakenAt().IsZero() {
			view.TakenBy, view.TakenAt, view.Reason = names.name(v.TakenBy()), moment(d.App, v.TakenAt()), v.Reason()
		}
		views = append(views, view)
	}
	return views, nil
}

// takeOffWords takes an organisation's words off a page, for a reason that its
// administrators read.
func takeOffWords(d *desk) error {
	var sent struct {
		Reason string `json:"reason"`
	}
	if err := d.read(&sent); err != nil {
		return err
	}
	err := flow.TakeOffOwnWords(d.App, d.moderator.Id, d.Request.PathValue("id"), sent.Reason)
	if errors.Is(err, flow.ErrSaidAnew) {
		return d.refuse(http.StatusConflict, "The organisation has changed these words since. Load the page again and read them.")
	}
	if err != nil {
		return d.fail(err, "", nil)
	}
	said, err := d.ownWords()
	if err != nil {
		return d.InternalServerError("", err)
	}
	return d.JSON(http.StatusOK, map[string]any{"said": said})
}
