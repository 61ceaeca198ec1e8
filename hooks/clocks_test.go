package hooks

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// clocked makes one thing of each clock, at the scene's time, and returns what of
// it can be seen in the data's files.
var clocked = map[string]func(t *testing.T, s *scene) []string{
	"drafts": func(t *testing.T, s *scene) []string {
		own := must(s.Deployment.Sealer.For("cookie"))(t)
		sealed := own.Seal("drafts.sealed", words)
		s.ok(records.SaveDraft(s.App, "fingerprint-of-a-cookie", sealed, s.Now().AddDate(0, 0, 7)))
		return []string{sealed[30:60], "fingerprint-of-a-cookie"}
	},
	"originals": func(_ *testing.T, s *scene) []string {
		s.publishedEdited()
		return []string{"held my hand all night"}
	},
	"working-copies": func(_ *testing.T, s *scene) []string {
		s.typed(s.told())
		return []string{"typed and not saved by a canary", "harbour of a canary"}
	},
	"reader-reports": func(t *testing.T, s *scene) []string {
		id := s.published()
		r := s.reported(id, "Her name is canary of the reader.")
		s.ok(flow.DealWithReports(s.App, id, s.moderator.Id, []string{r.Id}, "keeps-rules"))
		return []string{"canary of the reader"}
	},
	"wellbeing": func(_ *testing.T, s *scene) []string {
		s.ok(flow.WriteWellbeing(s.App, s.moderator.Id, "That one stayed with me.", true))
		return []string{s.row("wellbeing_notes", "moderator", s.moderator.Id).GetString("sealedWords")[30:60]}
	},
	"ip-addresses": func(_ *testing.T, s *scene) []string {
		r := s.row("contacts", "story", s.told())
		return []string{r.GetString("sealedIP")[30:60], r.GetString("ipKey")}
	},
	"readings": func(t *testing.T, s *scene) []string {
		id := s.published()
		other := must(records.NewAuthor(s.App, s.Now()))(t)
		s.ok(s.Save(other))
		s.ok(flow.NoteReading(s.App, other.Id, id))
		return []string{s.row("readings", "story", id).Id}
	},
	"letters": func(t *testing.T, s *scene) []string {
		id := s.told()
		s.sentLink(must(records.FindAuthorOf(s.App, id))(t).Id, mail.Received)
		return []string{s.row("letters", "story", id).Id}
	},
	"exports": func(t *testing.T, s *scene) []string {
		a := must(records.FindAuthorOf(s.App, s.told()))(t)
		return []string{must(records.AskForExport(s.App, a.Id, story.ExportedFields(), s.Now(), s.Now().AddDate(0, 0, 1)))(t)}
	},
	"new-addresses": func(t *testing.T, s *scene) []string {
		a := must(records.FindAuthorOf(s.App, s.told()))(t)
		s.ok(flow.AskForNewEmail(s.App, a.Id, "new."+email))
		return []string{must(s.FindRecordById("authors", a.Id))(t).GetString("sealedNewEmail")[30:60]}
	},
	"sign-ins": func(t *testing.T, s *scene) []string {
		begun := must(records.StartSession(s.App, s.member.ProxyRecord(), "Firefox on Android", false, s.Now()))(t)
		s.ok(records.EndSession(s.App, begun, s.Now()))
		return []string{begun.Id}
	},
	"invitations": func(t *testing.T, s *scene) []string {
		who := story.Invitee{Email: "nia.canary@board.example", Name: "Nia Canary-Invited", Role: story.RoleMember}
		must(flow.InviteMembers(s.App, flow.Inviting{Organisation: s.board.Id}, []story.Invitee{who}))(t)
		return []string{who.Email, who.Name}
	},
	"member-acts": func(t *testing.T, s *scene) []string {
		s.ok(records.WriteMemberAct(s.App, records.MemberAct{Organisation: s.board.Id, What: "imported", Now: "4711 from a file", At: s.Now()}))
		return []string{s.row("member_acts", "organisation", s.board.Id).Id}
	},
	"own-words": func(_ *testing.T, s *scene) []string {
		s.ok(records.NoteOwnWords(s.App, s.board, s.board.Id, "Ask for Nurse Canary on Ward 4.", s.member.Id, s.Now())) // and said something else since
		return []string{"Nurse Canary on Ward 4"}
	},
	"claims": func(t *testing.T, s *scene) []string {
		id := s.told()
		must(flow.Claim(s.App, records.Item{Story: id}, s.moderator.Id, false))(t)
		return []string{s.row("claims", "story", id).Id}
	},
	"not-today": func(_ *testing.T, s *scene) []string {
		id := s.told()
		s.ok(flow.LeaveForTomorrow(s.App, s.moderator.Id, []records.Item{{Story: id}}))
		return []string{s.row("not_today", "story", id).Id}
	},
	"receipts": func(t *testing.T, s *scene) []string {
		kept := must(records.KeepReceipt(s.App, "fingerprint-of-a-private-link", "3 stories are gone.", s.Now()))(t)
		return []string{kept.Id, "fingerprint-of-a-private-link"}
	},
	"logs": func(t *testing.T, s *scene) []string {
		l := &core.Log{Message: "the pipe of the fountain broke", Level: 8, Created: must(types.ParseDateTime(s.Now()))(t)}
		l.Id = "logrowoffountain"[:15]
		s.ok(s.AuxSave(l))
		return []string{l.Message, l.Id}
	},
}

// TestEveryClock_AnHourBeforeItIsThere_AnHourAfterItIsGone looks into every byte
// of the data's files, index, log of changes and free pages included.
func TestEveryClock_AnHourBeforeItIsThere_AnHourAfterItIsGone(t *testing.T) {
	for name, begin := range clocked {
		t.Run(name, func(t *testing.T) {
			s := newScene(t, with(t, promises))
			traces := s.begun(begin(t, s))
			end := story.FindClock(name).Ends(s.Now())
			s.Pass(end.Sub(s.Now()) - time.Hour)
			if n := s.swept(name); n != 0 || !s.holds(traces) {
				t.Fatalf("an hour before, %d went", n)
			}
			s.Pass(2 * time.Hour)
			if n := due(t, s, name); n != 1 || !s.holds(traces) {
				t.Errorf("an hour after, %d would go: the dry run takes something, or does not see it", n)
			}
			if n := s.swept(name); n != 1 {
				t.Errorf("an hour after, %d went", n)
			}
			testkit.NoCanaries(t, s.DataDir(), traces...)
			if n := s.swept(name) + due(t, s, name); n != 0 {
				t.Errorf("a second time, %d went", n)
			}
		})
	}
}

func TestEveryClock_WhenTheSiteWasOffOnTheDay_ItGoesAtTheNextSweep(t *testing.T) {
	for name, begin := range clocked {
		t.Run(name, func(t *testing.T) {
			s := newScene(t, testkit.New(t, timed(t, nil)))
			traces := s.begun(begin(t, s))
			s.Pass(3 * 365 * 24 * time.Hour)
			s.runNow("sweep")
			testkit.NoCanaries(t, s.DataDir(), traces...)
		})
	}
}

func (s *scene) begun(values []string) []testkit.Canary {
	s.t.Helper()
	var all []testkit.Canary
	for i, v := range values {
		all = append(all, testkit.Canary{Name: fmt.Sprintf("trace %d", i), Value: v})
	}
	if !s.holds(all) {
		s.t.Fatal("nothing is stored: this test proves nothing")
	}
	return all
}

// holds reports whether every trace is in the data's files.
func (s *scene) holds(traces []testkit.Canary) bool {
	s.t.Helper()
	for _, c := range traces {
		if len(must(testkit.FindCanaries(s.DataDir(), c))(s.t)) == 0 {
			return false
		}
	}
	return true
}

func (s *scene) swept(clock string) int {
	s.t.Helper()
	return countOf(must(flow.Sweep(s.App, context.Background()))(s.t), clock)
}

func due(t *testing.T, s *scene, clock string) int {
	t.Helper()
	return countOf(must(flow.CountDue(s.App))(t), clock)
}

func countOf(all []flow.Swept, clock string) int {
	for _, c := range all {
		if c.Clock == clock {
			return c.Count
		}
	}
	return -1
}

func TestSweep_ManyRows_GoInBatchesAndItMayBeStoppedBetweenThem(t *testing.T) {
	s := newScene(t, with(t, promises))
	const many = 450
	s.ok(s.RunInTransaction(func(tx core.App) error {
		for i := range many {
			if err := records.SaveDraft(tx, fmt.Sprint("draft", i), "", s.Now().Add(time.Hour)); err != nil {
				return err
			}
		}
		return nil
	}))
	s.Pass(2 * time.Hour)
	ctx, stop := context.WithCancel(t.Context())
	s.OnRecordAfterDeleteSuccess("drafts").BindFunc(func(e *core.RecordEvent) error {
		stop()
		return e.Next()
	})
	gone, err := flow.Sweep(s.App, ctx)
	first := countOf(gone, "drafts")
	if err == nil || first == 0 || first >= many {
		t.Fatalf("stopped, %d of %d went (%v)", first, many, err)
	}
	if left := must(s.CountRecords("drafts"))(t); int(left) != many-first {
		t.Errorf("%d are left after %d went: a batch is half gone", left, first)
	}
	if rest := s.swept("drafts"); rest != many-first {
		t.Errorf("then %d went", rest)
	}
}

func TestSweep_ADraftThatIsWrittenOnMeanwhile_Stays(t *testing.T) {
	s := newScene(t, with(t, promises))
	s.ok(records.SaveDraft(s.App, "cookie", "", s.Now().Add(time.Hour)))
	s.Pass(2 * time.Hour)
	ids := must(records.FindEnded(s.App, records.EndedDrafts, s.Now()))(t)
	s.ok(records.SaveDraft(s.App, "cookie", "", s.Now().Add(time.Hour)))
	if n := must(records.LetEndedGo(s.App, s.Deployment.Sealer, records.EndedDrafts, ids, s.Now()))(t); len(ids) != 1 || n != 0 {
		t.Errorf("%d of %d drafts went", n, len(ids))
	}
}

func TestSweep_TheOperatorsDaysForInternetAddressesCount(t *testing.T) {
	s := newScene(t, with(t, promises))
	s.told()
	s.Deployment.IPDays = 10
	s.Pass(11 * 24 * time.Hour)
	if n := s.swept("ip-addresses"); n != 1 {
		t.Errorf("%d went after 11 of 10 days", n)
	}
	s.told()
	s.Deployment.IPDays = 0
	if n := s.swept("ip-addresses"); n != 1 {
		t.Errorf("where none is kept any more, %d went", n)
	}
	c := must(records.FindContact(s.App, s.told()))(t)
	if ip := must(c.IP(s.Deployment.Sealer))(t); ip != "" {
		t.Error("an internet address is stored where none is")
	}
}

func TestFirstWordsOfAStoryPublishedOnThe31stOfAugust_GoOnTheLastOfFebruary(t *testing.T) {
	s := newScene(t, with(t, promises))
	s.Pass(time.Date(2027, time.August, 31, 9, 0, 0, 0, time.UTC).Sub(s.Now()))
	o := must(records.FindOriginal(s.App, s.publishedEdited()))(t)
	if got := o.DeleteAfter().Format(time.DateOnly); got != "2028-02-29" {
		t.Errorf("they go on %s", got)
	}
}
