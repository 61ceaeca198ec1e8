package pages

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
)

// eraseWord is what an author types to show that they mean it.
const eraseWord = "ERASE"

// eraseView explains an erasure and asks for it.
type eraseView struct {
	FormErrors
	Held        []string // what goes, counted
	Known, Word Field
	IsPublic    bool // some of it is public now
	HasEmail    bool // letters may have gone out
}

// erasedView is the receipt of an erasure. It is shown once and stored nowhere.
type erasedView struct {
	Panel Panel
	Held  []string
}

var (
	erasePage  = newPage[eraseView]("account/erase", helpNearby)
	erasedPage = newPage[erasedView]("account/erased", helpNearby)
)

func newEraseView(e *core.RequestEvent, form url.Values, problems []Problem) (eraseView, error) {
	a := signedIn(e).Author
	held, err := records.CountHeld(e.App, a.Id)
	if err != nil {
		return eraseView{}, err
	}
	known := Field{Name: "password", Label: "Your password", Type: "password", Autocomplete: "current-password", Width: "20"}
	switch {
	case !a.PasswordChosen():
		known.Label, known.Type, known.Autocomplete = "Your story key", "text", "off"
	case a.HasStoryKey():
		known.Label = "Your password, or your story key"
	}
	return eraseView{FormErrors: FormErrors{problems}, Held: heldWords(held), IsPublic: held.Published > 0, HasEmail: a.HasEmail(),
		Known: known.With(problems),
		Word:  Field{Name: "word", Label: "Type " + eraseWord + " to show that you mean it", Width: "10", Autocomplete: "off", Value: form.Get("word")}.With(problems)}, nil
}

// heldWords counts what is held, each a phrase. What there is none of is left out.
func heldWords(h records.Held) []string {
	var words []string
	add := func(n int, one, many string) {
		if n > 0 {
			words = append(words, plural(n, one, many))
		}
	}
	add(h.Stories, "story, with its services, tags and private details", "stories, with their services, tags and private details")
	add(h.Replies, "reply of yours", "replies of yours")
	add(h.Responses, "response from staff under your stories", "responses from staff under your stories")
	add(h.Messages, "message between you and the moderators", "messages between you and the moderators")
	add(h.Letters, "note of a letter to you", "notes of letters to you")
	add(h.Readings, "note of a story you read", "notes of stories you read")
	return append(words, "your account: e-mail address, password or story key, and your answers about you")
}

func showErase(e *core.RequestEvent) error {
	view, err := newEraseView(e, nil, nil)
	if err != nil {
		return err
	}
	return erasePage.show(e, http.StatusOK, view)
}

// doErase erases the account and everything it told, and shows a receipt.
//
// Kept by: erased leaves nothing.
func doErase(e *core.RequestEvent) error {
	form, err := readForm(e)
	if err != nil {
		return err
	}
	a := signedIn(e).Author
	var problems []Problem
	if !flow.CheckKnown(e.App, a, form.Get("password")) {
		problems = append(problems, Problem{"password", "That is not the one we know. Check it and type it again."})
	}
	if !strings.EqualFold(strings.TrimSpace(form.Get("word")), eraseWord) {
		problems = append(problems, Problem{"word", "Type the word " + eraseWord + ". Nothing is erased yet."})
	}
	if len(problems) > 0 {
		view, err := newEraseView(e, form, problems)
		if err != nil {
			return err
		}
		return erasePage.show(e, http.StatusUnprocessableEntity, view)
	}
	held, err := records.CountHeld(e.App, a.Id)
	if err != nil {
		return err
	}
	if err := eraseDraft(e); err != nil {
		return err
	}
	if err := flow.EraseAuthor(e.App, a.Id); err != nil {
		return err
	}
	endSession(e)
	return erasedPage.show(e, http.StatusOK, erasedView{Panel{Title: "Everything is erased", Text: "It happened " + clock(deployment.Now(e.App), zoneOf(e)) + "."}, heldWords(held)})
}

// eraseDraft deletes the half-told story of this browser with its cookie.
func eraseDraft(e *core.RequestEvent) error {
	cookie := readCookie(e, draftCookie)
	if cookie == "" {
		return nil
	}
	key, _, err := draftKeys(e.App, cookie)
	if err != nil {
		return err
	}
	dropCookie(e, draftCookie)
	return records.DeleteDraft(e.App, key)
}
