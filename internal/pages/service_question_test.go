package pages

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

func sampleQuestion(open bool) serviceQuestionView {
	v := serviceQuestionView{actsFor: actsFor{"o1"}, Staff: true, IsOpen: open, Service: "Ward 4, Aberdeen", Text: "Which ward is this?", Asked: "18 November 2026", Until: "23 November 2026 at 12:00",
		Action: "/question/q1/x"}
	if open {
		v.FormErrors = FormErrors{sampleWrong}
		v.Answer = Field{Name: "answer", Label: "Your answer", Value: "Ward 4.", Error: "Write your answer."}
		return v
	}
	v.Now, v.Unsent = "This question has its answer.", "Ward 5."
	return v
}

// asked tells a story and has a moderator ask a service about it. It gives the address
// of the link that went to the service's own mailbox.
func (s *ownSite) asked(t testing.TB) (id, link string) {
	t.Helper()
	v, err := records.FindService(s, s.services["N101H"])
	if err != nil {
		t.Fatal(err)
	}
	v.SetReviewAddress("ward@board.example")
	mustSave(t, s, v, nil)
	id = s.told(t, adaEmail, nil).StoryID
	q := flow.QuestionToService{Service: v.Id, Decision: flow.Decision{StoryID: id, Version: 1, Moderator: s.moderator, Note: "Which ward has the blue door?"}}
	if err := flow.AskService(s, q); err != nil {
		t.Fatal(err)
	}
	letters, err := records.LettersOfStory(s, id)
	if err != nil {
		t.Fatal(err)
	}
	to := map[string]string{}
	for _, l := range letters {
		if l.Kind() == string(mail.ServiceQuestion) {
			to[l.ToCollection()] = "/question/" + l.About() + "/" + flow.LinkToken(s, l)
		}
	}
	if len(to) != 2 {
		t.Fatalf("letters went to %v", to)
	}
	return id, to["services"]
}

func (s *ownSite) question(t testing.TB, id string) *records.ServiceQuestion {
	t.Helper()
	found, err := records.QuestionsOfStory(s, id)
	if err != nil || len(found) == 0 {
		t.Fatal(len(found), err)
	}
	return found[0]
}

func TestAServiceIsAskedByALinkAndSeesNothingOfTheStory(t *testing.T) {
	site := newOwnSite(t)
	id, link := site.asked(t)
	v := testkit.NewVisitor(t, site.url)
	page := v.Get(link).Is(200)
	page.Has("h1", "A question about")
	page.Has("main", "Which ward has the blue door?", "until ")
	page.HasNowhere(adaEmail, "AB10", site.author(t, adaEmail).Id, id, "The porter stayed", "Mossy heron 418", "October", site.moderator, "ward@board.example")
	if h := page.Header; h.Get("X-Robots-Tag") != "noindex" || !strings.Contains(h.Get("Cache-Control"), "no-store") {
		t.Errorf("headers %v", h)
	}
	q := site.question(t, id).Id
	v.Get("/question/" + q + "/zzzzzzzzzzzzzzz-00000000000000000000000000000000").Is(410)
	v.Get("/question/zzzzzzzzzzzzzzz/" + link[strings.LastIndex(link, "/")+1:]).Is(410)
	ada := site.signedIn(t, adaEmail)
	own := ada.Get("/account/stories/" + id).Is(200)
	own.Has("main", "about the place (not about you)", "A moderator asked a service something about the place.")
	own.HasNowhere("blue door")
	v.Get(link)
	v.Submit("main form", url.Values{"answer": {""}}).Is(422).Has(".govuk-error-summary", "Write your answer")
	v.Get(link)
	done := v.Submit("main form", url.Values{"answer": {"Ward 4. Ring 01224 555 123."}}).Is(200)
	done.Has("main", "This question has its answer")
	done.HasNowhere("blue door", "Ward 4")
	v.Post(link, url.Values{"answer": {"Ward 5, I think."}}).Is(409).Has("main", "What you wrote was not sent", "Ward 5, I think.")
	if f := site.question(t, id).Facts(); !strings.HasPrefix(f.Answer, "Ward 4. Ring ") || strings.Contains(f.Answer, "555") {
		t.Errorf("the answer is kept as %q", f.Answer)
	}
	files := fetchCopy(t, ada)
	if data := string(files["everything.json"]); !strings.Contains(data, "blue door") || !strings.Contains(data, "Ward 4. Ring ") || strings.Contains(data, site.moderator) {
		t.Error("the copy lacks the question or the answer, or names the moderator")
	}
}

func TestTheLinkOfAQuestionDiesWithTheStory(t *testing.T) {
	for name, end := range map[string]func(site *ownSite, id string) error{
		"withdrawn": func(site *ownSite, id string) error { return flow.WithdrawStory(site, site.author(t, adaEmail).Id, id) },
		"erased":    func(site *ownSite, _ string) error { return flow.EraseAuthor(site, site.author(t, adaEmail).Id) },
		"taken back": func(site *ownSite, id string) error {
			return flow.TakeQuestionBack(site, site.question(t, id).Id, site.moderator)
		},
		"too late": func(site *ownSite, id string) error {
			site.Pass(10 * 24 * time.Hour)
			_, err := flow.TendQuestions(site)
			return err
		},
	} {
		site := newOwnSite(t)
		id, link := site.asked(t)
		if err := end(site, id); err != nil {
			t.Fatal(name, err)
		}
		v := testkit.NewVisitor(t, site.url)
		v.Get(link).Is(410).HasNowhere("blue door")
		if page := v.Post(link, url.Values{"answer": {"Ward 4."}}); page.Status != 410 && page.Status != 409 {
			t.Errorf("%s: an answer is met with %d", name, page.Status)
		} else {
			page.Has("main", "What you wrote was not sent", "Ward 4.")
		}
		if q, err := records.QuestionsOfStory(site, id); err != nil || len(q) > 0 && q[0].Facts().Answer != "" {
			t.Errorf("%s: an answer was kept (%v)", name, err)
		}
		site.signedIn(t, "isla@board.example").Get("/staff/questions").Is(200).HasNowhere("blue door", "/stories/"+id)
	}
}

func TestAServicesAnswer_WhateverIsSentIsMetWithASentenceAndNothingTypedIsLost(t *testing.T) {
	site := newOwnSite(t)
	id, link := site.asked(t)
	v := testkit.NewVisitor(t, site.url)
	answer := func(at, words string) *testkit.Page { return v.Post(at, url.Values{"answer": {words}}) }
	guessed := link[:strings.LastIndex(link, "/")+1] + strings.Repeat("x", 43)
	answer(guessed, "A guess.").Is(410).Has("main", "the link is not whole", "What you wrote was not sent", "A guess.")
	answer(link, "  ").Is(422).Has(".govuk-error-summary", "Write your answer.")
	long := strings.Repeat("ward ", 10000)
	answer(link, long).Is(422).Has("textarea", long[:1000])
	v.Get(link).Is(200).Has("main", "blue door") // none of these was taken
	const script = "<script>alert(1)</script> Ask "
	answer(link, script+adaEmail+".").Is(200).HasNowhere("Ask")
	if got := site.question(t, id).Facts().Answer; got != script+"[e-mail address]." {
		t.Errorf("kept: %q", got)
	}
	page := answer(link, "<b>Again</b>, from a colleague.").Is(409)
	page.Has("main", "has its answer", "What you wrote was not sent", "<b>Again</b>, from a colleague.")
	page.HasNowhere(script)
	if strings.Contains(page.Source, "<b>Again") {
		t.Error("what somebody typed is markup on the page")
	}
}

func TestMembersSeeTheQuestionsToTheirOwnServicesAndRespondersAnswer(t *testing.T) {
	site := newOwnSite(t)
	id, _ := site.asked(t)
	q := "/staff/questions/" + site.question(t, id).Id
	rita := site.signedIn(t, ritaEmail)
	rita.Get("/staff").Is(200).Has("main", "Questions about your services")
	list := rita.Get("/staff/questions").Is(200)
	list.Has("main", "Which ward has the blue door?")
	list.HasNowhere(id, "The porter stayed", "Mossy heron 418")
	site.signedIn(t, lewisEmail).Get("/staff/questions").Is(200).Has("main", "blue door", "Responders and administrators")
	site.signedIn(t, lewisEmail).Get(q).Is(404)
	if _, err := records.AddMember(site, "boss@other.example", "Bo Other", goodWords, site.otherBoard(t), story.RoleAdministrator); err != nil {
		t.Fatal(err)
	}
	boss := site.signedIn(t, "boss@other.example")
	boss.Get("/staff/questions").Is(200).HasNowhere("blue door")
	boss.Get(q).Is(404)
	boss.Post(q, url.Values{"for": {site.otherBoard(t)}, "answer": {"Ours."}}).Is(404)
	testkit.NewVisitor(t, site.url).Get(q).HasNowhere("blue door")
	rita.Get(q).Is(200).Has("main", "blue door")
	rita.Submit("main form", url.Values{"answer": {"It is ward 4."}}).Is(200).Has("main", "Your answer is with the moderators", "It is ward 4.")
	if err := flow.AnswerQuestionAs(site, site.question(t, id).Id, site.otherBoard(t), "Ours."); !errors.Is(err, records.ErrNotFound) {
		t.Errorf("another organisation: %v", err)
	}
}

func TestBrowser_AQuestionIsAnsweredOnAPhoneByKeyboard(t *testing.T) {
	site := newOwnSite(t)
	id, link := site.asked(t)
	b := testkit.NewBrowser(t)
	b.Viewport(1280, 900)
	b.Open(site.url + link)
	b.Screenshot("service-question-1280")
	b.Viewport(320, 700)
	b.Open(site.url + link)
	b.NoOverflow()
	b.Screenshot("service-question-320")
	for _, v := range b.Axe("") {
		t.Errorf("the page breaks %s", v)
	}
	b.Fill("textarea[name=answer]", "Ward 4.")
	b.TabTo("main form button")
	b.PressToLoad(kb.Enter)
	b.WaitForText("This question has its answer")
	for _, v := range b.Axe("") {
		t.Errorf("the page afterwards breaks %s", v)
	}
	if f := site.question(t, id).Facts(); f.Answer != "Ward 4." {
		t.Errorf("the answer is %q", f.Answer)
	}
	site.answersAsStaff(t, b)
}

// answersAsStaff goes from the list of questions to one and answers it, on a phone and
// by keyboard, as a responder.
func (s *ownSite) answersAsStaff(t testing.TB, b *testkit.Browser) {
	t.Helper()
	id, _ := s.asked(t)
	q := s.question(t, id).Id
	s.enter(b, ritaEmail)
	b.Open(s.url + "/staff/questions")
	sound := func(name string) {
		t.Helper()
		b.NoOverflow()
		b.Screenshot(name)
		for _, v := range b.Axe("") {
			t.Errorf("%s breaks %s", name, v)
		}
	}
	sound("staff-questions-320")
	b.TabTo(`a[href^="/staff/questions/` + q + `"]`)
	b.PressToLoad(kb.Enter)
	b.WaitForText("blue door")
	sound("staff-question-320")
	b.Fill("textarea[name=answer]", "Ward 5.")
	b.TabTo("main form button")
	b.PressToLoad(kb.Enter)
	b.WaitForText("Your answer is with the moderators")
	sound("staff-questions-answered-320")
	if f := s.question(t, id).Facts(); f.Answer != "Ward 5." {
		t.Errorf("the answer is %q", f.Answer)
	}
}
