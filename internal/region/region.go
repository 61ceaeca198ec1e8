// Package region holds what differs from one country to the next: words, rules,
// clocks, crisis contacts and questions. A region is a file of data, never code:
// another country is another file of the same shape.
package region

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // the clock must be right on a machine that has no time zones of its own
)

//go:embed profiles/*.json
var profiles embed.FS

// Region is the profile of a deployment.
type Region struct {
	ID             string       `json:"id"` // small letters and hyphens, as in --region
	Name           string       `json:"name"`
	Country        string       `json:"country"`
	CountryCode    string       `json:"countryCode"` // ISO 3166-1, two letters
	Languages      []Language   `json:"languages"`   // a story may be told in these; the first is the site's own
	PostcodeLabel  string       `json:"postcodeLabel"`
	PostcodeFormat string       `json:"postcodeFormat"` // "uk", "eircode" or "au"
	AreaLevels     []AreaLevel  `json:"areaLevels"`     // who answers for an author's area, nearest first
	Identifiers    []Identifier `json:"identifiers"`    // codes that services have here
	RecencyMonths  int          `json:"recencyMonths"`  // how long ago care may have ended
	TimeZone       string       `json:"timeZone"`       // IANA name
	OfficeHours    OfficeHours  `json:"officeHours"`
	Holidays       []Holiday    `json:"holidays"` // days on which nobody moderates
	CrisisContacts []Contact    `json:"crisisContacts"`
	// Whom moderators call when somebody may be in danger, by what they are for.
	Escalation []Escalation `json:"escalation,omitempty"`
	Complaints Complaints   `json:"complaints"`
	Questions  []Question   `json:"questions"`           // asked after a story was sent; all may be left out
	Messages   []Message    `json:"messages,omitempty"`  // words for moderators to begin a message to an author with
	HintWords  []HintWord   `json:"hintWords,omitempty"` // words of the country that the desk's hints should know
	Disclosure Disclosure   `json:"disclosure"`
	Privacy    Privacy      `json:"privacy"`
	Exit       string       `json:"exit"` // where "Exit this page" leads: something everyday
	// Where else to complain, with a way to get there; empty where there is nobody.
	AccessibilityBody string `json:"accessibilityBody,omitempty"`

	clock clock
}

// Language is one that stories may be told in.
type Language struct {
	Code string `json:"code"` // BCP 47
	Name string `json:"name"` // in the language itself
}

// AreaLevel is one kind of organisation that answers for an area.
type AreaLevel struct {
	Kind   string `json:"kind"` // the kind of an organisation: partnership, board …
	Name   string `json:"name"` // as people say it, in small letters
	Plural string `json:"plural"`
	Does   string `json:"does"` // goes on after "It": plans care where you live
}

// Identifier is a scheme of codes by which services are known.
type Identifier struct {
	Scheme  string `json:"scheme"`
	Name    string `json:"name"`
	Pattern string `json:"pattern"` // regular expression of the whole code
	Example string `json:"example"` // a code that fits the pattern
}

// Contact is where a person finds help. Phone is as it is said aloud; Text is
// what to send to where; an empty field is not offered.
type Contact struct {
	Name  string `json:"name"`
	What  string `json:"what"`
	Phone string `json:"phone,omitempty"`
	Text  string `json:"text,omitempty"`
	URL   string `json:"url,omitempty"`
	Hours string `json:"hours,omitempty"`
}

// Escalation is whom moderators turn to for somebody in danger: the emergency
// services, the police, or who looks after a child or an adult at risk.
type Escalation struct {
	For     string  `json:"for"`               // emergency, police, child or adult
	Answers Answers `json:"answers,omitempty"` // as Hours say it, for the clock
	Contact
}

// PhoneLink is the number for a tel: link, or "" when there is none.
func (c Contact) PhoneLink() string { return strings.ReplaceAll(c.Phone, " ", "") }

// Complaints says where to turn with a formal complaint, first and then.
type Complaints struct {
	First    string    `json:"first"`
	Then     string    `json:"then"`
	Contacts []Contact `json:"contacts"` // in the order they are turned to
}

// Privacy is the law of the region, for the privacy notice.
type Privacy struct {
	Law        string    `json:"law"`        // goes on after "under": the General Data Protection Regulation
	Bases      []Basis   `json:"bases"`      // why we may, in the words of the law
	ConsentAge int       `json:"consentAge"` // below it the law wants a parent or guardian to agree too
	Regulator  Regulator `json:"regulator"`
}

// Basis is one purpose and the reason in law for it.
type Basis struct {
	For   string `json:"for"`
	Words string `json:"words"`
}

// Regulator is who watches over privacy here, and takes complaints.
type Regulator struct {
	Name  string `json:"name"` // goes on after "complain to": the Information Commissioner
	URL   string `json:"url"`
	Phone string `json:"phone,omitempty"`
}

// Question is one private question about the author, for statistics only.
type Question struct {
	ID        string   `json:"id"`
	Text      string   `json:"text"`
	Help      string   `json:"help,omitempty"`
	Kind      string   `json:"kind"` // "choice" or "year"
	Options   []Option `json:"options,omitempty"`
	PreferNot string   `json:"preferNot"`        // the label of not answering; it is stored as nothing
	Source    string   `json:"source,omitempty"` // whose set of answers this is
}

// Option is one answer. Options of one group stand together under its name.
type Option struct {
	Value string `json:"value"`
	Label string `json:"label"`
	Group string `json:"group,omitempty"`
}

// Message is words for a moderator to begin with, about one usual question.
type Message struct {
	ID       string `json:"id"`
	Asks     string `json:"asks,omitempty"`     // service, for a question to one; nothing for an author
	Language string `json:"language,omitempty"` // one of the region's; nothing for the first
	Label    string `json:"label"`
	Text     string `json:"text"`
}

// HintWord is a word that the hints of the desk mark, or never mark, as one kind.
type HintWord struct {
	Kind   string `json:"kind"` // as in internal/hints: name, offensive, danger …
	Word   string `json:"word"`
	Ignore bool   `json:"ignore,omitempty"`
}

// Disclosure is the rule for publishing counts of people: none at all from fewer
// than MinimumPeople; counts from 1 to HideUpTo hidden; others rounded to the
// nearest RoundTo; percentages only from a base of PercentagesFrom.
type Disclosure struct {
	MinimumPeople   int `json:"minimumPeople"`
	HideUpTo        int `json:"hideUpTo"`
	RoundTo         int `json:"roundTo"`
	PercentagesFrom int `json:"percentagesFrom"`
}

// Load reads a region by the name of a built-in one ("scotland") or from a file
// of the same shape, checks all of it, and says which value is wrong.
func Load(nameOrFile string) (*Region, error) {
	data, err := profiles.ReadFile("profiles/" + nameOrFile + ".json")
	if err != nil {
		if filepath.Ext(nameOrFile) != ".json" && !strings.ContainsAny(nameOrFile, `/\`) {
			return nil, fmt.Errorf("there is no region %q: choose one of %s, or name a .json file", nameOrFile, strings.Join(Names(), ", "))
		}
		if data, err = os.ReadFile(nameOrFile); err != nil {
			return nil, fmt.Errorf("reading the region: %w", err)
		}
	}
	r, err := parse(data)
	if err != nil {
		return nil, fmt.Errorf("region %q: %w", nameOrFile, err)
	}
	return r, nil
}

// Names lists the built-in regions.
func Names() []string {
	files, _ := fs.Glob(profiles, "profiles/*.json")
	for i, file := range files {
		files[i] = strings.TrimSuffix(filepath.Base(file), ".json")
	}
	return files
}

func parse(data []byte) (*Region, error) {
	r := &Region{}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(r); err != nil {
		return nil, fmt.Errorf("not a region profile: %w", err)
	}
	if err := r.check(); err != nil {
		return nil, err
	}
	return r, nil
}

// OldestMonth is the first day of the earliest month of which stories are still
// taken at the time t, in the region's time zone.
func (r *Region) OldestMonth(t time.Time) time.Time {
	t = t.In(r.clock.zone)
	return time.Date(t.Year(), t.Month()-time.Month(r.RecencyMonths), 1, 0, 0, 0, 0, r.clock.zone)
}

// Question finds one of the private questions.
func (r *Region) Question(id string) (Question, bool) {
	for _, q := range r.Questions {
		if q.ID == id {
			return q, true
		}
	}
	return Question{}, false
}

// Accepts tells whether a value is an answer to the question: one of its options,
// or a year in which somebody living at the time t may have been born.
func (q Question) Accepts(value string, t time.Time) bool {
	if q.Kind == "year" {
		year, err := strconv.Atoi(value)
		return err == nil && len(value) == 4 && year <= t.Year() && year >= t.Year()-120
	}
	return slices.ContainsFunc(q.Options, func(o Option) bool { return o.Value == value })
}
