package desk

import (
	"cmp"
	"net/http"
	"slices"
	"time"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/story"
)

// supervised is how long back the supervisor's page counts.
const supervised = 28 * 24 * time.Hour

// mostHard is how many of the hardest stories are named, mostRead how many notes.
const (
	mostHard = 10
	mostRead = 50
)

// workloadView is what one moderator did in the last four weeks.
type workloadView struct {
	Name      string `json:"name"`
	Senior    bool   `json:"senior"`
	Stories   int    `json:"stories"`
	Decided   int    `json:"decided"`
	Heavy     int    `json:"heavy"`
	Responses int    `json:"responses"`
	Last      string `json:"last"` // day of the last act
}

// ageView is how many stories wait for so long, against what authors are told.
type ageView struct {
	Label string `json:"label"`
	Count int    `json:"count"`
	Late  bool   `json:"late"` // longer than authors were told
}

// countView is how often something happened.
type countView struct {
	Label string `json:"label"`
	Count int    `json:"count"`
}

// hardView is one of the month's hardest stories, by its number.
type hardView struct {
	Story string `json:"story"`
	Score int    `json:"score"`
}

// supervise answers with how the work goes: for senior moderators alone.
func supervise(d *desk) error {
	if !d.moderator.Senior() {
		return d.refuse(http.StatusForbidden, "This page is for senior moderators.")
	}
	workload, err := d.workload()
	if err != nil {
		return d.InternalServerError("", err)
	}
	ages, oldest, err := d.ages()
	if err != nil {
		return d.InternalServerError("", err)
	}
	agreement, err := d.agreement()
	if err != nil {
		return d.InternalServerError("", err)
	}
	edits, refusals, err := d.reasonCounts()
	if err != nil {
		return d.InternalServerError("", err)
	}
	alone, err := d.alone()
	if err != nil {
		return d.InternalServerError("", err)
	}
	hard, err := d.hardest()
	if err != nil {
		return d.InternalServerError("", err)
	}
	notes, err := d.notesForSeniors()
	if err != nil {
		return d.InternalServerError("", err)
	}
	return d.JSON(http.StatusOK, map[string]any{"since": day(d.App, d.now().Add(-supervised)), "workload": workload, "ages": ages, "oldest": oldest,
		"agreement": agreement, "edits": edits, "refusals": refusals, "month": monthWords(d.month().Format("2006-01")), "hardest": hard, "notes": notes, "alone": alone})
}

// alone reports whether there is one senior moderator at most: then nobody can decide an
// appeal against what they decided.
func (d *desk) alone() (bool, error) {
	all, err := records.Moderators(d.App)
	seniors := 0
	for _, m := range all {
		if m.Active() && m.Senior() {
			seniors++
		}
	}
	return seniors < 2, err
}

// workload lists the moderators who are let in, and who did anything; by name.
func (d *desk) workload() ([]workloadView, error) {
	done, err := records.Workloads(d.App, d.now().Add(-supervised))
	if err != nil {
		return nil, err
	}
	by := map[string]records.Workload{}
	for _, w := range done {
		by[w.Moderator] = w
	}
	all, err := records.Moderators(d.App)
	if err != nil {
		return nil, err
	}
	views := []workloadView{}
	for _, m := range all {
		w, any := by[m.Id]
		if !m.Active() && !any {
			continue
		}
		views = append(views, workloadView{m.Name(), m.Senior(), w.Stories, w.Decided, w.Heavy, w.Responses, day(d.App, w.Last.Time())})
	}
	return views, nil
}

// ages counts the stories to be read, or put aside for a service or a senior moderator,
// by how long they wait: authors are told that theirs is read by the end of the next
// working day.
func (d *desk) ages() (ages []ageView, oldest string, err error) {
	since, err := records.WaitingSince(d.App)
	if err != nil {
		return nil, "", err
	}
	here, now := deployment.Of(d.App).Region, d.now()
	ages = []ageView{{"In time: sent within one working day", 0, false}, {"Up to 3 working days", 0, true}, {"Up to 5 working days", 0, true}, {"Longer", 0, true}}
	for _, at := range since {
		row := len(ages) - 1
		for i, days := range []int{1, 3, 5} {
			if !now.After(here.WorkingDaysAfter(at, days)) {
				row = i
				break
			}
		}
		ages[row].Count++
	}
	if len(since) > 0 {
		oldest = waited(now.Sub(since[0]))
	}
	return ages, oldest, nil
}

// reasonCounts counts why words were changed and why stories were not published.
func (d *desk) reasonCounts() (edits, refusals []countView, err error) {
	since := d.now().Add(-supervised)
	edited, err := records.EditReasonsSince(d.App, since)
	if err != nil {
		return nil, nil, err
	}
	refused, err := records.RefusalsSince(d.App, since)
	return counted(story.EditReasons(), edited), counted(story.StoryReasons(), refused), err
}

// counted puts words to counts, the most frequent first.
func counted(reasons []story.Reason, counts map[string]int) []countView {
	views := []countView{}
	for _, r := range reasons {
		if counts[r.Code] > 0 {
			views = append(views, countView{r.Label, counts[r.Code]})
		}
	}
	slices.SortStableFunc(views, func(a, b countView) int { return cmp.Compare(b.Count, a.Count) })
	return views
}

// month is when the month began here.
func (d *desk) month() time.Time {
	now := d.now().In(deployment.Of(d.App).Region.Zone())
	return time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, now.Location())
}

func (d *desk) hardest() ([]hardView, error) {
	ids, scores, err := records.MostCritical(d.App, d.month(), mostHard)
	views := make([]hardView, len(ids))
	for i := range ids {
		views[i] = hardView{ids[i], scores[i]}
	}
	return views, err
}
