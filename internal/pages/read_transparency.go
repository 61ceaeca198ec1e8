package pages

import (
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/story"
	"candour/internal/totals"
)

// monthFigures is a month of the site's work, in the words of a table.
type monthFigures struct {
	Month                                  time.Time
	Received, Published, Half, NineOfTen   string
	Restricted, Removed, Withdrawn, Erased string
}

// reasonFigure is how often something was done for one reason in a month.
type reasonFigure struct {
	Month          time.Time
	Reason, Number string
}

// reasonTable is how often something was done, by month and reason.
type reasonTable struct {
	ID, Caption, Column string
	Rows                []reasonFigure
}

// yearFigure is how often private details were shown in a year.
type yearFigure struct{ Year, Number string }

// transparencyView is the site's work in numbers.
type transparencyView struct {
	SiteName         string
	Waiting          string // for how many whole weeks the oldest unread story has waited; empty for none
	Months           []monthFigures
	Rejected, Edited reasonTable
	Looks            reasonTable // what came of services' looks before publication
	Reports          reasonTable // what readers said is wrong
	Closed           reasonTable // why stories were closed and taken down, and what became of that
	Years            []yearFigure
	Few              string // what stands for a number that is hidden
	HideUpTo         int
	RoundTo          int
	MinimumStories   int
}

var transparencyPage = newPage[transparencyView]("public/transparency", shared)

func showTransparency(e *core.RequestEvent) error {
	view, err := newTransparencyView(e.App)
	if err != nil {
		return err
	}
	return transparencyPage.show(e, http.StatusOK, view)
}

func newTransparencyView(app core.App) (transparencyView, error) {
	d := deployment.Of(app)
	t, err := flow.ReadTransparency(app)
	if err != nil {
		return transparencyView{}, err
	}
	rule := ruleOf(app)
	view := transparencyView{SiteName: d.Name, Few: fewWords(rule), HideUpTo: hiddenUpTo(rule), RoundTo: rule.RoundTo, MinimumStories: totals.FewWaits,
		Rejected: reasonTable{ID: "refused-caption", Caption: "Not published, by month", Column: "Reason"},
		Edited:   reasonTable{ID: "edited-caption", Caption: "Changed, by month", Column: "Why, or what was changed"},
		Looks:    reasonTable{ID: "looks-caption", Caption: "Looks of services, by month", Column: "What came of it"},
		Reports:  reasonTable{ID: "reports-caption", Caption: "What readers told us, by month", Column: "What they said"},
		Closed:   reasonTable{ID: "closed-caption", Caption: "Why, and what was decided afterwards, by month", Column: "What and why"}}
	view.Waiting = waitingWords(t.Waiting)
	for _, m := range t.Months {
		view.Months = append(view.Months, monthFigures{m.Begins, figure(m.Received, view.Few), thousands(m.Published), m.HalfWithin, m.NineOfTenWithin,
			thousands(m.Restricted), thousands(m.Removed), figure(m.Withdrawn, view.Few), figure(m.Erased, view.Few)})
		for _, r := range m.Rejected {
			view.Rejected.Rows = append(view.Rejected.Rows, reasonFigure{m.Begins, rejectionWords(r.Reason), thousands(r.Count)})
		}
		for _, r := range m.Reports {
			view.Reports.Rows = append(view.Reports.Rows, reasonFigure{m.Begins, story.LabelOf(story.ReportReasons(), r.Reason), thousands(r.Count)})
		}
		for _, r := range m.Edited {
			view.Edited.Rows = append(view.Edited.Rows, reasonFigure{m.Begins, editWords(r.Reason), thousands(r.Count)})
		}
	}
	addLooks(&view, t.Months)
	addClosed(&view, t.Months)
	for _, y := range t.Years {
		view.Years = append(view.Years, yearFigure{strconv.Itoa(y.Year), disclosureWords(y, rule)})
	}
	return view, nil
}

// addLooks adds what came of services' looks, and what they asked for.
func addLooks(view *transparencyView, months []flow.Month) {
	ended := map[string]string{string(story.ReviewAhead): "The service said: go ahead", string(story.ReviewSilence): "The service said nothing",
		string(story.ReviewPublished): "Second look: nothing to change", string(story.ReviewTakenUp): "Second look: read once more", string(story.ReviewEnded): "Ended without an answer"}
	asked := map[string]string{}
	for _, r := range story.ReviewReasons() {
		asked[r.Code] = "Second look asked for: " + lowerFirst(r.Label)
	}
	for _, m := range months {
		for _, l := range m.Looks {
			view.Looks.Rows = append(view.Looks.Rows, reasonFigure{m.Begins, ended[l.Reason], thousands(l.Count)})
		}
		for _, l := range m.LooksAgain {
			view.Looks.Rows = append(view.Looks.Rows, reasonFigure{m.Begins, asked[l.Reason], thousands(l.Count)})
		}
	}
}

// addClosed adds why stories were closed or taken down, and what was decided afterwards.
func addClosed(view *transparencyView, months []flow.Month) {
	decided := map[string]string{string(story.AppealStands): "Appeal: it stays as it was decided", string(story.AppealLifted): "Appeal: open again",
		string(story.AppealWrong): "Appeal: it should not have been taken down"}
	ownDecided := map[string]string{string(story.AppealStands): "Appeal of an organisation about its own words: it stays as it was decided",
		string(story.AppealWrong): "Appeal of an organisation about its own words: it was wrong"}
	for _, m := range months {
		add := func(words string, n int) {
			view.Closed.Rows = append(view.Closed.Rows, reasonFigure{m.Begins, words, thousands(n)})
		}
		for _, r := range m.WhyShut {
			add("Closed for now: "+lowerFirst(rejectionWords(r.Reason)), r.Count)
		}
		for _, r := range m.WhyRemoved {
			add("Taken down: "+lowerFirst(rejectionWords(r.Reason)), r.Count)
		}
		if m.Opened > 0 {
			add("Open again", m.Opened)
		}
		for _, r := range m.Appeals {
			add(decided[r.Reason], r.Count)
		}
		for _, r := range m.OwnAppeals {
			add(ownDecided[r.Reason], r.Count)
		}
		if m.AppealsLate > 0 {
			add("Appeals decided later than we said", m.AppealsLate)
		}
	}
}

// hiddenUpTo is the highest number that a rule hides.
func hiddenUpTo(r totals.Rule) int {
	_, high := r.Bounds(totals.Hidden)
	return high
}

// fewWords stand for a hidden number.
func fewWords(r totals.Rule) string { return fmt.Sprintf("%d or fewer", hiddenUpTo(r)) }

// figure is a number by the rule, in words.
func figure(n int, few string) string {
	if n == totals.Hidden {
		return few
	}
	return thousands(n)
}

// waitingWords is how long the oldest unread story has waited, in whole weeks, or
// "" for less than one or none. Anything finer would tell whoever looks often when
// a story came that nobody may know of yet.
func waitingWords(d time.Duration) string {
	weeks := int(d / (7 * 24 * time.Hour))
	if weeks == 0 {
		return ""
	}
	return plural(weeks, "week", "weeks")
}

func disclosureWords(y flow.Year, r totals.Rule) string {
	switch {
	case y.None:
		return "None"
	case y.Disclosures == totals.Hidden:
		return fmt.Sprintf("1 to %d", hiddenUpTo(r))
	}
	return thousands(y.Disclosures)
}

func rejectionWords(code string) string {
	for _, r := range story.StoryReasons() {
		if r.Code == code {
			return r.Label
		}
	}
	return "Another reason"
}

// editWords say why a story was changed, or, where no reason was given, what.
func editWords(key string) string {
	words := map[string]string{"title": "The title", "text": "The words of the story", "screenName": "The screen name", "services": "The services", "tags": "The tags"}[key]
	if words != "" {
		return words
	}
	if r, known := story.FindEditReason(key); known {
		return r.Label
	}
	return rejectionWords(key)
}

// transparencyTable is the same figures for programs: one number a line.
func transparencyTable(view transparencyView) [][]string {
	rows := [][]string{{"period", "what", "reason", "number"}}
	for _, m := range view.Months {
		month := m.Month.Format("2006-01")
		for _, f := range [][2]string{{"sent to us", m.Received}, {"published", m.Published}, {"half published within", m.Half}, {"nine in ten published within", m.NineOfTen},
			{"closed for now", m.Restricted}, {"taken down by us", m.Removed}, {"taken back by authors", m.Withdrawn}, {"accounts erased", m.Erased}} {
			if f[1] == "" {
				f[1] = "too few stories"
			}
			rows = append(rows, []string{month, f[0], "", f[1]})
		}
	}
	for _, r := range view.Rejected.Rows {
		rows = append(rows, []string{r.Month.Format("2006-01"), "not published", r.Reason, r.Number})
	}
	for _, r := range view.Edited.Rows {
		rows = append(rows, []string{r.Month.Format("2006-01"), "published with changes", r.Reason, r.Number})
	}
	for _, r := range view.Looks.Rows {
		rows = append(rows, []string{r.Month.Format("2006-01"), "looks of services before publication", r.Reason, r.Number})
	}
	for _, r := range view.Reports.Rows {
		rows = append(rows, []string{r.Month.Format("2006-01"), "reports of readers", r.Reason, r.Number})
	}
	for _, r := range view.Closed.Rows {
		rows = append(rows, []string{r.Month.Format("2006-01"), "closed, taken down, opened again, appeals", r.Reason, r.Number})
	}
	for _, y := range view.Years {
		rows = append(rows, []string{y.Year, "private details shown to a named person", "", y.Number})
	}
	return rows
}

func fetchTransparency(e *core.RequestEvent) error {
	view, err := newTransparencyView(e.App)
	if err != nil {
		return err
	}
	e.Response.Header().Set("Cache-Control", "public, max-age=60")
	return answerCSV(e, "transparency.csv", transparencyTable(view))
}
