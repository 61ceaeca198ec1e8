package directory

import (
	"fmt"
	"slices"

	"candour/internal/records"
)

// links brings the links of a service or an organisation up to date: those the
// file gives are made or dated; of the kinds that it renews, those that an earlier
// file gave and this one does not are ended. What the desk or an administrator has
// made stays.
func (l *load) links(n *node, line int, want []Link, renews []records.LinkKind, have []records.LinkRow) (changed bool, err error) {
	kept := map[string]bool{}
	var done []records.LinkRow
	for _, w := range want {
		row, err := l.linkRow(n, line, w)
		if err != nil {
			return changed, err
		}
		twice := slices.ContainsFunc(done, func(d records.LinkRow) bool { return sameLink(d, row) && d.Since == row.Since })
		if row.Organisation == "" || twice {
			continue
		}
		done = append(done, row)
		made, id, err := l.link(n, line, row, have)
		if err != nil {
			return changed, err
		}
		changed, kept[id] = changed || made, true
	}
	for _, h := range have {
		if kept[h.ID] || h.Until != "" || h.Source != records.FromFile || !slices.Contains(renews, records.LinkKind(h.Kind)) {
			continue
		}
		until := l.ending(h, done)
		if until == "" {
			continue
		}
		if err := l.writer.DateLink(h, h.Since, until); err != nil {
			return changed, err
		}
		changed = true
	}
	return changed, nil
}

// ending is the first day on which a link that the file no longer gives does not hold
// any more: the day from which another holds in its place, or else the day of the
// file. "" for a link that began after that: of it the file knows nothing.
func (l *load) ending(h records.LinkRow, now []records.LinkRow) string {
	until := records.Day(l.day())
	for _, n := range now {
		if n.Kind == h.Kind && n.Since > h.Since && n.Since < until {
			until = n.Since
		}
	}
	switch {
	case h.Since == "" || until > h.Since:
		return until
	case until == h.Since: // it held for a day, and no link ends before it begins
		return records.Day(records.DayOf(until).AddDate(0, 0, 1))
	}
	return ""
}

// link makes a link, or dates the one that is there.
func (l *load) link(n *node, line int, row records.LinkRow, have []records.LinkRow) (changed bool, id string, err error) {
	at := slices.IndexFunc(have, func(h records.LinkRow) bool { return sameLink(h, row) && h.Since == row.Since })
	if at < 0 && row.Since != "" { // a link whose beginning nobody knew
		at = slices.IndexFunc(have, func(h records.LinkRow) bool { return sameLink(h, row) && h.Since == "" })
	}
	if at < 0 && row.Since == "" {
		at = slices.IndexFunc(have, func(h records.LinkRow) bool { return sameLink(h, row) && h.Until == "" })
	}
	if at < 0 {
		return true, "", l.writer.AddLink(row, n.stored && !n.fresh)
	}
	h := have[at]
	since, until := h.Since, row.Until
	if row.Since != "" {
		since = row.Since
	}
	if since == h.Since && until == h.Until {
		return false, h.ID, nil
	}
	if until != "" && until <= since {
		l.report.doubt(line, fmt.Sprintf("%s has a link that would end before it began; it stays as it is", n.main))
		return false, h.ID, nil
	}
	return true, h.ID, l.writer.DateLink(h, since, until)
}

func sameLink(a, b records.LinkRow) bool {
	return a.Organisation == b.Organisation && a.Kind == b.Kind && a.Service == b.Service && a.Target == b.Target &&
		a.Area == b.Area && a.ServiceKind == b.ServiceKind
}

// linkRow is a link of a node as it is stored; without an organisation if nobody
// knows that.
func (l *load) linkRow(n *node, line int, w Link) (records.LinkRow, error) {
	row := records.LinkRow{Kind: string(w.Kind), Area: w.Area, ServiceKind: w.ServiceKind, Since: records.Day(w.Since), Until: records.Day(w.Until), Source: w.Source}
	if row.Source == "" {
		row.Source = records.FromFile
	}
	if w.Area != "" || w.ServiceKind != "" {
		row.Organisation = n.id
		return row, nil
	}
	if row.Service = n.id; !n.service {
		row.Service, row.Target = "", n.id
	}
	o := l.known.find(w.Organisation)
	if o != nil && o.service {
		l.report.doubt(line, fmt.Sprintf("%s has a link from %s, which is a service; it is left out", n.main, w.Organisation))
		return row, nil
	}
	if o == nil && row.Source == records.FromFile && w.Kind == records.LinkCommissions { // of an open one an organisation is made
		l.report.ended = append(l.report.ended, Line{line, fmt.Sprintf("%s is closed, and nobody knows its commissioner %s any more: the link is left out", n.main, w.Organisation)})
		return row, nil
	}
	if o == nil || o.refused && !o.stored {
		l.report.doubt(line, fmt.Sprintf("%s has a link from %s, which is not known; it is left out", n.main, w.Organisation))
		return row, nil
	}
	if o == n {
		l.report.doubt(line, fmt.Sprintf("%s has a link from itself; it is left out", n.main))
		return row, nil
	}
	if err := l.unknown(o); err != nil {
		return row, err
	}
	row.Organisation = o.id
	return row, nil
}

// unknown makes an organisation of which only the code is known, so that the link
// is not lost. A later list, or a later line, gives it its name.
func (l *load) unknown(n *node) error {
	if n.unknown == "" || n.stored {
		return nil
	}
	o := &Organisation{Scheme: n.main.Scheme, Code: n.main.Value, Name: n.unknown, Kind: "commissioner"}
	return l.organisation(n, Row{Organisation: o}, records.OrganisationRow{}, nil)
}
