package pages

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
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
	Notice            string
	Planned           *plannedErasure // one that waits already
	Held, Beyond      []string        // what goes, counted; and what can't be called back
	When, Known, Word Field
	IsPublic          bool // some of it is public now
}

// plannedErasure is an erasure that waits for its day.
type plannedErasure struct {
	When string // "on 25 November 2026 at 12:00"
	Link string // the private link to stop it, and to its receipt
}

// erasedView is the receipt of an erasure, shown once.
type erasedView struct {
	Panel   Panel
	Receipt string // whole and signed; "" while it is not there yet
	Kept    bool   // it stays at a private link for a while
	Link    string // where it will be then
	Held    []string
	Beyond  []string
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
	planned, err := plannedOf(e, a)
	if err != nil {
		return eraseView{}, err
	}
	return eraseView{FormErrors: FormErrors{problems}, Notice: doneNotice(e), Planned: planned, Held: flow.HeldWords(held), Beyond: flow.BeyondRecall(), IsPublic: held.Published > 0,
		When: whenField(form.Get("days")).With(problems), Known: knownField(a).With(problems),
		Word: Field{Name: "word", Label: "Type " + eraseWord + " to show that you mean it", Width: "10", Autocomplete: "off", Value: form.Get("word")}.With(problems)}, nil
}

// knownField asks for what an author knows, so that a browser that was left open
// is not enough.
func knownField(a *records.Author) Field {
	known := Field{Name: "password", Label: "Your password", Type: "password", Autocomplete: "current-password", Width: "20"}
	switch {
	case !a.PasswordChosen():
		known.Label, known.Type, known.Autocomplete = "Your story key", "text", "off"
	case a.HasStoryKey():
		known.Label = "Your password, or your story key"
	}
	return known
}

// checkKnown is the problem with what was typed into a knownField; none when it is
// right.
func checkKnown(e *core.RequestEvent, form url.Values) []Problem {
	a := signedIn(e).Author
	label := knownField(a).Label
	what := strings.ToLower(label[:1]) + label[1:] // "your password"
	switch typed := form.Get("password"); {
	case strings.TrimSpace(typed) == "":
		return []Problem{{"password", "Type " + what + "."}}
	case !flow.CheckKnown(e.App, a, typed):
		return []Problem{{"password", "That is not " + what + ". Check it and type it again."}}
	}
	return nil
}

// whenField asks how long an author wants to be able to stop an erasure.
func whenField(chosen string) Field {
	f := Field{Name: "days", Label: "When?", Hint: "If you choose some days, you can stop it until then."}
	for days := range flow.MostDaysToErase + 1 {
		o := Option{Value: strconv.Itoa(days), Label: "At once", Checked: strconv.Itoa(days) == chosen}
		if days > 0 {
			o.Label = "In " + plural(days, "day", "days")
		}
		f.Options = append(f.Options, o)
	}
	return f
}

// plannedOf is the erasure of an account that waits, or nil.
func plannedOf(e *core.RequestEvent, a *records.Author) (*plannedErasure, error) {
	if a.EraseAt().IsZero() {
		return nil, nil
	}
	d := deployment.Of(e.App)
	token, err := a.ReceiptToken(d.Sealer)
	if err != nil {
		return nil, err
	}
	return &plannedErasure{When: clock(a.EraseAt(), zoneOf(e)), Link: d.URL + "/receipt/" + token}, nil
}

func showErase(e *core.RequestEvent) error {
	view, err := newEraseView(e, nil, nil)
	if err != nil {
		return err
	}
	return erasePage.show(e, http.StatusOK, view)
}

// checkErase is what keeps a form from erasing, and after how many days it does.
func checkErase(e *core.RequestEvent, form url.Values) (days int, problems []Problem) {
	if text := form.Get("days"); text != "" {
		var err error
		if days, err = strconv.Atoi(text); err != nil || days < 0 || days > flow.MostDaysToErase {
			problems = append(problems, Problem{"days", "Choose at once, or a number of days from the list."})
		}
	}
	problems = append(problems, checkKnown(e, form)...)
	if !strings.EqualFold(strings.TrimSpace(form.Get("word")), eraseWord) {
		problems = append(problems, Problem{"word", "Type the word " + eraseWord + ". Nothing is erased yet."})
	}
	return days, problems
}

// doErase erases the account and everything it told, and shows a receipt; or it
// does so after some days, when the author wants to be able to stop it.
//
// Kept by: erased leaves nothing.
func doErase(e *core.RequestEvent) error {
	form, err := readForm(e)
	if err != nil {
		return err
	}
	a := signedIn(e).Author
	days, problems := checkErase(e, form)
	if len(problems) > 0 {
		view, err := newEraseView(e, form, problems)
		if err != nil {
			return err
		}
		return erasePage.show(e, http.StatusUnprocessableEntity, view)
	}
	if days > 0 {
		if err := flow.PlanErasure(e.App, a.Id, days); err != nil {
			return err
		}
		return leadTo(e, "/account/erase", "erasure-planned")
	}
	if err := eraseDraft(e); err != nil {
		return err
	}
	erased, err := flow.EraseNow(e.App, a.Id)
	if errors.Is(err, records.ErrNotFound) { // another window was quicker, and shows the receipt
		endSession(e)
		return erasedPage.show(e, http.StatusOK, erasedView{Panel: Panel{Title: "Everything is erased", Text: "Another of your windows did it and shows the receipt."}, Beyond: flow.BeyondRecall()})
	}
	if err != nil {
		return err
	}
	endSession(e)
	view := erasedView{Panel: Panel{Title: "Everything is erased", Text: "It happened " + clock(deployment.Now(e.App), zoneOf(e)) + "."},
		Receipt: erased.Receipt, Kept: erased.Kept, Held: flow.HeldWords(erased.Held), Beyond: flow.BeyondRecall()}
	if erased.Token != "" {
		view.Link = deployment.Of(e.App).URL + "/receipt/" + erased.Token
	}
	return erasedPage.show(e, http.StatusOK, view)
}

// doKeepAccount stops an erasure that waits.
func doKeepAccount(e *core.RequestEvent) error {
	if err := flow.CancelErasure(e.App, signedIn(e).Author.Id); err != nil {
		return err
	}
	return leadTo(e, "/account", "erasure-stopped")
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
