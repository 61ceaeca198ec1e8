package desk

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// toBeAsked tells a story about a ward that letters reach.
func (s *scene) toBeAsked() string {
	s.t.Helper()
	s.ward.SetReviewAddress("ward@grampian.example")
	s.ok(s.Save(s.ward))
	return s.told(func(v *story.Telling) { v.Services = []string{s.ward.Id} })
}

// answer answers the question about a story by the link of the letter.
func (s *scene) answer(id, text string) {
	s.t.Helper()
	for _, l := range must(records.LettersOfStory(s.App, id))(s.t) {
		if l.Kind() == string(mail.ServiceQuestion) {
			s.ok(flow.AnswerQuestion(s.App, l.About(), flow.LinkToken(s.App, l), text))
			return
		}
	}
	s.t.Fatal("no letter went to the service")
}

func TestAModeratorAsksAServiceAndReadsTheAnswer(t *testing.T) {
	s := newScene(t)
	id := s.toBeAsked()
	ask := func(more map[string]any) *answer {
		body := map[string]any{"version": s.stored(id).Version(), "service": s.ward.Id, "days": 2, "note": "Which ward has the blue door?"}
		for k, v := range more {
			body[k] = v
		}
		r := s.as(s.mairi, "POST", base+"/stories/"+id+"/ask-service", body)
		return &answer{r.Status, r.Body}
	}
	own := strings.Join(strings.Fields(s.stored(id).Text())[:7], " ")
	for _, c := range []struct {
		more map[string]any
		want int
		says string
	}{
		{map[string]any{"note": ""}, 422, "Write what you want to ask"},
		{map[string]any{"note": "Ring " + email}, 422, "Leave out e-mail addresses"},
		{map[string]any{"note": "Do you remember: " + own}, 422, `"quotes"`},
		{map[string]any{"note": "What is " + id}, 422, "Leave out the story"},
		{map[string]any{"service": ""}, 422, "Choose the service"},
		{map[string]any{"service": "zzzzzzzzzzzzzzz"}, 422, "not in the directory"},
		{map[string]any{"days": 20}, 422, "between 1 and 10"},
		{map[string]any{"version": 7}, 409, ""},
		{map[string]any{"note": "Do you remember: " + own, "quoting": true}, 200, `"state":"held"`},
	} {
		if r := ask(c.more); r.status != c.want || !strings.Contains(r.body, c.says) {
			t.Errorf("%v: %d %.200s", c.more, r.status, r.body)
		}
	}
	if r := ask(nil); r.status != 422 || !strings.Contains(r.body, "asked already") {
		t.Errorf("twice: %d %.200s", r.status, r.body)
	}
	s.answer(id, "Ward 4. Ring 01224 555 123.")
	if r := s.as(s.iain, "GET", base+"/questions", nil); !strings.Contains(r.Body, "Ward 4. Ring ") || strings.Contains(r.Body, "555") || strings.Contains(r.Body, email) {
		t.Errorf("the list: %s", r.Body)
	}
	if r := s.as(s.iain, "GET", base+"/stories/"+id+"/history", nil); !strings.Contains(r.Body, "Ward 4. Ring ") || !strings.Contains(r.Body, "question-sent") {
		t.Errorf("the history: %s", r.Body)
	}
	q := must(records.QuestionsOfStory(s.App, id))(t)[0]
	if r := s.as(s.iain, "POST", base+"/questions/"+q.Id+"/take-back", nil); r.Status != http.StatusConflict {
		t.Errorf("taking back what was answered: %d", r.Status)
	}
	if r := s.as(s.iain, "POST", base+"/questions/"+q.Id+"/done", nil); r.Status != http.StatusOK {
		t.Errorf("noting it: %d %s", r.Status, r.Body)
	}
	if r := s.as(s.iain, "GET", base+"/queue", nil); !strings.Contains(r.Body, `"questions":0`) {
		t.Errorf("the counts: %.300s", r.Body)
	}
	if r := s.as(s.iain, "POST", base+"/questions/zzzzzzzzzzzzzzz/done", nil); r.Status != http.StatusNotFound {
		t.Errorf("of nothing: %d", r.Status)
	}
}

// answer is what the desk said.
type answer struct {
	status int
	body   string
}

func TestASiteKeepsWordsForQuestionsInTheLanguagesOfItsRegion(t *testing.T) {
	s := newScene(t)
	good := map[string]any{"asks": "service", "language": "gd", "label": "Dè an t-ainm?", "text": "Dè an t-ainm a th’ air?"}
	with := func(field, value string) map[string]any {
		body := map[string]any{}
		for k, v := range good {
			body[k] = v
		}
		body[field] = value
		return body
	}
	for field, bad := range map[string]string{"asks": "everybody", "language": "tlh", "label": "", "text": "Write to " + email} {
		if r := s.as(s.mairi, "POST", base+"/templates", with(field, bad)); r.Status != 422 || !strings.Contains(r.Body, `"`+field+`"`) {
			t.Errorf("%s %q: %d %.200s", field, bad, r.Status, r.Body)
		}
	}
	s.as(s.mairi, "POST", base+"/templates", with("text", "Old words."))
	if r := s.as(s.mairi, "POST", base+"/templates", good); r.Status != 200 || strings.Contains(r.Body, "Old words.") {
		t.Fatalf("kept: %d %.200s", r.Status, r.Body)
	}
	own := must(records.QuestionTemplates(s.App))(t)
	if len(own) != 1 {
		t.Fatalf("%d of them", len(own))
	}
	if r := s.as(s.iain, "GET", base+"/messages", nil); !strings.Contains(r.Body, "Dè an t-ainm a th’ air?") || !strings.Contains(r.Body, "Was this your service?") {
		t.Errorf("to begin with: %s", r.Body)
	}
	if r := s.as(s.iain, "POST", base+"/templates/"+own[0].Id+"/forget", nil); r.Status != 200 || strings.Contains(r.Body, "Dè an t-ainm?") {
		t.Errorf("taken off: %d", r.Status)
	}
}

func TestBrowser_AServiceIsAskedByKeyboardAndTheAnswerIsRead(t *testing.T) {
	s := newScene(t)
	id := s.toBeAsked()
	own := strings.Join(strings.Fields(s.stored(id).Text())[:7], " ")
	b := s.signIn("mairi@candour.example")
	s.openStory(b, id)
	b.WaitFor("#desk_ask_service")
	b.TabTo("#desk_ask_service")
	b.Press(kb.Enter)
	b.WaitFor("#desk_begin")
	b.Choose("#desk_begin", "asks-name")
	b.WaitFor("#desk_question")
	b.Screenshot("ask-service")
	accessible(t, b)
	b.Retype("#desk_question", "Do you remember: "+own)
	b.TabTo(".modal-footer button[type=submit]")
	b.ExpectComplaint("422")
	b.Press(kb.Enter)
	b.WaitFor("#desk_quoting:focus")
	if !b.InSight(`label[for="desk_quoting"]`) || !b.InSight(".modal-footer button[type=submit]") {
		t.Error("what is to be ticked, or the button that sends, is out of sight")
	}
	b.Screenshot("ask-service-quotes")
	accessible(t, b)
	b.Retype("#desk_question", "Which ward has the blue door?")
	b.TabTo(".modal-footer button[type=submit]")
	b.Press(kb.Enter)
	b.WaitFor(".desk-queue")
	if st := s.stored(id); st.State() != story.Held || st.HeldFor() != "service" {
		t.Fatalf("the story is %s for %s", st.State(), st.HeldFor())
	}
	s.answer(id, "It is ward 4.")
	s.Pass(time.Minute)
	b.Open(s.server.URL + "/_/#/desk/questions")
	b.WaitForText("It is ward 4.")
	b.Screenshot("questions-answered")
	accessible(t, b)
	b.Open(s.server.URL + "/_/#/desk/stories/" + id)
	b.WaitForText("It is ward 4.")
	b.Screenshot("questions-beside-story")
	accessible(t, b)
	b.Open(s.server.URL + "/_/#/desk/questions")
	done := "#desk_done_" + must(records.QuestionsOfStory(s.App, id))(t)[0].Id
	b.WaitFor(done)
	b.TabTo(done)
	b.Press(kb.Enter)
	b.WaitForText("All done here")
	b.Open(s.server.URL + "/_/#/desk/templates")
	b.WaitForText("Was this your service?")
	b.Screenshot("question-templates")
	accessible(t, b)
	b.Fill("#desk_template_label", "Our own")
	b.Fill("#desk_template_text", "What is the name of your team?")
	b.TabTo("#desk_template_keep")
	b.Press(kb.Enter)
	b.WaitFor(`[data-template="Our own"]`)
}
