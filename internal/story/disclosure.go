package story

import (
	"errors"
	"slices"
	"time"
	"unicode/utf8"
)

// A disclosure is the one exception to "nobody sees your private details": on
// belief of an immediate risk of serious harm or loss of life, one field of one
// story is shown once to one moderator, after a second, senior one agreed.

// How long things last in a disclosure.
const (
	DisclosureAskLasts   = 24 * time.Hour      // a request that nobody decided is over
	DisclosureShowLasts  = 30 * time.Minute    // from the agreement, to be shown
	DisclosureTellAfter  = 24 * time.Hour      // from its end, until the author is told
	DisclosureSilence    = 30 * 24 * time.Hour // not telling is looked at again
	leastReason          = 30
	mostReason           = 2000
	mostRecipient        = 200
	disclosureClockSlack = time.Minute // a step is written down when it happens
)

// DisclosureFields are what may be asked for, and RecipientKinds for whom.
var (
	DisclosureFields = []string{"email", "postcode", "ip"}
	RecipientKinds   = []string{"service", "police"}
)

// ErrDisclosure says that a disclosure may not be written as it was.
var ErrDisclosure = errors.New("a private detail is shown only when two people decided it, once, and in time")

// Disclosure is the record of one: all there is, and never the value.
type Disclosure struct {
	Story, Field                                             string
	RecipientKind, Recipient                                 string
	Reason                                                   string
	Believed                                                 bool // that there is an immediate risk of serious harm or loss of life
	Quiet                                                    string
	QuietAgreed                                              bool // the senior moderator agreed that telling the author would add risk
	AskedBy, AgreedBy                                        string
	RefusedBy, Refusal                                       string
	ReviewedBy, ReviewWords                                  string
	AskedByName, AgreedByName, RefusedByName, ReviewedByName string // as they were called when they did it

	AskedAt, AgreedAt  time.Time
	ExpiresAt, ShownAt time.Time
	RefusedAt, ToldAt  time.Time
	ReviewedAt         time.Time
	EmptyAt            time.Time // when the asker looked and there was no such detail: nothing was shown
}

// DisclosureState says where a disclosure is.
type DisclosureState string

// The states of a disclosure.
const (
	DisclosureWaiting DisclosureState = "waiting" // for a senior moderator
	DisclosureAgreed  DisclosureState = "agreed"  // may be shown, once, for half an hour
	DisclosureShown   DisclosureState = "shown"
	DisclosureRefused DisclosureState = "refused"
	DisclosureExpired DisclosureState = "expired" // agreed, and nothing was seen: not in time, or there was no such detail
	DisclosureLapsed  DisclosureState = "lapsed"  // nobody decided in time
)

// State is where a disclosure is at a time.
func (d Disclosure) State(at time.Time) DisclosureState {
	switch {
	case !d.ShownAt.IsZero():
		return DisclosureShown
	case !d.RefusedAt.IsZero():
		return DisclosureRefused
	case !d.EmptyAt.IsZero():
		return DisclosureExpired
	case !d.AgreedAt.IsZero() && d.Story != "" && at.Before(d.ExpiresAt):
		return DisclosureAgreed
	case !d.AgreedAt.IsZero():
		return DisclosureExpired
	case d.Story != "" && at.Before(d.AskedAt.Add(DisclosureAskLasts)):
		return DisclosureWaiting
	}
	return DisclosureLapsed
}

// EndedAt is when it was over, or the zero time while it is not.
func (d Disclosure) EndedAt(at time.Time) time.Time {
	switch d.State(at) {
	case DisclosureShown:
		return d.ShownAt
	case DisclosureRefused:
		return d.RefusedAt
	case DisclosureExpired:
		if !d.EmptyAt.IsZero() {
			return d.EmptyAt
		}
		return d.ExpiresAt
	case DisclosureLapsed:
		return d.AskedAt.Add(DisclosureAskLasts)
	case DisclosureWaiting, DisclosureAgreed: // not over
	}
	return time.Time{}
}

// MayBeTold reports whether the author is to be told of it now.
func (d Disclosure) MayBeTold(at time.Time) bool {
	end := d.EndedAt(at)
	return d.Story != "" && d.ToldAt.IsZero() && !d.QuietAgreed && !end.IsZero() && !at.Before(end.Add(DisclosureTellAfter))
}

// ReviewDue is when not telling the author is to be looked at again.
func (d Disclosure) ReviewDue() time.Time {
	last := d.ExpiresAt
	for _, at := range []time.Time{d.RefusedAt, d.ShownAt, d.EmptyAt, d.ReviewedAt} {
		if !at.IsZero() {
			last = at
		}
	}
	return last.Add(DisclosureSilence)
}

// CheckAsk looks at what a moderator asks for, after Cleaned.
func (d Disclosure) CheckAsk() error {
	var ps Problems
	if !slices.Contains(DisclosureFields, d.Field) {
		ps = append(ps, Problem{"field", "Choose what you need to see."})
	}
	if !slices.Contains(RecipientKinds, d.RecipientKind) {
		ps = append(ps, Problem{"recipientKind", "Choose who it is for."})
	}
	if n := utf8.RuneCountInString(d.Recipient); n < 2 || n > mostRecipient {
		ps = append(ps, Problem{"recipient", "Name the ward, service or police force, in 200 characters at most."})
	}
	if n := utf8.RuneCountInString(d.Reason); n < leastReason || n > mostReason {
		ps = append(ps, Problem{"reason", "Say what you believe will happen, and to whom, in 30 to 2,000 characters. Nothing you wrote is lost."})
	}
	if utf8.RuneCountInString(d.Quiet) > mostReason {
		ps = append(ps, Problem{"quiet", "Use 2,000 characters at most. Nothing you wrote is lost."})
	}
	if !d.Believed {
		ps = append(ps, Problem{"believed", "Tick the box if you believe this. If you don’t, nobody’s private details may be shown."})
	}
	return ps.Err()
}

// Cleaned is the request in its normal form.
func (d Disclosure) Cleaned() Disclosure {
	d.Recipient, d.Reason, d.Quiet = CleanLine(d.Recipient), Clean(d.Reason), Clean(d.Quiet)
	return d
}

// CheckDisclosureWords looks at why a request is refused, or why an author is
// still not told, after Clean.
func CheckDisclosureWords(words string) error {
	return checkNote("words", words, "Say why, for the record.", mostReason)
}
