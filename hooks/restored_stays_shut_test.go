package hooks

import (
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/ledger"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

func init() {
	more := breaches["erased-stay-erased"]
	more["a copy from before a story was closed is put in place"] = func(_ *testing.T, s *scene) bool {
		id := s.published()
		before := s.copied()
		s.closed(id)
		s.startFrom(before)
		return s.state(id) == story.Published
	}
	more["a copy from before a story was refused is put in place"] = func(_ *testing.T, s *scene) bool {
		id := s.approved()
		before := s.copied()
		s.refused(id)
		s.startFrom(before)
		return s.state(id) != story.Rejected
	}
	more["a copy from before a response was taken back is put in place"] = func(t *testing.T, s *scene) bool {
		r := s.answered(s.published())
		before := s.copied()
		s.ok(flow.TakeBackResponse(s.App, r.Id, s.member.Id))
		s.startFrom(before)
		return must(records.FindResponse(s.App, r.Id))(t).State() == story.ResponsePublished
	}
	more["a copy from before a moderator was shut out is put in place"] = func(t *testing.T, s *scene) bool {
		before := s.copied()
		s.moderator.SetActive(false)
		s.ok(s.Save(s.moderator))
		s.startFrom(before)
		return must(records.FindModerator(s.App, s.moderator.Id))(t).Active()
	}
	more["a copy from before an administrator of the machine left is put in place"] = func(_ *testing.T, s *scene) bool {
		s.administrator("root@candour.example")
		leaver := s.administrator("leaver@candour.example")
		before := s.copied()
		s.ok(s.Delete(leaver))
		s.startFrom(before)
		_, err := s.FindRecordById(core.CollectionNameSuperusers, leaver.Id)
		return err == nil
	}
}

func (s *scene) refused(id string) {
	s.t.Helper()
	v := must(records.FindStory(s.App, id))(s.t).Version()
	s.ok(flow.RejectStory(s.App, flow.Decision{StoryID: id, Version: v, Moderator: s.moderator.Id, Reason: "not-genuine", Note: "We doubt it."}))
}

// onceMore starts again on the same data, as a new process would, and says what the
// ledger took away.
func (s *scene) onceMore() flow.Replayed {
	s.t.Helper()
	s.Store().Remove("candour.replayed")
	return must(flow.ReplayLedger(s.App))(s.t)
}

func (s *scene) lettersOf(id string, kind mail.Kind) (to []string) {
	s.t.Helper()
	for _, l := range must(records.LettersOfStory(s.App, id))(s.t) {
		if l.Kind() == string(kind) && l.State() == "owed" {
			to = append(to, l.To())
		}
	}
	return to
}

func TestAStoryThatWasClosedSinceTheBackup_IsClosedAgainUntilASeniorHasLooked(t *testing.T) {
	s := newScene(t, with(t, promises))
	senior := s.senior(s.another("ines@candour.example"))
	id := s.published()
	before := s.copied()
	s.closed(id)
	s.restored(before)
	if got := s.state(id); got != story.Restricted {
		t.Fatalf("the story is %s", got)
	}
	due := must(records.ClosuresDue(s.App, s.Now()))(t)
	if len(due) != 1 || due[0].Reason() != story.OtherReason || due[0].DecidedBy() != "" {
		t.Fatalf("the desk's list holds %d closed stories that are due", len(due))
	}
	must(flow.RemindOfClosures(s.App))(t)
	if to := s.lettersOf(id, mail.ClosureDue); len(to) != 1 || to[0] != senior.Id {
		t.Errorf("letters go to %v, and not once to each senior moderator", to)
	}
	if n := len(s.lettersOf(id, mail.StoryClosed)); n != 0 {
		t.Error("the author is told what they were told before")
	}
	if got := s.onceMore(); got != (flow.Replayed{}) {
		t.Errorf("the next start does it again: %+v", got)
	}
	v := must(records.FindStory(s.App, id))(t).Version()
	s.ok(flow.LiftRestriction(s.App, flow.Decision{StoryID: id, Version: v, Moderator: senior.Id, Note: "The court is done."}))
	if got := s.onceMore(); got != (flow.Replayed{}) || s.state(id) != story.Published {
		t.Errorf("what a senior moderator opened is closed by the next start: %+v", got)
	}
	s.restored(before)
	if got := s.state(id); got != story.Published {
		t.Errorf("what was opened again since the backup is %s", got)
	}
}

func TestAStoryThatIsClosedInTheBackup_StaysClosedThoughItWasOpenedSince(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.published()
	s.closed(id)
	before := s.copied()
	v := must(records.FindStory(s.App, id))(t).Version()
	s.ok(flow.LiftRestriction(s.App, flow.Decision{StoryID: id, Version: v, Moderator: s.moderator.Id, Note: "The court is done."}))
	s.restored(before)
	if got := s.state(id); got != story.Restricted {
		t.Errorf("nobody looked, and the story is %s", got)
	}
	if got := s.Deployment.Ledger.Last(id).Kind; got != ledger.Restricted {
		t.Errorf("the ledger knows the story as %s", got)
	}
}

// A restore may be broken off before the copy takes the place of the data. What is closed
// or shut in it, and open in the data, stays open then.
func TestACopyThatIsOnlyLookedAt_ShutsNothing(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.published()
	s.closed(id)
	s.member.SetActive(false)
	s.ok(s.Save(s.member))
	before := s.copied()
	s.member.SetActive(true)
	s.ok(s.Save(s.member))
	v := must(records.FindStory(s.App, id))(t).Version()
	s.ok(flow.LiftRestriction(s.App, flow.Decision{StoryID: id, Version: v, Moderator: s.moderator.Id, Note: "The court is done."}))
	after := s.copied()
	s.Store().Set("candour.replayed", true) // the start that follows is not one
	s.startFrom(before)
	s.Store().Remove("candour.replayed")
	must(flow.ReplayOnCopy(s.App))(t)
	s.startFrom(after)
	if got := s.onceMore(); got != (flow.Replayed{}) || s.state(id) != story.Published || !must(records.FindMember(s.App, s.member.Id))(t).Active() {
		t.Errorf("what was opened since is shut: %+v", got)
	}
}

func TestAStoryThatWasClosedSince_FromBeforeItWasPublished_WaitsForASenior(t *testing.T) {
	s := newScene(t, with(t, promises))
	s.senior(s.moderator)
	id := s.approved()
	before := s.copied()
	s.Pass(30 * 24 * time.Hour)
	must(flow.GoOnByClock(s.App))(t)
	s.closed(id)
	s.restored(before)
	s.Pass(30 * 24 * time.Hour)
	must(flow.GoOnByClock(s.App))(t)
	st := must(records.FindStory(s.App, id))(t)
	if st.State() != story.Held || st.HeldFor() != "senior" {
		t.Fatalf("the story is %s, for %q", st.State(), st.HeldFor())
	}
	if to := s.lettersOf(id, mail.ClosureDue); len(to) != 1 {
		t.Errorf("letters go to %v, and not to the one senior moderator", to)
	}
	if got := s.onceMore(); got != (flow.Replayed{}) {
		t.Errorf("the next start does it again: %+v", got)
	}
	st = must(records.FindStory(s.App, id))(t)
	must(flow.PublishStory(s.App, flow.Decision{StoryID: id, Version: st.Version(), Moderator: s.moderator.Id}))(t)
	if s.state(id) == story.Approved { // its author has the time that they asked for
		s.Pass(30 * 24 * time.Hour)
		must(flow.GoOnByClock(s.App))(t)
	}
	if got := s.onceMore(); got != (flow.Replayed{}) || s.state(id) != story.Published {
		t.Errorf("what a moderator has published since is %s after a start: %+v", s.state(id), got)
	}
}

func TestAStoryThatWasRefusedSinceTheBackup_IsRefusedAgain_WhateverItWaitedFor(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.underReview()
	s.asksAgain(id)
	before := s.copied()
	s.senior(s.moderator)
	s.refused(id)
	s.restored(before)
	if got := s.state(id); got != story.Rejected {
		t.Fatalf("the story is %s", got)
	}
	if looks := must(records.SecondLooks(s.App))(t); len(looks) != 0 {
		t.Error("a service still waits for a second look at it")
	}
	if n := len(s.lettersOf(id, mail.StoryRejected)); n != 0 {
		t.Error("the author is told what they were told before")
	}
}

func TestWordsThatWereTakenOffSinceTheBackup_AreOffAgain(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.published()
	refused := must(flow.RespondToStory(s.App, flow.Answer{StoryID: id, MemberID: s.member.Id, Text: "Thank you for telling us."}))(t)
	admin := must(records.AddMember(s.App, "ann@grampian.example", "Ann", "a long password", s.board.Id, story.RoleAdministrator))(t)
	s.ok(flow.SayAboutOrganisation(s.App, admin.Id, "We look after you."))
	before := s.copied()
	s.Pass(story.EditingTime)
	must(flow.SubmitWaitingResponses(s.App))(t)
	v := must(records.FindResponse(s.App, refused))(t).Version()
	s.ok(flow.RejectResponse(s.App, flow.ResponseDecision{ResponseID: refused, Version: v, Moderator: s.moderator.Id, Reason: "unkind", Note: "Say it kindly."}))
	said := must(records.LatestOwnWords(s.App, 1))(t)[0]
	s.ok(flow.TakeOffOwnWords(s.App, s.moderator.Id, said.Id, "It advertises."))
	s.restored(before)
	if got := must(records.FindResponse(s.App, refused))(t).State(); got != story.ResponseRejected {
		t.Errorf("the response that was refused is %s", got)
	}
	if got := must(records.FindOrganisation(s.App, s.board.Id))(t).OwnWords(); got != "" {
		t.Error("the words of the organisation stand on its page again")
	}
	if got := must(records.FindOwnWordsVersion(s.App, said.Id))(t); got.TakenAt().IsZero() || got.Reason() == "" {
		t.Error("its administrators are not told that the words were taken off")
	}
	if got := s.onceMore(); got != (flow.Replayed{}) {
		t.Errorf("the next start does it again: %+v", got)
	}
}
