package pages

// homeView is the front page.
type homeView struct {
	Numbers []string // each a sentence: a number with its meaning
	Latest  []StoryCard
	Changed []StoryCard // stories that led to a change
}

// Filter is a choice that is on, and the address without it.
type Filter struct{ Words, Without string }

// storiesView is a list of stories: everything, a search, a tag.
type storiesView struct {
	Heading string // "Stories", "Stories about kind staff"
	Query   string
	Hidden  []Hidden // choices that stay on when somebody searches anew
	Order   Field    // a select
	Role    Field    // a select
	Reached Field    // a select named progress
	Age     Field    // a select
	Filters []Filter
	// Narrowed opens the choices: one of those in it is on.
	Narrowed bool
	Trouble  string // why the search gave up
	Nearby   []Link // services and a tag that the words may mean
	found
	Feed string // the Atom feed of the same search
}

// Hidden is a hidden input.
type Hidden struct{ Name, Value string }

// ServiceCard is a service in a list.
type ServiceCard struct {
	ID, Name, Town, Postcode, Kind string
	Organisation                   string
	Stories                        int
	Closed                         bool
	Away                           string // how far from the place that was asked for
}

// servicesView is the search for services.
type servicesView struct {
	Query, Near string
	Searched    bool
	Place       string // what Near was taken for
	Guessed     bool   // nothing is called as Near was typed; Place is what comes closest
	Unknown     bool   // no place is like Near
	Others      []Link // other places of the same name
	Elsewhere   bool   // nothing was found near the place, so those found are from everywhere
	Measured    bool   // distances are shown
	From        string // what they are measured from
	Total       int
	More        bool          // there are more than Total
	Services    []ServiceCard // those found, or those people told about lately
	Paging      Paging
}

// aboutView is what the pages about the site need to know of the deployment.
type aboutView struct {
	SiteName     string
	RegionName   string
	Operator     Operator
	RecencyYears int    // how long ago a story may have happened
	Enforcement  string // who to turn to about accessibility; empty: nobody in this region
	Crisis       []Contact
}

// Operator is who answers for this deployment. Empty fields are not shown.
type Operator struct{ Name, Address, Email, Phone, DPO, Registration, Processors string }
