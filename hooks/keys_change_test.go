package hooks

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/seal"
	"candour/internal/testkit"
)

// ringed gives the scene a ring whose keys are known, as `candour` makes it.
func (s *scene) ringed(lasting []byte, keys ...[]byte) *seal.Ring {
	s.t.Helper()
	r := must(seal.NewRing(keys...))(s.t)
	s.Deployment.Sealer = must(r.With(lasting))(s.t)
	return r
}

func TestAfterAChangeOfKeysEverythingOpensAndNothingNeedsTheOldKey(t *testing.T) {
	s := newScene(t, with(t, promises))
	was, is, lasting := seal.NewKey(), seal.NewKey(), seal.NewKey()
	before := s.ringed(lasting, was)
	id := s.told()
	ada := must(records.FindAuthorOf(s.App, id))(t)
	s.ok(flow.AskForNewEmail(s.App, ada.Id, "new@example.org"))
	link, stop := s.sentLink(ada.Id, mail.Received), flow.UnsubscribeToken(s.App, must(records.LettersTo(s.App, "authors", ada.Id))(t)[0])
	old := testkit.Canary{Name: "a value of the old key", Value: "s2." + before.Current()}
	s.ok(flow.Checkpoint(s.App))
	if len(must(testkit.FindCanaries(s.DataDir(), old))(t)) == 0 {
		t.Fatal("nothing is sealed with the old key: this test proves nothing")
	}

	both := s.ringed(lasting, is, was)
	n := must(records.Reseal(s.App, t.Context(), both, func(int) {}))(t)
	s.ok(flow.Checkpoint(s.App))
	if n != 4 { // the address, the new address, the postcode and the internet address
		t.Errorf("%d values were sealed anew", n)
	}
	testkit.NoCanaries(t, s.DataDir(), old)
	if n := must(records.Reseal(s.App, t.Context(), both, func(int) {}))(t); n != 0 {
		t.Errorf("a second time, %d values were sealed anew", n)
	}

	after := s.ringed(lasting, is)
	ada = must(records.FindAuthorByEmail(s.App, s.Deployment.Sealer, email))(t)
	c := must(records.FindContact(s.App, id))(t)
	got := []string{must(ada.Email(s.Deployment.Sealer))(t), must(ada.NewEmail(s.Deployment.Sealer))(t),
		must(c.Postcode(s.Deployment.Sealer))(t), must(c.IP(s.Deployment.Sealer))(t)}
	if want := []string{email, "new@example.org", postcode, address}; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Error("what was sealed does not say what it said")
	}
	if counts := must(records.CountByKey(s.App))(t); counts[after.Current()] != 4 || len(counts) != 1 {
		t.Errorf("values by key: %v", counts)
	}
	s.ok(flow.StopLetters(s.App, stop))
	if _, err := flow.ChoosePassword(s.App, link, "three quiet words"); err != nil {
		t.Errorf("the link of an old letter died with the key: %v", err)
	}
}

func TestAChangeOfKeysStoppedHalfwayGoesOn(t *testing.T) {
	s := newScene(t, with(t, promises))
	was, is, lasting := seal.NewKey(), seal.NewKey(), seal.NewKey()
	before := s.ringed(lasting, was)
	const many = 1300
	s.ok(s.RunInTransaction(func(tx core.App) error {
		for i := range many {
			if _, err := tx.DB().Insert("authors", dbx.Params{"id": fmt.Sprintf("a%014d", i), "tokenKey": fmt.Sprintf("%050d", i),
				"sealedEmail": before.Seal("authors.sealedEmail", fmt.Sprint("someone@example.org", i))}).Execute(); err != nil {
				return err
			}
		}
		return nil
	}))
	both := s.ringed(lasting, is, was)
	ctx, stop := context.WithCancel(t.Context())
	first, err := records.Reseal(s.App, ctx, both, func(int) { stop() })
	if !errors.Is(err, context.Canceled) || first == 0 || first >= many {
		t.Fatalf("stopped after %d of %d: %v", first, many, err)
	}
	a := must(records.FindAuthor(s.App, fmt.Sprintf("a%014d", many-1)))(t)
	if v := must(a.Email(s.Deployment.Sealer))(t); v != fmt.Sprint("someone@example.org", many-1) {
		t.Error("what is still sealed with the old key does not open meanwhile")
	}
	if rest := must(records.Reseal(s.App, t.Context(), both, func(int) {}))(t); first+rest != many {
		t.Errorf("%d and then %d of %d values were sealed anew", first, rest, many)
	}
}

func TestAValueThatDoesNotOpenStopsAChangeOfKeysAndStays(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.told() // with a key that is in no ring below
	is := must(seal.NewRing(seal.NewKey(), seal.NewKey()))(t)
	before := s.row("contacts", "story", id).GetString("sealedPostcode")
	if _, err := records.Reseal(s.App, t.Context(), is, func(int) {}); !errors.Is(err, seal.ErrSealed) {
		t.Errorf("it says %v", err)
	}
	if s.row("contacts", "story", id).GetString("sealedPostcode") != before {
		t.Error("a value that does not open was changed")
	}
}
