package pages

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// underReview tells a story about a service that looks first, lets it through, and
// gives the address of the service's link.
func (s *ownSite) underReview(t testing.TB) (id, link string) {
	t.Helper()
	v, err := records.FindService(s, s.services["N101H"])
	if err != nil {
		t.Fatal(err)
	}
	v.Set("serviceReview", "yes")
	v.SetReviewAddress("ward@board.example")
	mustSave(t, s, v, nil)
	id = s.told(t, adaEmail, func(sent *flow.Sent) { sent.Edits = "just-publish" }).StoryID
	if _, err := flow.PublishStory(s, flow.Decision{StoryID: id, Version: 1, Moderator: s.moderator}); err != nil {
		t.Fatal(err)
	}
	letters, err := records.LettersOfStory(s, id)
	if err != nil {
		t.Fatal(err)
	}
	to := map[string]string{}
	for _, l := range letters {
		if l.Kind() == string(mail.ServiceReview) {
			to[l.ToCollection()] = "/review/" + id + "/" + flow.LinkToken(s, l)
		}
	}
	if len(to) != 2 {
		t.Fatalf("letters went to %v", to)
	}
	return id, to["services"]
}

func TestAServiceLooksAtAStoryByALinkAndSeesNothingOfItsAuthor(t *testing.T) {
	site := newOwnSite(t)
	id, link := site.underReview(t)
	v := testkit.NewVisitor(t, site.url)
	page := v.Get(link).Is(200)
	page.Has("h1", "A story about")
	page.Has(".own-story", "The porter stayed", "Mossy heron 418", "waiting time")
	page.HasNowhere(adaEmail, "AB10", site.author(t, adaEmail).Id, "ward@board.example")
	if h := page.Header; h.Get("X-Robots-Tag") != "noindex" || !strings.Contains(h.Get("Cache-Control"), "no-store") {
		t.Errorf("headers %v", h)
	}
	v.Get("/stories/" + id).Is(404)
	v.Get("/review/zzzzzzzz/" + link[strings.LastIndex(link, "/")+1:]).Is(404)
	v.Get(link + "x").Is(404)
	v.Get(link)
	bad := v.Submit(`form[action$="look-again"]`, url.Values{"words": {"The third sentence."}}).Is(422)
	bad.Has(".govuk-error-summary", "Choose why you ask")
	bad.Has("textarea[name=words]", "The third sentence.")
	done := v.Submit(`form[action$="look-again"]`, url.Values{"reason": {"identifies-someone"}, "words": {"The third sentence."}}).Is(200)
	done.Has("main", "A senior moderator decides by 20 November 2026 at 12:00")
	done.HasNowhere("The porter stayed", someWords)
	v.Post(link+"/go-ahead", nil).Is(200).Has("main", "You asked us to look again")
	site.Pass(5 * 24 * time.Hour)
	v.Get(link).Has("main", "A senior moderator was to decide by 20 November 2026 at 12:00", "That is late, and we are sorry.")
	ada := site.signedIn(t, adaEmail)
	ada.Get("/account/stories/"+id).Is(200).Has("#looks", "asked us to look again", "That is late")
	ada.Get("/account/stories/" + id).HasNowhere("The third sentence.") // whoever decides may take names out first
	r, err := records.ReviewsOfStory(site, id)
	if err != nil {
		t.Fatal(err)
	}
	answer := flow.SecondLookDecision{ReviewID: r[0].Id, Moderator: site.moderator, Outcome: story.ReviewPublished, Answer: "Nobody can be known from it."}
	if err := flow.DecideSecondLook(site, answer); err != nil {
		t.Fatal(err)
	}
	ada.Get("/account/stories/"+id).Is(200).Has("#looks", "The third sentence.", "Nobody can be known from it.")
	v.Get(link).Is(410).Has("main", "found nothing to change", "Nobody can be known from it.", "Read the published story")
	public := v.Get("/stories/" + id).Is(200)
	public.Has(".story-after", "asked us to look again, because it thought that the story shows who someone is", "found nothing to change. That took 5 days, longer than the two working days we promise.")
	public.HasNowhere("The third sentence.", "Nobody can be known from it.")
}

func TestTheLinkOfAServiceDiesWithTheStory(t *testing.T) {
	for _, erase := range []bool{false, true} {
		site := newOwnSite(t)
		id, link := site.underReview(t)
		a := site.author(t, adaEmail)
		err := flow.WithdrawStory(site, a.Id, id)
		if erase {
			err = flow.EraseAuthor(site, a.Id)
		}
		if err != nil {
			t.Fatal(err)
		}
		v := testkit.NewVisitor(t, site.url)
		v.Get(link).Is(410).Has("main", "The author took this story back.")
		v.Post(link+"/look-again", url.Values{"reason": {"legal-bar"}, "words": {"x"}}).Is(410)
		if !erase {
			site.signedIn(t, "isla@board.example").Get("/staff/service-reviews").Is(200).HasNowhere("The porter stayed")
		}
	}
}

func TestALookThatIsOverOrPausedSaysSo(t *testing.T) {
	site := newOwnSite(t)
	id, link := site.underReview(t)
	v := testkit.NewVisitor(t, site.url)
	s := site.story(t, id)
	if err := flow.AskSenior(site, flow.Decision{StoryID: id, Version: s.Version(), Moderator: site.moderator, Note: "Is the ward too small to be named?"}); err != nil {
		t.Fatal(err)
	}
	v.Get(link).Is(200).Has("main", "reading this story once more")
	if _, err := flow.PublishStory(site, flow.Decision{StoryID: id, Version: site.story(t, id).Version(), Moderator: site.moderator}); err != nil {
		t.Fatal(err)
	}
	v.Get(link).Is(200).Has("h1", "A story about")
	site.Pass(13 * 24 * time.Hour)
	v.Get(link).Is(200).Has("main", "It goes on by itself")
	v.Post(link+"/look-again", url.Values{"reason": {"legal-bar"}, "words": {"x"}}).Is(200).Has("main", "It goes on by itself")
	if n, err := flow.GoOnByClock(site); n != 1 || err != nil {
		t.Fatalf("%d published: %v", n, err)
	}
	v.Get(link).Is(410).Has("main", "It goes on by itself")
}

func TestAnAdministratorNamesTheMailboxOfTheirOwnServicesAlone(t *testing.T) {
	site := newOwnSite(t)
	site.underReview(t)
	isla := site.signedIn(t, "isla@board.example")
	isla.Get("/staff").Is(200).Has("main", "Stories you can look at first")
	isla.Get("/staff/service-reviews").Is(200).Has(".govuk-summary-list", "ward@board.example")
	path := "/staff/service-reviews/" + site.services["N101H"] + "/address"
	isla.Get(path)
	isla.Submit("form[action$=address]", url.Values{"address": {"no address"}}).Is(422).Has(".govuk-error-summary", "name@example.org")
	isla.Submit("form[action$=address]", url.Values{"address": {"team@board.example"}}).Is(200).Has(".govuk-summary-list", "team@board.example")
	site.signedIn(t, ritaEmail).Get("/staff/service-reviews").Is(404)
	if _, err := records.AddMember(site, "boss@other.example", "Bo Other", goodWords, site.otherBoard(t), story.RoleAdministrator); err != nil {
		t.Fatal(err)
	}
	boss := site.signedIn(t, "boss@other.example")
	boss.Get(path).Is(404)
	boss.Post(path, url.Values{"for": {site.otherBoard(t)}, "address": {"boss@other.example"}}).Is(404)
}

func (s *ownSite) otherBoard(t testing.TB) string {
	t.Helper()
	o, err := records.FindOrganisationByCode(s, "S08000031")
	if err != nil {
		t.Fatal(err)
	}
	return o.Id
}

func TestBrowser_TheLookOfAServiceIsReadableOnAPhone(t *testing.T) {
	site := newOwnSite(t)
	_, link := site.underReview(t)
	b := testkit.NewBrowser(t)
	b.Viewport(320, 700)
	b.Open(site.url + link)
	b.NoOverflow()
	b.Screenshot("service-look-320")
	for _, v := range b.Axe("") {
		t.Errorf("the page breaks %s", v)
	}
	b.Viewport(1280, 900)
	b.Screenshot("service-look-1280")
}
