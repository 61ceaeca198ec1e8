package flow

import (
	"context"
	"fmt"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

// routedAtOnce is how many stories one transaction routes anew. The site goes on writing
// between two of them.
const routedAtOnce = 100

// Rerouted is what came of routing stories anew.
type Rerouted struct {
	Changed int      // reach others than before
	Failed  []string // could not be routed, by their numbers; the rest went on without them
}

// RerouteStories finds anew whom the stories reach that are about any of these
// services, about a part of them or about what they took over from: those that
// wait for a decision, and those that are public.
//
// A public story only ever reaches more: who was told before goes on seeing it,
// because their answers are there for everyone. Nobody is written to: what is
// public already is found in the inbox. It may be stopped and repeated.
func RerouteStories(app core.App, ctx context.Context, services []string) (Rerouted, error) {
	ids, err := records.StoriesAround(app, services)
	if err != nil {
		return Rerouted{}, err
	}
	return rerouteList(app, ctx, ids), nil
}

// rerouteList routes the stories of a list, a batch at a time. When ctx ends, the
// batch in hand is finished and no other begun. Where a batch fails, each of its
// stories is tried by itself, so that one that cannot be routed keeps none waiting.
func rerouteList(app core.App, ctx context.Context, list []string) (done Rerouted) {
	var first error
	for ids := range slices.Chunk(list, routedAtOnce) {
		if ctx.Err() != nil {
			break
		}
		n, err := rerouteTogether(app, ids)
		if done.Changed += n; err == nil {
			continue
		}
		for _, id := range ids {
			n, err := rerouteTogether(app, []string{id})
			if done.Changed += n; err == nil {
				continue
			}
			if first == nil {
				first = err
			}
			done.Failed = append(done.Failed, id)
		}
	}
	if first != nil {
		app.Logger().Error("some stories could not be routed; they are tried again within the hour", "stories", len(done.Failed), "first", first.Error())
	}
	return done
}

func rerouteTogether(app core.App, ids []string) (changed int, err error) {
	err = inTx(app, "routing stories anew", func(tx core.App) (err error) {
		changed, err = rerouteBatch(tx, ids)
		return err
	})
	if err != nil {
		return 0, err
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
