package story

import (
	"errors"
	"slices"
	"strings"
	"time"
)

// reviewKinds are the kinds of service that look at a story before it is published
// where nothing else is said of a service: general practices, care homes, home care,
// and those that private and third-sector providers run as a rule. They are kinds of
// the directory, in small letters; a test holds the two together. Of kinds that the
// NHS and others run, official lists say which are private, and the import writes
// that down with the service.
var reviewKinds = []string{"gp practice", "care home", "home care", "supported living", "hospice", "private doctor"}

// ReviewKinds lists the kinds of service that have service review by themselves.
func ReviewKinds() []string { return slices.Clone(reviewKinds) }

// HasServiceReview reports whether a service looks at stories before publication:
// as it is set ("yes" or "no"), and where nothing is set, as its kind does.
func HasServiceReview(setting, kind string) bool {
	switch setting {
	case "yes":
		return true
	case "no":
		return false
	}
	return slices.Contains(reviewKinds, strings.ToLower(strings.TrimSpace(kind)))
}

// How long a service has, and how long a senior moderator has for a second look.
const (
	ReviewHours    = 72 // hours, weekends and holidays included
	NoticeDays     = 5  // working days, when a senior moderator gives notice of a very serious story
	SecondLookDays = 2  // working days
)

// ReviewOutcome is how a service review ended; empty while it has not.
type ReviewOutcome string

// The outcomes of a service review.
const (
	ReviewAhead     ReviewOutcome = "ahead"     // the service said: go ahead
	ReviewSilence   ReviewOutcome = "silence"   // its time ran out
	ReviewPublished ReviewOutcome = "published" // a senior moderator looked again and found nothing to change
	ReviewTakenUp   ReviewOutcome = "taken-up"  // a senior moderator looked again and gave it back to the moderators
	ReviewEnded     ReviewOutcome = "ended"     // the story is not published, or not about this service any more
)

// ServiceReview is what is known of one service's look at one story.
type ServiceReview struct {
	Story, Service  string
	Notice          bool
	SentAt, DueAt   time.Time
	AskedAt         time.Time // when it asked for a second look; zero: it did not
	Reason, Words   string
	DecideBy        time.Time
	Outcome         ReviewOutcome
	DecidedBy       string // the senior moderator
	Answer          string // in words for the service and the author
	EndedAt         time.Time
	DecidedBySenior bool // DecidedBy is an active senior moderator; only the guard knows
}

// MayAnswer reports whether the service may answer now.
func (r ServiceReview) MayAnswer(now time.Time) bool {
	return r.Outcome == "" && r.AskedAt.IsZero() && !r.SentAt.IsZero() && now.Before(r.DueAt)
}

// IsSilent reports whether its time has run out without a word.
func (r ServiceReview) IsSilent(now time.Time) bool {
	return r.Outcome == "" && r.AskedAt.IsZero() && !r.SentAt.IsZero() && !now.Before(r.DueAt)
}

// AwaitsSenior reports whether a senior moderator has to decide.
func (r ServiceReview) AwaitsSenior() bool { return r.Outcome == "" && !r.AskedAt.IsZero() }

// IsLate reports whether somebody should have decided by now and has not, or did so late.
func (r ServiceReview) IsLate(now time.Time) bool {
	if r.IsOver() {
		now = r.EndedAt
	}
	return !r.AskedAt.IsZero() && now.After(r.DecideBy)
}

// IsOver reports whether it has ended.
func (r ServiceReview) IsOver() bool { return r.Outcome != "" }

// ErrReview says that a service review may not take this step.
var ErrReview = errors.New("a service review can't take that step")

// reviewReasons are the only grounds on which a service may ask for a second look.
// That it does not like a story is none.
var reviewReasons = []Reason{
	{"wrong-service", "It is about another service",
		"The care in this story was not yours.", ""},
	{"identifies-someone", "It shows who someone is",
		"A person could be known from it and harmed: the author, another patient or resident, or a member of staff.", ""},
	{"legal-bar", "The law forbids it",
		"A court has forbidden it, or a case is going on that it would harm. That you may complain or sue is no bar.", ""},
}

// ReviewReasons lists why a service may ask for a second look.
func ReviewReasons() []Reason { return slices.Clone(reviewReasons) }

// MaxReviewCharacters is how much a service may write about its reason.
const MaxReviewCharacters = 2000

// CheckLookAgain looks at a service's request for a second look, after Clean.
func CheckLookAgain(reason, words string) error {
	var ps Problems
	if !hasReason(reviewReasons, reason) {
		ps = append(ps, Problem{"reason", "Choose why you ask us to look again."})
	}
	_ = ps.Add(checkNote("words", words, "Say which part you mean and why, so that we can find it.", MaxReviewCharacters)) // only ever a problem
	return ps.Err()
}

// CheckSecondLook looks at a senior moderator's decision about a second look.
func CheckSecondLook(outcome ReviewOutcome, answer string) error {
	var ps Problems
	if outcome != ReviewPublished && outcome != ReviewTakenUp {
		ps = append(ps, Problem{"outcome", "Choose what you decide."})
	}
	_ = ps.Add(checkNote("answer", answer, "Say why, in words for the service and the author.", MaxReviewCharacters))
	return ps.Err()
}

// ReviewClock is how long a service has from a moment on, as the region reckons.
type ReviewClock func(sentAt time.Time, notice bool) time.Time

// CheckReviewStep reports whether a service review may go from one set of facts to
// another at a time. before is nil when it comes into being. gone says that its
// story is not about to be published any more, or not about the service.
func CheckReviewStep(before *ServiceReview, after ServiceReview, ends ReviewClock, now time.Time, gone bool) error {
	if before == nil {
		if after.IsOver() || !after.AskedAt.IsZero() || !after.SentAt.IsZero() && !after.DueAt.Equal(ends(after.SentAt, after.Notice)) {
			return ErrReview
		}
		return nil
	}
	switch {
	case before.Story != after.Story || before.Service != after.Service, before.IsOver() && *before != after:
		return ErrReview
	case !before.SentAt.Equal(after.SentAt) || !before.DueAt.Equal(after.DueAt) || before.Notice != after.Notice:
		return checkReviewBegins(*before, after, ends)
	case before.AskedAt.IsZero() && !after.AskedAt.IsZero():
		if !before.MayAnswer(now) || after.IsOver() || !hasReason(reviewReasons, after.Reason) {
			return ErrReview
		}
		return nil
	case !before.saysAs(after) || before.Words != after.Words && !(before.AwaitsSenior() && after.IsOver()): // who decides may take names out
		return ErrReview
	case before.Outcome != after.Outcome:
		return checkReviewEnds(*before, after, now, gone)
	case before.DecidedBy != after.DecidedBy || before.Answer != after.Answer || !before.EndedAt.Equal(after.EndedAt):
		return ErrReview
	}
	return nil
}

// saysAs reports whether in two a service asked for the same, and the senior moderator who
// decides has the same time.
func (r ServiceReview) saysAs(o ServiceReview) bool {
	return r.AskedAt.Equal(o.AskedAt) && r.Reason == o.Reason && r.DecideBy.Equal(o.DecideBy)
}

// checkReviewBegins lets a look begin anew after the story was with the moderators
// again: never later than its time, and not once the service has spoken.
func checkReviewBegins(before, after ServiceReview, ends ReviewClock) error {
	again := !before.IsOver() && !after.IsOver() && before.AskedAt.IsZero() && after.AskedAt.IsZero() && after.SentAt.After(before.SentAt)
	if !again || !after.DueAt.Equal(ends(after.SentAt, after.Notice)) {
		return ErrReview
	}
	return nil
}

func checkReviewEnds(before, after ServiceReview, now time.Time, gone bool) error {
	ok := false
	switch after.Outcome {
	case ReviewAhead:
		ok = before.MayAnswer(now)
	case ReviewSilence:
		ok = before.IsSilent(now)
	case ReviewPublished, ReviewTakenUp:
		ok = before.AwaitsSenior() && after.DecidedBySenior
	case ReviewEnded:
		ok = gone
	}
	if !ok {
		return ErrReview
	}
	return nil
}
