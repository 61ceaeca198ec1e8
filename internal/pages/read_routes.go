package pages

import "github.com/pocketbase/pocketbase/core"

// readRoutes are the doors of reading: open to everyone, but for the one by
// which a reader says that the same happened to them.
var readRoutes = []route{
	{"GET", "/{$}", anyone, showHome},
	{"GET", "/stories", anyone, showStories},
	{"GET", "/stories/{id}", anyone, showStory},
	{"POST", "/stories/{id}/similar", author, doMarkSimilar},
	{"GET", "/tags/{slug}", anyone, showTag},
	{"GET", "/services", anyone, showServices},
	{"GET", "/services/{id}", anyone, orFeed(showService, feedOfService)},
	{"GET", "/services/{id}/parts", anyone, showParts},
	{"GET", "/services/{id}/history", anyone, showServiceHistory},
	{"GET", "/organisations/{id}", anyone, orFeed(showOrganisation, feedOfOrganisation)},
	{"GET", "/organisations/{id}/services", anyone, showServicesOf},
	{"GET", "/organisations/{id}/history", anyone, showOrganisationHistory},
	{"GET", "/feeds/stories.atom", anyone, feedOfStories},
	{"GET", "/about", anyone, showAbout},
	{"GET", "/about/privacy", anyone, showPrivacy},
	{"GET", "/about/{page}", anyone, showAbout},
	{"GET", "/data/withdrawn.json", anyone, showWithdrawnJSON},
	{"GET", "/data/withdrawn.csv", anyone, showWithdrawnCSV},
	{"GET", "/transparency", anyone, showTransparency},
	{"GET", "/transparency.csv", anyone, fetchTransparency},
	{"GET", "/health", anyone, showHealth},
	{"GET", "/sitemap.xml", anyone, showSitemap},
	{"GET", "/sitemaps/{part}", anyone, showSitemapPart},
	{"GET", "/{id}", anyone, followShortLink},
}

// pathID is the part of the address that names what to show.
func pathID(e *core.RequestEvent) string { return e.Request.PathValue("id") }
