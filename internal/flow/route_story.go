package flow

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/story"
)

// Reached is one organisation that a story would reach, and why: every reason,
// each a sentence.
type Reached struct {
	Code string `json:"code"`
	Name string `json:"name"`
	Kind string `json:"kind"`
	Why  string `json:"why"`
	// Codes are all its codes, each with its scheme: ons:E38000247, ods:16C.
	Codes []string `json:"codes"`
}

// Reached says whom a story about a service, by an author with a postcode, would
// reach when it happened on a day (zero: today). Code and postcode may be empty.
// It is what the directory says: whether an organisation that is reached by area
// alone can read yet also depends on how many authors it is reached by.
func (r *Router) Reached(serviceCode, postcode string, on time.Time) ([]Reached, error) {
	on = r.dayOr(on)
	var all []reason
	if serviceCode != "" {
		v, err := r.serviceByCode(serviceCode)
		if errors.Is(err, records.ErrNotFound) {
			return nil, fmt.Errorf("there is no service with the code %s", serviceCode)
		}
		if err != nil {
			return nil, err
		}
		if all, err = r.ofService(v, on); err != nil {
			return nil, err
		}
	}
	area, err := r.ofArea(postcode, on)
	if err != nil {
		return nil, err
	}
	return r.explained(append(all[:len(all):len(all)], area...))
}

// explained gives each organisation that takes part today once, in the order of
// the reasons, with all of them.
func (r *Router) explained(all []reason) ([]Reached, error) {
	list, at := []Reached{}, map[string]int{}
	for _, why := range all {
		o := why.to
		if !o.TakesPart(r.today) {
			continue
		}
		i, known := at[o.Id]
		if !known {
			i, at[o.Id] = len(list), len(list)
			codes, err := r.codesOf(o)
			if err != nil {
				return nil, err
			}
			list = append(list, Reached{Code: o.Code(), Name: o.Name(), Kind: o.Kind(), Codes: codes})
		}
		if !strings.Contains(list[i].Why, why.words) {
			list[i].Why = strings.TrimSpace(list[i].Why + " " + why.words)
		}
	}
	return list, nil
}

// codesOf are all codes of an organisation, the main one first.
func (r *Router) codesOf(o *records.Organisation) ([]string, error) {
	return remember(r.allCodes, o.Id, func() ([]string, error) {
		codes := []string{o.Scheme() + ":" + o.Code()}
		further, err := records.IdentifiersOfOrganisation(r.app, o.Id)
		for _, i := range further {
			codes = append(codes, i.Scheme()+":"+i.Value())
		}
		return codes, err
	})
}

// routing says what of a story's present reach may go.
type routing int

const (
	routeAnew    routing = iota // all of it: nobody was told yet, or the desk chose other services
	routeArea                   // what the postcode gave: the author changed that
	routeFurther                // nothing: whoever was told before goes on seeing the story
)

// routeStory finds the organisations a stored story reaches: those that run its
// services, all above them, whoever took over, those linked to any of these, and
// those that answer for the author's area. It reports whether that changed
// anything. A story that is not to be read any more reaches nobody.
func routeStory(tx core.App, storyID string, how routing) (bool, error) {
	s, err := records.FindStory(tx, storyID)
	if err != nil {
		return false, err
	}
	if s.State().IsGone() || s.State() == story.Rejected {
		return records.SetReach(tx, storyID, nil)
	}
	return NewRouter(tx, context.Background()).store(s, how)
}

func (r *Router) store(s *records.Story, how routing) (bool, error) {
	on := story.StoryDay(s.HappenedMonth(), s.HappenedYear(), s.SubmittedAt())
	reached, err := r.ofStory(s.Id, on)
	if err != nil {
		return false, err
	}
	area, err := r.areaOfStory(s.Id, on, how)
	if err != nil {
		return false, err
	}
	before, err := records.ReachOfStory(r.app, s.Id)
	if err != nil {
		return false, err
	}
	byService := map[string]bool{}
	for _, why := range reached {
		byService[why.to.Id] = true
	}
	for _, b := range before {
		if how != routeAnew && b.Why == "service" {
			byService[b.Organisation] = true
		}
	}
	if how == routeFurther {
		byArea, err := r.stillByArea(before)
		if err != nil {
			return false, err
		}
		return records.SetReach(r.app, s.Id, reachOf(byService, byArea))
	}
	return records.SetReach(r.app, s.Id, reachOf(byService, r.byArea(area, byService)))
}

// areaOfStory gives who answers for where the author of a story lives. A public
// story is never asked again: a newer list of postcodes may know the home better,
// and that a story turns up late would say that it stands among the few new ones.
func (r *Router) areaOfStory(storyID string, on time.Time, how routing) ([]reason, error) {
	if how == routeFurther {
		return nil, nil
	}
	postcode, err := postcodeOf(r.app, storyID)
	if err != nil {
		return nil, err
	}
	return r.ofArea(postcode, on)
}

// reachOf is what is stored. An organisation that a story reaches by what it says
// is not also noted as one of the author's area: nobody needs to know. Only where
// others go on reading it by area is a note of before kept beside it, because that
// organisation's authors are counted for them (records.areaIsOpen).
func reachOf(byService, byArea map[string]bool) []records.Reach {
	var reach []records.Reach
	for id := range byService {
		reach = append(reach, records.Reach{Organisation: id, Why: "service"})
	}
	alone := false
	for id := range byArea {
		alone = alone || !byService[id]
	}
	for id := range byArea {
		if alone {
			reach = append(reach, records.Reach{Organisation: id, Why: "area"})
		}
	}
	return reach
}

func postcodeOf(tx core.App, storyID string) (string, error) {
	c, err := records.FindContact(tx, storyID)
	if errors.Is(err, records.ErrNotFound) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return c.Postcode(deployment.Of(tx).Sealer)
}
