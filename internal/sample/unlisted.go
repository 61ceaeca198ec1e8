package sample

import (
	"fmt"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
)

// What the desk of the demo has to do about the directory: a service that a
// moderator added from a story and that nobody has confirmed. The pair that is
// listed twice is among the parts.
const (
	unlistedStory = "new-words-for-old-pain"
	unlistedWhole = "N102H"
)

// unlisted adds a service that no list has to a story that waits.
func (s *storing) unlisted() {
	s.at("an unlisted service", 1, 3*time.Hour, func() error {
		whole, err := records.FindServiceByCode(s.app, unlistedWhole)
		if err != nil {
			return err
		}
		st, err := records.FindStory(s.app, s.storyIDs[unlistedStory])
		if err != nil {
			return err
		}
		d := flow.Decision{StoryID: st.Id, Version: st.Version(), Moderator: s.moderator}
		_, err = flow.AddService(s.app, d, flow.Unlisted{Parent: whole.Id,
			Details: records.Details{Name: "Back Pain Clinic", Town: whole.Town(), Kind: "clinic", Postcode: whole.Postcode()}})
		if err != nil {
			return fmt.Errorf("adding an unlisted service: %w", err)
		}
		return nil
	})
}
