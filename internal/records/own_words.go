package records

import (
	"time"

	"github.com/pocketbase/pocketbase/core"
)

// SetOwnWords is what the organisation says on the page of its service.
func (s *Service) SetOwnWords(v string) { s.Set("ownWords", v) }

// SetOwnWords is what the organisation says on its own page.
func (o *Organisation) SetOwnWords(v string) { o.Set("ownWords", v) }

// OwnWordsField is what the history calls a change of an organisation's own words.
const OwnWordsField = "ownWords"

// NoteOwnWords keeps which member changed the words of their organisation on the
// page of a service or an organisation, and when. The words are not kept a second
// time: what was taken out may have been nobody's business.
func NoteOwnWords(tx core.App, of core.RecordProxy, member string, at time.Time) error {
	return WriteHistory(tx, of.ProxyRecord(), OwnWordsField, "", "", Origin{Source: FromAdministrator, By: member}, at)
}
