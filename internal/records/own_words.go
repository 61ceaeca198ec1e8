package records

import (
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"
)

// SetOwnWords is what the organisation says on the page of its service.
func (s *Service) SetOwnWords(v string) { s.Set("ownWords", v) }

// SetOwnWords is what the organisation says on its own page.
func (o *Organisation) SetOwnWords(v string) { o.Set("ownWords", v) }

// OwnWordsField is what the history calls a change of an organisation's own words.
const OwnWordsField = "ownWords"

// Noted is one change of the directory to be kept in its history. One of Service
// and Organisation says whose it is; Member is the administrator who made it.
type Noted struct {
	Service, Organisation string
	Field, Was, Now       string
	Source, Member        string
	At                    time.Time
}

// NoteChange keeps a change in the history of the directory.
func NoteChange(app core.App, n Noted) error {
	c, err := newRecord[DirectoryChange](app, "directory_history")
	if err != nil {
		return err
	}
	c.Load(map[string]any{"service": n.Service, "organisation": n.Organisation, "field": n.Field, "was": n.Was, "now": n.Now,
		"source": n.Source, "member": n.Member, "at": n.At})
	if err := app.Save(c); err != nil {
		return fmt.Errorf("keeping a change of the directory: %w", err)
	}
	return nil
}

// NoteOwnWords keeps who changed the words of an organisation on a page, and
// when. The words are not kept a second time: what was taken out may have been
// nobody's business.
func NoteOwnWords(app core.App, service, organisation, member string, at time.Time) error {
	return NoteChange(app, Noted{Service: service, Organisation: organisation, Field: OwnWordsField, Source: FromAdministrator, Member: member, At: at})
}

// Member is the administrator who made the change; empty when it was not one.
func (c *DirectoryChange) Member() string { return c.GetString("member") }
