package pages

import (
	"net/http"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/region"
)

// tellReceivedView says that a story was taken, and what happens now.
type tellReceivedView struct {
	StoryID    string
	StoryKey   string
	HasEmail   bool
	SignedIn   bool
	Kept       bool // this browser keeps cookies: the page can be opened again
	Answered   bool
	ReadBy     string // "Thursday 19 November"
	Hours      string // "Monday to Friday, 9am to 5pm"
	RegionName string
}

var tellReceivedPage = newPage[tellReceivedView]("tell/received", helpNearby)

// showReceived shows the receipt for half an hour after sending.
func showReceived(e *core.RequestEvent) error {
	d, err := openDraft(e)
	if err != nil {
		return err
	}
	if d.Receipt == nil {
		return e.Redirect(http.StatusSeeOther, "/tell")
	}
	return (&tellVisit{e: e, draft: d, told: &d.Told}).showReceipt()
}

func (v *tellVisit) showReceipt() error {
	r, where := v.draft.Receipt, deployment.Of(v.e.App).Region
	view := tellReceivedView{StoryID: r.StoryID, StoryKey: r.StoryKey, HasEmail: r.HasEmail, SignedIn: signedIn(v.e).Author != nil,
		Kept: v.draft.came, Answered: r.Answered, RegionName: where.Name, Hours: officeHours(where.OfficeHours),
		ReadBy: where.WorkingDaysAfter(r.At, 1).In(where.Zone()).Format("Monday 2 January")}
	return tellReceivedPage.show(v.e, http.StatusOK, view)
}

// keyWrittenDown forgets the story key, when the author has it on paper.
func keyWrittenDown(e *core.RequestEvent) error {
	d, err := openDraft(e)
	if err != nil {
		return err
	}
	if d.Receipt != nil {
		d.Receipt.StoryKey = ""
		if err := d.store(e.App); err != nil {
			return err
		}
	}
	return e.Redirect(http.StatusSeeOther, "/tell/received")
}

// officeHours is when moderators work, in words: "Monday to Friday, 9am to 5pm".
func officeHours(h region.OfficeHours) string {
	names := make([]string, len(h.Days))
	for i, d := range h.Days {
		names[i] = strings.ToUpper(d[:1]) + d[1:]
	}
	days := strings.Join(names, ", ")
	if n := len(names); n > 2 && daysFollow(h.Days) {
		days = names[0] + " to " + names[n-1]
	}
	return days + ", " + clockWords(h.From) + " to " + clockWords(h.To)
}

func daysFollow(days []string) bool {
	week := "monday tuesday wednesday thursday friday saturday sunday"
	return strings.Contains(week, strings.Join(days, " "))
}

// clockWords is "9am" for 09:00 and "5.30pm" for 17:30.
func clockWords(hour string) string {
	t, err := time.Parse("15:04", hour)
	if err != nil {
		return hour
	}
	if t.Minute() == 0 {
		return t.Format("3pm")
	}
	return t.Format("3.04pm")
}
