package flow

import (
	"errors"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/totals"
)

// What is counted by month.
const (
	CountReceived    = "received"
	CountPublished   = "published"
	CountWait        = "wait" // by how long from sending to publication
	CountEdited      = "edited"
	CountRejected    = "rejected"
	CountRestricted  = "restricted"
	CountRemoved     = "removed"
	CountWithdrawn   = "withdrawn"
	CountErased      = "erased" // accounts
	CountDisclosures = "disclosures"
	CountLooks       = "looks"        // of services before publication, by how each ended
	CountLooksAgain  = "looks-again"  // what services asked for, by reason
	CountWhyShut     = "why-shut"     // what we closed for a while, by reason
	CountWhyRemoved  = "why-removed"  // what we took down, by reason
	CountOpened      = "opened"       // closed stories that are open again
	CountAppeals     = "appeals"      // decisions on appeals about stories, by outcome
	CountOwnAppeals  = "own-appeals"  // of organisations about their own responses and words, by outcome
	CountAppealsLate = "appeals-late" // those that were decided later than we said
	CountReports     = "reports"      // what readers said is wrong, by reason
)

// monthLayout is how a month is written in a count.
const monthLayout = "2006-01"

func raise(tx core.App, what, reason string) error {
	month := now(tx).In(deployment.Of(tx).Region.Zone()).Format(monthLayout)
	return records.Raise(tx, month, what, reason)
}

// CountStory counts a story that was sent, or the step that it took. It runs
// inside the write. Staying where it is counts as nothing, and so does a test.
func CountStory(tx core.App, before, after *core.Record) error {
	s := records.AsStory(after)
	if IsTestStory(tx, s.Title()) || before != nil && IsTestStory(tx, records.AsStory(before).Title()) {
		return nil
	}
	if before == nil {
		return raise(tx, CountReceived, "")
	}
	was := records.AsStory(before)
	if was.State() == s.State() {
		return nil
	}
	switch s.State() {
	case story.Published:
		if was.PublishedAt().IsZero() {
			return countPublication(tx, s)
		}
		return raise(tx, CountOpened, "") // it was shut for a while
	case story.Rejected:
		return raise(tx, CountRejected, s.Reason())
	case story.Restricted:
		return errors.Join(raise(tx, CountRestricted, ""), raise(tx, CountWhyShut, s.Reason()))
	case story.Removed:
		return errors.Join(raise(tx, CountRemoved, ""), raise(tx, CountWhyRemoved, s.Reason()))
	case story.Withdrawn:
		return raise(tx, CountWithdrawn, "")
	case story.Submitted, story.Held, story.Approved: // still being read
	}
	return nil
}

// countPublication counts a publication, how long the story waited for it, and
// each kind of edit that it had.
func countPublication(tx core.App, s *records.Story) error {
	if err := raise(tx, CountPublished, ""); err != nil {
		return err
	}
	if err := raise(tx, CountWait, totals.WaitName(s.PublishedAt().Sub(s.SubmittedAt()))); err != nil {
		return err
	}
	acts, err := records.ActsOnStory(tx, s.Id)
	if err != nil {
		return err
	}
	var edits []string
	for _, a := range acts {
		if a.What() != "edited" || a.Response() != "" {
			continue
		}
		edits = append(edits, whyEdited(a)...)
	}
	slices.Sort(edits)
	for _, why := range slices.Compact(edits) {
		if err := raise(tx, CountEdited, why); err != nil {
			return err
		}
	}
	return nil
}

// whyEdited lists the reasons of an edit: those of its words, and for services and
// tags, and for words from before reasons were given, what was changed.
func whyEdited(a *records.Moderation) []string {
	if a.Reason() != "" {
		return []string{a.Reason()}
	}
	var why []string
	of := map[string]bool{}
	for _, r := range a.Reasons() {
		of[r.Part] = true
		why = append(why, r.Code)
	}
	for _, part := range a.Changed() {
		if !of[part] {
			why = append(why, part)
		}
	}
	return why
}

// CountDisclosure counts a disclosure when it is shown. It runs inside the write.
func CountDisclosure(tx core.App, before, after *core.Record) error {
	if before == nil || !records.DisclosureShownAt(before).IsZero() || records.DisclosureShownAt(after).IsZero() {
		return nil
	}
	return raise(tx, CountDisclosures, "")
}

// CountLook counts what a service asked for, and how its look at a story ended. It
// runs inside the write.
func CountLook(tx core.App, before, after *core.Record) error {
	is, was := records.FactsOfReview(after), story.ServiceReview{}
	if before != nil {
		was = records.FactsOfReview(before)
	}
	if was.AskedAt.IsZero() && !is.AskedAt.IsZero() {
		if err := raise(tx, CountLooksAgain, is.Reason); err != nil {
			return err
		}
	}
	if !was.IsOver() && is.IsOver() {
		return raise(tx, CountLooks, string(is.Outcome))
	}
	return nil
}

// CountAppeal counts a decision on an appeal, which is an act of ours. It runs inside
// the write. One that was overtaken nobody has decided.
func CountAppeal(tx core.App, before, after *core.Record) error {
	is := records.FactsOfAppeal(after)
	if before == nil || is.Outcome() == "" || is.DecidedBy() == "" || records.FactsOfAppeal(before).Outcome() != "" {
		return nil
	}
	what := CountAppeals
	if is.Restriction() == "" {
		what = CountOwnAppeals
	}
	if is.IsLate(now(tx)) {
		if err := raise(tx, CountAppealsLate, ""); err != nil {
			return err
		}
	}
	return raise(tx, what, string(is.Outcome()))
}

// CountReport counts what a reader said is wrong with a story, by reason. It runs inside
// the write.
func CountReport(tx core.App, before, after *core.Record) error {
	if before != nil {
		return nil
	}
	return raise(tx, CountReports, records.FactsOfReport(after).Reason())
}

// CountErasure counts an account that is erased, by whatever door. It runs inside
// the write. The doctor's invented author is nobody.
func CountErasure(tx core.App, before, _ *core.Record) error {
	if before == nil {
		return nil // somebody was quicker
	}
	if isTestAuthor(tx, before) {
		return nil
	}
	return raise(tx, CountErased, "")
}
