package places

import (
	"math"
	"strconv"
)

// The NHS Postcode Directory gives the National Grid of Great Britain in place of
// latitude and longitude. These are the Ordnance Survey's formulas ("A guide to
// coordinate systems in Great Britain", annex C), good to about five metres.

// ellipsoid is a shape of the earth: its half axes in metres.
type ellipsoid struct{ a, b float64 }

var (
	airy1830 = ellipsoid{6377563.396, 6356256.909}
	wgs84    = ellipsoid{6378137, 6356752.314245}
)

// gridPosition reads an easting and a northing in metres. Northern Ireland has a
// grid of its own, and the islands have none here: their rows are not located.
func gridPosition(easting, northing, country string) (lat, long float64, ok bool) {
	e, err1 := strconv.ParseFloat(easting, 64)
	n, err2 := strconv.ParseFloat(northing, 64)
	british := country == England || country == Scotland || country == Wales
	if err1 != nil || err2 != nil || !british || !(e > 0 && e < 700_000 && n > 0 && n < 1_300_000) {
		return 0, 0, false
	}
	lat, long = toWGS84(fromGrid(e, n))
	return lat * 180 / math.Pi, long * 180 / math.Pi, true
}

// fromGrid gives the latitude and longitude on the Airy ellipsoid, in radians.
func fromGrid(e, n float64) (lat, long float64) {
	const scale, e0, n0 = 0.9996012717, 400_000, -100_000
	const lat0, long0 = 49 * math.Pi / 180, -2 * math.Pi / 180
	a, b := airy1830.a*scale, airy1830.b*scale
	lat = lat0 + (n-n0)/a
	for range 10 { // three are enough
		lat += (n - n0 - meridian(b, lat, lat0)) / a
	}
	e2 := 1 - b*b/(a*a)
	sin, tan := math.Sin(lat), math.Tan(lat)
	sec := 1 / math.Cos(lat)
	nu := a / math.Sqrt(1-e2*sin*sin)
	rho := nu * (1 - e2) / (1 - e2*sin*sin)
	eta2 := nu/rho - 1
	t2, t4, t6 := tan*tan, math.Pow(tan, 4), math.Pow(tan, 6)
	d, nu3 := e-e0, nu*nu*nu
	d3 := d * d * d
	vii := tan / (2 * rho * nu)
	viii := tan / (24 * rho * nu3) * (5 + 3*t2 + eta2 - 9*t2*eta2)
	ix := tan / (720 * rho * math.Pow(nu, 5)) * (61 + 90*t2 + 45*t4)
	x := sec / nu
	xi := sec / (6 * nu3) * (nu/rho + 2*t2)
	xii := sec / (120 * math.Pow(nu, 5)) * (5 + 28*t2 + 24*t4)
	xiia := sec / (5040 * math.Pow(nu, 7)) * (61 + 662*t2 + 1320*t4 + 720*t6)
	return lat - vii*d*d + viii*math.Pow(d, 4) - ix*math.Pow(d, 6),
		long0 + x*d - xi*d3 + xii*math.Pow(d, 5) - xiia*math.Pow(d, 7)
}

// meridian is the length of the meridian between two latitudes.
func meridian(b, lat, lat0 float64) float64 {
	n := (airy1830.a - airy1830.b) / (airy1830.a + airy1830.b)
	n2, n3 := n*n, n*n*n
	minus, plus := lat-lat0, lat+lat0
	return b * ((1+n+5*n2/4+5*n3/4)*minus - (3*n+3*n2+21*n3/8)*math.Sin(minus)*math.Cos(plus) +
		(15*n2/8+15*n3/8)*math.Sin(2*minus)*math.Cos(2*plus) - 35*n3/24*math.Sin(3*minus)*math.Cos(3*plus))
}

// toWGS84 moves a place from the Airy ellipsoid to that of satellites.
func toWGS84(lat, long float64) (float64, float64) {
	x, y, z := airy1830.cartesian(lat, long)
	const second = math.Pi / 180 / 3600
	const s, rx, ry, rz = -20.4894e-6, 0.1502 * second, 0.2470 * second, 0.8421 * second
	return wgs84.geodetic(446.448+(1+s)*x-rz*y+ry*z, -125.157+rz*x+(1+s)*y-rx*z, 542.060-ry*x+rx*y+(1+s)*z)
}

func (s ellipsoid) cartesian(lat, long float64) (x, y, z float64) {
	e2 := 1 - s.b*s.b/(s.a*s.a)
	nu := s.a / math.Sqrt(1-e2*math.Pow(math.Sin(lat), 2))
	return nu * math.Cos(lat) * math.Cos(long), nu * math.Cos(lat) * math.Sin(long), (1 - e2) * nu * math.Sin(lat)
}

func (s ellipsoid) geodetic(x, y, z float64) (lat, long float64) {
	e2, p := 1-s.b*s.b/(s.a*s.a), math.Hypot(x, y)
	lat = math.Atan2(z, p*(1-e2))
	for range 10 {
		nu := s.a / math.Sqrt(1-e2*math.Pow(math.Sin(lat), 2))
		lat = math.Atan2(z+e2*nu*math.Sin(lat), p)
	}
	return lat, math.Atan2(y, x)
}
