package story

import (
	"fmt"
	"net/mail"
	"strings"
	"time"
	"unicode"
)

// Telling is everything an author fills in, as it came from the form.
type Telling struct {
	Title, Text                 string
	ToldFor                     string
	Good, Better, Feelings      []string
	Services                    []string
	ServiceText                 string
	HappenedMonth, HappenedYear int
	ScreenName, AgeGroup        string
	Postcode, Email             string
	Edits                       string
	Consent                     bool
}

// The answers a form may give to its choices.
var (
	ToldForChoices  = []string{"self", "cared-for", "relative", "friend", "consented"}
	AgeGroupChoices = []string{"adult", "young-person", "child"}
	EditsChoices    = []string{"show-me", "just-publish"}
)

// Cleaned is the telling in its normal form.
func (t Telling) Cleaned() Telling {
	t.Title, t.ScreenName = CleanLine(t.Title), CleanLine(t.ScreenName)
	t.Text = Clean(t.Text)
	t.ServiceText, t.Postcode, t.Email = CleanLine(t.ServiceText), CleanLine(t.Postcode), CleanLine(t.Email)
	t.Good, t.Better, t.Feelings = cleanTags(t.Good), cleanTags(t.Better), cleanTags(t.Feelings)
	t.Services = distinct(t.Services)
	return t
}

// CheckStory checks the first step: title, words and who it is told for.
func (t Telling) CheckStory() Problems {
	var ps Problems
	_ = ps.Add(CheckTitle(t.Title))
	_ = ps.Add(CheckText(t.Text))
	_ = ps.Add(choice("told_for", t.ToldFor, ToldForChoices, "Choose who this story is about."))
	return ps
}

// CheckFeelings checks the second step: every tag.
func (t Telling) CheckFeelings() Problems {
	var ps Problems
	_ = ps.Add(CheckTags("good", t.Good))
	_ = ps.Add(CheckTags("better", t.Better))
	_ = ps.Add(CheckTags("feelings", t.Feelings))
	return ps
}

// maxServices is how many services one story may be about.
const maxServices = 10

// CheckServices checks the third step: at least one service, in a list or in
// the author's own words, and when it happened.
func (t Telling) CheckServices(now time.Time) Problems {
	var ps Problems
	switch {
	case len(t.Services) == 0 && t.ServiceText == "":
		ps = append(ps, Problem{"service", "Choose a service, or tell us in your own words where it happened."})
	case len(t.Services) > maxServices:
		ps = append(ps, Problem{"service", fmt.Sprintf("Choose %d services at most. You can name the others in your story.", maxServices)})
	}
	if len([]rune(t.ServiceText)) > 200 {
		ps = append(ps, Problem{"service_text", "Use 200 characters at most to say where it happened."})
	}
	_ = ps.Add(checkHappened(t.HappenedMonth, t.HappenedYear, now))
	return ps
}

func checkHappened(month, year int, now time.Time) error {
	const field = "happened_month"
	switch {
	case month == 0 && year == 0:
		return Problem{field, "Tell us the month and year it happened. If you are not sure, your best guess is fine."}
	case month < 1 || month > 12:
		return Problem{field, "Choose a month from 1 to 12."}
	case year < 1900 || year > 9999:
		return Problem{"happened_year", "Write the year in full, like " + fmt.Sprint(now.Year()) + "."}
	case time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC).After(now):
		return Problem{field, "The month you gave has not come yet. Check the month and the year."}
	}
	return nil
}

// OlderThan reports whether what happened lies more than some months back. It
// warns the author before sending; only a moderator refuses for it.
func (t Telling) OlderThan(months int, now time.Time) bool {
	if t.HappenedYear == 0 {
		return false
	}
	limit := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, -months, 0)
	return time.Date(t.HappenedYear, time.Month(t.HappenedMonth), 1, 0, 0, 0, 0, time.UTC).Before(limit)
}

// CheckAboutYou checks the fourth step. A postcode is never a problem: it is
// warned about elsewhere and never blocks.
func (t Telling) CheckAboutYou() Problems {
	var ps Problems
	_ = ps.Add(CheckScreenName(t.ScreenName, t.Email))
	_ = ps.Add(choice("age_group", t.AgeGroup, AgeGroupChoices, "Choose an age group."))
	if len([]rune(t.Postcode)) > 20 {
		ps = append(ps, Problem{"postcode", "That is too long for a postcode. You can leave this empty."})
	}
	_ = ps.Add(CheckEmail(t.Email))
	_ = ps.Add(choice("edits", t.Edits, EditsChoices, "Choose what happens if a moderator changes something."))
	return ps
}

// CheckConsent checks that the author agreed.
func (t Telling) CheckConsent() Problems {
	if t.Consent {
		return nil
	}
	return Problems{{"consent", "Tick the box if you agree. Without it we can't take your story."}}
}

// Check checks every step.
func (t Telling) Check(now time.Time) Problems {
	var ps Problems
	ps = append(ps, t.CheckStory()...)
	ps = append(ps, t.CheckFeelings()...)
	ps = append(ps, t.CheckServices(now)...)
	ps = append(ps, t.CheckAboutYou()...)
	return append(ps, t.CheckConsent()...)
}

// CheckEmail checks an address; none at all is fine. RFC 5321 allows 254 characters.
func CheckEmail(address string) error {
	if address == "" {
		return nil
	}
	parsed, err := mail.ParseAddress(address)
	if err != nil || parsed.Address != address || len(address) > 254 || !strings.Contains(address[strings.LastIndex(address, "@")+1:], ".") {
		return Problem{"email", "Write an e-mail address like name@example.org, or leave this empty."}
	}
	return nil
}

func choice(field, value string, allowed []string, say string) error {
	for _, a := range allowed {
		if a == value {
			return nil
		}
	}
	return Problem{field, say}
}

func cleanTags(tags []string) []string {
	var out []string
	for _, t := range tags {
		out = append(out, CleanLine(t))
	}
	return distinct(out)
}

// distinct leaves out what is empty or was already there, in any case.
func distinct(list []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, v := range list {
		k := strings.ToLower(v)
		if v == "" || seen[k] {
			continue
		}
		seen[k] = true
		out = append(out, v)
	}
	return out
}

// TagSlug is a tag's name in addresses: small letters, digits and hyphens.
func TagSlug(name string) string {
	var b strings.Builder
	hyphen := false
	for _, r := range strings.ToLower(name) {
		if isLetterOrDigit(r) {
			if hyphen && b.Len() > 0 {
				b.WriteByte('-')
			}
			hyphen = false
			b.WriteRune(r)
			continue
		}
		hyphen = r != '\'' && r != '’'
	}
	return b.String()
}

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
