package pages

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/story"
)

// postcodeAnswer is what the list of postcodes says about one.
type postcodeAnswer int

const (
	postcodeNone    postcodeAnswer = iota // none was given
	postcodeKnown                         // it is in the list
	postcodeUnknown                       // it is not, or has no right form
	postcodeUnasked                       // its form is right, and there is no list to ask
)

// lookUpPostcode asks the list of postcodes for one.
func lookUpPostcode(e *core.RequestEvent, postcode string) (postcodeAnswer, error) {
	if postcode == "" {
		return postcodeNone, nil
	}
	if places := deployment.Of(e.App).Places; places != nil {
		empty, err := places.Empty(e.Request.Context())
		if err != nil {
			return postcodeUnasked, err
		}
		if !empty {
			_, found, err := places.Find(e.Request.Context(), postcode)
			if err != nil || found {
				return postcodeKnown, err
			}
			return postcodeUnknown, nil
		}
	}
	if _, ok := deployment.Of(e.App).Region.ParsePostcode(postcode); !ok {
		return postcodeUnknown, nil
	}
	return postcodeUnasked, nil
}

func showPostcode(e *core.RequestEvent) error {
	s, err := ownStory(e)
	if err != nil {
		return err
	}
	value, err := postcodeOf(e, s.Id)
	if err != nil {
		return err
	}
	return answerPostcode(e, http.StatusOK, value, "", nil)
}

func answerPostcode(e *core.RequestEvent, status int, value, note string, problems []Problem) error {
	s, err := ownStory(e)
	if err != nil {
		return err
	}
	label := deployment.Of(e.App).Region.PostcodeLabel
	return postcodePage.show(e, status, postcodeView{FormErrors: FormErrors{problems}, Action: e.Request.URL.Path, Title: s.Title(), Label: label, Note: note,
		Postcode: Field{Name: "postcode", Label: "Your " + label, Autocomplete: "postal-code", Width: "10", Value: value,
			Hint: "Of where you live. It tells us who answers for your area, and nobody sees it. Empty the box and we forget it."}.With(problems)})
}

// doPostcode keeps a corrected postcode. One that we do not know is kept once
// its author has read what that means, and pressed again.
func doPostcode(e *core.RequestEvent) error {
	form, err := readForm(e)
	if err != nil {
		return err
	}
	typed := story.CleanLine(form.Get("postcode"))
	answer, err := lookUpPostcode(e, typed)
	if err != nil {
		return err
	}
	if answer == postcodeUnknown && len(typed) <= 20 && form.Get("sure") != typed {
		return answerPostcode(e, http.StatusOK, typed, "We don’t recognise it, so your story would reach nobody by area. Nothing is changed yet. Check it for slips, or keep it all the same.", nil)
	}
	err = flow.CorrectPostcode(e.App, signedIn(e).Author.Id, e.Request.PathValue("id"), typed)
	if problems, ok := problemsOf(err); ok {
		return answerPostcode(e, http.StatusUnprocessableEntity, typed, "", problems)
	}
	if err != nil {
		return err
	}
	done := map[postcodeAnswer]string{postcodeNone: "postcode-forgotten", postcodeKnown: "postcode", postcodeUnknown: "postcode-unknown", postcodeUnasked: "postcode-kept"}
	return leadTo(e, "/account/details", done[answer])
}
