package records

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/story"
)

// ServiceReview is one service's look at one story before it is published.
type ServiceReview struct{ base }

// NewServiceReview makes the row of a review that has not begun.
func NewServiceReview(app core.App, storyID, service string) (*ServiceReview, error) {
	r, err := newRecord[ServiceReview](app, "service_reviews")
	if err == nil {
		r.Set("story", storyID)
		r.Set("service", service)
	}
	return r, err
}

// FactsOfReview are the facts of a record of the collection, for the promise that
// guards it.
func FactsOfReview(r *core.Record) story.ServiceReview {
	v := &ServiceReview{}
	v.SetProxyRecord(r)
	return v.Facts()
}

// Facts are what the row says. Times are as precise as the database keeps them.
func (r *ServiceReview) Facts() story.ServiceReview {
	at := func(field string) time.Time { return r.time(field).UTC().Truncate(time.Millisecond) }
	return story.ServiceReview{Story: r.Story(), Service: r.Service(), Notice: r.GetBool("notice"),
		SentAt: at("sentAt"), DueAt: at("dueAt"), AskedAt: at("askedAt"), Reason: r.GetString("reason"), Words: r.GetString("words"),
		DecideBy: at("decideBy"), Outcome: story.ReviewOutcome(r.GetString("outcome")), DecidedBy: r.GetString("decidedBy"),
		Answer: r.GetString("answer"), EndedAt: at("endedAt")}
}

// Story and the following read a review's fields.
func (r *ServiceReview) Story() string   { return r.GetString("story") }
func (r *ServiceReview) Service() string { return r.GetString("service") }

// Reached is to how many the letter about it went.
func (r *ServiceReview) Reached() int { return r.GetInt("reached") }

// SetReached changes it.
func (r *ServiceReview) SetReached(n int) { r.Set("reached", n) }

// SetBegun writes down when the service was shown the story, until when it may
// answer, and to how many letters went.
func (r *ServiceReview) SetBegun(at, due time.Time, notice bool, reached int) {
	r.setTime("sentAt", at)
	r.setTime("dueAt", due)
	r.Set("notice", notice)
	r.Set("reached", reached)
}

// SetAsked writes down that the service asked for a second look.
func (r *ServiceReview) SetAsked(at time.Time, reason, words string, decideBy time.Time) {
	r.setTime("askedAt", at)
	r.Set("reason", reason)
	r.Set("words", words)
	r.setTime("decideBy", decideBy)
}

// SetWords is what is left of what the service wrote when names are taken out.
func (r *ServiceReview) SetWords(words string) { r.Set("words", words) }

// SetOutcome ends a review. A senior moderator's decision has an answer in words.
func (r *ServiceReview) SetOutcome(o story.ReviewOutcome, at time.Time, decidedBy, answer string) {
	r.Set("outcome", string(o))
	r.setTime("endedAt", at)
	r.Set("decidedBy", decidedBy)
	r.Set("answer", answer)
}

// FindServiceReview finds a review by its id.
func FindServiceReview(app core.App, id string) (*ServiceReview, error) {
	return first[ServiceReview](app, "service_reviews", dbx.HashExp{"id": id})
}

// ReviewsOfStory lists the reviews of a story, in the order they came.
func ReviewsOfStory(app core.App, storyID string) ([]*ServiceReview, error) {
	return all[ServiceReview](app, "service_reviews", dbx.HashExp{"story": storyID}, "sentAt", "id")
}

// ReviewsOfOrganisation lists the newest reviews of the services that an
// organisation runs.
func ReviewsOfOrganisation(app core.App, organisation string, limit int64) ([]*ServiceReview, error) {
	return some[ServiceReview](app, "service_reviews", dbx.NewExp(
		"sentAt != '' AND service IN (SELECT id FROM services WHERE organisation = {:org})", dbx.Params{"org": organisation}),
		limit, "sentAt DESC", "id")
}

// SecondLooks lists the reviews on which a senior moderator has to decide, what is late
// or will be soonest first.
func SecondLooks(app core.App) ([]*ServiceReview, error) {
	return all[ServiceReview](app, "service_reviews", dbx.NewExp("outcome = '' AND askedAt != ''"), "decideBy", "askedAt", "id")
}

// LooksOpen lists those that wait for the word of a service.
func LooksOpen(app core.App, at time.Time) ([]*ServiceReview, error) {
	return all[ServiceReview](app, "service_reviews", dbx.NewExp(
		"outcome = '' AND askedAt = '' AND sentAt != '' AND dueAt > {:at} AND story IN (SELECT id FROM stories WHERE state = 'approved' AND waitsFor = 'service')",
		dbx.Params{"at": stamp(at)}), "dueAt", "id")
}

// LooksLate lists those on which somebody should have decided by now.
func LooksLate(app core.App, at time.Time) ([]*ServiceReview, error) {
	return all[ServiceReview](app, "service_reviews", dbx.NewExp(
		"outcome = '' AND askedAt != '' AND decideBy <= {:at}", dbx.Params{"at": stamp(at)}), "decideBy", "id")
}

// SaveReview saves a review; the promises decide whether it may be so.
func SaveReview(tx core.App, r *ServiceReview) error {
	if err := tx.Save(r); err != nil {
		return fmt.Errorf("saving a service review: %w", err)
	}
	return nil
}

// ReviewAddress is the service's own mailbox for letters about reviews; "" for none.
func (s *Service) ReviewAddress() string { return s.GetString("reviewAddress") }

// SetReviewAddress changes it.
func (s *Service) SetReviewAddress(v string) { s.Set("reviewAddress", v) }

// HasReview reports whether the service looks at stories before publication.
func (s *Service) HasReview() bool { return story.HasServiceReview(s.ServiceReview(), s.Kind()) }

// ReviewedServices lists the services of an organisation that look at stories
// before publication, by name.
func ReviewedServices(app core.App, organisation string, limit int64) ([]*Service, error) {
	return some[Service](app, "services", dbx.And(
		dbx.HashExp{"organisation": organisation, "closedOn": ""},
		dbx.Or(dbx.HashExp{"serviceReview": "yes"},
			dbx.And(dbx.HashExp{"serviceReview": ""}, dbx.NewExp("LOWER(TRIM(kind)) IN (SELECT value FROM json_each({:kinds}))",
				dbx.Params{"kinds": kindsJSON()})))), limit, "name", "id")
}

func kindsJSON() string {
	b, _ := json.Marshal(story.ReviewKinds()) // words can always be written
	return string(b)
}
