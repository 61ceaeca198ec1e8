package sample

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/security"

	"candour/internal/deployment"
	"candour/internal/hints"
	"candour/internal/story"
)

// batch is how many stories one transaction holds.
const batch = 1000

// span is the time over which the fictional stories were published.
const span = 3 * 365 * 24 * time.Hour

// Load writes many fictional, published stories straight into the tables, for
// measuring. It goes past the promises on purpose (a million stories through
// the flows would take hours) and is safe to stop and repeat: each batch is
// whole. The triggers of the search index and the lists run as ever. progress
// is told how many are written.
func Load(app core.App, stories int, seed uint64, progress func(done int)) error {
	l, err := newLoader(app, seed)
	if err != nil {
		return err
	}
	l.last = l.next + stories
	for done := 0; done < stories; {
		n := min(batch, stories-done)
		err := app.RunInTransaction(func(tx core.App) error {
			for range n {
				if err := l.one(tx); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("loading fictional stories: %w", err)
		}
		done += n
		progress(done)
	}
	return nil
}

type loader struct {
	chance   *rand.Rand
	services []struct{ ID, Organisation string }
	tags     []string
	words    []string
	weights  *rand.Zipf
	next     int // the publication number of the next story
	last     int // the number after the last
	now      time.Time
}

func newLoader(app core.App, seed uint64) (*loader, error) {
	l := &loader{chance: rand.New(rand.NewPCG(seed, 17)), now: deployment.Now(app)}
	if err := app.DB().NewQuery("SELECT id, organisation FROM services ORDER BY code").All(&l.services); err != nil {
		return nil, fmt.Errorf("reading services: %w", err)
	}
	if len(l.services) == 0 {
		return nil, fmt.Errorf("there are no services yet: import some first")
	}
	if err := app.DB().NewQuery("SELECT COALESCE(MAX(publicationNo), 0) + 1 FROM stories").Row(&l.next); err != nil {
		return nil, fmt.Errorf("numbering stories: %w", err)
	}
	seen := map[string]bool{}
	for _, s := range Stories() {
		for _, w := range strings.Fields(s.Text) {
			if w = strings.ToLower(strings.Trim(w, ".,;:!?'\"()")); w != "" && !seen[w] {
				seen[w] = true
				l.words = append(l.words, w)
			}
		}
	}
	for own := len(l.words); len(l.words) < 30000; { // a language has more words than our sample uses
		l.words = append(l.words, l.words[l.chance.IntN(own)]+l.words[l.chance.IntN(own)])
	}
	l.weights = rand.NewZipf(l.chance, 1.15, 12, uint64(len(l.words)-1)) // words are used as Zipf found
	return l, l.makeTags(app)
}

func (l *loader) makeTags(app core.App) error {
	for i := range 200 {
		name := fmt.Sprintf("%s %d", l.words[i*7], i)
		slug := story.TagSlug(name)
		_, err := app.DB().NewQuery("INSERT OR IGNORE INTO tags (id, slug, name) VALUES ({:id}, {:slug}, {:name})").
			Bind(dbx.Params{"id": security.PseudorandomString(15), "slug": slug, "name": name}).Execute()
		if err != nil {
			return fmt.Errorf("making tags: %w", err)
		}
	}
	return app.DB().Select("id").From("tags").Column(&l.tags)
}

func (l *loader) text(words int) string {
	var b strings.Builder
	for i := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(l.words[l.weights.Uint64()])
		if i%14 == 13 {
			b.WriteByte('.')
		}
	}
	return b.String()
}

func (l *loader) one(tx core.App) error {
	// Stories are numbered in the order they are published, over three years.
	id, at := story.NewStoryID(), l.now.Add(-time.Duration(l.last-l.next)*(span/time.Duration(l.last)))
	stamp := at.Format("2006-01-02 15:04:05.000Z")
	text := l.text(100 + l.chance.IntN(100))
	_, err := tx.DB().Insert("stories", dbx.Params{"id": id, "title": l.text(6), "text": text,
		"screenName": l.words[l.chance.IntN(2000)] + fmt.Sprint(l.chance.IntN(99)), "toldFor": "self", "ageGroup": "adult",
		"happenedMonth": int(at.Month()), "happenedYear": at.Year(), "edits": "just-publish", "state": "published",
		"progress": []string{"unheard", "heard", "read", "answered", "planned", "made"}[l.chance.IntN(6)], "version": 2,
		"publicationNo": l.next, "submittedAt": stamp, "publishedAt": stamp, "updated": stamp}).Execute()
	if err != nil {
		return err
	}
	l.next++
	v := l.services[l.chance.IntN(len(l.services))]
	rows := []struct {
		table string
		row   dbx.Params
	}{
		{"likenesses", bandsOf(text)},
		{"story_services", dbx.Params{"service": v.ID}},
		{"story_tags", dbx.Params{"kind": "good", "tag": l.tags[l.chance.IntN(len(l.tags))]}},
		{"story_tags", dbx.Params{"kind": "better", "tag": l.tags[l.chance.IntN(len(l.tags))]}},
		{"story_scopes", dbx.Params{"why": "service", "organisation": v.Organisation}},
	}
	for _, r := range rows {
		r.row["id"], r.row["story"] = security.PseudorandomString(15), id
		if _, err := tx.DB().Insert(r.table, r.row).Execute(); err != nil {
			return err
		}
	}
	return nil
}

// bandsOf are the numbers by which a story that is told twice is found.
func bandsOf(text string) dbx.Params {
	row := dbx.Params{}
	for n, band := range hints.SignatureOf(text) {
		row[fmt.Sprintf("band%d", n+1)] = band
	}
	return row
}
