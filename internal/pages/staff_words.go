package pages

import (
	"fmt"
	"hash/fnv"
	"net/http"
	"regexp"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/hints"
	"candour/internal/records"
	"candour/internal/story"
)

// ownWordsView is where an administrator writes what a page says about a service
// or an organisation.
type ownWordsView struct {
	FormErrors
	actsFor
	Notice       string
	Name, Public string // whose page it is, and its address
	Action       string
	Field        Field
	Preview      *OwnWords // as everyone would see it
	Warnings     []string
	Warned       string // which words the warnings were about, so that a second press means yes
	Parts        []Link // of a service, each with words of its own
	LastChanged  string
	TakenOff     *takenOff // a moderator took the words off, and nothing was written since
	Versions     []ownWordsVersion
}

// takenOff is when and why a moderator took words off a page.
type takenOff struct{ At, Reason, Ask string }

// ownWordsVersion is what was said on a page before.
type ownWordsVersion struct {
	Who, At  string
	Words    string // empty: nothing was to stand there
	TakenOff *takenOff
}

// mostVersions is how many of them a page shows.
const mostVersions = 20

var ownWordsPage = newPage[ownWordsView]("staff/words")

// ownWordsOf is one page that an administrator may add words to.
type ownWordsOf struct {
	name, by, path, public, text, thing string
	changed                             []*records.DirectoryChange
	versions                            []*records.OwnWordsVersion
	parts                               []Link
	say                                 func(words string) error
}

func showServiceWords(e *core.RequestEvent) error      { return showOwnWords(e, serviceWords) }
func doServiceWords(e *core.RequestEvent) error        { return doOwnWords(e, serviceWords) }
func showOrganisationWords(e *core.RequestEvent) error { return showOwnWords(e, organisationWords) }
func doOrganisationWords(e *core.RequestEvent) error   { return doOwnWords(e, organisationWords) }

// serviceWords finds a service that the administrator's organisation runs.
func serviceWords(e *core.RequestEvent) (w ownWordsOf, err error) {
	m := signedIn(e).Member
	s, err := flow.FindOwnService(e.App, m, pathID(e))
	if err != nil {
		return w, err
	}
	o, err := records.FindOrganisation(e.App, s.Organisation())
	if err != nil {
		return w, err
	}
	name, err := placeName(e.App, s)
	if err != nil {
		return w, err
	}
	w = ownWordsOf{name: name, by: o.Name(), path: "/staff/services/" + s.Id, public: "/services/" + s.Id, text: s.OwnWords(), thing: "the service",
		say: func(words string) error { return flow.SayAboutService(e.App, m.Id, s.Id, words) }}
	parts, err := records.PublicParts(e.App, s.Id, partsOnList, 0)
	if err != nil {
		return w, err
	}
	for _, p := range parts {
		if p.Organisation() == s.Organisation() {
			w.parts = append(w.parts, Link{p.Name(), "/staff/services/" + p.Id})
		}
	}
	if w.versions, err = records.OwnWordsOnPage(e.App, o.Id, s.Id, mostVersions); err != nil {
		return w, err
	}
	w.changed, err = records.HistoryOfService(e.App, s.Id, mostHistory)
	return w, err
}

// organisationWords finds the administrator's own organisation.
func organisationWords(e *core.RequestEvent) (w ownWordsOf, err error) {
	m := signedIn(e).Member
	o, err := records.FindOrganisation(e.App, m.Organisation())
	if err != nil {
		return w, err
	}
	w = ownWordsOf{name: o.Name(), by: o.Name(), path: "/staff/organisation", public: "/organisations/" + o.Id, text: o.OwnWords(), thing: "your organisation",
		say: func(words string) error { return flow.SayAboutOrganisation(e.App, m.Id, words) }}
	if w.versions, err = records.OwnWordsOnPage(e.App, o.Id, "", mostVersions); err != nil {
		return w, err
	}
	w.changed, err = records.HistoryOfOrganisation(e.App, o.Id, mostHistory)
	return w, err
}

func showOwnWords(e *core.RequestEvent, find func(*core.RequestEvent) (ownWordsOf, error)) error {
	w, err := find(e)
	if err != nil {
		return err
	}
	view, err := w.view(e, w.text, nil)
	if err != nil {
		return err
	}
	view.Notice = doneNotice(e)
	return ownWordsPage.show(e, http.StatusOK, view)
}

// doOwnWords takes the words, or shows how they would look. Words that may say
// too much are shown with the reasons first; sent a second time, they are taken.
func doOwnWords(e *core.RequestEvent, find func(*core.RequestEvent) (ownWordsOf, error)) error {
	w, err := find(e)
	if err != nil {
		return err
	}
	form, err := readForm(e)
	if err != nil {
		return err
	}
	words, err := flow.CheckOwnWords(form.Get(story.FieldOwnWords))
	if !form.Has(story.FieldOwnWords) { // half a form must not empty the page
		words, err = w.text, story.Problem{Field: story.FieldOwnWords, Text: "Your words did not reach us. Send them again."}
	}
	if p, wrong := story.AsProblem(err); wrong {
		view, err := w.view(e, words, []Problem{Problem(p)})
		if err != nil {
			return err
		}
		return ownWordsPage.show(e, http.StatusUnprocessableEntity, view)
	}
	view, err := w.view(e, words, nil)
	if err != nil {
		return err
	}
	view.Warnings, view.Warned = ownWordsWarnings(words, w.name, w.by), sumOf(words)
	if form.Get("do") == "preview" || len(view.Warnings) > 0 && form.Get("warned") != view.Warned {
		view.Preview = &OwnWords{w.by, words}
		return ownWordsPage.show(e, http.StatusOK, view)
	}
	if err := w.say(words); err != nil {
		return err
	}
	done := "own-words"
	if words == "" {
		done = "own-words-off"
	}
	return leadTo(e, w.path, done)
}

// view is the form with what was typed.
func (w ownWordsOf) view(e *core.RequestEvent, typed string, problems []Problem) (ownWordsView, error) {
	v := ownWordsView{FormErrors: FormErrors{problems}, actsFor: forNow(e), Name: w.name, Public: w.public, Action: w.path, Parts: w.parts,
		Field: Field{Name: story.FieldOwnWords, Label: "What do you want people to know about " + w.thing + "?", Rows: 12, Value: typed,
			Hint: "Up to 2,000 characters of plain text. Say what happens there, how to get in touch, what to bring. Web addresses stay text. Leave it empty to say nothing."}.With(problems)}
	for i, old := range w.versions {
		shown := ownWordsVersion{memberName(e.App, old.By()), clock(old.At(), zoneOf(e)), old.Words(), nil}
		if !old.TakenAt().IsZero() {
			shown.TakenOff = &takenOff{clock(old.TakenAt(), zoneOf(e)), old.Reason(), appealWordsPath + old.Id}
			if i == 0 {
				v.TakenOff = shown.TakenOff
			}
		}
		v.Versions = append(v.Versions, shown)
	}
	for _, c := range w.changed {
		if c.Field() != records.OwnWordsField {
			continue
		}
		v.LastChanged = clock(c.At(), zoneOf(e))
		m, err := records.FindMember(e.App, c.By())
		if err == nil && m.Organisation() == signedIn(e).Member.Organisation() {
			v.LastChanged = m.Name() + " " + v.LastChanged
		}
		return v, unlessMissing(err)
	}
	return v, nil
}

// ownWordsKinds are what the hints find in an organisation's words that may be
// somebody's own. A web address, a phone number of a ward or a day is meant to be
// there.
var ownWordsKinds = map[hints.Kind]string{
	hints.Email:  "This looks like an e-mail address: “%s”. Make sure it belongs to a team and not to one person.",
	hints.Name:   "This looks like a person’s name: “%s”. People move on, and everybody can read this. Make sure they agree.",
	hints.Phone:  "This looks like a mobile phone: “%s”. Make sure it belongs to a team and not to one person.",
	hints.Number: "This long number may belong to one person: “%s”.",
	hints.Handle: "This looks like someone’s name on a social network: “%s”. Make sure it is the organisation’s.",
	hints.Age:    "This looks like someone’s age: “%s”. Make sure it is about nobody in particular.",
}

// mobile is a number of a mobile phone in the United Kingdom, in Ireland or in
// Australia: most belong to one person.
var mobile = regexp.MustCompile(`^\W*(07|08[3-9]|04|(\+|00)\W*(44\W*(0\W*)?7|353\W*(0\W*)?8|61\W*(0\W*)?4))`)

func ownWordsWarnings(words string, own ...string) []string {
	var said []string
	seen := map[string]bool{}
	for _, m := range hints.Find(words, hints.Options{ServiceNames: own}) {
		if pattern, known := ownWordsKinds[m.Kind]; known && !seen[m.Text] && (m.Kind != hints.Phone || mobile.MatchString(m.Text)) {
			seen[m.Text] = true
			said = append(said, fmt.Sprintf(pattern, m.Text))
		}
	}
	return said
}

// sumOf tells one text from another, for a form that comes back.
func sumOf(text string) string {
	h := fnv.New64a()
	_, _ = h.Write([]byte(text))
	return fmt.Sprintf("%x", h.Sum64())
}
