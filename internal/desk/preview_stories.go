package desk

import (
	"slices"

	"candour/internal/directory"
	"candour/internal/records"
)

// How much of a file's preview is shown; all is counted.
const (
	mostOpenLines      = 5000 // stories and services of theirs that are read
	mostPreviewStories = 200
	mostPreviewItems   = 20
	mostPreviewLines   = 100
)

// openStories are the stories that wait for a decision, with what each hangs on: its
// services, what these are a part of, who runs them and what is above that.
type openStories struct {
	stories []records.OpenStory
	chains  map[string][]string // by service: itself and all above it
	told    map[string][]records.HistoryEntry
	more    bool // there are more than were read
}

func (d *desk) openStories() (*openStories, error) {
	stories, err := records.OpenStories(d.App, mostOpenLines+1)
	if err != nil {
		return nil, err
	}
	o := &openStories{stories: stories[:min(len(stories), mostOpenLines)], chains: map[string][]string{}, told: map[string][]records.HistoryEntry{}, more: len(stories) > mostOpenLines}
	for _, s := range o.stories {
		if o.chains[s.Service] != nil {
			continue
		}
		chain, err := d.chain(s.Service)
		if err != nil {
			return nil, err
		}
		o.chains[s.Service] = chain
		for _, id := range chain {
			o.told[id] = nil
		}
	}
	return o, nil
}

// chain is a service and all above it.
func (d *desk) chain(service string) ([]string, error) {
	s, err := records.FindService(d.App, service)
	if err != nil {
		return nil, err
	}
	chain := []string{s.Id}
	above, err := records.ServicesAbove(d.App, s)
	if err != nil {
		return nil, err
	}
	for _, a := range above {
		chain = append(chain, a.Id)
	}
	if s.Organisation() == "" {
		return chain, nil
	}
	o, err := records.FindOrganisation(d.App, s.Organisation())
	if err != nil {
		return nil, err
	}
	higher, err := records.OrganisationsAbove(d.App, o)
	chain = append(chain, o.Id)
	for _, h := range higher {
		chain = append(chain, h.Id)
	}
	return chain, err
}

// note keeps what a load would change, if a story hangs on it.
func (o *openStories) note(e records.HistoryEntry) {
	id := e.Service + e.Organisation
	if _, watched := o.told[id]; watched {
		o.told[id] = append(o.told[id], e)
	}
}

// filePreview is what a load would do.
type filePreview struct {
	Format       string         `json:"format"`
	Released     string         `json:"released"`
	ReleasedFrom string         `json:"releasedFrom"`
	Counts       map[string]int `json:"counts"`
	Groups       []previewGroup `json:"groups"`
	Unreadable   previewLines   `json:"unreadable"`
	Doubtful     previewLines   `json:"doubtful"`
	Stories      []previewStory `json:"stories"`
	StoryCount   int            `json:"storyCount"`
	MoreStories  bool           `json:"moreStories"` // more wait than were read
	Published    int            `json:"published"`
}

type previewGroup struct {
	What  string           `json:"what"`
	Count int              `json:"count"`
	Items []directory.Item `json:"items"`
}

type previewLines struct {
	Count int              `json:"count"`
	Lines []directory.Line `json:"lines"`
}

type previewStory struct {
	titleRow
	Says []string `json:"says"`
}

func (d *desk) filePreview(r directory.Report, open *openStories) (*filePreview, error) {
	v := &filePreview{Format: r.Format, ReleasedFrom: r.ReleasedFrom, Counts: r.Counts(), Published: r.PublishedStories, MoreStories: open.more,
		Unreadable: previewLines{r.UnreadableCount, firstOf(r.Unreadable, mostPreviewLines)}, Doubtful: previewLines{r.DoubtfulCount, firstOf(r.Doubtful, mostPreviewLines)}}
	if !r.Released.IsZero() {
		v.Released = dayWords(r.Released)
	}
	for _, g := range []struct {
		what  string
		items []directory.Item
	}{{"new", r.New}, {"changed", r.Changed}, {"moved", r.Moved}, {"closed", r.Closed}, {"reopened", r.Reopened}, {"merged", r.Merged}, {"noLongerNamed", r.Missing}} {
		v.Groups = append(v.Groups, previewGroup{g.what, len(g.items), firstOf(ownFirst(g.items), mostPreviewItems)})
	}
	says, err := d.entryWords(open, r.New)
	if err != nil {
		return nil, err
	}
	v.tell(open, says)
	return v, nil
}

// ownFirst puts what the file names before the bodies that come with every load.
func ownFirst(items []directory.Item) []directory.Item {
	ours := func(i directory.Item) int {
		if i.Scheme == directory.SchemeONS {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(items, func(a, b directory.Item) int { return ours(a) - ours(b) })
	return items
}

func firstOf[T any](list []T, most int) []T { return append([]T{}, list[:min(len(list), most)]...) }

// tell adds the stories that hang on something that would change, each with all that
// would.
func (v *filePreview) tell(open *openStories, says map[string][]string) {
	v.Stories = []previewStory{}
	at := map[string]int{}
	for _, s := range open.stories {
		for _, id := range open.chains[s.Service] {
			for _, words := range says[id] {
				i, known := at[s.ID]
				if !known {
					i = len(v.Stories)
					at[s.ID] = i
					v.Stories = append(v.Stories, previewStory{titleRow: titleRow{s.ID, s.Title}})
				}
				if !slices.Contains(v.Stories[i].Says, words) {
					v.Stories[i].Says = append(v.Stories[i].Says, words)
				}
			}
		}
	}
	v.StoryCount = len(v.Stories)
	v.Stories = firstOf(v.Stories, mostPreviewStories)
}

// entryWords puts what would change of each thing into sentences.
func (d *desk) entryWords(open *openStories, fresh []directory.Item) (map[string][]string, error) {
	var ids []string
	for id, entries := range open.told {
		for _, e := range entries {
			ids = append(append(ids, id), idsIn(e.Field, e.Was, e.Now)...)
		}
	}
	names, err := d.namesOf(ids)
	if err != nil {
		return nil, err
	}
	for _, i := range fresh { // what the file itself brings has a name in no table yet
		names[i.ID] = i.Name
	}
	words := map[string][]string{}
	for id, entries := range open.told {
		if len(entries) > 0 {
			words[id] = previewWords(names[id], entries, names)
		}
	}
	return words, nil
}

// previewWords say what would become of one service or organisation, as far as that
// concerns a story about it: "North Ward is closed from 1 May 2027; its successor is …".
func previewWords(name string, entries []records.HistoryEntry, names map[string]string) (all []string) {
	closes, became := "", ""
	for _, e := range entries {
		switch e.Field {
		case records.FieldClosedOn:
			closes = closesWords(name, e.Now)
		case records.FieldSuccessor:
			if became = "its successor is " + nameIn(names, e.Now); e.Now == "" {
				became = "it has no successor any more"
			}
		default:
			if words := previewField(name, e, names); words != "" {
				all = append(all, words)
			}
		}
	}
	switch {
	case closes != "" && became != "":
		return append([]string{closes + "; " + became + "."}, all...)
	case closes != "":
		return append([]string{closes + "."}, all...)
	case became != "":
		return append([]string{name + ": " + became + "."}, all...)
	}
	return all
}

func closesWords(name, now string) string {
	if now == "" {
		return name + " is open again"
	}
	return name + " is closed from " + dayWords(records.DayOf(now))
}

// previewField is one change that is no closing.
func previewField(name string, e records.HistoryEntry, names map[string]string) string {
	switch e.Field {
	case "name":
		return name + " is now called “" + e.Now + "”."
	case "town", "address", "postcode", "kind":
		return name + ": the " + e.Field + " was " + quoted(e.Was) + ", and is now " + quoted(e.Now) + "."
	case "council":
		return name + " lies in another council area now."
	case "parent":
		return ledTo(name+" is now a part of ", name+" is no longer a part of ", e.Was, e.Now, names)
	case "organisation":
		return ledTo(name+" is now run by ", name+" is no longer run by ", e.Was, e.Now, names)
	case records.LinkField:
		return name + ": " + linkWords(e.Was, e.Now, names)
	}
	return ""
}
