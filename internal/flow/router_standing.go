package flow

import (
	"strings"
	"time"

	"candour/internal/deployment"
	"candour/internal/places"
	"candour/internal/records"
)

// A story belongs to whoever was responsible on the day it is about, and whoever
// took over since sees it as their heir.
//
// For the bodies that answer for areas the table of bodies says what each was a
// part of on a day, and among whom one that ended was divided (places.Standing).
// For every other organisation the directory knows one parent and one successor
// without days. There the days of the organisations themselves tell: where one
// opened after the day of the story, those it took over from and that were there on
// that day are named in its place; of several all, because nothing says which.
//
// The limit: what moved from one organisation to another while both went on stands
// as it stands now, for stories of before as well.

// stand is the day and the place a story's reach is asked for: where the service
// lies, or where the author lives; empty when nobody knows.
type stand struct {
	on   time.Time
	area places.Area
}

// above adds what an organisation was a part of, what took over from it, and the
// same for any of these.
func (r *Router) above(all []reason, o *records.Organisation, said map[string]bool, at stand) ([]reason, error) {
	standing, err := r.standing(o, at)
	if err != nil {
		return nil, err
	}
	next, err := r.wholes(o, standing, at)
	if err != nil {
		return nil, err
	}
	heirs, err := r.heirs(o, standing)
	if err != nil {
		return nil, err
	}
	if standing.HasPart { // which heir of its whole is meant, the part tells better than the place
		at.area.SubICB = standing.Code
	}
	then := at
	at.on = r.today // what an heir was a part of before it took over has nothing to do with the story
	for _, up := range []struct {
		list []reason
		at   stand
	}{{next, then}, {heirs, at}} {
		for _, why := range up.list {
			if said[why.to.Id] {
				continue
			}
			said[why.to.Id] = true
			if all, err = r.above(append(all, why), why.to, said, up.at); err != nil {
				return nil, err
			}
		}
	}
	return all, nil
}

// heirsAbove adds those that took over from an organisation which was no more on the
// day, and what these are a part of.
func (r *Router) heirsAbove(all []reason, o *records.Organisation, at stand) ([]reason, error) {
	heirs, err := r.successors(nil, o, at.area)
	if err != nil {
		return nil, err
	}
	said := map[string]bool{o.Id: true}
	for _, why := range heirs {
		said[why.to.Id] = true
	}
	all = append(all, heirs...)
	for _, why := range heirs {
		if all, err = r.above(all, why.to, said, at); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// successors adds those that took over from an organisation, one after another.
func (r *Router) successors(all []reason, o *records.Organisation, area places.Area) ([]reason, error) {
	said := map[string]bool{o.Id: true}
	var add func(o *records.Organisation) error
	add = func(o *records.Organisation) error {
		standing, err := r.standing(o, stand{r.today, area})
		if err != nil {
			return err
		}
		heirs, err := r.heirs(o, standing)
		if err != nil {
			return err
		}
		for _, why := range heirs {
			if said[why.to.Id] {
				continue
			}
			said[why.to.Id] = true
			all = append(all, why)
			if err := add(why.to); err != nil {
				return err
			}
		}
		return nil
	}
	return all, add(o)
}

// standing is what the table of bodies says of an organisation; nothing, when it
// is none of these.
func (r *Router) standing(o *records.Organisation, at stand) (places.Standing, error) {
	table := deployment.Of(r.app).Places
	if table == nil {
		return places.Standing{}, nil
	}
	key := strings.Join([]string{o.Id, at.on.Format(time.DateOnly), at.area.Council, at.area.ICB, at.area.SubICB}, "/")
	return remember(r.standings, key, func() (places.Standing, error) {
		codes, err := r.bodyCodes(o)
		if err != nil {
			return places.Standing{}, err
		}
		s, _, err := table.Standing(r.ctx, codes, at.area, at.on, r.today)
		return s, err
	})
}

// bodyCodes are the codes by which the table of bodies may know an organisation.
func (r *Router) bodyCodes(o *records.Organisation) ([]string, error) {
	all, err := r.codesOf(o)
	var codes []string
	for _, c := range all {
		switch scheme, code, _ := strings.Cut(c, ":"); scheme {
		case "ons", places.SchemeODS, places.SchemeFormer:
			codes = append(codes, code)
		}
	}
	return codes, err
}

// wholes are what an organisation was a part of on the day.
func (r *Router) wholes(o *records.Organisation, s places.Standing, at stand) ([]reason, error) {
	listed, err := r.listed(s.Wholes)
	if err != nil {
		return nil, err
	}
	if len(listed) == 0 && o.Parent() != "" {
		parent, err := r.organisation(o.Parent())
		if err != nil {
			return nil, err
		}
		if listed, err = r.inItsPlace(parent, at.on); err != nil {
			return nil, err
		}
		if len(listed) == 0 {
			listed = []*records.Organisation{parent}
		}
	}
	var all []reason
	for _, whole := range listed {
		words := o.Name() + " is a part of it."
		switch {
		case len(listed) > 1:
			words = o.Name() + " is or was a part of one of several, and this may be it."
		case r.closed(whole):
			words = o.Name() + " was a part of it."
		}
		all = append(all, reason{to: whole, words: words})
	}
	return all, nil
}

// heirs are those that took over from an organisation, once it is no more.
func (r *Router) heirs(o *records.Organisation, s places.Standing) ([]reason, error) {
	listed, err := r.listed(s.Heirs)
	if err != nil {
		return nil, err
	}
	if len(listed) == 0 && o.Successor() != "" && !o.ClosedOn().After(r.today) {
		next, err := r.organisation(o.Successor())
		if err != nil {
			return nil, err
		}
		listed = []*records.Organisation{next}
	}
	var all []reason
	for _, heir := range listed {
		words := "It took over from " + o.Name() + "."
		if len(listed) > 1 {
			words = "It may have taken over from " + o.Name() + ", which was divided."
		}
		all = append(all, reason{to: heir, words: words})
	}
	return all, nil
}

// listed are the organisations of bodies; those that are not in the directory are
// left out.
func (r *Router) listed(bodies []places.Body) ([]*records.Organisation, error) {
	var all []*records.Organisation
	for _, b := range bodies {
		o, err := r.body(b)
		if err != nil {
			return nil, err
		}
		if o != nil {
			all = append(all, o)
		}
	}
	return all, nil
}

// inItsPlace are those that were there on a day in the place of an organisation
// that opened later, by one step or several; none when it was there itself.
func (r *Router) inItsPlace(o *records.Organisation, on time.Time) ([]*records.Organisation, error) {
	var then []*records.Organisation
	seen := map[string]bool{o.Id: true}
	for next := []*records.Organisation{o}; len(next) > 0; next = next[1:] {
		if !next[0].OpenedOn().After(on) {
			continue
		}
		before, err := records.OrganisationsTakenOver(r.app, next[0].Id)
		if err != nil {
			return nil, err
		}
		for _, was := range before {
			if seen[was.Id] {
				continue
			}
			seen[was.Id] = true
			if ended := was.ClosedOn(); !was.OpenedOn().After(on) && (ended.IsZero() || on.Before(ended)) {
				then = append(then, was)
				continue
			}
			next = append(next, was)
		}
	}
	return then, nil
}
