package flow

import (
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/mail"
	"candour/internal/records"
)

// ShowNewcomers writes, once, to whoever has come to look after a service while it may
// look at a story: a new administrator of the organisation that runs it, another
// organisation, a new address. The time that the service has stays as it was.
func ShowNewcomers(app core.App) error {
	open, err := records.LooksOpen(app, now(app))
	if err != nil {
		return err
	}
	_, err = oneByOne(app, "writing to who has come to look after a service", open, func(tx core.App, r *records.ServiceReview) (bool, error) {
		return true, showNewcomers(tx, r.Id)
	})
	return err
}

func showNewcomers(tx core.App, id string) error {
	r, err := records.FindServiceReview(tx, id)
	if err != nil {
		return ignoreGone(err)
	}
	at := now(tx)
	if !r.Facts().MayAnswer(at) { // it has spoken meanwhile
		return nil
	}
	v, err := records.FindService(tx, r.Service())
	if err != nil {
		return err
	}
	to, err := whomToShow(tx, r.Story(), v, at)
	if err != nil {
		return err
	}
	onTheWay, err := lettersOnTheWay(tx, r)
	if err != nil {
		return err
	}
	for _, who := range to {
		if onTheWay[who] { // it goes to the address of now by itself
			continue
		}
		if err := oweService(tx, mail.ServiceReview, r, []recipient{who}, at); err != nil {
			return err
		}
	}
	if r.Reached() > 0 || len(to) == 0 {
		return nil
	}
	r.SetReached(len(to))
	return records.SaveReview(tx, r)
}

func lettersOnTheWay(tx core.App, r *records.ServiceReview) (map[recipient]bool, error) {
	letters, err := records.LettersOfStory(tx, r.Story())
	to := map[recipient]bool{}
	for _, l := range letters {
		if l.Kind() == string(mail.ServiceReview) && l.About() == r.Id && l.IsOpen() {
			to[recipient{l.ToCollection(), l.To()}] = true
		}
	}
	return to, err
}
