package pages

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"

	"github.com/pocketbase/pocketbase/core"
)

// enabledScript is the one inline script of every page. It tells the style sheet
// that scripts run, before anything is drawn. It stands in parts/layout.html word
// for word; a test compares the two.
const enabledScript = `document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '');`

// contentPolicy lets a page load only what this site serves. No inline styles, no
// inline scripts but the one above, no frames, no third party.
var contentPolicy = func() string {
	sum := sha256.Sum256([]byte(enabledScript))
	return strings.Join([]string{
		"default-src 'none'",
		"script-src 'self' 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'",
		"style-src 'self'",
		"img-src 'self' data:",
		"font-src 'self'",
		"connect-src 'self'",
		"object-src 'none'",
		"base-uri 'none'",
		"form-action 'self'",
		"frame-ancestors 'none'",
	}, "; ")
}()

// permissions turns off what a page of ours never needs.
const permissions = "accelerometer=(), browsing-topics=(), camera=(), geolocation=(), gyroscope=(), " +
	"interest-cohort=(), magnetometer=(), microphone=(), payment=(), usb=()"

// Headers is a middleware that puts the security headers on our pages. The admin
// panel and the API keep PocketBase's own.
func Headers(e *core.RequestEvent) error {
	if ours(e.Request.URL.Path) {
		setHeaders(e)
	}
	return e.Next()
}

// ours says whether an address is a page of ours and not PocketBase's.
func ours(path string) bool {
	return !strings.HasPrefix(path, "/_/") && path != "/_" &&
		!strings.HasPrefix(path, "/api/") && path != "/api"
}

func setHeaders(e *core.RequestEvent) {
	header := e.Response.Header()
	header.Set("Content-Security-Policy", contentPolicy)
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("X-Frame-Options", "DENY") // for browsers that know no frame-ancestors
	// Our own forms need the Origin and the Referer; other sites learn nothing.
	header.Set("Referrer-Policy", "same-origin")
	header.Set("Permissions-Policy", permissions)
	header.Set("Cross-Origin-Opener-Policy", "same-origin")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	// Whatever does not say otherwise is nobody else's to keep.
	header.Set("Cache-Control", "private, no-store")
	if h, err := houseOf(e.App); err == nil && strings.HasPrefix(h.Site.URL, "https://") {
		header.Set("Strict-Transport-Security", "max-age=31536000")
	}
}
