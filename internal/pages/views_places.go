package pages

import "time"

// Fact is one line about a service or an organisation: a few words, or links to
// whom they name.
type Fact struct {
	Label string
	Words string
	Links []Link
}

// OwnWords are what an organisation says on a page.
type OwnWords struct{ By, Text string }

// FormerName is what something was called, until a day.
type FormerName struct {
	Name  string
	Until time.Time
}

// Before is what a service took over, with the newest stories told about it.
type Before struct {
	Services []Link
	Stories  []StoryCard
	All      string // where all of them are; empty when Stories is all
}

// placeView is what the pages of services and of organisations share.
type placeView struct {
	ID, Name    string
	FormerNames []FormerName
	OtherNames  []string
	Closed      string // a sentence; empty while it is open
	Became      *Link  // what it became
	Facts       []Fact
	OwnWords    OwnWords
	Numbers     []string
	TooFew      time.Time // since when there were too few stories for numbers; zero: enough, or none
	Codes       []Row
	History     string // where its history is; empty when there is none
	Search      string // where to search among its stories
	Feed        string
	found
}

// serviceView is the page of one service.
type serviceView struct {
	placeView
	Town      string // where it is; for a ward, the hospital
	Parts     []PartCard
	PartCount int
	PartsMore string // where all its parts are; empty when Parts is all
	Before    *Before
	wordsOf   bool   // the words on it are those of who runs it today
	Review    string // whether it looks before publication; empty: not said
}

// PartCard is a service in a list of one hospital or one organisation.
type PartCard struct {
	ID, Name string
	Where    string // the hospital of a ward, or a postcode; empty where the list says it
	Closed   bool
	Stories  int
}

// partsView lists all parts of a service.
type partsView struct {
	ID, Name string
	Total    int
	Parts    []PartCard
	Paging   Paging
}

// organisationView is the page of one organisation.
type organisationView struct {
	placeView
	Kind         string
	Below        []Link
	Services     []ServiceLink
	ServiceCount int
	ServicesMore string // where all its services are; empty when Services is all
}

// servicesOfView lists the services of an organisation, town by town.
type servicesOfView struct {
	ID, Name, Query string
	Total           int
	Towns           []TownServices
	Paging          Paging
}

// TownServices are the services of an organisation in one town.
type TownServices struct {
	Town     string
	Services []PartCard
}

// historyView is what was changed about a service or an organisation.
type historyView struct {
	Name, Back string
	Events     []HistoryEvent
}

// HistoryEvent is one thing that changed, in a sentence with at most one link.
type HistoryEvent struct {
	At     time.Time
	Before string
	Link   Link
	After  string
	Source string
}
