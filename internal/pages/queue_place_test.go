package pages

import (
	"testing"
	"time"
)

func TestAnAuthorSeesTheirPlaceInTheQueueAndByWhenTheyAreRead(t *testing.T) {
	site := newOwnSite(t)
	site.told(t, benEmail, nil)
	site.Pass(time.Minute)
	ada, id := site.ada(t)
	ada.Get("/account/stories/"+id).Is(200).Has(".own-head__next", "1 story that was sent before it is still to be read.", "Most likely that is by Thursday 19 November.")
	site.Pass(36*time.Hour - 2*time.Minute) // a minute before that day is over
	ada.Get("/account/stories/"+id).Is(200).Has(".own-head__next", "Most likely that is by Thursday 19 November.")
	site.Pass(time.Minute)
	ada.Get("/account/stories/"+id).Is(200).Has(".own-head__next", "It takes longer than we said")
}

func TestWhenAStoryIsExpectedToBeReadCountsNoWeekendHolidayOrSummerTime(t *testing.T) {
	for at, want := range map[string]string{
		"2026-11-21T12:00:00Z": "by Tuesday 24 November.",  // a Saturday
		"2026-11-27T16:30:00Z": "by Tuesday 1 December.",   // a Friday before a holiday
		"2026-11-28T12:00:00Z": "by Wednesday 2 December.", // the Saturday before that holiday
		"2026-12-24T12:00:00Z": "by Tuesday 29 December.",  // before Christmas
		"2027-03-26T22:00:00Z": "by Tuesday 30 March.",     // Good Friday, at night; clocks go forward on Sunday
		"2027-10-29T15:00:00Z": "by Monday 1 November.",    // clocks go back on Sunday
	} {
		when, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		site := newOwnSite(t)
		site.Pass(when.Sub(site.Now()))
		ada, id := site.ada(t)
		ada.Get("/account/stories/"+id).Is(200).Has(".own-head__next", want)
	}
}
