package pages

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/region"
	"candour/internal/story"
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
	Place      string // in the queue, in a sentence; empty when it has been read by now
}

var tellReceivedPage = newPage[tellReceivedView]("tell/received", helpNearby, helpAtTop, exitAtOnce)

// showReceived shows the receipt for half an hour after sending.
func showReceived(e *core.RequestEvent) error {
	d, err := openDraft(e)
	if err != nil {
		return err
	}
	if d.empty() {
		if err := forgetDraft(e); err != nil {
			return err
		}
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
	s, err := records.FindStory(v.e.App, r.StoryID)
	if err == nil && s.State() == story.Submitted {
		ahead, err := records.CountAhead(v.e.App, s)
		if err != nil {
			return err
		}
		view.Place = queueWords(ahead)
	} else if err != nil && !errors.Is(err, records.ErrNotFound) {
		return err
	}
	return tellReceivedPage.show(v.e, http.StatusOK, view)
}

// keyWrittenDown forgets the story key, when the author has it on paper, and
// with it the whole draft, unless another story has been begun in it. The page
// is shown once more, without the key.
func keyWrittenDown(e *core.RequestEvent) error {
	d, err := openDraft(e)
	if err != nil {
		return err
	}
	if d.Receipt == nil {
		return e.Redirect(http.StatusSeeOther, "/tell")
	}
	d.Receipt.StoryKey = ""
	if !d.Told.empty() {
		if err := d.store(e.App); err != nil {
			return err
		}
		return e.Redirect(http.StatusSeeOther, "/tell/received")
	}
	if err := settleKey(e.App, d.Receipt); err != nil {
		return err
	}
	if err := forgetDraft(e); err != nil {
		return err
	}
	d.came = false
	return (&tellVisit{e: e, draft: d, told: &d.Told}).showReceipt()
}

// settleKey notes that the key of a form is on paper, as long as the form could
// be sent again for another one. The note says no more than that.
func settleKey(app core.App, r *receipt) error {
	own, err := deployment.Of(app).Sealer.For(r.FormKey)
	if err != nil {
		return fmt.Errorf("noting that a key is on paper: %w", err)
	}
	return records.SaveDraft(app, settledMark(app, r.FormKey), own.Seal(draftField, "written down"), r.At.Add(receiptTime))
}

func keySettled(app core.App, formKey string) (bool, error) {
	_, err := records.FindDraft(app, settledMark(app, formKey), deployment.Now(app))
	if errors.Is(err, records.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

func settledMark(app core.App, formKey string) string {
	return deployment.Of(app).Sealer.Fingerprint("key written down", formKey)
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
