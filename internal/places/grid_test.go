package places

import (
	"encoding/csv"
	"errors"
	"math"
	"os"
	"testing"
)

// ONSPD gives both the grid and the position of each postcode.
func TestThePlaceOnTheGridIsThatOfONSPD(t *testing.T) {
	for _, file := range []string{"onspd_layout_may2018.csv", "onspd_layout_aug2024.csv", "onspd_layout_nov2025.csv"} {
		f, err := os.Open("testdata/" + file)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(f).ReadAll()
		if err := errors.Join(err, f.Close()); err != nil || len(rows) < 4 {
			t.Fatal(file, len(rows), err)
		}
		h, _, err := readHeader(rows[0])
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows[1:] { // some are of the Isle of Man, which has none
			wantLat, wantLong, located := position(h.value(r, latitudeColumn), h.value(r, longitudeColumn))
			lat, long, ok := gridPosition(r[11], r[12], h.value(r, countryColumn))
			if ok != located || math.Abs(lat-wantLat) > 0.0001 || math.Abs(long-wantLong) > 0.0001 {
				t.Errorf("%s: %f %f, not %f %f", r[2], lat, long, wantLat, wantLong)
			}
		}
	}
	for _, c := range [][3]string{{"", "", England}, {"0", "0", England}, {"NaN", "1", England}, {"333800", "374000", NorthernIreland}, {"9e9", "1", Wales}} {
		if lat, long, ok := gridPosition(c[0], c[1], c[2]); ok {
			t.Errorf("%v: %f %f", c, lat, long)
		}
	}
}

func TestAPositionIsKeptToTenMetres(t *testing.T) {
	for _, c := range []struct{ lat, long string }{{"57.149606", "-2.096916"}, {"-37.8136", "144.9631"}, {"0", "0"}, {"90", "180"}, {"-90", "-180"}} {
		lat, long, ok := position(c.lat, c.long)
		gotLat, gotLong, located := unpackedPosition(packedPosition(lat, long, ok))
		if !ok || !located || math.Abs(gotLat-lat) > 0.00005 || math.Abs(gotLong-long) > 0.00005 {
			t.Errorf("%v: %f %f %v", c, gotLat, gotLong, located)
		}
	}
	for _, c := range []struct{ lat, long string }{{"99.999999", "0.000000"}, {"", ""}, {"NaN", "1"}, {"51", "181"}} { // as the files write it for the islands
		if _, _, located := unpackedPosition(packedPosition(position(c.lat, c.long))); located {
			t.Errorf("%v is located", c)
		}
	}
}
