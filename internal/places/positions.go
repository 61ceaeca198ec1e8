package places

import (
	"context"
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
)

// Position is where something lies, in degrees (WGS 84).
type Position struct{ Latitude, Longitude float64 }

// Positions gives the positions of many postcodes, by the postcode as it was
// given. Those that are not known are left out.
func (t *Table) Positions(ctx context.Context, postcodes []string) (map[string]Position, error) {
	found := map[string]Position{}
	for part := range slices.Chunk(postcodes, 500) {
		given, codes := map[string][]string{}, []any{}
		for _, p := range part {
			if code, ok := packed(p); ok {
				given[code], codes = append(given[code], p), append(codes, code)
			}
		}
		var rows []struct {
			Postcode string `db:"postcode"`
			Position int64  `db:"position"`
		}
		if err := t.db.Select("postcode", "position").From("postcodes").Where(dbx.In("postcode", codes...)).WithContext(ctx).All(&rows); err != nil {
			return nil, fmt.Errorf("looking up the positions of postcodes: %w", err)
		}
		for _, r := range rows {
			lat, long, ok := unpackedPosition(r.Position)
			for _, p := range given[r.Postcode] {
				if ok {
					found[p] = Position{lat, long}
				}
			}
		}
	}
	return found, nil
}
