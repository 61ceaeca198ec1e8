package places

import (
	"fmt"
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
	code, ok := packed(h.value(fields, postcodeColumn))
	if !ok {
		reason := "the postcode column does not hold a UK postcode"
		if strings.EqualFold(h.value(fields, postcodeColumn), h.names[postcodeColumn]) {
			reason = "it is the first line over again: two files were put together"
		}
		l.refuse(no, reason)
		return nil
	}
	ended, ok := month(h.value(fields, endedColumn))
	if !ok {
		l.refuse(no, "the month the postcode ended is not written as year and month (202603)")
		return nil
	}
	if began, ok := month(h.value(fields, introducedColumn)); ok {
		l.report.Release.Newest = max(l.report.Release.Newest, began, ended)
	}
	key, reason := l.key(fields)
	if reason != "" {
		l.refuse(no, reason)
		return nil
	}
	return l.write(code, key, ended, h.position(fields, key.country))
}

// position is where the postcode of a row is.
func (h Header) position(fields []string, country string) int64 {
	if h.Kind == "NHSPD" {
		return packedPosition(gridPosition(h.value(fields, eastingColumn), h.value(fields, northingColumn), country))
	}
	return packedPosition(position(h.value(fields, latitudeColumn), h.value(fields, longitudeColumn)))
}

// key reads the codes of a row, or says in words why it cannot.
func (l *loading) key(fields []string) (k areaKey, reason string) {
	h := l.report.Header
	var ok [5]bool
	k.country, ok[0] = area(h.value(fields, countryColumn))
	k.council, ok[1] = area(h.value(fields, councilColumn))
	k.board, ok[2] = healthCode(h.value(fields, boardColumn))
	k.subICB, ok[3] = healthCode(h.value(fields, subICBColumn))
	k.icb, ok[4] = healthCode(h.value(fields, icbColumn))
	switch {
	case !ok[0] || !ok[1]:
		return k, "the council or country is not a code such as S12000033"
	case !ok[2] || !ok[3] || !ok[4]:
		return k, "the health board, integrated care board or its part is not a code such as E54000050"
	}
	return k, ""
}

func (l *loading) write(code string, key areaKey, ended int, position int64) error {
	id, err := l.area(key)
	if err != nil {
		return err
	}
	done, err := l.put.Exec(code, id, ended, position)
	if err != nil {
		return err
	}
	written, err := done.RowsAffected()
	if err != nil {
		return err
	}
	l.report.Written += int(written)
	if key.council != "" {
		l.report.Known++
	}
	if ended > 0 {
		l.report.Ended++
	}
	if key.country == NorthernIreland {
		l.report.Irish++
	}
	return nil
}

// area finds or makes the row of a combination of areas.
func (l *loading) area(key areaKey) (int64, error) {
	if key == l.last && l.lastID != 0 {
		return l.lastID, nil
	}
	id, ok := l.areas[key]
	if !ok {
		made, err := l.tx.ExecContext(l.ctx, "INSERT INTO areas (country, council, board, sub_icb, icb) VALUES (?, ?, ?, ?, ?)",
			key.country, key.council, key.board, key.subICB, key.icb)
		if err != nil {
			return 0, err
		}
		if id, err = made.LastInsertId(); err != nil {
			return 0, err
		}
		// The strings are parts of a whole line, which would be kept along with them.
		key = areaKey{strings.Clone(key.country), strings.Clone(key.council), strings.Clone(key.board), strings.Clone(key.subICB), strings.Clone(key.icb)}
		l.areas[key] = id
	}
	l.last, l.lastID = key, id
	return id, nil
}

func (l *loading) refuse(no int, reason string) {
	l.report.Refused++
	if len(l.report.Unreadable) < MaxLines {
		l.report.Unreadable = append(l.report.Unreadable, Line{l.in, no, reason})
	}
}
