package desk

import (
	"net/http"

	"candour/internal/directory"
	"candour/internal/records"
)

// How much one look at the directory shows.
const (
	mostUnconfirmed = 100
	mostWaiting     = 200
	mostPairs       = 30
	mostLoads       = 10
	mostChanges     = 100
	mostListed      = 20
)

// changesShownDays is how far back the list of what files changed goes.
const changesShownDays = 90

// waitingService is an unconfirmed service and the stories that wait for it.
type waitingService struct {
	serviceView
	AddedBy string     `json:"addedBy"`
	Stories []titleRow `json:"stories"`
}

// titleRow is a story by its title.
type titleRow struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// pairView is two services that may be one.
type pairView struct {
	A   serviceView `json:"a"`
	B   serviceView `json:"b"`
	Why string      `json:"why"`
}

// loadView is an official file that was loaded.
type loadView struct {
	Format   string         `json:"format"`
	Released string         `json:"released"`
	At       string         `json:"at"`
	Counts   map[string]int `json:"counts"`
}

// readDirectory answers with what in the directory wants a moderator, or, asked
// for words, with the services that fit them.
func readDirectory(d *desk) error {
	if q := d.Request.URL.Query().Get("q"); q != "" {
		found, err := d.found(q, mostListed)
		if err != nil {
			return d.InternalServerError("", err)
		}
		return d.JSON(http.StatusOK, map[string]any{"found": found})
	}
	unconfirmed, err := d.unconfirmed()
	if err != nil {
		return d.InternalServerError("", err)
	}
	pairs, err := d.pairs()
	if err != nil {
		return d.InternalServerError("", err)
	}
	loads, changes, err := d.loads()
	if err != nil {
		return d.InternalServerError("", err)
	}
	said, err := d.ownWords()
	if err != nil {
		return d.InternalServerError("", err)
	}
	return d.JSON(http.StatusOK, map[string]any{"said": said, "unconfirmed": unconfirmed, "pairs": pairs, "loads": loads, "changes": changes,
		"senior": d.moderator.Senior()})
}

func (d *desk) unconfirmed() ([]waitingService, error) {
	found, err := records.UnconfirmedServices(d.App, mostUnconfirmed)
	if err != nil {
		return nil, err
	}
	views, err := d.serviceViews(found)
	if err != nil {
		return nil, err
	}
	names, err := peopleOf(d.App)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(found))
	for i, s := range found {
		ids[i] = s.Id
	}
	stories, err := records.OpenStoriesOf(d.App, ids, mostWaiting)
	if err != nil {
		return nil, err
	}
	waiting := make([]waitingService, 0, len(views))
	for _, v := range views {
		w := waitingService{serviceView: v, Stories: titlesFor(stories, v.ID)}
		if w.AddedBy, err = d.adder(names, v.ID); err != nil {
			return nil, err
		}
		waiting = append(waiting, w)
	}
	return waiting, nil
}

// adder names whoever added a service; "" when that was no moderator.
func (d *desk) adder(names people, service string) (string, error) {
	by, err := records.AddedBy(d.App, service)
	if err != nil || by == "" {
		return "", err
	}
	return names.name(by), nil
}

func titlesFor(stories []records.OpenStory, service string) []titleRow {
	rows := []titleRow{}
	for _, s := range stories {
		if s.Service == service {
			rows = append(rows, titleRow{s.ID, s.Title})
		}
	}
	return rows
}

// pairs are services that may be listed twice. A part of one is not the other, and
// parts of two different wholes are two.
func (d *desk) pairs() ([]pairView, error) {
	index, err := directory.Cached(d.App)
	if err != nil {
		return nil, err
	}
	alike := index.Alike(4 * mostPairs)
	var ids []string
	for _, a := range alike {
		ids = append(ids, a.A, a.B)
	}
	found, err := d.viewedServices(ids)
	if err != nil {
		return nil, err
	}
	pairs := []pairView{}
	for _, p := range alike {
		a, okA := found[p.A]
		b, okB := found[p.B]
		if okA && okB && mayBeOne(a.Service, b.Service) && len(pairs) < mostPairs {
			pairs = append(pairs, pairView{a.view, b.view, p.Why})
		}
	}
	return pairs, nil
}

func mayBeOne(a, b *records.Service) bool {
	if a.Closed() || b.Closed() || a.Parent() == b.Id || b.Parent() == a.Id { // the index may be some seconds old
		return false
	}
	return a.Parent() == b.Parent() || a.Parent() == "" || b.Parent() == ""
}

// loads are the last official files, and what they changed for stories that are
// not decided yet.
func (d *desk) loads() ([]loadView, []eventView, error) {
	newest, err := records.NewestImports(d.App, mostLoads)
	if err != nil {
		return nil, nil, err
	}
	views := make([]loadView, 0, len(newest))
	for _, l := range newest {
		views = append(views, loadView{l.Format(), day(d.App, l.Released()), moment(d.App, l.At()), l.Counts()})
	}
	changes, err := records.LoadedChanges(d.App, d.now().AddDate(0, 0, -changesShownDays), mostChanges)
	if err != nil {
		return nil, nil, err
	}
	events, err := d.eventViews(changes)
	return views, events, err
}
