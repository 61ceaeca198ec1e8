package pages

import (
	"slices"

	"candour/internal/deployment"
	"candour/internal/hints"
	"candour/internal/story"
)

// preview is a story as the public will see it.
type preview struct {
	Title, Text, ScreenName, Role, AgeGroup, Happened string
	Services                                          []string
	Good, Better, Feelings                            []string
}

// checkRow is one answer, and the button that leads back to its question.
type checkRow struct{ Key, Value, Step string }

// tellCheckView shows the whole story before it is sent.
type tellCheckView struct {
	tellFrame
	Preview  preview
	Warnings []string // what in it may show who somebody is
	Notes    []string // what may keep it from being published or from reaching people
	Private  []checkRow
	Consent  Field
	Terms    string
}

var tellCheckPage = newPage[tellCheckView]("tell/check", helpNearby, helpAtTop, exitAtOnce)

func showCheck(v *tellVisit) error {
	if len(v.problems) == 0 {
		// Something on the way was left out: lead there first.
		if step, ps := v.firstWrong(); step != nil {
			if v.draft.came || v.told.empty() {
				return v.e.Redirect(303, step.path)
			}
			v.step, v.then = step, "check"
			return v.refuse(v.inOrder(ps))
		}
	}
	chosenServices, err := serviceChoices(v.e.App, v.told.Services)
	if err != nil {
		return err
	}
	view := tellCheckView{tellFrame: v.frame(), Preview: v.preview(chosenServices), Terms: consentWords, Private: v.privateRows(),
		Consent: Field{Name: "consent", Label: "Do you agree?", Options: []Option{{Value: "yes", Label: "I agree"}}}.With(v.problems)}
	view.Warnings = warningsOf(view.Preview)
	if view.Notes, err = v.notes(); err != nil {
		return err
	}
	return tellCheckPage.show(v.e, v.status, view)
}

func (v *tellVisit) preview(services []serviceChoice) preview {
	t := v.told.telling()
	p := preview{Title: t.Title, Text: t.Text, ScreenName: t.ScreenName, Role: toldAbout(t.ToldFor), AgeGroup: ageWords(t.AgeGroup),
		Happened: happenedWords(t.HappenedMonth, t.HappenedYear), Good: t.Good, Better: t.Better, Feelings: t.Feelings}
	for _, s := range services {
		name := s.Name
		if s.Town != "" {
			name += ", " + s.Town
		}
		p.Services = append(p.Services, name)
	}
	return p
}

// warningsOf says what in a story may show who somebody is.
func warningsOf(p preview) []string {
	said := hints.PreviewWarnings(p.Title, p.Text, p.Services...)
	if w := story.ScreenNameWarning(p.ScreenName); w != "" {
		said = append(said, "Your screen name, “"+p.ScreenName+"”: "+w)
	} else {
		said = append(said, hints.PreviewWarnings(p.ScreenName, "")...)
	}
	shouts := func(text string) bool {
		return slices.ContainsFunc(hints.Find(text, hints.Options{}), func(m hints.Mark) bool { return m.Kind == hints.Capitals })
	}
	if shouts(p.Title) || shouts(p.Text) {
		said = append(said, "Some of it is in capitals. Readers take that for shouting. Small letters are easier to read.")
	}
	return said
}

// notes says what may keep a story from being published or from reaching people.
func (v *tellVisit) notes() ([]string, error) {
	var out []string
	if w := v.tooOld(); w != "" {
		out = append(out, w)
	}
	w, err := v.postcodeWarning()
	if w != "" {
		out = append(out, w)
	}
	return out, err
}

// privateRows are the answers that readers do not see.
func (v *tellVisit) privateRows() []checkRow {
	or := func(value, none string) string {
		if value == "" {
			return none
		}
		return value
	}
	region, t := deployment.Of(v.e.App).Region, v.told
	rows := []checkRow{{"Your " + region.PostcodeLabel, or(t.Postcode, "Not given"), "about-you"}}
	if signedIn(v.e).Author == nil {
		rows = append(rows, checkRow{"Your e-mail address", or(t.Email, "Not given. You get a secret key instead"), "about-you"})
	}
	rows = append(rows, checkRow{"If a moderator changes something", labelOf(editsOptions, t.Edits), "about-you"})
	if t.ServiceText != "" {
		rows = append(rows, checkRow{"Where it happened, in your words", t.ServiceText, "services"})
	}
	return rows
}
