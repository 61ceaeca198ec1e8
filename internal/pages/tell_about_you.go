package pages

import (
	"hash/fnv"
	"net/url"
	"strconv"

	"candour/internal/deployment"
	"candour/internal/story"
)

// tellAboutYouView asks who tells the story: what everyone sees, and what
// nobody else sees.
type tellAboutYouView struct {
	tellFrame
	ScreenName Field
	Names      []string // to take with one press
	MoreNames  int      // what the button for others asks for
	Warning    string   // about the screen name
	AgeGroup   Field
	Postcode   Field
	Email      Field
	AskEmail   bool // nobody is signed in
	HasEmail   bool // of who is signed in
	Edits      Field
	RegionName string
}

var tellAboutYouPage = newPage[tellAboutYouView]("tell/about-you", helpNearby, helpAtTop, exitAtOnce)

func showTellAboutYou(v *tellVisit) error {
	t, region, who := v.told, deployment.Of(v.e.App).Region, signedIn(v.e).Author
	edits := t.Edits
	if edits == "" {
		edits = "show-me"
	}
	round, _ := strconv.Atoi(v.query.Get("names"))
	view := tellAboutYouView{tellFrame: v.frame(), Names: suggestedNames(t.FormKey, round), MoreNames: round + 1,
		Warning: story.ScreenNameWarning(t.ScreenName), AskEmail: who == nil, HasEmail: who != nil && who.HasEmail(), RegionName: region.Name,
		ScreenName: Field{Name: "screen_name", Label: "Choose a screen name", Value: t.ScreenName, Width: "20", Autocomplete: "off",
			Hint: "Everyone sees it instead of your name. Don’t use your own name, or one you use elsewhere."},
		AgeGroup: Field{Name: "age_group", Label: "Who had the care?", Options: chosen(ageGroupOptions, t.AgeGroup),
			Hint: "Readers see the words “child” or “young person”. It helps to bring the story to the right people."},
		Postcode: Field{Name: "postcode", Label: "Your " + region.PostcodeLabel, Value: t.Postcode, Width: "10", Autocomplete: "postal-code", Optional: true,
			Hint: "Of where you live, so that those who plan care there can read your story. Nobody but you can see it."},
		Email: Field{Name: "email", Label: "Your e-mail address", Value: t.Email, Type: "email", Autocomplete: "email", Optional: true,
			Hint: "So that we can tell you what happens, and you can reply and take your story back. Nobody but you can see it. Without it, we give you a secret key to write down."},
		Edits: Field{Name: "edits", Label: "If a moderator changes something in your story", Options: chosen(editsOptions, edits),
			Hint: "Moderators take out what could show who somebody is. They don’t change what you mean."},
	}
	for _, f := range []*Field{&view.ScreenName, &view.AgeGroup, &view.Postcode, &view.Email, &view.Edits} {
		*f = f.With(v.problems)
	}
	return tellAboutYouPage.show(v.e, v.status, view)
}

// suggestedNames are the same four for one form until others are asked for.
func suggestedNames(formKey string, round int) []string {
	h := fnv.New64a()
	_, _ = h.Write([]byte(formKey))
	return story.SuggestScreenNames(h.Sum64() + uint64(max(round, 0)))
}

// actOnTellAboutYou takes a suggested screen name, or shows others.
func actOnTellAboutYou(v *tellVisit, action string) error {
	if name, ok := cutAction(action, "name"); ok {
		v.told.ScreenName = story.CleanLine(name)
		if err := v.draft.keep(v.e); err != nil {
			return err
		}
	}
	if round, ok := cutAction(action, "names"); ok {
		return v.goTo(v.step, url.Values{"names": {round}})
	}
	return v.goTo(v.step, nil)
}

// postcodeWarning asks whether a postcode is right, when it is in no list. It
// never stops anybody.
func (v *tellVisit) postcodeWarning() (string, error) {
	answer, err := lookUpPostcode(v.e, v.told.Postcode)
	if err != nil || answer != postcodeUnknown {
		return "", err
	}
	return "We don’t know the " + deployment.Of(v.e.App).Region.PostcodeLabel + " you gave. Check it for slips. You can also send your story as it is: then it reaches the service, but perhaps not those who answer for your area.", nil
}
