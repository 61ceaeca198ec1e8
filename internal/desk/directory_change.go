package desk

import (
	"errors"
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

func confirmService(d *desk) error {
	id := d.Request.PathValue("id")
	return d.changedPlace(id, flow.ConfirmAtDesk(d.App, id, d.moderator.Id))
}

// details are what a moderator says of a service.
type details struct {
	Name     string `json:"name"`
	Town     string `json:"town"`
	Kind     string `json:"kind"`
	Address  string `json:"address"`
	Postcode string `json:"postcode"`
}

func (t details) records() records.Details {
	return records.Details{Name: t.Name, Town: t.Town, Kind: t.Kind, Address: t.Address, Postcode: t.Postcode}
}

func correctService(d *desk) error {
	var sent struct {
		Was     details `json:"was"`
		Becomes details `json:"becomes"`
	}
	if err := d.read(&sent); err != nil {
		return err
	}
	id := d.Request.PathValue("id")
	return d.changedPlace(id, flow.CorrectService(d.App, id, sent.Was.records(), sent.Becomes.records(), d.moderator.Id))
}

func moveService(d *desk) error {
	var sent struct {
		Was    string `json:"was"` // what it was a part of on the page
		Parent string `json:"parent"`
	}
	if err := d.read(&sent); err != nil {
		return err
	}
	id := d.Request.PathValue("id")
	return d.changedPlace(id, flow.AsSenior(d.App, d.moderator.Id, func(tx core.App) error {
		s, err := records.FindService(tx, id)
		if err != nil {
			return err
		}
		if s.Parent() != sent.Was {
			return story.ErrChanged
		}
		return flow.MoveService(tx, id, sent.Parent, "", d.moderator.Id, records.FromDesk)
	}))
}

// previewMerger shows two services side by side, before anything is done.
func previewMerger(d *desk) error {
	gone, err := d.fullService(d.Request.PathValue("id"))
	if err != nil {
		return d.failPlace(err)
	}
	kept, err := d.fullService(d.Request.URL.Query().Get("into"))
	if err != nil {
		return d.failPlace(err)
	}
	return d.JSON(http.StatusOK, map[string]any{"gone": gone, "kept": kept})
}

// errTyped says that the name was not typed as it is.
var errTyped = story.Problem{Field: "typed", Text: "Type the name of the service that goes, as it is written above."}

// mergeService makes a service one with another. It answers with the one that is
// kept.
func mergeService(d *desk) error {
	var sent struct {
		Into  string `json:"into"`
		Typed string `json:"typed"`
	}
	if err := d.read(&sent); err != nil {
		return err
	}
	id := d.Request.PathValue("id")
	return d.changedPlace(sent.Into, flow.AsSenior(d.App, d.moderator.Id, func(tx core.App) error {
		gone, err := records.FindService(tx, id)
		if err != nil {
			return err
		}
		if !strings.EqualFold(story.CleanLine(sent.Typed), story.CleanLine(gone.Name())) {
			return errTyped
		}
		return flow.MergeServices(tx, id, sent.Into, d.moderator.Id, records.FromDesk)
	}))
}

// changedPlace answers with a service as it is after something was done.
func (d *desk) changedPlace(id string, err error) error {
	if err != nil {
		return d.failPlace(err)
	}
	v, err := d.fullService(id)
	if err != nil {
		return d.failPlace(err)
	}
	return d.JSON(http.StatusOK, map[string]any{"service": v})
}

// refusedPlaces are what the directory itself refuses; its own words say why.
var refusedPlaces = []error{flow.ErrMergeItself, flow.ErrMergeClosed, flow.ErrMergeUnsure, flow.ErrBecame, flow.ErrOtherOrganisation, flow.ErrMovedBelowFormer,
	story.ErrOwnAncestor, story.ErrTooDeep}

func (d *desk) failPlace(err error) error {
	for _, refused := range refusedPlaces {
		if errors.Is(err, refused) {
			return d.refuse(http.StatusConflict, sentence(refused))
		}
	}
	switch {
	case errors.Is(err, flow.ErrSenior):
		return d.refuse(http.StatusForbidden, "Only a senior moderator changes the directory.")
	case errors.Is(err, flow.ErrOwnService):
		return d.refuse(http.StatusForbidden, sentence(flow.ErrOwnService))
	case errors.Is(err, story.ErrChanged):
		return d.refuse(http.StatusConflict, "A colleague, or a file, changed this after you opened it. Nothing of yours was saved. Look at it anew.")
	case errors.Is(err, records.ErrNotFound):
		return d.refuse(http.StatusNotFound, "There is nothing here with that number.")
	}
	return d.fail(err, "", nil)
}

// sentence writes the words of an error as a sentence.
func sentence(err error) string {
	words := err.Error()
	return strings.ToUpper(words[:1]) + words[1:] + "."
}
