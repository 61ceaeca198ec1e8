package records

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// DirectoryWriter writes what an official list says, in SQL of its own. With app.Save
// 10,000 services with a link each took 10 seconds of processor time to load, and to
// load again; a national list has 60,000, each with two codes and a link, and must be
// in within half a minute. So what the guards of hooks/ see to for every other door is seen to here and
// in internal/directory: a row fits the table (CheckServiceRow), a code stands for one
// thing for ever, the tree has no ring, a part is run by whoever runs the whole,
// nothing is deleted (there is no way to), every change of what was stored leaves a
// row of history, written here with the change itself, and the stories of what moved
// are noted to be routed anew.
type DirectoryWriter struct {
	tx       core.App
	at       string
	prepared map[string]*dbx.Query
	tell     func(HistoryEntry)
	Writes   int // rows that were written, or would be
}

// HistoryEntry is a row of the history as a load would write it.
type HistoryEntry struct{ Service, Organisation, Field, Was, Now string }

// WriteDirectory begins to write in a transaction. Close must be called.
func WriteDirectory(tx core.App, at time.Time) *DirectoryWriter {
	return &DirectoryWriter{tx: tx, at: stamp(at), prepared: map[string]*dbx.Query{}}
}

// PreviewDirectory is a writer that writes nothing, and tells of what it would change.
func PreviewDirectory(app core.App, at time.Time, tell func(HistoryEntry)) *DirectoryWriter {
	w := WriteDirectory(app, at)
	w.tell = tell
	return w
}

// Close lets the prepared statements go.
func (w *DirectoryWriter) Close() {
	for _, q := range w.prepared {
		_ = q.Close()
	}
}

// NewID is an id for a row that is not written yet.
func NewID() string { return core.GenerateDefaultRandomId() }

// AddService writes a new service.
func (w *DirectoryWriter) AddService(r ServiceRow) error {
	return w.insert("services", r.ID, append(r.columns(), column{"unconfirmed", "0"}, column{"ownWords", ""}, column{"unroutedSince", ""}))
}

// AddOrganisation writes a new organisation.
func (w *DirectoryWriter) AddOrganisation(r OrganisationRow) error {
	return w.insert("organisations", r.ID, append(r.columns(), column{"ownWords", ""}, column{"termFrom", ""}, column{"termUntil", ""}, column{"unroutedSince", ""}))
}

// ChangeService writes what became different of a service, with its history, and
// names the fields.
func (w *DirectoryWriter) ChangeService(was, now ServiceRow) ([]string, error) {
	if was.Organisation != now.Organisation { // the mailbox and the own words are of those who ran it before
		if err := w.run("UPDATE services SET reviewAddress = '', ownWords = '' WHERE id = {:id}", dbx.Params{"id": now.ID}); err != nil {
			return nil, err
		}
	}
	fields, err := w.change("services", "service", now.ID, was.columns(), now.columns())
	return slices.DeleteFunc(fields, func(f string) bool { return f == filledField }), err
}

// ChangeOrganisation is the same for an organisation.
func (w *DirectoryWriter) ChangeOrganisation(was, now OrganisationRow) ([]string, error) {
	return w.change("organisations", "organisation", now.ID, was.columns(), now.columns())
}

func changed(was, now []column) (fields []string) {
	for i := range now {
		if was[i] != now[i] {
			fields = append(fields, now[i].name)
		}
	}
	return fields
}

func (w *DirectoryWriter) change(table, whose, id string, was, now []column) ([]string, error) {
	fields := changed(was, now)
	if len(fields) == 0 {
		return nil, nil
	}
	params, set := dbx.Params{"id": id}, []string{}
	for i, c := range now {
		if slices.Contains(fields, c.name) {
			set = append(set, c.name+" = {:"+c.name+"}")
			params[c.name] = c.param()
			if err := w.history(whose, id, c.name, was[i].value, c.value); err != nil {
				return nil, err
			}
		}
	}
	return fields, w.run("UPDATE "+table+" SET "+strings.Join(set, ", ")+" WHERE id = {:id}", params)
}

// noHistory are fields whose change follows from that of another, or says nothing
// to a reader.
var noHistory = []string{"aliases", "slug", "latitude", "longitude", filledField}

func (w *DirectoryWriter) history(whose, id, field, was, now string) error {
	if slices.Contains(noHistory, field) {
		return nil
	}
	e := HistoryEntry{Field: field, Was: was, Now: now}
	if e.Service = id; whose == "organisation" {
		e.Service, e.Organisation = "", id
	}
	if w.tell != nil {
		w.tell(e)
	}
	return w.insert("directory_history", NewID(), []column{{"service", e.Service}, {"organisation", e.Organisation}, {"field", field}, {"was", was}, {"now", now},
		{"at", w.at}, {"source", FromFile}, {"by", ""}})
}

// AddIdentifier writes a further code of a service or an organisation. It is history
// unless whose code it is was written by the same load.
func (w *DirectoryWriter) AddIdentifier(service, organisation, scheme, value string, history bool) error {
	if whose, id := linkIsOf(service, organisation, ""); history {
		if err := w.history(whose, id, CodeField, "", scheme+":"+value); err != nil {
			return err
		}
	}
	return w.insert("identifiers", NewID(), []column{{"service", service}, {"organisation", organisation}, {"scheme", scheme}, {"value", value}})
}

// AddLink writes a new link. It is history as a code is.
func (w *DirectoryWriter) AddLink(r LinkRow, history bool) error {
	if whose, id, l := r.past(); history {
		if err := w.history(whose, id, LinkField, "", l.kept()); err != nil {
			return err
		}
	}
	return w.insert("links", NewID(), []column{{"organisation", r.Organisation}, {"kind", r.Kind}, {"service", r.Service}, {"target", r.Target},
		{"area", r.Area}, {"tag", ""}, {"serviceKind", r.ServiceKind}, {"since", r.Since}, {"until", r.Until}, {"source", r.Source}, {"unroutedSince", w.ifWide(r)}})
}

// ifWide is the time of the load for a link that leads to an area or a kind of
// service: it says itself that its stories wait. For others the load marks whatever
// they lead to.
func (w *DirectoryWriter) ifWide(r LinkRow) string {
	if r.Area == "" && r.ServiceKind == "" {
		return ""
	}
	return w.at
}

// DateLink writes when a link begins and ends, with its history.
func (w *DirectoryWriter) DateLink(r LinkRow, since, until string) error {
	whose, id, was := r.past()
	now := was
	now.Since, now.Until = shortDay(since), shortDay(until)
	if err := w.history(whose, id, LinkField, was.kept(), now.kept()); err != nil {
		return err
	}
	return w.run(`UPDATE links SET since = {:since}, until = {:until}, unroutedSince = CASE WHEN area != '' OR serviceKind != '' THEN {:at} ELSE unroutedSince END
		WHERE id = {:id}`, dbx.Params{"id": r.ID, "since": since, "until": until, "at": w.at})
}

// MarkUnrouted notes on services that their stories must be routed anew, in the same
// transaction as what makes that so.
func (w *DirectoryWriter) MarkUnrouted(ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	return w.run("UPDATE services SET unroutedSince = {:at} WHERE id IN (SELECT value FROM json_each({:ids}))", dbx.Params{"at": w.at, "ids": Codes(ids)})
}

// MarkUnroutedOrganisations does the same for whoever stories reach: the timetable
// finds those stories.
func (w *DirectoryWriter) MarkUnroutedOrganisations(ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	return w.run("UPDATE organisations SET unroutedSince = {:at} WHERE id IN (SELECT value FROM json_each({:ids}))", dbx.Params{"at": w.at, "ids": Codes(ids)})
}

// ClearLoadUnrouted takes the notes of one load off again, when the stories are
// routed. Raw SQL, because a load may have moved tens of thousands.
func ClearLoadUnrouted(app core.App, at time.Time) error {
	_, err := app.NonconcurrentDB().NewQuery("UPDATE services SET unroutedSince = '' WHERE unroutedSince = {:at}").Bind(dbx.Params{"at": stamp(at)}).Execute()
	return wrap(err, "what waits to be routed")
}

func (w *DirectoryWriter) insert(table, id string, row []column) error {
	names, marks, params := []string{"id"}, []string{"{:id}"}, dbx.Params{"id": id}
	for _, c := range row {
		names, marks = append(names, c.name), append(marks, "{:"+c.name+"}")
		params[c.name] = c.param()
	}
	return w.run("INSERT INTO "+table+" ("+strings.Join(names, ", ")+") VALUES ("+strings.Join(marks, ", ")+")", params)
}

// param is a column's value as its type in the table wants it.
func (c column) param() any {
	switch {
	case (c.name == "latitude" || c.name == "longitude") && c.value == "", c.name == "unconfirmed":
		return 0
	case c.name == "treatments" && c.value == "":
		return nil
	}
	return c.value
}

func (w *DirectoryWriter) run(statement string, params dbx.Params) error {
	if w.tell != nil {
		w.Writes++
		return nil
	}
	q := w.prepared[statement]
	if q == nil {
		q = w.tx.DB().NewQuery(statement).Prepare()
		w.prepared[statement] = q
	}
	if _, err := q.Bind(params).Execute(); err != nil {
		return fmt.Errorf("writing the directory: %w", err)
	}
	w.Writes++
	return nil
}
