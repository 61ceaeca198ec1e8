package pages

import (
	"slices"
	"sync"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/story"
)

// The bounds of what numbers are made from.
const (
	numbersMonths = 12
	mostOutcomes  = 2000
	fewOutcomes   = 300 // of one service or organisation
	numbersKept   = time.Minute
)

// numbersOf are a few numbers, each in a sentence that says what it means. With
// fewer than three stories there is nothing to say.
func numbersOf(app core.App, where records.Where, most int) ([]string, error) {
	since := monthsAgo(deployment.Now(app).In(deployment.Of(app).Region.Zone()), numbersMonths)
	outcomes, err := records.Outcomes(app, where, since, most)
	if err != nil || len(outcomes) < 3 {
		return nil, err
	}
	stories := "stories published since " + month(since)
	if len(outcomes) == most {
		stories = "latest stories"
	}
	var answered, planned, made int
	var waits []time.Duration
	for _, o := range outcomes {
		if o.Progress.Rank() >= story.Answered.Rank() {
			answered++
		}
		if o.Progress == story.Planned {
			planned++
		}
		if o.Progress == story.Made {
			made++
		}
		if o.FirstAnswered > 0 {
			waits = append(waits, o.FirstAnswered)
		}
	}
	all := thousands(len(outcomes)) + " " + stories
	out := []string{thousands(answered) + " of the " + all + " were answered" + halfWithin(waits) + "."}
	switch answered {
	case len(outcomes):
		out[0] = "All " + all + " were answered" + halfWithin(waits) + "."
	case 0:
		out[0] = "None of the " + all + " has been answered yet."
	}
	if planned+made > 0 {
		out = append(out, changeWords(planned, made))
	}
	return out, nil
}

// monthsAgo is the first day of the month some months before.
func monthsAgo(t time.Time, months int) time.Time {
	return time.Date(t.Year(), t.Month()-time.Month(months), 1, 0, 0, 0, 0, t.Location())
}

// halfWithin says how long half of the answers took at most.
func halfWithin(waits []time.Duration) string {
	if len(waits) < 3 {
		return ""
	}
	slices.Sort(waits)
	days := int((waits[(len(waits)-1)/2] + 24*time.Hour - 1) / (24 * time.Hour))
	return ", half of them within " + plural(max(days, 1), "day", "days")
}

func changeWords(planned, made int) string {
	switch {
	case made == 0:
		return plural(planned, "of them led to a planned change", "of them led to planned changes") + "."
	case planned == 0:
		return plural(made, "of them led to a change that was made", "of them led to changes that were made") + "."
	}
	return thousands(planned+made) + " of them led to a change: " + thousands(made) + " made, " + thousands(planned) + " planned."
}

// keptNumbers are the numbers of the front page, which are made anew once a minute.
type keptNumbers struct {
	sync.Mutex
	at    time.Time
	words []string
}

func siteNumbers(app core.App) ([]string, error) {
	k := app.Store().GetOrSet("candour.pages.numbers", func() any { return &keptNumbers{} }).(*keptNumbers)
	k.Lock()
	defer k.Unlock()
	if time.Since(k.at) < numbersKept {
		return k.words, nil
	}
	words, err := numbersOf(app, records.Where{}, mostOutcomes)
	if err == nil {
		k.at, k.words = time.Now(), words
	}
	return words, err
}
