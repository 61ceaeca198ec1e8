package flow

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/ledger"
	"candour/internal/records"
	"candour/internal/totals"
)

// CloseTotals counts the answers about people for every period that is over and
// settled, each in one transaction and once for ever. It returns how many periods
// it closed. Running it again does nothing.
//
// Kept by: shown only as totals.
func CloseTotals(app core.App) (int, error) {
	done := 0
	for {
		p, due, err := nextPeriod(app)
		if err != nil || !due {
			return done, err
		}
		err = inTx(app, "closing a period", func(tx core.App) error {
			if again, due, err := nextPeriod(tx); err != nil || !due || again != p {
				return err // somebody was quicker
			}
			done++
			if err := closePeriod(tx, p); err != nil || p.Quarter != 4 {
				return err
			}
			return closePeriod(tx, totals.Period{Year: p.Year})
		})
		if err != nil {
			return done, err
		}
	}
}

// nextPeriod is the first quarter that is not closed, and whether its time has come.
func nextPeriod(app core.App) (p totals.Period, due bool, err error) {
	closed, err := records.ClosedPeriods(app)
	if err != nil {
		return p, false, err
	}
	zone := deployment.Of(app).Region.Zone()
	for _, name := range closed {
		if last, err := totals.ParsePeriod(name); err == nil && last.Quarter > 0 {
			p = last.Next()
			return p, !now(app).Before(p.Closes(zone)), nil
		}
	}
	first, err := records.FirstPublication(app)
	if err != nil || first.IsZero() {
		return p, false, err
	}
	p = totals.QuarterOf(first.In(zone))
	return p, !now(app).Before(p.Closes(zone)), nil
}

// closeAgain closes the periods that were closed before a backup was restored which
// knows nothing of it. Their tables, which were shown, are not counted anew: two
// that differ by a few people would say something about these.
func closeAgain(app core.App, facts []ledger.Fact, _ *Replayed) error {
	closed, err := records.ClosedPeriods(app)
	if err != nil {
		return err
	}
	for _, f := range facts {
		if slices.Contains(closed, f.ID) {
			continue
		}
		p, err := totals.ParsePeriod(f.ID)
		if err != nil {
			return fmt.Errorf("reading the ledger: %w", err)
		}
		err = inTx(app, "closing a period again", func(tx core.App) error {
			counted, err := countPeriod(tx, p)
			if err != nil {
				return err
			}
			return endPeriod(tx, p, counted)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func countPeriod(tx core.App, p totals.Period) (closed totals.Closed, err error) {
	from, to := p.Span(deployment.Of(tx).Region.Zone())
	tellings, err := records.TellingsBetween(tx, from, to)
	if err != nil {
		return closed, err
	}
	answers, err := records.AnswersBetween(tx, from, to)
	if err != nil {
		return closed, err
	}
	return totals.Close(totalRule(tx), p, totalQuestions(tx, p), tellings, answers), nil
}

func closePeriod(tx core.App, p totals.Period) error {
	closed, err := countPeriod(tx, p)
	if err != nil {
		return err
	}
	questions := totalQuestions(tx, p)
	for _, t := range closed.Tables {
		q := questions[slices.IndexFunc(questions, func(q totals.Question) bool { return q.ID == t.Question })]
		cells := make([]records.TotalCell, len(t.Shown))
		for i, shown := range t.Shown {
			cells[i] = records.TotalCell{Answer: q.Answers[i], Shown: shown}
		}
		if err := records.WriteTotal(tx, t.Organisation, p.String(), t.Question, cells); err != nil {
			return err
		}
	}
	return endPeriod(tx, p, closed)
}

// endPeriod notes that a period is closed and who was counted in it.
func endPeriod(tx core.App, p totals.Period, closed totals.Closed) error {
	if err := records.WriteClosed(tx, p.String(), now(tx)); err != nil {
		return err
	}
	for _, people := range closed.People {
		if err := records.MarkCounted(tx, people); err != nil {
			return err
		}
	}
	return nil
}

func totalRule(app core.App) totals.Rule {
	d := deployment.Of(app).Region.Disclosure
	return totals.NewRule(d.MinimumPeople, d.HideUpTo, d.RoundTo)
}

// totalQuestions are the region's questions, with the answers that a table of a
// period lists.
func totalQuestions(app core.App, p totals.Period) []totals.Question {
	var list []totals.Question
	for _, q := range deployment.Of(app).Region.Questions {
		t := totals.Question{ID: q.ID, Years: q.Kind == "year"}
		if t.Years {
			t.Answers = totals.YearBands(p)
		}
		for _, o := range q.Options {
			t.Answers = append(t.Answers, o.Value)
		}
		list = append(list, t)
	}
	return list
}

// The ways in which a table of people may not be stored.
var (
	errOpenPeriod   = errors.New("a period is counted when it is over and settled, and once")
	errTableAnswers = errors.New("a table lists every answer to a question of this region, in their order")
	errFewPeople    = errors.New("a table needs more people who answered")
)

// CheckClosing refuses to close a period before its time. The promise asks it
// inside the write.
func CheckClosing(tx core.App, period string) error {
	p, err := totals.ParsePeriod(period)
	if err != nil {
		return err
	}
	if now(tx).Before(p.Closes(deployment.Of(tx).Region.Zone())) {
		return errOpenPeriod
	}
	return nil
}

// CheckTotal refuses a table that closing its period cannot have made: the period
// is not due or closed already, a figure is neither hidden nor rounded, an answer
// is missing, or too few people stand behind it. The promise asks it inside the
// write.
func CheckTotal(tx core.App, t *records.Total) error {
	if err := CheckClosing(tx, t.Period()); err != nil {
		return err
	}
	closed, err := records.ClosedPeriods(tx)
	if err != nil {
		return err
	}
	if slices.Contains(closed, t.Period()) {
		return errOpenPeriod
	}
	p, _ := totals.ParsePeriod(t.Period()) // checked above
	var answers []string
	var shown []int
	for _, c := range t.Cells() {
		answers, shown = append(answers, c.Answer), append(shown, c.Shown)
	}
	if !slices.ContainsFunc(totalQuestions(tx, p), func(q totals.Question) bool {
		return q.ID == t.Question() && slices.Equal(q.Answers, answers)
	}) {
		return errTableAnswers
	}
	rule := totalRule(tx)
	if err := rule.Check(shown); err != nil {
		return err
	}
	from, to := p.Span(deployment.Of(tx).Region.Zone())
	return checkBase(tx, t, from, to, rule.MinimumPeople)
}

func checkBase(tx core.App, t *records.Total, from, to time.Time, least int) error {
	n, err := records.PeopleToCount(tx, t.Organisation(), t.Question(), from, to, least)
	if err != nil {
		return fmt.Errorf("counting who answered: %w", err)
	}
	if n < least {
		return errFewPeople
	}
	return nil
}
