package flow

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
)

// Refusals of a move.
var (
	ErrOtherOrganisation = errors.New("a part of a service is run by whoever runs the whole: choose the organisation of the service above it")
	ErrMovedBelowFormer  = errors.New("the service above it has closed and become another: choose that one")
)

// MoveService makes a service a part of another, or with "" of none, run by an
// organisation; empty means the one that runs the new whole, or as before. All
// that is a part of it goes with it. Its stories are routed anew by the timetable,
// or at once by RerouteUnrouted.
//
// Kept by: services are never lost.
func MoveService(app core.App, service, parent, organisation, by, source string) error {
	return inTx(app, "moving a service", func(tx core.App) error {
		return moveService(tx, service, parent, organisation, records.Origin{Source: source, By: by})
	})
}

func moveService(tx core.App, service, parent, organisation string, as records.Origin) error {
	v, err := records.FindService(tx, service)
	if err != nil {
		return err
	}
	if parent != "" {
		whole, err := records.FindService(tx, parent)
		if err != nil {
			return err
		}
		if whole.Successor() != "" {
			return ErrMovedBelowFormer
		}
		if organisation != "" && organisation != whole.Organisation() {
			return ErrOtherOrganisation
		}
		organisation = whole.Organisation()
	} else if organisation == "" {
		organisation = v.Organisation()
	}
	v.SetParent(parent)
	v.SetOrganisation(organisation)
	return records.SaveAs(tx, v, as)
}
