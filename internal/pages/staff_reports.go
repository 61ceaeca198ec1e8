package pages

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/totals"
)

// reportPeriod is a period that has tables.
type reportPeriod struct {
	ID, Words string
	Now       bool // the one that is shown
}

// reportRow is one answer and what is shown of it.
type reportRow struct {
	Group  string // the group that answers of the region stand under
	Answer string
	People string
}

// reportTable is the answers to one question.
type reportTable struct {
	ID, Question, Source string
	Rows                 []reportRow
}

// reportsView is who tells an organisation stories, in totals.
type reportsView struct {
	Organisation  string
	Period        string // in words; empty when there is nothing to show
	Periods       []reportPeriod
	Tables        []reportTable
	Few           string
	MinimumPeople int
	RoundTo       int
	BusyQuarter   int
}

var reportsPage = newPage[reportsView]("staff/reports")

func showReports(e *core.RequestEvent) error {
	o, err := records.FindOrganisation(e.App, signedIn(e).Member.Organisation())
	if err != nil {
		return err
	}
	list, err := records.TotalsOf(e.App, o.Id)
	if err != nil {
		return err
	}
	rule := ruleOf(e.App)
	view := reportsView{Organisation: o.Name(), Few: fewWords(rule), MinimumPeople: rule.MinimumPeople, RoundTo: rule.RoundTo, BusyQuarter: totals.BusyQuarter}
	asked := e.Request.URL.Query().Get("period")
	if asked == "" && len(list) > 0 {
		asked = list[0].Period()
	}
	for _, t := range list {
		if n := len(view.Periods); n == 0 || view.Periods[n-1].ID != t.Period() {
			view.Periods = append(view.Periods, reportPeriod{t.Period(), periodWords(t.Period()), t.Period() == asked})
		}
		if t.Period() == asked {
			view.Period = periodWords(asked)
			view.Tables = append(view.Tables, newReportTable(e.App, t, view.Few))
		}
	}
	if len(view.Tables) == 0 && len(list) > 0 {
		return ErrNotFound // a period that was typed
	}
	return reportsPage.show(e, http.StatusOK, view)
}

func ruleOf(app core.App) totals.Rule {
	d := deployment.Of(app).Region.Disclosure
	return totals.NewRule(d.MinimumPeople, d.HideUpTo, d.RoundTo)
}

// periodWords are a period for people. A year holds only those whom no quarter holds.
func periodWords(name string) string {
	p, err := totals.ParsePeriod(name)
	if err != nil {
		return name
	}
	if p.Quarter == 0 {
		return p.Words() + ", the quieter quarters together"
	}
	return p.Words()
}

func newReportTable(app core.App, t *records.Total, few string) reportTable {
	q, _ := deployment.Of(app).Region.Question(t.Question()) // a question that is asked no more keeps its id
	table := reportTable{ID: t.Question(), Question: q.Text, Source: q.Source}
	if table.Question == "" {
		table.Question = t.Question()
	}
	for _, c := range t.Cells() {
		row := reportRow{Answer: c.Answer, People: figure(c.Shown, few)}
		if q.Kind == "year" {
			row.Answer = decadeWords(c.Answer)
		}
		for _, o := range q.Options {
			if o.Value == c.Answer {
				row.Group, row.Answer = o.Group, o.Label
			}
		}
		if row.Group == row.Answer {
			row.Group = ""
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

// decadeWords are a band of years of birth.
func decadeWords(band string) string {
	if band == "earlier" {
		return "Earlier"
	}
	return "In the " + band
}

// fetchReports is every table of the organisation, one figure a line.
func fetchReports(e *core.RequestEvent) error {
	list, err := records.TotalsOf(e.App, signedIn(e).Member.Organisation())
	if err != nil {
		return err
	}
	few := fewWords(ruleOf(e.App))
	rows := [][]string{{"period", "question", "group", "answer", "people"}}
	for _, t := range list {
		table := newReportTable(e.App, t, few)
		for _, r := range table.Rows {
			rows = append(rows, []string{t.Period(), table.Question, r.Group, r.Answer, r.People})
		}
	}
	e.Response.Header().Set("Cache-Control", "private, no-store")
	return answerCSV(e, "totals.csv", rows)
}
