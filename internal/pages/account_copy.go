package pages

import (
	"archive/zip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/story"
)

// fetchExport makes the copy while it is being fetched: nothing of it is ever
// written to a disk of ours.
//
// Kept by: export is complete.
func fetchExport(e *core.RequestEvent) error {
	c, err := flow.FetchExport(e.App, signedIn(e).Author.Id, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	d := deployment.Of(e.App)
	view := newCopyView(d.Name+", "+d.URL, c.Everything, c.At, d.Region)
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
	header.Set("Content-Disposition", `attachment; filename="everything-`+c.At.In(zoneOf(e)).Format(time.DateOnly)+`.zip"`)
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
