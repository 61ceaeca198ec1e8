package desk

import (
	"errors"
	"net/http"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// lookView is one service's look at a story, for moderators.
type lookView struct {
	ID        string   `json:"id"`
	Story     string   `json:"story"`
	Title     string   `json:"title"`
	Service   string   `json:"service"`
	State     string   `json:"state"` // waiting, asked, or how it ended
	Notice    bool     `json:"notice"`
	Reached   int      `json:"reached"` // how many letters went out
	Sent      string   `json:"sent"`
	Due       string   `json:"due"`
	Asked     string   `json:"asked"`
	Reason    string   `json:"reason"` // in words
	Words     string   `json:"words"`
	Names     []string `json:"names"` // what looks like names in them, while somebody has to decide
	DecideBy  string   `json:"decideBy"`
	Overdue   bool     `json:"overdue"`
	DecidedBy string   `json:"decidedBy"`
	Answer    string   `json:"answer"`
	Ended     string   `json:"ended"`
	MayDecide bool     `json:"mayDecide"` // the one who looks is a senior moderator and it is to be decided
}

// listSecondLooks lists what services have asked for and nobody has decided.
func listSecondLooks(d *desk) error {
	reviews, err := records.SecondLooks(d.App)
	if err != nil {
		return d.InternalServerError("", err)
	}
	views, err := d.lookViews(reviews)
	if err != nil {
		return d.InternalServerError("", err)
	}
	return d.JSON(http.StatusOK, map[string]any{"looks": views, "senior": d.moderator.Senior()})
}

// storyLooks lists the looks of services at one story, and whether the one who asks
// may give notice of it.
func storyLooks(d *desk) error {
	id := d.Request.PathValue("id")
	s, err := d.storyHere(id)
	if err != nil {
		return d.fail(err, id, nil)
	}
	reviews, err := records.ReviewsOfStory(d.App, id)
	if err != nil {
		return d.InternalServerError("", err)
	}
	views, err := d.lookViews(reviews)
	if err != nil {
		return d.InternalServerError("", err)
	}
	will, err := d.willLook(id)
	if err != nil {
		return d.InternalServerError("", err)
	}
	return d.JSON(http.StatusOK, map[string]any{"looks": views, "willLook": will, "notice": s.Notice(),
		"waitsFor": string(s.WaitsFor()), "until": moment(d.App, s.GoesOnAt()), "mayGiveNotice": d.moderator.Senior() && s.State().MayBeModerated() && !s.Notice()})
}

// willLook names the services in a story that look before publication by themselves, but
// for one that may be the danger.
func (d *desk) willLook(storyID string) ([]string, error) {
	services, err := records.ServicesOfStory(d.App, storyID)
	if err != nil {
		return nil, err
	}
	names := []string{}
	for _, v := range services {
		kept, err := flow.IsKeptFromService(d.App, storyID, v.Id)
		if err != nil {
			return nil, err
		}
		if v.HasReview() && !kept {
			names = append(names, v.Name())
		}
	}
	return names, nil
}

func (d *desk) lookViews(reviews []*records.ServiceReview) ([]lookView, error) {
	names, err := peopleOf(d.App)
	if err != nil {
		return nil, err
	}
	views := make([]lookView, 0, len(reviews))
	for _, r := range reviews {
		f := r.Facts()
		v, s, err := d.askedAbout(f.Service, f.Story)
		if err != nil {
			return nil, err
		}
		view := lookView{ID: r.Id, Story: f.Story, Title: s.Title(), Service: v.Name(), State: string(f.Outcome), Notice: f.Notice, Reached: r.Reached(),
			Sent: moment(d.App, f.SentAt), Due: moment(d.App, f.DueAt), Asked: moment(d.App, f.AskedAt), Reason: reviewReason(f.Reason), Words: f.Words,
			DecideBy: moment(d.App, f.DecideBy), Overdue: f.AwaitsSenior() && d.now().After(f.DecideBy), Answer: f.Answer, Ended: moment(d.App, f.EndedAt),
			MayDecide: d.moderator.Senior() && f.AwaitsSenior() && s.State().MayBeModerated()}
		switch {
		case f.AwaitsSenior():
			view.State = "asked"
			if view.Names, err = d.namesIn(f.Words, f.Story); err != nil {
				return nil, err
			}
		case !f.IsOver():
			view.State = "waiting"
		}
		if f.DecidedBy != "" {
			view.DecidedBy = names.name(f.DecidedBy)
		}
		views = append(views, view)
	}
	return views, nil
}

// askedAbout finds the service that is asked, for a look or an answer, and the story.
func (d *desk) askedAbout(service, storyID string) (*records.Service, *records.Story, error) {
	v, err := records.FindService(d.App, service)
	if err != nil {
		return nil, nil, err
	}
	s, err := records.FindStory(d.App, storyID)
	return v, s, err
}

func reviewReason(code string) string { return labelOf(story.ReviewReasons(), code) }

// decideLook takes a senior moderator's decision on a second look.
func decideLook(d *desk) error {
	var sent struct {
		Outcome string   `json:"outcome"`
		Answer  string   `json:"answer"`
		Without []string `json:"without"`
	}
	if err := d.read(&sent); err != nil {
		return err
	}
	id := d.Request.PathValue("id")
	err := flow.DecideSecondLook(d.App, flow.SecondLookDecision{ReviewID: id, Moderator: d.moderator.Id,
		Outcome: story.ReviewOutcome(sent.Outcome), Answer: sent.Answer, Without: sent.Without})
	switch {
	case errors.Is(err, records.ErrNotFound):
		return d.refuse(http.StatusNotFound, "There is nothing here with that number.")
	case errors.Is(err, story.ErrReview):
		return d.refuse(http.StatusConflict, "This was decided meanwhile, or the story is not about to be published any more.")
	case err != nil:
		return d.fail(err, "", nil)
	}
	r, err := records.FindServiceReview(d.App, id)
	if err != nil {
		return d.fail(err, "", nil)
	}
	views, err := d.lookViews([]*records.ServiceReview{r})
	if err != nil {
		return d.InternalServerError("", err)
	}
	return d.JSON(http.StatusOK, map[string]any{"look": views[0]})
}
