package places

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
)

// LivePostcodes says how many postcodes in use lie in the area of a code: a
// country's, a council's or a body's, in force or ended. A postcode is about
// fifteen homes, so it stands in for how many people live there. It is 0 for a
// code that is not known and for an area that is known by its prefixes alone.
func (t *Table) LivePostcodes(ctx context.Context, code string) (int, error) {
	known, err := t.register(ctx)
	if err != nil {
		return 0, fmt.Errorf("asking how many postcodes lie in an area: %w", err)
	}
	if b, ok := known.body(code); ok {
		code = b.Code
	}
	var n int
	err = t.db.NewQuery("SELECT postcodes FROM living WHERE code = {:code}").WithContext(ctx).Bind(dbx.Params{"code": CurrentCode(code)}).Row(&n)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, fmt.Errorf("asking how many postcodes lie in an area: %w", err)
	}
	return n, nil
}

// countLiving counts the postcodes in use anew, at the end of a load: once over
// the table for each combination of areas, and then for all who answer for it on
// any day the bodies changed.
func countLiving(tx dbx.Builder, r *register) error {
	var areas []struct {
		Country, Council, Board string
		SubICB                  string `db:"sub_icb"`
		ICB                     string `db:"icb"`
		N                       int
	}
	err := tx.NewQuery(`SELECT a.country, a.council, a.board, a.sub_icb, a.icb, p.n FROM areas a
		JOIN (SELECT area, count(*) n FROM postcodes WHERE ended = 0 GROUP BY area) p ON p.area = a.id`).All(&areas)
	if err != nil {
		return err
	}
	days, counts := r.turns(), map[string]int{}
	for _, a := range areas {
		area := Area{Country: a.Country, Council: a.Council, Board: a.Board, SubICB: a.SubICB, ICB: a.ICB, by: r}
		for code := range codesOf(area, days) {
			counts[code] += a.N
		}
	}
	if _, err := tx.NewQuery("DELETE FROM living").Execute(); err != nil {
		return err
	}
	for code, n := range counts {
		if _, err := tx.Insert("living", dbx.Params{"code": code, "postcodes": n}).Execute(); err != nil {
			return err
		}
	}
	return nil
}

// codesOf are the codes of an area and of all who answer for it on some days.
func codesOf(area Area, days []time.Time) map[string]bool {
	codes := map[string]bool{area.Country: true, CurrentCode(area.Council): true}
	for _, day := range days {
		for _, b := range AnsweringAsOf(area, day, day) {
			codes[b.Code] = true
		}
	}
	delete(codes, "")
	return codes
}

// turns are the days on which the bodies are different from those of the day
// before, and one before all of them.
func (r *register) turns() []time.Time {
	days := map[string]time.Time{"": time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)}
	for _, b := range r.bodies {
		if !b.OpenedOn.IsZero() {
			days[date(b.OpenedOn)] = b.OpenedOn
		}
		if !b.ClosedOn.IsZero() {
			next := b.ClosedOn.AddDate(0, 0, 1)
			days[date(next)] = next
		}
	}
	var all []time.Time
	for _, day := range days {
		all = append(all, day)
	}
	return all
}
