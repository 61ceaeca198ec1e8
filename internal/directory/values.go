package directory

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"candour/internal/places"
)

// Values as official lists write them.

// given is a value without the ways in which lists say that there is none.
func given(text string) string {
	text = strings.TrimSpace(text)
	switch strings.ToUpper(text) {
	case "NA", "N/A", "NULL", "-", "NONE", "UNKNOWN":
		return ""
	}
	return text
}

// phone is a telephone number as it is dialled. Spreadsheets lose its first nought.
func phone(text string) string {
	text = given(text)
	if len(text) == 10 && text[0] != '0' && isNumber(text) {
		text = "0" + text
	}
	if len(text) > 40 {
		return ""
	}
	return text
}

// website is an address on the web, with its beginning; "" for what is none.
func website(text string) string {
	text = given(text)
	if text == "" {
		return ""
	}
	if !strings.Contains(text, "://") {
		text = "https://" + text
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || !strings.Contains(u.Hostname(), ".") || u.User != nil || len(text) > 300 {
		return ""
	}
	return u.String()
}

// dayAfter is the first day on which something is no more. Every file gives the last
// day on which it was: a closing, the end of a link, a commissioner that was left.
func dayAfter(last time.Time) time.Time {
	if last.IsZero() {
		return last
	}
	return last.AddDate(0, 0, 1)
}

// position reads degrees; false for what is no place on earth.
func position(latitude, longitude string) (lat, long float64, ok bool) {
	lat, err1 := strconv.ParseFloat(strings.TrimSpace(latitude), 64)
	long, err2 := strconv.ParseFloat(strings.TrimSpace(longitude), 64)
	if err1 != nil || err2 != nil || !(lat >= -90 && lat <= 90) || !(long >= -180 && long <= 180) || lat == 0 && long == 0 {
		return 0, 0, false
	}
	return lat, long, true
}

// anyPostcode is a postcode of any country: a British one as it is written, and
// others (2000, D02 X285) as they are given. False if it can be none.
func anyPostcode(text string) (string, bool) {
	text = given(text)
	if written, ok := places.Written(text); ok {
		return written, true
	}
	text = strings.ToUpper(strings.Join(strings.Fields(text), " "))
	return text, len(text) <= 10 && strings.ContainsAny(text, "0123456789")
}
