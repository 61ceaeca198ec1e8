package flow

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/places"
	"candour/internal/records"
)

// What one run looks at, and when what failed is tried again.
const (
	waitingAtOnce = 500
	tryAgain      = time.Hour
)

// RerouteUnrouted routes the stories of whatever in the directory says that they
// wait: what moved, closed, merged or got another link, and links to an area, a tag
// or a kind of service. It returns how many reach others than before. A second call
// at the same time does no harm.
func RerouteUnrouted(app core.App, ctx context.Context) (stories int, err error) {
	for _, waiting := range []func(core.App, context.Context) (int, error){rerouteServices, rerouteOrganisations, rerouteLinks} {
		n, err := waiting(app, ctx)
		stories += n
		if err != nil || ctx.Err() != nil {
			return stories, err
		}
	}
	return stories, nil
}

// rerouteServices does it for services, all of them together: their stories are
// mostly the same.
func rerouteServices(app core.App, ctx context.Context) (int, error) {
	services, err := records.UnroutedServices(app, now(app), waitingAtOnce)
	if err != nil {
		return 0, err
	}
	ids := make([]string, len(services))
	for i, v := range services {
		ids[i] = v.Id
	}
	done, err := RerouteStories(app, ctx, ids)
	if err != nil || ctx.Err() != nil {
		return done.Changed, err
	}
	for _, v := range services {
		failed := false
		if len(done.Failed) > 0 {
			around, err := records.StoriesAround(app, []string{v.Id})
			if err != nil {
				return done.Changed, err
			}
			failed = slices.ContainsFunc(around, func(id string) bool { return slices.Contains(done.Failed, id) })
		}
		if err := endWait(app, v, failed); err != nil {
			return done.Changed, err
		}
	}
	return done.Changed, nil
}

func rerouteOrganisations(app core.App, ctx context.Context) (stories int, err error) {
	organisations, err := records.UnroutedOrganisations(app, now(app), waitingAtOnce)
	if err != nil {
		return 0, err
	}
	for _, o := range organisations {
		n, err := rerouteWaiting(app, ctx, o, func() ([]string, error) { return records.StoriesReaching(app, o.Id) })
		stories += n
		if err != nil || ctx.Err() != nil {
			return stories, err
		}
	}
	return stories, nil
}

func rerouteLinks(app core.App, ctx context.Context) (stories int, err error) {
	links, err := records.UnroutedLinks(app, now(app), waitingAtOnce)
	if err != nil || len(links) == 0 {
		return 0, err
	}
	inAreas, err := servicesInAreas(app, ctx, links)
	if err != nil {
		return 0, err
	}
	for _, l := range links {
		n, err := rerouteWaiting(app, ctx, l, func() ([]string, error) {
			switch {
			case l.Tag() != "":
				return records.StoriesWithTag(app, l.Tag())
			case l.ServiceKind() != "":
				services, err := records.ServicesOfKind(app, l.ServiceKind())
				if err != nil {
					return nil, err
				}
				return records.StoriesAround(app, services)
			}
			return records.StoriesAround(app, inAreas[l.Area()])
		})
		stories += n
		if err != nil || ctx.Err() != nil {
			return stories, err
		}
	}
	return stories, nil
}

// rerouteWaiting routes the stories of one thing that waits, and ends its wait.
func rerouteWaiting(app core.App, ctx context.Context, r core.RecordProxy, find func() ([]string, error)) (int, error) {
	ids, err := find()
	if err != nil {
		return 0, err
	}
	done := rerouteList(app, ctx, ids)
	if ctx.Err() != nil {
		return done.Changed, nil
	}
	return done.Changed, endWait(app, r, len(done.Failed) > 0)
}

// endWait takes the note off, or puts it off where stories failed.
func endWait(app core.App, r core.RecordProxy, failed bool) error {
	return inTx(app, "ending a wait", func(tx core.App) error {
		if failed {
			return records.PutOffUnrouted(tx, r, now(tx).Add(tryAgain))
		}
		return records.ClearUnrouted(tx, r)
	})
}

// servicesInAreas lists the services that lie, on any day, in the areas some links
// lead to. All places are looked up once, whatever the number of links: where a
// service lies no query can tell.
func servicesInAreas(app core.App, ctx context.Context, links []*records.Link) (map[string][]string, error) {
	in := map[string][]string{}
	for _, l := range links {
		if l.Area() != "" {
			in[l.Area()] = []string{}
		}
	}
	if len(in) == 0 {
		return in, nil
	}
	var list []records.PlaceOfService
	if err := records.EachPlaceOfService(app, func(p records.PlaceOfService) error { list = append(list, p); return nil }); err != nil {
		return nil, err
	}
	codes := map[places.Area]map[string]bool{}
	for _, p := range list {
		area, err := areaOf(app, ctx, p.Postcode, p.Council)
		if errors.Is(err, context.Canceled) {
			return in, nil // the program stops, and the links go on waiting
		}
		if err != nil {
			return nil, err
		}
		area = area.Everywhere()
		if codes[area] == nil {
			codes[area] = places.EveryCode(area, now(app))
		}
		for code := range in {
			if codes[area][code] {
				in[code] = append(in[code], p.ID)
			}
		}
	}
	return in, nil
}
