package hooks

import (
	"errors"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

func init() {
	breaches["the-danger-is-not-told"] = map[string]breach{
		"staff of a service that may be the danger are written to": func(_ *testing.T, s *scene) bool {
			id := s.published()
			s.suspects(id, s.service.Id)
			owed := records.Owed{Kind: string(mail.StoryAlert), Story: id, Once: "again", ToCollection: "members", To: s.member.Id, At: s.Now()}
			return records.Owe(s.App, owed) == nil
		},
		"a service that may be the danger is asked": func(_ *testing.T, s *scene) bool {
			id := s.told()
			s.suspects(id, s.service.Id)
			return s.wrote(id, "Which ward is this?")
		},
		"a service that may be the danger is shown the story first": func(t *testing.T, s *scene) bool {
			id := s.told()
			s.suspects(id, s.service.Id)
			r := must(records.NewServiceReview(s.App, id, s.service.Id))(t)
			r.SetBegun(s.Now(), flow.ReviewEnds(s.App)(s.Now(), false), false, 1)
			return s.Save(r) == nil
		},
	}
	danger := breaches["danger-is-seen-by-a-senior"]
	danger["a moderator publishes where the service may be the danger, with whom a senior agreed before"] = func(_ *testing.T, s *scene) bool {
		id := s.told()
		s.suspects(id, s.service.Id)
		s.safety(id, s.senior(s.another("senior@candour.example")).Id, story.SafetyAgreed, "serious", "")
		s.ends(id)
		return s.forced(id)
	}
	danger["a moderator who is not senior lifts that the service may be the danger"] = func(_ *testing.T, s *scene) bool {
		id := s.told()
		s.suspects(id, s.service.Id)
		return s.stepped(id, story.SafetyEvent{Kind: story.SafetyLifted, Service: s.service.Id, Words: "I know them all.", By: s.moderator.Id, At: s.Now()})
	}
	danger["a service is noted that the story is not about"] = func(_ *testing.T, s *scene) bool {
		id := s.told()
		s.safety(id, s.moderator.Id, story.SafetyChosen, "serious", "")
		return s.stepped(id, story.SafetyEvent{Kind: story.SafetySuspected, Outcome: "serious", Service: s.practice().Id, By: s.moderator.Id, At: s.Now()})
	}
}

// suspects opens a serious case in which a service may be the danger; "" for whichever.
func (s *scene) suspects(id, service string) {
	s.t.Helper()
	s.safety(id, s.moderator.Id, story.SafetyChosen, "serious", "")
	s.ok(flow.KeepSafe(s.App, id, story.SafetyEvent{Kind: story.SafetySuspected, Outcome: "serious", Service: service, By: s.moderator.Id}))
}

// ends deals with every step of a serious case that a colleague agreed with.
func (s *scene) ends(id string) {
	s.t.Helper()
	o, _ := story.OutcomeOf("serious")
	for _, step := range o.Steps {
		s.safety(id, s.moderator.Id, story.SafetyDone, "serious", step.Code)
	}
	s.safety(id, s.moderator.Id, story.SafetyClosed, "serious", "")
}

// writtenTo lists who at the practice, and above, was owed a letter about a story.
func (s *scene) writtenTo(id string) (to []string) {
	s.t.Helper()
	for _, l := range must(records.LettersOfStory(s.App, id))(s.t) {
		if l.ToCollection() == "members" || l.ToCollection() == "services" {
			to = append(to, l.Kind()+" to "+l.To())
		}
	}
	return to
}

// decide writes down what a moderator has the story become: about these services.
func (s *scene) nowAbout(id string, services ...string) {
	s.t.Helper()
	v := must(records.FindStory(s.App, id))(s.t).Version()
	must(flow.EditStory(s.App, flow.Decision{StoryID: id, Version: v, Moderator: s.moderator.Id, Services: &services,
		Reasons: []story.EditReason{{Part: "services", Code: "wrong-service"}}}))(s.t)
}

// Whatever becomes of the service after it was noted, nobody there hears of the story first.
func TestTheDangerIsNotTold_WhateverBecomesOfTheService(t *testing.T) {
	ward := func(s *scene) *records.Service {
		v := s.addService("P2", "Harbour Practice, second floor", s.practice().Organisation())
		v.Set("kind", "GP practice")
		s.ok(s.Save(v))
		return v
	}
	changes := map[string]func(s *scene, id string){
		"nothing": func(*scene, string) {},
		"it is merged": func(s *scene, _ string) {
			s.ok(flow.MergeServices(s.App, s.practice().Id, ward(s).Id, s.moderator.Id, records.FromDesk))
		},
		"another of the same organisation takes its place": func(s *scene, id string) { s.nowAbout(id, ward(s).Id) },
		"another of the same organisation is added":        func(s *scene, id string) { s.nowAbout(id, s.practice().Id, ward(s).Id) },
		"another organisation runs it, with the same administrator": func(s *scene, _ string) {
			o := s.organisation("Q", "Harbour Holding")
			v := s.practice()
			v.Set("organisation", o.Id)
			s.ok(s.Save(v))
			pat := must(records.FindMemberByEmail(s.App, "pat@practice.example"))(s.t)
			s.ok(s.Save(must(records.NewMembership(s.App, pat.Id, o.Id, story.RoleAdministrator, s.Now()))(s.t)))
		},
		"there is one above that answers for it": func(s *scene, _ string) {
			above := s.organisation("Q", "Harbour Group")
			must(records.AddMember(s.App, "grace@group.example", "Grace", "a long password", above.Id, story.RoleAdministrator))(s.t)
			o := must(records.FindOrganisation(s.App, s.practice().Organisation()))(s.t)
			o.Set("parent", above.Id)
			s.ok(s.Save(o))
		},
		"its members change": func(s *scene, _ string) {
			must(records.AddMember(s.App, "nell@practice.example", "Nell", "a long password", s.practice().Organisation(), story.RoleAdministrator))(s.t)
		},
	}
	for name, change := range changes {
		for _, noted := range []string{"it", "whichever"} {
			s := newScene(t, with(t, promises))
			id := must(flow.SubmitStory(s.App, telling(s.practice().Id)))(t).StoryID
			s.suspects(id, map[string]string{"it": s.practice().Id}[noted])
			s.safety(id, s.another("mae@candour.example").Id, story.SafetyAgreed, "serious", "")
			s.ends(id)
			change(s, id)
			must(flow.RerouteUnrouted(s.App, t.Context()))(t)
			boss := s.senior(s.another("senior@candour.example")).Id
			v := must(records.FindStory(s.App, id))(t).Version()
			if _, err := flow.PublishStory(s.App, flow.Decision{StoryID: id, Version: v, Moderator: s.moderator.Id}); !errors.Is(err, flow.ErrSenior) {
				t.Errorf("%s, noted of %s: a moderator publishes it: %v", name, noted, err)
			}
			state := must(flow.PublishStory(s.App, flow.Decision{StoryID: id, Version: v, Moderator: boss, Notice: true}))(t)
			s.ok(flow.ShowNewcomers(s.App))
			st := must(records.FindStory(s.App, id))(t)
			if to := s.writtenTo(id); state != story.Published || len(to) > 0 || st.Progress() != story.Unheard {
				t.Errorf("%s, noted of %s: it is %s and %s; written to %v", name, noted, state, st.Progress(), to)
			}
		}
	}
}

// What a service does already ends when it is noted, and its links are dead.
func TestTheDangerIsNotTold_WhatHadBegunEnds(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.underReview()
	link := s.reviewLink(id)
	s.Pass(time.Hour)
	s.suspects(id, s.practice().Id)
	if f := s.looked(id).Facts(); f.Outcome != story.ReviewEnded {
		t.Errorf("its look: %+v", f)
	}
	if st := must(records.FindStory(s.App, id))(t); st.State() != story.Approved || st.WaitsFor() != story.WaitForUs {
		t.Errorf("it is %s and waits for %s", st.State(), st.WaitsFor())
	}
	if _, err := flow.OpenReview(s.App, id, link); !errors.Is(err, flow.ErrLink) {
		t.Errorf("its link: %v", err)
	}
	s.safety(id, s.another("mae@candour.example").Id, story.SafetyAgreed, "serious", "")
	s.ends(id)
	s.Pass(30 * 24 * time.Hour)
	if n := must(flow.GoOnByClock(s.App))(t); n != 0 { // that Moses let it through before counts no more, and he is none
		t.Errorf("the clock published %d", n)
	}
	s.ok(records.MarkAllSent(s.App, s.Now()))

	asked := s.asked()
	opened := s.questionLink(asked)
	s.safety(asked, s.moderator.Id, story.SafetyChosen, "author-acts", "")
	s.ok(flow.KeepSafe(s.App, asked, story.SafetyEvent{Kind: story.SafetySuspected, Outcome: "author-acts", By: s.moderator.Id}))
	q := s.question(asked)
	if q.Facts().Outcome != story.QuestionTakenBack || s.state(asked) != story.Submitted {
		t.Errorf("what it was asked: %+v, and the story is %s", q.Facts(), s.state(asked))
	}
	if _, err := flow.OpenQuestion(s.App, q.Id, opened); !errors.Is(err, flow.ErrLink) {
		t.Errorf("the link of the question: %v", err)
	}
	var ps story.Problems
	var p story.Problem
	if err := s.questionTo(asked, s.practice().Id); !errors.As(err, &p) && !errors.As(err, &ps) {
		t.Errorf("asked again: %v", err)
	}
}

// In each round a senior moderator lifts the note while another, and the clock, publish.
// Whichever is first, nobody is written to before the note is lifted, and a story that is
// published while it stands was not shown first.
func TestTheDangerIsNotTold_WhenItIsLiftedWhileItIsPublished(t *testing.T) {
	s := newScene(t, with(t, promises))
	practice, mae, boss := s.practice(), s.another("mae@candour.example").Id, s.senior(s.another("senior@candour.example")).Id
	ada := must(records.FindAuthorOf(s.App, s.told()))(t).Id
	ends := map[bool]int{}
	for n := range *deskRounds {
		sent := telling(practice.Id)
		sent.AuthorID = ada
		id := must(flow.SubmitStory(s.App, sent))(t).StoryID
		s.suspects(id, practice.Id)
		s.safety(id, mae, story.SafetyAgreed, "serious", "")
		s.ends(id)
		d := flow.Decision{StoryID: id, Version: must(records.FindStory(s.App, id))(t).Version(), Moderator: boss}
		lift := story.SafetyEvent{Kind: story.SafetyLifted, Service: practice.Id, Words: "The manager who was meant has left: agreed with the council.", By: boss}
		acts := []func() error{func() error { return flow.KeepSafe(s.App, id, lift) },
			func() error { _, err := flow.PublishStory(s.App, d); return err },
			func() error { _, err := flow.GoOnByClock(s.App); return err }}
		turn := n % len(acts) // whose turn comes last often comes first
		acts = append(acts[turn:], acts[:turn]...)
		for i, err := range atOnce(acts...) {
			if err != nil {
				t.Fatalf("act %d: %v", i, err)
			}
		}
		reviews, state := must(records.ReviewsOfStory(s.App, id))(t), s.state(id)
		shown := len(reviews) > 0
		if shown != (state == story.Approved) || !shown && state != story.Published || !shown && len(s.writtenTo(id)) > 0 {
			t.Fatalf("it is %s, %d services look at it, written to %v", state, len(reviews), s.writtenTo(id))
		}
		if at := liftedAt(t, s, id); shown && reviews[0].Facts().SentAt.Before(at) {
			t.Fatalf("it was shown at %s and lifted at %s", reviews[0].Facts().SentAt, at)
		}
		ends[shown]++
	}
	t.Logf("lifted first in %d of %d", ends[true], deskRounds)
}

func liftedAt(t *testing.T, s *scene, id string) time.Time {
	t.Helper()
	events := must(records.SafetyEventsOf(s.App, id))(t)
	last := events[len(events)-1]
	if last.Kind != story.SafetyLifted {
		t.Fatalf("the last step is %s", last.Kind)
	}
	return last.At
}
