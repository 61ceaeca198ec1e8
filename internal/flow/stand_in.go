package flow

import (
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/canary"
	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/story"
)

// TestPerson is the invented author whom `candour doctor` stores to look for, and
// erases again.
type TestPerson struct {
	AuthorID, StoryID string
	Values            []canary.Canary // what must show nowhere
	Links             []string        // secret parts of links in letters to them
}

// TestEmail is the address of the doctor's invented author. It is made from the
// instance's key, so that nobody can take an account for a test, or a test for an
// account; and it ends in .invalid, which no mail server delivers to (RFC 6761).
func TestEmail(app core.App) string {
	return "doctor." + lower(deployment.Of(app).Sealer.Fingerprint("doctor", "address"))[:16] + "@test.invalid"
}

func testDraftKey(app core.App) string {
	return deployment.Of(app).Sealer.Fingerprint("doctor", "draft")
}

func lower(s string) string {
	return strings.NewReplacer("-", "x", "_", "y").Replace(strings.ToLower(s))
}

// IsTestStory reports whether a story is the doctor's: it is never published, and
// counts in no public figure. Its title holds a mark made from the instance's key.
func IsTestStory(app core.App, title string) bool { return title == testTitle(app) }

// isTestAuthor reports whether an account is the doctor's. One whose address cannot
// be opened is somebody's.
func isTestAuthor(app core.App, r *core.Record) bool {
	a, ok := records.AsAuthor(r)
	if !ok {
		return false
	}
	email, err := a.Email(deployment.Of(app).Sealer)
	return err == nil && email == TestEmail(app)
}

func testTitle(app core.App) string {
	return "A test by candour doctor " + lower(deployment.Of(app).Sealer.Fingerprint("doctor", "title"))[:16]
}

// StoreTestPerson stores an invented author with a value in every private place.
// With a story, the story is taken back in the same transaction: it is never in
// the moderators' queue, no letter about it leaves, and nobody can publish it.
// TakeTestAway erases all of it.
func StoreTestPerson(app core.App, withStory bool) (TestPerson, error) {
	if err := TakeTestAway(app); err != nil {
		return TestPerson{}, err
	}
	var p TestPerson
	err := inTx(app, "storing a test", func(tx core.App) error {
		t := &testStore{tx: tx, at: now(tx)}
		if err := t.author(); err != nil {
			return err
		}
		if withStory {
			if err := t.story(); err != nil {
				return err
			}
		}
		p = t.person
		return t.dropLetters(&p)
	})
	return p, err
}

// testStore stores one invented person.
type testStore struct {
	tx     core.App
	at     time.Time
	person TestPerson
}

// value makes a value that stands nowhere else, and remembers it.
func (t *testStore) value(what, before string) string {
	v := before + lower(rand.Text()[:14])
	t.person.Values = append(t.person.Values, canary.Canary{Name: what, Value: v})
	return v
}

func (t *testStore) author() error {
	sealer := deployment.Of(t.tx).Sealer
	a, err := records.NewAuthor(t.tx, t.at)
	if err != nil {
		return err
	}
	a.SetEmail(sealer, TestEmail(t.tx))
	t.person.Values = append(t.person.Values, canary.Canary{Name: "the test's e-mail address", Value: TestEmail(t.tx)})
	a.SetNewEmail(sealer, t.value("the test's new e-mail address", "next.")+"@test.invalid")
	if err := t.tx.Save(a); err != nil {
		return fmt.Errorf("making an account: %w", err)
	}
	t.person.AuthorID = a.Id
	answers := records.Answers{Gender: t.value("the test's gender", "gender "), EthnicGroup: t.value("the test's ethnic group", "group ")}
	if err := records.SetAnswers(t.tx, a.Id, answers); err != nil {
		return err
	}
	if _, err := records.AskForExport(t.tx, a.Id, story.ExportedFields(), t.at, t.at.Add(time.Minute)); err != nil {
		return err
	}
	own, err := sealer.For(t.value("the secret of the test's draft", "cookie "))
	if err != nil {
		return err
	}
	return records.SaveDraft(t.tx, testDraftKey(t.tx), own.Seal("drafts.sealed", t.value("the words of the test's draft", "draft ")), t.at.Add(time.Hour))
}

func (t *testStore) story() error {
	sealer := deployment.Of(t.tx).Sealer
	s, err := tellTest(t.tx, t.person.AuthorID, t.value("the words of the test's story", "words "))
	if err != nil {
		return err
	}
	id := s.Id
	t.person.StoryID = id
	if _, err := records.WriteMessage(t.tx, id, "", t.value("the test's message", "message "), t.at); err != nil {
		return err
	}
	if err := WithdrawStory(t.tx, t.person.AuthorID, id); err != nil {
		return err
	}
	if err := records.KeepOriginal(t.tx, id, records.First{Words: records.Words{Title: t.value("the test's first title", "title "),
		Text: t.value("the test's first words", "first "), ScreenName: t.value("the test's first screen name", "name ")}}); err != nil {
		return err
	}
	c, err := records.FindContact(t.tx, id) // taking a story back has emptied it
	if err != nil {
		return err
	}
	c.SetPostcode(sealer, t.value("the test's postcode", "zz"))
	if deployment.Of(t.tx).IPDays > 0 {
		c.SetIP(sealer, t.value("the test's internet address", "2001:db8::"))
	}
	if err := t.tx.Save(c); err != nil {
		return fmt.Errorf("saving the private details: %w", err)
	}
	return nil
}

// tellTest tells a story as the doctor's invented author. Its reading is up to a
// moderator, like any other's: whoever calls this takes it back in the same
// transaction, or rolls the transaction back.
func tellTest(tx core.App, authorID, words string) (*records.Story, error) {
	at := now(tx)
	r, err := SubmitStory(tx, Sent{FormKey: rand.Text(), AuthorID: authorID, ConsentVersion: "doctor", ConsentWords: "A test: nobody agreed to anything.",
		Telling: story.Telling{Title: testTitle(tx), Text: "This is a test of candour doctor and nobody's story. " + words,
			ToldFor: "self", ServiceText: "Nowhere: a test", HappenedMonth: int(at.Month()), HappenedYear: at.Year() - 1,
			ScreenName: "a test that goes by itself", AgeGroup: "adult", Edits: "just-publish", Consent: true}})
	if err != nil {
		return nil, err
	}
	return records.FindStory(tx, r.StoryID)
}

// errNotRolledBack keeps a test story from being told for good.
var errNotRolledBack = errors.New("a test story is told only inside a transaction")

// TestStory tells a story as the doctor's invented author, inside a transaction
// that the caller rolls back.
func TestStory(tx core.App, authorID string) (*records.Story, error) {
	if !tx.IsTransactional() {
		return nil, errNotRolledBack
	}
	return tellTest(tx, authorID, "It goes by itself.")
}

// dropLetters stops every letter that the test owes, before any can leave, and
// keeps their links: they are doors too.
func (t *testStore) dropLetters(p *TestPerson) error {
	letters, err := records.LettersTo(t.tx, "authors", p.AuthorID)
	if err != nil {
		return err
	}
	for _, l := range letters {
		p.Links = append(p.Links, LinkToken(t.tx, l))
		l.SetDropped(now(t.tx), "a test")
		if err := t.tx.Save(l); err != nil {
			return fmt.Errorf("stopping a letter: %w", err)
		}
	}
	return nil
}

// TakeTestAway erases the doctor's invented author, also one that a check which
// broke off has left behind.
func TakeTestAway(app core.App) error {
	if err := records.DeleteDraft(app, testDraftKey(app)); err != nil {
		return err
	}
	a, err := records.FindAuthorByEmail(app, deployment.Of(app).Sealer, TestEmail(app))
	if errors.Is(err, records.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return EraseAuthor(app, a.Id)
}
