package sample

import (
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// plan lists what happened to a story, and when.
func (s *storing) plan(st Story) error {
	s.at(st.Key, st.ToldDaysAgo, 0, func() error { return s.tell(st) })
	if st.State == "submitted" {
		return nil
	}
	s.at(st.Key, st.ToldDaysAgo, 5*time.Hour, func() error { return s.moderate(st) })
	for i, t := range st.Conversation {
		at := time.Duration(i) * time.Minute
		s.at(st.Key, st.ToldDaysAgo-t.DaysAfter, 6*time.Hour+at, func() error { return s.say(st, t) })
	}
	ended := st.ToldDaysAgo
	if n := len(st.Conversation); n > 0 {
		ended -= st.Conversation[n-1].DaysAfter
	}
	switch st.State {
	case "withdrawn":
		s.at(st.Key, ended, 30*time.Hour, func() error { return s.withdraw(st) })
	case "restricted":
		s.at(st.Key, ended, 30*time.Hour, func() error { return s.end(st, flow.RestrictStory) })
	case "removed":
		s.at(st.Key, ended, 30*time.Hour, func() error { return s.end(st, flow.RemoveStory) })
	}
	return nil
}

func (s *storing) tell(st Story) error {
	words := Words{st.Title, st.Text, st.ScreenName}
	if st.Original != nil {
		words = *st.Original
	}
	services := make([]string, 0, len(st.Services))
	for _, code := range st.Services {
		v, err := records.FindServiceByCode(s.app, code)
		if err != nil {
			return fmt.Errorf("finding the service %s: %w", code, err)
		}
		services = append(services, v.Id)
	}
	month := int(s.today.Month()) - 1 + 12*s.today.Year() - st.HappenedMonthsAgo
	r, err := flow.SubmitStory(s.app, flow.Sent{
		Telling: story.Telling{Title: words.Title, Text: words.Text, ToldFor: st.ToldFor, Good: st.Good, Better: st.Better,
			Feelings: st.Feelings, Services: services, ServiceText: st.ServiceText, HappenedMonth: month%12 + 1,
			HappenedYear: month / 12, ScreenName: words.ScreenName, AgeGroup: st.AgeGroup, Postcode: st.Postcode,
			Email: emailOf(st.Author), Edits: st.Edits, Consent: true},
		AuthorID: s.authorIDs[st.Author], FormKey: "sample " + st.Key, ConsentVersion: "demo", ConsentWords: "An invented person agreed.",
	})
	if err != nil {
		return err
	}
	s.storyIDs[st.Key] = r.StoryID
	if r.StoryKey != "" {
		s.known = append(s.known, Person{"author with a story key", "-", r.StoryKey})
	}
	a, err := records.FindAuthorOf(s.app, r.StoryID)
	if err != nil {
		return err
	}
	s.authorIDs[st.Author] = a.Id
	return nil
}

// decision is the moderator's, on the story as it stands.
func (s *storing) decision(st Story, moderator string) (flow.Decision, error) {
	r, err := records.FindStory(s.app, s.storyIDs[st.Key])
	if err != nil {
		return flow.Decision{}, err
	}
	return flow.Decision{StoryID: r.Id, Version: r.Version(), Moderator: moderator, Reason: st.Reason, Note: st.ReasonWords}, nil
}

func (s *storing) moderate(st Story) error {
	d, err := s.decision(st, s.moderator)
	if err != nil {
		return err
	}
	switch {
	case st.State == "rejected":
		return flow.RejectStory(s.app, d)
	case st.State == "held" && st.HeldFor == "author":
		d.Note = st.Question
		return flow.AskAuthor(s.app, d)
	case st.State == "held" && st.HeldFor == "service":
		return s.askService(d, st.Question)
	case st.State == "held":
		d.Note = st.Question
		return flow.AskSenior(s.app, d)
	}
	if st.Original != nil {
		d.Words = &records.Words{Title: st.Title, Text: st.Text, ScreenName: st.ScreenName}
		d.Reasons = story.ReasonsFor("identifies-author")
	}
	d.Reason, d.Note = "", ""
	state, err := flow.PublishStory(s.app, d)
	if err != nil || state == story.Published || st.State == "approved" {
		return err
	}
	return agreeTo(s.app, s.authorIDs[st.Author], d.StoryID) // the author said yes the same day
}

// askService asks the first of a story's services, and gives it as long as it may have:
// the question is still open when the demo is looked at.
func (s *storing) askService(d flow.Decision, question string) error {
	services, err := records.StoryServiceIDs(s.app, d.StoryID)
	if err != nil {
		return err
	}
	d.Note = question
	return flow.AskService(s.app, flow.QuestionToService{Decision: d, Service: services[0], Days: story.MostQuestionDays})
}

func (s *storing) end(st Story, how func(core.App, flow.Decision) error) error {
	d, err := s.decision(st, s.senior)
	if err != nil {
		return err
	}
	return how(s.app, d)
}

func (s *storing) withdraw(st Story) error {
	return flow.WithdrawStory(s.app, s.authorIDs[st.Author], s.storyIDs[st.Key])
}

// say is one turn of the conversation, and what the moderator made of it.
func (s *storing) say(st Story, t Turn) error {
	id := s.storyIDs[st.Key]
	if t.By == "author" {
		if err := flow.ReplyToStory(s.app, s.authorIDs[st.Author], id, t.Text); err != nil {
			return err
		}
		return s.readLast(id, t.State)
	}
	if _, err := flow.OpenStory(s.app, s.memberIDs[t.By], id); err != nil {
		return err
	}
	a := flow.Answer{StoryID: id, MemberID: s.memberIDs[t.By], Text: t.Text, ShowName: true, ShowJobTitle: true}
	if t.Change != nil {
		a.Change = s.change(t.Change)
	}
	if _, err := flow.RespondToStory(s.app, a); err != nil {
		return err
	}
	said := s.deployment.Now()
	s.deployment.Now = func() time.Time { return said.Add(story.EditingTime) }
	if _, err := flow.SubmitWaitingResponses(s.app); err != nil {
		return err
	}
	return s.readLast(id, t.State)
}

func (s *storing) change(c *Change) *flow.ClaimedChange {
	days := c.DueInDays
	if c.State == "made" {
		days = c.MadeDaysAfter
	}
	return &flow.ClaimedChange{State: c.State, Text: c.Text, On: s.deployment.Now().AddDate(0, 0, days)}
}

// readLast has a moderator read the newest response under a story.
func (s *storing) readLast(storyID, state string) error {
	all, err := records.ResponsesOfStory(s.app, storyID)
	if err != nil || state == "submitted" {
		return err
	}
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].State() != story.ResponseSubmitted {
			continue
		}
		d := flow.ResponseDecision{ResponseID: all[i].Id, Version: all[i].Version(), Moderator: s.moderator}
		if state == "rejected" {
			d.Reason, d.Note = "not-an-answer", "It reads like a text that was not written for this story. Say what you heard, and what you will do."
			return flow.RejectResponse(s.app, d)
		}
		return flow.PublishResponse(s.app, d)
	}
	return fmt.Errorf("there is no response to read under the sample story")
}

// agreeTo is an author's yes to the edits as they stand.
func agreeTo(app core.App, authorID, storyID string) error {
	r, err := records.FindStory(app, storyID)
	if err != nil {
		return err
	}
	return flow.AgreeToEdits(app, authorID, storyID, r.Version())
}
