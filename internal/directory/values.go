package directory

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"candour/internal/places"
	"candour/internal/region"
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

// positionOf is the position of a line, and what is doubtful about it: "" where the
// line gives one, or gives none.
func positionOf(latitude, longitude string) (lat, long float64, doubt string) {
	lat, long, ok := position(latitude, longitude)
	if !ok && latitude+longitude != "" {
		doubt = fmt.Sprintf("the position %q, %q is no place on earth; it is left out", latitude, longitude)
	}
	return lat, long, doubt
}

// britishPostcode is a British postcode as it is written, and what is doubtful about it.
// One that breaks the rules is taken all the same: official files hold a few, and
// somebody may look for it as it stands.
func britishPostcode(text string) (postcode, doubt string) {
	if text = given(text); text == "" {
		return "", ""
	}
	postcode, ok := places.Written(text)
	if !ok {
		return "", fmt.Sprintf("the postcode %q is not understood; it is left out", text)
	}
	right, ok := region.ParsePostcode(postcode)
	switch {
	case !ok:
		doubt = fmt.Sprintf("the postcode %s has not the form of a British one; it is taken as it is", postcode)
	case right.String() != postcode:
		doubt = fmt.Sprintf("the postcode %s may be meant for %s; it is taken as it is", postcode, right)
	}
	return postcode, doubt
}

// anyPostcode is a postcode of any country that Candour serves: one of Ireland or
// Australia (D02 X285, 2000), a British one, or what may be one all the same.
func anyPostcode(text string) (postcode, doubt string) {
	code := strings.ToUpper(strings.Join(strings.Fields(given(text)), " "))
	for _, parse := range []func(string) (region.Postcode, bool){region.ParseEircode, region.ParseAustralianPostcode} {
		if p, ok := parse(code); ok && p.Packed() == strings.ReplaceAll(code, " ", "") {
			return p.String(), ""
		}
	}
	if _, british := places.Written(code); british || len(code) > 10 || !strings.ContainsAny(code, "0123456789") {
		return britishPostcode(text)
	}
	return code, fmt.Sprintf("the postcode %q has not the form of any that is known; it is taken as it is", text)
}
