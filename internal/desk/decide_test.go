package desk

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

func TestTheQueueShowsUrgentWordsFirstAndThenTheLongestWaiting(t *testing.T) {
	s := newScene(t)
	old := s.told()
	s.Pass(3 * 60 * 60 * 1e9)
	newer := s.told()
	urgent := s.told(func(v *story.Telling) {
		v.Text = "I want to kill myself and nobody at the clinic listened."
		v.Services, v.ServiceText = nil, "the clinic by the bridge"
	})
	var q queueAnswer
	s.as(s.mairi, "GET", base+"/queue", nil).fill(t, &q)
	var got []string
	for _, r := range q.Rows {
		got = append(got, r.ID)
	}
	if want := strings.Join([]string{urgent, old, newer}, " "); strings.Join(got, " ") != want {
		t.Errorf("the queue is %v, want %s", got, want)
	}
	if len(q.Rows[0].Labels) != 1 || q.Rows[0].Labels[0].Words != "Self-harm or suicide" || len(q.Rows[1].Labels) != 0 {
		t.Errorf("urgent words were told wrongly: %+v, %+v", q.Rows[0].Labels, q.Rows[1].Labels)
	}
	if q.Rows[0].About != "In the author’s words: “the clinic by the bridge”" || q.Rows[1].Waiting != "3 hours" || q.Rows[1].About != "Aberdeen Royal Infirmary, Aberdeen" {
		t.Errorf("rows are not whole: %+v", q.Rows)
	}
	if q.Counts["submitted"] != 3 || q.Counts["held"] != 0 || q.Counts["responses"] != 0 {
		t.Errorf("counts %v", q.Counts)
	}
}

func TestHowLongAStoryWaits_IsSaidOnItsPageAsInTheQueue(t *testing.T) {
	s := newScene(t)
	id := s.told()
	s.Pass(30 * time.Hour)
	var q queueAnswer
	s.as(s.mairi, "GET", base+"/queue", nil).fill(t, &q)
	if got := s.view(id).Waiting; got != q.Rows[0].Waiting || !strings.Contains(got, "working day") {
		t.Errorf("its page says %q and the queue %q", got, q.Rows[0].Waiting)
	}
}

func TestAStoryIsShownWholeWithItsMarksAndWithoutItsAuthor(t *testing.T) {
	s := newScene(t)
	id := s.told(func(v *story.Telling) { v.HappenedYear = 2020; v.ServiceText = "the ward by the lift" })
	v := s.view(id)
	kinds := map[string]string{}
	for _, m := range v.Marks {
		kinds[string(m.Kind)] = m.Text
	}
	for kind, text := range map[string]string{"name": "Morag Inverdee", "phone": "01632 960733", "date": "2 October"} {
		if kinds[kind] != text {
			t.Errorf("marked as %s: %q, want %q", kind, kinds[kind], text)
		}
	}
	if !v.TooOld || v.Happened != "October 2020" || v.ServiceText != "the ward by the lift" || !v.Open || v.Original != nil {
		t.Errorf("the story is not told whole: %+v", v)
	}
	if v.Services[0].Organisation != "NHS Grampian" || v.Tags["good"][0] != "kind nurse" {
		t.Errorf("services and tags: %+v %+v", v.Services, v.Tags)
	}
	if !v.Reach {
		t.Error("an author with an address is told to be out of reach")
	}
	s.author.SetEmail(s.Deployment.Sealer, "")
	s.ok(s.Save(s.author))
	if s.view(id).Reach {
		t.Error("an author without an address is told to be in reach")
	}
}

func TestAnEditKeepsTheOriginalAndIsRecordedWithANameAndTheParts(t *testing.T) {
	s := newScene(t)
	id := s.told()
	r := s.as(s.mairi, "POST", base+"/stories/"+id+"/edit", map[string]any{
		"version": 1, "reasons": anyReason, "words": words{"She stayed all night", "The nurse held my hand all night. Nobody had asked her to.", "harbourlight"},
		"services": []string{s.ward.Id, s.clinic.Id}, "tags": map[string][]string{"good": {"kind nurse", "company"}, "better": {}, "feelings": {"safe"}}})
	var done decided
	r.fill(t, &done)
	v := done.Story
	if r.Status != http.StatusOK || v.State != "submitted" || v.Version != 2 || len(v.Services) != 2 || len(v.Tags["good"]) != 2 || len(v.Tags["better"]) != 0 {
		t.Fatalf("%d: %+v", r.Status, v)
	}
	if v.Original == nil || !strings.Contains(v.Original.Text, "Morag Inverdee") {
		t.Error("the original words were not kept beside the edited ones")
	}
	if len(v.Acts) != 1 || v.Acts[0].Who != "Mairi" || strings.Join(v.Acts[0].Changed, " ") != "text services tags" {
		t.Errorf("the record says %+v", v.Acts)
	}
}

func TestTwoModeratorsOnOneStory_TheSecondIsToldAndNothingIsOverwritten(t *testing.T) {
	s := newScene(t)
	id := s.told()
	first := map[string]any{"version": 1, "reasons": anyReason, "words": words{"She stayed", "She stayed with me.", "harbourlight"}}
	second := map[string]any{"version": 1, "reasons": anyReason, "words": words{"All night", "All night long.", "harbourlight"}}
	if r := s.as(s.mairi, "POST", base+"/stories/"+id+"/edit", first); r.Status != http.StatusOK {
		t.Fatal(r)
	}
	for _, verb := range []string{"edit", "publish"} {
		r := s.as(s.iain, "POST", base+"/stories/"+id+"/"+verb, second)
		var clashed struct {
			Message string
			Stored  storyView
		}
		r.fill(t, &clashed)
		if r.Status != http.StatusConflict || !strings.HasPrefix(clashed.Message, "Mairi edited this") || clashed.Stored.Words.Title != "She stayed" || clashed.Stored.Version != 2 {
			t.Errorf("%s: %d %s", verb, r.Status, r.Body)
		}
	}
	if got := s.stored(id); got.Title() != "She stayed" || got.State() != story.Submitted {
		t.Errorf("the first moderator's work was overwritten: %q, %s", got.Title(), got.State())
	}
	if r := s.as(s.mairi, "POST", base+"/stories/"+id+"/publish", map[string]any{"version": 2}); r.Status != http.StatusOK {
		t.Fatal(r)
	}
	refusal := map[string]any{"version": 1, "reason": "too-old", "note": "It was long ago."}
	if r := s.as(s.iain, "POST", base+"/stories/"+id+"/reject", refusal); r.Status != http.StatusConflict || !strings.Contains(r.Body, "Mairi published this") {
		t.Errorf("rejecting what is published: %d %.200s", r.Status, r.Body)
	}
	refusal["version"] = 3
	if r := s.as(s.iain, "POST", base+"/stories/"+id+"/reject", refusal); r.Status != http.StatusConflict {
		t.Errorf("rejecting what is published, knowing it: %d", r.Status)
	}
}

func TestOfManyActsOnOneVersionInOneInstant_ExactlyOneIsDone(t *testing.T) {
	s := newScene(t)
	id := s.told()
	acts := []struct {
		verb string
		body map[string]any
	}{
		{"publish", map[string]any{"version": 1}},
		{"reject", map[string]any{"version": 1, "reason": "too-old", "note": "It was long ago."}},
		{"ask", map[string]any{"version": 1, "note": "Which ward?"}},
		{"edit", map[string]any{"version": 1, "reasons": anyReason, "words": words{"All night", "All night long.", "harbourlight"}}},
	}
	const each = 6
	statuses := make(chan int, each*len(acts))
	tokens := []string{must(s.mairi.ProxyRecord().NewAuthToken())(t), must(s.iain.ProxyRecord().NewAuthToken())(t)}
	for n := range each {
		for _, a := range acts {
			go func() { statuses <- s.with(tokens[n%2], "POST", base+"/stories/"+id+"/"+a.verb, a.body).Status }()
		}
	}
	done := map[int]int{}
	for range each * len(acts) {
		done[<-statuses]++
	}
	if done[http.StatusOK] != 1 || done[http.StatusConflict] != each*len(acts)-1 {
		t.Errorf("answers by status: %v", done)
	}
	if acts := must(records.ActsOnStory(s.App, id))(t); len(acts) != 1 {
		t.Errorf("%d acts are on record, want 1", len(acts))
	}
}

func TestAStoryThatIsTakenBackWhileItIsOpen_IsGoneForTheDesk(t *testing.T) {
	s := newScene(t)
	id := s.told()
	s.ok(flow.WithdrawStory(s.App, s.author.Id, id))
	edit := map[string]any{"version": 1, "note": "Which ward?", "reason": "too-old", "reasons": anyReason, "words": words{"A", "B b", "Cc"}}
	for _, r := range []reply{
		s.as(s.mairi, "GET", base+"/stories/"+id, nil),
		s.as(s.mairi, "POST", base+"/stories/"+id+"/edit", edit),
		s.as(s.mairi, "POST", base+"/stories/"+id+"/publish", edit),
		s.as(s.mairi, "POST", base+"/stories/"+id+"/reject", edit),
		s.as(s.mairi, "POST", base+"/stories/"+id+"/ask", edit),
	} {
		if r.Status != http.StatusGone || strings.Contains(r.Body, "She stayed") {
			t.Errorf("%d %s", r.Status, r.Body)
		}
	}
	s.ok(flow.EraseAuthor(s.App, s.author.Id))
	if r := s.as(s.mairi, "GET", base+"/stories/"+id, nil); r.Status != http.StatusGone {
		t.Errorf("an erased story: %d", r.Status)
	}
	for _, never := range []string{"abcd2345", "nosuch", "..%2f..", "%00"} {
		if r := s.as(s.mairi, "GET", base+"/stories/"+never, nil); r.Status != http.StatusNotFound && r.Status != http.StatusBadRequest {
			t.Errorf("a story %q that never was: %d", never, r.Status)
		}
	}
}

func TestEditsWaitForAnAuthorWhoWantsToSeeThem(t *testing.T) {
	s := newScene(t)
	id := s.told(func(v *story.Telling) { v.Edits = "show-me" })
	var done decided
	s.as(s.mairi, "POST", base+"/stories/"+id+"/publish", map[string]any{"version": 1, "reasons": anyReason, "words": words{"All night", "She stayed all night.", "harbourlight"}}).fill(t, &done)
	if done.State != "approved" || done.Story.Until == "" || !done.Story.AsksWord {
		t.Fatalf("%+v", done)
	}
	s.ok(flow.AgreeToEdits(s.App, s.author.Id, id, s.stored(id).Version()))
	if v := s.view(id); v.State != "published" || v.AsksWord || v.Open {
		t.Errorf("after the author agreed: %s, asks %v, open %v", v.State, v.AsksWord, v.Open)
	}
}

func TestAQuestionSavesTheEditsAndComesBackWithTheAnswer(t *testing.T) {
	s := newScene(t)
	id := s.told()
	var done decided
	s.as(s.mairi, "POST", base+"/stories/"+id+"/ask", map[string]any{"version": 1, "note": " Which ward was it? ",
		"reasons": anyReason, "words": words{"All night", "She stayed all night.", "harbourlight"}}).fill(t, &done)
	v := done.Story
	if v.State != "held" || v.HeldFor != "author" || v.Words.Title != "All night" || v.Messages[0].Text != "Which ward was it?" || v.Messages[0].Who != "Mairi" {
		t.Fatalf("%+v", v)
	}
	s.ok(flow.AnswerModerator(s.App, s.author.Id, id, "Ward 5."))
	if v := s.view(id); v.State != "submitted" || v.Messages[1].Who != "The author" || v.Acts[len(v.Acts)-1].Who != "The author" {
		t.Errorf("after the answer: %+v", v)
	}
}

func TestARefusalNeedsAKnownReasonAndWordsAndReachesTheAuthor(t *testing.T) {
	s := newScene(t)
	id := s.told()
	for field, sent := range map[string]map[string]any{
		"reason": {"version": 1, "reason": "i-do-not-like-it", "note": "No."},
		"note":   {"version": 1, "reason": "too-old", "note": " \u200b "},
	} {
		r := s.as(s.mairi, "POST", base+"/stories/"+id+"/reject", sent)
		if r.Status != http.StatusUnprocessableEntity || !strings.Contains(r.Body, `"`+field+`":{"code"`) {
			t.Errorf("%s: %d %s", field, r.Status, r.Body)
		}
	}
	var list map[string][]reasonView
	s.as(s.mairi, "GET", base+"/reasons", nil).fill(t, &list)
	if len(list["stories"]) < 8 || len(list["responses"]) < 5 || list["stories"][0].Meaning == "" {
		t.Errorf("reasons: %+v", list)
	}
	var done decided
	s.as(s.mairi, "POST", base+"/stories/"+id+"/reject", map[string]any{"version": 1, "reason": list["stories"][0].Code, "note": "It names a nurse."}).fill(t, &done)
	if done.State != "rejected" || done.Story.Note != "It names a nurse." {
		t.Errorf("%+v", done)
	}
	letters := must(records.LettersOfStory(s.App, id))(t)
	if last := letters[len(letters)-1]; last.Kind() != "story-rejected" {
		t.Errorf("the last letter owed is %s", last.Kind())
	}
}

func TestWhatCannotBeStoredIsSaidByItsField(t *testing.T) {
	s := newScene(t)
	id := s.told()
	twenty := make([]string, 11)
	for i := range twenty {
		twenty[i] = s.service("X"+string(rune('a'+i)), "Clinic", "Elgin").Id
	}
	good := words{"Title", "Some words.", "harbourlight"}
	for name, c := range map[string]struct {
		field string
		sent  map[string]any
	}{
		"no title":         {"title", map[string]any{"reasons": anyReason, "words": words{"", "Some words.", "harbourlight"}}},
		"no words":         {"text", map[string]any{"reasons": anyReason, "words": words{"Title", " ", "harbourlight"}}},
		"1,001 words":      {"text", map[string]any{"reasons": anyReason, "words": words{"Title", strings.Repeat("a ", 1001), "harbourlight"}}},
		"a screen name":    {"screenName", map[string]any{"reasons": anyReason, "words": words{"Title", "Some words.", ""}}},
		"a tag too long":   {"better", map[string]any{"words": good, "tags": map[string][]string{"better": {strings.Repeat("a", 41)}}}},
		"thirteen tags":    {"good", map[string]any{"words": good, "tags": map[string][]string{"good": strings.Fields(strings.Repeat("a b c d e ", 3))}}},
		"a made-up clinic": {"services", map[string]any{"words": good, "services": []string{"nosuchservice"}}},
		"eleven services":  {"services", map[string]any{"words": good, "services": twenty}},
	} {
		c.sent["version"] = 1
		r := s.as(s.mairi, "POST", base+"/stories/"+id+"/edit", c.sent)
		if r.Status != http.StatusUnprocessableEntity || !strings.Contains(r.Body, `"`+c.field+`":{"code"`) {
			t.Errorf("%s: %d %.300s", name, r.Status, r.Body)
		}
	}
	for name, c := range map[string]struct {
		body   string
		status int
	}{
		"no JSON":         {"{", http.StatusBadRequest},
		"another type":    {`{"version":"one"}`, http.StatusBadRequest},
		"nothing":         {"{}", http.StatusConflict},
		"two megabytes":   {`{"version":1,"note":"` + strings.Repeat("a", 2<<20) + `"}`, http.StatusRequestEntityTooLarge},
		"a hidden letter": {`{"version":1,"note":"\u0000"}`, http.StatusUnprocessableEntity},
	} {
		if r := s.as(s.mairi, "POST", base+"/stories/"+id+"/ask", c.body); r.Status != c.status && !(name == "nothing" && r.Status == http.StatusUnprocessableEntity) {
			t.Errorf("%s: %d %.200s", name, r.Status, r.Body)
		}
	}
	if s.stored(id).Version() != 1 {
		t.Error("something was stored")
	}
}

func TestResponsesAreReadEditedAndPublishedOrRefused(t *testing.T) {
	s := newScene(t)
	id := s.answered()
	var q queueAnswer
	s.as(s.mairi, "GET", base+"/queue?show=changes", nil).fill(t, &q)
	if len(q.Rows) != 1 || q.Rows[0].Title != "NHS Grampian responds" || q.Rows[0].Labels[0].Words != "Plans a change" || q.Rows[0].Waiting != "30 minutes" {
		t.Fatalf("the queue holds %+v", q.Rows)
	}
	var v responseView
	s.as(s.mairi, "GET", base+"/responses/"+id, nil).fill(t, &v)
	if !v.Open || v.Name != "Rita Rae" || v.JobTitle != "Charge nurse" || v.Change == nil || v.StoryWords.Title != "She stayed all night" || len(v.Marks) == 0 {
		t.Fatalf("%+v", v)
	}
	text := "Thank you for telling us about that night."
	if r := s.as(s.iain, "POST", base+"/responses/"+id+"/publish", map[string]any{"version": v.Version + 5, "text": text}); r.Status != http.StatusConflict {
		t.Errorf("another version: %d", r.Status)
	}
	if r := s.as(s.mairi, "POST", base+"/responses/"+id+"/publish", map[string]any{"version": v.Version, "text": text}); r.Status != http.StatusOK {
		t.Fatal(r)
	}
	r := s.as(s.iain, "POST", base+"/responses/"+id+"/reject", map[string]any{"version": v.Version, "reason": "unkind", "note": "It blames."})
	if r.Status != http.StatusConflict || !strings.Contains(r.Body, "Mairi published this") {
		t.Errorf("the second moderator: %d %.200s", r.Status, r.Body)
	}
	if got := must(records.FindResponse(s.App, id))(t); got.Text() != text || got.State() != story.ResponsePublished || !got.Edited() {
		t.Errorf("stored: %q, %s", got.Text(), got.State())
	}
	s.ok(flow.ReplyToStory(s.App, s.author.Id, v.Story, "Thank you, both of you."))
	s.as(s.mairi, "GET", base+"/queue?show=replies", nil).fill(t, &q)
	reply := q.Rows[0]
	if reply.Title != "The author replies" {
		t.Fatalf("%+v", q.Rows)
	}
	if r := s.as(s.mairi, "POST", base+"/responses/"+reply.ID+"/reject", map[string]any{"version": 1, "reason": "nosuch", "note": "No."}); r.Status != http.StatusUnprocessableEntity {
		t.Errorf("an unknown reason: %d", r.Status)
	}
	if r := s.as(s.mairi, "POST", base+"/responses/"+reply.ID+"/reject", map[string]any{"version": 1, "reason": "other", "note": "Tell us more."}); r.Status != http.StatusOK {
		t.Errorf("refusing a reply: %d %s", r.Status, r.Body)
	}
	s.ok(flow.WithdrawStory(s.App, s.author.Id, v.Story))
	if r := s.as(s.mairi, "GET", base+"/responses/"+id, nil); r.Status != http.StatusGone || strings.Contains(r.Body, "night") {
		t.Errorf("a response under a story that was taken back: %d %s", r.Status, r.Body)
	}
}

func TestServicesAreFoundByNameTownPostcodeAndCode(t *testing.T) {
	s := newScene(t)
	for q, want := range map[string]string{"gray": "Dr Gray's Hospital", "elgin": "Dr Gray's Hospital", "n101h": "Aberdeen Royal Infirmary", "royal+inf": "Aberdeen Royal Infirmary"} {
		var found struct{ Services []serviceView }
		s.as(s.mairi, "GET", base+"/services?q="+q, nil).fill(t, &found)
		if len(found.Services) == 0 || found.Services[0].Name != want || found.Services[0].Town == "" {
			t.Errorf("%s found %+v", q, found.Services)
		}
	}
	if r := s.as(s.mairi, "GET", base+"/services?q=zzzzzz", nil); r.Body != `{"services":[]}`+"\n" {
		t.Errorf("nothing found is said as %q", r.Body)
	}
}
