package hooks

import (
	"errors"
	"fmt"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// What stands beside the record of a story and decides with it, for the promise that edits
// are recorded.

var (
	errScore    = errors.New("a score is given by an active moderator, once, and a second one by another")
	errProposal = errors.New("what an author proposes is theirs, and stays until it is decided on")
)

// decidedOnRecord refuses another state of a story, or another reason for it, without an act
// behind the version that it makes, and another score than the one that was given. A refusal is a moderator's.
// What its author takes back needs no act.
func decidedOnRecord(tx core.App, before, after *core.Record) error {
	if changed(before, after, "criticality") {
		if r, err := records.ReadingOf(tx, after.Id); err != nil || r.GetString("score") != after.GetString("criticality") {
			return errors.Join(errUnrecorded, ignoreNotFound(err))
		}
	}
	to := story.State(after.GetString("state"))
	decides := slices.ContainsFunc([]string{"state", "heldFor", "reason", "reasonWords", "version"}, func(f string) bool { return changed(before, after, f) })
	if !decides || to == story.Withdrawn && changed(before, after, "state") {
		return nil
	}
	act, err := records.FindAct(tx, after.Id, "", after.GetInt("version"))
	if err != nil || after.GetInt("version") <= before.GetInt("version") {
		return errors.Join(errUnrecorded, ignoreNotFound(err))
	}
	if to != story.Rejected || !changed(before, after, "state") || refusedAgain(tx, after.Id) {
		return nil
	}
	m, err := records.FindModerator(tx, act.By())
	if err != nil || !m.Active() || act.What() != "rejected" {
		return errors.Join(errUnrecorded, ignoreNotFound(err))
	}
	return nil
}

// becameService lets a story be told of another service only where its own became that.
func becameService(tx core.App, before, after *core.Record) error {
	became, err := leadsTo(tx, "services", before.GetString("service"), after.GetString("service"))
	if err == nil && (!became || changed(before, after, "story")) {
		err = errUnrecorded
	}
	return err
}

// serviceMayGo lets a service go from a story for a recorded reason, or because the story
// is told of what the service became as well.
func serviceMayGo(tx core.App, row *core.Record) (bool, error) {
	services, err := records.StoryServiceIDs(tx, row.GetString("story"))
	if err != nil {
		return false, err
	}
	from := row.GetString("service")
	twin := slices.ContainsFunc(services, func(to string) bool {
		became, err := leadsTo(tx, "services", from, to)
		return to != from && became && err == nil
	})
	if twin {
		return true, nil
	}
	return rowMayGo("services")(tx, row)
}

// rowMayGo lets a tag or a service go from a story for a recorded reason alone: also from
// one that nobody has acted on, which is as its author sent it.
func rowMayGo(part string) func(tx core.App, row *core.Record) (bool, error) {
	return func(tx core.App, row *core.Record) (bool, error) {
		s, err := records.FindStory(tx, row.GetString("story"))
		if err != nil {
			return false, err
		}
		return true, hasReason(tx, s.Id, s.Version(), part)
	}
}

// tagMayGo lets a tag go for a recorded reason, and for its spelling only where the same tag,
// spelled otherwise, is there already.
func tagMayGo(tx core.App, row *core.Record) (bool, error) {
	if may, err := rowMayGo("tags")(tx, row); !may || err != nil {
		return may, err
	}
	return true, respelled(tx, row, false)
}

// respelled refuses a tag that comes or goes for its spelling alone, unless the story has
// another one under the same question that is the same, misspelled.
func respelled(tx core.App, row *core.Record, comes bool) error {
	s, err := records.FindStory(tx, row.GetString("story"))
	if err != nil {
		return ignoreNotFound(err)
	}
	act, err := records.FindAct(tx, s.Id, "", s.Version())
	if err != nil || s.State() == story.Withdrawn || !slices.Contains(act.Changed(), "tags") || story.IsMoreThanSpelling([]string{"tags"}, act.Reasons()) {
		return ignoreNotFound(err)
	}
	tag, err := tx.FindRecordById("tags", row.GetString("tag"))
	if err != nil {
		return fmt.Errorf("finding a tag: %w", err)
	}
	tags, err := records.TagsOfStory(tx, s.Id)
	if err != nil {
		return err
	}
	for _, t := range tags {
		was, is := t.Slug, tag.GetString("slug")
		if !comes {
			was, is = is, was
		}
		if t.Kind == row.GetString("kind") && story.IsRespelled(was, is, flow.WordsKnown(tx, s.Id)) {
			return nil
		}
	}
	return errUnrecorded
}

// checkScore keeps a score as it was given. A moderator's own reading of a story is
// theirs to change; an opinion that was asked for and one of a blind sample are not.
func checkScore(tx core.App, before, after *core.Record) error {
	is, again := records.AsScore(after), false
	_, given := is.Value()
	if before != nil {
		was := records.AsScore(before)
		_, had := was.Value()
		again = had && was.Moderator() == is.Moderator()
		fixed := []string{"story", "kind", "askedBy", "askedAt", "month"}
		if is.Kind() != records.ScoreReading && had {
			fixed = append(fixed, "moderator", "score", "note", "at")
		}
		for _, f := range fixed {
			if changed(before, after, f) {
				return errScore
			}
		}
		if had && !given {
			return errScore
		}
	}
	if !given {
		return nil
	}
	m, err := records.FindModerator(tx, is.Moderator())
	if err != nil || !m.Active() && !again {
		return errors.Join(errScore, err)
	}
	if is.Kind() == records.ScoreReading {
		return nil
	}
	return isAnothers(tx, is)
}

// isAnothers refuses an opinion of whoever asked for it, or scored the story first.
func isAnothers(tx core.App, s *records.Score) error {
	first, err := records.ReadingOf(tx, s.Story())
	if ignoreNotFound(err) != nil {
		return err
	}
	if s.AskedBy() == s.Moderator() || err == nil && first.Moderator() == s.Moderator() {
		return errors.Join(errScore, story.ErrOwnScore)
	}
	return nil
}

// checkProposal keeps an author's other words to what they sent: their act stands behind
// them. Words that an author proposed are published without asking again, so nobody else
// writes them.
func checkProposal(tx core.App, before, after *core.Record) error {
	if before != nil {
		return errProposal
	}
	proposed, err := wasProposed(tx, after.GetString("story"), after.GetInt("version")+1)
	if _, other := records.FindProposal(tx, after.GetString("story")); err == nil && (!proposed || other == nil) {
		err = errProposal
	}
	return err
}

// proposalMayGo lets an author's other words go when the story is decided on, or when they
// have proposed others.
func proposalMayGo(tx core.App, p *core.Record) (bool, error) {
	s, err := records.FindStory(tx, p.GetString("story"))
	if err != nil || !s.State().MayBeModerated() {
		return err == nil, err
	}
	if p.GetInt("version")+1 == s.Version() { // the newest
		return false, nil
	}
	return wasProposed(tx, s.Id, s.Version())
}

func wasProposed(tx core.App, storyID string, version int) (bool, error) {
	act, err := records.FindAct(tx, storyID, "", version)
	if err != nil {
		return false, ignoreNotFound(err)
	}
	return act.What() == flow.Proposed && act.By() == "", nil
}
