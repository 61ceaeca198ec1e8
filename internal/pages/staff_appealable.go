package pages

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// mostAppealable is how much of each kind the list shows.
const mostAppealable = 50

// appealables lists what an organisation may appeal against, or has: the stories, its
// responses, its own words; the newest of each first.
func appealables(app core.App, m *records.Member) ([]appealable, error) {
	var all []appealable
	add := func(find findAppealable, id string) error {
		a, err := find(app, m, id)
		if errors.Is(err, records.ErrNotFound) { // out of reach since
			return nil
		}
		all = append(all, a)
		return err
	}
	closed, err := records.ClosuresReaching(app, m.Organisation(), mostAppealable)
	for _, r := range closed {
		err = errors.Join(err, add(appealableStory, r.Story()))
	}
	if err != nil {
		return nil, err
	}
	refused, err := records.RefusedResponses(app, m.Organisation(), mostAppealable)
	for _, r := range refused {
		err = errors.Join(err, add(appealableResponse, r.Id))
	}
	if err != nil {
		return nil, err
	}
	taken, err := records.TakenOffPages(app, m.Organisation(), mostAppealable)
	for _, v := range taken {
		err = errors.Join(err, add(appealableWords, v.Id))
	}
	return all, err
}

// appealableStory is a story about a service of the organisation that is closed or was
// taken down. Of one that was taken down nobody reads a word.
func appealableStory(app core.App, m *records.Member, id string) (a appealable, err error) {
	in, err := records.ReachesByService(app, id, m.Organisation())
	if err != nil {
		return a, err
	}
	s, err := records.FindStory(app, id)
	if err != nil {
		return a, err
	}
	if !in || s.State() == story.Withdrawn {
		return a, records.ErrNotFound
	}
	all, err := records.RestrictionsOf(app, id)
	if err != nil {
		return a, err
	}
	if len(all) == 0 {
		return a, records.ErrNotFound
	}
	r := all[len(all)-1]
	a = appealable{what: "The story “" + s.Title() + "” was closed for now", when: clock(r.DecidedAt(), deployment.Of(app).Region.Zone()), label: reasonLabel(r.Reason()), why: r.Words(),
		path: appealStoryPath + id, readers: "The author reads it too, once it is decided.", ask: flow.AppealAsService}
	if r.Removed() {
		a.what, a.why = "A story about one of your services was taken down", ""
	}
	made, err := records.AppealsAgainst(app, r.Id)
	for _, one := range made {
		switch {
		case one.ByAuthor():
		case one.Organisation() == m.Organisation():
			a.made = one
		default: // another organisation has asked for all of them
			return a, records.ErrNotFound
		}
	}
	if err == nil && a.made == nil && !r.LiftedAt().IsZero() {
		return a, records.ErrNotFound
	}
	return a, err
}

func appealableResponse(app core.App, m *records.Member, id string) (a appealable, err error) {
	r, err := flow.RefusedResponse(app, m.Id, id)
	if err != nil {
		return a, err
	}
	s, err := records.FindStory(app, r.Story())
	if err != nil {
		return a, err
	}
	act, err := records.FindAct(app, s.Id, r.Id, r.Version())
	if err != nil {
		return a, err
	}
	a = appealable{what: "The response to “" + s.Title() + "” was not published", when: clock(act.At(), deployment.Of(app).Region.Zone()), why: r.ReasonWords(), said: r.Text(),
		path: appealResponsePath + id, again: "/staff/stories/" + s.Id + "#respond", readers: "The moderators read it.", ask: flow.AppealForResponse}
	a.made, err = appealAbout(app, "response", id)
	return a, err
}

func appealableWords(app core.App, m *records.Member, id string) (a appealable, err error) {
	v, err := flow.TakenOffWords(app, m.Id, id)
	if err != nil {
		return a, err
	}
	a = appealable{what: "Your words about your organisation were taken off its page", when: clock(v.TakenAt(), deployment.Of(app).Region.Zone()), why: v.Reason(), said: v.Words(),
		path: appealWordsPath + id, again: "/staff/organisation", readers: "The moderators read it.", ask: flow.AppealForOwnWords}
	if v.Service() != "" {
		s, err := records.FindService(app, v.Service())
		if err != nil {
			return a, err
		}
		a.what, a.again = "Your words about "+s.Name()+" were taken off its page", "/staff/services/"+s.Id
	}
	a.made, err = appealAbout(app, "ownWords", id)
	return a, err
}

func appealAbout(app core.App, field, id string) (*records.Appeal, error) {
	a, err := records.AppealAbout(app, field, id)
	if errors.Is(err, records.ErrNotFound) {
		return nil, nil //nolint:nilnil // they have not asked
	}
	return a, err
}
