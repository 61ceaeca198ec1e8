package desk

import (
	"cmp"
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
)

// messageView is one message between a moderator and the author.
type messageView struct {
	Who  string `json:"who"`
	Text string `json:"text"`
	At   string `json:"at"`
}

// actView is one thing that was done about a story or a response.
type actView struct {
	Who        string   `json:"who"`
	What       string   `json:"what"`
	At         string   `json:"at"`
	Changed    []string `json:"changed"`
	Reason     string   `json:"reason"`
	Why        []string `json:"why"`  // of an edit: a reason for each part, in words
	Note       string   `json:"note"` // between a moderator and a senior one
	Version    int      `json:"version"`
	OnResponse bool     `json:"onResponse"`
}

// people puts names to the ids of moderators. Whoever is no moderator is the author.
type people map[string]string

func peopleOf(app core.App) (people, error) {
	moderators, err := records.Moderators(app)
	if err != nil {
		return nil, err
	}
	names := people{"": "The author"}
	for _, m := range moderators {
		names[m.Id] = m.Name()
	}
	return names, nil
}

func (p people) name(id string) string {
	if n, ok := p[id]; ok {
		return n
	}
	return "A moderator who has left"
}

// then is what somebody was called when they acted, as it was written down; rows
// from before names were kept have none.
func (p people) then(written, id string) string {
	if written != "" {
		return written
	}
	return p.name(id)
}

func (d *desk) addMessages(v *storyView) error {
	messages, err := records.MessagesOfStory(d.App, v.ID)
	if err != nil {
		return err
	}
	names, err := peopleOf(d.App)
	if err != nil {
		return err
	}
	v.Messages = make([]messageView, 0, len(messages))
	for _, m := range messages {
		who := names.name(m.Moderator())
		if m.ByAuthor() {
			who = "The author"
		}
		v.Messages = append(v.Messages, messageView{who, m.Text(), moment(d.App, m.At())})
		v.Unread = v.Unread || m.ByAuthor() && m.DoneAt().IsZero()
	}
	return nil
}

// addActs adds the record of what was done.
func (d *desk) addActs(v *storyView) error {
	acts, err := d.acts(v.ID)
	if err != nil {
		return err
	}
	v.Acts = acts
	return nil
}

func (d *desk) acts(storyID string) ([]actView, error) {
	acts, err := records.ActsOnStory(d.App, storyID)
	if err != nil {
		return nil, err
	}
	views, err := d.actViews(acts)
	if err != nil {
		return nil, err
	}
	return views, d.nameAppellants(storyID, views)
}

func (d *desk) actViews(acts []*records.Moderation) ([]actView, error) {
	names, err := peopleOf(d.App)
	if err != nil {
		return nil, err
	}
	views := make([]actView, 0, len(acts))
	for _, a := range acts {
		why := []string{}
		for _, r := range a.Reasons() {
			why = append(why, r.InCopy())
		}
		who, note := whoActed(a, names), ""
		if a.What() == "held" || a.What() == "returned" {
			note = a.Note()
		}
		if a.By() == "" && a.What() == "held" { // after a restore, by the ledger
			who = "The site itself"
		}
		views = append(views, actView{Why: why, Who: who, What: a.What(), At: moment(d.App, a.At()),
			Changed: append([]string{}, a.Changed()...), Reason: a.Reason(), Note: note, Version: a.Version(), OnResponse: a.Response() != ""})
	}
	return views, nil
}

// did says an act in the past, as one colleague would to another.
var did = map[string]string{
	"edited": "edited this", "approved": "approved this", "published": "published this", "rejected": "rejected this",
	"asked": "asked the author a question", "answered": "wrote to you", "agreed": "agreed to the edits", "returned": "sent this back", "held": "put this aside for somebody to be asked",
	"question-sent": "asked a service a question", "question-answered": "A service answered a question", "question-silence": "A service’s time to answer ended", "question-taken-back": "took a question to a service back",
	"author-silence": "The author’s time to answer ended",
	"waits":          "asked us to wait", "proposed": "proposed other words", "restricted": "closed this for now", "removed": "took this down", "lifted": "opened this again",
	"report-read": "read what a reader reported",
}

// clash says who acted since the moderator opened something.
func clash(acts []actView, onResponse bool) string {
	for i := len(acts) - 1; i >= 0; i-- {
		if a := acts[i]; a.OnResponse == onResponse && a.Version > 0 { // a message alone changes nothing
			says := cmp.Or(a.Who, "Somebody") + " " + did[a.What]
			if a.What == "question-answered" || a.What == "question-silence" || a.What == "author-silence" { // a service, or the clock
				says = did[a.What]
			}
			return fmt.Sprintf("%s on %s, after you opened it. Nothing of yours was saved, and it is all still here.", says, a.At)
		}
	}
	return "This was changed after you opened it. Nothing of yours was saved, and it is all still here."
}
