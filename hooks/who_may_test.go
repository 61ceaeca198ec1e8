package hooks

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// cast are the people of the table, and the stories that they act on.
type cast struct {
	*scene
	senior, closer, admin string // who closed stories is a senior moderator of their own
	ada, bea              string // whose stories they are, and somebody else's
	beasLook, beasID      string
	stories               map[string]string
}

// someAct is one thing that somebody may try to do to a story.
type someAct struct {
	name string
	do   func(tx core.App, c *cast, s *records.Story) error
}

var errNotHere = errors.New("there is nothing of the kind")

// newCast tells a story for each state. The one that waits for the opening is first:
// it is decided on at night, and the rest the next morning.
func newCast(t *testing.T) *cast {
	s := newScene(t, with(t, promises))
	c := &cast{scene: s, stories: map[string]string{}, senior: s.senior(s.another("senga@candour.example")).Id, closer: s.senior(s.another("clo@candour.example")).Id}
	s.Pass(10 * time.Hour)
	c.stories["opening"] = s.published()
	s.Pass(14 * time.Hour)
	c.ada = must(records.FindAuthorOf(s.App, c.stories["opening"]))(t).Id
	beas := telling(s.practice().Id)
	beas.Email = "bea.canary@example.org"
	c.beasID = must(flow.SubmitStory(s.App, beas))(t).StoryID
	must(flow.PublishStory(s.App, c.by(s.App, s.moderator.Id, c.beasID)))(t)
	c.bea, c.beasLook = must(records.FindAuthorOf(s.App, c.beasID))(t).Id, s.reviewLink(c.beasID)
	c.admin = must(records.AddMember(s.App, "isla@grampian.example", "Isla", "a long password", s.board.Id, story.RoleAdministrator))(t).Id
	for _, state := range []string{"submitted", "held", "rejected", "published", "restricted", "appealed", "removed", "withdrawn"} {
		c.stories[state] = s.toldBy(c.ada)
	}
	c.stories["author"] = s.approved()
	for _, state := range []string{"service", "second"} {
		c.stories[state] = s.underReview()
	}
	s.asksAgain(c.stories["second"])
	c.end()
	return c
}

// end brings the stories of which everything is over to their end.
func (c *cast) end() {
	d := func(state, by string) flow.Decision {
		d := c.by(c.App, by, c.stories[state])
		d.Reason, d.Note = "legal-process", "A court asks us to."
		return d
	}
	c.ok(flow.AskAuthor(c.App, d("held", c.moderator.Id)))
	c.ok(flow.RejectStory(c.App, d("rejected", c.moderator.Id)))
	for _, state := range []string{"published", "restricted", "appealed", "removed"} {
		must(flow.PublishStory(c.App, d(state, c.moderator.Id)))(c.t)
	}
	c.ok(flow.RestrictStory(c.App, d("restricted", c.closer)))
	c.ok(flow.RestrictStory(c.App, d("appealed", c.closer)))
	c.ok(flow.AppealAsAuthor(c.App, c.ada, c.stories["appealed"], "It was fair."))
	c.ok(flow.RemoveStory(c.App, d("removed", c.closer)))
	c.ok(flow.WithdrawStory(c.App, c.ada, c.stories["withdrawn"]))
}

// by is a decision on the version of a story that is stored now.
func (c *cast) by(tx core.App, moderator, id string) flow.Decision {
	s := must(records.FindStory(tx, id))(c.t)
	return flow.Decision{StoryID: id, Version: s.Version(), Moderator: moderator, Reason: "legal-process", Note: "We looked at it.", ReviewOn: c.Now().AddDate(0, 0, 9)}
}

// byEach is an act of the desk by somebody.
func byEach(who string, do func(tx core.App, d flow.Decision) error) func(core.App, *cast, *records.Story) error {
	return func(tx core.App, c *cast, s *records.Story) error {
		id := map[string]string{"moderator": c.moderator.Id, "senior": c.senior, "closer": c.closer}[who]
		return do(tx, c.by(tx, id, s.Id))
	}
}

// deskActs are all acts of the desk, by a moderator and by a senior one.
func deskActs() []someAct {
	words := records.Words{Title: "She stayed", Text: "She stayed with me.", ScreenName: "harbourlight"}
	verbs := []struct {
		name string
		do   func(core.App, flow.Decision) error
	}{
		{"edit", func(tx core.App, d flow.Decision) error {
			d.Words, d.Reasons = &words, story.ReasonsFor("spelling")
			_, err := flow.EditStory(tx, d)
			return err
		}},
		{"edit without a reason", func(tx core.App, d flow.Decision) error {
			d.Words = &words
			_, err := flow.EditStory(tx, d)
			return err
		}},
		{"other tags, for a reason", func(tx core.App, d flow.Decision) error {
			d.Tags, d.Reasons = &map[string][]string{"better": {"parking"}}, []story.EditReason{{Part: "tags", Code: "tag-missing"}}
			_, err := flow.PublishStory(tx, d)
			return err
		}},
		{"other tags without a reason", func(tx core.App, d flow.Decision) error {
			d.Tags, d.Reasons = &map[string][]string{"better": {"parking"}}, story.ReasonsFor("spelling")
			_, err := flow.PublishStory(tx, d)
			return err
		}},
		{"another service without a reason", func(tx core.App, d flow.Decision) error {
			d.Services = &[]string{}
			_, err := flow.PublishStory(tx, d)
			return err
		}},
		{"publish", func(tx core.App, d flow.Decision) error { _, err := flow.PublishStory(tx, d); return err }},
		{"publish an old version", func(tx core.App, d flow.Decision) error {
			d.Version--
			_, err := flow.PublishStory(tx, d)
			return err
		}},
		{"publish with notice", func(tx core.App, d flow.Decision) error {
			d.Notice = true
			_, err := flow.PublishStory(tx, d)
			return err
		}},
		{"reject", flow.RejectStory}, {"ask the author", flow.AskAuthor},
		{"ask a senior", flow.AskSenior},
		{"restrict", flow.RestrictStory}, {"remove", flow.RemoveStory}, {"lift", flow.LiftRestriction}, {"keep closed", flow.KeepClosed},
		{"decide the second look", decideLook}, {"decide the appeal", decideAppeal},
	}
	var all []someAct
	for _, v := range verbs {
		for _, who := range []string{"moderator", "senior"} {
			all = append(all, someAct{v.name + ", " + who, byEach(who, v.do)})
		}
	}
	return append(all, someAct{"decide the appeal, who closed it", byEach("closer", decideAppeal)})
}

// inSeriousCase are decisions on a story after a moderator has found that somebody may be in
// danger, and no senior moderator has looked at that.
func inSeriousCase() []someAct {
	publish := func(tx core.App, d flow.Decision) error { _, err := flow.PublishStory(tx, d); return err }
	var all []someAct
	for _, who := range []string{"moderator", "senior"} {
		for name, do := range map[string]func(core.App, flow.Decision) error{"publish": publish, "reject": flow.RejectStory} {
			all = append(all, someAct{name + " in a serious case, " + who, func(tx core.App, c *cast, s *records.Story) error {
				e := story.SafetyEvent{Kind: story.SafetyChosen, Outcome: "serious", Words: "She sounds afraid.", By: c.moderator.Id}
				if err := flow.KeepSafe(tx, s.Id, e); err != nil {
					return err
				}
				return byEach(who, do)(tx, c, s)
			}})
		}
	}
	slices.SortFunc(all, func(a, b someAct) int { return strings.Compare(a.name, b.name) })
	return all
}

func decideLook(tx core.App, d flow.Decision) error {
	rows, err := records.ReviewsOfStory(tx, d.StoryID)
	if err != nil || len(rows) == 0 {
		return errors.Join(errNotHere, err)
	}
	return flow.DecideSecondLook(tx, flow.SecondLookDecision{ReviewID: rows[0].Id, Moderator: d.Moderator, Outcome: story.ReviewPublished, Answer: "We looked."})
}

func decideAppeal(tx core.App, d flow.Decision) error {
	open, err := records.OpenAppeals(tx)
	if err != nil || len(open) != 1 || open[0].Story() != d.StoryID {
		return errors.Join(errNotHere, err)
	}
	return flow.DecideAppeal(tx, flow.AppealDecision{AppealID: open[0].Id, Moderator: d.Moderator, Outcome: story.AppealLifted, Answer: "We looked."})
}

// otherActs are those of authors and services.
func otherActs() []someAct {
	all := []someAct{
		{"go ahead, the service", func(tx core.App, c *cast, s *records.Story) error { return flow.GoAhead(tx, s.Id, c.linkFor(s)) }},
		{"go ahead, by another story's link", func(tx core.App, c *cast, s *records.Story) error { return flow.GoAhead(tx, s.Id, c.beasLook) }},
		{"ask for a second look, the service", func(tx core.App, c *cast, s *records.Story) error {
			return flow.LookAgain(tx, s.Id, c.linkFor(s), "legal-bar", "An order.")
		}},
		{"ask for one because it is unfair, the service", func(tx core.App, c *cast, s *records.Story) error {
			return flow.LookAgain(tx, s.Id, c.linkFor(s), "unfair", "It is.")
		}},
		{"report, a reader", func(tx core.App, _ *cast, s *records.Story) error {
			return flow.ReportProblem(tx, s.Id, story.Report{Reason: "danger"})
		}},
		{"appeal, an administrator in scope", func(tx core.App, c *cast, s *records.Story) error {
			return flow.AppealAsService(tx, c.admin, s.Id, "Why?")
		}},
		{"appeal, a responder in scope", func(tx core.App, c *cast, s *records.Story) error {
			return flow.AppealAsService(tx, c.member.Id, s.Id, "Why?")
		}},
		{"appeal, a member out of scope", func(tx core.App, c *cast, s *records.Story) error {
			return flow.AppealAsService(tx, c.stranger.Id, s.Id, "Why?")
		}},
	}
	verbs := []struct {
		name string
		do   func(tx core.App, author string, s *records.Story) error
	}{
		{"agree", func(tx core.App, a string, s *records.Story) error {
			return flow.AgreeToEdits(tx, a, s.Id, s.Version())
		}},
		{"agree to an old version", func(tx core.App, a string, s *records.Story) error {
			return flow.AgreeToEdits(tx, a, s.Id, s.Version()-1)
		}},
		{"ask to wait", func(tx core.App, a string, s *records.Story) error { return flow.AskToWait(tx, a, s.Id, s.Version()) }},
		{"propose words", func(tx core.App, a string, s *records.Story) error {
			w := s.Words()
			w.Text += " In my words."
			return flow.ProposeWords(tx, a, s.Id, s.Version(), w)
		}},
		{"write to the moderators", func(tx core.App, a string, s *records.Story) error {
			return flow.AnswerModerator(tx, a, s.Id, "It was in May.")
		}},
		{"take it back", func(tx core.App, a string, s *records.Story) error { return flow.WithdrawStory(tx, a, s.Id) }},
		{"appeal", func(tx core.App, a string, s *records.Story) error { return flow.AppealAsAuthor(tx, a, s.Id, "Why?") }},
	}
	for _, v := range verbs {
		all = append(all,
			someAct{v.name + ", its author", func(tx core.App, c *cast, s *records.Story) error { return v.do(tx, c.ada, s) }},
			someAct{v.name + ", another author", func(tx core.App, c *cast, s *records.Story) error { return v.do(tx, c.bea, s) }})
	}
	return all
}

// linkFor is the link of the service that looks at a story, or none.
func (c *cast) linkFor(s *records.Story) string {
	if link := c.reviewLink(s.Id); link != "" {
		return link
	}
	return "nothing"
}

// try does something to a story, says what came of it, and undoes it.
func (c *cast) try(act someAct, state string) (said string) {
	undo := errors.New("undone")
	err := c.RunInTransaction(func(tx core.App) error {
		s, err := records.FindStory(tx, c.stories[state])
		if err != nil {
			return err
		}
		if err := act.do(tx, c, s); err != nil {
			said = refusal(err)
			return undo
		}
		after, err := records.FindStory(tx, s.Id)
		if err != nil {
			return err
		}
		if said = string(after.State()); after.State() == story.Approved {
			said = "for-" + string(after.WaitsFor())
		}
		return undo
	})
	if !errors.Is(err, undo) {
		c.t.Fatalf("%s of a story that is %s: %v", act.name, state, err)
	}
	return said
}

// refusal is a short word for each way to be refused.
func refusal(err error) string {
	var p story.Problem
	var ps story.Problems
	for _, r := range []struct {
		is   error
		word string
	}{{errNotHere, "-"}, {story.ErrWithdrawn, "GONE"}, {story.ErrStep, "STEP"}, {story.ErrChanged, "OLD"}, {flow.ErrSenior, "SENIOR"}, {flow.ErrOwnDecision, "OWN"},
		{flow.ErrClaimed, "CLAIMED"}, {story.ErrQuestion, "QUESTION"}, {story.ErrReview, "LOOK"}, {story.ErrAppeal, "APPEAL"}, {flow.ErrLink, "LINK"}, {records.ErrNotFound, "404"}} {
		if errors.Is(err, r.is) {
			return r.word
		}
	}
	if errors.As(err, &p) || errors.As(err, &ps) {
		return "SAY"
	}
	return "?" + err.Error()
}

// TestWhoMayDoWhatToAStoryInWhichState tries every act of the desk, of authors and of
// services, in every state a story can be in, by everybody, and compares what came of
// it with a table that a person has read.
func TestWhoMayDoWhatToAStoryInWhichState(t *testing.T) {
	c := newCast(t)
	states := []string{"submitted", "held", "author", "service", "second", "opening", "published", "rejected", "restricted", "appealed", "removed", "withdrawn"}
	var table strings.Builder
	line := func(name string, cells []string) {
		fmt.Fprintf(&table, "%-46s", name)
		for _, cell := range cells {
			fmt.Fprintf(&table, " %-12s", cell)
		}
		table.WriteString("\n")
	}
	line("", states)
	for _, act := range slices.Concat(deskActs(), inSeriousCase(), otherActs(), questionActs(), reportActs(), sharedActs()) {
		var cells []string
		for _, state := range states {
			cells = append(cells, c.try(act, state))
		}
		line(act.name, cells)
	}
	const golden = "testdata/who_may.golden"
	if *updatePrivacy {
		c.ok(os.WriteFile(golden, []byte(table.String()), 0o644)) //nolint:gosec // a table for people
	}
	if want := string(must(os.ReadFile(golden))(t)); table.String() != want {
		t.Errorf("somebody may do what they could not, or the reverse; if it was meant, run: go test ./hooks -run WhoMayDo -update\n%s", differing(want, table.String()))
	}
}

// differing are the lines of a table that are other than they were.
func differing(want, got string) string {
	var out []string
	was := strings.Split(want, "\n")
	for _, line := range strings.Split(got, "\n") {
		if !slices.Contains(was, line) {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}
