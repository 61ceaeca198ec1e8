package desk

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/sample"
	"candour/internal/story"
)

// waitingStories is how many stories wait in the benchmark, as the task says.
const waitingStories = 5000

// manyWaiting fills the desk: stories of some 150 words, a third of them with urgent
// words, in a site with other stories that are published. It goes past the promises:
// nothing else of these stories is looked at.
func (s *scene) manyWaiting() {
	s.t.Helper()
	s.ok(sample.Load(s.App, 5000, 1, func(int) {}))
	model := s.told(func(v *story.Telling) {
		for range 14 {
			v.Text += " I waited a long time and nobody told me why it took so long."
		}
	})
	s.ok(s.RunInTransaction(func(tx core.App) error {
		for n := range waitingStories {
			id := "w" + letters(n)
			_, err := tx.DB().NewQuery(`INSERT INTO stories (id, title, text, screenName, toldFor, ageGroup, edits, state, progress, version, urgency, heaviness, criticality, submittedAt, updated)
				SELECT {:id}, title || ' ' || {:n}, CASE WHEN {:urgent} > 0 THEN 'I want to kill myself. ' ELSE '' END || text, screenName, toldFor, ageGroup, edits, 'submitted', 'unheard', 1, {:urgent}, 3, CASE {:n} % 3 WHEN 0 THEN {:n} % 6 ELSE '' END,
				strftime('%Y-%m-%d %H:%M:%S.000Z', submittedAt, '-' || ({:n} * 7) || ' minutes'), updated FROM stories WHERE id = {:model}`).
				Bind(dbx.Params{"id": id, "n": n, "urgent": max(0, n%3-1) * 3, "model": model}).Execute()
			if err != nil {
				return fmt.Errorf("adding a story: %w", err)
			}
			if n%5 == 0 {
				if _, err := tx.DB().NewQuery(`INSERT INTO messages (id, story, by, text, at, doneAt) SELECT lower(hex(randomblob(7))), {:id}, 'author', 'It was Ward 4.', submittedAt, ''
					FROM stories WHERE id = {:id}`).Bind(dbx.Params{"id": id}).Execute(); err != nil {
					return fmt.Errorf("adding a message: %w", err)
				}
				if _, err := tx.DB().NewQuery(`INSERT INTO reader_reports (id, story, reason, words, at, doneAt) SELECT lower(hex(randomblob(7))), {:id}, 'untrue', 'No.', submittedAt, ''
					FROM stories WHERE id = {:id}`).Bind(dbx.Params{"id": id}).Execute(); err != nil {
					return fmt.Errorf("adding a report: %w", err)
				}
			}
			if _, err := tx.DB().NewQuery(`INSERT INTO story_services (id, story, service) SELECT lower(hex(randomblob(7))), {:id}, {:service}`).
				Bind(dbx.Params{"id": id, "service": s.ward.Id}).Execute(); err != nil {
				return fmt.Errorf("naming its service: %w", err)
			}
		}
		return nil
	}))
}

// letters writes a number in seven letters that a story's number may have.
func letters(n int) string {
	const alphabet = "abcdefghjk"
	out := make([]byte, 7)
	for i := range out {
		out[6-i] = alphabet[n%10]
		n /= 10
	}
	return string(out)
}

// BenchmarkAQueueOf5000Stories measures the whole answer over HTTP, narrowed by each
// filter, the other queues, the counts that are asked for every half minute, what is next,
// and, to compare with, the desk's smallest answer. Only their ratio says something on
// another machine.
func BenchmarkAQueueOf5000Stories(b *testing.B) {
	s := newScene(b)
	s.manyWaiting()
	token := must(s.mairi.ProxyRecord().NewAuthToken())(b)
	for _, c := range []struct{ name, path string }{
		{"baseline", "/messages"}, {"queue", "/queue"}, {"last-page", "/queue?from=4950"}, {"late", "/queue?late=1&whose=free"},
		{"place", "/queue?place=infirmary"}, {"nowhere", "/queue?place=nowhere"}, {"urgent", "/queue?urgent=2"}, {"critical", "/queue?critical=3"},
		{"messages", "/queue?show=messages"}, {"reports", "/queue?show=reports&urgent=2"}, {"responses", "/queue?show=responses&critical=3"},
		{"counts", "/counts"}, {"next", "/next"},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if r := s.with(token, "GET", base+c.path, nil); r.Status != http.StatusOK {
					b.Fatalf("%d %s", r.Status, r.Body)
				}
			}
		})
	}
}
