package flow_test

import (
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// pressing are words about danger now.
const pressing = "I am going to kill myself tonight."

// urgentOf counts the letters about urgent words of a story, by how they stand.
func (p *postRoom) urgentOf(id, state string) (n int) {
	p.t.Helper()
	letters, err := records.LettersOfStory(p, id)
	p.ok(err)
	for _, l := range letters {
		if l.Kind() == string(mail.Urgent) && l.State() == state {
			n++
		}
	}
	return n
}

// withQuestion is a calm story about which a service has a question to answer.
func (p *postRoom) withQuestion() (id, question string) {
	p.t.Helper()
	p.service.SetReviewAddress("ward@grampian.example")
	p.ok(p.Save(p.service))
	id = p.told()
	d := p.decision(id)
	d.Note = "Which ward is this?"
	p.ok(flow.AskService(p, flow.QuestionToService{Decision: d, Service: p.service.Id}))
	found, err := records.QuestionsOfStory(p, id)
	p.ok(err)
	return id, found[0].Id
}

func TestHeedWords_WhatIsWrittenLaterMakesAStoryUrgentAndModeratorsAreTold(t *testing.T) {
	for name, write := range map[string]func(p *postRoom) string{
		"an answer": func(p *postRoom) string {
			id := p.told()
			p.ok(flow.AnswerModerator(p, p.ada().Id, id, pressing))
			return id
		},
		"a message about a published story": func(p *postRoom) string {
			id := p.published()
			p.ok(flow.AnswerModerator(p, p.ada().Id, id, pressing))
			return id
		},
		"other words": func(p *postRoom) string {
			id := p.told()
			d := p.decision(id)
			d.Words = &records.Words{Title: adasTitle, Text: "A nurse held my hand.", ScreenName: adasScreen}
			d.Reasons = story.ReasonsFor("identifies-author")
			_, err := flow.PublishStory(p, d)
			p.ok(err)
			p.ok(flow.ProposeWords(p, p.ada().Id, id, p.decision(id).Version, records.Words{Title: adasTitle, Text: pressing, ScreenName: adasScreen}))
			return id
		},
		"a reply": func(p *postRoom) string {
			id := p.published()
			p.ok(flow.ReplyToStory(p, p.ada().Id, id, pressing))
			return id
		},
		"a service's answer": func(p *postRoom) string {
			id, question := p.withQuestion()
			p.ok(flow.AnswerQuestionAs(p, question, p.member.Organisation(), "She said: "+pressing))
			return id
		},
		"a reader's report": func(p *postRoom) string {
			id := p.published()
			p.ok(flow.ReportProblem(p, id, story.Report{Reason: story.ReportDanger, Words: pressing}))
			return id
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPostRoom(t)
			id := write(p)
			if p.story(id).Urgency() < records.LeastPressing {
				t.Errorf("its urgency is %d", p.story(id).Urgency())
			}
			p.send()
			if n := p.urgentOf(id, "sent"); n != 1 {
				t.Errorf("%d letters about urgent words are sent", n)
			}
		})
	}
}

func TestHeedWords_CalmWordsNeverMakeAStoryLessUrgentAndADayHasOneLetter(t *testing.T) {
	p := newPostRoom(t)
	calm, urgent := p.told(), p.told()
	p.ok(flow.AnswerModerator(p, p.ada().Id, urgent, pressing))
	was := p.story(urgent).Urgency()
	p.ok(flow.AnswerModerator(p, p.ada().Id, urgent, "Thank you, I am well."))
	p.ok(flow.AnswerModerator(p, p.ada().Id, calm, "It was Ward 4."))
	p.ok(flow.AnswerModerator(p, p.ada().Id, urgent, pressing))
	if now := p.story(urgent).Urgency(); now != was || p.story(calm).Urgency() != 0 || p.urgentOf(urgent, "owed") != 1 || p.urgentOf(calm, "owed") != 0 {
		t.Errorf("from %d to %d, and %d letters; the calm one %d", was, now, p.urgentOf(urgent, "owed"), p.story(calm).Urgency())
	}
	waiting, err := records.StoriesWaiting(p, records.StoryToRead, records.Waiting{}, 0, 9)
	p.ok(err)
	threads, err := records.MattersWaiting(p, records.Messages, records.Waiting{}, 0, 9)
	p.ok(err)
	if waiting[0].Id != urgent || threads[0].Story != urgent {
		t.Error("the urgent one does not stand first")
	}
	p.Pass(24 * time.Hour)
	p.ok(flow.AnswerModerator(p, p.ada().Id, urgent, pressing))
	if n := p.urgentOf(urgent, "owed"); n != 2 {
		t.Errorf("the next day there are %d letters", n)
	}
}

func TestHeedWords_NoLetterWhenSomebodyHasDealtWithIt(t *testing.T) {
	p := newPostRoom(t)
	id := p.published()
	p.ok(flow.AnswerModerator(p, p.ada().Id, id, pressing))
	p.ok(flow.WriteToAuthor(p, id, p.moderator.Id, "Are you safe?"))
	p.send()
	if p.urgentOf(id, "sent") != 0 || p.urgentOf(id, "dropped") != 1 {
		t.Error("a letter about a message that was answered left")
	}
}
