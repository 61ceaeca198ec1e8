package flow_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

const islasAddress = "isla@grampian.example"

// bothAppeal closes a published story, and both sides appeal against that.
func (p *postRoom) bothAppeal() (id string, author, service *records.Appeal) {
	p.t.Helper()
	id = p.published()
	isla, err := records.AddMember(p, islasAddress, "Isla", "a long password", p.service.Organisation(), story.RoleAdministrator)
	p.ok(err)
	p.close(id)
	p.ok(flow.AppealAsAuthor(p, p.ada().Id, id, "There is no case."))
	p.Pass(time.Minute)
	p.ok(flow.AppealAsService(p, isla.Id, id, "We want to answer it."))
	open, err := records.OpenAppeals(p)
	p.ok(err)
	return id, open[0], open[1]
}

// outcomes are those of appeals now, with what was answered.
func (p *postRoom) outcomes(appeals ...*records.Appeal) string {
	p.t.Helper()
	var all []string
	for _, a := range appeals {
		now, err := records.FindAppeal(p, a.Id)
		p.ok(err)
		all = append(all, string(now.Outcome())+":"+now.Answer())
	}
	return strings.Join(all, " ")
}

// gotAbout counts the letters that say something which an address got.
func (p *postRoom) gotAbout(to, words string) (n int) {
	for _, l := range p.box.To(to) {
		if strings.Contains(strings.Join(strings.Fields(wordsOf(p.t, l)), " "), words) {
			n++
		}
	}
	return n
}

const haveDecided = "A senior moderator has done that and has decided."

func TestAppeals_WhatLiftsAClosureForOneSideSettlesTheOthers(t *testing.T) {
	p := newPostRoom(t)
	other := p.second()
	_, author, service := p.bothAppeal()
	p.send()
	p.ok(flow.DecideAppeal(p, flow.AppealDecision{AppealID: author.Id, Moderator: other.Id, Outcome: story.AppealLifted, Answer: "You are right."}))
	p.send()
	if got := p.outcomes(author, service); got != "lifted:You are right. lifted:" { // said to the author alone
		t.Errorf("they are %q", got)
	}
	for _, to := range []string{adasAddress, islasAddress} {
		if n := p.gotAbout(to, haveDecided); n != 1 {
			t.Errorf("%s got %d letters about the decision", to, n)
		}
	}
}

func TestAppeals_WhatStandsForOneSideLeavesTheOthersToBeAnswered(t *testing.T) {
	p := newPostRoom(t)
	other := p.second()
	_, author, service := p.bothAppeal()
	p.ok(flow.DecideAppeal(p, flow.AppealDecision{AppealID: author.Id, Moderator: other.Id, Outcome: story.AppealStands, Answer: "There is one."}))
	if got := p.outcomes(author, service); got != "stands:There is one. :" {
		t.Errorf("they are %q", got)
	}
	p.ok(flow.DecideAppeal(p, flow.AppealDecision{AppealID: service.Id, Moderator: other.Id, Outcome: story.AppealLifted, Answer: "Do answer it."}))
	if got := p.outcomes(author, service); got != "stands:There is one. lifted:Do answer it." {
		t.Errorf("they are %q", got)
	}
}

func TestAppeals_AStoryThatIsOpenedWithoutThemSettlesThem(t *testing.T) {
	p := newPostRoom(t)
	id, author, service := p.bothAppeal()
	p.open(id) // by Moses, who closed it
	p.send()
	if got := p.outcomes(author, service); got != "lifted:The order is over. lifted:" {
		t.Errorf("they are %q", got)
	}
	for _, to := range []string{adasAddress, islasAddress} {
		if n := p.gotAbout(to, haveDecided); n != 1 {
			t.Errorf("%s got %d letters about it", to, n)
		}
	}
}

func TestAppeals_AStoryThatIsTakenDownEndsThoseAgainstClosingIt_AndTheyCanAppealAnew(t *testing.T) {
	p := newPostRoom(t)
	id, author, service := p.bothAppeal()
	d := p.decision(id)
	d.Reason, d.Note = "legal-process", "An order of a court."
	p.ok(flow.RemoveStory(p, d))
	p.send()
	if got := p.outcomes(author, service); got != "stands: stands:" {
		t.Errorf("they are %q", got)
	}
	for _, to := range []string{adasAddress, islasAddress} {
		if n := p.gotAbout(to, "nobody decides about closing it any more"); n != 1 {
			t.Errorf("%s got %d letters about it", to, n)
		}
	}
	open, err := records.OpenAppeals(p)
	if err != nil || len(open) != 0 {
		t.Errorf("%d appeals are open, %v", len(open), err)
	}
	p.ok(flow.AppealAsAuthor(p, p.ada().Id, id, "There is no order."))
}

func TestAppeals_WithOneSeniorAlone_TheLetterSaysThatAnotherIsNeeded(t *testing.T) {
	p := newPostRoom(t)
	p.bothAppeal()
	p.send()
	if n := p.gotAbout(mosesAddress, "candour moderator add EMAIL --senior"); n != 2 {
		t.Errorf("Moses got %d letters that say what is missing", n)
	}
}

func TestAppeals_TheLetterGoesToWhoeverMayDecide(t *testing.T) {
	p := newPostRoom(t)
	other := p.second()
	id, author, _ := p.bothAppeal()
	p.send()
	if moses, sal := p.gotAbout(mosesAddress, "asked for another decision"), p.gotAbout(secondAddress, "asked for another decision"); moses != 0 || sal != 2 {
		t.Errorf("Moses, who closed it, got %d letters and Sal %d", moses, sal)
	}
	d := p.decision(id)
	d.Moderator, d.Note = other.Id, "The case goes on."
	p.ok(flow.KeepClosed(p, d)) // and now nobody is left
	p.send()
	if n := p.gotAbout(mosesAddress, "candour moderator add EMAIL --senior"); n != 2 {
		t.Errorf("Moses got %d letters that nobody may decide", n)
	}
	ids, err := flow.SeniorsFor(p, author)
	if err != nil || len(ids) != 0 {
		t.Errorf("%d may decide, %v", len(ids), err)
	}
}

func TestAppeals_ThePromiseLetsNobodySettleOneThatIsStillToBeDecided(t *testing.T) {
	p := newPostRoom(t)
	_, author, _ := p.bothAppeal()
	for by, o := range map[string]story.AppealOutcome{"": story.AppealStands, p.moderator.Id: story.AppealLifted} {
		author.SetDecided(o, by, "", p.Now())
		if p.Save(author) == nil {
			t.Errorf("%s by %q was kept", o, by)
		}
	}
}

func TestOwnWords_ThatAreTakenOff_AreToldToTheAdministrators(t *testing.T) {
	p := newPostRoom(t)
	isla, err := records.AddMember(p, islasAddress, "Isla", "a long password", p.service.Organisation(), story.RoleAdministrator)
	p.ok(err)
	p.ok(flow.SayAboutService(p, isla.Id, p.service.Id, "Come to the quinquereme door."))
	said, err := records.LatestOwnWords(p, 1)
	p.ok(err)
	p.ok(flow.TakeOffOwnWords(p, p.moderator.Id, said[0].Id, "It is shut."))
	p.send()
	if got := p.subjects(islasAddress); got != "Your words were taken off a page" {
		t.Fatalf("she got %q", got)
	}
	if m := wordsOf(t, p.box.To(islasAddress)[0]); !strings.Contains(m, "/staff/services/"+p.service.Id) || strings.Contains(m, "quinquereme") || strings.Contains(m, "It is shut.") {
		t.Errorf("the letter reads\n%s", m)
	}
	if p.subjects(ritasAddress) != "" {
		t.Error("a responder was told")
	}
}

func TestLookAgain_TakesOutWhatLeadsToAnybody_AndTheDecisionStandsBeforeTheLook(t *testing.T) {
	p := newPostRoom(t)
	p.service.Set("serviceReview", "yes")
	p.service.SetReviewAddress("ward@grampian.example")
	p.ok(p.Save(p.service))
	id := p.told()
	p.publish(id)
	acts, err := records.ActsOnStory(p, id)
	p.ok(err)
	var what []string
	for _, a := range acts {
		what = append(what, a.What())
	}
	if begun, approved := slices.Index(what, "review-begun"), slices.Index(what, "approved"); begun < approved {
		t.Errorf("the record says %q", what)
	}
	p.send()
	token := tokenIn(t, p.box.To("ward@grampian.example")[0], p.Deployment.URL+"/review/"+id+"/")
	p.ok(flow.LookAgain(p, id, token, "identifies-someone", "It is "+adasAddress+" of "+adasPostcode+", on 07700 900123."))
	rows, err := records.ReviewsOfStory(p, id)
	p.ok(err)
	if got := rows[0].Facts().Words; strings.Contains(got, "@") || strings.Contains(got, adasPostcode) || strings.Contains(got, "07700") {
		t.Errorf("it is kept as %q", got)
	}
}

// The whole way of silence: the author says nothing in their three working days, the
// service nothing in its three days, and the story is out.
func TestSilence_OfAnAuthorAndThenOfAService_PublishesTheStory(t *testing.T) {
	p := newPostRoom(t)
	p.service.Set("serviceReview", "yes")
	p.service.SetReviewAddress("ward@grampian.example")
	p.ok(p.Save(p.service))
	id := p.told() // the author wants to see changes first
	d := p.decision(id)
	words := p.story(id).Words()
	words.Text = strings.ReplaceAll(words.Text, "The nurse", "A nurse")
	d.Words, d.Reasons = &words, story.ReasonsFor("identifies-staff")
	_, err := flow.PublishStory(p, d)
	p.ok(err)
	turn := func(to time.Time) {
		t.Helper()
		p.Pass(to.Sub(p.Now()) - time.Minute)
		before := p.story(id)
		_, err := flow.GoOnByClock(p)
		p.ok(err)
		if s := p.story(id); s.State() != story.Approved || s.WaitsFor() != before.WaitsFor() {
			t.Fatalf("a minute before its time it is %s and waits for %s", s.State(), s.WaitsFor())
		}
		p.Pass(2 * time.Minute)
		_, err = flow.GoOnByClock(p)
		p.ok(err)
		p.send()
	}
	if s := p.story(id); s.WaitsFor() != story.WaitForAuthor {
		t.Fatalf("it waits for %s", s.WaitsFor())
	}
	turn(p.story(id).ApprovedUntil())
	if s := p.story(id); s.WaitsFor() != story.WaitForService {
		t.Fatalf("after the author's silence it waits for %s", s.WaitsFor())
	}
	if got := p.subjects("ward@grampian.example"); got != "A story waits for you to look at it" {
		t.Errorf("the service got %q", got)
	}
	turn(p.story(id).GoesOnAt())
	if s := p.story(id); s.WaitsFor() == story.WaitForOpening {
		turn(s.GoesOnAt())
	}
	if s := p.story(id); s.State() != story.Published {
		t.Fatalf("after the silence of both it is %s and waits for %s", s.State(), s.WaitsFor())
	}
	rows, err := records.ReviewsOfStory(p, id)
	p.ok(err)
	if rows[0].Facts().Outcome != story.ReviewSilence {
		t.Errorf("the look ended with %q", rows[0].Facts().Outcome)
	}
	p.is(mail.StoryPublished, "sent", 1, "")
	p.is(mail.StoryAlert, "sent", 1, "")
}
