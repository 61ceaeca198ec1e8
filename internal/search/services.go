package search

import (
	"encoding/json"
	"fmt"

	"github.com/pocketbase/dbx"
)

// mostMerged is how many services are merged one by one. SQLite takes 500 parts
// at most; with more services their stories are gathered and sorted, which takes
// as long as there are stories.
const mostMerged = 300

// ofServices is the list of the stories about any of these services. Each
// service has a list in order already (idx_story_services_list), so that a
// hospital with 200 wards costs a few milliseconds, however many stories they
// have.
func ofServices(ids []string) list {
	all, _ := json.Marshal(ids) // strings always can be
	const among = "(SELECT value FROM json_each({:services}))"
	// Checked by number: the numbers are gathered once, and not the services asked
	// for with every story.
	l := list{once: true, params: dbx.Params{"services": string(all)},
		check: "c.no IN (SELECT publicationNo FROM story_services WHERE service IN " + among + " AND publicationNo > 0)"}
	if len(ids) > mostMerged {
		l.once, l.group = false, true
		l.parts = []string{"SELECT publicationNo AS no FROM story_services WHERE service IN " + among + " AND %s"}
		return l
	}
	for i, id := range ids {
		name := fmt.Sprintf("service%d", i)
		l.params[name] = id
		l.parts = append(l.parts, "SELECT publicationNo AS no FROM story_services WHERE service = {:"+name+"} AND %s")
	}
	return l
}
