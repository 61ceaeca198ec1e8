package pages

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/story"
)

// serviceLooked is one service's look at a story, for its author.
type serviceLooked struct {
	Words        string
	Said, Answer string
}

func readLooks(v *ownStoryView, e *core.RequestEvent, s *records.Story) error {
	reviews, names, err := reviewsOf(e.App, s.Id)
	for _, r := range reviews {
		f := r.Facts()
		l := serviceLooked{Words: lookedWords(names[f.Service], r, zoneOf(e), deployment.Now(e.App)), Answer: f.Answer}
		if f.IsOver() { // a senior moderator reads it first, and may take names out
			l.Said = f.Words
		}
		v.Looks = append(v.Looks, l)
	}
	return err
}

// reviewedWords says to everyone which services looked at a story before it was
// published, what they asked for and why, and how it ended.
func reviewedWords(app core.App, s *records.Story, zone *time.Location) ([]string, error) {
	reviews, names, err := reviewsOf(app, s.Id)
	var all []string
	for _, r := range reviews {
		all = append(all, lookedWords(names[r.Service()], r, zone, deployment.Now(app)))
	}
	return all, err
}

func reviewsOf(app core.App, storyID string) ([]*records.ServiceReview, map[string]string, error) {
	reviews, err := records.ReviewsOfStory(app, storyID)
	if err != nil || len(reviews) == 0 {
		return nil, nil, err
	}
	ids := make([]string, len(reviews))
	for i, r := range reviews {
		ids[i] = r.Service()
	}
	services, err := records.FindServices(app, ids)
	names := map[string]string{}
	for _, v := range services {
		names[v.Id] = nameAndTown(v)
	}
	return reviews, names, err
}

// lookedWords is a service's look in a sentence or two. It holds no word of what the
// service wrote.
func lookedWords(name string, r *records.ServiceReview, zone *time.Location, now time.Time) string {
	f := r.Facts()
	from := name + " could look at this story from " + day(local(f.SentAt, zone)) + " on"
	if f.SentAt.IsZero() {
		return name + " did not get to look at this story."
	}
	if r.Reached() == 0 {
		from += ", but there was nobody we could write to"
	}
	asked := name + " looked at this story and asked us to look again" + reviewReasonWords(f.Reason) + ". "
	switch f.Outcome {
	case story.ReviewAhead:
		return name + " looked at this story and said: go ahead."
	case story.ReviewSilence:
		if r.Reached() == 0 {
			return from + ". The story went on when the time was over."
		}
		return from + ". It said nothing, and the story went on when its time was over."
	case story.ReviewPublished:
		return asked + "A senior moderator did, and found nothing to change. That took " + tookWords(f) + "."
	case story.ReviewTakenUp:
		return asked + "A senior moderator gave it back to the moderators, who read it once more. That took " + tookWords(f) + "."
	case story.ReviewEnded:
		if !f.AskedAt.IsZero() {
			return asked + "Its look ended because the story is not about it, or was not published."
		}
		return from + ". Its look ended because the story is not about it, or was not published."
	}
	if !f.AskedAt.IsZero() {
		return asked + decidesWords(f, zone, now)
	}
	return name + " may look at this story until " + until(f.DueAt, zone) + "."
}

// reviewReasonWords goes on after "asked us to look again".
func reviewReasonWords(code string) string {
	switch code {
	case "wrong-service":
		return ", because it thought that the story is about another service"
	case "identifies-someone":
		return ", because it thought that the story shows who someone is"
	case "legal-bar":
		return ", because it thought that the law forbids the story"
	}
	return ""
}

// decidesWords says by when a senior moderator decides, or that it is late.
func decidesWords(f story.ServiceReview, zone *time.Location, now time.Time) string {
	if !f.IsLate(now) {
		return "A senior moderator decides by " + until(f.DecideBy, zone) + "."
	}
	return "A senior moderator was to decide by " + until(f.DecideBy, zone) + ". That is late, and we are sorry. The story is not published before somebody has decided."
}

// tookWords is how long a second look took, in whole days, and whether that was longer
// than the service was told.
func tookWords(f story.ServiceReview) string {
	took := "less than a day"
	if days := int(f.EndedAt.Sub(f.AskedAt) / (24 * time.Hour)); days > 0 {
		took = plural(days, "day", "days")
	}
	if f.IsLate(f.EndedAt) {
		took += ", longer than the two working days we promise"
	}
	return took
}
