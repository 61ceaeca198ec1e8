package flow

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

// ConfirmService is an administrator's word that a service a moderator added is
// a real one. The stories about it may be published from then on; those whose
// authors have agreed, or had their time, are published by the timetable.
//
// Kept by: services are confirmed first.
func ConfirmService(app core.App, service, by, source string) error {
	return inTx(app, "confirming a service", func(tx core.App) error {
		v, err := records.FindService(tx, service)
		if err != nil || !v.Unconfirmed() {
			return err
		}
		v.SetUnconfirmed(false)
		return records.SaveAs(tx, v, records.Origin{Source: source, By: by})
	})
}

// Refusals of a confirmation at the desk.
var (
	ErrOwnService = errors.New("you added this service, or changed it, yourself: another senior moderator, or the administrator, has to confirm it")
	ErrBecame     = errors.New("this service has become another already")
)

// ConfirmAtDesk is the word of a senior moderator in the administrator's place.
// Whoever added a service, corrected it or merged another into it never confirms it: two people have looked at it before
// a story about it is public.
func ConfirmAtDesk(app core.App, service, moderator string) error {
	return AsSenior(app, moderator, func(tx core.App) error {
		v, err := records.FindService(tx, service)
		if err != nil {
			return err
		}
		if v.Successor() != "" {
			return ErrBecame
		}
		if !v.Unconfirmed() {
			return nil // twice is once
		}
		own, err := records.HasChangedService(tx, service, moderator)
		if err != nil {
			return err
		}
		if own {
			return ErrOwnService
		}
		return ConfirmService(tx, service, moderator, records.FromDesk)
	})
}

// mayBePublished refuses a story about a service that nobody has confirmed, and
// one in which somebody may still be in danger.
func mayBePublished(tx core.App, storyID string) error {
	services, err := records.ServicesOfStory(tx, storyID)
	if err != nil {
		return err
	}
	for _, v := range services {
		if v.Unconfirmed() {
			return story.ErrUnconfirmed
		}
	}
	c, err := records.SafetyCaseOf(tx, storyID)
	if err == nil && c.Bars() {
		return story.ErrInDanger
	}
	return err
}

// onlyWaits reports whether a story that may not be published yet will be, without
// a further word of its author.
func onlyWaits(err error) bool {
	return errors.Is(err, story.ErrUnconfirmed) || errors.Is(err, story.ErrInDanger) || errors.Is(err, ErrSeniorAfterDanger)
}
