package flow

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/hints"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// Decision is what a moderator made of a story, and which version they had
// before them. Nil fields are left as they are.
type Decision struct {
	StoryID   string
	Version   int
	Moderator string // the moderator's id
	Words     *records.Words
	Services  *[]string            // ids
	Tags      *map[string][]string // kind to words
	Reasons   []story.EditReason   // of each part that was changed
	Reason    string
	Note      string    // for the author (rejection, question) or for the record
	ReviewOn  time.Time // closing: when it is looked at again; zero for the usual time
	Notice    bool      // publishing: every service gets notice of a very serious story; a senior moderator's to give
}

// objectionDays is how many working days an author has to object to edits.
const objectionDays = 3

// EditStory saves a moderator's work on a story without deciding about it. It
// returns the new version.
//
// Kept by: edits are recorded, original words stay private.
func EditStory(app core.App, d Decision) (version int, err error) {
	err = inTx(app, "editing a story", func(tx core.App) error {
		s, err := openForModeration(tx, d)
		if err != nil {
			return err
		}
		if _, err := applyEdits(tx, s, d); err != nil {
			return err
		}
		version = s.Version()
		return nil
	})
	return version, err
}

// PublishStory publishes a story with the moderator's last edits, or lets it wait:
// for its author, when they asked to see edits first and there are any they have not
// agreed to; then for the services that look before publication; then for the next
// opening. It returns the state the story is in now.
//
// Kept by: only moderators publish, edits are recorded, withdrawn stays
// withdrawn, letters wait for publication, service review cannot hold back.
func PublishStory(app core.App, d Decision) (state story.State, err error) {
	err = inTx(app, "publishing a story", func(tx core.App) error {
		s, err := openForModeration(tx, d)
		if err != nil {
			return err
		}
		if _, err := applyEdits(tx, s, d); err != nil {
			return err
		}
		// They had the newest version before them, and with it what the author wrote.
		if _, err := records.MarkMessagesDone(tx, s.Id, now(tx)); err != nil {
			return err
		}
		if err := dealWithQuestions(tx, s.Id, d.Moderator); err != nil {
			return err
		}
		if err := checkSeniorPublishes(tx, s.Id, d.Moderator); err != nil {
			return err
		}
		if err := checkProposalAnswered(tx, s); err != nil {
			return err
		}
		if err := giveNotice(tx, s, d); err != nil {
			return err
		}
		state, err = letThrough(tx, s, d.Moderator)
		return err
	})
	return state, err
}

// RejectStory refuses a story, with a reason code and words for its author. The
// words of the story stay as they are.
func RejectStory(app core.App, d Decision) error {
	d.Note = story.Clean(d.Note)
	if err := story.CheckStoryRefusal(d.Reason, d.Note); err != nil {
		return err
	}
	return inTx(app, "rejecting a story", func(tx core.App) error {
		s, err := openForModeration(tx, d)
		if err != nil {
			return err
		}
		if asked, err := awaitsSenior(tx, s.Id); err != nil {
			return err
		} else if asked { // what a service asked for is a senior's to decide
			if _, err := seniorModerator(tx, d.Moderator); err != nil {
				return err
			}
		}
		if err := CheckSeniorSaw(tx, s.Id, d.Moderator); err != nil {
			return err
		}
		at := now(tx)
		if _, err := records.MarkMessagesDone(tx, s.Id, at); err != nil {
			return err
		}
		if err := dealWithQuestions(tx, s.Id, d.Moderator); err != nil {
			return err
		}
		s.SetState(story.Rejected)
		s.SetReason(d.Reason, d.Note)
		s.SetHeldFor("")
		s.SetEnded(at)
		if err := act(tx, s, d.Moderator, "rejected", nil, d.Reason); err != nil {
			return err
		}
		if err := endReviews(tx, s.Id); err != nil {
			return err
		}
		if err := records.DropProposals(tx, s.Id); err != nil {
			return err
		}
		return oweAuthor(tx, mail.StoryRejected, s.Id, "", at)
	})
}

// AskAuthor holds a story and asks its author something, after saving the
// moderator's last edits. Neither sees the other's address.
func AskAuthor(app core.App, d Decision) error {
	d.Note = story.Clean(d.Note)
	if err := checkFromModerator(app, d.Note); err != nil {
		return err
	}
	return inTx(app, "asking an author", func(tx core.App) error {
		s, err := openForModeration(tx, d)
		if err != nil {
			return err
		}
		if _, err := applyEdits(tx, s, d); err != nil {
			return err
		}
		at := now(tx)
		s.SetState(story.Held)
		s.SetHeldFor("author")
		m, err := records.NewMessage(tx, s.Id, d.Moderator, d.Note, at)
		if err != nil {
			return err
		}
		if err := writeAct(tx, s, records.Act{By: d.Moderator, What: records.MessageAct(d.Moderator), About: m.Id}); err != nil {
			return err
		}
		if err := records.KeepMessage(tx, m); err != nil {
			return err
		}
		if _, err := records.MarkMessagesDone(tx, s.Id, at); err != nil {
			return err
		}
		return oweAuthor(tx, mail.Question, s.Id, m.Id, at)
	})
}

// openForModeration reads a story inside the transaction and refuses when a
// colleague acted since the moderator opened it, has it open now, or has decided already.
func openForModeration(tx core.App, d Decision) (*records.Story, error) {
	s, err := records.FindStory(tx, d.StoryID)
	if err != nil {
		return nil, err
	}
	if s.State() == story.Withdrawn {
		return nil, story.ErrWithdrawn
	}
	if s.Version() != d.Version {
		return nil, story.ErrChanged
	}
	if !s.State().MayBeModerated() {
		return nil, story.ErrStep
	}
	return s, mayActOn(tx, records.Item{Story: s.Id}, d.Moderator)
}

// applyEdits puts a moderator's words, services and tags on a story, keeps what
// the author sent the first time, and records which parts changed and why.
func applyEdits(tx core.App, s *records.Story, d Decision) (changed []string, err error) {
	was, err := records.FirstOf(tx, s)
	if err != nil {
		return nil, err
	}
	if d.Words != nil {
		if changed, err = editWords(s, *d.Words); err != nil {
			return nil, err
		}
	}
	around, err := otherTagsAndServices(tx, d)
	if err != nil {
		return nil, err
	}
	if changed = append(changed, around...); len(changed) == 0 {
		return nil, nil
	}
	reasons, err := story.CheckEditReasons(changed, d.Reasons)
	if err != nil {
		return nil, err
	}
	if slices.Contains(changed, "tags") {
		if err := checkRespelled(tx, d, reasons); err != nil {
			return nil, err
		}
	}
	if err := story.CheckPassages(passages(was.Words, s.Words()), reasons); err != nil {
		return nil, err
	}
	if err := keepFirst(tx, s.Id, was); err != nil {
		return nil, err
	}
	if slices.Contains(changed, "text") {
		if err := records.NoteLikeness(tx, s.Id, hints.SignatureOf(s.Text())); err != nil {
			return nil, err
		}
	}
	if err := weighAnew(tx, s, d); err != nil {
		return nil, err
	}
	if s.State() == story.Approved { // what the author was shown is no longer what would be published
		s.SetState(story.Submitted)
		s.SetApproved(time.Time{}, time.Time{})
	}
	if err := writeAct(tx, s, records.Act{By: d.Moderator, What: "edited", Changed: changed, Reasons: reasons, Reason: d.Reason}); err != nil {
		return nil, err
	}
	return changed, putTagsAndServices(tx, d, around)
}

// act raises the version, records who did what, and saves the story: the record
// first, because the promises read it when the story is saved.
func act(tx core.App, s *records.Story, by, what string, changed []string, reason string) error {
	return actWithNote(tx, s, by, what, changed, reason, "")
}

func actWithNote(tx core.App, s *records.Story, by, what string, changed []string, reason, note string) error {
	return writeAct(tx, s, records.Act{By: by, What: what, Changed: changed, Reason: reason, Note: note})
}

func writeAct(tx core.App, s *records.Story, a records.Act) error {
	a.Story, a.Version, a.At = s.Id, s.NextVersion(), now(tx)
	if err := records.WriteDown(tx, a); err != nil {
		return err
	}
	if err := tx.Save(s); err != nil {
		return fmt.Errorf("saving a story: %w", err)
	}
	return nil
}

// giveNotice lets a senior moderator give every service in a story notice of it
// before it is published. Once given, it stays given.
func giveNotice(tx core.App, s *records.Story, d Decision) error {
	if !d.Notice || s.Notice() {
		return nil
	}
	if _, err := seniorModerator(tx, d.Moderator); err != nil {
		return err
	}
	s.SetNotice(true)
	return nil
}

// publish makes a story public and owes the letters that follow from it.
func publish(tx core.App, s *records.Story, moderator string) error {
	at := now(tx)
	if err := dateOriginal(tx, s.Id, story.FindClock("originals").Ends(at)); err != nil {
		return err
	}
	if err := mayBePublished(tx, s.Id); err != nil {
		return err
	}
	// The directory may have changed since the story was sent: whoever took over
	// meanwhile is told as well.
	if _, err := routeStory(tx, s.Id, routeAnew); err != nil {
		return err
	}
	no, err := records.NextPublicationNo(tx)
	if err != nil {
		return fmt.Errorf("numbering a publication: %w", err)
	}
	s.SetPublished(at, no, moderator)
	s.SetHeldFor("")
	members, err := records.MembersByService(tx, s.Id) // those of the author's area would show by it where that is
	if err != nil {
		return err
	}
	if members, err = notKept(tx, s.Id, members); err != nil {
		return err
	}
	if len(members) > 0 {
		s.SetProgress(story.Heard)
	}
	if err := act(tx, s, moderator, "published", nil, ""); err != nil {
		return err
	}
	if err := records.DropProposals(tx, s.Id); err != nil {
		return err
	}
	if err := oweAuthor(tx, mail.StoryPublished, s.Id, "", at); err != nil {
		return err
	}
	_, err = oweMembers(tx, mail.StoryAlert, s.Id, "", at)
	return err
}

func dateOriginal(tx core.App, storyID string, deleteAfter time.Time) error {
	o, err := records.FindOriginal(tx, storyID)
	if errors.Is(err, records.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	o.SetDeleteAfter(deleteAfter)
	if err := tx.Save(o); err != nil {
		return fmt.Errorf("dating the original words: %w", err)
	}
	return nil
}
