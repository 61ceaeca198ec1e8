package places

import (
	"math"
	"strconv"
	"strings"
)

// A position is kept as one number, to a ten-thousandth of a degree (about ten
// metres): enough to say what is near, and small. 0 stands for none.
const (
	steps  = 10_000 // of a degree
	across = 360*steps + 1
)

// position reads a latitude and a longitude. The official files write 99.999999
// and 0.000000 for a postcode whose place is not known.
func position(latitude, longitude string) (lat, long float64, ok bool) {
	lat, err1 := strconv.ParseFloat(strings.TrimSpace(latitude), 64)
	long, err2 := strconv.ParseFloat(strings.TrimSpace(longitude), 64)
	if err1 != nil || err2 != nil || math.IsNaN(lat) || math.IsNaN(long) || math.Abs(lat) > 90 || math.Abs(long) > 180 {
		return 0, 0, false
	}
	return lat, long, true
}

func packedPosition(lat, long float64, ok bool) int64 {
	if !ok {
		return 0
	}
	north, east := int64(math.Round((lat+90)*steps)), int64(math.Round((long+180)*steps))
	return north*across + east + 1
}

func unpackedPosition(packed int64) (lat, long float64, ok bool) {
	if packed <= 0 {
		return 0, 0, false
	}
	packed--
	return float64(packed/across-90*steps) / steps, float64(packed%across-180*steps) / steps, true
}
