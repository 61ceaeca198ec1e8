package flow

import (
	"fmt"
	"time"

	"candour/internal/deployment"
	"candour/internal/places"
	"candour/internal/records"
	"candour/internal/story"
)

// ofArea lists who answers for where the author lives, the nearest first. A
// postcode that is not known reaches nobody by area, and is no error; nor is an area
// so small that it would tell where somebody lives, nor one with a body that the
// directory does not have: nobody could count who lives there.
func (r *Router) ofArea(postcode string, on time.Time) ([]reason, error) {
	all, _, err := r.lookUp(postcode, on)
	return all, err
}

// lookUp is ofArea, and where a postcode reaches nobody by area, why.
func (r *Router) lookUp(postcode string, on time.Time) (all []reason, nobody string, err error) {
	if postcode == "" {
		return nil, "", nil
	}
	table := deployment.Of(r.app).Places
	if table == nil {
		return nil, noTable, nil
	}
	area, found, err := table.Find(r.ctx, postcode)
	if err != nil {
		return nil, "", err
	}
	if !found {
		return nil, r.notFound(postcode), nil
	}
	bodies := places.AnsweringAsOf(area, on, r.today)
	if few, err := r.tooFew(area, bodies); few || err != nil {
		return nil, tooSmall, err
	}
	for _, body := range bodies {
		o, err := r.body(body)
		if err != nil {
			return nil, "", err
		}
		if o == nil {
			if len(body.Successors) > 0 && !body.On(r.today) {
				continue // its heirs stand in this list
			}
			return nil, fmt.Sprintf(notHere, body.Name), nil
		}
		heirs, err := r.successors(nil, o, area)
		if err != nil {
			return nil, "", err
		}
		all = append(all, reason{to: o, words: body.Why, gone: r.closed(o) && r.anyOpen(heirs)})
		all = append(all, heirs...)
	}
	if len(all) == 0 {
		nobody = nobodyAnswers
	}
	return all, nobody, nil
}

func (r *Router) anyOpen(list []reason) bool {
	for _, why := range list {
		if !r.closed(why.to) {
			return true
		}
	}
	return false
}

// tooFew reports whether any of the bodies answers for so few postcodes that
// reaching it would tell where somebody lives. Nobody is reached then: the others
// would tell it by what they see and it does not. Of areas that are known by
// their prefixes alone the number of postcodes is not known; a prefix is a town, and
// places refuses longer ones.
func (r *Router) tooFew(area places.Area, bodies []places.Body) (bool, error) {
	for _, body := range bodies {
		n, err := remember(r.living, body.Code, func() (int, error) { return deployment.Of(r.app).Places.LivePostcodes(r.ctx, body.Code) })
		if err != nil || n < story.FewestPostcodes && area.Region == "" {
			return true, err
		}
	}
	return false, nil
}

// byArea picks of those who answer for where an author lives whom the story reaches
// by that. One that is no more cannot read, and must not keep its heirs waiting; if
// it has none it stays, to be counted: a wider body's list, less those of the other
// parts, would be the list of this one. For the same reason a wider body is left
// out where a nearer one is reached by what the story says, and so is not counted.
func (r *Router) byArea(area []reason, byService map[string]bool) map[string]bool {
	reached := map[string]bool{}
	for _, why := range area {
		if byService[why.to.Id] && !r.closed(why.to) {
			break
		}
		if !why.gone {
			reached[why.to.Id] = true
		}
	}
	return reached
}

// stillByArea are those that a public story has reached by area: each, or whoever
// took over from it. Among whom one was divided the others of the list may tell,
// never the postcode.
func (r *Router) stillByArea(before []records.Reach) (map[string]bool, error) {
	kin, listed := places.Area{}, []*records.Organisation{}
	for _, b := range before {
		if b.Why != "area" {
			continue
		}
		o, err := r.organisation(b.Organisation)
		if err != nil {
			return nil, err
		}
		s, err := r.standing(o, stand{on: r.today})
		if err != nil {
			return nil, err
		}
		if s.HasPart {
			kin.SubICB = s.Code
		}
		listed = append(listed, o)
	}
	reached := map[string]bool{}
	for _, o := range listed {
		heirs, err := r.successors(nil, o, kin)
		if err != nil {
			return nil, err
		}
		if !r.closed(o) || !r.anyOpen(heirs) {
			reached[o.Id] = true
		}
		for _, heir := range heirs {
			if !r.closed(heir.to) {
				reached[heir.to.Id] = true
			}
		}
	}
	return reached, nil
}
