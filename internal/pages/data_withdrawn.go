package pages

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
)

// withdrawnAtOnce is how many lines of the list are read from the store at once.
const withdrawnAtOnce = 1000

// withdrawnLine is a story that is gone, as the public list names it. Erased is
// withdrawn here: the difference would tie an author's stories together.
type withdrawnLine struct {
	ID   string `json:"id"`
	Kind string `json:"kind"` // withdrawn, by its author; removed, by the site
	Day  string `json:"day"`
}

func newWithdrawnLine(s records.GoneStory) withdrawnLine {
	kind := "withdrawn"
	if s.Kind == "removed" {
		kind = "removed"
	}
	return withdrawnLine{s.ID, kind, s.Day.Time().UTC().Format(time.DateOnly)}
}

// showWithdrawnJSON is the public list of stories that are gone, for programs of
// those who keep copies.
//
// Kept by: withdrawal travels.
func showWithdrawnJSON(e *core.RequestEvent) error {
	return withdrawnList(e, "application/json", "{\"withdrawn\":[", "]}\n", func(w io.Writer, n int, line withdrawnLine) error {
		text, err := json.Marshal(line)
		if err != nil {
			return err
		}
		between := "\n"
		if n > 0 {
			between = ",\n"
		}
		_, err = fmt.Fprintf(w, "%s%s", between, text)
		return err
	})
}

// showWithdrawnCSV is the same list as a table.
func showWithdrawnCSV(e *core.RequestEvent) error {
	return withdrawnList(e, "text/csv; charset=utf-8", "id,kind,day\r\n", "", func(w io.Writer, _ int, line withdrawnLine) error {
		_, err := fmt.Fprintf(w, "%s,%s,%s\r\n", line.ID, line.Kind, line.Day)
		return err
	})
}

// withdrawnList writes the list piece by piece. There is no Last-Modified: a day
// is all that is known of when a story went.
func withdrawnList(e *core.RequestEvent, kind, head, foot string, write func(io.Writer, int, withdrawnLine) error) error {
	var since time.Time
	if text := e.Request.URL.Query().Get("since"); text != "" {
		var err error
		if since, err = time.Parse(time.DateOnly, text); err != nil {
			return e.String(http.StatusUnprocessableEntity, "Write the day like this: since=2026-11-18\n")
		}
	}
	state, err := records.GoneStoriesState(e.App, since)
	if err != nil {
		return err
	}
	sum := sha256.Sum256([]byte(kind + " " + state))
	tag := `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
	header := e.Response.Header()
	header.Set("Cache-Control", "public, max-age=60")
	header.Set("ETag", tag)
	header.Set("X-Robots-Tag", "noindex")
	header.Set("Access-Control-Allow-Origin", "*") // it is for everyone's programs
	header.Set("Cross-Origin-Resource-Policy", "cross-origin")
	if holds(e.Request.Header.Get("If-None-Match"), tag) {
		e.Response.WriteHeader(http.StatusNotModified)
		return nil
	}
	header.Set("Content-Type", kind)
	if _, err := io.WriteString(e.Response, head); err != nil {
		return nil //nolint:nilerr // the reader has gone
	}
	var last *records.GoneStory
	for n := 0; ; {
		part, err := records.GoneStories(e.App, since, last, withdrawnAtOnce)
		if err != nil {
			return err
		}
		for i := range part {
			if err := write(e.Response, n, newWithdrawnLine(part[i])); err != nil {
				return nil //nolint:nilerr // the reader has gone
			}
			last, n = &part[i], n+1
		}
		if len(part) < withdrawnAtOnce {
			_, _ = io.WriteString(e.Response, foot)
			return nil
		}
	}
}
