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
	ask := appealStoryPath + id
	isla.Get(ask).Is(200).Has("main", "“", "was closed for now", "A court asks us to wait.", "within five working days")
	isla.Submit(`form[action="`+ask+`"]`, nil).Is(422).Has(".govuk-error-summary", "Say why it should be decided otherwise.")
	isla.Submit(`form[action="`+ask+`"]`, url.Values{"appeal": {"We want to answer it, says ward@grampian.example."}}).Is(200).Has("#asked", "We answer by 25 November 2026 at 12:00.", "[e-mail address]")
	isla.Get("/staff/stories/" + id).Is(200).HasNowhere("Ask for another decision")
	site.signedIn(t, ritaEmail).Post(ask, site.forBoard("appeal", "x")).Is(404)
	site.Pass(time.Minute)
	ada.Get("/account/stories/"+id).Is(200).Has("#closed", "NHS Grampian asked for another decision", "We answer by 25 November 2026 at 12:00.")
	ada.Page().HasNowhere("We want to answer it") // before a senior moderator has read it
	ada.Submit(`form[action$="/appeal"]`, nil).Is(422)
	ada.Submit(`form[action$="/appeal"]`, url.Values{"appeal": {"The case is over."}}).Is(200).Has("#closed", "The author asked for another decision")
	ada.Post("/account/stories/"+id+"/appeal", url.Values{"appeal": {"And again."}}).Is(409).Has("main", "What you wrote was not sent", "And again.")
	ada.Post("/account/stories/"+id+"/appeal", url.Values{"appeal": {"The case is over."}}).Is(200).HasNowhere("was not sent") // pressed twice
	isla.Post(ask, site.forBoard("appeal", "Let us answer.")).Is(409).Has("main", "What you wrote was not sent", "Let us answer.")
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
	public.Has("main", "NHS Grampian asked for another decision on 18 November 2026. On 18 November 2026 another senior moderator decided that it stays as it is.")
	public.HasNowhere("We want to answer it.", "It goes on.")
	isla.Get("/staff/stories/"+id).Is(200).Has("main", "The reason that everyone reads: Part of a complaint or a court case.", "It goes on.")
	own := ada.Get("/account/stories/" + id).Is(200)
	own.Has("#closed", "The reason that everyone reads: Part of a complaint or a court case.")
	own.Has("#reach-title", "Whom it concerns")
	if err := flow.DecideAppeal(site, flow.AppealDecision{AppealID: open[1].Id, Moderator: other.Id, Outcome: story.AppealLifted, Answer: "It is over indeed."}); err != nil {
		t.Fatal(err)
	}
	own = ada.Get("/account/stories/" + id).Is(200)
	own.Has("#closed", "Why it is open again", "It is over indeed.")
	own.HasNowhere("The reason that everyone reads", "Ask for another decision</button>")
	v.Get("/stories/" + id).Is(200).HasNowhere("It is over indeed.")
	isla.Get("/staff/stories/"+id).Is(200).Has("#reopened", "NHS Grampian asked for another decision", "It goes on.")
	isla.Page().HasNowhere("It is over indeed.") // said to the author
}

func TestAStoryThatWasTakenDown_SaysThatItWasAppealedAgainst_AndWhatCameOfIt(t *testing.T) {
	site := newOwnSite(t)
	ada, id := site.ada(t)
	site.publish(t, id)
	down := flow.Decision{StoryID: id, Version: site.story(t, id).Version(), Moderator: site.moderator, Reason: "identifies-someone", Note: "It names Nora."}
	if err := flow.RemoveStory(site, down); err != nil {
		t.Fatal(err)
	}
	v := testkit.NewVisitor(t, site.url)
	v.Get("/stories/" + id).Is(410).HasNowhere("another decision")
	ada.Get("/account/stories/" + id)
	ada.Submit(`form[action$="/appeal"]`, url.Values{"appeal": {"Nora does not mind."}}).Is(200)
	isla, err := records.FindMemberByEmail(site, "isla@board.example")
	if err != nil {
		t.Fatal(err)
	}
	if err := flow.AppealAsService(site, isla.Id, id, "We wish to answer."); err != nil {
		t.Fatal(err)
	}
	page := v.Get("/stories/" + id).Is(410)
	page.Has("main", "The author asked for another decision on 18 November 2026. We answer by 25 November 2026 at 12:00.", "A service it was about asked")
	other, err := records.NewModerator(site, "other@example.org", "Otto Other", goodWords, true)
	mustSave(t, site, other, err)
	site.Pass(24 * time.Hour)
	open, err := records.OpenAppeals(site)
	if err != nil || len(open) != 2 {
		t.Fatalf("%d appeals (%v)", len(open), err)
	}
	for i, o := range []story.AppealOutcome{story.AppealStands, story.AppealWrong} { // what was wrong for one side is wrong for both
		if err := flow.DecideAppeal(site, flow.AppealDecision{AppealID: open[i].Id, Moderator: other.Id, Outcome: o, Answer: "Nora said so."}); err != nil {
			t.Fatal(err)
		}
	}
	page = v.Get("/stories/" + id).Is(410)
	page.Has("main", "On 19 November 2026 another senior moderator decided that it should not have been taken down. It can be told anew.", "decided that it stays as it is")
	page.HasNowhere("Nora", "NHS Grampian", "We wish to answer.")
	author, err := records.FindAuthorOf(site, id)
	if err == nil {
		err = flow.WithdrawStory(site, author.Id, id)
	}
	if err != nil {
		t.Fatal(err)
	}
	v.Get("/stories/" + id).Is(410).HasNowhere("another decision") // whose it was has taken it back: nothing more is said of it
}
