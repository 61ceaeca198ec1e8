package flow

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"sync"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/places"
	"candour/internal/records"
	"candour/internal/remains"
)

// searches are those that are under way in this process.
type searches struct {
	ctx  context.Context // ends when the program stops
	stop context.CancelFunc
	mu   sync.Mutex // guards the order of begin and close, and what is ours
	work sync.WaitGroup
	ours map[string]bool // the receipts that a search of this process completes
}

func searchesOf(app core.App) *searches {
	return app.Store().GetOrSet("candour.searches", func() any {
		s := &searches{ours: map[string]bool{}}
		s.ctx, s.stop = context.WithCancel(context.Background())
		return s
	}).(*searches)
}

// StopSearches breaks off what is looked for, when the program stops. The
// receipts say so: what to look for was in memory only.
func StopSearches(app core.App) {
	s := searchesOf(app)
	s.mu.Lock()
	s.stop()
	s.mu.Unlock()
	s.work.Wait()
}

// WaitForSearches waits until nothing is looked for any more.
func WaitForSearches(app core.App) { searchesOf(app).work.Wait() }

func (s *searches) begin(do func(*searches)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ctx.Err() == nil {
		s.work.Go(func() { do(s) })
	}
}

func (s *searches) claim(receipt string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ours[receipt] = true
}

func (s *searches) has(receipt string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.ours[receipt]
}

// finish looks through the store, signs the receipt and logs numbers.
func (e *erasure) finish(ctx context.Context, app core.App) {
	defer close(e.done)
	look := e.look(ctx, app)
	log := app.Logger().With("values", look.values, "pages", look.found.Pages, "files", look.found.Files, "bytes", look.found.Bytes, "places", look.found.Places)
	if look.failed != nil {
		log.Error("the look through the store after an erasure broke off", "error", look.failed)
	} else {
		log.Warn("looked through the store after an erasure") // a warning, because less is not kept
	}
	if ctx.Err() != nil {
		return // the next start completes the receipt
	}
	if err := e.sign(app, look); err != nil {
		app.Logger().Error("completing the receipt of an erasure", "error", err)
	}
}

func (e *erasure) sign(app core.App, look looked) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.known, e.values = nil, look.values
	text, signature, err := signReceipt(app, e.facts, look.words())
	if err != nil {
		return err
	}
	e.signed = WholeReceipt(text, signature)
	if e.row == "" {
		return nil
	}
	return completeReceipt(app, e.row, text, signature)
}

// looked is what a look through the store came to.
type looked struct {
	values, closed int
	found          remains.Found
	others         int   // how many of the pieces found stand in what others wrote
	inUse          bool  // the log of changes could not be emptied
	failed         error // why it broke off
}

// look reads the whole store. When somebody was reading from the log of changes,
// so that it could not be emptied, it looks once more.
func (e *erasure) look(ctx context.Context, app core.App) looked {
	values, err := tellingValues(app, e.known)
	if err != nil {
		return looked{failed: err}
	}
	search := remains.NewSearch(values...)
	l := lookOnce(ctx, app, search)
	if l.inUse && l.failed == nil {
		l = lookOnce(ctx, app, search)
	}
	l.closed = e.closed
	for _, piece := range l.found.Pieces {
		theirs, err := records.SaidByOthers(app, piece)
		if err != nil {
			l.failed = errors.Join(l.failed, err)
		}
		if theirs {
			l.others++
		}
	}
	return l
}

// lookOnce empties the log of changes and reads every page and file. While it
// reads, anybody may write.
func lookOnce(ctx context.Context, app core.App, search *remains.Search) looked {
	l := looked{values: search.Values()}
	if err := Checkpoint(app); err != nil {
		// The rows are gone already; the timetable empties the log again.
		app.Logger().Error("emptying the log of changes after an erasure", "error", err)
		l.inUse = true
	}
	l.failed = searchStore(ctx, app, search, &l.found)
	return l
}

// backupFolder is where copies of the data lie. What they hold, they hold until
// their clock ends: the receipt says so instead of looking.
const backupFolder = "backups"

func searchStore(ctx context.Context, app core.App, search *remains.Search, found *remains.Found) error {
	if err := search.Database(ctx, app.ConcurrentDB(), found); err != nil {
		return err
	}
	if err := search.Database(ctx, app.AuxConcurrentDB(), found); err != nil {
		return err
	}
	if err := search.Folder(ctx, app.DataDir(), found, "data.db", "auxiliary.db", places.FileName, backupFolder); err != nil {
		return err
	}
	letters := deployment.Of(app).MailDir
	if letters == "" || strings.HasPrefix(letters, app.DataDir()) {
		return nil
	}
	return search.Folder(ctx, letters, found)
}

const (
	leastSentence = 24 // shorter words of an author may be anybody's
	leastName     = 8
)

// tellingValues are those of the values known by which a person could be known
// again. A name or a title that another story carries too, the postcode of a
// service and an address within the house are nobody's mark.
func tellingValues(app core.App, known []records.Known) ([]string, error) {
	var values []string
	for _, k := range known {
		telling := true
		switch _, field, _ := strings.Cut(k.Field, "."); {
		case !k.Words, field == "sealedEmail", field == "sealedNewEmail", field == "sealedReceiptToken":
		case field == "sealedIP":
			address, err := netip.ParseAddr(k.Value)
			telling = err == nil && !address.IsLoopback() && !address.IsPrivate()
		case field == "screenName", field == "title", field == "sealedPostcode":
			shared, err := records.IsSharedName(app, k.Value)
			if err != nil {
				return nil, fmt.Errorf("looking whose a name is: %w", err)
			}
			telling = !shared && (field == "sealedPostcode" || len(k.Value) >= leastName)
		default:
			telling = len(k.Value) >= leastSentence
		}
		if telling {
			values = append(values, k.Value)
		}
	}
	return values, nil
}

// words is what the receipt says of a look through the store.
func (l looked) words() string {
	if l.failed != nil {
		return "The look through the store broke off, so we can't say what it would have found. Everything above is deleted all the same."
	}
	var b strings.Builder
	fmt.Fprintf(&b, "We looked for %s (your words, names, addresses and keys) in %s and in %s: %d bytes in all. ",
		counted(l.values, "value", "values"), counted(l.found.Pages, "page of the data files, free ones too", "pages of the data files, free ones too"),
		counted(l.found.Files, "file beside them", "files beside them"), l.found.Bytes)
	if l.found.Places == 0 {
		b.WriteString("Found: nothing.")
	} else {
		fmt.Fprintf(&b, "Still found in %s.", counted(l.found.Places, "place", "places"))
		if l.others > 0 {
			fmt.Fprintf(&b, " Of the %d pieces found, %d also stand in what somebody else wrote, which stays theirs.", len(l.found.Pieces), l.others)
		}
		if l.others < len(l.found.Pieces) {
			b.WriteString(" Show this receipt to whoever runs this site: they can find out where.")
		}
	}
	if l.closed > 0 {
		fmt.Fprintf(&b, " %s could not be opened: we looked for the encrypted form alone.", counted(l.closed, "value", "values"))
	}
	if l.inUse {
		b.WriteString(" The file in which the latest changes are noted was in use and could not be emptied yet. We try again every hour; until then it may hold what was changed before.")
	}
	return b.String()
}
