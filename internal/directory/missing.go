package directory

import (
	"fmt"
	"slices"

	"candour/internal/records"
)

// mostMissing is the share of a list that may be closed at once because a newer one
// does not name it. If more is missing the file is most likely not the full list.
const mostMissing = 0.2

// missing finds the open services and organisations that came from this list and that
// it no longer names, and closes them if it is told to.
func (l *load) missing() error {
	if l.o.Full == nil {
		return nil
	}
	if l.o.CloseMissing && l.report.UnreadableCount > 0 {
		return fmt.Errorf("%d lines could not be read, and what stands on them would be closed as if it were gone: mend them, or load without closing", l.report.UnreadableCount)
	}
	services, err1 := l.unnamed(true)
	organisations, err2 := l.unnamed(false)
	if err := errorsOr(err1, err2); err != nil {
		return err
	}
	closing := records.Day(l.day())
	err := l.each(services, func(n *node, was records.ServiceRow) error {
		now := was
		now.ClosedOn = closing
		return l.gone(n, was.Name, func() ([]string, error) { return l.writer.ChangeService(was, now) })
	})
	if err != nil {
		return err
	}
	return l.eachOrganisation(organisations, func(n *node, was records.OrganisationRow) error {
		now := was
		now.ClosedOn = closing
		return l.gone(n, was.Name, func() ([]string, error) { return l.writer.ChangeOrganisation(was, now) })
	})
}

// unnamed are the open services, or organisations, of this list that the file does
// not name.
func (l *load) unnamed(services bool) (gone []*node, err error) {
	all := 0
	for _, n := range l.known.nodes {
		if n.service != services || !n.stored || n.fresh || n.closed || !l.o.Full(n.service, n.main) {
			continue
		}
		if all++; n.line == 0 && !n.mentioned && !n.written { // the bodies that come with Candour are written, and on no line
			gone = append(gone, n)
		}
	}
	if l.o.CloseMissing && len(gone) > 20 && float64(len(gone)) > mostMissing*float64(all) {
		return nil, fmt.Errorf("this would close %d of the %d open %ss of this list, more than one in five: it is not the full list, or not the right one",
			len(gone), all, sort(services))
	}
	return gone, nil
}

// gone reports something that the list no longer names, or closes it.
func (l *load) gone(n *node, name string, closeIt func() ([]string, error)) error {
	item := Item{ID: n.id, Scheme: n.main.Scheme, Code: n.main.Value, Name: name}
	if !l.o.CloseMissing {
		l.report.Missing = append(l.report.Missing, item)
		return nil
	}
	fields, err := closeIt()
	item.Fields = l.said(n, fields, records.Day(l.day()))
	l.report.note(item)
	return err
}

// partsFollow moves the parts that the file does not name and whose whole has become
// another, or is run by somebody else now.
func (l *load) partsFollow() error {
	var parts []*node
	for _, n := range l.known.nodes {
		if n.service && !n.written && n.moved() {
			parts = append(parts, n)
		}
	}
	return l.each(parts, func(n *node, was records.ServiceRow) error {
		now := was
		now.Parent, now.Organisation = idOf(n.parent), idOf(n.organisation)
		fields, err := l.writer.ChangeService(was, now)
		l.report.note(Item{ID: n.id, Scheme: n.main.Scheme, Code: n.main.Value, Name: was.Name, Fields: fields})
		return err
	})
}

// each reads stored services and hands them on.
func (l *load) each(nodes []*node, take func(*node, records.ServiceRow) error) error {
	return eachStored(nodes, func(ids []string) (map[string]records.ServiceRow, error) { return records.FindServiceRows(l.app, ids) }, take)
}

func (l *load) eachOrganisation(nodes []*node, take func(*node, records.OrganisationRow) error) error {
	return eachStored(nodes, func(ids []string) (map[string]records.OrganisationRow, error) {
		return records.FindOrganisationRows(l.app, ids)
	}, take)
}

func eachStored[R any](nodes []*node, read func([]string) (map[string]R, error), take func(*node, R) error) error {
	for part := range slices.Chunk(nodes, stride) {
		ids := make([]string, len(part))
		for i, n := range part {
			ids[i] = n.id
		}
		rows, err := read(ids)
		if err != nil {
			return err
		}
		for _, n := range part {
			if err := take(n, rows[n.id]); err != nil {
				return err
			}
		}
	}
	return nil
}
