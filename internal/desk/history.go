package desk

import (
	"net/http"
	"slices"
	"strconv"
	"time"

	"candour/internal/records"
)

// historyPage is how many things one page of a story's history shows; all of them
// are shown to whoever prints it, up to mostHistory.
const (
	historyPage = 50
	mostHistory = 2000
)

// historyEntry is one thing that happened to a story: who, when, what, why, and from
// which version. It holds no address of anybody.
type historyEntry struct {
	Kind    string         `json:"kind"` // told, act, letter, message, response, score, disclosure
	Who     string         `json:"who"`  // "" where the clock, or a service, acted
	What    string         `json:"what"`
	At      string         `json:"at"`
	Changed []string       `json:"changed"`
	Why     []string       `json:"why"`   // of an edit: a reason for each part; of a refusal, its reason
	Words   []string       `json:"words"` // what was written with it
	Version int            `json:"version"`
	Marks   *comparedWords `json:"marks"` // of an edit, word by word, while the words are kept
	Link    string         `json:"link"`  // where at the desk there is more

	when time.Time
	by   string // the moderator's id, to put things beside the act they belong to
}

// historyView is a page of it.
type historyView struct {
	ID      string         `json:"id"`
	Title   string         `json:"title"`
	State   string         `json:"state"`
	Version int            `json:"version"`
	Entries []historyEntry `json:"entries"`
	Total   int            `json:"total"`
	Page    int            `json:"page"`
	Pages   int            `json:"pages"`
	Overall *comparedWords `json:"overall"` // the first words against those that stand
	Lost    bool           `json:"lost"`    // words were changed, and how they read is not kept any more
}

// storyHistory answers with a story's whole history in the order it happened, page by
// page. A story that is gone has none here: nobody reads those, moderators neither.
func storyHistory(d *desk) error {
	id := d.Request.PathValue("id")
	s, err := d.storyHere(id)
	if err != nil {
		return d.fail(err, id, nil)
	}
	h := history{desk: d, story: s}
	if err := h.gather(); err != nil {
		return d.InternalServerError("", err)
	}
	v := historyView{ID: s.Id, Title: s.Title(), State: string(s.State()), Version: s.Version(), Total: len(h.entries), Overall: h.overall, Lost: h.lost}
	from, to := 0, min(v.Total, mostHistory)
	v.Page, v.Pages = 1, 1
	if d.Request.URL.Query().Get("all") == "" {
		v.Pages = max(1, (v.Total+historyPage-1)/historyPage)
		asked, _ := strconv.Atoi(d.Request.URL.Query().Get("page"))
		v.Page = max(1, min(asked, v.Pages))
		from, to = (v.Page-1)*historyPage, min(v.Page*historyPage, v.Total)
	}
	v.Entries = append([]historyEntry{}, h.entries[from:to]...)
	return d.JSON(http.StatusOK, v)
}

// history gathers what is known of one story.
type history struct {
	*desk
	story   *records.Story
	names   people
	entries []historyEntry
	overall *comparedWords
	lost    bool
}

func (h *history) gather() (err error) {
	if h.names, err = peopleOf(h.App); err != nil {
		return err
	}
	h.add(historyEntry{Kind: "told", Who: h.names.name(""), What: "told", Version: 1, when: h.story.SubmittedAt()})
	for _, part := range []func() error{h.acts, h.edits, h.messages, h.responses, h.scores, h.safety, h.looks, h.questions, h.closings, h.disclosures, h.letters} {
		if err := part(); err != nil {
			return err
		}
	}
	slices.SortStableFunc(h.entries, func(a, b historyEntry) int { return a.when.Compare(b.when) })
	return nil
}

func (h *history) add(e historyEntry) {
	if e.when.IsZero() {
		return
	}
	e.At = moment(h.App, e.when)
	for _, list := range []*[]string{&e.Changed, &e.Why, &e.Words} {
		if *list == nil {
			*list = []string{}
		}
	}
	h.entries = append(h.entries, e)
}

// beside finds the act that something else which is stored belongs to: it was written
// in the same moment by the same person.
func (h *history) beside(what []string, by string, at time.Time) *historyEntry {
	for i := range h.entries {
		e := &h.entries[i]
		if e.Kind == "act" && slices.Contains(what, e.What) && (by == anybody || e.by == by) && e.when.Sub(at).Abs() < time.Second && len(e.Words) == 0 {
			return e
		}
	}
	return nil
}

// anybody stands for a person who does not matter.
const anybody = "*"
