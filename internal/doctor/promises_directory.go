package doctor

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
)

// testService stores a service that goes by itself.
func testService(tx core.App, unconfirmed bool) (*records.Service, error) {
	v, err := records.NewService(tx, "doctor", fmt.Sprint("unconfirmed ", unconfirmed), "A test that goes by itself", "", "")
	if err != nil {
		return nil, err
	}
	v.SetUnconfirmed(unconfirmed)
	if err := tx.Save(v); err != nil {
		return nil, fmt.Errorf("making a service: %w", err)
	}
	return v, nil
}

// loseAService deletes a service.
func loseAService(tx core.App, _ *records.Story, _ string) (func() error, error) {
	v, err := testService(tx, false)
	return func() error { return tx.Delete(v) }, err
}

// nameAnUnknownService makes a public story one about a place that no administrator has
// confirmed, as the directory does when one place becomes another.
func nameAnUnknownService(tx core.App, s *records.Story, _ string) (func() error, error) {
	known, err := testService(tx, false)
	if err != nil {
		return nil, err
	}
	others, err := records.StoryServiceIDs(tx, s.Id)
	if err != nil {
		return nil, err
	}
	if _, err := records.SetStoryServices(tx, s.Id, append(others, known.Id)); err != nil {
		return nil, err
	}
	if err := publish(tx, s); err != nil {
		return nil, err
	}
	unknown, err := testService(tx, true)
	if err != nil {
		return nil, err
	}
	known.SetClosed(deployment.Now(tx), unknown.Id)
	if err := tx.Save(known); err != nil {
		return nil, fmt.Errorf("closing a service: %w", err)
	}
	return func() error { return records.MoveStories(tx, known.Id, unknown.Id) }, nil
}
