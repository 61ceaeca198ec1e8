package desk

import (
	"net/http"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// mostReportsShown is how many reports on one story are shown at once.
const mostReportsShown = 200

// reportView is one report of a reader. It has no field for who that is.
type reportView struct {
	ID      string `json:"id"`
	Reason  string `json:"reason"`
	Danger  bool   `json:"danger"`
	Answer  string `json:"answer"` // the words of the answer that is meant; "" for the story
	Words   string `json:"words"`
	At      string `json:"at"`
	Outcome string `json:"outcome"` // "" while nobody has dealt with it
	DoneBy  string `json:"doneBy"`
	DoneAt  string `json:"doneAt"`
}

// reportsAnswer is a story and what readers say is wrong with it.
type reportsAnswer struct {
	ID       string       `json:"id"`
	State    string       `json:"state"`
	Title    string       `json:"title"`
	Text     string       `json:"text"`
	Open     int64        `json:"open"`
	Reports  []reportView `json:"reports"`
	Outcomes []choice     `json:"outcomes"`
}

// choice is a code and its words.
type choice struct {
	Code  string `json:"code"`
	Label string `json:"label"`
}

// readReports shows a story and what readers say is wrong with it.
func readReports(d *desk) error {
	view, err := d.reportsNow(d.Request.PathValue("id"))
	if err != nil {
		return d.fail(err, d.Request.PathValue("id"), nil)
	}
	return d.JSON(http.StatusOK, view)
}

// dealWithReports notes what came of some of them.
func dealWithReports(d *desk) error {
	var sent struct {
		Reports []string `json:"reports"`
		Outcome string   `json:"outcome"`
	}
	if err := d.read(&sent); err != nil {
		return err
	}
	id := d.Request.PathValue("id")
	if len(sent.Reports) > mostReportsShown {
		return d.refuse(http.StatusUnprocessableEntity, "That is too many at once. Nothing was changed.")
	}
	if err := flow.DealWithReports(d.App, id, d.moderator.Id, sent.Reports, sent.Outcome); err != nil {
		return d.fail(err, id, storedReports)
	}
	return readReports(d)
}

// storedReports is what a moderator is answered when a colleague was quicker.
func storedReports(d *desk, id string) (any, string, error) {
	view, err := d.reportsNow(id)
	return view, "A colleague has dealt with this already. Nothing was changed.", err
}

func (d *desk) reportsNow(id string) (*reportsAnswer, error) {
	s, err := d.storyHere(id)
	if err != nil {
		return nil, err
	}
	v := &reportsAnswer{ID: s.Id, State: string(s.State()), Title: s.Title(), Text: s.Text(), Reports: []reportView{}}
	for _, o := range story.ReportOutcomes() {
		v.Outcomes = append(v.Outcomes, choice(o))
	}
	if v.Open, err = records.CountOpenReports(d.App, id); err != nil {
		return nil, err
	}
	found, err := records.ReaderReportsOf(d.App, id, mostReportsShown)
	if err != nil {
		return nil, err
	}
	names, err := peopleOf(d.App)
	if err != nil {
		return nil, err
	}
	for _, r := range found {
		row := reportView{ID: r.Id, Reason: story.LabelOf(story.ReportReasons(), r.Reason()), Danger: r.Reason() == story.ReportDanger,
			Words: r.Words(), At: moment(d.App, r.At()), DoneAt: moment(d.App, r.DoneAt())}
		if !r.DoneAt().IsZero() {
			row.Outcome, row.DoneBy = story.LabelOf(story.ReportOutcomes(), r.Outcome()), names.name(r.DoneBy())
		}
		if r.Response() != "" {
			answer, err := records.FindResponse(d.App, r.Response())
			if err != nil {
				return nil, err
			}
			row.Answer = answer.Text()
		}
		v.Reports = append(v.Reports, row)
	}
	return v, nil
}

// addReports says how many readers' reports on a story nobody has dealt with.
func (d *desk) addReports(v *storyView) (err error) {
	v.Reports, err = records.CountOpenReports(d.App, v.ID)
	return err
}
