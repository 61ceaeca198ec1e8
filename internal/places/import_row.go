package places

import (
	"fmt"
	"strconv"
	"strings"
)

// row takes one row of the file: it is written or refused with the reason.
// The error is one that stops the load.
func (l *loading) row(no int, fields []string) error {
	l.report.Rows++
	h := l.report.Header
	if len(fields) != h.Columns {
		l.refuse(no, fmt.Sprintf("it has %d columns and the first line has %d", len(fields), h.Columns))
		return nil
	}
	code, ok := packed(fields[h.postcode])
	if !ok {
		l.refuse(no, "the postcode column does not hold a UK postcode")
		return nil
	}
	ended, ok := month(fields[h.ended])
	if !ok {
		l.refuse(no, "the month the postcode ended is not written as year and month (202603)")
		return nil
	}
	council, ok1 := area(fields[h.council])
	country, ok2 := area(fields[h.country])
	if !ok1 || !ok2 {
		l.refuse(no, "the council or country is not a code such as S12000033")
		return nil
	}
	return l.write(code, council, country, ended)
}

func (l *loading) write(code, council, country string, ended int) error {
	id, err := l.area(council, country)
	if err != nil {
		return err
	}
	done, err := l.put.Exec(code, id, ended)
	if err != nil {
		return err
	}
	written, err := done.RowsAffected()
	if err != nil {
		return err
	}
	l.report.Written += int(written)
	if council != "" {
		l.report.Known++
	}
	if ended > 0 {
		l.report.Ended++
	}
	return nil
}

// area finds or makes the row of a council and its country.
func (l *loading) area(council, country string) (int64, error) {
	key := [2]string{council, country}
	if id, ok := l.areas[key]; ok {
		return id, nil
	}
	made, err := l.tx.ExecContext(l.ctx, "INSERT INTO areas (council, country) VALUES (?, ?)", council, country)
	if err != nil {
		return 0, err
	}
	id, err := made.LastInsertId()
	// The strings are parts of a whole line, which would be kept along with them.
	l.areas[[2]string{strings.Clone(council), strings.Clone(country)}] = id
	return id, err
}

func (l *loading) refuse(no int, reason string) {
	l.report.Refused++
	if len(l.report.Unreadable) < MaxLines {
		l.report.Unreadable = append(l.report.Unreadable, Line{no, reason})
	}
}

// month reads the month a postcode ended: 202603, or 0 for one still in use.
func month(text string) (int, bool) {
	text = strings.TrimSpace(text)
	if text == "" {
		return 0, true
	}
	n, err := strconv.Atoi(text)
	return n, err == nil && len(text) == 6 && n > 190000 && n%100 >= 1 && n%100 <= 12
}

// area reads a code; the codes that end in 99999999 stand for "none".
func area(text string) (string, bool) {
	text = strings.TrimSpace(text)
	if text == "" || strings.HasSuffix(text, "99999999") {
		return "", true
	}
	return text, gss.MatchString(text)
}
