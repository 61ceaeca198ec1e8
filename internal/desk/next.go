package desk

import (
	"net/http"
	"slices"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// offerWords say why a story is offered.
var offerWords = map[story.OfferReason]string{
	story.OfferUrgent:  "It has urgent words, and those go first.",
	story.OfferLate:    "It has waited longer than we told its author.",
	story.OfferHarder:  "It may be a hard one. You have had fewer of those this week than your colleagues.",
	story.OfferLighter: "You have had more hard stories this week than your colleagues. This one should be lighter.",
	story.OfferRest:    "Your last one was hard. This one should not be.",
	story.OfferOldest:  "It has waited longest.",
}

// offer is what a moderator may do next.
type offer struct {
	Page string `json:"page"` // "" when nothing is free
	Why  string `json:"why"`
}

// offerNext says what the moderator may do next, whichever queue they may work in it waits
// in, and why that: by the one order of the desk (story.CompareTurns), without what a
// colleague has open or the moderator left for another day. The blind sample waits for
// nobody, and comes when nothing else does.
func offerNext(d *desk) error {
	paused, err := records.PausedSince(d.App, d.moderator.Id)
	if err != nil {
		return d.InternalServerError("", err)
	}
	if !paused.IsZero() {
		return d.JSON(http.StatusOK, offer{})
	}
	first, of, err := d.firstOffered()
	if err == nil && first == nil {
		first, of, err = d.blindOffered()
	}
	switch {
	case err != nil:
		return d.InternalServerError("", err)
	case first == nil:
		return d.JSON(http.StatusOK, offer{})
	case first.why != "":
		return d.JSON(http.StatusOK, offer{first.opens(), first.why})
	}
	return d.JSON(http.StatusOK, offer{first.opens(), of + ": " + d.whyNow(first.turn)})
}

// firstOffered is the first thing that the moderator may be offered, and the name of its
// queue; nil for none.
func (d *desk) firstOffered() (first *queueRow, of string, err error) {
	w := records.Waiting{Whose: records.WhoseTurn, Moderator: d.moderator.Id, At: d.now()}
	for _, q := range queues {
		if q.offered == toNobody || q.offered == toSeniors && !d.moderator.Senior() {
			continue
		}
		var rows []queueRow
		if q.offers != nil {
			rows, err = q.offers(d)
		} else {
			rows, err = q.rows(d, w, 0, story.ShareWindow)
		}
		if err != nil {
			return nil, "", err
		}
		for _, r := range rows {
			if !r.known && (first == nil || story.CompareTurns(r.turn, first.turn, d.now()) < 0) {
				first, of = &r, q.Label
			}
		}
	}
	return first, of, nil
}

// opens is the page on which a row is dealt with.
func (r queueRow) opens() string {
	if r.Page != "" {
		return r.Page
	}
	return r.Key
}

func (d *desk) whyNow(t story.Turn) string {
	switch {
	case t.Danger:
		return "somebody may be in danger, and that goes first."
	case t.Late(d.now()):
		return "this has waited longer than we said."
	}
	return "this has waited longest."
}

// storiesOffered is the story to read that is offered: the hard ones are evened between
// people.
func storiesOffered(d *desk) ([]queueRow, error) {
	o, err := flow.NextStory(d.App, d.moderator.Id)
	if err != nil || o.Story == "" {
		return nil, err
	}
	return []queueRow{{Key: records.Item{Story: o.Story}.Key(), turn: o.Turn, why: offerWords[o.Why]}}, nil
}

func (d *desk) blindOffered() (*queueRow, string, error) {
	blind, err := records.ScoresWanted(d.App, records.ScoreBlind, d.moderator.Id, 1)
	if err != nil || len(blind) == 0 {
		return nil, "", err
	}
	return &queueRow{Page: "opinions/" + blind[0].Id, why: "Nothing else waits for you. This is one of last month’s sample, to be read once more."}, "", nil
}

// opinionsOffered are the second opinions that colleagues ask for.
func opinionsOffered(d *desk) ([]queueRow, error) {
	wanted, err := records.ScoresWanted(d.App, records.ScoreSecond, d.moderator.Id, story.ShareWindow)
	rows := make([]queueRow, len(wanted))
	for i, o := range wanted {
		rows[i] = queueRow{Page: "opinions/" + o.Id, turn: story.Turn{Since: o.AskedAt(), Due: flow.PromisedBy(d.App, o.AskedAt())}}
	}
	return rows, err
}

// closedOffered are the closed stories that are to be looked at again.
func closedOffered(d *desk) ([]queueRow, error) {
	due, err := records.ClosuresDue(d.App, d.now())
	rows := make([]queueRow, len(due))
	for i, r := range due {
		rows[i] = queueRow{Page: "stories/" + r.Story() + "/close", turn: story.Turn{Since: r.ReviewOn(), Due: r.ReviewOn()}}
	}
	return rows, err
}

// disclosuresOffered are the private details that somebody else asks to see, because they
// believe that somebody is in danger.
func disclosuresOffered(d *desk) ([]queueRow, error) {
	asked, err := records.DisclosuresUndecidedSince(d.App, d.now().Add(-story.DisclosureAskLasts))
	asked = slices.DeleteFunc(asked, func(r *records.Disclosure) bool { return r.Facts().AskedBy == d.moderator.Id })
	rows := make([]queueRow, len(asked))
	for i, r := range asked {
		rows[i] = queueRow{Page: "disclosures/" + r.Id, turn: story.Turn{Danger: true, Since: r.Facts().AskedAt}}
	}
	return rows, err
}
