package desk

import (
	"errors"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
)

func countAppeals(d *desk, w records.Waiting) (int64, error) {
	return records.CountMatters(d.App, records.Appeals, w)
}

// appealRows are the appeals that wait. One about an organisation's own words has no story.
func appealRows(d *desk, w records.Waiting, from, most int64) ([]queueRow, error) {
	found, err := records.MattersWaiting(d.App, records.Appeals, w, from, most)
	if err != nil {
		return nil, err
	}
	rows, items, since := []queueRow{}, []records.Item{}, []time.Time{}
	for _, m := range found {
		a, err := records.FindAppeal(d.App, m.About)
		if errors.Is(err, records.ErrNotFound) {
			continue // erased since
		}
		if err != nil {
			return nil, err
		}
		row, err := d.appealRow(a)
		if err != nil {
			return nil, err
		}
		rows, items, since = append(rows, row), append(items, records.Item{Story: a.Story()}), append(since, a.At())
	}
	return rows, d.markRows(rows, items, since)
}

// appealRow opens the page on which another senior moderator decides. Whoever had a part in
// what it is against is not offered it.
func (d *desk) appealRow(a *records.Appeal) (row queueRow, err error) {
	row = queueRow{ID: a.Id, Page: "appeals/" + a.Id, Title: "An organisation’s own words", About: "The author asks for another decision"}
	if !a.ByAuthor() {
		row.About = d.organisation(a.Organisation()) + " asks for another decision"
	}
	if row.known, err = records.HadPartInAppealed(d.App, a, d.moderator.Id); err != nil {
		return row, err
	}
	row.Labels = []label{{Words: "To be decided by " + moment(d.App, a.DecideBy())}}
	if a.Story() != "" {
		s, err := records.FindStory(d.App, a.Story())
		if err != nil {
			return row, err
		}
		own, err := flow.HintWords(d.App)
		if err != nil {
			return row, err
		}
		about := d.matterRow(s, records.Matter{}, own)
		row.Title, row.turn, row.Labels = about.Title, about.turn, append(row.Labels, about.Labels...)
	}
	if a.Response() != "" {
		row.Title = "A response to “" + row.Title + "”"
	}
	row.turn.Due = a.DecideBy()
	return row, nil
}

// lateAppeals counts those that nobody decided in the time that whoever asked was told.
func (d *desk) lateAppeals() (n int, err error) {
	open, err := records.OpenAppeals(d.App)
	for _, a := range open {
		if a.IsLate(d.now()) {
			n++
		}
	}
	return n, err
}
