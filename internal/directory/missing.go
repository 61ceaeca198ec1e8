package directory

import (
	"fmt"
	"slices"

	"candour/internal/records"
)

// mostMissing is the share of a list that may be closed at once because a newer one
// does not name it. If more is missing the file is most likely not the full list.
const mostMissing = 0.2

// missing finds the open services that came from this list and that it no longer
// names, and closes them if it is told to.
func (l *load) missing() error {
	if l.o.Full == nil {
		return nil
	}
	var gone []*node
	all := 0
	for _, n := range l.known.nodes {
		if !n.service || !n.stored || n.fresh || n.closed || !l.o.Full(n.main) {
			continue
		}
		if all++; n.line == 0 {
			gone = append(gone, n)
		}
	}
	if l.o.CloseMissing && l.report.UnreadableCount > 0 {
		return fmt.Errorf("%d lines could not be read, and what stands on them would be closed as if it were gone: mend them, or load without closing", l.report.UnreadableCount)
	}
	if l.o.CloseMissing && len(gone) > 20 && float64(len(gone)) > mostMissing*float64(all) {
		return fmt.Errorf("this would close %d of the %d open services of this list, more than one in five: it is not the full list, or not the right one", len(gone), all)
	}
	return l.each(gone, func(n *node, was records.ServiceRow) error {
		item := Item{ID: n.id, Scheme: n.main.Scheme, Code: n.main.Value, Name: was.Name}
		if !l.o.CloseMissing {
			l.report.Missing = append(l.report.Missing, item)
			return nil
		}
		now := was
		now.ClosedOn = records.Day(l.day())
		fields, err := l.writer.ChangeService(was, now)
		item.Fields = l.said(n, fields, now.ClosedOn)
		l.report.note(item)
		return err
	})
}

// partsFollow moves the parts that the file does not name and whose whole is run by
// somebody else now.
func (l *load) partsFollow() error {
	var parts []*node
	for _, n := range l.known.nodes {
		if n.service && !n.written && n.moved() {
			parts = append(parts, n)
		}
	}
	return l.each(parts, func(n *node, was records.ServiceRow) error {
		now := was
		now.Organisation = idOf(n.organisation)
		fields, err := l.writer.ChangeService(was, now)
		l.report.note(Item{ID: n.id, Scheme: n.main.Scheme, Code: n.main.Value, Name: was.Name, Fields: fields})
		return err
	})
}

// each reads stored services and hands them on.
func (l *load) each(nodes []*node, take func(*node, records.ServiceRow) error) error {
	for part := range slices.Chunk(nodes, stride) {
		ids := make([]string, len(part))
		for i, n := range part {
			ids[i] = n.id
		}
		rows, err := records.FindServiceRows(l.app, ids)
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
