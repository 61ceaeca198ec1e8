package pages

import (
	"net/url"
	"reflect"
	"strings"
	"testing"

	"candour/internal/compare"
)

var (
	sampleKnown  = Field{Name: "password", Label: "Your password", Type: "password"}
	sampleAround = around{Services: wards, Good: tags[:1], Better: tags[1:2], Feelings: tags[2:]}
	yoursNow     = standing{"Waiting for your yes", "If you say nothing, your story is published on 25 November 2026 at 17:00.", "yours"}
	publicNow    = standing{"Published", "Everyone can read it.", "public"}
	sampleWrong  = []Problem{{"response", "Write what you want to say."}}
	sampleRows   = []Row{{Key: "Number", Value: "k7m2xq9a"}, {"E-mail address", "ada@example.org", "/account/details/email", "Change", "e-mail address"}}
)

const sampleReceipt = "Receipt of an erasure\n\nSite: Candour, https://candour.example\n\nFound: nothing.\nSignature: abc=\n"

func sampleOwnStory() ownStoryView {
	progress := NewProgress(4)
	answer := Field{Name: "response", Label: "Or tell us what is not right", Count: 1000, Value: "No"}.With(sampleWrong)
	return ownStoryView{FormErrors: FormErrors{sampleWrong}, around: sampleAround, Notice: "Done.", Note: movedNote, Unsent: "The case is over.", ID: "k7m2xq9a", Title: "He came back", Text: sampleText,
		ScreenName: "grey heron 41", Standing: yoursNow, Reason: "It names a nurse.\n\nTake the name out.", Facts: sampleRows, Progress: &progress,
		Original: &ownOriginal{"He came back to tell us", sampleText, "grey heron 40", "Woodend Hospital, Aberdeen", "how it felt: cold", "the title and the words", published},
		Reach:    []dated{{Words: "NHS Grampian, because it runs it"}}, Opened: []string{"NHS Grampian"}, Looks: []serviceLooked{{"Harbour Practice asked us to look again.", "The third sentence.", "We looked."}}, Closed: &closedForAuthor{"Part of a complaint", "It is over.", published, []appealed{{"The author asked.", "It was fair.", "It was."}}, &Field{Name: "appeal", Label: "Why?"}}, Acts: []dated{{published, "You sent your story."}},
		Messages: []message{{false, published, "Was it in March?"}, {true, published, "It was."}}, Agree: true, Parts: sampleCompared, Version: 3, Answer: &answer, MayWithdraw: true, IsPublic: true,
		Conversation: []ownTurn{{Turn: sampleConversation[0]}, {sampleConversation[1], "A moderator reads this next.", "It named somebody."}}}
}

var sampleCompared = []comparedPart{{Key: "title", Name: "Title", Pieces: []comparedPiece{{compare.Piece{Text: "He came back", Kind: "same"}, nil},
	{compare.Piece{Text: " to Morag", Kind: "out"}, nil}, {compare.Piece{Text: " twice", Kind: "in"}, []int{1}}}, Notes: []string{"It names somebody."}, Reasons: []string{"It is long."}},
	{Key: "text", Name: "Story", Pieces: []comparedPiece{{compare.Piece{Text: "All.", Kind: "same"}, nil}}, Reasons: []string{"It is long."}}}

func sampleEdits() editsView {
	return editsView{FormErrors: FormErrors{[]Problem{{"story", "Nothing is other."}}}, around: sampleAround, ID: "k7m2xq9a", Parts: sampleCompared, Again: true, Until: "25 November 2026 at 17:00",
		Base: "/agree/k7m2xq9a/x", Withdraw: "/agree/k7m2xq9a/x/withdraw", Version: 3, ByLetter: true, Title: Field{Name: "title", Label: "Title", Value: "He"},
		Text: Field{Name: "story", Label: "Story", Value: "All.", Count: 1000, Error: "Nothing is other."}, Screen: Field{Name: "screen_name", Label: "Screen name", Value: "heron"}}
}

func sampleLook(open bool) serviceLookView {
	wrong := []Problem{{"reason", "Choose why."}, {"words", "Say which part."}}
	v := serviceLookView{around: sampleAround, Service: "Harbour Practice, Aberdeen", IsOpen: open, Title: "He came back", Text: sampleText, ScreenName: "grey heron 41",
		Role: "about a relative", AgeGroup: "young person", Happened: "October 2026", Until: "on 21 November 2026 at 12:00", Action: "/review/k7m2xq9a/x",
		Now: []string{"A senior moderator has looked again."}, Answer: "We looked.", Href: "/stories/k7m2xq9a"}
	if open {
		v.FormErrors = FormErrors{wrong}
	}
	v.addLookForm(func(string) string { return "legal-bar" }, v.Problems)
	return v
}

func sampleAppeal(open bool) staffAppealView {
	v := staffAppealView{FormErrors: FormErrors{[]Problem{{"appeal", "Say why."}}}, actsFor: actsFor{"o1"}, Notice: "Done.", Note: movedNote, Unsent: "It names nobody.", What: "The response to “He came back” was not published",
		When: "on 14 November 2026 at 12:00", Label: "Part of a complaint", Why: "It named a nurse.", Said: "Thank you.", Action: "/staff/appeals/responses/r9", Again: "/staff/stories/k7m2xq9a#respond"}
	if open {
		v.Appeal = &Field{Name: "appeal", Label: "Why should it be decided otherwise?", Hint: "The moderators read it.", Error: "Say why."}
	} else {
		v.Asked = &appealed{"Your organisation asked for another decision.", "It names nobody.", "It does not."}
	}
	return v
}

func sampleScoped() scopedStoryView {
	form := &respondForm{Changing: "r9", Action: "/staff/stories/k7m2xq9a/respond", Response: Field{Name: "response", Label: "Your response", Count: 1000}.With(sampleWrong),
		Sign:       Field{Name: "sign", Label: "Sign with", Options: []Option{{Value: "name", Label: "My name", Checked: true}, {Value: "job_title", Label: "My job title"}}},
		Change:     Field{Name: "change", Label: "Has something changed?", Options: []Option{{Value: "none", Label: "No"}, {Value: "planned", Label: "We will", Hint: "Everyone sees it", Checked: true}}},
		ChangeText: Field{Name: "change_text", Label: "What changes?", Rows: 3}, ChangeOn: Field{Name: "change_on", Label: "When?", Type: "date"}}
	return scopedStoryView{FormErrors: FormErrors{sampleWrong}, actsFor: actsFor{"o1"}, around: sampleAround, Notice: "Done.", Note: movedNote, Reopened: &appealed{Words: "We asked.", Answer: "It is over."}, ID: "k7m2xq9a", Title: "He came back", Text: sampleText, ScreenName: "grey heron 41",
		About: sampleRows[:1], Published: published, Edited: true, IsPublic: true, Progress: NewProgress(3), Conversation: sampleConversation,
		Own:        []ownResponse{{Turn{Kind: "response", Anchor: "own1", Organisation: "NHS Grampian", Text: "Thank you.", At: published}, "r9", "You can still change this or delete it.", "It named a nurse.", "until 14:32, for 12 more minutes", "/staff/appeals/responses/r9"}},
		Colleagues: []string{"A colleague wrote a response."}, Respond: form}
}

// ownSamples is every page of authors and members with a full view, and the
// states that look different.
func ownSamples() []sampled {
	own, scoped := sampleOwnStory(), sampleScoped()
	public := own
	reply := Field{Name: "response", Label: "Reply in public", Count: 1000}
	write := Field{Name: "message", Label: "Write to the moderators", Value: "I am a@b.example"}.With([]Problem{{"message", "We would leave out an e-mail address."}})
	public.Standing, public.Agree, public.Answer, public.Reply, public.Original = publicNow, false, nil, &reply, nil
	public.Write, public.Masked = &write, &maskedMessage{"I am [e-mail address]", "an e-mail address"}
	public.Disclosed = []disclosedLine{{published, true, "A moderator was shown your postcode.", "He comes back tonight.", "", "He reads her letters."},
		{published, false, "A moderator asked to see your postcode.", "He comes back tonight.", "Nothing says so.", ""}}
	shut := scoped
	shut.Closed = &closedForStaff{"Part of a complaint", "A court.", published, []appealed{{Words: "The author asked.", Answer: "It was."}}, "/staff/appeals/stories/k7m2xq9a"}
	shut.IsPublic, shut.Respond, shut.MayNotRespond = false, nil, "This story is closed for now."
	card := ownCard{"k7m2xq9a", "He came back", yoursNow, published, wards, NewProgress(0)}
	open := ownCard{"p4w8zt3c", "Nobody rang", publicNow, published, nil, NewProgress(5)}
	password := Field{Name: "password", Label: "New password", Type: "password"}
	email := Field{Name: "email", Label: "E-mail address", Type: "email", Error: "Write it"}
	inbox := inboxCard{sampleCards[0], true}
	list := []sampled{
		sample(signInPage, newSignInView("/account", url.Values{"email": {"a@example.org"}}, []Problem{signInFailed(false)})),
		sample(forgottenPage, newForgottenView("a", []Problem{{"email", "Write it"}})), sample(forgottenPage, forgottenView{Sent: true}),
		sample(choosePasswordPage, choosePasswordView{Action: "/password/x", Password: password}),
		sample(linkPage, linkView{"password"}), sample(linkPage, linkView{"email"}), sample(linkPage, linkView{"letters"}), sample(linkPage, linkView{"erasure"}),
		sample(confirmEmailPage, confirmEmailView{Action: "/confirm-email/x"}), sample(confirmEmailPage, confirmEmailView{Done: true}),
		sample(stopPage, stopView{Action: "/letters/x/stop"}), sample(stopPage, stopView{Done: true}),
		sample(accountPage, accountView{"Done.", &plannedErasure{"on 25 November 2026 at 12:00", "https://candour.example/receipt/x"}, &copyLink{"/account/export/x", "on 19 November 2026 at 12:00"}, []ownCard{card}, []ownCard{open}}), sample(accountPage, accountView{}),
		sample(ownStoryPage, own), sample(ownStoryPage, public),
		sample(withdrawPage, withdrawView{"k7m2xq9a", "He came back", true}), sample(withdrawPage, withdrawView{"k7m2xq9a", "He came back", false}),
		sample(detailsPage, detailsView{"Done.", sampleRows, false, true, sampleRows[:1], []ownDetails{{"k7m2xq9a", "He came back", sampleRows, "I agree."}}}),
		sample(detailsPage, detailsView{LettersOff: true, HasEmail: true}),
		sample(emailPage, emailView{Now: "ada@example.org", Email: email, Known: sampleKnown}), sample(emailPage, emailView{Email: email, Known: sampleKnown}),
		sample(forgetEmailPage, forgetEmailView{Known: sampleKnown}), sample(storyKeyPage, storyKeyView{"abcde-fghjk-mnpqr-stuvw-xyz23"}),
		sample(passwordPage, passwordView{Back: "/account/details", Action: "/account/details/password", Current: Field{Name: "current", Label: "Your password now", Type: "password"}, Password: password}),
		sample(postcodePage, postcodeView{Action: "/account/details/postcode/k7m2xq9a", Title: "He came back", Label: "postcode", Postcode: Field{Name: "postcode", Label: "Your postcode", Value: "AB10 1AB"}}),
		sample(aboutYouPage, aboutYouView{Questions: []personQuestion{{Field: Field{Name: "birth-year", Label: "Which year?"}, Year: true},
			{Field: Field{Name: "gender", Label: "What is your gender?"}, Groups: []optionGroup{{"A group", []groupedOption{{"gender", Option{Label: "Prefer not to say", Checked: true}}}}}}}}),
		sample(erasePage, eraseView{FormErrors{[]Problem{{"word", "Type it"}}}, "Done.", &plannedErasure{"on 25 November 2026 at 12:00", "https://candour.example/receipt/x"}, []string{"1 story"}, []string{"letters"},
			whenField("3"), password, Field{Name: "word", Label: "Type ERASE", Error: "Type it"}, true}),
		sample(erasedPage, erasedView{Panel{Title: "Everything is erased", Text: "It happened."}, sampleReceipt, true, "", []string{"1 story"}, []string{"letters"}}),
		sample(erasedPage, erasedView{Panel: Panel{Title: "Everything is erased", Text: "It happened."}, Link: "https://candour.example/receipt/x"}),
		sample(receiptPage, receiptView{Planned: "on 25 November 2026 at 12:00", Action: "/receipt/x/cancel"}), sample(receiptPage, receiptView{Stopped: true}),
		sample(receiptPage, receiptView{Receipt: sampleReceipt}), sample(receiptPage, receiptView{}),
		sample(checkReceiptPage, checkReceiptView{FormErrors: FormErrors{[]Problem{{"receipt", "Paste it"}}}, Receipt: receiptField("", []Problem{{"receipt", "Paste it"}})}),
		sample(checkReceiptPage, checkReceiptView{Genuine: true, Receipt: receiptField(sampleReceipt, nil)}), sample(checkReceiptPage, checkReceiptView{Changed: true, Receipt: receiptField("x", nil)}),
		sample(readingPage, readingView{"Done.", []readLine{{"k7m2xq9a", "He came back", published}, {"", "", published}}}), sample(readingPage, readingView{}),
		sample(signInsPage, signInsView{"Done.", false, "/account/sign-ins", &signInRow{"a", "Firefox on Android", "on 18 November 2026 at 12:00", published}, []signInRow{{"b", "Safari on an iPhone", "on 17 November 2026 at 09:00", published}}}),
		sample(signInsPage, signInsView{Member: true, Base: "/staff/sign-ins"}),
		sample(copyPage, copyView{"Candour", "18 November 2026", []copyGroup{{"Your account", [][]Row{sampleRows}}, {"About you", nil}}, []copyStory{{"He came back", "k7m2xq9a", []copyGroup{{"Your story", [][]Row{sampleRows}}}}}}),
		sample(callPage, callView{FormErrors{[]Problem{{"who", "Say who answers."}}}, actsFor{"o1"}, "Done.", "NHS Grampian", Field{Name: "who", Label: "Who answers?", Error: "Say who answers."},
			Field{Name: "phone", Label: "Phone number", Value: "01224 000000"}, Field{Name: "email", Label: "E-mail address"}, Field{Name: "hours", Label: "When?"}, "on 18 November 2026 at 12:00"}),
		sample(ownServicesPage, ownServicesView{Notice: "Done.", Organisation: "NHS Grampian", Query: "royal", Words: "We run hospitals…", TakenOff: []Link{{"Ward 9, Aberdeen", "/staff/services/w2"}}, Total: 2, Paging: NewPaging("/staff/services", nil, 1, 2),
			Services: []ownService{{wards[0], "Come to the main door…", false}, {wards[1], "", true}}}),
		sample(ownServicesPage, ownServicesView{Organisation: "NHS Grampian"}), sample(ownServicesPage, ownServicesView{Organisation: "NHS Grampian", Query: "x"}),
		sample(ownWordsPage, ownWordsView{FormErrors: FormErrors{[]Problem{{"own_words", "There is room for 2,000 characters. Take out 1 character."}}}, actsFor: actsFor{"o1"}, Notice: "Done.", Name: "Aberdeen Royal Infirmary", Public: "/services/s1",
			Action: "/staff/services/s1", Field: Field{Name: "own_words", Label: "What do you want people to know?", Value: "<b>Come</b>", Error: "There is room for 2,000 characters. Take out 1 character."},
			Preview: &OwnWords{"NHS Grampian", "<b>Come</b> to the main door."}, Warnings: []string{"This looks like a name."}, Warned: "abc", Parts: []Link{{"Ward 9", "/staff/services/w2"}}, LastChanged: "Isla on 3 May 2026 at 12:00",
			TakenOff: &takenOff{"On 4 May 2026 at 09:00", "It names a nurse.", "/staff/appeals/words/w1"}, Versions: []ownWordsVersion{{"Isla", "3 May 2026", "Ask for <b>Ann</b>.", &takenOff{"4 May 2026", "It names a nurse.", "/staff/appeals/words/w1"}}, {"", "2 May 2026", "", nil}}}),
		sample(inboxPage, inboxView{"Done.", staffNav{"stories", true}, "NHS Grampian", "Morag Sample", false, true, true, []inboxCard{inbox}, "/staff?below=12"}),
		sample(inboxPage, inboxView{Organisation: "NHS Grampian"}), sample(inboxPage, inboxView{Organisation: "NHS Grampian", All: true}), sample(inboxPage, inboxView{Organisation: "NHS Grampian", Later: true}),
		sample(staffLooksPage, staffLooksView{"Done.", "NHS Grampian", []reviewedService{{"s1", "Harbour Practice, Aberdeen", "team@practice.example"}, {"s2", "Seaview, Stonehaven", ""}},
			[]staffLook{{"Harbour Practice looked at this story.", "We looked.", "/staff/stories/k7m2xq9a"}}}), sample(staffLooksPage, staffLooksView{Organisation: "NHS Grampian"}),
		sample(staffAppealsPage, staffAppealsView{"NHS Grampian", 5, []appealLine{{"/staff/appeals/words/w1", "Your words about Ward 4 were taken off its page", "on 14 November 2026 at 12:00", "You can ask for another decision."}}}),
		sample(staffAppealsPage, staffAppealsView{Organisation: "NHS Grampian", Days: 5}), sample(staffAppealPage, sampleAppeal(true)), sample(staffAppealPage, sampleAppeal(false)),
		sample(reviewAddressPage, reviewAddressView{FormErrors{sampleWrong}, actsFor{"o1"}, "Harbour Practice, Aberdeen", "/staff/service-reviews/s1/address", Field{Name: "address", Label: "E-mail address", Type: "email", Error: "Write it"}}),
		sample(serviceQuestionPage, sampleQuestion(true)), sample(serviceQuestionPage, sampleQuestion(false)),
		sample(staffQuestionsPage, staffQuestionsView{"Done.", "NHS Grampian", true, []staffQuestion{{"q1", "Ward 4, Aberdeen", "Which ward is this?", "", "Asked on 18 November 2026. You have until 23 November 2026 at 12:00."}},
			[]staffQuestion{{"q2", "Ward 5, Aberdeen", "Is the name right?", "Yes.", "Answered on 18 November 2026."}}}), sample(staffQuestionsPage, staffQuestionsView{Organisation: "NHS Grampian"}),
		sample(serviceLookPage, sampleLook(true)), sample(serviceLookPage, sampleLook(false)),
		sample(reportPage, sampleReport()), sample(reportPage, reportView{Action: "/stories/k7m2xq9a/problem", Title: "He came back", Reason: Field{Name: "reason", Label: "What is wrong?"}, Words: Field{Name: "words", Label: "What?"}}),
		sample(reportedPage, reportedView{"k7m2xq9a", "He came back to tell us, twice", "2 December 2026", sampleContacts}),
		sample(editsPage, sampleEdits()), sample(editsPage, editsView{ByLetter: true, ID: "k7m2xq9a", Done: "Your story is published.", Just: "You agreed.", IsPublic: true}), sample(editsWithdrawPage, editsWithdrawView{"/agree/k7m2xq9a/x", "He came back"}),
		sample(scopedStoryPage, scoped), sample(scopedStoryPage, shut),
		sample(reportsPage, sampleReports), sample(reportsPage, reportsView{Organisation: "NHS Grampian", Few: "7 or fewer", MinimumPeople: 10, RoundTo: 5, BusyQuarter: 40}),
	}
	return append(list, staffSamples()...)
}

func TestEveryPageOfAuthorsAndMembersShowsItsFullSample(t *testing.T) {
	set := load(t)
	shown := map[string]bool{}
	for _, s := range ownSamples() {
		shown[s.name] = true
		doc := show(t, set, s)
		checkFrame(t, s.name, doc)
		if count(doc, `meta[name=robots][content=noindex]`) != 1 && s.name != "account/copy" {
			t.Errorf("%s: search engines are not asked to leave it out", s.name)
		}
		if got := text(doc, "main"); strings.Contains(got, "<no value>") || strings.Contains(got, "&lt;") {
			t.Errorf("%s has a hole: %s", s.name, got)
		}
	}
	for _, name := range set.Names() {
		own := strings.HasPrefix(name, "account/") || strings.HasPrefix(name, "staff/")
		if own && !shown[name] {
			t.Errorf("%s has no sample", name)
		}
	}
}

func TestNoViewOfAMemberHasAFieldForPrivateDetails(t *testing.T) {
	private := []string{"email", "ip", "postcode", "account", "author", "original", "born", "ethnic", "gender", "messages", "consent"}
	for _, view := range []any{scopedStoryView{}, inboxView{}, inboxCard{}, ownResponse{}, around{}, respondForm{}, ownServicesView{}, ownWordsView{}, reportsView{}, reportTable{}, reportRow{}} {
		v := reflect.TypeOf(view)
		for i := range v.NumField() {
			name := strings.ToLower(v.Field(i).Name)
			for _, word := range private {
				if strings.HasPrefix(name, word) {
					t.Errorf("%s has the field %s", v.Name(), v.Field(i).Name)
				}
			}
		}
	}
}
