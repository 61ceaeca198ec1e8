package desk

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"candour/internal/flow"
	"candour/internal/hints"
	"candour/internal/records"
	"candour/internal/story"
)

// matterQueue is a queue of something about stories. tell puts on a row what it is; the
// row has the story's title and urgent words.
func matterQueue(q queue, kind records.MatterKind, tell func(*desk, *queueRow, *records.Story, records.Matter, people) error) queue {
	q.count = func(d *desk, w records.Waiting) (int64, error) { return records.CountMatters(d.App, kind, w) }
	q.rows = func(d *desk, w records.Waiting, from, most int64) ([]queueRow, error) {
		return matterRows(d, kind, w, from, most, tell)
	}
	return q
}

func matterRows(d *desk, kind records.MatterKind, w records.Waiting, from, most int64,
	tell func(*desk, *queueRow, *records.Story, records.Matter, people) error) ([]queueRow, error) {
	found, err := records.MattersWaiting(d.App, kind, w, from, most)
	if err != nil {
		return nil, err
	}
	names, err := peopleOf(d.App)
	if err != nil {
		return nil, err
	}
	own, err := flow.HintWords(d.App)
	if err != nil {
		return nil, err
	}
	rows, items, since := []queueRow{}, []records.Item{}, []time.Time{}
	for _, m := range found {
		s, err := records.FindStory(d.App, m.Story)
		if errors.Is(err, records.ErrNotFound) {
			continue // erased since
		}
		if err != nil {
			return nil, err
		}
		row := d.matterRow(s, m, own)
		if err := tell(d, &row, s, m, names); err != nil {
			return nil, err
		}
		rows, items, since = append(rows, row), append(items, records.Item{Story: s.Id}), append(since, m.Since.Time())
	}
	return rows, d.markRows(rows, items, since)
}

// matterRow has the words of a story only where it is still to be read by anybody.
func (d *desk) matterRow(s *records.Story, m records.Matter, own *hints.Own) queueRow {
	row := queueRow{ID: s.Id, Title: "A story that its author took back, or that was taken down", turn: turnOf(s)}
	row.turn.Due = m.Due.Time()
	if checkHere(s) == nil {
		row.Title, row.Labels = s.Title(), d.urgentLabels(s, own)
	}
	return row
}

func messageRow(d *desk, row *queueRow, s *records.Story, _ records.Matter, names people) error {
	asked, err := records.AskedLast(d.App, s.Id)
	row.About, row.Labels = "The author wrote first", append(row.Labels, label{Words: stateWords[s.State()]})
	if asked != "" {
		row.About = names.name(asked) + " wrote last, and the author answered"
	}
	return err
}

// reportRow opens the page of a story's reports.
func reportRow(_ *desk, row *queueRow, s *records.Story, m records.Matter, _ people) error {
	row.Page, row.Labels = "stories/"+s.Id+"/reports", append(row.Labels, label{Words: count(m.Count, "report")})
	var why []string
	for _, code := range m.Why() {
		why = append(why, story.LabelOf(story.ReportReasons(), code))
		if code == story.ReportDanger {
			row.turn.Danger, row.Labels = true, append([]label{{"Danger now", "danger"}}, row.Labels...)
		}
	}
	row.About = strings.Join(why, " · ")
	return nil
}

// dangerRow opens the way that was chosen. Whoever was the last to act there knows of it,
// and is not offered it again on the same working day.
func dangerRow(d *desk, row *queueRow, s *records.Story, m records.Matter, names people) error {
	c, err := d.safetyRow(s.Id, names)
	if err != nil {
		return err
	}
	events, err := records.SafetyEventsOf(d.App, s.Id)
	if err != nil {
		return err
	}
	last := events[len(events)-1]
	row.known = last.By == d.moderator.Id && d.now().Before(flow.PromisedBy(d.App, last.At))
	row.Page, row.About, row.turn.Danger = "stories/"+s.Id+"/safety", c.Outcome+". "+c.By+" chose this.", true
	if !c.Agreed {
		row.Labels = append(row.Labels, label{"A colleague has to look", "warning"})
	}
	switch {
	case c.Left > 0:
		row.Labels = append(row.Labels, label{Words: count(c.Left, "step") + " left"})
	case c.Closes:
		row.Labels = append(row.Labels, label{"Can be closed: say how it ended", "success"})
	}
	return nil
}

// lookRow opens the page on which a senior moderator decides.
func lookRow(d *desk, row *queueRow, _ *records.Story, m records.Matter, _ people) error {
	r, err := records.FindServiceReview(d.App, m.About)
	if err != nil {
		return err
	}
	v, err := records.FindService(d.App, r.Facts().Service)
	if err != nil {
		return err
	}
	row.Page, row.About = "second-looks/"+m.About, v.Name()+": "+strings.ToLower(reviewReason(m.Reasons))
	row.Labels = append(row.Labels, label{Words: "To be decided by " + moment(d.App, m.Due.Time())})
	return nil
}

func answeredRow(d *desk, row *queueRow, _ *records.Story, m records.Matter, _ people) error {
	q, err := records.FindServiceQuestion(d.App, m.About)
	if err != nil {
		return err
	}
	v, err := records.FindService(d.App, q.Service())
	if err != nil {
		return err
	}
	row.About = fmt.Sprintf("%s answered", v.Name())
	if m.Reasons == string(story.QuestionSilence) {
		row.About = v.Name() + " did not answer in its time"
	}
	return nil
}
