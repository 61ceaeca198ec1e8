package hooks

import (
	"strings"
	"testing"

	"candour/internal/flow"
	"candour/internal/records"
)

func init() {
	writes := func(moderator bool, text string) breach {
		return func(t *testing.T, s *scene) bool {
			id, by := s.told(), ""
			if moderator {
				by = s.moderator.Id
			}
			_, err := records.WriteMessage(s.App, id, by, text, s.Now())
			return err == nil
		}
	}
	breaches["messages-hide-addresses"] = map[string]breach{
		"a moderator gives an address of their own": writes(true, "Write to me: moses.home@example.net"),
		"a moderator gives it in words":             writes(true, "Write to moses (at) example.net"),
		"an author's e-mail stands in a message":    writes(false, "I am "+strings.ToUpper(email)),
		"an author's postcode stands in a message":  writes(false, "I live at aB1 0-1ab."),
		"a moderator repeats the author's postcode": writes(true, "Do you live at AB10 1AB?"),
		"a moderator spells a postcode":             writes(true, "Do you live at A-B-1-5-6-L-T?"),
		"a moderator writes who was shut out": func(t *testing.T, s *scene) bool {
			id := s.told()
			s.moderator.SetActive(false)
			s.ok(s.Save(s.moderator))
			_, err := records.WriteMessage(s.App, id, s.moderator.Id, "Which ward was it?", s.Now())
			return err == nil
		},
		"a moderator writes as the author": func(t *testing.T, s *scene) bool {
			id := s.told()
			_, err := records.WriteMessage(s.App, id, "", "Yes, do publish it.", s.Now())
			s.ok(err)
			r := s.row("messages", "story", id)
			r.Set("by", "moderator")
			r.Set("moderator", s.moderator.Id)
			return s.Save(r) == nil
		},
		"a message is rewritten": func(t *testing.T, s *scene) bool {
			id := s.told()
			s.ok(flow.WriteToAuthor(s.App, id, s.moderator.Id, "Which ward was it?"))
			r := s.row("messages", "story", id)
			r.Set("text", "We never asked.")
			return s.Save(r) == nil
		},
		"somebody writes about a story that was taken back": func(t *testing.T, s *scene) bool {
			_, err := records.WriteMessage(s.App, s.withdrawn(), s.moderator.Id, "Why did you?", s.Now())
			return err == nil
		},
		"a message is written in an author's name, and they sent none": func(t *testing.T, s *scene) bool {
			return s.Save(must(records.NewMessage(s.App, s.told(), "", "Yes, do publish it.", s.Now()))(t)) == nil
		},
		"a message is written in a moderator's name, and they sent none": func(t *testing.T, s *scene) bool {
			return s.Save(must(records.NewMessage(s.App, s.told(), s.moderator.Id, "Take it back.", s.Now()))(t)) == nil
		},
		"what somebody sent is written twice": func(t *testing.T, s *scene) bool {
			id := s.told()
			s.ok(flow.AnswerModerator(s.App, must(records.FindAuthorOf(s.App, id))(t).Id, id, "Yes, do publish it."))
			return s.Save(again(s.row("messages", "story", id))) == nil
		},
		"the administrator reads the messages": func(t *testing.T, s *scene) bool {
			s.ok(flow.WriteToAuthor(s.App, s.told(), s.moderator.Id, "Which ward was it?"))
			return strings.Contains(s.asAdministrator("GET", "/api/collections/messages/records", ""), "Which ward")
		},
	}
}

// The promise itself must not tell whether a guess is right.
func TestAGuessInAMessageIsNotCompared(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.told()
	for right, wrong := range map[string]string{"mineab101abmine": "mineab102abmine", "A-B-1-0-1-A-B": "A-B-1-0-2-A-B",
		"xadadotcanaryatexampledotorgx": "xbendotcanaryatexampledotorgx", email: "ben.canary@example.org"} {
		_, one := records.WriteMessage(s.App, id, s.moderator.Id, "Is it "+right+"?", s.Now())
		_, other := records.WriteMessage(s.App, id, s.moderator.Id, "Is it "+wrong+"?", s.Now())
		if (one == nil) != (other == nil) {
			t.Errorf("%s is answered with %v, another guess with %v", right, one, other)
		}
	}
}
