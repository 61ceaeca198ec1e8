package region

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"candour/internal/story"
)

var (
	plainID      = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	countryCode  = regexp.MustCompile(`^[A-Z]{2}$`)
	languageCode = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
)

// check looks at every value and returns all that is wrong at once, each with its
// place in the file. It also sets the region's clock.
func (r *Region) check() error {
	var wrong []error
	say := func(place, format string, args ...any) {
		wrong = append(wrong, fmt.Errorf("%s: %s", place, fmt.Sprintf(format, args...)))
	}
	need := func(place, value string) {
		if strings.TrimSpace(value) == "" {
			say(place, "must not be empty")
		}
	}
	id := func(place, value string) {
		if !plainID.MatchString(value) {
			say(place, "%q must be small letters, digits and hyphens", value)
		}
	}
	id("id", r.ID)
	need("name", r.Name)
	need("country", r.Country)
	need("postcodeLabel", r.PostcodeLabel)
	if !countryCode.MatchString(r.CountryCode) {
		say("countryCode", "%q must be two capital letters", r.CountryCode)
	}
	if _, ok := postcodeFormats[r.PostcodeFormat]; !ok {
		say("postcodeFormat", "%q is not known; it must be \"uk\", \"eircode\" or \"au\"", r.PostcodeFormat)
	}
	if r.RecencyMonths < 1 || r.RecencyMonths > 240 {
		say("recencyMonths", "%d must be from 1 to 240", r.RecencyMonths)
	}
	r.checkLanguages(say, need)
	r.checkAreas(say, need, id)
	r.checkIdentifiers(say)
	r.checkContacts(say, need)
	r.checkPrivacy(say, need)
	r.checkQuestions(say, need, id)
	r.checkMessages(say, need, id)
	for i, w := range r.HintWords {
		need(at("hintWords", i, "kind"), w.Kind)
		need(at("hintWords", i, "word"), w.Word)
	}
	d := r.Disclosure
	if d.MinimumPeople < 1 || d.HideUpTo < 0 || d.RoundTo < 1 || d.PercentagesFrom < d.MinimumPeople {
		say("disclosure", "minimumPeople and roundTo must be 1 or more, hideUpTo 0 or more, percentagesFrom no less than minimumPeople")
	}
	r.setClock(say)
	return errors.Join(wrong...)
}

type sayFunc = func(place, format string, args ...any)

func (r *Region) checkLanguages(say sayFunc, need func(place, value string)) {
	if len(r.Languages) == 0 {
		say("languages", "must name at least one")
	}
	for i, l := range r.Languages {
		if !languageCode.MatchString(l.Code) {
			say(at("languages", i, "code"), "%q is not a language code such as en-GB", l.Code)
		}
		need(at("languages", i, "name"), l.Name)
	}
}

func (r *Region) checkAreas(say sayFunc, need, id func(place, value string)) {
	if len(r.AreaLevels) == 0 {
		say("areaLevels", "must name at least one")
	}
	for i, a := range r.AreaLevels {
		id(at("areaLevels", i, "kind"), a.Kind)
		need(at("areaLevels", i, "name"), a.Name)
		need(at("areaLevels", i, "plural"), a.Plural)
		need(at("areaLevels", i, "does"), a.Does)
	}
}

func (r *Region) checkIdentifiers(say sayFunc) {
	if len(r.Identifiers) == 0 {
		say("identifiers", "must name at least one")
	}
	for i, x := range r.Identifiers {
		if !plainID.MatchString(x.Scheme) || x.Name == "" {
			say(at("identifiers", i, "scheme"), "a scheme needs an id of small letters and a name")
		}
		pattern, err := regexp.Compile(`^(?:` + x.Pattern + `)$`)
		if err != nil || x.Pattern == "" {
			say(at("identifiers", i, "pattern"), "%q is not a regular expression", x.Pattern)
		} else if !pattern.MatchString(x.Example) {
			say(at("identifiers", i, "example"), "%q does not fit the pattern", x.Example)
		}
	}
}

func (r *Region) checkContacts(say sayFunc, need func(place, value string)) {
	need("complaints.first", r.Complaints.First)
	need("complaints.then", r.Complaints.Then)
	var escalation []Contact
	for i, e := range r.Escalation {
		if !slices.Contains(story.EscalationKinds, e.For) {
			say(at("escalation", i, "for"), "%q must be one of %s", e.For, strings.Join(story.EscalationKinds, ", "))
		}
		if _, err := e.Answers.hours(); err != nil && e.Answers != "" && e.Answers != answersAlways {
			say(at("escalation", i, "answers"), "%s", err)
		}
		escalation = append(escalation, e.Contact)
	}
	for _, list := range []struct {
		place    string
		contacts []Contact
	}{{"crisisContacts", r.CrisisContacts}, {"complaints.contacts", r.Complaints.Contacts}, {"escalation", escalation}} {
		place := list.place
		if len(list.contacts) == 0 && place != "escalation" { // without it, moderators are sent to the first crisis contact
			say(place, "must name at least one")
		}
		for i, c := range list.contacts {
			need(at(place, i, "name"), c.Name)
			need(at(place, i, "what"), c.What)
			if c.Phone+c.Text+c.URL == "" {
				say(at(place, i, ""), "needs a phone, a text or a url")
			}
			if strings.ContainsFunc(c.Phone, func(r rune) bool { return r != ' ' && r != '+' && !unicode.IsDigit(r) }) {
				say(at(place, i, "phone"), "%q must be digits and spaces", c.Phone)
			}
			if c.URL != "" && !isWebAddress(c.URL) {
				say(at(place, i, "url"), "%q must begin with https://", c.URL)
			}
		}
	}
}

func (r *Region) checkPrivacy(say sayFunc, need func(place, value string)) {
	need("privacy.law", r.Privacy.Law)
	need("privacy.regulator.name", r.Privacy.Regulator.Name)
	if len(r.Privacy.Bases) == 0 {
		say("privacy.bases", "must name at least one")
	}
	for i, b := range r.Privacy.Bases {
		need(at("privacy.bases", i, "for"), b.For)
		need(at("privacy.bases", i, "words"), b.Words)
	}
	if r.Privacy.ConsentAge < 0 || r.Privacy.ConsentAge > 18 {
		say("privacy.consentAge", "%d must be from 0 to 18", r.Privacy.ConsentAge)
	}
	if !isWebAddress(r.Privacy.Regulator.URL) {
		say("privacy.regulator.url", "%q must begin with https://", r.Privacy.Regulator.URL)
	}
	if !isWebAddress(r.Exit) {
		say("exit", "%q must begin with https://", r.Exit)
	}
}

func isWebAddress(v string) bool {
	u, err := url.Parse(v)
	return err == nil && u.Scheme == "https" && u.Host != ""
}

func (r *Region) checkQuestions(say sayFunc, need, id func(place, value string)) {
	var seen []string
	for i, q := range r.Questions {
		id(at("questions", i, "id"), q.ID)
		need(at("questions", i, "text"), q.Text)
		need(at("questions", i, "preferNot"), q.PreferNot)
		if slices.Contains(seen, q.ID) {
			say(at("questions", i, "id"), "%q is there twice", q.ID)
		}
		seen = append(seen, q.ID)
		if q.Kind != "choice" && q.Kind != "year" {
			say(at("questions", i, "kind"), "%q must be choice or year", q.Kind)
		}
		if (q.Kind == "choice") != (len(q.Options) >= 2) {
			say(at("questions", i, "options"), "a choice needs two or more, a year none")
		}
		var values []string
		for j, o := range q.Options {
			place := at("questions", i, at("options", j, "value"))
			id(place, o.Value)
			need(at("questions", i, at("options", j, "label")), o.Label)
			if slices.Contains(values, o.Value) {
				say(place, "%q is there twice", o.Value)
			}
			values = append(values, o.Value)
		}
	}
}

// Speaks reports whether a language is one of the region's.
func (r *Region) Speaks(code string) bool {
	return slices.ContainsFunc(r.Languages, func(l Language) bool { return l.Code == code })
}

func (r *Region) checkMessages(say sayFunc, need, id func(place, value string)) {
	var seen []string
	for i, m := range r.Messages {
		id(at("messages", i, "id"), m.ID)
		need(at("messages", i, "label"), m.Label)
		need(at("messages", i, "text"), m.Text)
		if m.Asks != "" && m.Asks != "author" && m.Asks != "service" {
			say(at("messages", i, "asks"), "must be author or service, not %q", m.Asks)
		}
		if m.Language != "" && !r.Speaks(m.Language) {
			say(at("messages", i, "language"), "%q is not one of the languages", m.Language)
		}
		if slices.Contains(seen, m.ID) {
			say(at("messages", i, "id"), "%q is there twice", m.ID)
		}
		seen = append(seen, m.ID)
	}
}

// at names a place in the file: crisisContacts[2].phone.
func at(list string, i int, field string) string {
	return strings.TrimSuffix(fmt.Sprintf("%s[%d].%s", list, i, field), ".")
}
