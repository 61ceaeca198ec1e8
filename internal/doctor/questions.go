package doctor

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/story"
)

// shelf is one collection as the API might show it.
type shelf struct {
	name      string
	relations map[string]string // field to collection
	private   []string          // fields that nobody but their author, or nobody at all, may know
	ids       []string          // of some rows
}

// shelves are all collections, with what may be asked of each.
func shelves(app core.App) ([]shelf, error) {
	all, err := app.FindAllCollections()
	if err != nil {
		return nil, fmt.Errorf("listing the collections: %w", err)
	}
	private := map[string][]string{}
	for _, f := range story.Inventory() {
		if f.Class == story.Sealed || f.Class == story.Private || f.Class == story.Statistical {
			private[f.Collection] = append(private[f.Collection], f.Name)
		}
	}
	names := map[string]string{}
	for _, c := range all {
		names[c.Id] = c.Name
	}
	var out []shelf
	for _, c := range all {
		s := shelf{name: c.Name, relations: map[string]string{}, private: private[c.Name]}
		for _, f := range c.Fields {
			if r, ok := f.(*core.RelationField); ok {
				s.relations[r.Name] = names[r.CollectionId]
			}
		}
		if err := app.DB().Select("id").From(c.Name).Limit(1).Column(&s.ids); err != nil {
			return nil, fmt.Errorf("reading ids of %s: %w", c.Name, err)
		}
		out = append(out, s)
	}
	return out, nil
}

// Questions asks PocketBase's API about every collection: lists, rows, filters,
// sorting, relations both ways, fields and pages. It also reports a private field
// that can be guessed without being shown: when the answer depends on its value.
func (w *Walk) Questions(ctx context.Context, app core.App) (guessable []string, err error) {
	all, err := shelves(app)
	if err != nil {
		return nil, err
	}
	for _, s := range all {
		found, err := w.shelf(ctx, s, all)
		if err != nil {
			return nil, err
		}
		guessable = append(guessable, found...)
	}
	return guessable, nil
}

func (w *Walk) shelf(ctx context.Context, s shelf, all []shelf) (guessable []string, err error) {
	base := "/api/collections/" + s.name + "/records"
	plain, err := w.Get(ctx, "the API's list of "+s.name, base)
	if err != nil {
		return nil, err
	}
	questions := []string{"page=2&perPage=1", "fields=*", "sort=-@random", "filter=" + url.QueryEscape("id!=''"), "expand=" + expansions(s, all)}
	if plain.Status == http.StatusOK {
		questions = append(questions, "skipTotal=1&perPage=1000", "search=the")
	}
	for _, q := range questions {
		if _, err := w.Get(ctx, "the API's list of "+s.name+" with "+q[:strings.Index(q, "=")], base+"?"+q); err != nil {
			return nil, err
		}
	}
	for _, id := range s.ids {
		if _, err := w.Get(ctx, "the API's row of "+s.name, base+"/"+id+"?expand="+expansions(s, all)); err != nil {
			return nil, err
		}
	}
	if plain.Status != http.StatusOK {
		one, err := w.depends(ctx, s.name, base, append([]string{"id"}, s.private...)[len(s.private)/2])
		return one, err // a shut list is shut for every filter: one is enough
	}
	for _, f := range paths(s, all) {
		one, err := w.depends(ctx, s.name, base, f)
		if err != nil {
			return nil, err
		}
		guessable = append(guessable, one...)
	}
	return guessable, nil
}

// expansions are all relations of a collection, forwards and backwards.
func expansions(s shelf, all []shelf) string {
	var names []string
	for f := range s.relations {
		names = append(names, f)
	}
	for _, other := range all {
		for f, to := range other.relations {
			if to == s.name {
				names = append(names, other.name+"_via_"+f)
			}
		}
	}
	return url.QueryEscape(strings.Join(names, ","))
}

// paths are the private fields that a filter on this collection could name: its
// own, and those of the rows that its relations lead to or that lead to it.
func paths(s shelf, all []shelf) []string {
	out := append([]string{}, s.private...)
	for _, other := range all {
		for f, to := range s.relations {
			if to == other.name {
				for _, p := range other.private[:min(3, len(other.private))] {
					out = append(out, f+"."+p)
				}
			}
		}
		for f, to := range other.relations {
			if to == s.name && len(other.private) > 0 {
				out = append(out, other.name+"_via_"+f+"."+other.private[0])
			}
		}
	}
	return out
}

// depends reports a field on which the answer to a filter or the order of a list
// depends.
func (w *Walk) depends(ctx context.Context, collection, base, field string) ([]string, error) {
	if field == "id" || strings.HasSuffix(field, ".id") {
		return nil, nil // an id says nothing of a person
	}
	for _, pair := range [][2]string{{"filter=" + url.QueryEscape(field+"!='candour'"), "filter=" + url.QueryEscape(field+"='candour'")}, {"sort=" + field, "sort=-" + field}} {
		what, _, _ := strings.Cut(pair[0], "=")
		surface := "the API's list of " + collection + " with a " + what + " on a private field"
		yes, err := w.Get(ctx, surface, base+"?"+pair[0])
		if err != nil {
			return nil, err
		}
		no, err := w.Get(ctx, surface, base+"?"+pair[1])
		if err != nil {
			return nil, err
		}
		if yes.Status != no.Status || !bytes.Equal(yes.Body, no.Body) {
			return []string{collection + " by " + what + " on " + field}, nil
		}
	}
	return nil, nil
}

// Streams asks to be told live of everything. It reports whether the site agreed.
// A stream is listened to until it has said who it is and, when the site agreed,
// until the stream was silent for a second.
func (w *Walk) Streams(ctx context.Context, app core.App) (agreed bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, longestTry)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, w.Base+"/api/realtime", nil)
	if err != nil {
		return false, fmt.Errorf("opening a live stream: %w", err)
	}
	for name, values := range w.Header {
		r.Header[name] = values
	}
	res, err := w.Client.Do(r)
	if err != nil {
		return false, fmt.Errorf("opening a live stream: %w", unnamed(err))
	}
	defer func() { _ = res.Body.Close() }()
	const surface = "a live stream"
	if res.StatusCode != http.StatusOK {
		w.note(surface, Answer{res.StatusCode, res.Header, nil})
		return false, nil
	}
	lines := bufio.NewScanner(res.Body)
	first := ""
	for lines.Scan() && lines.Text() != "" {
		first += lines.Text() + "\n"
	}
	w.note(surface, Answer{res.StatusCode, res.Header, []byte(first)})
	_, data, _ := strings.Cut(first, "data:")
	var hello struct {
		ClientID string `json:"clientId"`
	}
	if err := json.Unmarshal([]byte(strings.TrimSpace(data)), &hello); err != nil || hello.ClientID == "" {
		return false, nil //nolint:nilerr // no stream of PocketBase's: nothing to subscribe to
	}
	return w.subscribe(ctx, app, hello.ClientID, lines)
}

func (w *Walk) subscribe(ctx context.Context, app core.App, client string, lines *bufio.Scanner) (bool, error) {
	all, err := app.FindAllCollections()
	if err != nil {
		return false, fmt.Errorf("listing the collections: %w", err)
	}
	agreed := false
	for _, c := range all {
		body, err := json.Marshal(map[string]any{"clientId": client, "subscriptions": []string{c.Name + "/*", c.Name}})
		if err != nil {
			return false, fmt.Errorf("writing a subscription: %w", err)
		}
		a, err := w.Ask(ctx, "a live stream of "+c.Name, http.MethodPost, "/api/realtime", "application/json", string(body))
		if err != nil {
			return false, err
		}
		agreed = agreed || a.Status < 300
	}
	if agreed {
		w.listen(lines)
	}
	return agreed, nil
}

func (w *Walk) listen(lines *bufio.Scanner) {
	said := make(chan []byte)
	go func() {
		defer close(said)
		for lines.Scan() {
			said <- bytes.Clone(lines.Bytes())
		}
	}()
	for {
		select {
		case line, more := <-said:
			if !more {
				return
			}
			w.note("a live stream", Answer{Status: http.StatusOK, Body: line})
		case <-time.After(time.Second):
			go func() { // until the answer's body is closed
				for range said { //nolint:revive // the rest is nobody's
				}
			}()
			return
		}
	}
}
