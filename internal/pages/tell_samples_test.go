package pages

import "testing"

// tellSamples is every page of the form with a full view, faults and all.
func tellSamples() []sampled {
	frame := tellFrame{FormErrors: FormErrors{[]Problem{{"story", "Tell us what happened."}, {"", "That was very quick."}}},
		Action: "/tell/story", Number: 2, Of: 5, Hidden: []Hidden{{"form_key", "k"}, {"postcode", `"><b>`}}}
	field := func(name string) Field {
		return Field{Name: name, Label: "A question", Hint: "Why", Value: "<b>x</b>", Error: "Something is wrong.", Options: chosen(ageGroupOptions, "child")}
	}
	seen := preview{Title: "T <b>", Text: sampleText, ScreenName: "grey heron 41", Role: "about a relative", AgeGroup: "child", Happened: "March 2026",
		Services: []string{"Woodend Hospital, Aberdeen", "Dr Gray's"}, Good: []string{"kind"}, Better: []string{"waiting"}, Feelings: []string{"sad"}}
	service := serviceChoice{ID: "s1", Name: "Woodend Hospital", Town: "Aberdeen", Postcode: "AB15 6XS", Organisation: "NHS Grampian", Closed: true}
	question := personQuestion{Field: field("gender"), Groups: []optionGroup{{Options: []groupedOption{{"gender", Option{Label: "Prefer not to say", Checked: true}}}},
		{Name: "White", Options: []groupedOption{{"gender-2", Option{Value: "a", Label: "A"}}}}}}
	return []sampled{
		sample(tellStartPage, tellStartView{Begun: "/tell/feelings", Start: "/tell/story?service=s1", About: &wards[0], Operator: Operator{Name: "The Sample Trust"}, IPDays: 30, ConsentAge: 13}),
		sample(tellStoryPage, tellStoryView{tellFrame: frame, Title: field("title"), Story: field("story"), ToldFor: field("told_for")}),
		sample(tellFeelingsPage, tellFeelingsView{tellFrame: frame, Questions: []tagQuestion{
			{Name: "good", Label: "What was good?", Error: "Too many", Choices: []Option{{Value: "kind", Label: "kind", Checked: true}}, Own: []string{"<b>", ""}, Suggestions: []string{"kind"}},
			{Name: "better", Label: "What could be better?", Choices: []Option{{Value: "food", Label: "food"}}, Own: []string{""}}}}),
		sample(tellServicesPage, tellServicesView{tellFrame: frame, Query: "<b>", Searched: true, Found: []serviceChoice{service}, Chosen: []serviceChoice{service},
			Error: "Choose one", Own: field("service_text"), When: field("happened"), TooOld: "Long ago", Example: "N101H"}),
		sample(tellAboutYouPage, tellAboutYouView{tellFrame: frame, ScreenName: field("screen_name"), Names: []string{"A", "B"}, MoreNames: 1, Warning: "A name", AgeGroup: field("age_group"),
			Postcode: field("postcode"), Email: field("email"), AskEmail: true, Edits: field("edits")}),
		sample(tellCheckPage, tellCheckView{tellFrame: frame, Preview: seen, Warnings: []string{"A name"}, Notes: []string{"Old"}, Private: []checkRow{{"Your postcode", "AB10", "about-you"}},
			Consent: Field{Name: "consent", Label: "Agree?", Error: "Tick it", Options: []Option{{Value: "yes", Label: "I agree"}}}, Terms: consentWords}),
		sample(tellReceivedPage, tellReceivedView{StoryID: "k7m2xq9a", StoryKey: "abcde-fghjk", Kept: true, Place: "3 stories are still to be read.", ReadBy: "Thursday", Hours: "Monday"}),
		sample(tellMorePage, tellMoreView{FormErrors: frame.FormErrors, Questions: []personQuestion{question, {Field: field("birth-year"), Year: true}}}),
	}
}

func TestEveryPageOfTheFormShowsItsFullSample(t *testing.T) {
	set := load(t)
	for _, s := range tellSamples() {
		doc := show(t, set, s)
		for selector, want := range map[string]int{
			"html[lang]": 1, "main#main-content": 1, "h1": 1, "title": 1, "a.govuk-skip-link": 1, "b": 0,
			"style": 0, "[style]": 0, "[onclick]": 0, "script:not([src])": 1, `[src^="http"]`: 0, `link[href^="http"]`: 0,
			"form:not([method=post])": 0, "[required]": 0, "[autofocus]": 0,
		} {
			if got := count(doc, selector); got != want {
				t.Errorf("%s: %d of %s, want %d", s.name, got, selector, want)
			}
		}
		checkIDs(t, s.name, doc)
	}
}

func TestEveryPageOfTheFormThatMayBeOpenedInDistressOffersHelpAndAWayOut(t *testing.T) {
	set := load(t)
	for _, s := range tellSamples() {
		if s.name == tellMorePage.name {
			continue
		}
		doc := show(t, set, s)
		if count(doc, ".crisis") != 1 || count(doc, ".govuk-exit-this-page") != 1 || count(doc, `.help-now a[href="#crisis-title"]`) != 1 {
			t.Errorf("%s: %d of help, %d ways out", s.name, count(doc, ".crisis"), count(doc, ".govuk-exit-this-page"))
		}
	}
}
