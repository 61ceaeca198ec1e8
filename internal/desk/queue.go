package desk

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// queuePage is how many rows one look at a queue shows, longestQueue how many another
// list shows.
const (
	queuePage    = 50
	longestQueue = 200
)

// label is a few words on a row.
type label struct {
	Words string `json:"words"`
	Tone  string `json:"tone"` // danger, warning, success, info or ""
}

// claimView says who has something open.
type claimView struct {
	Who   string `json:"who"`
	Since string `json:"since"` // 14:05
	Mine  bool   `json:"mine"`
}

// queueRow is one thing that waits.
type queueRow struct {
	Key     string     `json:"key"` // stories/… or responses/…: where it is opened
	ID      string     `json:"id"`
	Page    string     `json:"page"` // where it is dealt with; "" for the page of the key
	Title   string     `json:"title"`
	About   string     `json:"about"`
	Labels  []label    `json:"labels"`
	Waiting string     `json:"waiting"` // in office hours
	Late    string     `json:"late"`    // by when it was promised, when that is over
	Claim   *claimView `json:"claim"`
	Left    bool       `json:"left"` // the moderator left it for another day

	turn  story.Turn
	why   string // why it is offered; "" where its turn says it
	known bool   // the moderator did something about it today: it is not offered to them
}

// queueAnswer is one queue, and how much waits in all of them.
type queueAnswer struct {
	Show   string           `json:"show"`
	Queues []queue          `json:"queues"`
	Counts map[string]int64 `json:"counts"` // of all that waits, by queue
	Rows   []queueRow       `json:"rows"`
	Fits   int64            `json:"fits"` // how many fit the filter
	Paused bool             `json:"paused"`
	Views  []viewView       `json:"views"`
	Late   int              `json:"lateLooks"` // second looks that nobody decided in their time

	LateAppeals int `json:"lateAppeals"`
}

// readQueue lists a queue, urgent words first and then the longest waiting, from one
// place on, and counts all of them.
func readQueue(d *desk) error {
	query := d.Request.URL.Query()
	asked, w := queueNamed(query.Get("show")), d.waiting(query)
	from, _ := strconv.ParseInt(query.Get("from"), 10, 64)
	rows, err := asked.rows(d, w, max(0, from), queuePage)
	if err != nil {
		return d.InternalServerError("", err)
	}
	fits, err := asked.count(d, w)
	if err != nil {
		return d.InternalServerError("", err)
	}
	all, err := d.counted()
	if err != nil {
		return d.InternalServerError("", err)
	}
	answer := queueAnswer{Show: asked.Key, Queues: all, Counts: countsOf(all), Rows: rows, Fits: fits}
	if answer.Paused, answer.Views, err = d.own(); err != nil {
		return d.InternalServerError("", err)
	}
	late, err := records.LooksLate(d.App, d.now())
	if err != nil {
		return d.InternalServerError("", err)
	}
	answer.Late = len(late)
	if answer.LateAppeals, err = d.lateAppeals(); err != nil {
		return d.InternalServerError("", err)
	}
	return d.JSON(http.StatusOK, answer)
}

// waiting reads the filter of an address.
func (d *desk) waiting(query url.Values) records.Waiting {
	w := records.Waiting{Place: query.Get("place"), Whose: records.Whose(query.Get("whose")),
		Moderator: d.moderator.Id, At: d.now()}
	if len(w.Place) > 200 {
		w.Place = w.Place[:200]
	}
	switch query.Get("urgent") {
	case "1":
		w.Urgency = 1
	case "2":
		w.Urgency = records.LeastPressing
	}
	if c := query.Get("critical"); len(c) == 1 && c >= "0" && c <= "5" {
		w.Critical = c
	}
	if query.Get("late") == "1" {
		w.Before = flow.LateSince(d.App)
	}
	return w
}

// readCounts counts what waits. The panel asks every half minute while it is looked at.
func readCounts(d *desk) error {
	all, err := d.counted()
	if err != nil {
		return d.InternalServerError("", err)
	}
	return d.JSON(http.StatusOK, map[string]any{"counts": countsOf(all)})
}

// counted are the queues with how much waits in each.
func (d *desk) counted() ([]queue, error) {
	everything := records.Waiting{Moderator: d.moderator.Id, At: d.now()}
	all := make([]queue, len(queues))
	for i, q := range queues {
		n, err := q.count(d, everything)
		if err != nil {
			return nil, err
		}
		all[i] = q
		all[i].Count = n
	}
	if d.moderator.Senior() {
		at := slices.IndexFunc(all, func(q queue) bool { return q.Key == seniorQueue })
		all = slices.Concat(all[at:at+1], all[:at], all[at+1:])
	}
	return all, nil
}

func countsOf(all []queue) map[string]int64 {
	counts := make(map[string]int64, len(all))
	for _, q := range all {
		counts[q.Key] = q.Count
	}
	return counts
}

// markRows adds to rows how long each has waited, who has it open, and whether the moderator
// left it for another day. since is when each began to wait.
func (d *desk) markRows(rows []queueRow, items []records.Item, since []time.Time) error {
	claims, err := records.ClaimsAt(d.App, d.now())
	if err != nil {
		return err
	}
	left, err := records.LeftBy(d.App, d.moderator.Id, d.now())
	if err != nil {
		return err
	}
	names, err := peopleOf(d.App)
	if err != nil {
		return err
	}
	for i := range rows {
		rows[i].Key, rows[i].Left = items[i].Key(), left[items[i]]
		rows[i].Claim = d.claimView(claims[items[i]], names)
		rows[i].turn.Since = since[i]
		if rows[i].turn.Due.IsZero() {
			rows[i].turn.Due = flow.PromisedBy(d.App, since[i])
		}
		rows[i].Waiting = worked(d.App, since[i], d.now())
		if rows[i].turn.Late(d.now()) {
			rows[i].Late = day(d.App, rows[i].turn.Due)
		}
		if rows[i].Labels == nil {
			rows[i].Labels = []label{}
		}
	}
	return nil
}
