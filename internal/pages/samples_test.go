package pages

import (
	"os"
	"testing"
	"time"
)

// sampled is a page with a full view of its own type.
type sampled struct {
	name   string
	data   any
	crisis bool
	help   bool
	exit   bool
}

func sample[T any](p *page[T], view T) sampled {
	return sampled{p.name, view, p.has(helpNearby), p.has(helpAtTop), p.has(exitAtOnce)}
}

var (
	published = time.Date(2026, time.November, 14, 9, 0, 0, 0, time.UTC)

	wards = []ServiceLink{{ID: "s1", Name: "Aberdeen Royal Infirmary", Town: "Aberdeen"}, {ID: "s2", Name: "Woodend Hospital", Town: "Aberdeen"}}

	tags = []TagLink{{"kind staff", "kind-staff", "good"}, {"waiting for a bed", "waiting-for-a-bed", "better"}, {"looked after", "looked-after", "feelings"}}

	sampleText = "My mother fell on the ice outside the shop, and the first thing she said was that she did not want to be a bother.\n\n" +
		"We waited nine hours on a trolley. It was nobody's fault that I could see. The corridor was full and the staff never stopped moving. But nobody told us what we were waiting for, and that was the hard part.\n\n" +
		"About three in the morning a porter stopped, tucked her blanket in and said:\n“You're next but two. I'll come and tell you when it changes.”\n\n" +
		"And he did. Twice. I have thought about him often since. <b>It cost nothing</b> & it changed the night."

	sampleCards = []StoryCard{
		{ID: "k7m2xq9a", Title: "He came back to tell us, twice", Opening: "My mother fell on the ice outside the shop, and the first thing she said was that she did not want to be a bother. We waited nine hours on a trolley. It was nobody's fault that I could see…",
			ScreenName: "grey heron 41", Role: "about a relative", Published: published, Services: wards, Tags: tags, Progress: NewProgress(5), Alike: 12},
		{ID: "p4w8zt3c", Title: "Nobody rang with the results", Opening: "I was told a week. After five I rang myself, and was passed round four desks…",
			ScreenName: "birch and gorse", Published: published, Services: wards[:1], Tags: tags[1:2], Progress: NewProgress(0)},
		{ID: "h3n6vb5e", Title: "Thank you for treating me like a person", Opening: "Short one. I came in scared and left laughing.",
			ScreenName: "harbour seal 7", Published: published, Services: nil, Progress: NewProgress(3)},
	}

	sampleConversation = []Turn{
		{Kind: "response", Anchor: "r1", Name: "Morag Sample", JobTitle: "Senior charge nurse", Organisation: "NHS Grampian", OrganisationID: "o1", Photo: "/stories/k7m2xq9a/responses/r1/photo", At: published.AddDate(0, 0, 2),
			Text:    "Thank you for telling us about your mother. Nine hours is too long, and not knowing made it longer.\n\nI found the porter and read him your words. From December, somebody will go round the corridor every hour and tell people where they stand.",
			Changes: []ChangeLine{{State: "planned", Text: "An hourly round of the corridor by the nurse in charge, day and night.", DueOn: published.AddDate(0, 1, 0)}}},
		{Kind: "author", Anchor: "r2", Name: "grey heron 41", At: published.AddDate(0, 0, 3), Text: "I did not expect an answer like that. Please tell him she is home."},
		{Kind: "update", Anchor: "u1", Name: "grey heron 41", At: published.AddDate(0, 0, 20), Text: "We were back last week. Somebody came round every hour."},
		{Kind: "response", Anchor: "r3", Organisation: "Aberdeen City Health and Social Care Partnership", At: published.AddDate(0, 0, 25), Text: "The round now happens in all our wards.",
			Changes: []ChangeLine{{State: "made", Text: "Hourly rounds in every ward that has a corridor bed.", MadeOn: published.AddDate(0, 0, 24)}, {State: "overdue", Text: "A board that shows the wait.", DueOn: published}}},
	}

	sampleStory = storyView{ID: "k7m2xq9a", Title: "He came back to tell us, twice", Text: sampleText, ScreenName: "grey heron 41", Role: "about a relative", AgeGroup: "young person",
		Happened: "October 2026", Published: published, Services: wards, Good: tags[:1], Better: tags[1:2], Feelings: tags[2:], Progress: NewProgress(5),
		ReadBy: []string{"NHS Grampian"}, ReviewedBy: []string{"One service asked us to look again. We found nothing to change."}, Conversation: sampleConversation,
		Alike: 12, AlikeAction: "/stories/k7m2xq9a/similar", ReportHref: "/stories/k7m2xq9a/problem", OwnHref: "/account/stories/k7m2xq9a", ShareAt: "https://stories.example/k7m2xq9a", Similar: sampleCards[1:2]}

	sampleParts = []PartCard{{"w1", "Emergency Department", "Aberdeen Royal Infirmary, Aberdeen", false, 12}, {"w2", "Ward 9", "", true, 0}}

	sampleService = serviceView{Town: "Aberdeen", Parts: sampleParts, PartCount: 200, PartsMore: "/services/s1/parts", Review: reviewWords[true], placeView: samplePlace("/services/s1"),
		Before: &Before{Services: []Link{{"Old Infirmary, Aberdeen", "/services/s9"}}, Stories: sampleCards[:1], All: "/stories?service=s9"}}

	sampleOrganisation = organisationView{Kind: "health board", Below: []Link{{"Moray Partnership", "/organisations/o2"}}, Services: wards, ServiceCount: 5000,
		ServicesMore: "/organisations/o1/services", placeView: samplePlace("/organisations/o1")}

	sampleContacts = []Contact{
		{Name: "Emergency services", What: "If someone's life is in danger now", Phone: "999", Hours: "Day and night"},
		{Name: "Samaritans", What: "If you are struggling to cope and want someone to listen", Phone: "116 123", URL: "https://www.samaritans.org", Hours: "Day and night"},
		{Name: "Shout", What: "If you would rather text than talk", Text: "SHOUT to 85258"},
	}

	sampleOperator = Operator{Name: "The Sample Trust", Address: "1 Sample Street\nAberdeen", Email: "hello@stories.example", Phone: "01224 496 0000",
		DPO: "Morag Sample, privacy@stories.example", Registration: "ZA000000", Processors: "Sample Hosting (Scotland)"}

	samplePrivacy = privacyView{SiteName: "Candour", RegionName: "Scotland", Operator: sampleOperator, Law: "the law", Bases: []basis{{"Your story", "You agree to it."}},
		ConsentAge: 13, Regulator: regulator{"the Commissioner", "https://commissioner.example", "0303 123 1113"}, Backups: "35 days", Totals: Totals{10, 7, 5},
		Held:   []heldGroup{{"seen-by-you", "What only you see", "Sign in.", []heldThing{{"held-email", "Your e-mail address", "To write to you.", "You.", "Until you erase it."}}}},
		Clocks: []keptFor{{"clock-drafts", "A story you have begun", "7 days after you last changed it"}}, Versions: noticeVersions}

	sampleAbout = aboutView{SiteName: "Candour", RegionName: "Scotland", Operator: sampleOperator,
		RecencyYears: 3, Enforcement: "the Equality Advisory and Support Service", Crisis: sampleContacts}
)

// samplePlace is what the pages of a service and of an organisation share, all of it.
func samplePlace(path string) placeView {
	return placeView{ID: "s1", Name: "Aberdeen Royal Infirmary", FormerNames: []FormerName{{"The Infirmary", published}}, OtherNames: []string{"ARI", "Foresterhill"},
		Closed: "This service has been closed since 14 November 2026.", Became: &Link{"Baird Hospital, Aberdeen", "/services/s3"},
		Facts:    []Fact{{Label: "Where", Words: "Foresterhill Road, Aberdeen, AB25 2ZN"}, {Label: "Phone", Links: []Link{{"0345 456 6000", "tel:03454566000"}}}, {Label: "Run by", Links: []Link{{"NHS Grampian", "/organisations/o1"}}}},
		OwnWords: OwnWords{"NHS Grampian", "Come to the main door.\n\n<b>Ask</b> at the desk."}, Numbers: []string{"7 of 10 stories were answered (April to June 2026)."}, TooFew: published,
		Codes: []Row{{Key: "Public Health Scotland code", Value: "N101H"}}, History: path + "/history", Search: "/stories?service=s1", Feed: path + ".atom",
		found: found{Total: 31, Stories: sampleCards, Paging: NewPaging(path, nil, 1, 4)}}
}

// samples is every page with a full view.
func samples() []sampled {
	list := []sampled{
		sample(homePage, homeView{Numbers: []string{"7 of 10 stories were answered, half of them within 3 days (April to June 2026).", "4 changes were made (April to June 2026)."}, Latest: sampleCards, Changed: sampleCards[:1]}),
		sample(storiesPage, storiesView{Heading: "Stories", Query: "bed & blanket", Nearby: []Link{{"Stories about Woodend Hospital, Aberdeen", "/services/abc"}}, Hidden: []Hidden{{"tag", "kind-staff"}},
			Order:   Field{Name: "order", Label: "Order", Options: []Option{{Value: "newest", Label: "Newest first", Checked: true}, {Value: "oldest", Label: "Oldest first"}}},
			Role:    Field{Name: "role", Label: "Told by", Options: []Option{{Label: "Anybody"}, {Value: "relative", Label: "A relative"}}},
			Reached: Field{Name: "progress", Label: "How far it has come", Options: []Option{{Label: "Any"}, {Value: "made", Label: "Change made"}}},
			Age:     Field{Name: "age", Label: "Age group", Options: []Option{{Label: "Any"}, {Value: "child", Label: "Child"}}},
			Filters: []Filter{{"Tagged “kind staff”", "/stories?q=bed"}}, found: found{Total: 1000, More: true, Stories: sampleCards, Paging: NewPaging("/stories", nil, 3, 40), Further: Link{"Go on with older stories", "/stories?past=7"}}, Feed: "/feeds/stories.atom?q=bed"}),
		sample(storyPage, sampleStory),
		sample(servicesPage, servicesView{Query: "royal", Near: "Aberdene", Searched: true, Place: "Aberdeen", Guessed: true, Others: []Link{{"NP13", "/services?near=NP13"}}, Measured: true, From: "the middle of Aberdeen", Total: 2, Paging: NewPaging("/services", nil, 1, 2), Services: []ServiceCard{
			{ID: "s1", Name: "Aberdeen Royal Infirmary", Town: "Aberdeen", Postcode: "AB25 2ZN", Kind: "hospital", Organisation: "NHS Grampian", Stories: 31, Away: "less than a mile away"},
			{ID: "s2", Name: "Woodend Hospital", Town: "Aberdeen", Postcode: "AB15 6XS", Kind: "hospital", Organisation: "NHS Grampian"}}}),
		sample(servicePage, sampleService), sample(organisationPage, sampleOrganisation),
		sample(partsPage, partsView{ID: "s1", Name: "Aberdeen Royal Infirmary", Total: 200, Parts: sampleParts, Paging: NewPaging("/services/s1/parts", nil, 1, 4)}),
		sample(servicesOfPage, servicesOfView{ID: "o1", Name: "NHS Grampian", Query: "royal", Total: 2, Paging: NewPaging("/organisations/o1/services", nil, 1, 2),
			Towns: []TownServices{{"Aberdeen", sampleParts}, {"", sampleParts[1:]}}}),
		sample(historyPage, historyView{Name: "Aberdeen Royal Infirmary", Back: "/services/s1", Events: []HistoryEvent{{published, "It became a part of ", Link{"Woodend Hospital", "/services/s2"}, ".", "The official list says so."}, {Before: "It closed."}}}),
		sample(transparencyPage, sampleTransparency), sample(transparencyPage, transparencyView{SiteName: "Candour"}),
		sample(problemPage, problemView{Heading: "Something went wrong on our side", Words: []string{"It is not your fault.", "Try again."}, Typed: "It was another ward.", ID: "K3PQ7XYZ"}),
	}
	list = append(list, sample(privacyPage, samplePrivacy))
	for _, p := range aboutPages {
		list = append(list, sample(p, sampleAbout))
	}
	return list
}

// public is the folder the program embeds.
var public = os.DirFS("../../pb_public")

func sampleFrame(s sampled) Frame {
	return Frame{Site: Site{Name: "Candour", URL: "https://stories.example", RegionName: "Scotland", Exit: "https://weather.example"},
		Path: "/stories", Crisis: sampleContacts, ShowCrisis: s.crisis, HelpAtTop: s.help, ShowExit: s.exit, Data: s.data}
}

// load reads only what this package's own samples cover when other pages are listed.
func load(t *testing.T) *Templates {
	t.Helper()
	templates, err := Load(public)
	if err != nil {
		t.Fatal(err)
	}
	return templates
}
