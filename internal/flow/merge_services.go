package flow

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
)

// Refusals of a merger.
var (
	ErrMergeItself = errors.New("a service can't be merged with itself, or into a part of it")
	ErrMergeClosed = errors.New("one of these services has become another already: merge with that one")
	ErrMergeUnsure = errors.New("nobody has confirmed the service that would be kept: confirm it first, or keep the other one")
)

// MergeServices makes one service of two that are the same. The duplicate closes
// and leads to the one that is kept, which takes over its names, codes, parts,
// links and stories. Its stories are routed anew by the timetable, or at once by
// RerouteUnrouted.
//
// Kept by: services are never lost.
func MergeServices(app core.App, duplicate, kept, by, source string) error {
	as := records.Origin{Source: source, By: by}
	return inTx(app, "merging services", func(tx core.App) error {
		d, err := records.FindService(tx, duplicate)
		if err != nil {
			return err
		}
		k, err := records.FindService(tx, kept)
		if err != nil {
			return err
		}
		if err := checkMerger(tx, d, k); err != nil {
			return err
		}
		parts, err := records.PartsOf(tx, d.Id, -1)
		if err != nil {
			return err
		}
		for _, p := range parts {
			if err := moveService(tx, p.Id, k.Id, "", as); err != nil {
				return err
			}
		}
		closed := d.ClosedOn() // it may have closed long before anybody saw that it was listed twice
		if closed.IsZero() {
			closed = dayOf(tx)(now(tx))
		}
		d.SetClosed(closed, k.Id)
		if err := records.SaveAs(tx, d, as); err != nil {
			return err
		}
		records.MarkUnrouted(k.ProxyRecord(), now(tx)) // the stories of the duplicate are its own now
		if !d.Unconfirmed() {                          // else it is called by what somebody made of an author's words
			k.AddNames(append([]string{d.Name()}, d.OtherNames()...)...)
		}
		if err := records.SaveAs(tx, k, as); err != nil {
			return err
		}
		if err := records.MoveCodes(tx, d, k.Id, as); err != nil {
			return err
		}
		if err := records.MoveLinks(tx, d.Id, k.Id, as); err != nil {
			return err
		}
		return records.MoveStories(tx, d.Id, k.Id)
	})
}

// checkMerger refuses what would make a circle.
func checkMerger(tx core.App, d, k *records.Service) error {
	if d.Id == k.Id {
		return ErrMergeItself
	}
	if d.Successor() != "" || k.Successor() != "" {
		return ErrMergeClosed
	}
	if k.Unconfirmed() && !d.Unconfirmed() {
		return ErrMergeUnsure
	}
	above, err := records.ServicesAbove(tx, k)
	if err != nil {
		return err
	}
	for _, up := range above {
		if up.Id == d.Id {
			return ErrMergeItself
		}
	}
	return nil
}
