package flow_test

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// everythingHappens makes the site owe a letter of every kind that flows owe,
// and sends each when it is due.
func everythingHappens(p *postRoom) {
	p.t.Helper()
	id := p.told()
	p.send()
	d := p.decision(id)
	d.Note = moderatorSaid
	p.ok(flow.AskAuthor(p, d))
	p.send()
	ada := p.ada().Id
	p.ok(flow.AnswerModerator(p, ada, id, "It was "+unpublished+"."))
	d = p.decision(id)
	d.Words = &records.Words{Title: adasTitle, Text: "A nurse held my hand all night. " + unpublished + ".", ScreenName: adasScreen}
	d.Reasons = story.ReasonsFor("identifies-author")
	_, err := flow.PublishStory(p, d)
	p.ok(err)
	p.send()
	p.ok(flow.AgreeToEdits(p, ada, id, p.decision(id).Version))
	p.send()
	p.answered(id, "zephyr thank you", "published")
	p.send()
	p.answered(id, "zephyr again", "rejected")
	p.replied(id, "published")
	p.replied(id, "rejected")
	_, err = flow.AskForExport(p, ada)
	p.ok(err)
	p.ok(flow.AskForPassword(p, adasAddress))
	p.ok(flow.AskForPassword(p, ritasAddress))
	p.ok(flow.AskForNewEmail(p, ada, "ada.new@example.org"))
	p.ok(flow.PlanErasure(p, ada, 7))
	p.send()
	p.ok(flow.CancelErasure(p, ada))
	p.ok(flow.WithdrawStory(p, ada, id))
	p.send()
	privateThingsHappen(p)
	other := p.told()
	d = p.decision(other)
	d.Reason, d.Note = story.StoryReasons()[0].Code, moderatorSaid
	p.ok(flow.RejectStory(p, d))
	_, err = flow.InviteMembers(p, flow.Inviting{Organisation: p.member.Organisation()}, []story.Invitee{{Email: "nia@board.example", Name: "Nia", Role: story.RoleMember}})
	p.ok(err)
	p.ok(records.Owe(p, records.Owed{Kind: string(mail.Urgent), Story: p.told(), ToCollection: "moderators", To: p.moderator.Id, At: p.Now()}))
	p.send()
	p.isLookedAt()
	p.isEnded(p.published())
	d = p.decision(p.told())
	d.Note = "Is the zephyr ward too small to be named?"
	p.ok(flow.AskSenior(p, d))
	colleague, err := records.NewModerator(p, "colleague@candour.example", "Colin", "a long password", false)
	p.keep(colleague, err)
	p.ok(flow.KeepSafe(p, p.told(), story.SafetyEvent{Kind: story.SafetyChosen, Outcome: "serious", Words: "The zephyr sounds afraid.", By: colleague.Id}))
	p.send()
	p.isDue(p.published())
	p.isAsked()
	p.isLate()
	p.ok(flow.AskForNewMemberEmail(p, p.member.Id, "a long password", "ward.canary@example.org"))
	p.send()
	p.isTakenOff()
}

// isTakenOff has a moderator take an organisation's own words off its page.
func (p *postRoom) isTakenOff() {
	p.t.Helper()
	kim, err := records.AddMember(p, "kim@grampian.example", "Kim", "a long password", p.member.Organisation(), story.RoleAdministrator)
	p.ok(err)
	p.ok(flow.SayAboutOrganisation(p, kim.Id, "Come to the zephyr door."))
	said, err := records.LatestOwnWords(p, 1)
	p.ok(err)
	p.ok(flow.TakeOffOwnWords(p, p.moderator.Id, said[0].Id, "The zephyr door is shut."))
	p.send()
}

// isDue closes a story, and the day comes on which somebody looks at it again.
func (p *postRoom) isDue(id string) {
	p.t.Helper()
	d := p.decision(id)
	d.Reason, d.Note = "legal-process", "An order of the zephyr court."
	p.ok(flow.RestrictStory(p, d))
	closed, err := records.ClosedStories(p)
	p.ok(err)
	p.Pass(closed[len(closed)-1].ReviewOn().Sub(p.Now()) + time.Hour)
	_, err = flow.RemindOfClosures(p)
	p.ok(err)
	p.send()
}

// isLate lets a story wait for longer than its author was told.
func (p *postRoom) isLate() {
	p.t.Helper()
	p.told()
	p.Pass(96 * time.Hour)
	p.Pass(p.Deployment.Region.NextOpening(p.Now()).Sub(p.Now()))
	_, err := flow.TellLate(p)
	p.ok(err)
	p.send()
}

// isAsked has a service and an author asked, who say nothing until they are reminded.
// The letter about a story that is decided meanwhile never leaves.
func (p *postRoom) isAsked() {
	p.t.Helper()
	id, decided, author := p.told(), p.told(), p.told()
	for _, about := range []string{id, decided} {
		d := p.decision(about)
		d.Note = "Which zephyr ward is this?"
		p.ok(flow.AskService(p, flow.QuestionToService{Decision: d, Service: p.service.Id}))
	}
	d := p.decision(decided)
	d.Reason, d.Note = story.StoryReasons()[0].Code, moderatorSaid
	p.ok(flow.RejectStory(p, d))
	p.send()
	letters, err := records.LettersOfStory(p, decided)
	p.ok(err)
	for _, l := range letters {
		if l.Kind() == string(mail.ServiceQuestion) && l.State() != "dropped" {
			p.t.Errorf("a question about a decided story is %s", l.State())
		}
	}
	d = p.decision(author)
	d.Note = "Which zephyr month was it?"
	p.ok(flow.AskAuthor(p, d))
	asked, err := records.QuestionsOfStory(p, id)
	p.ok(err)
	for _, pass := range []time.Duration{asked[0].Facts().RemindAt.Sub(p.Now()), story.AuthorRemindedAfter} {
		p.Pass(pass)
		_, err = flow.TendQuestions(p)
		p.ok(err)
		p.send()
	}
}

// isLookedAt has a service look at a story first and ask for a second look, which
// Moses decides, late.
func (p *postRoom) isLookedAt() {
	p.t.Helper()
	p.service.Set("serviceReview", "yes")
	p.service.SetReviewAddress("ward@grampian.example")
	p.ok(p.Save(p.service))
	id := p.told()
	p.publish(id)
	p.send()
	token := tokenIn(p.t, p.box.To("ward@grampian.example")[0], p.Deployment.URL+"/review/"+id+"/")
	p.ok(flow.LookAgain(p, id, token, "legal-bar", "An order of the zephyr court."))
	p.send()
	rows, err := records.ReviewsOfStory(p, id)
	p.ok(err)
	p.Pass(rows[0].Facts().DecideBy.Sub(p.Now()) + time.Minute)
	_, err = flow.RemindOfLooks(p)
	p.ok(err)
	p.send()
	p.ok(flow.DecideSecondLook(p, flow.SecondLookDecision{ReviewID: rows[0].Id, Moderator: p.moderator.Id, Outcome: story.ReviewPublished, Answer: "There is no zephyr order."}))
	p.send()
	p.service.Set("serviceReview", "")
	p.ok(p.Save(p.service))
}

// isEnded closes a story and takes it down, each with its letter.
func (p *postRoom) isEnded(id string) {
	p.t.Helper()
	p.send()
	d := p.decision(id)
	d.Reason, d.Note = "legal-process", "An order of the zephyr court."
	p.ok(flow.RestrictStory(p, d))
	other, err := records.NewModerator(p, "other@candour.example", "Otto", "a long password", true)
	p.keep(other, err)
	p.ok(flow.AppealAsAuthor(p, p.ada().Id, id, "There is no zephyr court."))
	p.send()
	open, err := records.OpenAppeals(p)
	p.ok(err)
	p.Pass(open[0].DecideBy().Sub(p.Now()) + time.Minute)
	_, err = flow.RemindOfAppeals(p)
	p.ok(err)
	p.send()
	p.ok(flow.DecideAppeal(p, flow.AppealDecision{AppealID: open[0].Id, Moderator: other.Id, Outcome: story.AppealLifted, Answer: "There is no zephyr court."}))
	p.send()
	for _, end := range []func(core.App, flow.Decision) error{flow.RestrictStory, flow.RemoveStory} {
		d := p.decision(id)
		d.Reason, d.Note = "legal-process", "An order of the zephyr court."
		p.ok(end(p, d))
		p.send()
	}
}

func (p *postRoom) answered(id, text, what string) {
	p.t.Helper()
	_, err := flow.RespondToStory(p, flow.Answer{StoryID: id, MemberID: p.member.Id, Text: text, ShowName: true})
	p.ok(err)
	p.Pass(story.EditingTime)
	_, err = flow.SubmitWaitingResponses(p)
	p.ok(err)
	p.decide(what)
}

func (p *postRoom) replied(id, what string) {
	p.t.Helper()
	p.ok(flow.ReplyToStory(p, p.ada().Id, id, "zephyr to you"))
	p.decide(what)
}

func (p *postRoom) decide(what string) {
	p.t.Helper()
	waiting := testkit.ResponsesToRead(p.t, p)
	d := flow.ResponseDecision{ResponseID: waiting[0].Id, Version: waiting[0].Version(), Moderator: p.moderator.Id}
	if what == "published" {
		p.ok(flow.PublishResponse(p, d))
		return
	}
	d.Reason, d.Note = story.ResponseReasons()[0].Code, moderatorSaid
	p.ok(flow.RejectResponse(p, d))
}
