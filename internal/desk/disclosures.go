package desk

import (
	"errors"
	"net/http"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// longestRecord is how many disclosures one look at the record shows.
const longestRecord = 500

// disclosureView is one request for a private detail: everything that is recorded,
// and never the detail.
type disclosureView struct {
	ID            string `json:"id"`
	Story         string `json:"story"` // "" when its author has been erased
	Field         string `json:"field"`
	RecipientKind string `json:"recipientKind"`
	Recipient     string `json:"recipient"`
	Reason        string `json:"reason"`
	State         string `json:"state"`
	AskedBy       string `json:"askedBy"`
	Asked         string `json:"asked"`
	Until         string `json:"until"` // when it is over, while it is not
	DecidedBy     string `json:"decidedBy"`
	Decided       string `json:"decided"`
	Refusal       string `json:"refusal"`
	Shown         string `json:"shown"`
	Empty         string `json:"empty"` // when the asker looked, and there was no such detail
	Told          string `json:"told"`
	Quiet         string `json:"quiet"`
	QuietAgreed   bool   `json:"quietAgreed"`
	ReviewedBy    string `json:"reviewedBy"`
	Reviewed      string `json:"reviewed"`
	ReviewWords   string `json:"reviewWords"`
	ReviewDue     string `json:"reviewDue"`
	Overdue       bool   `json:"overdue"`   // not telling should have been looked at again
	MayDecide     bool   `json:"mayDecide"` // the one who looks may agree or refuse
	MaySee        bool   `json:"maySee"`    // and may see the detail now
	MayReview     bool   `json:"mayReview"`
}

// listDisclosures lists the whole record, newest first: every moderator sees what
// the others asked for.
func listDisclosures(d *desk) error {
	found, err := records.Disclosures(d.App, longestRecord)
	if err != nil {
		return d.InternalServerError("", err)
	}
	names, err := peopleOf(d.App)
	if err != nil {
		return d.InternalServerError("", err)
	}
	views := make([]disclosureView, 0, len(found))
	for _, r := range found {
		views = append(views, d.disclosureView(names, r))
	}
	return d.JSON(http.StatusOK, map[string]any{"disclosures": views, "senior": d.moderator.Senior()})
}

func readDisclosure(d *desk) error { return d.disclosureAfter(d.Request.PathValue("id"), nil) }

func (d *desk) disclosureView(names people, r *records.Disclosure) disclosureView {
	f, now := r.Facts(), d.now()
	state, senior := f.State(now), d.moderator.Senior()
	v := disclosureView{ID: r.Id, Story: f.Story, Field: f.Field, RecipientKind: f.RecipientKind, Recipient: f.Recipient, Reason: f.Reason,
		State: string(state), AskedBy: names.then(f.AskedByName, f.AskedBy), Asked: moment(d.App, f.AskedAt), Refusal: f.Refusal, Shown: moment(d.App, f.ShownAt),
		Told: moment(d.App, f.ToldAt), Quiet: f.Quiet, QuietAgreed: f.QuietAgreed, Reviewed: moment(d.App, f.ReviewedAt), ReviewWords: f.ReviewWords,
		MayDecide: state == story.DisclosureWaiting && senior && f.AskedBy != d.moderator.Id,
		MaySee:    state == story.DisclosureAgreed && f.AskedBy == d.moderator.Id}
	if by, at := f.AgreedBy+f.RefusedBy, latest(f.AgreedAt, f.RefusedAt); by != "" {
		v.DecidedBy, v.Decided = names.then(f.AgreedByName+f.RefusedByName, by), moment(d.App, at)
	}
	if f.ReviewedBy != "" {
		v.ReviewedBy = names.then(f.ReviewedByName, f.ReviewedBy)
	}
	if !f.EmptyAt.IsZero() {
		v.State, v.Empty = "empty", moment(d.App, f.EmptyAt)
	}
	switch state {
	case story.DisclosureWaiting:
		v.Until = moment(d.App, f.AskedAt.Add(story.DisclosureAskLasts))
	case story.DisclosureAgreed:
		v.Until = moment(d.App, f.ExpiresAt)
	default:
		if f.QuietAgreed && f.Story != "" {
			v.ReviewDue, v.Overdue = day(d.App, f.ReviewDue()), now.After(f.ReviewDue())
			v.MayReview = senior
		}
	}
	return v
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// disclosureAfter answers with a disclosure as it is after something was done.
func (d *desk) disclosureAfter(id string, err error) error {
	if err != nil {
		return d.failDisclosure(err)
	}
	r, err := records.FindDisclosure(d.App, id)
	if err != nil {
		return d.failDisclosure(err)
	}
	names, err := peopleOf(d.App)
	if err != nil {
		return d.InternalServerError("", err)
	}
	return d.JSON(http.StatusOK, map[string]any{"disclosure": d.disclosureView(names, r)})
}

func (d *desk) failDisclosure(err error) error {
	switch {
	case errors.Is(err, records.ErrNotFound):
		return d.refuse(http.StatusNotFound, "There is nothing here with that number.")
	case errors.Is(err, flow.ErrSenior):
		return d.refuse(http.StatusForbidden, "Only a senior moderator decides about this.")
	case errors.Is(err, flow.ErrOwnRequest):
		return d.refuse(http.StatusForbidden, "You asked for this yourself. Another senior moderator has to decide.")
	case errors.Is(err, flow.ErrDecided), errors.Is(err, story.ErrDisclosure):
		return d.refuse(http.StatusConflict, "This was decided or shown meanwhile, or its time is over. Ask anew if it is still needed.")
	case errors.Is(err, flow.ErrNothingToShow):
		return d.refuse(http.StatusConflict, "There is no such detail: the author never gave it, has taken it off, or its time is over. That you looked is recorded, and this request is over.")
	}
	return d.fail(err, "", nil)
}
