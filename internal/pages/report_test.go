package pages

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// reportsOn are what readers said about a story.
func (s *ownSite) reportsOn(t testing.TB, id string) []*records.ReaderReport {
	t.Helper()
	found, err := records.ReaderReportsOf(s, id, 100)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestAReaderTellsUsThatSomethingIsWrongWithoutSayingWho(t *testing.T) {
	site := newOwnSite(t)
	_, id := site.ada(t)
	site.publish(t, id)
	v := testkit.NewVisitor(t, site.url)
	v.Get("/stories/" + id)
	page := v.Follow(`a[href="/stories/` + id + `/problem"]`).Is(200)
	page.Has("#report-help", "999")
	page.HasNot("input[type=email]")
	page.HasNot("input[name=about]") // nobody has answered: it can only be the story
	if page.Header.Get("X-Robots-Tag") != "noindex" || len(v.Client().Jar.Cookies(page.URL)) != 0 {
		t.Errorf("it may be found by a search engine, or leaves a cookie")
	}
	long := strings.Repeat("wrong ", 200)
	page = v.Submit("main form", url.Values{"words": {long}}).Is(422)
	page.Has(".govuk-error-summary", "Choose what is wrong.", "1,000 characters or fewer")
	page.Has("textarea", strings.TrimSpace(long))
	page = v.Submit("main form", url.Values{"reason": {"other"}, "words": {""}}).Is(422)
	page.Has("input[value=other][checked]", "")
	page = v.Submit("main form", url.Values{"reason": {"danger"}, "words": {"He said tonight. I am on 07700 900123."}}).Is(200)
	page.Has("main", "Thank you for telling us", "the story stays as it is", "999")
	if strings.Contains(page.URL.String(), "danger") {
		t.Errorf("the address tells what was said: %s", page.URL)
	}
	found := site.reportsOn(t, id)
	if len(found) != 1 || found[0].Reason() != "danger" || found[0].Words() != "He said tonight. I am on [phone number]." || found[0].Response() != "" {
		t.Errorf("stored: %+v", found)
	}
	v.Get("/stories/" + id).Is(200).HasNowhere("He said tonight")
	send := func(want int) {
		t.Helper()
		v.Get("/stories/" + id + "/problem")
		v.Submit("main form", url.Values{"reason": {"danger"}, "words": {"He said tonight. I am on 07700 900123."}}).Is(200).Has("main", "Thank you for telling us")
		if n := len(site.reportsOn(t, id)); n != want {
			t.Errorf("%d reports, not %d", n, want)
		}
	}
	send(1) // back, and sent again
	if err := flow.DealWithReports(site, id, site.moderator, []string{found[0].Id}, story.ReportOutcomes()[0].Code); err != nil {
		t.Fatal(err)
	}
	send(2) // it was dealt with, and somebody says it again
	site.Pass(25 * time.Hour)
	send(3)
	v.PostFrom("https://stranger.example", "/stories/"+id+"/problem", url.Values{"reason": {"danger"}}).Is(403)
}

func TestAReportOnAnAnswer_OnlyOneThatIsOnThePage(t *testing.T) {
	site := newOwnSite(t)
	id := site.published(t)
	answer, err := flow.RespondToStory(site, flow.Answer{StoryID: id, MemberID: site.members[ritaEmail], ShowName: true, Text: "Thank you for telling us about that night. I read it to the ward."})
	if err != nil {
		t.Fatal(err)
	}
	v := testkit.NewVisitor(t, site.url)
	v.Post("/stories/"+id+"/problem", url.Values{"about": {answer}, "reason": {"untrue"}}).Is(422).Has(".govuk-error-summary", "not on the page any more") // nobody has read it yet
	site.Pass(story.EditingTime)
	if _, err := flow.SubmitWaitingResponses(site); err != nil {
		t.Fatal(err)
	}
	r, err := records.FindResponse(site, answer)
	if err == nil {
		err = flow.PublishResponse(site, flow.ResponseDecision{ResponseID: answer, Version: r.Version(), Moderator: site.moderator})
	}
	if err != nil {
		t.Fatal(err)
	}
	v.Get("/stories/"+id+"/problem").Is(200).Has("fieldset", "What is it about?", "The story", "An answer from NHS Grampian of")
	v.Submit("main form", url.Values{"about": {answer}, "reason": {"untrue"}, "words": {"He was not there."}}).Is(200)
	if found := site.reportsOn(t, id); len(found) != 1 || found[0].Response() != answer {
		t.Errorf("stored: %v", found)
	}
}

func TestOnlyWhatIsPublicIsReported(t *testing.T) {
	site := newOwnSite(t)
	_, id := site.ada(t)
	v := testkit.NewVisitor(t, site.url)
	v.Get("/stories/" + id + "/problem").Is(404) // nobody has read it yet
	v.Get("/stories/zzzzzzzz/problem").Is(404)
	v.Post("/stories/"+id+"/problem", url.Values{"reason": {"danger"}}).Is(404)
	site.publish(t, id)
	v.Get("/stories/" + id + "/problem").Is(200)
	if err := flow.WithdrawStory(site, site.author(t, adaEmail).Id, id); err != nil {
		t.Fatal(err)
	}
	v.Submit("main form", url.Values{"reason": {"untrue"}, "words": {"It was <b>another</b> ward."}}).Is(410).
		Has("main", "took this story back", "What you wrote was not sent", "It was <b>another</b> ward.")
	v.Get("/stories/" + id + "/problem").Is(410)
	v.Get("/stories/" + id + "/problem/received").Is(410)
	if n := len(site.reportsOn(t, id)); n != 0 {
		t.Errorf("%d reports on what is gone", n)
	}
}

func TestMoreReportsThanAnybodyReads_WaitAndLoseNothing(t *testing.T) {
	site := newOwnSite(t)
	_, id := site.ada(t)
	site.publish(t, id)
	for range 30 {
		if err := flow.ReportProblem(site, id, story.Report{Reason: "offensive"}); err != nil {
			t.Fatal(err)
		}
	}
	v := testkit.NewVisitor(t, site.url)
	v.Get("/stories/" + id + "/problem")
	page := v.Submit("main form", url.Values{"reason": {"untrue"}, "words": {"It was another ward."}}).Is(429)
	page.Has("textarea", "It was another ward.")
	page.Has(".govuk-error-summary", "within an hour")
}

func TestReportingIsAccessibleInABrowserByKeyboard(t *testing.T) {
	eachWay(t, func(t *testing.T, site *ownSite, b *testkit.Browser) {
		_, id := site.ada(t)
		site.publish(t, id)
		b.Open(site.url + "/stories/" + id + "/problem")
		lookAt(b, "report")
		b.TabTo("main form button")
		b.PressToLoad(testkit.KeyEnter)
		lookAt(b, "report-wrong")
		b.TabTo("#reason")
		b.Press(testkit.KeySpace)
		for range 3 {
			b.Press(testkit.KeyDown)
		}
		b.WaitFor("#report-help .crisis__list")
		lookAt(b, "report-danger")
		b.TabTo("#words")
		b.Type("She says he comes back tonight.")
		b.TabTo("main form button")
		b.PressToLoad(testkit.KeyEnter)
		b.WaitForText("Thank you for telling us")
		lookAt(b, "report-received")
		if found := site.reportsOn(t, id); len(found) != 1 || found[0].Reason() != "danger" {
			t.Errorf("stored: %v", found)
		}
	})
}
