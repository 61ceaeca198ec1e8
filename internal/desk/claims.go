package desk

import (
	"errors"
	"net/http"
	"strings"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
)

// claimAnswer says who has something open; nobody, when there is no claim.
type claimAnswer struct {
	Claim  *claimView `json:"claim"`
	Paused bool       `json:"paused"` // the moderator takes a break: what they open is not theirs
}

// item is what the address of the question names.
func (d *desk) item() (records.Item, error) {
	kind := "stories/"
	if strings.HasPrefix(d.Request.URL.Path, base+"/responses/") {
		kind = "responses/"
	}
	return records.FindItem(d.App, kind+d.Request.PathValue("id"))
}

// claim notes that the moderator has a story or a response open, or still has. What a
// colleague has open is told, and is the moderator's when they take it over.
func claim(d *desk) error {
	var sent struct {
		TakeOver bool `json:"takeOver"`
	}
	if err := d.read(&sent); err != nil {
		return err
	}
	i, err := d.item()
	if err != nil {
		return d.fail(err, d.Request.PathValue("id"), nil)
	}
	c, err := flow.Claim(d.App, i, d.moderator.Id, sent.TakeOver)
	if err != nil && !errors.Is(err, flow.ErrClaimed) {
		return d.fail(err, d.Request.PathValue("id"), nil)
	}
	return d.answerClaim(c)
}

func (d *desk) answerClaim(c *records.Claim) error {
	names, err := peopleOf(d.App)
	if err != nil {
		return d.InternalServerError("", err)
	}
	since, err := records.PausedSince(d.App, d.moderator.Id)
	if err != nil {
		return d.InternalServerError("", err)
	}
	return d.JSON(http.StatusOK, claimAnswer{d.claimView(c, names), !since.IsZero()})
}

func (d *desk) claimView(c *records.Claim, names people) *claimView {
	if c == nil {
		return nil
	}
	since := c.Since().In(deployment.Of(d.App).Region.Zone()).Format("15:04")
	return &claimView{names.name(c.Moderator()), since, c.Moderator() == d.moderator.Id}
}

// failClaimed says who has something open and until when. Nothing was changed.
func (d *desk) failClaimed(c *records.Claim) error {
	names, err := peopleOf(d.App)
	if err != nil {
		return d.InternalServerError("", err)
	}
	until := c.Until().In(deployment.Of(d.App).Region.Zone()).Format("15:04")
	return d.refuse(http.StatusLocked, names.name(c.Moderator())+" has this open, until "+until+" at the latest if they leave it. "+
		"Nothing was changed, and what you typed is still here. If it can’t wait, take it over first, on its own page.")
}

// unclaim notes that the moderator has closed it.
func unclaim(d *desk) error {
	i, err := d.item()
	if err == nil {
		err = flow.Unclaim(d.App, i, d.moderator.Id)
	}
	if err != nil && !errors.Is(err, records.ErrNotFound) { // what is gone is closed
		return d.fail(err, d.Request.PathValue("id"), nil)
	}
	return d.answerClaim(nil)
}

// mostLeft is how many things can be left for another day at once.
const mostLeft = 100

// leaveForTomorrow takes the moderator's word that they do not want these today. What is
// gone meanwhile is passed over.
func leaveForTomorrow(d *desk) error {
	var sent struct {
		Keys []string `json:"keys"`
	}
	if err := d.read(&sent); err != nil {
		return err
	}
	if len(sent.Keys) > mostLeft {
		return d.refuse(http.StatusUnprocessableEntity, "Choose 100 at most.")
	}
	var items []records.Item
	for _, key := range sent.Keys {
		i, err := records.FindItem(d.App, key)
		if errors.Is(err, records.ErrNotFound) {
			continue
		}
		if err != nil {
			return d.InternalServerError("", err)
		}
		items = append(items, i)
	}
	if err := flow.LeaveForTomorrow(d.App, d.moderator.Id, items); err != nil {
		return d.InternalServerError("", err)
	}
	return d.JSON(http.StatusOK, map[string]int{"left": len(items)})
}

// pause begins or ends the moderator's break.
func pause(d *desk) error {
	var sent struct {
		Paused bool `json:"paused"`
	}
	if err := d.read(&sent); err != nil {
		return err
	}
	if err := flow.Pause(d.App, d.moderator.Id, sent.Paused); err != nil {
		return d.InternalServerError("", err)
	}
	return d.JSON(http.StatusOK, map[string]bool{"paused": sent.Paused})
}
