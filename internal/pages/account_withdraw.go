package pages

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/story"
)

// withdrawView asks once more before a story is taken back.
type withdrawView struct {
	ID, Title string
	WasPublic bool
}

var withdrawPage = newPage[withdrawView]("account/withdraw")

func showWithdraw(e *core.RequestEvent) error {
	s, err := ownStory(e)
	if err != nil {
		return err
	}
	if s.State() == story.Withdrawn {
		return e.Redirect(http.StatusSeeOther, ownPath(s))
	}
	return withdrawPage.show(e, http.StatusOK, withdrawView{s.Id, s.Title(), s.State() == story.Published})
}

// doWithdraw takes a story back: at once, for good, from any state.
//
// Kept by: withdrawn stays withdrawn.
func doWithdraw(e *core.RequestEvent) error {
	s, err := ownStory(e)
	if err != nil {
		return err
	}
	if err := flow.WithdrawStory(e.App, signedIn(e).Author.Id, s.Id); err != nil {
		return err
	}
	return leadTo(e, ownPath(s), "withdrawn")
}
