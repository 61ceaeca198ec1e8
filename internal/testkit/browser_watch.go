package testkit

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
)

// watch keeps what a tab complained about and whom it asked for things.
type watch struct {
	sync.Mutex
	complaints []string
	foreign    []string
	page       string                     // the last document asked for
	documents  map[network.RequestID]bool // requests for whole pages, whose status a test checks itself
	hosts      map[string]bool            // ours
	expected   []string
}

func newWatch() *watch {
	return &watch{documents: map[network.RequestID]bool{}, hosts: map[string]bool{}}
}

// see is called by chromedp for each event, in order. It must not block.
func (w *watch) see(event any) {
	w.Lock()
	defer w.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if e.Type == network.ResourceTypeDocument {
			w.documents[e.RequestID] = true
			w.page = e.Request.URL
		}
		w.asked(e.Request.URL)
	case *network.EventWebSocketCreated:
		w.asked(e.URL)
	case *runtime.EventExceptionThrown:
		w.complain("script error: " + exceptionText(e.ExceptionDetails))
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeAssert {
			w.complain("console: " + consoleText(e.Args))
		}
	case *log.EventEntryAdded:
		ownStatus := e.Entry.Source == log.EntrySourceNetwork && w.documents[e.Entry.NetworkRequestID]
		if e.Entry.Level == log.EntryLevelError && !ownStatus {
			w.complain(fmt.Sprintf("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL))
		}
	}
}

// asked notes a request to a host that is not ours. Data and blob addresses never leave the page.
func (w *watch) asked(address string) {
	u, err := url.Parse(address)
	if err != nil || !slices.Contains([]string{"http", "https", "ws", "wss", "ftp"}, u.Scheme) {
		return
	}
	if !w.hosts[u.Host] {
		w.foreign = append(w.foreign, fmt.Sprintf("%s asked for %s", w.page, address))
	}
}

func (w *watch) complain(text string) {
	if slices.ContainsFunc(w.expected, func(part string) bool { return strings.Contains(text, part) }) {
		return
	}
	w.complaints = append(w.complaints, fmt.Sprintf("%s: %s", w.page, strings.TrimSpace(text)))
}

func (w *watch) lastPage() string {
	w.Lock()
	defer w.Unlock()
	return w.page
}

// AllowHost counts a host (with its port) as ours: Open does it by itself for the addresses a test opens.
func (b *Browser) AllowHost(host string) {
	b.watch.Lock()
	defer b.watch.Unlock()
	b.watch.hosts[host] = true
}

// ExpectComplaint lets a complaint pass that the test brings about on purpose, by a part of its words.
func (b *Browser) ExpectComplaint(part string) {
	b.watch.Lock()
	defer b.watch.Unlock()
	b.watch.expected = append(b.watch.expected, part)
	// It may have come already: the page does not wait for the test.
	b.watch.complaints = slices.DeleteFunc(b.watch.complaints, func(c string) bool { return strings.Contains(c, part) })
}

// NoComplaints fails the test if a page threw an error, broke its content security policy, missed a file or
// wrote an error to the console. It runs by itself at the end of the test; the status of a page that the test
// itself opened (404, 410, 422 …) is no complaint.
func (b *Browser) NoComplaints() {
	b.t.Helper()
	b.watch.Lock()
	defer b.watch.Unlock()
	for _, c := range b.watch.complaints {
		b.t.Errorf("the browser complained on %s", c)
	}
	b.watch.complaints = nil
}

// NoForeignRequests fails the test if a page asked any host but ours for anything. It runs by itself at the end.
func (b *Browser) NoForeignRequests() {
	b.t.Helper()
	b.watch.Lock()
	defer b.watch.Unlock()
	for _, f := range b.watch.foreign {
		b.t.Errorf("a request to a foreign host: %s", f)
	}
	b.watch.foreign = nil
}

func exceptionText(d *runtime.ExceptionDetails) string {
	if d == nil {
		return "unknown"
	}
	if d.Exception != nil && d.Exception.Description != "" {
		return d.Text + " " + d.Exception.Description
	}
	return d.Text
}

func consoleText(args []*runtime.RemoteObject) string {
	var words []string
	for _, a := range args {
		if a.Description != "" {
			words = append(words, a.Description)
			continue
		}
		words = append(words, strings.Trim(string(a.Value), `"`))
	}
	return strings.Join(words, " ")
}
