package desk

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// underReview tells a story about a practice that looks first, lets it through, and
// has the practice ask for a second look.
func (s *scene) underReview() (storyID, reviewID string) {
	s.t.Helper()
	return s.askedToLookAgain("We have no bay four.")
}

// askedToLookAgain tells a story, lets it through, and has its service ask for a second look.
func (s *scene) askedToLookAgain(words string) (storyID, reviewID string) {
	s.t.Helper()
	s.clinic.Set("kind", "GP practice")
	s.clinic.SetReviewAddress("team@practice.example")
	s.ok(s.Save(s.clinic))
	id := s.told(func(v *story.Telling) { v.Services = []string{s.clinic.Id}; v.Edits = "just-publish" })
	if _, err := flow.PublishStory(s.App, flow.Decision{StoryID: id, Version: 1, Moderator: s.mairi.Id}); err != nil {
		s.t.Fatal(err)
	}
	for _, l := range must(records.LettersOfStory(s.App, id))(s.t) {
		if l.Kind() == string(mail.ServiceReview) {
			s.ok(flow.LookAgain(s.App, id, flow.LinkToken(s.App, l), "wrong-service", words))
			break
		}
	}
	return id, must(records.ReviewsOfStory(s.App, id))(s.t)[0].Id
}

func TestASecondLookIsShownToAllAndDecidedBySeniorsAlone(t *testing.T) {
	s := newScene(t)
	id, review := s.underReview()
	decide := map[string]any{"outcome": "published", "answer": "It is your practice."}
	for _, c := range []struct {
		body map[string]any
		want int
	}{{decide, http.StatusForbidden}, {map[string]any{"outcome": "ahead", "answer": "x"}, http.StatusUnprocessableEntity}, {map[string]any{"outcome": "published"}, http.StatusUnprocessableEntity}} {
		if r := s.as(s.mairi, "POST", base+"/looks/"+review+"/decide", c.body); r.Status != c.want {
			t.Errorf("%v: %d %s", c.body, r.Status, r.Body)
		}
	}
	if r := s.as(s.mairi, "GET", base+"/second-looks", nil); !strings.Contains(r.Body, "We have no bay four.") || strings.Contains(r.Body, `"mayDecide":true`) {
		t.Errorf("a moderator reads %s", r.Body)
	}
	s.iain.SetSenior(true)
	s.ok(s.Save(s.iain))
	for _, late := range []bool{false, true} {
		if late {
			s.Pass(5 * 24 * time.Hour)
		}
		queue, looks := s.as(s.iain, "GET", base+"/queue", nil).Body, s.as(s.iain, "GET", base+"/second-looks", nil).Body
		if strings.Contains(queue, `"lateLooks":1`) != late || strings.Contains(looks, `"overdue":true`) != late {
			t.Errorf("late is %v, and the desk says otherwise", late)
		}
	}
	if r := s.as(s.iain, "POST", base+"/looks/"+review+"/decide", decide); r.Status != http.StatusOK || s.stored(id).State() != story.Published {
		t.Fatalf("a senior: %d %s, and the story is %s", r.Status, r.Body, s.stored(id).State())
	}
	if r := s.as(s.iain, "POST", base+"/looks/"+review+"/decide", decide); r.Status != http.StatusConflict {
		t.Errorf("twice: %d", r.Status)
	}
	if r := s.as(s.iain, "POST", base+"/looks/zzzzzzzzzzzzzzz/decide", decide); r.Status != http.StatusNotFound {
		t.Errorf("of nothing: %d", r.Status)
	}
}

// What a service said is read by the author once it is decided, without the names that a
// senior moderator takes out.
func TestBrowser_NamesInWhatAServiceSaysAreTakenOutByOnePress(t *testing.T) {
	s := newScene(t)
	s.mairi.SetSenior(true)
	s.ok(s.Save(s.mairi))
	_, review := s.askedToLookAgain("We have no bay four, and Nurse Morag Inverdee was not there. Nor was Fiona Strathdee.")
	b := s.signIn("mairi@candour.example")
	b.WaitFor(".desk-queue")
	b.Open(s.server.URL + "/_/#/desk/second-looks/" + review)
	b.WaitFor("#desk_name_0")
	b.Page().Has(".desk-named mark", "Morag Inverdee")
	atBothWidths(t, b, "names")
	b.TabTo("#desk_name_0")
	for _, shows := range []string{"[name]", "Morag Inverdee", "[name]"} { // and a second press puts it back
		b.Press(" ")
		b.WaitForText("bay four, and " + map[bool]string{true: "[name]", false: "Nurse Morag Inverdee"}[shows == "[name]"])
	}
	b.FocusWalk()
	b.TabTo("#desk_published_" + review)
	b.Press(" ")
	b.TabTo("#desk_answer")
	b.Type("It is your practice.")
	press(b, "#desk_decide_"+review)
	b.WaitForText("Decided. The service is told")
	if f := must(records.FindServiceReview(s.App, review))(t).Facts(); f.Words != "We have no bay four, and [name] was not there. Nor was Fiona Strathdee." {
		t.Errorf("it keeps %q", f.Words)
	}
}

func TestBrowser_ASeniorDecidesOnASecondLookAndGivesNotice(t *testing.T) {
	s := newScene(t)
	s.mairi.SetSenior(true)
	s.ok(s.Save(s.mairi))
	id, review := s.underReview()
	serious := s.told(func(v *story.Telling) { v.Text = "It went very wrong." })
	s.Pass(5 * 24 * time.Hour)
	b := s.signIn("mairi@candour.example")
	b.WaitForText("A second look is late.")
	atBothWidths(t, b, "late look")
	b.Click("#desk_late_looks a")
	b.WaitForText("Dr Gray's Hospital: ")
	atBothWidths(t, b, "second-looks")
	b.TabTo(`[data-id="` + id + `"]`)
	b.Press(testkit.KeyEnter)
	b.WaitForText("We have no bay four.")
	atBothWidths(t, b, "second-look")
	b.ExpectComplaint("422")
	press(b, "#desk_decide_"+review) // with nothing chosen
	b.WaitFor("#desk_published_" + review + ":focus")
	b.Press(testkit.KeyDown)
	b.TabTo("#desk_answer")
	b.Type("We look who that was.")
	press(b, "#desk_decide_"+review)
	b.WaitForText("Decided. The service is told")
	b.WaitForText("No service waits for a second look")
	b.WaitFor("#desk_next:focus")
	if got := s.stored(id).State(); got != story.Submitted {
		t.Errorf("the story is %s", got)
	}
	b.Open(s.server.URL + "/_/#/desk/stories/" + serious)
	b.WaitFor("#desk_notice")
	b.Click("#desk_notice")
	b.WaitFor("#desk_notice_sure:focus")
	b.Screenshot("notice")
	accessible(t, b)
	b.Click("#desk_notice_sure")
	b.WaitFor(".desk-queue")
	if st := s.stored(serious); st.State() != story.Approved || !st.Notice() {
		t.Errorf("with notice it is %s", st.State())
	}
	b.Open(s.server.URL + "/_/#/desk/stories/" + serious)
	b.WaitForText("gets five working days’ notice")
	b.Screenshot("noticed")
}
