package hooks

import (
	"errors"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"

	"candour/internal/story"
)

var errBackup = errors.New("backups of Candour are made with the command candour backup")

var errDoor = errors.New("the collections of Candour change with a new version of it, not by hand")

// keptElsewhere have a promise of their own that shuts them.
var keptElsewhere = []string{"authorships", "contacts", "drafts", "demographics", "authors", "originals", "versions", "sessions", "second_factors", "disclosures", "messages"}

// directory is what an administrator of the machine may look after by hand: who
// works here, and what there is to tell about.
var directory = []string{"members", "memberships", "moderators", "organisations", "services", "links", "identifiers"}

// Nobody can open a way round these promises from the admin panel, not even the
// administrator of the machine.
//
// The administrator looks after moderators, members and what they are in their
// organisations, organisations and services, and the codes and links of these.
// Every other collection of ours is shut, new collections and views cannot be
// made, rules and fields cannot be changed, questions cannot lead round a shut
// door by way of a relation, and what runs past the promises (the SQL console,
// the panel's own backups, batches, live streams) does not exist here.
func doorsStayShut(app core.App, name string) {
	refuse := func(e *core.CollectionRequestEvent) error { return e.ForbiddenError(errDoor.Error()+".", nil) }
	app.OnCollectionCreateRequest().Bind(&hook.Handler[*core.CollectionRequestEvent]{Id: name, Func: refuse})
	app.OnCollectionUpdateRequest().Bind(&hook.Handler[*core.CollectionRequestEvent]{Id: name, Func: refuse})
	app.OnCollectionDeleteRequest().Bind(&hook.Handler[*core.CollectionRequestEvent]{Id: name, Func: refuse})
	app.OnCollectionsImportRequest().Bind(&hook.Handler[*core.CollectionsImportRequestEvent]{Id: name,
		Func: func(e *core.CollectionsImportRequestEvent) error { return e.ForbiddenError(errDoor.Error()+".", nil) }})
	app.OnRealtimeSubscribeRequest().Bind(&hook.Handler[*core.RealtimeSubscribeRequestEvent]{Id: name,
		Func: func(e *core.RealtimeSubscribeRequestEvent) error { return e.ForbiddenError(errDoor.Error()+".", nil) }})
	noBackup := func(*core.BackupEvent) error { return errBackup }
	app.OnBackupCreate().Bind(&hook.Handler[*core.BackupEvent]{Id: name, Func: noBackup})
	app.OnBackupRestore().Bind(&hook.Handler[*core.BackupEvent]{Id: name, Func: noBackup})
	photosStayShut(app, name)
	for collection := range ourCollections() {
		if !slices.Contains(keptElsewhere, collection) && !slices.Contains(directory, collection) {
			shut(app, name, collection)
		}
	}
	app.OnServe().Bind(&hook.Handler[*core.ServeEvent]{Id: name, Func: func(se *core.ServeEvent) error {
		se.Router.Bind(&hook.Handler[*core.RequestEvent]{Id: name, Priority: apis.DefaultRateLimitMiddlewarePriority + 2,
			Func: func(e *core.RequestEvent) error {
				if isBackupDoor(e.Request) {
					return e.ForbiddenError(useOurBackup, nil)
				}
				if isSideDoor(e.Request) {
					return e.NotFoundError("", nil)
				}
				return e.Next()
			}})
		return se.Next()
	}})
}

// photosStayShut keeps the photo of a member to the doors of the site: it is given out
// by no other, and nobody puts a file there as it came from a camera.
func photosStayShut(app core.App, name string) {
	app.OnFileDownloadRequest("members").Bind(&hook.Handler[*core.FileDownloadRequestEvent]{Id: name,
		Func: func(e *core.FileDownloadRequestEvent) error { return e.NotFoundError("", nil) }})
	asItCame := func(e *core.RecordRequestEvent) error {
		if len(e.Record.GetUnsavedFiles("photo")) > 0 {
			return e.ForbiddenError("Members add their photo themselves, at /staff/account/photo.", nil)
		}
		return e.Next()
	}
	app.OnRecordCreateRequest("members").Bind(&hook.Handler[*core.RecordRequestEvent]{Id: name + "/photo", Func: asItCame})
	app.OnRecordUpdateRequest("members").Bind(&hook.Handler[*core.RecordRequestEvent]{Id: name + "/photo", Func: asItCame})
}

func ourCollections() map[string]bool {
	ours := map[string]bool{}
	for _, f := range story.Inventory() {
		ours[f.Collection] = true
	}
	return ours
}

// isSideDoor reports whether a request is for a route of PocketBase that has no
// hook and runs past the promises, or asks by way of a relation into a
// collection that is shut.
func isSideDoor(r *http.Request) bool {
	p := strings.TrimSuffix(r.URL.Path, "/")
	if !strings.HasPrefix(p, "/api/") {
		return false
	}
	q := r.URL.Query()
	asked := strings.ToLower(q.Get("filter") + " " + q.Get("sort") + " " + q.Get("expand"))
	return p == "/api/sql" || p == "/api/batch" || p == "/api/collections/meta/dry-run-view" ||
		strings.HasPrefix(p, "/api/collections/") && strings.HasSuffix(p, "/truncate") ||
		strings.Contains(asked, "_via_") || strings.Contains(asked, "@collection") || comment.MatchString(asked) || secret.MatchString(asked) ||
		roundADoor.MatchString(quoted.ReplaceAllString(strings.ToLower(q.Get("filter")+" "+q.Get("sort")), "''"))
}

// roundADoor is a question about a field by way of a relation ("storyId.reason"),
// or about a secret of an account. Whoever may sort or filter by a value can find
// it out letter by letter, and PocketBase lets administrators do both with fields
// that it hides. What stands in quotes is no name of a field. A comment is refused
// wherever it stands: a quote in it would hide what comes after. So is the name of
// a secret, with or without a modifier ("password:each").
var (
	roundADoor = regexp.MustCompile(`[a-z_]\w*\.[a-z_@]`)
	secret     = regexp.MustCompile(`\b(password|tokenkey)\b`)
	comment    = regexp.MustCompile(`//|/\*`)
	quoted     = regexp.MustCompile(`(?s)'(\\.|[^'\\])*'|"(\\.|[^"\\])*"`)
)

// isBackupDoor reports whether a request is for PocketBase's own backups.
func isBackupDoor(r *http.Request) bool {
	p := strings.TrimSuffix(r.URL.Path, "/")
	return p == "/api/backups" || strings.HasPrefix(p, "/api/backups/")
}
