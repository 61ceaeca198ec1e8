package pages

import (
	"net/http"
	"strings"
)

// wayBack is the page that a form belongs to, for whoever comes back to the
// address that the form was sent to: by reloading, or with the browser's back
// button. It is "" when the address takes no form.
func wayBack(path string, doors []route) string {
	takesForm := false
	for _, r := range doors {
		takesForm = takesForm || r.method == http.MethodPost && fits(r.path, path)
	}
	if !takesForm {
		return ""
	}
	for at := strings.LastIndex(path, "/"); at > 0; at = strings.LastIndex(path, "/") {
		path = path[:at]
		for _, r := range doors {
			if r.method == http.MethodGet && fits(r.path, path) {
				return path
			}
		}
	}
	return "/"
}

// fits reports whether a path is one that a route's pattern takes.
func fits(pattern, path string) bool {
	want, got := strings.Split(pattern, "/"), strings.Split(path, "/")
	if len(want) != len(got) {
		return false
	}
	for i := range want {
		if want[i] != got[i] && (!strings.HasPrefix(want[i], "{") || got[i] == "") {
			return false
		}
	}
	return true
}
