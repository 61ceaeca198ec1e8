package pages

import (
	"errors"
	"net/http"
	"strconv"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// editsRoutes are the doors of an author's word about edits, by the link of a letter
// and without signing in. The same pages stand on the account (editsOwnRoutes).
var editsRoutes = []route{
	{"GET", "/agree/{id}/{token}", anyone, byLetter.show},
	{"POST", "/agree/{id}/{token}/yes", anyone, byLetter.agree},
	{"POST", "/agree/{id}/{token}/wait", anyone, byLetter.wait},
	{"POST", "/agree/{id}/{token}/propose", anyone, byLetter.propose},
	{"GET", "/agree/{id}/{token}/withdraw", anyone, byLetter.askWithdraw},
	{"POST", "/agree/{id}/{token}/withdraw", anyone, byLetter.withdraw},
}

// editsOwnRoutes are the same for whoever is signed in. Taking back has its own door there.
var editsOwnRoutes = []route{
	{"GET", "/account/stories/{id}/edits", author, byAccount.show},
	{"POST", "/account/stories/{id}/edits/yes", author, byAccount.agree},
	{"POST", "/account/stories/{id}/edits/wait", author, byAccount.wait},
	{"POST", "/account/stories/{id}/edits/propose", author, byAccount.propose},
}

// editsView is what a moderator changed, for the author to say yes or no.
type editsView struct {
	FormErrors
	around
	ID                  string
	Parts               []comparedPart
	Until               string // when silence counts as a yes; "" when the author asked us to wait
	Base, Withdraw      string // where the forms go
	Version             int
	ByLetter            bool
	Title, Text, Screen Field
	Done                string // how the story stands, when there is nothing left to do
	Just                string // what was just done, in words
	Again               bool   // the author proposed other words before, and these are not those
	IsPublic            bool
}

// editsWithdrawView asks once more before a story is taken back by a letter's link.
type editsWithdrawView struct{ Base, Title string }

var (
	editsPage         = newPage[editsView]("public/edits", exitAtOnce, helpNearby)
	editsWithdrawPage = newPage[editsWithdrawView]("public/edits-withdraw")
)

// editsDoor is one way to the same pages: it tells whose story of which number this
// is, if it may be opened, and where the pages stand.
type editsDoor struct {
	own  bool // for whoever is signed in
	open func(e *core.RequestEvent) (authorID string, s *records.Story, err error)
	base func(e *core.RequestEvent) string
}

var byLetter = editsDoor{
	open: func(e *core.RequestEvent) (string, *records.Story, error) {
		e.Response.Header().Set("X-Robots-Tag", "noindex")
		return flow.OpenEdits(e.App, pathID(e), e.Request.PathValue("token"))
	},
	base: func(e *core.RequestEvent) string { return "/agree/" + pathID(e) + "/" + e.Request.PathValue("token") },
}

var byAccount = editsDoor{
	own: true,
	open: func(e *core.RequestEvent) (string, *records.Story, error) {
		s, err := ownStory(e)
		if err == nil && (s.State() != story.Approved || s.WaitsFor() != story.WaitForAuthor) {
			err = story.ErrStep
		}
		return signedIn(e).Author.Id, s, err
	},
	base: func(e *core.RequestEvent) string { return "/account/stories/" + pathID(e) + "/edits" },
}

// opened opens the door, and answers where there is nothing to decide any more. It
// returns no story when it has answered.
func (d editsDoor) opened(e *core.RequestEvent) (string, *records.Story, error) {
	authorID, s, err := d.open(e)
	switch {
	case errors.Is(err, flow.ErrLink):
		return "", nil, ErrNotFound
	case errors.Is(err, story.ErrStep) && d.own:
		return "", nil, e.Redirect(http.StatusSeeOther, "/account/stories/"+pathID(e)+"?moved")
	case errors.Is(err, story.ErrStep):
		return "", nil, editsPage.show(e, http.StatusGone, editsView{ByLetter: true, ID: s.Id, Done: movedWords(s),
			Just: editsDone[e.Request.URL.Query().Get("done")], IsPublic: s.State() == story.Published})
	}
	return authorID, s, err
}

// editsDone says once what whoever holds the letter has just done.
var editsDone = map[string]string{
	"agreed":   "Thank you. You agreed.",
	"proposed": "We have your words.",
}

// movedWords says to whoever holds the letter how their story stands.
func movedWords(s *records.Story) string {
	switch s.State() {
	case story.Published:
		return "Your story is published. Everyone can read it."
	case story.Withdrawn:
		return "Your story is taken back. Nobody else can read it."
	case story.Approved:
		return "Your story goes on as you saw it. You don’t need to do anything."
	case story.Submitted, story.Held:
		return "Your story is with the moderators. You hear from us again."
	case story.Rejected, story.Restricted, story.Removed: // below
	}
	return "This has moved on since we wrote to you."
}

func (d editsDoor) show(e *core.RequestEvent) error {
	_, s, err := d.opened(e)
	if err != nil || s == nil {
		return err
	}
	return d.answer(e, http.StatusOK, s, s.Words(), nil)
}

// answer shows the page; typed are the words that stand in its form.
func (d editsDoor) answer(e *core.RequestEvent, status int, s *records.Story, typed records.Words, problems []Problem) error {
	near, err := readAround(e.App, s.Id)
	if err != nil {
		return err
	}
	parts, err := compareStory(e.App, s)
	if err != nil {
		return err
	}
	again, err := records.HasProposal(e.App, s.Id)
	if err != nil {
		return err
	}
	base := d.base(e)
	view := editsView{FormErrors: FormErrors{problems}, around: near, ID: s.Id, Parts: parts, Base: base, Withdraw: base + "/withdraw", Version: s.Version(),
		ByLetter: !d.own, Again: again,
		Title:  Field{Name: "title", Label: "Title", Value: typed.Title}.With(problems),
		Text:   Field{Name: story.FieldStory, Label: "Story", Value: typed.Text, Rows: 12, Count: story.MaxStoryWords}.With(problems),
		Screen: Field{Name: story.FieldScreenName, Label: "Screen name", Value: typed.ScreenName, Width: "20"}.With(problems)}
	if d.own {
		view.Withdraw = "/account/stories/" + s.Id + "/withdraw"
	}
	if !s.WaitAsked() {
		view.Until = until(s.ApprovedUntil(), zoneOf(e))
	}
	return editsPage.show(e, status, view)
}

func (d editsDoor) agree(e *core.RequestEvent) error {
	return d.decide(e, flow.AgreeToEdits, "agreed")
}

func (d editsDoor) wait(e *core.RequestEvent) error { return d.decide(e, flow.AskToWait, "waits") }

func (d editsDoor) propose(e *core.RequestEvent) error {
	return d.decide(e, func(app core.App, authorID, id string, version int) error {
		return flow.ProposeWords(app, authorID, id, version, proposed(e))
	}, "proposed")
}

func proposed(e *core.RequestEvent) records.Words {
	return records.Words{Title: e.Request.PostFormValue("title"), Text: e.Request.PostFormValue(story.FieldStory), ScreenName: e.Request.PostFormValue(story.FieldScreenName)}
}

// decide does what the author said about the very version they were shown, and leads
// to how it stands then.
func (d editsDoor) decide(e *core.RequestEvent, do func(app core.App, authorID, storyID string, version int) error, done string) error {
	authorID, s, err := d.opened(e)
	if err != nil || s == nil {
		return err
	}
	form, err := readForm(e)
	if err != nil {
		return err
	}
	version, _ := strconv.Atoi(form.Get("version")) // anything else is no version there is
	err = do(e.App, authorID, s.Id, version)
	if problems, ok := problemsOf(err); ok {
		return d.answer(e, http.StatusUnprocessableEntity, s, proposed(e), problems)
	}
	if err != nil && !errors.Is(err, story.ErrStep) {
		return err
	}
	switch {
	case !d.own && err == nil && editsDone[done] != "":
		return e.Redirect(http.StatusSeeOther, d.base(e)+"?done="+done)
	case !d.own || done == "waits":
		return e.Redirect(http.StatusSeeOther, d.base(e))
	case err != nil:
		return e.Redirect(http.StatusSeeOther, "/account/stories/"+s.Id+"?moved")
	}
	return leadTo(e, "/account/stories/"+s.Id, done)
}

func (d editsDoor) askWithdraw(e *core.RequestEvent) error {
	_, s, err := d.opened(e)
	if err != nil || s == nil {
		return err
	}
	return editsWithdrawPage.show(e, http.StatusOK, editsWithdrawView{d.base(e), s.Title()})
}

// withdraw takes a story back for whoever holds the letter about its edits.
//
// Kept by: withdrawn stays withdrawn.
func (d editsDoor) withdraw(e *core.RequestEvent) error {
	authorID, s, err := d.opened(e)
	if err != nil || s == nil {
		return err
	}
	if err := flow.WithdrawStory(e.App, authorID, s.Id); err != nil {
		return err
	}
	return e.Redirect(http.StatusSeeOther, d.base(e))
}
