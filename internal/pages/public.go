package pages

// The pages anyone may read. Their handlers stand in files of their own.
var (
	homePage         = newPage[homeView]("public/home", shared)
	storiesPage      = newPage[storiesView]("public/stories", shared)
	storyPage        = newPage[storyView]("public/story", shared, helpNearby)
	servicesPage     = newPage[servicesView]("public/services", shared)
	servicePage      = newPage[serviceView]("public/service", shared)
	partsPage        = newPage[partsView]("public/parts", shared)
	organisationPage = newPage[organisationView]("public/organisation", shared)
	servicesOfPage   = newPage[servicesOfView]("public/organisation-services", shared)
	historyPage      = newPage[historyView]("public/history", shared)
)

// privacyPage is the privacy notice, which is filled from the program itself.
var privacyPage = newPage[privacyView]("public/about/privacy", shared)

// The other pages about the site, by the last part of their address; "" is the index.
var aboutPages = map[string]*page[aboutView]{
	"":                newPage[aboutView]("public/about", shared),
	"what-candour-is": newPage[aboutView]("public/about/what-candour-is", shared),
	"moderation":      newPage[aboutView]("public/about/moderation", shared),
	"cookies":         newPage[aboutView]("public/about/cookies", shared),
	"accessibility":   newPage[aboutView]("public/about/accessibility", shared),
}
