package places

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
)

// prefixColumns are the columns a table of prefixes must have. It may also have
// from and until (the first and the last day, 2026-04-01), what ("health
// region"), country, and latitude and longitude of the middle.
var prefixColumns = []string{"prefix", "area", "name", "kind"}

// prefixTable says which body answers for the postcodes that begin in a certain
// way: the routing keys of Ireland, the postcodes of Australia. The longest
// prefix that fits decides.
type prefixTable struct {
	rows    map[string][]prefixRow // by prefix, the earliest first
	areas   map[string]Body
	longest int
	stored  bool // it was checked when it was loaded
	short   int  // prefixes of one to three digits, which may be postcodes that lost a leading zero
}

type prefixRow struct {
	area                string
	from, until         time.Time // zero: since ever, for ever
	latitude, longitude float64
	located             bool
	line                int
}

// readPrefixes reads a table, of a file or as it is stored.
func readPrefixes(r io.Reader, stored bool) (prefixTable, error) {
	t := prefixTable{rows: map[string][]prefixRow{}, areas: map[string]Body{}, stored: stored}
	err := readSheet(r, prefixColumns, t.row)
	if err == nil && len(t.rows) == 0 && !stored {
		err = errors.New("the table has no row")
	}
	return t, err
}

// tooLong says whether a prefix is more than a routing key of Ireland or a postcode of
// Australia: nobody can count the homes behind one, and a whole Eircode is one home.
func tooLong(prefix string) bool {
	if strings.Trim(prefix, "0123456789") == "" {
		return len(prefix) > 4
	}
	return len(prefix) > 3
}

func (t *prefixTable) row(s *sheet) error {
	prefix := strings.ToUpper(strings.ReplaceAll(s.value("prefix"), " ", ""))
	if prefix == "" || prefix != squeezed(prefix) {
		return errors.New("the prefix must be letters and digits")
	}
	if tooLong(prefix) {
		if t.stored {
			return nil // taken by an earlier Candour: a shorter prefix answers, or none
		}
		return fmt.Errorf("the prefix %s is too long: at most three characters (D02, a routing key of Ireland) or four digits (2000, in Australia); "+
			"a longer one would tell in which home an author lives", prefix)
	}
	body := Body{Code: s.value("area"), Name: s.value("name"), Kind: s.value("kind"), Country: s.value("country"), What: s.value("what")}
	if body.What = cmp.Or(body.What, bodyKinds[body.Kind]); body.What == "" {
		return fmt.Errorf("the kind is %q; it must be board, partnership, commissioner or provider", body.Kind)
	}
	if err := body.check(); err != nil {
		return err
	}
	if known, ok := t.areas[body.Code]; ok && (known.Name != body.Name || known.Kind != body.Kind) {
		return fmt.Errorf("the area %s has another name or kind than in a line above", body.Code)
	}
	row, err := readPrefixRow(s)
	if err != nil {
		return err
	}
	for _, other := range t.rows[prefix] {
		if row.overlaps(other) {
			return fmt.Errorf("the prefix %s is already on line %d for the same days", prefix, other.line)
		}
	}
	if _, err := strconv.Atoi(prefix); err == nil && len(prefix) < 4 {
		t.short++
	}
	t.areas[body.Code] = body
	t.longest = max(t.longest, len(prefix))
	t.rows[prefix] = append(t.rows[prefix], row)
	slices.SortFunc(t.rows[prefix], func(a, b prefixRow) int { return a.from.Compare(b.from) })
	return nil
}

func readPrefixRow(s *sheet) (prefixRow, error) {
	row := prefixRow{area: s.value("area"), line: s.line}
	var err1, err2 error
	row.from, err1 = s.day("from")
	row.until, err2 = s.day("until")
	if err := errors.Join(err1, err2); err != nil {
		return row, err
	}
	if !row.until.IsZero() && row.until.Before(row.from) {
		return row, errors.New("until is before from")
	}
	row.latitude, row.longitude, row.located = position(s.value("latitude"), s.value("longitude"))
	return row, nil
}

func (r prefixRow) overlaps(other prefixRow) bool {
	return (r.until.IsZero() || !r.until.Before(other.from)) && (other.until.IsZero() || !other.until.Before(r.from))
}

func (r prefixRow) on(day time.Time) bool {
	return Body{OpenedOn: r.from, ClosedOn: r.until}.On(day)
}

// find gives the longest prefix in the table that a postcode begins with.
func (t prefixTable) find(code string) (prefix string, ok bool) {
	for n := min(len(code), t.longest); n > 0; n-- {
		if _, ok := t.rows[code[:n]]; ok {
			return code[:n], true
		}
	}
	return "", false
}

// area is where a squeezed postcode lies by its prefix. Region is the area in
// force last; Answering knows the earlier ones.
func (t prefixTable) area(code string) (Area, bool) {
	postcode, ok := written(code)
	if !ok {
		return Area{}, false
	}
	prefix, ok := t.find(code)
	if !ok {
		return Area{}, false
	}
	rows := t.rows[prefix]
	last := rows[len(rows)-1]
	return Area{Postcode: postcode, Country: t.areas[last.area].Country, Region: last.area, prefix: prefix,
		Latitude: last.latitude, Longitude: last.longitude, Located: last.located}, true
}

// bodies are those of a country.
func (t prefixTable) bodies(country string) []Body {
	var bodies []Body
	for _, b := range t.areas {
		if b.Country == country {
			bodies = append(bodies, b)
		}
	}
	return bodies
}

// answering gives the body that answers for a prefix on a day, followed by the
// one that answers for it today.
func (t prefixTable) answering(prefix string, on, today time.Time) []Body {
	var bodies []Body
	rows := t.rows[prefix]
	for i, row := range rows {
		first := len(bodies) == 0
		b := t.areas[row.area]
		switch {
		case row.on(on):
			b.Why = "It is the " + b.What + " of the area the author lives in."
		case !first && row.on(today):
			b.Why = "It took over the area the author lives in from " + t.areas[rows[i-1].area].Name + "."
		default:
			continue
		}
		bodies = append(bodies, b)
	}
	return bodies
}
