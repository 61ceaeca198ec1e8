package flow

import (
	"context"
	"fmt"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

// rerouted is how many stories one transaction routes anew. The site goes on
// writing between two of them.
const rerouted = 100

// RerouteStories finds anew whom the stories reach that are about any of these
// services, about a part of them or about what they took over from: those that
// wait for a decision, and those that are public. It returns how many reach
// others than before.
//
// A public story only ever reaches more: who was told before goes on seeing it,
// because their answers are there for everyone. Nobody is written to: what is
// public already is found in the inbox. It may be stopped and repeated.
func RerouteStories(app core.App, ctx context.Context, services []string) (stories int, err error) {
	ids, err := records.StoriesAround(app, services)
	if err != nil {
		return 0, err
	}
	return rerouteList(app, ctx, ids)
}

// RerouteUnrouted does that for whatever in the directory says that its stories
// wait: what moved, closed, merged or got another link. A second call at the same
// time does no harm.
func RerouteUnrouted(app core.App, ctx context.Context) (stories int, err error) {
	const atATime = 500
	services, err := records.UnroutedServices(app, atATime)
	if err != nil {
		return 0, err
	}
	ids := make([]string, len(services))
	for i, v := range services {
		ids[i] = v.Id
	}
	if stories, err = RerouteStories(app, ctx, ids); err != nil || ctx.Err() != nil {
		return stories, err
	}
	for _, v := range services {
		if err := inTx(app, "ending a wait", func(tx core.App) error { return records.ClearUnrouted(tx, v) }); err != nil {
			return stories, err
		}
	}
	organisations, err := records.UnroutedOrganisations(app, atATime)
	if err != nil {
		return stories, err
	}
	for _, o := range organisations {
		ids, err := records.StoriesReaching(app, o.Id)
		if err != nil {
			return stories, err
		}
		n, err := rerouteList(app, ctx, ids)
		stories += n
		if err != nil || ctx.Err() != nil {
			return stories, err
		}
		if err := inTx(app, "ending a wait", func(tx core.App) error { return records.ClearUnrouted(tx, o) }); err != nil {
			return stories, err
		}
	}
	return stories, nil
}

// rerouteList routes the stories of a list, a batch at a time. When ctx ends, the
// batch in hand is finished and no other begun.
func rerouteList(app core.App, ctx context.Context, list []string) (changed int, err error) {
	for ids := range slices.Chunk(list, rerouted) {
		if ctx.Err() != nil {
			break
		}
		more := 0
		err = inTx(app, "routing stories anew", func(tx core.App) (err error) {
			more, err = rerouteBatch(tx, ids)
			return err
		})
		if err != nil {
			return changed, err
		}
		changed += more
	}
	return changed, nil
}

func rerouteBatch(tx core.App, ids []string) (changed int, err error) {
	r := NewRouter(tx, context.Background())
	for _, id := range ids {
		s, err := records.FindStory(tx, id)
		if err != nil {
			if err = ignoreGone(err); err != nil {
				return changed, err
			}
			continue // erased meanwhile
		}
		how := routeAnew
		switch s.State() {
		case story.Published, story.Restricted:
			how = routeFurther
		case story.Submitted, story.Held, story.Approved:
		default:
			continue
		}
		did, err := r.store(s, how)
		if err != nil {
			return changed, fmt.Errorf("routing the story %s: %w", id, err)
		}
		if did {
			changed++
		}
	}
	return changed, nil
}
