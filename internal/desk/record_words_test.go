package desk

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// What services and organisations did is not put down to the author, and no reason is
// shown as its code.
func TestTheRecordSaysWhoActedAndWhyInWords(t *testing.T) {
	s := newScene(t)
	for _, m := range []*records.Moderator{s.mairi, s.iain} {
		m.SetSenior(true)
		s.ok(s.Save(m))
	}
	id, review := s.underReview()
	s.ok(flow.DecideSecondLook(s.App, flow.SecondLookDecision{ReviewID: review, Moderator: s.iain.Id, Outcome: story.ReviewPublished, Answer: "It is yours."}))
	s.Pass(time.Minute)
	s.ok(flow.RestrictStory(s.App, flow.Decision{StoryID: id, Version: s.stored(id).Version(), Moderator: s.mairi.Id, Reason: "legal-process", Note: "A court asks us to."}))
	s.Pass(time.Minute)
	s.ok(flow.AppealAsAuthor(s.App, s.author.Id, id, "There is no court."))
	s.Pass(time.Minute)
	boss := must(records.AddMember(s.App, "boss@grampian.example", "Bea Boss", password, s.board.Id, story.RoleAdministrator))(t)
	s.ok(flow.AppealAsService(s.App, boss.Id, id, "We want to answer it."))
	s.Pass(time.Minute)
	s.ok(flow.DecideAppeal(s.App, flow.AppealDecision{AppealID: must(records.OpenAppeals(s.App))(t)[0].Id, Moderator: s.iain.Id, Outcome: story.AppealLifted, Answer: "There is none."}))

	said := ""
	for _, e := range s.history(id, "").Entries {
		said += fmt.Sprintf("%s|%s|%s|%s|%s\n", e.Kind, e.Who, e.What, strings.Join(e.Why, ";"), strings.Join(e.Words, ";"))
	}
	for _, want := range []string{"act||review-asked|It is about another service|", "act|Iain|review-decided|nothing to change|", "act|Mairi|restricted|Part of a complaint or a court case|",
		"act|The author|appealed|Part of a complaint or a court case|There is no court.", "act|" + s.board.Name() + "|appealed|Part of a complaint or a court case|We want to answer it.",
		"act|Iain|appeal-decided|it is open again|"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is missing in\n%s", want, said)
		}
	}
	acts := ""
	for _, a := range s.view(id).Acts {
		acts += a.Who + "|" + a.What + "\n"
	}
	for _, want := range []string{"\n|review-asked\n", "The author|appealed\n", s.board.Name() + "|appealed\n"} {
		if !strings.Contains("\n"+acts, want) {
			t.Errorf("%q is missing in\n%s", want, acts)
		}
	}
}
