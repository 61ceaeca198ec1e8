package pages

import (
	"archive/zip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// copyView is the readable page within a copy of everything. It is a file of its
// own, without the site around it.
type copyView struct {
	Site, Made string
	Account    []copyGroup
	Stories    []copyStory
}

// copyStory is one story with all that hangs on it.
type copyStory struct {
	Title, Number string
	Groups        []copyGroup
}

// copyGroup is the rows of one collection under a heading.
type copyGroup struct {
	Heading string
	Rows    [][]Row
}

var copyPage = newPage[copyView]("account/copy")

// fetchExport makes the copy while it is being fetched: nothing of it is ever
// written to a disk of ours.
//
// Kept by: export is complete.
func fetchExport(e *core.RequestEvent) error {
	c, err := flow.FetchExport(e.App, signedIn(e).Author.Id, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	d, zone := deployment.Of(e.App), zoneOf(e)
	view := newCopyView(d.Name+", "+d.URL, c.Everything, c.At, zone)
	readable, err := renderCopy(e, view)
	if err != nil {
		return err
	}
	data, err := json.MarshalIndent(map[string]any{"site": d.URL, "madeAt": c.At, "fields": describeFields(), "everything": c.Everything}, "", "  ")
	if err != nil {
		return fmt.Errorf("writing a copy: %w", err)
	}
	header := e.Response.Header()
	header.Set("Content-Type", "application/zip")
	header.Set("Content-Disposition", `attachment; filename="everything-`+c.At.In(zone).Format(time.DateOnly)+`.zip"`)
	header.Set("Cache-Control", "private, no-store")
	e.Response.WriteHeader(http.StatusOK)
	return writeZip(e.Response, c.At, []zipFile{
		{"README.txt", []byte(copyReadme(d.Name, view.Made))}, {"everything.html", readable}, {"everything.json", data}})
}

type zipFile struct {
	name string
	body []byte
}

func writeZip(w io.Writer, at time.Time, files []zipFile) error {
	z := zip.NewWriter(w)
	for _, f := range files {
		entry, err := z.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: at})
		if err != nil {
			return fmt.Errorf("writing a copy: %w", err)
		}
		if _, err := entry.Write(f.body); err != nil {
			return fmt.Errorf("writing a copy: %w", err)
		}
	}
	return z.Close()
}

func renderCopy(e *core.RequestEvent, view copyView) ([]byte, error) {
	h, err := houseOf(e.App)
	if err != nil {
		return nil, err
	}
	templates, err := h.current()
	if err != nil {
		return nil, err
	}
	return templates.renderBlock(copyPage.name, "document", view)
}

// newCopyView orders everything held for reading: the account first, then story
// by story.
func newCopyView(site string, all records.Everything, at time.Time, zone *time.Location) copyView {
	view := copyView{Site: site, Made: strings.TrimPrefix(clock(at, zone), "on ")}
	for _, name := range exportedCollections() {
		if ofAccount[name] {
			view.Account = append(view.Account, newCopyGroup(name, all[name], zone))
		}
	}
	for _, s := range all["stories"] {
		number := fmt.Sprint(s["id"])
		one := copyStory{Title: fmt.Sprint(s["title"]), Number: number}
		for _, name := range exportedCollections() {
			if ofAccount[name] {
				continue
			}
			one.Groups = append(one.Groups, newCopyGroup(name, rowsOf(name, all, number), zone))
		}
		view.Stories = append(view.Stories, one)
	}
	return view
}

// ofAccount are the collections that belong to the person and not to one story.
var ofAccount = map[string]bool{"authors": true, "demographics": true, "readings": true, "similars": true, "exports": true, "letters": true}

// exportedCollections are the collections of a copy, in the order of the inventory.
func exportedCollections() []string {
	var names []string
	seen := map[string]bool{}
	for _, f := range story.Inventory() {
		if f.Exported && !seen[f.Collection] {
			seen[f.Collection] = true
			names = append(names, f.Collection)
		}
	}
	return names
}

// rowsOf are the rows of one collection that belong to a story.
func rowsOf(collection string, all records.Everything, number string) []map[string]any {
	key := "story"
	if collection == "stories" {
		key = "id"
	}
	var rows []map[string]any
	for _, r := range all[collection] {
		if fmt.Sprint(r[key]) == number {
			rows = append(rows, r)
		}
	}
	return rows
}

func newCopyGroup(collection string, rows []map[string]any, zone *time.Location) copyGroup {
	g := copyGroup{Heading: story.CollectionLabel(collection)}
	for _, r := range rows {
		var lines []Row
		if number, ok := r["story"].(string); ok && ofAccount[collection] && number != "" && collection == "letters" {
			lines = append(lines, Row{Key: "Number of the story", Value: number})
		}
		for _, f := range story.Inventory() {
			if f.Exported && f.Collection == collection {
				lines = append(lines, Row{Key: f.Label(), Value: copyValue(r[f.Name], zone)})
			}
		}
		g.Rows = append(g.Rows, lines)
	}
	return g
}

// copyValue is a stored value in words.
func copyValue(v any, zone *time.Location) string {
	switch t := v.(type) {
	case nil:
		return "–"
	case bool:
		if t {
			return "yes"
		}
		return "no"
	case types.DateTime:
		if t.IsZero() {
			return "–"
		}
		return t.Time().In(zone).Format("2 January 2006, 15:04")
	case types.JSONRaw:
		var list []string
		if json.Unmarshal(t, &list) == nil {
			return strings.Join(list, ", ")
		}
		return string(t)
	}
	if s := fmt.Sprint(v); s != "" && s != "0" {
		return s
	}
	return "–"
}

// describeFields says of every field of the data what it means.
func describeFields() map[string]string {
	words := map[string]string{}
	for _, f := range story.Inventory() {
		if f.Exported {
			words[f.Key()] = f.Label()
		}
	}
	return words
}

func copyReadme(site, made string) string {
	return "Everything " + site + " holds about you\r\nMade on " + made + "\r\n\r\n" +
		"everything.html   for reading: open it in a browser\r\n" +
		"everything.json   the same for programs; \"fields\" says what each field means\r\n\r\n" +
		"What is not in here, because it is not about you or would be of no use to you:\r\n" +
		"- the row numbers our database gives to things\r\n" +
		"- fingerprints made with a secret key of ours, by which we find your account without storing your address in the open\r\n" +
		"- your password and your story key: we keep only what checks them, and cannot read them\r\n" +
		"- a story you have begun and not sent: only the browser you began it in can open it\r\n" +
		"- what staff have written under your story and nobody has published\r\n\r\n" +
		"This file holds private details. Keep it where only you can read it.\r\n"
}
