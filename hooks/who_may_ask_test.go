package hooks

import (
	"errors"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/region"
	"candour/internal/story"
)

// byBoth are acts of the desk that need no version, by a moderator and by a senior one.
func byBoth(name string, do func(tx core.App, c *cast, storyID, moderator string) error) []someAct {
	act := func(who string, id func(c *cast) string) someAct {
		return someAct{name + ", " + who, func(tx core.App, c *cast, s *records.Story) error { return do(tx, c, s.Id, id(c)) }}
	}
	return []someAct{act("moderator", func(c *cast) string { return c.moderator.Id }), act("senior", func(c *cast) string { return c.senior })}
}

// asked asks a service about a story as whoever may ask anybody would, and finds the
// question; errNotHere where nobody can be asked.
func (c *cast) asked(tx core.App, storyID string) (*records.ServiceQuestion, error) {
	if err := c.askAbout(tx, storyID, c.moderator.Id); err != nil {
		return nil, errNotHere
	}
	found, err := records.QuestionsOfStory(tx, storyID)
	if err != nil || len(found) == 0 {
		return nil, errors.Join(errNotHere, err)
	}
	return found[len(found)-1], nil
}

func (c *cast) askAbout(tx core.App, storyID, moderator string) error {
	d := c.by(tx, moderator, storyID)
	d.Note = "Which ward has the blue door?"
	return flow.AskService(tx, flow.QuestionToService{Decision: d, Service: c.practice().Id})
}

// questionActs are those about a question to a service. Each of them but the first is
// about a question that was asked the moment before.
func questionActs() []someAct {
	onQuestion := func(name string, do func(tx core.App, c *cast, q *records.ServiceQuestion, moderator string) error) []someAct {
		return byBoth(name, func(tx core.App, c *cast, id, moderator string) error {
			q, err := c.asked(tx, id)
			if err != nil {
				return err
			}
			return do(tx, c, q, moderator)
		})
	}
	answer := func(name string, by func(c *cast, q *records.ServiceQuestion) (organisation string), gone bool) someAct {
		return someAct{name, func(tx core.App, c *cast, s *records.Story) error {
			q, err := c.asked(tx, s.Id)
			if err != nil {
				return err
			}
			if gone {
				if err := flow.WithdrawStory(tx, c.ada, s.Id); err != nil {
					return err
				}
			}
			return flow.AnswerQuestionAs(tx, q.Id, by(c, q), "Ward 4.")
		}}
	}
	runner := func(c *cast, _ *records.ServiceQuestion) string { return c.practice().Organisation() }
	all := byBoth("ask a service", func(tx core.App, c *cast, id, moderator string) error { return c.askAbout(tx, id, moderator) })
	all = append(all, onQuestion("take a question back", func(tx core.App, _ *cast, q *records.ServiceQuestion, m string) error {
		return flow.TakeQuestionBack(tx, q.Id, m)
	})...)
	all = append(all, onQuestion("note a question that is open", func(tx core.App, _ *cast, q *records.ServiceQuestion, m string) error {
		return flow.NoteQuestion(tx, q.Id, m)
	})...)
	return append(all,
		answer("answer a question, its organisation", runner, false),
		answer("answer a question, another organisation", func(c *cast, _ *records.ServiceQuestion) string { return "another" }, false),
		answer("answer when the story was taken back", runner, true),
		someAct{"answer a question by a wrong link", func(tx core.App, c *cast, s *records.Story) error {
			q, err := c.asked(tx, s.Id)
			if err != nil {
				return err
			}
			return flow.AnswerQuestion(tx, q.Id, c.beasLook, "Ward 4.")
		}})
}

// reportActs are what moderators do with a reader's report that came the moment before.
func reportActs() []someAct {
	deal := func(outcome string) func(core.App, *cast, string, string) error {
		return func(tx core.App, _ *cast, id, moderator string) error {
			if err := flow.ReportProblem(tx, id, story.Report{Reason: "danger"}); err != nil {
				return errNotHere
			}
			found, err := records.ReaderReportsOf(tx, id, 1)
			if err != nil || len(found) == 0 {
				return errors.Join(errNotHere, err)
			}
			return flow.DealWithReports(tx, id, moderator, []string{found[0].Id}, outcome)
		}
	}
	return append(byBoth("deal with a report", deal("keeps-rules")), byBoth("deal with one and say nothing", deal(""))...)
}

// sharedActs are those on claims, on what is typed and not saved, and on words for all.
func sharedActs() []someAct {
	claim := func(takeOver bool) func(core.App, *cast, string, string) error {
		return func(tx core.App, c *cast, id, moderator string) error {
			if held, err := flow.Claim(tx, records.Item{Story: id}, c.closer, false); err != nil || held == nil {
				return errors.Join(errNotHere, err)
			}
			_, err := flow.Claim(tx, records.Item{Story: id}, moderator, takeOver)
			return err
		}
	}
	all := byBoth("claim what a colleague has open", claim(false))
	all = append(all, byBoth("take it over from a colleague", claim(true))...)
	all = append(all, byBoth("publish what a colleague has open", func(tx core.App, c *cast, id, moderator string) error {
		if held, err := flow.Claim(tx, records.Item{Story: id}, c.closer, false); err != nil || held == nil {
			return errors.Join(errNotHere, err)
		}
		_, err := flow.PublishStory(tx, c.by(tx, moderator, id))
		return err
	})...)
	all = append(all, byBoth("keep a working copy", func(tx core.App, _ *cast, id, moderator string) error {
		_, err := flow.KeepWorkingCopy(tx, id, moderator, records.Typed{Version: 1}, "")
		return err
	})...)
	words := func(text string) func(core.App, *cast, string, string) error {
		return func(tx core.App, _ *cast, _, moderator string) error {
			return flow.KeepTemplate(tx, moderator, region.Message{Asks: "service", Language: deployment.Of(tx).Region.Languages[0].Code, Label: "Which ward", Text: text})
		}
	}
	all = append(all, byBoth("keep words for questions", words("Which ward has [what]?"))...)
	return append(all, byBoth("keep words that lead to somebody", words("Write to "+strings.Repeat("a", 3)+"@example.org."))...)
}
