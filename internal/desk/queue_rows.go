package desk

import (
	"slices"
	"strings"
	"time"

	"candour/internal/flow"
	"candour/internal/hints"
	"candour/internal/records"
	"candour/internal/story"
)

// heldForWords says who was asked about a story.
var heldForWords = map[string]string{"author": "the author", "service": "the service", "senior": "a senior moderator"}

func storyRows(d *desk, kind records.StoryKind, w records.Waiting, from, most int64) ([]queueRow, error) {
	stories, err := records.StoriesWaiting(d.App, kind, w, from, most)
	if err != nil {
		return nil, err
	}
	items, since, ids := make([]records.Item, len(stories)), make([]time.Time, len(stories)), make([]string, len(stories))
	for i, s := range stories {
		items[i], since[i], ids[i] = records.Item{Story: s.Id}, s.SubmittedAt(), s.Id
	}
	names, err := records.ServiceNames(d.App, ids)
	if err != nil {
		return nil, err
	}
	own, err := flow.HintWords(d.App)
	if err != nil {
		return nil, err
	}
	inDanger, err := records.OpenSafeguardings(d.App)
	if err != nil {
		return nil, err
	}
	proposed, err := records.StoriesWithProposals(d.App)
	if err != nil {
		return nil, err
	}
	rows := make([]queueRow, len(stories))
	for i, s := range stories {
		rows[i] = queueRow{ID: s.Id, Title: s.Title(), About: aboutStory(names[s.Id], s.ServiceText()), Labels: d.storyLabels(s, own), turn: turnOf(s)}
		if s.State() == story.Submitted && slices.Contains(proposed, s.Id) {
			rows[i].Labels = append(rows[i].Labels, label{"The author wants other words", "warning"})
		}
		if slices.Contains(inDanger, s.Id) { // so that nobody begins the path a second time
			rows[i].Labels = append(rows[i].Labels, label{"A moderator is looking after somebody’s safety", "warning"})
		}
	}
	err = d.markRows(rows, items, since)
	for i := range rows {
		if kind != records.StoryToRead {
			rows[i].Late = "" // it was read: who is asked has their own time
		}
	}
	return rows, err
}

// turnOf says whether a story is one of those that go first.
func turnOf(s *records.Story) story.Turn {
	return story.Turn{Danger: s.Urgency() >= records.LeastPressing}
}

func aboutStory(services []string, inOwnWords string) string {
	switch {
	case len(services) > 0:
		return strings.Join(services, " · ")
	case inOwnWords != "":
		return "In the author’s words: “" + inOwnWords + "”"
	}
	return "No service named"
}

func (d *desk) storyLabels(s *records.Story, own *hints.Own) []label {
	labels := d.urgentLabels(s, own)
	switch {
	case s.State() == story.Held:
		labels = append(labels, label{Words: "Asked: " + heldForWords[s.HeldFor()]})
	case s.State() == story.Approved && !s.GoesOnAt().IsZero():
		labels = append(labels, label{Words: "Until " + moment(d.App, s.GoesOnAt())})
	case s.State() == story.Approved && s.WaitAsked():
		labels = append(labels, label{Words: "Until the author answers"})
	case s.State() == story.Submitted && s.Edited():
		labels = append(labels, label{Words: "Edited"})
	}
	return labels
}

// urgentLabels say which urgent words a story holds, or that they came later: what an
// author or a service wrote about it is not shown in a list.
func (d *desk) urgentLabels(s *records.Story, own *hints.Own) []label {
	if s.Urgency() == 0 {
		return nil
	}
	words, about := s.Title()+"\n"+s.Text(), hints.Options{Own: own}
	if tags, err := records.TagsOfStory(d.App, s.Id); err == nil { // without them the row still says where it stands
		for _, t := range tags {
			words += "\n" + t.Name
		}
	}
	u := urgencyOf(hints.Urgent(words, about))
	switch {
	case hints.Urgency(words, about) < s.Urgency():
		return []label{{laterUrgent, "danger"}}
	case u == nil:
		return nil
	case u.Band == string(hints.Danger):
		return []label{{u.Words, "danger"}}
	}
	return []label{{u.Words, "warning"}}
}

// laterUrgent is the label of a story in which something more urgent was written since.
const laterUrgent = "Urgent words since it was told"

var changeLabels = map[string]label{"made": {"Says it made a change", "success"}, "planned": {"Plans a change", "success"}}

func responseRows(d *desk, kind records.ResponseKind, w records.Waiting, from, most int64) ([]queueRow, error) {
	found, err := records.ResponsesWaiting(d.App, kind, w, from, most)
	if err != nil {
		return nil, err
	}
	rows, items, since := make([]queueRow, len(found)), make([]records.Item, len(found)), make([]time.Time, len(found))
	for i, r := range found {
		items[i], since[i] = records.Item{Story: r.Story, Response: r.ID}, r.SaidAt.Time()
		rows[i] = queueRow{ID: r.ID, Title: r.Organisation + " responds", About: "to “" + r.Title + "”"}
		if r.By == "author" {
			rows[i].Title = "The author replies"
			rows[i].turn.Danger = r.Urgency >= records.LeastPressing
		}
		if l, ok := changeLabels[r.Change]; ok {
			rows[i].Labels = []label{l}
		}
	}
	return rows, d.markRows(rows, items, since)
}

// stateWords says where a story stands.
var stateWords = map[story.State]string{story.Submitted: "To read", story.Held: "Asked", story.Approved: "Let through",
	story.Published: "Published", story.Rejected: "Not published", story.Restricted: "Closed for now"}
