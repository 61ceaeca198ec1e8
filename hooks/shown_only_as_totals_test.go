package hooks

import (
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
)

// answered lets authors tell a story each, has it published, and gives each a
// gender; then the quarter passes.
func (s *scene) people(answered int) {
	s.t.Helper()
	for range answered {
		a := must(records.NewAuthor(s.App, s.Now()))(s.t)
		s.ok(s.Save(a))
		st := must(records.FindStory(s.App, s.toldBy(a.Id)))(s.t)
		_, err := flow.PublishStory(s.App, flow.Decision{StoryID: st.Id, Version: st.Version(), Moderator: s.moderator.Id})
		s.ok(err)
		s.ok(records.SetAnswers(s.App, a.Id, records.Answers{Gender: "woman"}))
	}
	s.Pass(80 * 24 * time.Hour)
}

const quarter = "2026-Q4"

// table keeps a table of the board, with so many women.
func (s *scene) table(women int) error {
	return records.WriteTotal(s.App, s.board.Id, quarter, "gender",
		[]records.TotalCell{{Answer: "woman", Shown: women}, {Answer: "man"}, {Answer: "non-binary"}, {Answer: "other"}})
}

func init() {
	breaches["shown-only-as-totals"] = map[string]breach{
		"a copy from before a period was closed is put in place, to have it counted anew": func(t *testing.T, s *scene) bool {
			s.published()
			before := s.copied()
			s.Pass(80 * 24 * time.Hour)
			if must(flow.CloseTotals(s.App))(t) == 0 {
				t.Fatal("no period was closed: this breach proves nothing")
			}
			s.startFrom(before)
			return must(flow.CloseTotals(s.App))(t) > 0
		},
		"an exact number is stored": func(_ *testing.T, s *scene) bool {
			s.people(11)
			return s.table(11) == nil
		},
		"a number too small is stored": func(_ *testing.T, s *scene) bool {
			s.people(10)
			return s.table(5) == nil
		},
		"a table of nine people is stored": func(_ *testing.T, s *scene) bool {
			s.people(9)
			return s.table(10) == nil
		},
		"an answer is left out of a table": func(_ *testing.T, s *scene) bool {
			s.people(10)
			return records.WriteTotal(s.App, s.board.Id, quarter, "gender", []records.TotalCell{{Answer: "woman", Shown: 10}}) == nil
		},
		"a quarter is counted before it is over and settled": func(_ *testing.T, s *scene) bool {
			s.people(10)
			s.Pass(-20 * 24 * time.Hour)
			return s.table(10) == nil
		},
		"a quarter is closed before its time": func(_ *testing.T, s *scene) bool {
			return records.WriteClosed(s.App, quarter, s.Now()) == nil
		},
		"a closed quarter is counted once more": func(_ *testing.T, s *scene) bool {
			s.people(10)
			s.ok(records.WriteClosed(s.App, quarter, s.Now()))
			return s.table(10) == nil
		},
		"a closed table is changed": func(_ *testing.T, s *scene) bool {
			s.people(10)
			s.ok(s.table(10))
			r := s.row("totals", "question", "gender")
			r.Set("cells", []records.TotalCell{{Answer: "woman", Shown: 15}, {Answer: "man"}, {Answer: "non-binary"}, {Answer: "other"}})
			return s.Save(r) == nil
		},
		"a closed table is deleted, to be counted again": func(_ *testing.T, s *scene) bool {
			s.people(10)
			s.ok(s.table(10))
			return s.Delete(s.row("totals", "question", "gender")) == nil
		},
		"a closed quarter is opened again": func(_ *testing.T, s *scene) bool {
			s.people(0)
			s.ok(records.WriteClosed(s.App, quarter, s.Now()))
			return s.Delete(s.row("closed_periods", "period", quarter)) == nil
		},
	}
}
