package directory

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"candour/internal/records"
)

// rows is the second reading of a file: it writes.
func (l *load) rows(ctx context.Context, rows Rows) error {
	var part []Row
	n := 0
	flush := func() error {
		l.o.Progress("loading", n)
		err := l.part(part)
		part = part[:0]
		return errorsOr(err, ctx.Err())
	}
	for r, err := range rows {
		if err != nil {
			return err
		}
		n++
		if _, left := l.refused[r.Line]; r.Refused != "" || left && r.Line != 0 {
			continue
		}
		if part = append(part, r); len(part) == stride {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}

func errorsOr(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// part loads some rows: what is stored of them is read at once.
func (l *load) part(rows []Row) error {
	var services, organisations []string
	for _, r := range rows {
		if n := l.nodeOf(r.Organisation); n != nil && n.stored {
			organisations = append(organisations, n.id)
		}
		if n := l.nodeOfService(r.Service); n != nil && n.stored {
			services = append(services, n.id)
		}
	}
	orgRows, err1 := records.FindOrganisationRows(l.app, organisations)
	serviceRows, err2 := records.FindServiceRows(l.app, services)
	have, err3 := records.FindLinkRows(l.app, append(services, organisations...))
	if err := errorsOr(err1, err2, err3); err != nil {
		return err
	}
	linksOf := map[string][]records.LinkRow{}
	for _, h := range have {
		to := cmp.Or(h.Service, h.Target, h.Organisation)
		linksOf[to] = append(linksOf[to], h)
	}
	for _, r := range rows {
		if n := l.nodeOf(r.Organisation); n != nil {
			if err := l.organisation(n, r, orgRows[n.id], linksOf[n.id]); err != nil {
				return err
			}
		}
		if n := l.nodeOfService(r.Service); n != nil {
			if err := l.service(n, r, serviceRows[n.id], linksOf[n.id]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l *load) nodeOf(o *Organisation) *node {
	if o == nil {
		return nil
	}
	n := l.known.codes[Code{o.Scheme, o.Code}].node
	if n == nil || o.Mentioned && (n.written || n.stored && !(o.Renames && n.main.Scheme == o.Scheme)) {
		return nil // nothing is said of one that is known and only mentioned
	}
	return n
}

func (l *load) nodeOfService(s *Service) *node {
	if s == nil {
		return nil
	}
	return l.known.codes[Code{s.Scheme, s.Code}].node
}

func (l *load) service(n *node, r Row, was records.ServiceRow, have []records.LinkRow) error {
	n.written = true
	now := l.serviceNow(n, was, r.Service)
	fields, err := []string(nil), error(nil)
	if n.stored {
		fields, err = l.writer.ChangeService(was, now)
	} else {
		err = l.writer.AddService(now)
	}
	if err != nil {
		return err
	}
	return l.finish(n, r.Line, now.Name, l.said(n, fields, now.ClosedOn), r.Service.Also, Code{r.Service.Scheme, r.Service.Code}, r.Service.Links, r.Service.Renews, have)
}

func (l *load) organisation(n *node, r Row, was records.OrganisationRow, have []records.LinkRow) error {
	again := n.written
	n.written = true
	if n.stored && (was.ID == "" || again) { // this load has made or changed it a moment ago
		rows, err := records.FindOrganisationRows(l.app, []string{n.id})
		if err != nil {
			return err
		}
		was = rows[n.id]
		if made, ok := l.seen[n]; ok {
			was = made
		}
	}
	now := l.organisationNow(n, was, r.Organisation)
	if l.seen != nil {
		l.seen[n] = now
	}
	fields, err := []string(nil), error(nil)
	if n.stored {
		fields, err = l.writer.ChangeOrganisation(was, now)
	} else {
		err = l.writer.AddOrganisation(now)
	}
	if err != nil {
		return err
	}
	return l.finish(n, r.Line, now.Name, l.said(n, fields, now.ClosedOn), r.Organisation.Also, Code{r.Organisation.Scheme, r.Organisation.Code}, r.Organisation.Links, r.Organisation.Renews, have)
}

// said puts a closing or reopening into words, and keeps in mind what was closed.
func (l *load) said(n *node, fields []string, closedOn string) []string {
	for i, f := range fields {
		if f != records.FieldClosedOn {
			continue
		}
		if fields[i] = closed; closedOn == "" {
			fields[i] = reopened
		}
		l.ended[n] = true
	}
	return fields
}

// finish writes the further codes and the links of something, and notes it.
func (l *load) finish(n *node, line int, name string, fields []string, also []Code, main Code, want []Link, renews []records.LinkKind, have []records.LinkRow) error {
	added, err := l.identifiers(n, append([]Code{main}, also...))
	if err != nil {
		return err
	}
	if added {
		fields = append(fields, codes)
	}
	linked, err := l.links(n, line, want, renews, have)
	if err != nil {
		return err
	}
	if linked {
		fields = append(fields, links)
		l.linked[n] = n.stored && !n.fresh
	}
	item := Item{ID: n.id, Scheme: n.main.Scheme, Code: n.main.Value, Name: name, beside: line == 0}
	if !n.stored {
		n.stored, n.fresh = true, true
		l.report.New = append(l.report.New, item)
		return nil
	}
	if n.fresh {
		return nil // it stands in the report as new
	}
	item.Fields = fields
	l.report.note(item)
	return nil
}

// identifiers writes the codes that are new for a node.
func (l *load) identifiers(n *node, all []Code) (added bool, err error) {
	for _, c := range all {
		have, ok := l.known.codes[c]
		if c == n.main || !ok || have.node != n || have.stored {
			continue
		}
		service, organisation := n.id, ""
		if !n.service {
			service, organisation = "", n.id
		}
		if err := l.writer.AddIdentifier(service, organisation, c.Scheme, c.Value, n.stored && !n.fresh); err != nil {
			return added, fmt.Errorf("keeping the code %s: %w", c, err)
		}
		l.known.codes[c] = coded{node: n, stored: true}
		added = true
	}
	return added, nil
}

func (r *Report) sort() {
	r.sumEnded()
	byLine := func(a, b Line) int { return cmp.Compare(a.No, b.No) }
	slices.SortStableFunc(r.Unreadable, byLine)
	slices.SortStableFunc(r.Doubtful, byLine)
}
