package desk

import (
	"errors"
	"net/http"
	"slices"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// criticalityView is how critical moderators find a story: the score, what a
// program would look at, and what colleagues say.
type criticalityView struct {
	Score    *int          `json:"score"` // nil until somebody has scored it
	Levels   []story.Level `json:"levels"`
	From     int           `json:"from"` // between these two, a program would look; a person chooses
	To       int           `json:"to"`
	Why      string        `json:"why"`
	Opinions []opinionView `json:"opinions"`
	Asked    bool          `json:"asked"` // a colleague's opinion is wanted and not given yet
	Known    bool          `json:"known"` // whoever asks has scored enough to know the steps by their names
}

// opinionView is one moderator's reading.
type opinionView struct {
	Who   string `json:"who"`
	Score int    `json:"score"`
	Note  string `json:"note"`
	At    string `json:"at"`
	First bool   `json:"first"`
}

// scoredEnough is how many stories somebody has scored before the criteria are closed
// beside the next one. They open by one key.
const scoredEnough = 3

func (d *desk) addCriticality(v *storyView) error {
	s, err := records.FindStory(d.App, v.ID)
	if err != nil {
		return err
	}
	c := criticalityView{Levels: story.Levels(), Opinions: []opinionView{}}
	if score, given := s.Criticality(); given {
		c.Score = &score
	}
	c.From, c.To, c.Why = story.SuggestScores(signsOf(v))
	scores, err := records.ScoresOf(d.App, v.ID)
	if err != nil {
		return err
	}
	names, err := peopleOf(d.App)
	if err != nil {
		return err
	}
	for _, o := range scores {
		score, given := o.Value()
		if !given {
			c.Asked = true
			continue
		}
		c.Opinions = append(c.Opinions, opinionView{names.name(o.Moderator()), score, o.Note(), moment(d.App, o.At()), o.Kind() == records.ScoreReading})
	}
	given, err := records.ScoresGiven(d.App, d.moderator.Id, scoredEnough)
	c.Known = given == scoredEnough
	v.Criticality = c
	return err
}

// signsOf is what a program can see of how critical a story may be.
func signsOf(v *storyView) story.Signs {
	signs := story.Signs{Better: len(v.Tags["better"])}
	for _, m := range v.Marks {
		if band := string(m.Kind); bandWords[m.Kind] != "" && !slices.Contains(signs.Bands, band) {
			signs.Bands = append(signs.Bands, band)
		}
	}
	return signs
}

// scored is what the panel sends with a score.
type scored struct {
	Score *int   `json:"score"`
	Note  string `json:"note"`
}

func (d *desk) readScore() (scored, error) {
	var sent scored
	if err := d.read(&sent); err != nil {
		return sent, err
	}
	if sent.Score == nil {
		none := -1
		sent.Score = &none // refused with the words that say what to choose
	}
	return sent, nil
}

func scoreStory(d *desk) error {
	id := d.Request.PathValue("id")
	sent, err := d.readScore()
	if err != nil {
		return err
	}
	if err := flow.ScoreStory(d.App, id, d.moderator.Id, *sent.Score); err != nil {
		return d.fail(err, id, nil)
	}
	return readStory(d)
}

func askSecondOpinion(d *desk) error {
	id := d.Request.PathValue("id")
	if err := flow.AskSecondOpinion(d.App, id, d.moderator.Id); err != nil {
		return d.fail(err, id, nil)
	}
	return readStory(d)
}

// opinionRow is a story that somebody's opinion is wanted on.
type opinionRow struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Asked   string `json:"asked"` // who asked; "" for a sample
	Waiting string `json:"waiting"`
}

// agreementView is how far two readers of a month's sample agree.
type agreementView struct {
	Month string   `json:"month"` // November 2026
	Kappa *float64 `json:"kappa"` // nil while it cannot be known
	Pairs int      `json:"pairs"`
	Open  int      `json:"open"`
}

// opinions lists what the moderator is asked to score, and how far readers agree.
func opinions(d *desk) error {
	second, err := d.opinionRows(records.ScoreSecond)
	if err != nil {
		return d.InternalServerError("", err)
	}
	blind, err := d.opinionRows(records.ScoreBlind)
	if err != nil {
		return d.InternalServerError("", err)
	}
	agreement, err := d.agreement()
	if err != nil {
		return d.InternalServerError("", err)
	}
	return d.JSON(http.StatusOK, map[string]any{"second": second, "blind": blind, "agreement": agreement})
}

func (d *desk) opinionRows(kind string) ([]opinionRow, error) {
	wanted, err := records.ScoresWanted(d.App, kind, d.moderator.Id, longestQueue)
	if err != nil {
		return nil, err
	}
	names, err := peopleOf(d.App)
	if err != nil {
		return nil, err
	}
	rows := make([]opinionRow, 0, len(wanted))
	for _, w := range wanted {
		s, err := records.FindStory(d.App, w.Story())
		if err != nil {
			return nil, err
		}
		row := opinionRow{ID: w.Id, Title: s.Title(), Waiting: waited(d.now().Sub(w.AskedAt()))}
		if w.AskedBy() != "" {
			row.Asked = names.name(w.AskedBy())
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// mostMonths is how many months of agreement are shown.
const mostMonths = 12

func (d *desk) agreement() ([]agreementView, error) {
	months, err := records.SampleMonths(d.App, mostMonths)
	if err != nil {
		return nil, err
	}
	views := make([]agreementView, 0, len(months))
	for _, month := range months {
		pairs, open, err := records.BlindPairs(d.App, month)
		if err != nil {
			return nil, err
		}
		view := agreementView{Month: monthWords(month), Pairs: len(pairs), Open: open}
		if kappa, known := story.WeightedKappa(pairs); known {
			view.Kappa = &kappa
		}
		views = append(views, view)
	}
	return views, nil
}

// opinionStory is a story as it is read for an opinion: its words and tags, and
// nothing of what a colleague made of it.
type opinionStory struct {
	ID     string              `json:"id"`
	Blind  bool                `json:"blind"`
	Words  words               `json:"words"`
	Tags   map[string][]string `json:"tags"`
	Urgent *urgency            `json:"urgent"`
	Levels []story.Level       `json:"levels"`
}

func readOpinion(d *desk) error {
	id := d.Request.PathValue("id")
	o, err := records.FindScore(d.App, id)
	if err == nil {
		if _, given := o.Value(); given {
			err = records.ErrNotFound
		}
	}
	if err != nil {
		return d.fail(err, id, nil)
	}
	v, err := d.storyNow(o.Story())
	if err != nil {
		return d.fail(err, id, nil)
	}
	return d.JSON(http.StatusOK, opinionStory{id, o.Kind() == records.ScoreBlind, v.Words, v.Tags, v.Urgent, story.Levels()})
}

func giveOpinion(d *desk) error {
	id := d.Request.PathValue("id")
	sent, err := d.readScore()
	if err != nil {
		return err
	}
	err = flow.GiveScore(d.App, id, d.moderator.Id, *sent.Score, sent.Note)
	if errors.Is(err, story.ErrOwnScore) || errors.Is(err, story.ErrChanged) {
		return d.Error(http.StatusConflict, "Somebody has given this opinion already, or it is not for you to give.", nil)
	}
	if err != nil {
		return d.fail(err, id, nil)
	}
	return opinions(d)
}
