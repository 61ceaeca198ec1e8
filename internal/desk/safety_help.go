package desk

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"time"

	"candour/internal/flow"
	"candour/internal/hints"
	"candour/internal/records"
	"candour/internal/region"
	"candour/internal/story"
)

// helper is somebody to turn to, with what they are for.
type helper struct {
	For   string `json:"for"` // as in a step
	Name  string `json:"name"`
	What  string `json:"what"`
	Phone string `json:"phone"`
	URL   string `json:"url"`
	Hours string `json:"hours"`
	Now   string `json:"now"` // "yes" when they answer now, "no" when they are shut, "" when nobody knows
}

// bodyView is an organisation of the story, and whom to call there.
type bodyView struct {
	ID   string            `json:"id"`
	Name string            `json:"name"`
	Call *story.Escalation `json:"call"` // nil while nobody has written it down
	Set  string            `json:"set"`  // by whom and when
	Now  string            `json:"now"`  // as of a helper; only "Day and night" is understood
}

// mostCrisis is how many of the region's crisis contacts stand where an author is told
// whom to turn to: the emergency services, and whom to call when it can't wait.
const mostCrisis = 2

// helpersAt are the region's contacts, who answers now first: at a weekend nobody
// should have to ring through a list of shut offices.
func helpersAt(r *region.Region, now time.Time) []helper {
	all := []helper{}
	add := func(is string, c region.Contact, when region.Answers) {
		h := helper{For: is, Name: c.Name, What: c.What, Phone: c.Phone, URL: c.URL, Hours: c.Hours}
		// Without a number nobody answers: it has to be looked up first.
		answers, known := r.AnswersNow(when, now)
		switch known = known && c.Phone != ""; {
		case known && answers:
			h.Now = "yes"
		case known:
			h.Now = "no"
		}
		all = append(all, h)
	}
	for _, c := range r.CrisisContacts[:min(mostCrisis, len(r.CrisisContacts))] {
		var when region.Answers
		if dayAndNight(c.Hours) {
			when = "always"
		}
		add(story.TellCrisis, c, when)
	}
	for _, e := range r.Escalation {
		add(e.For, e.Contact, e.Answers)
	}
	if len(r.CrisisContacts) > 0 && !slices.ContainsFunc(all, func(h helper) bool { return h.For == story.TellEmergency }) {
		add(story.TellEmergency, r.CrisisContacts[0], "")
	}
	rank := map[string]int{"yes": 0, "": 1, "no": 2}
	slices.SortStableFunc(all, func(a, b helper) int { return cmp.Compare(rank[a.Now], rank[b.Now]) })
	return all
}

// dayAndNight reports whether hours say so, perhaps with more behind it.
func dayAndNight(hours string) bool {
	first, _, _ := strings.Cut(hours, ".")
	return strings.EqualFold(first, "day and night")
}

// addBodies adds whom to call at the organisations that run the story's services.
func (d *desk) addBodies(v *safetyView) error {
	services, err := records.ServicesOfStory(d.App, v.Story)
	if err != nil {
		return err
	}
	v.Bodies = []bodyView{}
	for _, s := range services {
		id := s.Organisation()
		if id == "" || slices.ContainsFunc(v.Bodies, func(b bodyView) bool { return b.ID == id }) {
			continue
		}
		o, err := records.FindOrganisation(d.App, id)
		if err != nil {
			return err
		}
		b := bodyView{ID: id, Name: o.Name()}
		e, err := records.FindEscalation(d.App, id)
		if err == nil {
			whom, by := e.Whom(), "a senior moderator"
			if e.ByMember() {
				by = "the organisation"
			}
			if whom.Phone != "" && dayAndNight(whom.Hours) {
				b.Now = "yes"
			}
			b.Call, b.Set = &whom, "Written down by "+by+" on "+day(d.App, e.At())+"."
		} else if !errors.Is(err, records.ErrNotFound) {
			return err
		}
		v.Bodies = append(v.Bodies, b)
	}
	return nil
}

// aboutAnother begins the letters of the ways on with the words for an author who tells
// about somebody else, where the region has such words: they are not the one in danger.
func aboutAnother(outcomes []story.Outcome, messages []region.Message) {
	for i, o := range outcomes {
		outcomes[i].Steps = slices.Clone(o.Steps)
		for j, step := range outcomes[i].Steps {
			other := step.Message + "-other"
			if slices.ContainsFunc(messages, func(m region.Message) bool { return m.ID == other }) {
				outcomes[i].Steps[j].Message = other
			}
		}
	}
}

// fits is the way on that is looked at first for a band of urgent words. A moderator chooses.
var fits = map[hints.Kind]string{hints.Danger: "serious", hints.SelfHarm: "means-harm", hints.AtRisk: "serious", hints.Crime: "serious"}

// mostPassages are offered to begin with, each with at most so many letters.
const (
	mostPassages      = 4
	mostPassageLength = 240
)

// addUrgent adds the sentences with urgent words, to say with one click what worries
// somebody, and the way on that they fit.
func (d *desk) addUrgent(v *safetyView, s *records.Story) error {
	own, err := flow.HintWords(d.App)
	if err != nil {
		return err
	}
	w, all := s.Words(), []hints.Mark{}
	for _, text := range []string{w.Title, w.Text} {
		marks := hints.Urgent(text, hints.Options{Own: own})
		all = append(all, marks...)
		for _, m := range marks {
			said := sentenceAt([]rune(text), m.Start, m.End)
			if !m.Past && len(v.Passages) < mostPassages && !slices.Contains(v.Passages, said) {
				v.Passages = append(v.Passages, said)
			}
		}
	}
	if u := urgencyOf(all); u != nil {
		v.Fits = fits[hints.Kind(u.Band)]
	}
	return nil
}

// sentenceAt is the sentence in which something stands, or what stands around it where
// that is too long.
func sentenceAt(text []rune, start, end int) string {
	from, to := start, end
	for from > 0 && !strings.ContainsRune(".!?\n", text[from-1]) && to-from < mostPassageLength {
		from--
	}
	for to < len(text) && text[to] != '\n' && to-from < mostPassageLength && !strings.ContainsRune(".!?", text[to-1]) {
		to++
	}
	return strings.TrimSpace(string(text[from:to]))
}
