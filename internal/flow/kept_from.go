package flow

import (
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// keptFrom is whom a story is kept from, because a service of it may be the danger:
// nobody there is shown it first, asked about it, or written to. What everyone may read,
// they may read too.
type keptFrom struct {
	all           bool // no service at all: nobody knows which it is
	services      map[string]bool
	organisations map[string]bool // those that run them, and all above
}

// keptFromOf reads whom a story is kept from. What is noted of a service counts for what
// became of it, and for all that the same organisation runs: its administrators read the
// letters. Where what was noted is not on the story any more, something was put in its
// place, and it counts for all that is.
func keptFromOf(tx core.App, storyID string) (keptFrom, error) {
	k := keptFrom{services: map[string]bool{}, organisations: map[string]bool{}}
	c, err := records.SafetyCaseOf(tx, storyID)
	if err != nil || len(c.Suspected) == 0 {
		return k, err
	}
	linked, err := records.ServicesOfStory(tx, storyID)
	if err != nil {
		return k, err
	}
	for _, id := range c.Suspected {
		became, err := withSuccessors(tx, id)
		if err != nil {
			return k, err
		}
		if !slices.ContainsFunc(linked, func(v *records.Service) bool {
			return slices.ContainsFunc(became, func(b *records.Service) bool { return b.Id == v.Id })
		}) {
			k.all, became = true, append(became, linked...)
		}
		for _, v := range became {
			k.services[v.Id] = true
			if err := k.addOrganisation(tx, v.Organisation()); err != nil {
				return k, err
			}
		}
	}
	return k, nil
}

// withSuccessors lists a service and all that it became; none where there is no such.
func withSuccessors(tx core.App, id string) (list []*records.Service, err error) {
	for id != "" && !slices.ContainsFunc(list, func(v *records.Service) bool { return v.Id == id }) {
		v, err := records.FindService(tx, id)
		if err != nil {
			return list, ignoreGone(err)
		}
		list, id = append(list, v), v.Successor()
	}
	return list, nil
}

// addOrganisation adds an organisation, all above it, and whoever took over from them.
func (k keptFrom) addOrganisation(tx core.App, id string) error {
	if id == "" || k.organisations[id] {
		return nil
	}
	k.organisations[id] = true
	o, err := records.FindOrganisation(tx, id)
	if err != nil {
		return ignoreGone(err)
	}
	for _, next := range []string{o.Parent(), o.Successor()} {
		if err := k.addOrganisation(tx, next); err != nil {
			return err
		}
	}
	return nil
}

// service reports whether a story is kept from a service.
func (k keptFrom) service(v *records.Service) bool {
	return k.all || k.services[v.Id] || k.organisations[v.Organisation()]
}

// member reports whether a story is kept from a member, whichever of their organisations
// they act for now.
func (k keptFrom) member(tx core.App, id string) (bool, error) {
	if len(k.organisations) == 0 {
		return false, nil
	}
	in, err := records.MembershipsOf(tx, id)
	return slices.ContainsFunc(in, func(m *records.Membership) bool { return k.organisations[m.Organisation()] }), err
}

// recipient is service or member, of whoever a letter goes to.
func (k keptFrom) recipient(tx core.App, collection, id string) (bool, error) {
	switch collection {
	case "members":
		return k.member(tx, id)
	case "services":
		v, err := records.FindService(tx, id)
		if err != nil {
			return false, ignoreGone(err)
		}
		return k.service(v), nil
	}
	return false, nil
}

// toServices are the letters about a story that go to a service and its members unasked.
// Who was told of a story hears all the same that it is gone, and who answered it, what
// became of the answer.
var toServices = []mail.Kind{mail.ServiceReview, mail.ServiceQuestion, mail.ServiceReminded, mail.ReviewDecided,
	mail.StoryAlert, mail.ReplyAlert, mail.StoryClosedTold, mail.StoryOpenedTold}

// IsKeptFrom reports whether a letter about a story goes to somebody that the story is
// kept from.
//
// Kept by: the danger is not told.
func IsKeptFrom(tx core.App, storyID, kind, collection, to string) (bool, error) {
	if storyID == "" || !slices.Contains(toServices, mail.Kind(kind)) {
		return false, nil
	}
	k, err := keptFromOf(tx, storyID)
	if err != nil {
		return false, err
	}
	return k.recipient(tx, collection, to)
}

// IsKeptFromService reports whether a story is kept from a service.
//
// Kept by: the danger is not told.
func IsKeptFromService(tx core.App, storyID, service string) (bool, error) {
	k, err := keptFromOf(tx, storyID)
	if err != nil {
		return false, err
	}
	return k.recipient(tx, "services", service)
}

// butKept leaves out of a list of members those that a story is kept from.
func butKept(tx core.App, storyID string, members []string) ([]string, error) {
	k, err := keptFromOf(tx, storyID)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(slices.Clone(members), func(id string) bool {
		kept, failed := k.member(tx, id)
		if failed != nil {
			err = failed
		}
		return kept
	}), err
}

// notKept is butKept for members as they are stored.
func notKept(tx core.App, storyID string, members []*records.Member) ([]*records.Member, error) {
	ids := make([]string, len(members))
	for i, m := range members {
		ids[i] = m.Id
	}
	left, err := butKept(tx, storyID, ids)
	return slices.DeleteFunc(members, func(m *records.Member) bool { return !slices.Contains(left, m.Id) }), err
}

// keepFrom ends what a service does already with a story that it may be the danger in: its
// look, and what it was asked.
func keepFrom(tx core.App, s *records.Story, by string) error {
	k, err := keptFromOf(tx, s.Id)
	if err != nil {
		return err
	}
	reviews, err := records.ReviewsOfStory(tx, s.Id)
	if err != nil {
		return err
	}
	for _, r := range reviews {
		kept, err := k.recipient(tx, "services", r.Service())
		if err == nil && kept && !r.Facts().IsOver() {
			err = endReview(tx, r, story.ReviewEnded, "", "")
		}
		if err != nil {
			return err
		}
	}
	if s.State() == story.Approved { // it waits for that service no more
		if _, err := goOn(tx, s); err != nil {
			return err
		}
	}
	open, err := records.OpenQuestionsOf(tx, s.Id)
	if err != nil {
		return err
	}
	for _, q := range open {
		kept, err := k.recipient(tx, "services", q.Service())
		if err == nil && kept {
			err = endQuestion(tx, s, q, story.QuestionTakenBack, by, "")
		}
		if err != nil {
			return err
		}
	}
	return nil
}
