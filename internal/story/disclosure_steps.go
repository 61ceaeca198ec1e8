package story

import "time"

// Staff answers what is stored about moderators, at the moment of a step.
type Staff struct {
	Active, Senior func(id string) bool
	Name           func(id string) string
}

// named reports whether somebody stands in a record under the name they have.
func (s Staff) named(id, name string) bool { return name != "" && name == s.Name(id) }

// decides reports whether a moderator may decide what another asked for.
func (s Staff) decides(id, asker string) bool {
	return id != "" && id != asker && s.Active(id) && s.Senior(id)
}

// CheckDisclosureStart reports whether a disclosure may come into being like
// this: asked for just now by an active moderator, and nothing more.
func CheckDisclosureStart(is Disclosure, at time.Time, staff Staff) error {
	asked := Disclosure{Story: is.Story, Field: is.Field, RecipientKind: is.RecipientKind, Recipient: is.Recipient, Reason: is.Reason,
		Believed: is.Believed, Quiet: is.Quiet, AskedBy: is.AskedBy, AskedByName: is.AskedByName, AskedAt: is.AskedAt}
	if is != asked || is.CheckAsk() != nil || !IsStoryID(is.Story) || !justNow(is.AskedAt, at) || !staff.Active(is.AskedBy) ||
		!staff.named(is.AskedBy, is.AskedByName) {
		return ErrDisclosure
	}
	return nil
}

// CheckDisclosureStep reports whether a stored disclosure may become another.
// There are seven steps; each changes its own fields and no other. gone says that
// the author has been erased.
func CheckDisclosureStep(was, is Disclosure, at time.Time, staff Staff, gone bool) error {
	ok, want := false, was
	switch {
	case is == was:
		return nil
	case was.Story == "": // what is left after an erasure stays as it is
	case is.Story == "":
		return checkForgotten(was, is, gone)
	case was.AgreedBy == "" && is.AgreedBy != "":
		want.AgreedByName = is.AgreedByName
		want.AgreedBy, want.AgreedAt, want.ExpiresAt, want.QuietAgreed = is.AgreedBy, is.AgreedAt, is.AgreedAt.Add(DisclosureShowLasts), is.QuietAgreed
		ok = was.State(at) == DisclosureWaiting && justNow(is.AgreedAt, at) && !is.AgreedAt.Before(was.AskedAt) && staff.decides(is.AgreedBy, was.AskedBy) &&
			staff.named(is.AgreedBy, is.AgreedByName) &&
			(was.Quiet != "" || !is.QuietAgreed)
	case was.RefusedBy == "" && is.RefusedBy != "":
		want.RefusedByName = is.RefusedByName
		want.RefusedBy, want.RefusedAt, want.Refusal, want.QuietAgreed = is.RefusedBy, is.RefusedAt, is.Refusal, is.QuietAgreed
		ok = was.State(at) == DisclosureWaiting && justNow(is.RefusedAt, at) && is.Refusal != "" && staff.decides(is.RefusedBy, was.AskedBy) &&
			staff.named(is.RefusedBy, is.RefusedByName) &&
			(was.Quiet != "" || !is.QuietAgreed)
	case was.ShownAt.IsZero() && !is.ShownAt.IsZero():
		want.ShownAt = is.ShownAt
		ok = was.State(at) == DisclosureAgreed && justNow(is.ShownAt, at) && !is.ShownAt.Before(was.AgreedAt) && is.ShownAt.Before(was.ExpiresAt) &&
			staff.Active(was.AskedBy)
	case was.EmptyAt.IsZero() && !is.EmptyAt.IsZero():
		want.EmptyAt = is.EmptyAt
		ok = was.State(at) == DisclosureAgreed && justNow(is.EmptyAt, at) && !is.EmptyAt.Before(was.AgreedAt) && is.EmptyAt.Before(was.ExpiresAt) &&
			staff.Active(was.AskedBy)
	case is.ExpiresAt != was.ExpiresAt: // its time is ended early: nobody sees more by that
		want.ExpiresAt = is.ExpiresAt
		ok = was.State(at) == DisclosureAgreed && justNow(is.ExpiresAt, at) && is.ExpiresAt.Before(was.ExpiresAt)
	case was.ToldAt.IsZero() && !is.ToldAt.IsZero():
		want.ToldAt = is.ToldAt
		ok = was.MayBeTold(at) && justNow(is.ToldAt, at)
	case was.QuietAgreed && (is.ReviewedAt != was.ReviewedAt || !is.QuietAgreed):
		want.ReviewedByName = is.ReviewedByName
		want.ReviewedBy, want.ReviewedAt, want.ReviewWords, want.QuietAgreed = is.ReviewedBy, is.ReviewedAt, is.ReviewWords, is.QuietAgreed
		ok = justNow(is.ReviewedAt, at) && is.ReviewedBy != "" && staff.Active(is.ReviewedBy) && staff.Senior(is.ReviewedBy) && staff.named(is.ReviewedBy, is.ReviewedByName) &&
			(is.ReviewWords != "" || !is.QuietAgreed)
	}
	if !ok || is != want {
		return ErrDisclosure
	}
	return nil
}

// Forgotten is what stays of a disclosure when its author is erased: what kind of
// detail, for what kind of recipient, on which days, and who asked and decided.
// The story's number and every free word go. day cuts a time to its day.
func (d Disclosure) Forgotten(day func(time.Time) time.Time) Disclosure {
	d.Story, d.Recipient, d.Reason, d.Refusal, d.Quiet, d.ReviewWords = "", "", "", "", "", ""
	for _, at := range d.times() {
		if !at.IsZero() {
			*at = day(*at)
		}
	}
	return d
}

func (d *Disclosure) times() []*time.Time {
	return []*time.Time{&d.AskedAt, &d.AgreedAt, &d.ExpiresAt, &d.ShownAt, &d.RefusedAt, &d.ToldAt, &d.ReviewedAt, &d.EmptyAt}
}

// checkForgotten allows what Forgotten makes of a disclosure, with any cut of its
// times that moves none by more than a day.
func checkForgotten(was, is Disclosure, gone bool) error {
	left, before := is, was
	for i, at := range left.times() {
		then := *before.times()[i]
		if at.IsZero() != then.IsZero() || at.After(then) || then.Sub(*at) > 25*time.Hour {
			return ErrDisclosure
		}
		*at = then
	}
	if !gone || left != was.Forgotten(func(t time.Time) time.Time { return t }) {
		return ErrDisclosure
	}
	return nil
}

// justNow reports whether a step is dated when it happens.
func justNow(t, now time.Time) bool {
	return !t.IsZero() && !t.After(now.Add(disclosureClockSlack)) && !t.Before(now.Add(-disclosureClockSlack))
}
