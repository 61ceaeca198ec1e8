package hooks

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

func init() {
	breaches["questions-name-no-author"] = map[string]breach{
		"somebody who is not a moderator any more asks a service": func(t *testing.T, s *scene) bool {
			s.moderator.Set("active", false)
			s.ok(s.Save(s.moderator))
			return s.wrote(s.told(), "Which ward is this?")
		},
		"a question gives a service an address": func(t *testing.T, s *scene) bool {
			return s.wrote(s.told(), "Do you know ada.canary@example.org?")
		},
		"a question gives a service the story's number": func(t *testing.T, s *scene) bool {
			id := s.told()
			return s.wrote(id, "What do you know of "+strings.ToUpper(id)+"?")
		},
		"a service is asked about a story that is taken back": func(t *testing.T, s *scene) bool {
			return s.wrote(s.withdrawn(), "Which ward is this?")
		},
		"a question is changed after it was sent": func(t *testing.T, s *scene) bool {
			q := s.question(s.asked())
			q.SetText("Who is she?")
			return s.Save(q) == nil
		},
		"a service gets more time than it was told": func(t *testing.T, s *scene) bool {
			q := s.question(s.asked())
			q.SetDue(s.Now().AddDate(1, 0, 0))
			return s.Save(q) == nil
		},
		"a service answers twice": func(t *testing.T, s *scene) bool {
			id := s.asked()
			s.ok(flow.AnswerQuestion(s.App, s.question(id).Id, s.questionLink(id), "Ward 4."))
			q := s.question(id)
			q.SetOutcome(story.QuestionAnswered, s.Now(), "Ward 5.")
			return s.Save(q) == nil
		},
		"a service answers when its time is over": func(t *testing.T, s *scene) bool {
			q := s.question(s.asked())
			s.Pass(30 * 24 * time.Hour)
			q.SetOutcome(story.QuestionAnswered, s.Now(), "Ward 4.")
			return s.Save(q) == nil
		},
		"an answer gives moderators somebody's address": func(t *testing.T, s *scene) bool {
			q := s.question(s.asked())
			q.SetOutcome(story.QuestionAnswered, s.Now(), "It was ada.canary@example.org.")
			return s.Save(q) == nil
		},
	}
}

// wrote writes a question down past the flow.
func (s *scene) wrote(id, text string) bool {
	s.t.Helper()
	q := must(records.NewServiceQuestion(s.App, records.AskedOfService{Story: id, Service: s.service.Id, By: s.moderator.Id, Text: text,
		At: s.Now(), DueAt: s.Now().AddDate(0, 0, 3)}))(s.t)
	return s.Save(q) == nil
}

func (s *scene) questionTo(id, service string, change ...func(*flow.QuestionToService)) error {
	s.t.Helper()
	q := flow.QuestionToService{Service: service, Decision: flow.Decision{StoryID: id, Version: must(records.FindStory(s.App, id))(s.t).Version(),
		Moderator: s.moderator.Id, Note: "Which ward is this?"}}
	for _, c := range change {
		c(&q)
	}
	return flow.AskService(s.App, q)
}

// asked tells a story about which Moses asks the practice.
func (s *scene) asked() string {
	s.t.Helper()
	practice := s.practice()
	id := s.told()
	s.ok(s.questionTo(id, practice.Id))
	return id
}

func (s *scene) question(id string) *records.ServiceQuestion {
	s.t.Helper()
	return must(records.QuestionsOfStory(s.App, id))(s.t)[0]
}

func (s *scene) questionLetters(id string, kinds ...mail.Kind) (found []*records.Letter) {
	s.t.Helper()
	for _, l := range must(records.LettersOfStory(s.App, id))(s.t) {
		if slices.Contains(kinds, mail.Kind(l.Kind())) {
			found = append(found, l)
		}
	}
	return found
}

func (s *scene) questionLink(id string) string {
	s.t.Helper()
	return flow.LinkToken(s.App, s.questionLetters(id, mail.ServiceQuestion)[0])
}

func (s *scene) lastAct(id string) string {
	s.t.Helper()
	acts := must(records.ActsOnStory(s.App, id))(s.t)
	return acts[len(acts)-1].What()
}

func TestQuestions_TheAnswerBringsTheStoryBackAndIsMasked(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.asked()
	st := must(records.FindStory(s.App, id))(t)
	if st.State() != story.Held || st.HeldFor() != "service" || s.lastAct(id) != "question-sent" {
		t.Fatalf("it is %s for %s after %s", st.State(), st.HeldFor(), s.lastAct(id))
	}
	link, q := s.questionLink(id), s.question(id).Id
	if err := flow.AnswerQuestion(s.App, q, link[:len(link)-1]+"x", "Ward 4."); !errors.Is(err, flow.ErrLink) {
		t.Errorf("a wrong link: %v", err)
	}
	s.ok(flow.AnswerQuestion(s.App, q, link, "Ward 4. Ask sam@practice.example."))
	now := must(records.FindStory(s.App, id))(t)
	if now.State() != story.Submitted || now.HeldFor() != "" || now.Version() != st.Version()+1 || s.lastAct(id) != "question-answered" {
		t.Errorf("it is %s, version %d, after %s", now.State(), now.Version(), s.lastAct(id))
	}
	if a := s.question(id).Facts().Answer; !strings.HasPrefix(a, "Ward 4. Ask ") || strings.Contains(a, "@") {
		t.Errorf("the answer is kept as %q", a)
	}
	if n := must(records.CountQuestionsToNote(s.App))(t); n != 1 {
		t.Errorf("%d answers to read", n)
	}
	must(flow.PublishStory(s.App, flow.Decision{StoryID: id, Version: now.Version(), Moderator: s.moderator.Id}))(t)
	if n := must(records.CountQuestionsToNote(s.App))(t); n != 0 {
		t.Errorf("%d answers to read after the story was decided", n)
	}
}

func TestQuestions_SilenceBringsTheStoryBackWithOneReminder(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.asked()
	q := s.question(id).Facts()
	s.Pass(q.RemindAt.Sub(s.Now()) - time.Minute)
	must(flow.TendQuestions(s.App))(t)
	if n := len(s.questionLetters(id, mail.ServiceReminded)); n != 0 {
		t.Fatalf("%d reminders too soon", n)
	}
	s.Pass(time.Minute)
	must(flow.TendQuestions(s.App))(t)
	must(flow.TendQuestions(s.App))(t)
	if n := len(s.questionLetters(id, mail.ServiceReminded)); n != 1 {
		t.Fatalf("%d reminders", n)
	}
	s.Pass(q.DueAt.Sub(s.Now()) - time.Second)
	if back := must(flow.TendQuestions(s.App))(t); back != 0 || s.state(id) != story.Held {
		t.Fatalf("%d came back too soon: %s", back, s.state(id))
	}
	s.Pass(time.Second)
	if back := must(flow.TendQuestions(s.App))(t); back != 1 || s.state(id) != story.Submitted || s.lastAct(id) != "question-silence" {
		t.Fatalf("%d came back: %s after %s", back, s.state(id), s.lastAct(id))
	}
	if err := flow.AnswerQuestion(s.App, s.question(id).Id, s.questionLink(id), "Ward 4."); !errors.Is(err, story.ErrQuestion) {
		t.Errorf("an answer too late: %v", err)
	}
}

func TestQuestions_AStoryThatIsGoneOrDecidedEndsThemAndTheirLetters(t *testing.T) {
	s := newScene(t, with(t, promises))
	for how, end := range map[string]func(id string) error{
		"ended": func(id string) error {
			return flow.WithdrawStory(s.App, must(records.FindAuthorOf(s.App, id))(t).Id, id)
		},
		"taken-back": func(id string) error {
			return flow.RejectStory(s.App, flow.Decision{StoryID: id, Version: must(records.FindStory(s.App, id))(t).Version(),
				Moderator: s.moderator.Id, Reason: "other", Note: "We can't."})
		},
	} {
		id := s.asked()
		link := s.questionLink(id)
		s.ok(end(id))
		if o := s.question(id).Facts().Outcome; string(o) != how {
			t.Errorf("the question ended as %q, not as %q", o, how)
		}
		if err := flow.AnswerQuestion(s.App, s.question(id).Id, link, "Ward 4."); !errors.Is(err, story.ErrQuestion) {
			t.Errorf("%s: an answer is taken: %v", how, err)
		}
		for _, l := range s.questionLetters(id, mail.ServiceQuestion) {
			if how == "ended" && l.IsOpen() { // those of a decided story are dropped when they would leave
				t.Error("a letter about a story that was taken back can still leave")
			}
		}
	}
	id := s.asked()
	q, link := s.question(id).Id, s.questionLink(id)
	s.ok(flow.EraseAuthor(s.App, must(records.FindAuthorOf(s.App, id))(t).Id))
	if _, err := flow.OpenQuestion(s.App, q, link); !errors.Is(err, flow.ErrLink) {
		t.Errorf("the link of an erased story: %v", err)
	}
	if _, err := records.FindServiceQuestion(s.App, q); !errors.Is(err, records.ErrNotFound) {
		t.Errorf("the question of an erased story: %v", err)
	}
}

func TestQuestions_TheAuthorsOwnWordsAreSentOnPurposeOnly(t *testing.T) {
	s := newScene(t, with(t, promises))
	practice := s.practice()
	id := s.told()
	problem := func(note string, quoting bool) string {
		err := s.questionTo(id, practice.Id, func(q *flow.QuestionToService) { q.Note, q.Quoting = note, quoting })
		if p, ok := story.AsProblem(err); ok {
			return p.Field
		}
		if err != nil {
			return err.Error()
		}
		return ""
	}
	for note, want := range map[string]string{
		"Did the NURSE in bay four held my hand all night?": "quotes",
		"Do you know Harbourlight?":                         "quotes",
		"Have you read " + id + "?":                         "note",
		"Call us on 01224 555 123.":                         "note",
	} {
		if got := problem(note, false); got != want {
			t.Errorf("%q: %q", note, got)
		}
	}
	if got := problem("Have you read "+id+"?", true); got != "note" {
		t.Errorf("the number, on purpose: %q", got)
	}
	if got := problem("Did the nurse in bay four held my hand all night?", true); got != "" {
		t.Errorf("a quotation, on purpose: %q", got)
	}
	if got := problem("And which team is it?", false); got != "service" {
		t.Errorf("asked twice: %q", got)
	}
	lonely := s.addService("L1", "Lonely House", "")
	if err := s.questionTo(id, lonely.Id); err == nil {
		t.Error("a service was asked where nobody can be reached")
	}
}

func TestQuestions_AStoryThatWaitsForItsAuthorGoesOnWaiting(t *testing.T) {
	s := newScene(t, with(t, promises))
	practice := s.practice()
	id := s.told()
	s.ok(flow.AskAuthor(s.App, flow.Decision{StoryID: id, Version: 1, Moderator: s.moderator.Id, Note: "When was it?"}))
	s.ok(s.questionTo(id, practice.Id))
	held := func(want string) {
		t.Helper()
		if st := must(records.FindStory(s.App, id))(t); st.HeldFor() != want {
			t.Errorf("it is %s for %q, not for %q", st.State(), st.HeldFor(), want)
		}
	}
	held("author")
	s.ok(flow.AnswerModerator(s.App, must(records.FindAuthorOf(s.App, id))(t).Id, id, "In May."))
	held("service")
	s.ok(flow.TakeQuestionBack(s.App, s.question(id).Id, s.moderator.Id))
	held("")
	if s.state(id) != story.Submitted || s.question(id).Facts().DoneAt.IsZero() {
		t.Errorf("it is %s", s.state(id))
	}
}

func TestQuestions_AnAuthorIsRemindedOnceAndNothingIsDeleted(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.told()
	s.ok(flow.AskAuthor(s.App, flow.Decision{StoryID: id, Version: 1, Moderator: s.moderator.Id, Note: "When was it?"}))
	s.Pass(story.AuthorRemindedAfter - time.Minute)
	must(flow.TendQuestions(s.App))(t)
	if n := len(s.questionLetters(id, mail.QuestionReminded)); n != 0 {
		t.Fatalf("%d reminders too soon", n)
	}
	s.Pass(time.Minute)
	must(flow.TendQuestions(s.App))(t)
	s.Pass(10 * 24 * time.Hour)
	must(flow.TendQuestions(s.App))(t)
	if n := len(s.questionLetters(id, mail.QuestionReminded)); n != 1 || s.state(id) != story.Held {
		t.Fatalf("%d reminders, and it is %s", n, s.state(id))
	}
	s.Pass((story.AuthorAnswersWithin + 1) * 24 * time.Hour)
	if back := must(flow.TendQuestions(s.App))(t); back != 1 || s.state(id) != story.Submitted || s.lastAct(id) != "author-silence" {
		t.Fatalf("%d came back: %s after %s", back, s.state(id), s.lastAct(id))
	}
	if st := must(records.FindStory(s.App, id))(t); st.Text() != words {
		t.Error("the words changed")
	}
	s.ok(flow.AnswerModerator(s.App, must(records.FindAuthorOf(s.App, id))(t).Id, id, "In May, I think."))
}

// questionRounds is how often everybody who may act acts in the same instant.
const questionRounds = 60

func TestQuestions_TwoAnswersAModeratorAndAnAuthorAtOnce(t *testing.T) {
	s := newScene(t, with(t, promises))
	practice, ada := s.practice(), must(records.FindAuthorOf(s.App, s.told()))(t)
	answered := 0
	for n := range questionRounds {
		id := s.toldBy(ada.Id)
		s.ok(s.questionTo(id, practice.Id))
		q, link := s.question(id).Id, s.questionLink(id)
		acts := []func() error{
			func() error { return flow.AnswerQuestion(s.App, q, link, "Ward 4.") },
			func() error { return flow.AnswerQuestionAs(s.App, q, practice.Organisation(), "Ward 5.") },
			func() error { return flow.TakeQuestionBack(s.App, q, s.moderator.Id) },
		}
		if n%3 == 0 {
			acts = append(acts, func() error { return flow.WithdrawStory(s.App, ada.Id, id) })
		}
		errs := make([]error, len(acts))
		var together sync.WaitGroup
		for i := range acts {
			turn := (i + n) % len(acts) // the last to start is often the first to run: each has its turn
			together.Go(func() { errs[turn] = acts[turn]() })
		}
		together.Wait()
		won := 0
		for _, err := range errs[:3] {
			if err == nil {
				won++
			}
		}
		f := s.question(id).Facts()
		if won > 1 || won == 0 && n%3 != 0 || !f.IsOver() || (f.Answer == "") != (errs[0] != nil && errs[1] != nil) {
			t.Fatalf("%d of them were told it was done: %v; it is %+v", won, errs, f)
		}
		if f.Answer != "" {
			answered++
		}
	}
	if answered == 0 {
		t.Error("nobody ever answered: these acts did not meet")
	}
}

// A question knows the story and nobody: no field of it leads to an account.
func TestQuestions_NoFieldLeadsToAnAuthor(t *testing.T) {
	s := newScene(t, with(t, promises))
	c := must(s.FindCollectionByNameOrId("service_questions"))(t)
	for _, f := range c.Fields.FieldNames() {
		if strings.Contains(strings.ToLower(f), "author") || f == "email" {
			t.Errorf("a question has a field %s", f)
		}
	}
	id := s.asked()
	row := must(s.FindRecordById("service_questions", s.question(id).Id))(t)
	held := row.PublicExport()
	for field, value := range held {
		if v, _ := value.(string); v != "" && (v == id || strings.Contains(v, "harbourlight")) {
			t.Errorf("%s says %q", field, v)
		}
	}
}
