package pages

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/story"
)

// disclosedLine tells an author that a private detail of theirs was asked for, and
// what came of it.
type disclosedLine struct {
	At           time.Time
	Shown        bool
	Words        string
	Why, Refusal string
	Late         string // why we did not tell at once
}

var detailWords = map[string]string{"email": "your e-mail address", "postcode": "your postcode", "ip": "the internet address you sent it from"}

var recipientWords = map[string]string{"service": "a service that gives care", "police": "the police"}

// readDisclosures reads what an author has been told of.
func readDisclosures(v *ownStoryView, e *core.RequestEvent, s *records.Story) error {
	found, err := records.DisclosuresOfStory(e.App, s.Id)
	if err != nil {
		return err
	}
	for _, d := range found {
		f := d.Facts()
		if f.ToldAt.IsZero() {
			continue
		}
		v.Disclosed = append(v.Disclosed, disclosedLineOf(f, deployment.Now(e.App), zoneOf(e)))
	}
	return nil
}

func disclosedLineOf(f story.Disclosure, now time.Time, zone *time.Location) disclosedLine {
	line := disclosedLine{At: local(f.EndedAt(now), zone), Why: f.Reason, Refusal: f.Refusal, Late: f.Quiet}
	asked := "A moderator asked to see " + detailWords[f.Field] + ", to pass it on to " + f.Recipient + " (" + recipientWords[f.RecipientKind] + "). "
	switch f.State(now) {
	case story.DisclosureShown:
		line.Shown = true
		line.Words = "A moderator was shown " + detailWords[f.Field] + ", once, to pass it on to " + f.Recipient + " (" + recipientWords[f.RecipientKind] +
			"). They believed that somebody was in immediate danger, and a senior moderator agreed."
	case story.DisclosureRefused:
		line.Words = asked + "A senior moderator refused. Nobody saw it."
	case story.DisclosureExpired:
		line.Words = asked + "A senior moderator agreed, but it was not looked at. Nobody saw it."
		if !f.EmptyAt.IsZero() {
			line.Words = asked + "A senior moderator agreed, but there was no such detail to see."
		}
	case story.DisclosureLapsed, story.DisclosureWaiting, story.DisclosureAgreed:
		line.Words = asked + "Nobody agreed to it. Nobody saw it."
	}
	return line
}
