package desk

import (
	"net/http"
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/hints"
	"candour/internal/records"
	"candour/internal/story"
)

// longestQueue is how many rows one look at the queue shows. The counts beside it
// tell how many there are.
const longestQueue = 200

// queueRow is one story that waits.
type queueRow struct {
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	State    string   `json:"state"`
	HeldFor  string   `json:"heldFor"`
	Until    string   `json:"until"`    // when the clock publishes it, if it is approved
	WaitsFor string   `json:"waitsFor"` // author, service or opening, if it is approved
	Waiting  string   `json:"waiting"`
	Services []string `json:"services"`
	Named    string   `json:"serviceText"` // the author's own words for a service
	Urgent   *urgency `json:"urgent"`
	Edited   bool     `json:"edited"`
}

// responseRow is one response or reply that waits to be read.
type responseRow struct {
	ID           string `json:"id"`
	Story        string `json:"story"`
	Title        string `json:"title"` // of the story
	ByAuthor     bool   `json:"byAuthor"`
	Organisation string `json:"organisation"`
	Waiting      string `json:"waiting"`
	Change       string `json:"change"` // planned, made or ""
}

// queueAnswer is all that waits for somebody.
type queueAnswer struct {
	Counts    map[string]int64 `json:"counts"`
	Stories   []queueRow       `json:"stories"`
	Responses []responseRow    `json:"responses"`
	Messages  []messageRow     `json:"messages"`
}

// messageRow is one story whose author waits for an answer.
type messageRow struct {
	Story   string `json:"story"`
	Title   string `json:"title"`
	State   string `json:"state"`
	Waiting string `json:"waiting"`
	Asked   string `json:"asked"` // the moderator who wrote last; "" when the author began
}

// waitingStates are the states in which a story is on the desk.
var waitingStates = []story.State{story.Submitted, story.Held, story.Approved}

// queue lists the stories in the state that is asked for (all that wait, when
// none is), urgent words first and then the longest waiting, and the responses.
func queue(d *desk) error {
	states := waitingStates
	if asked := story.State(d.Request.URL.Query().Get("state")); slices.Contains(waitingStates, asked) {
		states = []story.State{asked}
	}
	now := d.now()
	stories, err := queueRows(d.App, now, states)
	if err != nil {
		return d.InternalServerError("", err)
	}
	responses, err := responseRows(d.App, now)
	if err != nil {
		return d.InternalServerError("", err)
	}
	messages, err := messageRows(d.App, now)
	if err != nil {
		return d.InternalServerError("", err)
	}
	counts, err := queueCounts(d.App, d.moderator.Id, now)
	if err != nil {
		return d.InternalServerError("", err)
	}
	return d.JSON(http.StatusOK, queueAnswer{counts, stories, responses, messages})
}

func queueCounts(app core.App, moderator string, now time.Time) (map[string]int64, error) {
	counts := map[string]int64{}
	for _, s := range waitingStates {
		n, err := records.CountStories(app, s)
		if err != nil {
			return nil, err
		}
		counts[string(s)] = n
	}
	n, err := records.CountResponsesToRead(app)
	if err != nil {
		return nil, err
	}
	counts["responses"] = n
	if counts["messages"], err = records.CountOpenThreads(app); err != nil {
		return nil, err
	}
	for _, kind := range []string{records.ScoreSecond, records.ScoreBlind} {
		wanted, err := records.ScoresWanted(app, kind, moderator, longestQueue)
		if err != nil {
			return nil, err
		}
		counts["opinions"] += int64(len(wanted))
	}
	looks, err := records.SecondLooks(app)
	if err != nil {
		return nil, err
	}
	counts["secondLooks"] = int64(len(looks))
	if counts["questions"], err = records.CountQuestionsToNote(app); err != nil {
		return nil, err
	}
	appeals, err := records.OpenAppeals(app)
	if err != nil {
		return nil, err
	}
	counts["appeals"] = int64(len(appeals))
	waiting, err := records.DisclosuresUndecidedSince(app, now.Add(-story.DisclosureAskLasts))
	if err != nil {
		return nil, err
	}
	counts["disclosures"] = int64(len(waiting))
	danger, err := records.OpenSafeguardings(app)
	counts["safety"] = int64(len(danger))
	return counts, err
}

func queueRows(app core.App, now time.Time, states []story.State) ([]queueRow, error) {
	stories, err := records.StoriesInState(app, longestQueue, states...)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(stories))
	for i, s := range stories {
		ids[i] = s.Id
	}
	names, err := records.ServiceNames(app, ids)
	if err != nil {
		return nil, err
	}
	own, err := flow.HintWords(app)
	if err != nil {
		return nil, err
	}
	rows := make([]queueRow, len(stories))
	for i, s := range stories {
		rows[i] = queueRow{ID: s.Id, Title: s.Title(), State: string(s.State()), HeldFor: s.HeldFor(),
			Until: moment(app, s.GoesOnAt()), WaitsFor: string(s.WaitsFor()), Waiting: waited(now.Sub(s.SubmittedAt())),
			Services: append([]string{}, names[s.Id]...), Named: s.ServiceText(), Edited: s.Edited()}
		if s.Urgency() > 0 {
			rows[i].Urgent = urgencyOf(hints.Urgent(s.Title()+"\n"+s.Text(), hints.Options{Own: own}))
		}
	}
	return rows, nil
}

func responseRows(app core.App, now time.Time) ([]responseRow, error) {
	responses, err := records.ResponsesToRead(app, longestQueue)
	if err != nil {
		return nil, err
	}
	rows := make([]responseRow, len(responses))
	for i, r := range responses {
		s, err := records.FindStory(app, r.Story())
		if err != nil {
			return nil, err
		}
		change, err := changeOf(app, r.Id)
		if err != nil {
			return nil, err
		}
		rows[i] = responseRow{ID: r.Id, Story: s.Id, Title: s.Title(), ByAuthor: r.ByAuthor(),
			Organisation: r.OrganisationName(), Waiting: waited(now.Sub(r.SaidAt()))}
		if change != nil {
			rows[i].Change = change.State
		}
	}
	return rows, nil
}
