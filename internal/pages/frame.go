package pages

import (
	"io/fs"
	"strings"

	"github.com/pocketbase/pocketbase/core"
)

// Site is what every page says about the deployment.
type Site struct {
	Name       string // as the operator named it
	URL        string // scheme and host, no slash at the end
	RegionName string // "Scotland"
	Exit       string // where "Exit this page" leads
}

// Person is who is signed in, as far as a page header may know.
type Person struct {
	Kind    string // "author", "member" or "" for a visitor
	Name    string // shown to the person alone; empty for authors
	Account string // address of the person's own pages
}

// Contact is one place to turn to in a crisis, from the region's profile.
type Contact struct{ Name, What, Phone, Text, URL, Hours string }

// Dial is the phone number without the spaces people read it by, for a tel: link.
func (c Contact) Dial() string { return strings.ReplaceAll(c.Phone, " ", "") }

// Frame is what the layout shows around a page.
type Frame struct {
	Title      string // from the page's "title" block, run with the page's data
	Site       Site
	Person     Person
	Path       string // of the request, without the query
	Crisis     []Contact
	ShowCrisis bool // the page asks for the help panel
	HelpAtTop  bool // and a link to it above everything else
	ShowExit   bool // the page asks for the way out
	IsError    bool // the title starts with "Error: "
	Data       any
}

// Settings is what the pages need to know of the deployment.
type Settings struct {
	Files  fs.FS // holds pages/, parts/ and assets/
	Live   bool  // development: read the templates again for every page
	Site   Site
	Crisis []Contact
	// Person tells who is signed in. Nil means nobody ever is.
	Person func(e *core.RequestEvent) Person
}

// house keeps the settings and the loaded templates of one app.
type house struct {
	Settings
	templates *Templates
}

// storeKey is where the house stands in the app's store.
const storeKey = "candour.pages"

// Open loads every template and asset and makes them known to the app. It fails
// at start rather than at the first visit.
func Open(app core.App, settings Settings) error {
	templates, err := Load(settings.Files)
	if err != nil {
		return err
	}
	app.Store().Set(storeKey, &house{Settings: settings, templates: templates})
	return nil
}

func houseOf(app core.App) (*house, error) {
	h, ok := app.Store().Get(storeKey).(*house)
	if !ok {
		return nil, errNotOpened
	}
	return h, nil
}

// current is the loaded templates, read anew in development.
func (h *house) current() (*Templates, error) {
	if h.Live {
		return Load(h.Files)
	}
	return h.templates, nil
}

// frame is the frame of a request, still without a page.
func (h *house) frame(e *core.RequestEvent) Frame {
	f := Frame{Site: h.Site, Crisis: h.Crisis, Path: e.Request.URL.Path}
	if h.Person != nil {
		f.Person = h.Person(e)
	}
	return f
}
