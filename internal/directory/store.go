package directory

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"
)

// organisations brings in the organisations and learns the ids of all.
func (l *load) organisations(app core.App, from []Organisation) error {
	collection, err := app.FindCachedCollectionByNameOrId("organisations")
	if err != nil {
		return err
	}
	stored, err := app.FindAllRecords(collection)
	if err != nil {
		return err
	}
	known := map[string]*core.Record{}
	l.ids, l.kinds = map[string]string{}, map[string]string{}
	for _, r := range stored {
		known[r.GetString("scheme")+" "+r.GetString("code")] = r
		l.remember(r)
	}
	for _, o := range from {
		r := known[o.Scheme+" "+o.Code]
		if r == nil {
			r = core.NewRecord(collection)
			r.Load(map[string]any{"scheme": o.Scheme, "code": o.Code, "slug": slug(o.Name)})
		}
		if err := l.keep(app, r, 0, change(r, "name", o.Name), change(r, "kind", o.Kind)); err != nil {
			return err
		}
		l.remember(r)
	}
	return nil
}

// remember makes an organisation one that services can point to. One that was
// not saved, as in a dry run, has no id to point to.
func (l *load) remember(organisation *core.Record) {
	if organisation.IsNew() {
		return
	}
	l.ids[organisation.GetString("code")] = organisation.Id
	l.kinds[organisation.Id] = organisation.GetString("kind")
}

// services brings in one batch of services.
func (l *load) services(app core.App, from []Service) error {
	known, err := stored(app, from)
	if err != nil {
		return err
	}
	collection, err := app.FindCachedCollectionByNameOrId("services")
	if err != nil {
		return err
	}
	for _, s := range from {
		r := known[s.Scheme+" "+s.Code]
		if r == nil {
			r = core.NewRecord(collection)
			r.Load(map[string]any{"scheme": s.Scheme, "code": s.Code})
		}
		if err := l.keep(app, r, s.Line, l.changes(r, s)...); err != nil {
			return err
		}
		if _, err := l.partners(app, r, s.Partners); err != nil {
			return err
		}
	}
	return nil
}

// stored finds the services of a batch that are in the database.
func stored(app core.App, from []Service) (map[string]*core.Record, error) {
	codes := make([]any, len(from))
	for i, s := range from {
		codes[i] = s.Code
	}
	records, err := app.FindAllRecords("services", dbx.In("code", codes...))
	known := map[string]*core.Record{}
	for _, r := range records {
		known[r.GetString("scheme")+" "+r.GetString("code")] = r
	}
	return known, err
}

// changes sets what a file says about a service and names what became different.
func (l *load) changes(r *core.Record, s Service) []string {
	former := r.GetString("name")
	return []string{
		change(r, "name", s.Name),
		change(r, "aliases", aliases(r.GetString("aliases"), s.Name, append(slices.Clone(s.Aliases), former)...)),
		change(r, "address", s.Address),
		change(r, "town", s.Town),
		change(r, "postcode", s.Postcode),
		change(r, "kind", s.Kind),
		change(r, "council", s.Council),
		change(r, "organisation", l.ids[s.Organisation]),
		closing(r, s.ClosedOn),
	}
}

// change sets a text that the file gives and that differs from the stored one.
// It answers with the name of the field, or with "" when nothing changed.
func change(r *core.Record, field, value string) string {
	if value == "" || r.GetString(field) == value {
		return ""
	}
	r.Set(field, value)
	return field
}

// partners renews the partnerships of a service. Links of other kinds, and those
// that an administrator made, stay.
func (l *load) partners(app core.App, r *core.Record, codes []string) (changed bool, err error) {
	if len(codes) == 0 || r.IsNew() {
		return false, nil
	}
	old := []*core.Record{}
	err = app.RecordQuery("links").AndWhere(dbx.HashExp{"service": r.Id, "kind": "partners", "source": "file"}).All(&old)
	if err != nil {
		return false, fmt.Errorf("reading the partners of %s: %w", r.GetString("code"), err)
	}
	have := map[string]bool{}
	for _, o := range old {
		id := o.GetString("organisation")
		have[id] = slices.ContainsFunc(codes, func(c string) bool { return l.ids[c] == id })
		if !have[id] && o.GetString("until") == "" && !l.dryRun {
			changed = true
			o.Set("until", l.today)
			if err := app.Save(o); err != nil {
				return false, fmt.Errorf("ending a partner of %s: %w", r.GetString("code"), err)
			}
		}
	}
	for _, code := range codes {
		if id := l.ids[code]; id != "" && !have[id] && !l.dryRun {
			changed = true
			if err := addPartner(app, r.Id, id); err != nil {
				return false, fmt.Errorf("linking a partner of %s: %w", r.GetString("code"), err)
			}
		}
	}
	return changed, nil
}

func addPartner(app core.App, service, organisation string) error {
	links, err := app.FindCachedCollectionByNameOrId("links")
	if err != nil {
		return err
	}
	link := core.NewRecord(links)
	link.Load(map[string]any{"kind": "partners", "service": service, "organisation": organisation, "source": "file"})
	return app.Save(link)
}

// closing closes a service on the day the file gives. A service that is closed
// stays closed.
func closing(r *core.Record, on time.Time) string {
	if on.IsZero() || !r.GetDateTime("closedOn").IsZero() {
		return ""
	}
	r.Set("closedOn", on)
	return "closedOn"
}

// keep saves a record that is new or has changed, and notes it. A record that
// the database will not take is noted as unreadable and stops nothing else.
func (l *load) keep(app core.App, r *core.Record, line int, changed ...string) error {
	changed = slices.DeleteFunc(changed, func(field string) bool { return field == "" })
	isNew := r.IsNew()
	item := Item{r.GetString("scheme"), r.GetString("code"), r.GetString("name"), changed}
	if isNew || len(changed) > 0 {
		err := l.save(app, r)
		var invalid validation.Errors
		if errors.As(err, &invalid) {
			l.report.Unreadable = append(l.report.Unreadable, Line{line, refusal(item, invalid)})
			return nil
		}
		if err != nil {
			return fmt.Errorf("saving %s: %w", item.Code, err)
		}
	}
	l.note(item, isNew)
	return nil
}

func (l *load) save(app core.App, r *core.Record) error {
	if l.dryRun {
		return app.Validate(r)
	}
	return app.Save(r)
}

// refusal says what is wrong with the fields of a record.
func refusal(item Item, invalid validation.Errors) string {
	var parts []string
	for field, err := range invalid {
		parts = append(parts, field+": "+strings.TrimSuffix(err.Error(), "."))
	}
	slices.Sort(parts)
	return item.Code + " cannot be taken (" + strings.Join(parts, "; ") + ")"
}

// Entries reads all services for NewIndex, the closed ones included.
func Entries(app core.App) ([]Entry, error) {
	var entries []Entry
	err := app.DB().Select("s.id", "s.name", "s.aliases", "s.address", "s.town", "s.postcode", "s.code", "s.kind",
		"s.latitude", "s.longitude", "coalesce(i.codes, '') AS identifiers", "coalesce(o.name, '') AS organisation", "(s.closedOn <> '') AS closed", "s.unconfirmed").
		From("services s").LeftJoin("organisations o", dbx.NewExp("o.id = s.organisation")).
		LeftJoin("(SELECT service, group_concat(value, char(10)) AS codes FROM identifiers WHERE service <> '' GROUP BY service) i",
			dbx.NewExp("i.service = s.id")).
		OrderBy("s.id").All(&entries)
	if err != nil {
		return nil, fmt.Errorf("reading the services for the search: %w", err)
	}
	return entries, nil
}
