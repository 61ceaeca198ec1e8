// Package desk is where moderators work: pages of our own inside PocketBase's
// built-in admin panel, and the questions those pages ask under /api/desk/.
//
// A moderator is an ordinary account and never an administrator. Everything the
// panel could do for an administrator stays shut to them by PocketBase's own
// rules; the few answers that the panel needs to start are made here (boot.go),
// and a story is read and decided on by the routes of this package alone.
package desk

import (
	"fmt"
	"net/http"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
)

// mostBody is how large a request to the desk may be: ten times the longest story.
const mostBody = 1 << 20

// base is where the desk's routes begin.
const base = "/api/desk"

// routes lists every route of the desk. Each is for active moderators only.
var routes = []struct {
	method, path string
	answer       func(*desk) error
}{
	{http.MethodGet, "/queue", readQueue},
	{http.MethodGet, "/counts", readCounts},
	{http.MethodGet, "/next", offerNext},
	{http.MethodPost, "/stories/{id}/claim", claim},
	{http.MethodPost, "/stories/{id}/unclaim", unclaim},
	{http.MethodPost, "/responses/{id}/claim", claim},
	{http.MethodPost, "/responses/{id}/unclaim", unclaim},
	{http.MethodPost, "/not-today", leaveForTomorrow},
	{http.MethodPost, "/pause", pause},
	{http.MethodPost, "/views", keepView},
	{http.MethodPost, "/views/{id}/forget", dropView},
	{http.MethodGet, "/reasons", reasons},
	{http.MethodGet, "/services", services},
	{http.MethodGet, "/stories/{id}", readStory},
	{http.MethodGet, "/stories/{id}/alike", storiesAlike},
	{http.MethodPost, "/stories/{id}/edit", editStory},
	{http.MethodPost, "/stories/{id}/publish", publishStory},
	{http.MethodPost, "/stories/{id}/reject", rejectStory},
	{http.MethodPost, "/stories/{id}/ask", askAuthor},
	{http.MethodPost, "/stories/{id}/ask-senior", askSenior},
	{http.MethodPost, "/stories/{id}/score", scoreStory},
	{http.MethodPost, "/stories/{id}/second-opinion", askSecondOpinion},
	{http.MethodGet, "/opinions", opinions},
	{http.MethodGet, "/opinions/{id}", readOpinion},
	{http.MethodPost, "/opinions/{id}", giveOpinion},
	{http.MethodGet, "/stories/{id}/looks", storyLooks},
	{http.MethodPost, "/stories/{id}/restrict", restrictStory},
	{http.MethodPost, "/stories/{id}/remove", removeStory},
	{http.MethodPost, "/stories/{id}/lift", liftRestriction},
	{http.MethodPost, "/stories/{id}/keep-closed", keepClosed},
	{http.MethodGet, "/stories/{id}/reports", readReports},
	{http.MethodPost, "/stories/{id}/reports", dealWithReports},
	{http.MethodGet, "/closed", listClosed},
	{http.MethodGet, "/appeals/{id}", readAppeal},
	{http.MethodPost, "/appeals/{id}/decide", decideAppeal},
	{http.MethodGet, "/stories/{id}/compare", compareStory},
	{http.MethodPost, "/compare", compareTyped},
	{http.MethodGet, "/stories/{id}/quicker", whoWasQuicker},
	{http.MethodGet, "/stories/{id}/copy", readCopy},
	{http.MethodPost, "/stories/{id}/copy", keepCopy},
	{http.MethodPost, "/stories/{id}/copy/discard", dropCopy},
	{http.MethodGet, "/stories/{id}/history", storyHistory},
	{http.MethodGet, "/supervisor", supervise},
	{http.MethodGet, "/wellbeing", ownNotes},
	{http.MethodPost, "/wellbeing", writeNote},
	{http.MethodPost, "/wellbeing/{id}/delete", deleteNote},
	{http.MethodGet, "/second-looks", listSecondLooks},
	{http.MethodPost, "/looks/{id}/decide", decideLook},
	{http.MethodPost, "/stories/{id}/ask-service", askService},
	{http.MethodGet, "/stories/{id}/questions", storyQuestions},
	{http.MethodGet, "/questions", listQuestions},
	{http.MethodPost, "/questions/{id}/take-back", takeQuestionBack},
	{http.MethodPost, "/questions/{id}/done", noteQuestion},
	{http.MethodGet, "/templates", listTemplates},
	{http.MethodPost, "/templates", keepTemplate},
	{http.MethodPost, "/templates/{id}/forget", dropTemplate},
	{http.MethodGet, "/messages", messageTemplates},
	{http.MethodPost, "/stories/{id}/message", writeToAuthor},
	{http.MethodPost, "/stories/{id}/message/done", markAnswersDone},
	{http.MethodGet, "/stories/{id}/safety", readSafety},
	{http.MethodPost, "/stories/{id}/safety", actOnSafety},
	{http.MethodPost, "/organisations/{id}/escalation", setEscalation},
	{http.MethodGet, "/handbook", readHandbook},
	{http.MethodPost, "/handbook/{chapter}/read", confirmChapter},
	{http.MethodGet, "/hints", hintWords},
	{http.MethodPost, "/hints/teach", teachWord},
	{http.MethodPost, "/hints/{id}/forget", forgetWord},
	{http.MethodPost, "/hints/wrong", wrongHint},
	{http.MethodGet, "/disclosures", listDisclosures},
	{http.MethodPost, "/disclosures", askDisclosure},
	{http.MethodGet, "/disclosures/{id}", readDisclosure},
	{http.MethodPost, "/disclosures/{id}/agree", agreeDisclosure},
	{http.MethodPost, "/disclosures/{id}/refuse", refuseDisclosure},
	{http.MethodPost, "/disclosures/{id}/show", showDisclosure},
	{http.MethodPost, "/disclosures/{id}/review", reviewDisclosure},
	{http.MethodPost, "/stories/{id}/add-service", addService},
	{http.MethodGet, "/organisations", organisations},
	{http.MethodGet, "/directory", readDirectory},
	{http.MethodGet, "/lists", listNames},
	{http.MethodGet, "/directory/{id}", readService},
	{http.MethodPost, "/directory/{id}/confirm", confirmService},
	{http.MethodPost, "/directory/{id}/correct", correctService},
	{http.MethodPost, "/directory/{id}/move", moveService},
	{http.MethodGet, "/directory/{id}/merge", previewMerger},
	{http.MethodPost, "/directory/{id}/merge", mergeService},
	{http.MethodPost, "/own-words/{id}/take-off", takeOffWords},
	{http.MethodGet, "/responses/{id}", readResponse},
	{http.MethodPost, "/responses/{id}/publish", publishResponse},
	{http.MethodPost, "/responses/{id}/reject", rejectResponse},
}

// Register binds the desk to the app: its routes, the panel's pages, and the
// answers that the panel needs when a moderator signs in.
func Register(app core.App) {
	app.OnServe().BindFunc(func(se *core.ServeEvent) error {
		bindBounds(se)
		bindBoot(se)
		if err := bindPanel(se); err != nil {
			return fmt.Errorf("opening the desk's pages: %w", err)
		}
		group := se.Router.Group(base).Bind(apis.BodyLimit(mostBody)).BindFunc(neverKept)
		for _, r := range routes {
			group.Route(r.method, r.path, forModerators(r.answer))
		}
		group.POST(previewPath, forModerators(previewFile)).Bind(bodyOfList())
		for _, r := range ownRoutes {
			group.Route(r.method, r.path, forStaff(r.answer))
		}
		return se.Next()
	})
}

// neverKept tells every cache to keep nothing of what the desk says.
func neverKept(e *core.RequestEvent) error {
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.Next()
}
