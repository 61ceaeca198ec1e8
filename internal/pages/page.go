// Package pages is the doors of the site: HTML pages a browser can open.
//
// A page is a template and the one type of data it may show. Templates live in
// pb_public, outside the code, so that an operator can change words, pages and
// colours without building.
package pages

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"
)

// trait is what a page is besides its template. The zero value is a private
// page: never stored by a cache, without the help panel.
type trait int

const (
	// shared marks a page that shows the same to everybody who is signed out.
	// It may be kept for a minute and is checked by ETag.
	shared trait = 1 << iota
	// helpNearby puts the region's crisis contacts on the page, for pages that
	// may be opened in distress.
	helpNearby
	// helpAtTop adds a link to them above everything else.
	helpAtTop
	// exitAtOnce adds the button that leaves the site, for who may be watched.
	exitAtOnce
)

// page pairs a template with the one type of data it may show, so that a
// handler cannot pass the wrong data.
type page[T any] struct {
	name   string
	traits trait
}

// listed holds the name of every page of the program. Load fails when a file is
// missing or a file is not listed.
var listed = map[string]bool{}

// newPage lists the page whose template is pb_public/pages/NAME.html.
// Call it from a package variable: `var storyPage = newPage[storyView]("public/story", shared)`.
func newPage[T any](name string, traits ...trait) *page[T] {
	if listed[name] {
		panic("page listed twice: " + name)
	}
	listed[name] = true
	p := &page[T]{name: name}
	for _, t := range traits {
		p.traits |= t
	}
	return p
}

// has says whether the page was declared with the trait, or with each of several.
func (p *page[T]) has(t trait) bool { return p.traits&t == t }

// faulty is a view that may carry problems (embed FormErrors).
type faulty interface{ hasProblems() bool }

// show writes the page. Nothing reaches the browser unless the whole template
// could be executed.
func (p *page[T]) show(e *core.RequestEvent, status int, data T) error {
	house, err := houseOf(e.App)
	if err != nil {
		return err
	}
	frame := house.frame(e)
	frame.Data = data
	frame.ShowCrisis, frame.HelpAtTop, frame.ShowExit = p.has(helpNearby), p.has(helpNearby|helpAtTop), p.has(exitAtOnce)
	if f, ok := any(data).(faulty); ok {
		frame.IsError = f.hasProblems()
	}
	templates, err := house.current()
	if err != nil {
		return err
	}
	body, err := templates.render(p.name, frame)
	if err != nil {
		return err
	}
	if p.has(shared) && status == http.StatusOK && frame.Person.Kind == "" {
		return answerShared(e, body)
	}
	e.Response.Header().Set("Cache-Control", "private, no-store")
	return e.HTML(status, string(body))
}

// answerShared writes a page that may be kept for a minute, or 304 when the
// visitor still holds the same one.
func answerShared(e *core.RequestEvent, body []byte) error {
	sum := sha256.Sum256(body)
	tag := `W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
	header := e.Response.Header()
	header.Set("Cache-Control", "public, max-age=60")
	header.Add("Vary", "Cookie")
	header.Set("ETag", tag)
	if holds(e.Request.Header.Get("If-None-Match"), tag) {
		e.Response.WriteHeader(http.StatusNotModified)
		return nil
	}
	return e.HTML(http.StatusOK, string(body))
}

// holds says whether an If-None-Match header names the tag; weak comparison, as
// RFC 9110 section 13.1.2 asks.
func holds(header, tag string) bool {
	tag = strings.TrimPrefix(tag, "W/")
	for _, part := range strings.Split(header, ",") {
		part = strings.TrimSpace(part)
		if part == "*" || strings.TrimPrefix(part, "W/") == tag {
			return true
		}
	}
	return false
}

// errNotOpened says that the program forgot Open, which is a fault of ours.
var errNotOpened = fmt.Errorf("pages: Open was not called for this app")
