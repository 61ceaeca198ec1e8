package flow

import (
	"context"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/places"
	"candour/internal/records"
)

// linkedTo adds the organisations that have to do with any of these services,
// with whoever runs them, with a kind of them or with the area they lie in.
func (r *Router) linkedTo(all []reason, spots []spot, at stand) ([]reason, error) {
	names, kinds := map[string]string{}, map[string]bool{}
	to := records.LinkedTo{}
	for _, s := range spots {
		names[s.Id] = s.Name()
		to.Services = append(to.Services, s.Id)
		if k := s.Kind(); k != "" && !kinds[k] {
			kinds[k] = true
			to.ServiceKinds = append(to.ServiceKinds, k)
		}
	}
	for _, why := range all {
		if _, ok := names[why.to.Id]; !ok {
			to.Targets = append(to.Targets, why.to.Id)
		}
		names[why.to.Id] = why.to.Name()
	}
	var err error
	if to.Areas, err = r.areasOf(spots, at.on); err != nil {
		return nil, err
	}
	links, err := records.LinksTo(r.app, to, at.on)
	if err != nil {
		return nil, err
	}
	for _, l := range links {
		if all, err = r.linked(all, l, at, saying(l, names)); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// verb says what an organisation has to do with something.
func verb(kind records.LinkKind) string {
	if kind == records.LinkPartners {
		return "It answers for the area of"
	}
	return "It " + string(kind)
}

// saying is a link in words.
func saying(l *records.Link, names map[string]string) string {
	switch {
	case l.Service() != "":
		return verb(l.Kind()) + " " + names[l.Service()] + "."
	case l.Target() != "":
		return verb(l.Kind()) + " what " + names[l.Target()] + " runs."
	case l.ServiceKind() != "":
		return verb(l.Kind()) + " services of the kind " + l.ServiceKind() + "."
	case l.Kind() == records.LinkPartners:
		return "It answers for the area the service lies in."
	}
	return verb(l.Kind()) + " services in the area this one lies in."
}

// linked adds the organisation a link leads from, unless it was no more on that
// day, what it is a part of, and those that took over from it.
func (r *Router) linked(all []reason, l *records.Link, at stand, words string) ([]reason, error) {
	o, err := r.organisation(l.Organisation())
	if err != nil {
		return nil, err
	}
	if !o.ClosedOn().IsZero() && !at.on.Before(o.ClosedOn()) {
		return r.heirsAbove(all, o, at)
	}
	return r.above(append(all, reason{to: o, words: words}), o, map[string]bool{o.Id: true}, at)
}

// areasOf gives the codes of the areas services lie in, and of the bodies that
// answer for these: by the postcode of each, else by its council.
func (r *Router) areasOf(spots []spot, on time.Time) ([]string, error) {
	seen := map[string]bool{}
	var codes []string
	add := func(code string) {
		if code != "" && !seen[code] {
			seen[code] = true
			codes = append(codes, code)
		}
	}
	asked := map[string]bool{}
	for _, s := range spots {
		key := s.Postcode() + "/" + s.Council()
		if asked[key] {
			continue
		}
		asked[key] = true
		area, err := r.areaOf(s)
		if err != nil {
			return nil, err
		}
		for _, code := range []string{area.Council, area.Board, area.SubICB, area.ICB, area.Region, area.Country} {
			add(code)
		}
		for _, b := range places.AnsweringAsOf(area, on, r.today) {
			add(b.Code)
			for _, i := range b.Identifiers {
				add(i.Value)
			}
		}
	}
	return codes, nil
}

// areaOf is where a service lies: by its postcode, else by its council.
func areaOf(app core.App, ctx context.Context, postcode, council string) (places.Area, error) {
	table := deployment.Of(app).Places
	if table != nil && postcode != "" {
		if found, ok, err := table.Find(ctx, postcode); ok || err != nil {
			return found, err
		}
	}
	return places.Area{Council: council}, nil
}

func (r *Router) areaOf(s spot) (places.Area, error) {
	return remember(r.areas, s.Postcode()+"/"+s.Council(), func() (places.Area, error) {
		return areaOf(r.app, r.ctx, s.Postcode(), s.Council())
	})
}

// areaOfSpots is the area of the nearest of these of which it is known.
func (r *Router) areaOfSpots(spots []spot) (places.Area, error) {
	for _, s := range spots {
		area, err := r.areaOf(s)
		if err != nil || area.Council != "" || area.ICB != "" || area.SubICB != "" {
			return area, err
		}
	}
	return places.Area{}, nil
}
