// Package doctor examines a running Candour: it walks every public surface and
// the stored data for private values, tries to break each promise, and looks at
// the settings. It reports in words that name a place and a kind of value, and
// never a value; nothing it reads leaves the process.
package doctor

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/canary"
	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/ledger"
	"candour/internal/records"
)

// Level says how bad a finding is.
type Level string

// The levels.
const (
	Fine    Level = "fine"
	Warning Level = "warning"
	Broken  Level = "broken"
)

// Finding is one line of the report.
type Finding struct {
	Check   string   `json:"check"`
	Level   Level    `json:"level"`
	Promise string   `json:"promise,omitempty"` // the one it breaks, by its name in hooks/
	Found   string   `json:"found"`
	Do      string   `json:"do,omitempty"`
	Figures *Figures `json:"figures,omitempty"` // in the last line
}

// Figures are what the closing line counts.
type Figures struct {
	Surfaces int   `json:"surfaces"` // kinds of question asked and places searched
	Answers  int   `json:"answers"`
	Values   int   `json:"values"` // planted, and known from the data
	Planted  int   `json:"planted"`
	Leaks    int   `json:"leaks"`
	Bytes    int64 `json:"bytes"`
}

// Settings are what the doctor cannot read from the app itself.
type Settings struct {
	URL     string // where to ask; empty: the deployment's own address
	KeyFile string // where the key lies; empty when it is in the environment
	OldKeys int    // how many old keys are in the environment
	NoStory bool   // plant no story, so that no story number is used up
}

// mostKnown is how many stories' private values are looked for.
const mostKnown = 200

// longest is how long one examination may take.
const longest = 15 * time.Minute

// checkup is one examination.
type checkup struct {
	app      core.App
	ctx      context.Context
	settings Settings
	report   func(Finding)
	watch    *watch
	url      string
	person   flow.TestPerson
	known    map[string]records.PrivateValue // by the name a finding has
	search   *canary.Search                  // everything private
	walk     *Walk
	sent     *canary.Search // what the walk typed itself: it must not be in the logs
	places   map[string]bool
	broken   map[string]bool // promises
	figures  Figures
}

// Run examines a site that is served by this process, and reports each finding as
// soon as it is made. Its error says why it could not look; what it found is no
// error.
func Run(ctx context.Context, app core.App, s Settings, report func(Finding)) error {
	w, err := watchOf(app)
	if err != nil {
		return err
	}
	if !w.begin() {
		return errors.New("another check is running: wait until it has ended")
	}
	defer w.end()
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	c := &checkup{app: app, ctx: ctx, settings: s, watch: w, places: map[string]bool{}, broken: map[string]bool{}, known: map[string]records.PrivateValue{}}
	c.report = func(f Finding) {
		if f.Level == Broken && f.Promise != "" {
			c.broken[f.Promise] = true
		}
		report(f)
	}
	if c.url = s.URL; c.url == "" {
		c.url = deployment.Of(app).URL
	}
	if err := reach(ctx, c.url, w.mark); err != nil {
		return err
	}
	defer func() { _ = flow.TakeTestAway(app) }()
	for _, step := range []func() error{c.plant, c.walkAsGuest, c.tryPromises, c.takeAway, c.searchStored, c.lookAtSettings} {
		if err := step(); err != nil {
			return err
		}
	}
	c.sumUp()
	return nil
}

func (w *watch) begin() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.mark != "" {
		return false
	}
	w.mark = rand.Text()
	return true
}

func (w *watch) end() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.mark = ""
}

// reach asks whether the address leads to this very process.
func reach(ctx context.Context, url, mark string) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/health", nil)
	if err != nil {
		return fmt.Errorf("%s is not an address: write it like https://stories.example.org", url)
	}
	r.Header.Set(markHeader, mark)
	res, err := client().Do(r)
	if err != nil {
		return fmt.Errorf("nothing answers at %s (%w): say with --url where the site can be reached from here", url, unnamed(err))
	}
	defer func() { _ = res.Body.Close() }()
	if res.Header.Get(markHeader) != "yes" {
		return fmt.Errorf("another site answers at %s, not the one with this data folder: say with --url where this one is", url)
	}
	return nil
}

// plant stores the invented author and remembers every private value to look for.
func (c *checkup) plant() error {
	var err error
	if c.person, err = flow.StoreTestPerson(c.app, !c.settings.NoStory); err != nil {
		return err
	}
	all := append([]canary.Canary{}, c.person.Values...)
	known, err := records.PrivateValues(c.app, deployment.Of(c.app).Sealer, mostKnown)
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, k := range known {
		if len(k.Value) < 6 || seen[k.Value] || k.Value == flow.TestEmail(c.app) || c.isOwnAddress(k.Value) {
			continue
		}
		seen[k.Value] = true
		name := fmt.Sprintf("%s (number %d)", k.What, len(c.known)+1)
		c.known[name] = k
		all = append(all, canary.Canary{Name: name, Value: k.Value})
	}
	c.figures.Planted, c.figures.Values = len(c.person.Values), len(all)
	c.search, err = canary.New(all...)
	return err
}

// isOwnAddress reports whether a value is the address of this machine, which stands
// in every link of a site that is tried out on it, and names nobody.
func (c *checkup) isOwnAddress(value string) bool {
	for _, site := range []string{c.url, deployment.Of(c.app).URL} {
		if u, err := url.Parse(site); err == nil && u.Hostname() == value {
			return true
		}
	}
	ip, err := netip.ParseAddr(value)
	return err == nil && ip.IsLoopback()
}

// takeAway erases the invented author, as an author would.
func (c *checkup) takeAway() error {
	if err := flow.TakeTestAway(c.app); err != nil {
		return err
	}
	if !deployment.Of(c.app).Ledger.Holds(ledger.Account, c.person.AuthorID) {
		c.report(Finding{Check: "ledger", Level: Broken, Promise: "erased-stay-erased", Found: "the test was erased and is not in the ledger: a backup could bring it back",
			Do: "see whether the disk of the ledger (CANDOUR_LEDGER_FILE) is full or may not be written to"})
	}
	return flow.Checkpoint(c.app)
}

// leaks reports what was found, leaving out what stands there for a good reason.
func (c *checkup) leaks(check string, found []canary.Sighting, promise func(canary.Sighting) string, do string) error {
	reported := map[string]bool{}
	for _, s := range found {
		if k, known := c.known[s.Canary]; known {
			fine, err := records.IsPublicToo(c.app, k.Value)
			if err == nil && !fine && k.Sealed {
				fine, err = records.IsStaffToo(c.app, k.Value)
			}
			if err != nil {
				return err
			}
			if fine || isOperators(deployment.Of(c.app).Operator, k.Value) {
				continue
			}
		}
		line := fmt.Sprintf("%s shows in %s, written as %s", s.Canary, s.File, s.As)
		if reported[line] {
			continue
		}
		reported[line] = true
		c.figures.Leaks++
		c.report(Finding{Check: check, Level: Broken, Promise: promise(s), Found: line, Do: do})
	}
	if len(reported) == 0 {
		c.report(Finding{Check: check, Level: Fine, Found: "no private value shows"})
	}
	return nil
}

func isOperators(o deployment.Operator, value string) bool {
	return value == o.Email || value != "" && value == o.Name
}

func client() *http.Client {
	return &http.Client{Timeout: time.Minute}
}

func (c *checkup) sumUp() {
	for _, promise := range c.watch.promises {
		how, known := tried[promise]
		switch {
		case !known:
			c.report(Finding{Check: "promises", Level: Warning, Promise: promise, Found: "nothing tried to break " + promise, Do: "this doctor is older than the promise: bring Candour up to date"})
		case !c.broken[promise]:
			c.report(Finding{Check: "promises", Level: Fine, Promise: promise, Found: how})
		}
	}
	for s := range c.walk.Surfaces {
		c.places[s] = true
	}
	c.figures.Surfaces, c.figures.Answers = len(c.places), c.walk.Answers
	c.figures.Bytes += c.walk.Bytes
	f := c.figures
	level := Fine
	if f.Leaks > 0 {
		level = Broken
	}
	c.report(Finding{Check: "figures", Level: level, Figures: &f, Found: fmt.Sprintf("%d surfaces walked, %d answers, %d values looked for (%d planted), %d leaks found, %d bytes read",
		f.Surfaces, f.Answers, f.Values, f.Planted, f.Leaks, f.Bytes)})
}
