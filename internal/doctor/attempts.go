package doctor

import (
	"crypto/rand"
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// chooseCommonPassword gives a moderator a password that thieves try first.
func chooseCommonPassword(tx core.App, _ *records.Story, _ string) (func() error, error) {
	return saving(tx)(records.NewModerator(tx, "moderator@test.invalid", "A test", "Manchester2026!", false))
}

// giveAYearToLook shows a story to a service and lets it wait for a year.
func giveAYearToLook(tx core.App, s *records.Story, _ string) (func() error, error) {
	v, err := testService(tx, false)
	if err != nil {
		return nil, err
	}
	r, err := records.NewServiceReview(tx, s.Id, v.Id)
	if err == nil {
		at := deployment.Now(tx)
		r.SetBegun(at, at.AddDate(1, 0, 0), false, 0)
	}
	return saving(tx)(r, err)
}

// publishInDanger worries about somebody, and publishes the story all the same.
func publishInDanger(tx core.App, s *records.Story, _ string) (func() error, error) {
	m, err := testModerator(tx, true)
	if err != nil {
		return nil, err
	}
	return func() error { return publishAtNight(tx, s.Id, m.Id) }, flow.KeepSafe(tx, s.Id, worryOf(m))
}

// testModerator makes a moderator who goes with the attempt.
func testModerator(tx core.App, senior bool) (*records.Moderator, error) {
	m, err := records.NewModerator(tx, "moderator@test.invalid", "A test", rand.Text(), senior)
	if err != nil {
		return nil, err
	}
	if err := tx.Save(m); err != nil {
		return nil, fmt.Errorf("making a moderator: %w", err)
	}
	return m, nil
}

// worryOf opens a serious case.
func worryOf(m *records.Moderator) story.SafetyEvent {
	return story.SafetyEvent{Kind: story.SafetyChosen, Outcome: "serious", Words: "A test that goes by itself.", By: m.Id}
}

// askTheDanger asks the service that may be the danger in a story.
func askTheDanger(tx core.App, s *records.Story, _ string) (func() error, error) {
	v, err := testService(tx, false)
	if err != nil {
		return nil, err
	}
	m, err := testModerator(tx, true)
	if err != nil {
		return nil, err
	}
	noted := story.SafetyEvent{Kind: story.SafetySuspected, Outcome: "serious", By: m.Id}
	if err := flow.KeepSafe(tx, s.Id, worryOf(m), noted); err != nil {
		return nil, err
	}
	at := deployment.Now(tx)
	return saving(tx)(records.NewServiceQuestion(tx, records.AskedOfService{Story: s.Id, Service: v.Id, By: m.Id,
		Text: "Which ward was it?", At: at, DueAt: at.AddDate(0, 0, 3)}))
}

// nameTheStory asks a service in nobody's name, and tells it the number of a story.
func nameTheStory(tx core.App, s *records.Story, _ string) (func() error, error) {
	v, err := testService(tx, false)
	if err != nil {
		return nil, err
	}
	m, err := testModerator(tx, false)
	if err != nil {
		return nil, err
	}
	at := deployment.Now(tx)
	return saving(tx)(records.NewServiceQuestion(tx, records.AskedOfService{Story: s.Id, Service: v.Id, By: m.Id,
		Text: "Who told the story " + s.Id + "?", At: at, DueAt: at.AddDate(0, 0, 3)}))
}

// countFewPeople stores a table of people of an organisation that nobody told of.
func countFewPeople(tx core.App, _ *records.Story, _ string) (func() error, error) {
	board, err := records.NewOrganisation(tx, "doctor", "test", "A test that goes by itself", "board")
	if err != nil {
		return nil, err
	}
	if err := tx.Save(board); err != nil {
		return nil, fmt.Errorf("making an organisation: %w", err)
	}
	period := fmt.Sprintf("%d-Q1", deployment.Now(tx).Year()-1)
	return func() error {
		return records.WriteTotal(tx, board.Id, period, "gender", []records.TotalCell{{Answer: "woman", Shown: 3}, {Answer: "man", Shown: 1}})
	}, nil
}

// agreeAlone has a senior moderator agree to what they asked for themselves.
func agreeAlone(tx core.App, s *records.Story, _ string) (func() error, error) {
	m, err := testModerator(tx, true)
	if err != nil {
		return nil, err
	}
	at := deployment.Now(tx)
	d, err := records.NewDisclosure(tx, story.Disclosure{Story: s.Id, Field: "postcode", RecipientKind: "police", Recipient: "Nobody: a test",
		Reason: "A test by candour doctor: nobody is in danger, and nothing is shown.", Believed: true, AskedBy: m.Id, AskedByName: m.Name(), AskedAt: at})
	if err != nil {
		return nil, err
	}
	if err := tx.Save(d); err != nil {
		return nil, fmt.Errorf("asking for a private detail: %w", err)
	}
	f := d.Facts()
	f.AgreedBy, f.AgreedByName, f.AgreedAt, f.ExpiresAt = m.Id, m.Name(), at, at.Add(story.DisclosureShowLasts)
	d.SetFacts(f)
	return saving(tx)(d, nil)
}

// writeAnAddress writes a message that holds the author's own address.
func writeAnAddress(tx core.App, s *records.Story, _ string) (func() error, error) {
	return func() error {
		_, err := records.WriteMessage(tx, s.Id, "", "Write to "+flow.TestEmail(tx), deployment.Now(tx))
		return err
	}, nil
}

// keepForAYear keeps a draft far beyond its clock.
func keepForAYear(tx core.App, _ *records.Story, _ string) (func() error, error) {
	d := deployment.Of(tx)
	return func() error {
		return records.SaveDraft(tx, d.Sealer.Fingerprint("doctor", "a draft kept too long"), d.Sealer.Seal("drafts.sealed", "A test."), deployment.Now(tx).AddDate(1, 0, 0))
	}, nil
}

// forgetAnErasure deletes the note that an account is erased.
func forgetAnErasure(tx core.App, _ *records.Story, author string) (func() error, error) {
	if err := records.NoteErasure(tx, author, deployment.Now(tx)); err != nil {
		return nil, err
	}
	note, err := records.ErasureNote(tx, author)
	return func() error { return tx.Delete(note) }, err
}
