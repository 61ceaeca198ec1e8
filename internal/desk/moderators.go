package desk

import (
	"net/http"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
)

// desk is one question by one moderator.
type desk struct {
	*core.RequestEvent
	moderator *records.Moderator
}

// forModerators lets active moderators through. Everybody else gets one and the
// same answer, whoever they are and whatever they ask about.
//
// The account was read from the database for this request, so whoever is let go
// is out with the next thing they do.
func forModerators(answer func(*desk) error) func(*core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		m := moderatorOf(e)
		if m == nil {
			return apis.NewApiError(http.StatusUnauthorized, "Sign in as a moderator to use the desk.", nil)
		}
		return answer(&desk{e, m})
	}
}

// moderatorOf is the active moderator who asks, or nil.
func moderatorOf(e *core.RequestEvent) *records.Moderator {
	if e.Auth == nil || e.Auth.Collection().Name != "moderators" {
		return nil
	}
	m, err := records.FindModerator(e.App, e.Auth.Id)
	if err != nil || !m.Active() {
		return nil
	}
	return m
}
