package hooks

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/testkit"
)

// receiptOf is the receipt of an erasure that is over.
func (s *scene) receiptOf(author string) string {
	s.t.Helper()
	erased := must(flow.EraseNow(s.App, author))(s.t)
	if erased.Receipt == "" {
		s.t.Fatal("there is no receipt yet")
	}
	if !must(flow.IsOurReceipt(s.App, erased.Receipt))(s.t) {
		s.t.Fatal("the receipt is not signed")
	}
	return erased.Receipt
}

func contains(t *testing.T, text string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Errorf("%q is not in\n%s", w, text)
		}
	}
}

func TestTheReceiptSaysWhatWentAndThatNothingIsLeft_AndNamesNobody(t *testing.T) {
	s := newScene(t, with(t, promises))
	receipt := s.receiptOf(s.busyLife().Id)
	contains(t, receipt, "Erased: 18 November 2026 at 12:30 GMT", "- 3 stories, with", "- 1 reply of yours", "- 2 messages between", "35 days after they were made", "Found: nothing.", "free ones too")
	for _, c := range canaries() {
		if strings.Contains(strings.ToLower(receipt), strings.ToLower(c.Value)) {
			t.Errorf("%s is in the receipt", c.Name)
		}
	}
	for _, changed := range []string{strings.Replace(receipt, "3 stories", "2 stories", 1), strings.Replace(receipt, "Signature: ", "Signature: A", 1), "", "Signature: ", receipt + "x",
		strings.TrimSuffix(receipt, receipt[len(receipt)-20:])} {
		if must(flow.IsOurReceipt(s.App, changed))(t) {
			t.Error("a changed receipt is taken for ours")
		}
	}
	if !must(flow.IsOurReceipt(s.App, "\r\n  \n"[:2]+strings.ReplaceAll(receipt, "\n", "  \r\n")+"\n\n"))(t) {
		t.Error("a receipt that a form or a mail program has been through is not known again")
	}
	if other := newScene(t, with(t, promises)); must(flow.IsOurReceipt(other.App, receipt))(t) {
		t.Error("another site takes the receipt for its own")
	}
}

func TestWhatIsLeftIsSaidInTheReceipt(t *testing.T) {
	for name, leave := range map[string]func(*scene, *records.Author){
		"in the data file": func(s *scene, a *records.Author) {
			must(s.NonconcurrentDB().NewQuery("CREATE TABLE leftover (a)").Execute())(s.t)
			must(s.NonconcurrentDB().NewQuery("INSERT INTO leftover VALUES ('" + a.ProxyRecord().TokenKey() + "')").Execute())(s.t)
		},
		"in free pages": func(s *scene, a *records.Author) {
			db := s.NonconcurrentDB()
			for _, sql := range []string{"PRAGMA secure_delete=OFF", "CREATE TABLE leftover (a)", "INSERT INTO leftover VALUES (hex(zeroblob(9000)) || '" + strings.ToUpper(email) + "')", "DROP TABLE leftover", "PRAGMA secure_delete=ON"} {
				must(db.NewQuery(sql).Execute())(s.t)
			}
		},
		"in the log": func(s *scene, _ *records.Author) {
			must(s.AuxNonconcurrentDB().NewQuery("CREATE TABLE leftover AS SELECT 'she " + words + "' AS a").Execute())(s.t)
		},
		"in a file beside it": func(s *scene, _ *records.Author) {
			s.ok(os.WriteFile(filepath.Join(s.DataDir(), "notes.txt"), []byte("from "+address), 0o600))
		},
		"in a letter that was put into a folder": func(s *scene, _ *records.Author) {
			s.ok(os.WriteFile(filepath.Join(s.Deployment.MailDir, "1.eml"), []byte("To: <"+email+">"), 0o600))
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t, with(t, promises))
			ada := must(records.FindAuthorOf(s.App, s.published()))(t)
			leave(s, ada)
			contains(t, s.receiptOf(ada.Id), "Still found in 1 place. Show this receipt")
		})
	}
	t.Run("somebody else said the same", func(t *testing.T) {
		s := newScene(t, with(t, promises))
		ada := must(records.FindAuthorOf(s.App, s.published()))(t)
		sent := telling(s.service.Id)
		sent.Email, sent.ScreenName, sent.IP, sent.Postcode = "ben@example.org", "other name", "198.51.100.9", "AB12 3CD"
		must(flow.SubmitStory(s.App, sent))(t)
		contains(t, s.receiptOf(ada.Id), "Of the 1 pieces found, 1 also stand in what somebody else wrote, which stays theirs.")
	})
	t.Run("somebody is reading from the log of changes", func(t *testing.T) {
		s := newScene(t, with(t, promises))
		ada := must(records.FindAuthorOf(s.App, s.published()))(t)
		must(s.NonconcurrentDB().NewQuery("PRAGMA busy_timeout=1").Execute())(t)
		rows := must(s.ConcurrentDB().NewQuery("SELECT id FROM authors").Rows())(t)
		defer func() { _ = rows.Close() }()
		if !rows.Next() {
			t.Fatal("nobody reads: this test proves nothing")
		}
		contains(t, s.receiptOf(ada.Id), "was in use")
	})
}

// planned plans Ada's erasure in some days and gives the link's secret.
func (s *scene) planned(days int) (*records.Author, string) {
	s.t.Helper()
	ada := must(records.FindAuthorOf(s.App, s.published()))(s.t)
	s.ok(flow.PlanErasure(s.App, ada.Id, days))
	ada = must(records.FindAuthor(s.App, ada.Id))(s.t)
	return ada, must(ada.ReceiptToken(s.Deployment.Sealer))(s.t)
}

func (s *scene) erasures() int {
	s.t.Helper()
	return must(flow.EraseDue(s.App, context.Background()))(s.t)
}

func TestAnErasureThatWaits_HappensInItsTimeAndLeavesItsReceiptAtTheLink(t *testing.T) {
	s := newScene(t, with(t, promises))
	ada, token := s.planned(3)
	more := s.toldBy(ada.Id) // told while it waits, and goes with the rest
	s.Pass(72*time.Hour - time.Minute)
	if n := s.erasures(); n != 0 {
		t.Fatalf("%d accounts went too early", n)
	}
	if p := must(flow.FindErasure(s.App, token))(t); !p.At.Equal(s.Now().Add(time.Minute)) || p.Receipt != "" {
		t.Errorf("the link leads to %v", p)
	}
	s.Pass(time.Minute)
	if n := s.erasures() + s.erasures(); n != 1 {
		t.Fatalf("%d accounts went", n)
	}
	testkit.NoCanaries(t, s.DataDir(), canaries()...)
	if _, err := records.FindStory(s.App, more); !errors.Is(err, records.ErrNotFound) {
		t.Error("what was told while it waited is still here", err)
	}
	p := must(flow.FindErasure(s.App, token))(t)
	contains(t, p.Receipt, "- 2 stories", "Erased: 21 November 2026", "Found: nothing.")
	if err := flow.CancelErasureByLink(s.App, token); !errors.Is(err, flow.ErrLink) {
		t.Errorf("it can be stopped after it happened: %v", err)
	}
	s.Pass(31 * 24 * time.Hour)
	if _, err := flow.FindErasure(s.App, token); !errors.Is(err, flow.ErrLink) {
		t.Errorf("the receipt is still shown after its time: %v", err)
	}
	before := s.Now().Add(-30 * 24 * time.Hour)
	if due, gone := must(records.ReceiptsDue(s.App, before))(t), must(records.DeleteReceiptsBefore(s.App, before))(t); due != 1 || gone != 1 {
		t.Errorf("%d receipts are due and %d go", due, gone)
	}
}

func TestAnErasureThatWaits_CanBeStoppedUntilTheMomentItHappens(t *testing.T) {
	s := newScene(t, with(t, promises))
	ada, token := s.planned(1)
	s.Pass(24 * time.Hour) // due, and not yet done
	s.ok(flow.CancelErasureByLink(s.App, token))
	if n := s.erasures(); n != 0 {
		t.Error("it happened all the same")
	}
	if _, err := flow.FindErasure(s.App, token); !errors.Is(err, flow.ErrLink) {
		t.Errorf("the link still leads somewhere: %v", err)
	}
	s.ok(flow.PlanErasure(s.App, ada.Id, 7))
	s.ok(flow.CancelErasure(s.App, ada.Id))
	s.ok(flow.CancelErasure(s.App, ada.Id))
	s.Pass(8 * 24 * time.Hour)
	if n := s.erasures(); n != 0 {
		t.Error("it happened though the author stopped it")
	}
	for _, days := range []int{0, -1, 8} {
		if err := flow.PlanErasure(s.App, ada.Id, days); err == nil {
			t.Errorf("an erasure in %d days is planned", days)
		}
	}
}

func TestStoppingAnErasureInTheInstantItHappens_OneOfTheTwoIsTrue(t *testing.T) {
	s := newScene(t, with(t, promises))
	s.moderator.SetSenior(true)
	for range 20 {
		ada, token := s.planned(1)
		s.Pass(24 * time.Hour)
		var together sync.WaitGroup
		var stopped error
		together.Go(func() { stopped = flow.CancelErasureByLink(s.App, token) })
		together.Go(func() { _ = s.erasures() })
		together.Wait()
		_, err := records.FindAuthor(s.App, ada.Id)
		if here := err == nil; here != (stopped == nil) {
			t.Fatalf("the account is here: %v, and whoever stopped it was told: %v", here, stopped)
		}
		if stopped == nil {
			s.ok(flow.EraseAuthor(s.App, ada.Id))
		}
	}
}

func TestTwoWindowsEraseAtOnce_OneGetsTheReceipt(t *testing.T) {
	s := newScene(t, with(t, promises))
	ada := s.busyLife()
	var together sync.WaitGroup
	errs := make([]error, 4)
	for i := range errs {
		together.Go(func() { _, errs[i] = flow.EraseNow(s.App, ada.Id) })
	}
	together.Wait()
	done := 0
	for _, err := range errs {
		if err == nil {
			done++
		} else if !errors.Is(err, records.ErrNotFound) {
			t.Error(err)
		}
	}
	if done != 1 {
		t.Errorf("%d of them did it", done)
	}
	if n := must(s.CountRecords("withdrawals"))(t); n != 3 {
		t.Errorf("%d numbers are noted", n)
	}
	testkit.NoCanaries(t, s.DataDir(), canaries()...)
}

func TestAReceiptWhoseProgramWasKilledIsCompletedAndSaysSo(t *testing.T) {
	s := newScene(t, with(t, promises))
	ada, token := s.planned(1)
	// The program dies between the commit and the look through the store.
	s.OnRecordAfterDeleteSuccess("authors").Unbind("erased-leaves-nothing")
	s.ok(s.Delete(ada))
	if p := must(flow.FindErasure(s.App, token))(t); p.Receipt != "" || !p.At.IsZero() {
		t.Fatal("there is a receipt already: this test proves nothing")
	}
	s.App.Store().Remove("candour.searches") // another process knows of none
	s.erasures()
	p := must(flow.FindErasure(s.App, token))(t)
	contains(t, p.Receipt, "- 1 story", "broke off")
	if !must(flow.IsOurReceipt(s.App, p.Receipt))(t) {
		t.Error("it is not signed")
	}
}

func TestOnALargeStoreTheReceiptComesLater(t *testing.T) {
	s := newScene(t, with(t, promises))
	ada := must(records.FindAuthorOf(s.App, s.published()))(t)
	s.Deployment.ScanWait = -1 // no page waits
	erased := must(flow.EraseNow(s.App, ada.Id))(t)
	if erased.Receipt == "" && erased.Token == "" {
		t.Fatal("neither a receipt nor where it will be")
	}
	flow.WaitForSearches(s.App)
	if erased.Token != "" {
		erased.Receipt = must(flow.FindErasure(s.App, erased.Token))(t).Receipt
	}
	contains(t, erased.Receipt, "Found: nothing.")
}

func TestTheLetterAboutAnErasureThatWaitsHoldsItsLink(t *testing.T) {
	s := newScene(t, testkit.New(t, timed(t, nil)))
	_, token := s.planned(2)
	s.runNow("send-letters")
	found := 0
	for _, f := range must(filepath.Glob(filepath.Join(s.Deployment.MailDir, "*.eml")))(t) {
		letter := string(must(os.ReadFile(f))(t))
		if strings.Contains(letter, "Your account will be erased") {
			found++
			contains(t, letter, "/receipt/"+token)
		}
	}
	if found != 1 {
		t.Errorf("%d letters", found)
	}
	for _, l := range must(records.LettersTo(s.App, "authors", must(records.FindAuthorByReceipt(s.App, token))(t).Id))(t) {
		if l.Kind() == string(mail.ErasurePlanned) && strings.Contains(l.About()+l.To()+l.Story(), token) {
			t.Error("the secret of the link is stored with the letter")
		}
	}
	s.Pass(48 * time.Hour)
	s.runNow("erase")
	if n := must(s.CountRecords("authors"))(t); n != 0 {
		t.Error("the timetable did not erase it")
	}
}
