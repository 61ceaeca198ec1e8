package hooks

import (
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

func init() {
	breaches["service-review-cannot-hold-back"] = map[string]breach{
		"a service's time is made longer": func(t *testing.T, s *scene) bool {
			r := s.looked(s.underReview())
			f := r.Facts()
			r.SetBegun(f.SentAt, f.DueAt.AddDate(0, 1, 0), false, 1)
			return s.Save(r) == nil
		},
		"a look begins with more time than there is": func(t *testing.T, s *scene) bool {
			r := must(records.NewServiceReview(s.App, s.told(), s.service.Id))(t)
			r.SetBegun(s.Now(), s.Now().AddDate(1, 0, 0), false, 1)
			return s.Save(r) == nil
		},
		"a service speaks when its time is over": func(t *testing.T, s *scene) bool {
			r := s.looked(s.underReview())
			s.Pass(10 * 24 * time.Hour)
			s.noted(r, flow.ReviewAsked, "legal-bar", "")
			r.SetAsked(s.Now(), "legal-bar", "No.", flow.SecondLookEnds(s.App, s.Now()))
			return s.Save(r) == nil
		},
		"a service asks for a reason of its own": func(t *testing.T, s *scene) bool {
			r := s.looked(s.underReview())
			s.noted(r, flow.ReviewAsked, "we-do-not-like-it", "")
			r.SetAsked(s.Now(), "we-do-not-like-it", "It is unkind.", flow.SecondLookEnds(s.App, s.Now()))
			return s.Save(r) == nil
		},
		"a moderator who is not senior decides what a service asked": func(t *testing.T, s *scene) bool {
			id := s.underReview()
			s.asksAgain(id)
			r := s.looked(id)
			s.noted(r, "review-decided", string(story.ReviewTakenUp), s.moderator.Id)
			r.SetOutcome(story.ReviewTakenUp, s.Now(), s.moderator.Id, "They are right.")
			return s.Save(r) == nil
		},
		"a service says go ahead, and did not": func(_ *testing.T, s *scene) bool {
			r := s.looked(s.underReview())
			r.SetOutcome(story.ReviewAhead, s.Now(), "", "")
			return s.Save(r) == nil
		},
		"a service asks for a second look, and did not": func(_ *testing.T, s *scene) bool {
			r := s.looked(s.underReview())
			r.SetAsked(s.Now(), "legal-bar", "A court forbids it.", flow.SecondLookEnds(s.App, s.Now()))
			return s.Save(r) == nil
		},
		"a service said nothing, by another's act": func(_ *testing.T, s *scene) bool {
			one, other := s.looked(s.underReview()), s.looked(s.underReview())
			s.Pass(10 * 24 * time.Hour)
			s.noted(other, "review-silence", "", "")
			one.SetOutcome(story.ReviewSilence, s.Now(), "", "")
			return s.Save(one) == nil
		},
		"a moderator who is not senior refuses a story because a service asked": func(t *testing.T, s *scene) bool {
			id := s.underReview()
			s.asksAgain(id)
			st := must(records.FindStory(s.App, id))(t)
			st.SetState(story.Rejected)
			st.SetReason("other", "The practice does not want it.")
			s.ok(records.WriteDown(s.App, records.Act{Story: id, By: s.moderator.Id, What: "rejected", Version: st.NextVersion(), At: s.Now()}))
			return s.Save(st) == nil
		},
		"a service asks twice": func(t *testing.T, s *scene) bool {
			id := s.underReview()
			s.asksAgain(id)
			boss := s.senior(s.another("senior@candour.example"))
			s.ok(flow.DecideSecondLook(s.App, flow.SecondLookDecision{ReviewID: s.looked(id).Id, Moderator: boss.Id, Outcome: story.ReviewTakenUp, Answer: "We look again."}))
			r := s.looked(id)
			r.SetOutcome("", time.Time{}, "", "")
			return s.Save(r) == nil
		},
	}
	breaches["only-seniors-close"] = map[string]breach{
		"a moderator who is not senior closes a story": func(t *testing.T, s *scene) bool {
			return s.closedBy(s.published(), s.moderator.Id, "legal-process")
		},
		"a senior closes a story for no reason": func(t *testing.T, s *scene) bool {
			return s.closedBy(s.published(), s.senior(s.moderator).Id, "")
		},
		"the one who closed a story decides the appeal": func(t *testing.T, s *scene) bool {
			id := s.published()
			s.closed(id)
			s.ok(flow.AppealAsAuthor(s.App, must(records.FindAuthorOf(s.App, id))(t).Id, id, "It was fair."))
			a := must(records.OpenAppeals(s.App))(t)[0]
			a.SetDecided(story.AppealStands, s.moderator.Id, "No.", s.Now())
			return s.Save(a) == nil
		},
	}
	publish := breaches["only-moderators-publish"]
	publish["a story is published while a service may still look"] = func(t *testing.T, s *scene) bool {
		return s.forced(s.underReview())
	}
	publish["a story is published before its author could see the edits"] = func(t *testing.T, s *scene) bool {
		return s.forced(s.approved())
	}
	publish["a story is published while a senior has to look again"] = func(t *testing.T, s *scene) bool {
		id := s.underReview()
		s.asksAgain(id)
		s.Pass(30 * 24 * time.Hour)
		return s.forced(id)
	}
}

// noted writes an act about a service's look past the flow.
func (s *scene) noted(r *records.ServiceReview, what, reason, by string) {
	s.t.Helper()
	s.ok(records.WriteDown(s.App, records.Act{Story: r.Story(), About: r.Id, By: by, What: what, Reason: reason, At: s.Now()}))
}

// practice adds a service that looks at stories before publication, run by an
// organisation with one administrator.
func (s *scene) practice() *records.Service {
	s.t.Helper()
	if v, err := s.FindFirstRecordByData("services", "code", "P1"); err == nil {
		return must(records.FindService(s.App, v.Id))(s.t)
	}
	o := s.organisation("P", "Harbour Practice Ltd")
	v := s.addService("P1", "Harbour Practice", o.Id)
	v.Set("kind", "GP practice")
	s.ok(s.Save(v))
	must(records.AddMember(s.App, "pat@practice.example", "Pat", "a long password", o.Id, story.RoleAdministrator))(s.t)
	return v
}

// underReview tells a story about the practice that Moses lets through.
func (s *scene) underReview() string {
	s.t.Helper()
	r := must(flow.SubmitStory(s.App, telling(s.practice().Id)))(s.t)
	state := must(flow.PublishStory(s.App, flow.Decision{StoryID: r.StoryID, Version: 1, Moderator: s.moderator.Id}))(s.t)
	if state != story.Approved {
		s.t.Fatalf("a story about a practice is %s", state)
	}
	return r.StoryID
}

func (s *scene) looked(id string) *records.ServiceReview {
	s.t.Helper()
	return must(records.ReviewsOfStory(s.App, id))(s.t)[0]
}

// reviewLink is the secret of the link that was written to the practice.
func (s *scene) reviewLink(id string) string {
	s.t.Helper()
	var link string
	for _, l := range must(records.LettersOfStory(s.App, id))(s.t) {
		if l.Kind() == string(mail.ServiceReview) {
			link = flow.LinkToken(s.App, l)
		}
	}
	return link
}

func (s *scene) asksAgain(id string) {
	s.t.Helper()
	s.ok(flow.LookAgain(s.App, id, s.reviewLink(id), "identifies-someone", "The third sentence."))
}

// forced tries to publish a story past everything that it waits for.
func (s *scene) forced(id string) bool {
	s.t.Helper()
	if o, err := records.FindOriginal(s.App, id); err == nil { // another promise wants its end to be known
		o.SetDeleteAfter(story.FindClock("originals").Ends(s.Now()))
		s.ok(s.Save(o))
	}
	st := must(records.FindStory(s.App, id))(s.t)
	st.SetPublished(s.Now(), 1, s.moderator.Id)
	s.ok(records.WriteDown(s.App, records.Act{Story: id, By: s.moderator.Id, What: "published", Version: st.NextVersion(), At: s.Now()}))
	return s.Save(st) == nil
}

func (s *scene) state(id string) story.State {
	s.t.Helper()
	return must(records.FindStory(s.App, id))(s.t).State()
}

func TestServiceReview_SilencePublishesByItselfAndNotAMinuteSooner(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.underReview()
	due := s.looked(id).Facts().DueAt
	if due.Sub(s.Now()) != 72*time.Hour+45*time.Hour { // Wednesday noon, Saturday noon, Monday at nine
		t.Errorf("it has until %s", due)
	}
	s.Pass(due.Sub(s.Now()) - time.Minute)
	if must(flow.GoOnByClock(s.App))(t) != 0 || s.state(id) != story.Approved {
		t.Fatal("published before its time")
	}
	s.Pass(time.Minute)
	if must(flow.GoOnByClock(s.App))(t) != 1 || s.state(id) != story.Published {
		t.Fatalf("after its time it is %s", s.state(id))
	}
	if got := s.looked(id).Facts().Outcome; got != story.ReviewSilence {
		t.Errorf("the look ended by %q", got)
	}
	if err := flow.LookAgain(s.App, id, s.reviewLink(id), "legal-bar", "Too late."); err == nil {
		t.Error("a service asked after publication")
	}
}

func TestServiceReview_GoAheadPublishesAtOnce_EachServiceByItsOwnClock(t *testing.T) {
	s := newScene(t, with(t, promises))
	sent := telling(s.practice().Id)
	home := s.addService("H1", "Seaview", s.practice().Organisation())
	home.Set("kind", "care home")
	s.ok(s.Save(home))
	sent.Services = append(sent.Services, home.Id, s.service.Id)
	id := must(flow.SubmitStory(s.App, sent))(t).StoryID
	must(flow.PublishStory(s.App, flow.Decision{StoryID: id, Version: 1, Moderator: s.moderator.Id}))(t)
	var links []string
	for _, l := range must(records.LettersOfStory(s.App, id))(t) {
		if l.Kind() == string(mail.ServiceReview) {
			links = append(links, flow.LinkToken(s.App, l))
		}
	}
	if len(links) != 2 {
		t.Fatalf("%d letters about two services that look", len(links))
	}
	s.ok(flow.GoAhead(s.App, id, links[0]))
	if s.state(id) != story.Approved {
		t.Fatal("published while the other may still look")
	}
	if err := flow.GoAhead(s.App, id, links[0]); err == nil {
		t.Error("a service spoke twice")
	}
	s.ok(flow.GoAhead(s.App, id, links[1]))
	if s.state(id) != story.Published {
		t.Errorf("both said go ahead, and it is %s", s.state(id))
	}
}

func TestServiceReview_ASecondLookIsASeniorsToDecide(t *testing.T) {
	for _, outcome := range []story.ReviewOutcome{story.ReviewPublished, story.ReviewTakenUp} {
		s := newScene(t, with(t, promises))
		id := s.underReview()
		boss := s.senior(s.another("senior@candour.example"))
		s.asksAgain(id)
		s.Pass(30 * 24 * time.Hour)
		must(flow.GoOnByClock(s.App))(t)
		if s.state(id) != story.Approved {
			t.Fatalf("nobody decided, and it is %s", s.state(id))
		}
		d := flow.SecondLookDecision{ReviewID: s.looked(id).Id, Moderator: s.moderator.Id, Outcome: outcome, Answer: "We looked."}
		if err := flow.DecideSecondLook(s.App, d); err == nil {
			t.Fatal("a moderator who is not senior decided")
		}
		refuse := flow.Decision{StoryID: id, Version: must(records.FindStory(s.App, id))(t).Version(), Moderator: s.moderator.Id, Reason: "other", Note: "They asked."}
		if err := flow.RejectStory(s.App, refuse); err == nil {
			t.Fatal("a moderator who is not senior refused what a service asked to look at")
		}
		d.Moderator = boss.Id
		s.ok(flow.DecideSecondLook(s.App, d))
		if err := flow.DecideSecondLook(s.App, d); err == nil {
			t.Error("decided twice")
		}
		want := map[story.ReviewOutcome]story.State{story.ReviewPublished: story.Published, story.ReviewTakenUp: story.Submitted}[outcome]
		if s.state(id) != want {
			t.Fatalf("%s leaves it %s", outcome, s.state(id))
		}
		if outcome == story.ReviewTakenUp { // the service has had its say: no second look at what it asked for
			state := must(flow.PublishStory(s.App, flow.Decision{StoryID: id, Version: must(records.FindStory(s.App, id))(t).Version(), Moderator: s.moderator.Id}))(t)
			if state != story.Published {
				t.Errorf("let through again, it is %s", state)
			}
		}
	}
}

func TestServiceReview_AWithdrawalEndsItAndNoLetterFollows(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.underReview()
	link := s.reviewLink(id)
	s.ok(flow.WithdrawStory(s.App, must(records.FindAuthorOf(s.App, id))(t).Id, id))
	if got := s.looked(id).Facts().Outcome; got != story.ReviewEnded {
		t.Errorf("the look is %q", got)
	}
	if err := flow.LookAgain(s.App, id, link, "legal-bar", "Still."); err == nil {
		t.Error("a service answered about a story that is gone")
	}
	for _, l := range must(records.LettersOfStory(s.App, id))(t) {
		if strings.HasPrefix(l.Kind(), "service") && l.IsOpen() {
			t.Error("a letter to the service is still owed")
		}
	}
}

func TestServiceReview_NobodyToReach_TheClockRunsAllTheSame(t *testing.T) {
	s := newScene(t, with(t, promises))
	v := s.addService("X1", "Quay Home Care", "")
	v.Set("kind", "home care")
	s.ok(s.Save(v))
	id := must(flow.SubmitStory(s.App, telling(v.Id)))(t).StoryID
	must(flow.PublishStory(s.App, flow.Decision{StoryID: id, Version: 1, Moderator: s.moderator.Id}))(t)
	if n := s.looked(id).Reached(); n != 0 {
		t.Fatalf("%d letters went to nobody", n)
	}
	s.Pass(7 * 24 * time.Hour)
	must(flow.GoOnByClock(s.App))(t)
	if s.state(id) != story.Published {
		t.Errorf("it is %s", s.state(id))
	}
}

func TestServiceReview_NoticeIsASeniorsToGiveAndLastsFiveWorkingDaysForEveryService(t *testing.T) {
	s := newScene(t, with(t, promises))
	boss := s.senior(s.another("senior@candour.example"))
	id := s.told() // about a hospital, which has no look of its own
	d := flow.Decision{StoryID: id, Version: 1, Moderator: s.moderator.Id, Notice: true}
	if _, err := flow.PublishStory(s.App, d); err == nil {
		t.Fatal("a moderator who is not senior gave notice")
	}
	d.Moderator = boss.Id
	must(flow.PublishStory(s.App, d))(t)
	f := s.looked(id).Facts()
	if !f.Notice || !f.DueAt.Equal(s.Deployment.Region.WorkingDaysAfter(s.Now(), 5)) {
		t.Errorf("notice until %s", f.DueAt)
	}
}

func TestServiceReview_ARestoreGivesTheServiceItsWholeTimeAgainAndKeepsWhatWasDecided(t *testing.T) {
	s := newScene(t, with(t, promises))
	id, decided := s.underReview(), s.underReview()
	s.asksAgain(decided)
	boss := s.senior(s.another("senior@candour.example"))
	s.ok(flow.DecideSecondLook(s.App, flow.SecondLookDecision{ReviewID: s.looked(decided).Id, Moderator: boss.Id, Outcome: story.ReviewTakenUp, Answer: "We look again."}))
	s.ok(records.MarkAllSent(s.App, s.Now()))
	before := s.copied()
	s.Pass(30 * 24 * time.Hour)
	s.restored(before)
	if n := must(flow.GoOnByClock(s.App))(t); n != 0 {
		t.Fatal("the restore published a story that a service may have asked about since")
	}
	f := s.looked(id).Facts()
	if !f.SentAt.Equal(s.Now()) || s.looked(decided).Facts().Outcome != story.ReviewTakenUp {
		t.Errorf("shown on %s, and the other is %q", f.SentAt, s.looked(decided).Facts().Outcome)
	}
	s.Pass(f.DueAt.Sub(s.Now()))
	must(flow.GoOnByClock(s.App))(t)
	if s.state(id) != story.Published {
		t.Errorf("after its time it is %s", s.state(id))
	}
}
