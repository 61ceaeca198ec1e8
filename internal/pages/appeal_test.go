package pages

import (
	"net/url"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

func TestAClosedStoryIsReadInScope_AndBothSidesAppealOnce(t *testing.T) {
	site := newOwnSite(t)
	ada, id := site.ada(t)
	site.publish(t, id)
	closeIt := flow.Decision{StoryID: id, Version: site.story(t, id).Version(), Moderator: site.moderator, Reason: "legal-process", Note: "A court asks us to wait."}
	if err := flow.RestrictStory(site, closeIt); err != nil {
		t.Fatal(err)
	}
	v := testkit.NewVisitor(t, site.url)
	public := v.Get("/stories/" + id).Is(200)
	public.Has("main", "Part of a complaint or a court case", "We look at it again", "18 December 2026")
	public.HasNowhere("A court asks us to wait.", someWords)
	isla := site.signedIn(t, "isla@board.example")
	isla.Get("/staff/stories/"+id).Is(200).Has("main", "The porter stayed", "A court asks us to wait.")
	isla.Submit(`form[action$="/appeal"]`, nil).Is(422).Has(".govuk-error-summary", "Say why it should be decided otherwise.")
	isla.Submit(`form[action$="/appeal"]`, url.Values{"appeal": {"We want to answer it."}}).Is(200).HasNowhere("Ask for another decision</button>")
	site.signedIn(t, ritaEmail).Post("/staff/stories/"+id+"/appeal", site.forBoard("appeal", "x")).Is(404)
	site.Pass(time.Minute)
	ada.Get("/account/stories/"+id).Is(200).Has("#closed", "NHS Grampian asked for another decision", "We want to answer it.")
	ada.Submit(`form[action$="/appeal"]`, nil).Is(422)
	ada.Submit(`form[action$="/appeal"]`, url.Values{"appeal": {"The case is over."}}).Is(200).Has("#closed", "The author asked for another decision")
	ada.Post("/account/stories/"+id+"/appeal", url.Values{"appeal": {"And again."}}).Is(200).HasNowhere("And again.")
	site.signedIn(t, heatherMail).Get("/staff/stories/" + id).Is(404)
	other, err := records.NewModerator(site, "other@example.org", "Otto Other", goodWords, true)
	mustSave(t, site, other, err)
	open, err := records.OpenAppeals(site)
	if err != nil || len(open) != 2 {
		t.Fatalf("%d appeals (%v)", len(open), err)
	}
	if err := flow.DecideAppeal(site, flow.AppealDecision{AppealID: open[0].Id, Moderator: other.Id, Outcome: story.AppealStands, Answer: "It goes on."}); err != nil {
		t.Fatal(err)
	}
	public = v.Get("/stories/" + id).Is(200)
	public.Has("main", "NHS Grampian asked for another decision. Another senior moderator decided that it stays.")
	public.HasNowhere("We want to answer it.", "It goes on.")
}
