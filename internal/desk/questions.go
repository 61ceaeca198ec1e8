package desk

import (
	"net/http"

	"candour/internal/flow"
	"candour/internal/records"
)

// questionView is one question to a service, for moderators.
type questionView struct {
	ID        string `json:"id"`
	Story     string `json:"story"`
	Title     string `json:"title"`
	Service   string `json:"service"`
	Text      string `json:"text"`
	By        string `json:"by"`
	Asked     string `json:"asked"`
	Due       string `json:"due"`
	Reminded  string `json:"reminded"`
	State     string `json:"state"` // waiting, or how it ended
	Answer    string `json:"answer"`
	Ended     string `json:"ended"`
	Done      bool   `json:"done"` // a moderator has read how it ended
	MayChange bool   `json:"mayChange"`
}

// askService asks a service something about a story, and saves what the moderator
// changed. What would quote the author comes back as a problem of "quotes" first.
func askService(d *desk) error {
	id := d.Request.PathValue("id")
	var sent struct {
		decision
		Service string `json:"service"`
		Days    int    `json:"days"`
		Quoting bool   `json:"quoting"`
	}
	if err := d.read(&sent); err != nil {
		return err
	}
	if err := d.checkServices(sent.Services); err != nil {
		return d.fail(err, id, nil)
	}
	q := flow.QuestionToService{Decision: sent.by(d.moderator.Id, id), Service: sent.Service, Days: sent.Days, Quoting: sent.Quoting}
	if err := flow.AskService(d.App, q); err != nil {
		return d.failOften(err, id)
	}
	return d.storyAfter(id, d.dropSaved(id, sent.Over))
}

// storyQuestions lists what services were asked about one story.
func storyQuestions(d *desk) error {
	id := d.Request.PathValue("id")
	if _, err := d.storyHere(id); err != nil {
		return d.fail(err, id, nil)
	}
	questions, err := records.QuestionsOfStory(d.App, id)
	if err != nil {
		return d.InternalServerError("", err)
	}
	views, err := d.questionViews(questions)
	if err != nil {
		return d.InternalServerError("", err)
	}
	return d.JSON(http.StatusOK, map[string]any{"questions": views})
}

// listQuestions lists the questions that ended and nobody has dealt with, and those
// that wait for an answer.
func listQuestions(d *desk) error {
	lists := map[string]any{}
	for name, read := range map[string]func() ([]*records.ServiceQuestion, error){
		"ended":   func() ([]*records.ServiceQuestion, error) { return records.QuestionsToNote(d.App, longestQueue) },
		"waiting": func() ([]*records.ServiceQuestion, error) { return records.QuestionsWaiting(d.App, longestQueue) },
	} {
		questions, err := read()
		if err != nil {
			return d.InternalServerError("", err)
		}
		if lists[name], err = d.questionViews(questions); err != nil {
			return d.InternalServerError("", err)
		}
	}
	return d.JSON(http.StatusOK, lists)
}

func (d *desk) questionViews(questions []*records.ServiceQuestion) ([]questionView, error) {
	names, err := peopleOf(d.App)
	if err != nil {
		return nil, err
	}
	views := make([]questionView, 0, len(questions))
	for _, q := range questions {
		f := q.Facts()
		v, s, err := d.askedAbout(f.Service, f.Story)
		if err != nil {
			return nil, err
		}
		view := questionView{ID: q.Id, Story: f.Story, Title: s.Title(), Service: v.Name(), Text: f.Text, By: names.name(f.By),
			Asked: moment(d.App, f.AskedAt), Due: moment(d.App, f.DueAt), Reminded: moment(d.App, f.RemindedAt), State: string(f.Outcome),
			Answer: f.Answer, Ended: moment(d.App, f.EndedAt), Done: !f.DoneAt.IsZero(), MayChange: s.State().MayBeModerated()}
		if view.State == "" {
			view.State = "waiting"
		}
		views = append(views, view)
	}
	return views, nil
}

// takeQuestionBack lets a moderator do without an answer.
func takeQuestionBack(d *desk) error {
	return d.onQuestion(func(id string) error { return flow.TakeQuestionBack(d.App, id, d.moderator.Id) })
}

// noteQuestion notes that somebody has read how a question ended.
func noteQuestion(d *desk) error {
	return d.onQuestion(func(id string) error { return flow.NoteQuestion(d.App, id, d.moderator.Id) })
}

// onQuestion does something about a question, and answers with its story as it is then.
func (d *desk) onQuestion(do func(id string) error) error {
	id := d.Request.PathValue("id")
	q, err := records.FindServiceQuestion(d.App, id)
	if err != nil {
		return d.fail(err, id, nil)
	}
	return d.storyAfter(q.Story(), do(id))
}

// questions puts what was asked and answered beside the acts of questions to services.
func (h *history) questions() error {
	asked, err := records.QuestionsOfStory(h.App, h.story.Id)
	if err != nil {
		return err
	}
	for _, q := range asked {
		f, name := q.Facts(), ""
		if v, err := records.FindServices(h.App, []string{f.Service}); err != nil {
			return err
		} else if len(v) == 1 {
			name = v[0].Name()
		}
		h.put([]string{"question-sent"}, f.AskedAt, name, f.Text)
		if f.IsOver() {
			h.put([]string{"question-" + string(f.Outcome)}, f.EndedAt, name, f.Answer)
		}
	}
	return nil
}
