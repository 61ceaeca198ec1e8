package desk

import (
	"errors"
	"net/http"
	"time"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// words are the parts of a story that a moderator may change.
type words struct {
	Title      string `json:"title"`
	Text       string `json:"text"`
	ScreenName string `json:"screenName"`
}

// storyView is a story as moderators see it: the words, and what its author said
// around them. It holds nothing of who the author is, and has no field for it.
type storyView struct {
	ID      string `json:"id"`
	Version int    `json:"version"`
	State   string `json:"state"`
	HeldFor string `json:"heldFor"`
	Open    bool   `json:"open"` // a moderator may still decide
	Told    string `json:"told"`
	Waiting string `json:"waiting"`
	Until   string `json:"until"`
	WaitsOn string `json:"waitsFor"` // whom a story that was let through waits for

	Words    words  `json:"words"`
	Original *words `json:"original"` // nil while nothing was changed
	Reason   string `json:"reason"`
	Note     string `json:"reasonWords"`

	OtherWords *otherWordsView `json:"otherWords"` // nil where the author proposes none

	Tags        map[string][]string `json:"tags"` // good, better, feelings
	Services    []serviceView       `json:"services"`
	Unconfirmed bool                `json:"unconfirmed"` // one of them waits to be confirmed, and the story with it
	ServiceText string              `json:"serviceText"`

	ToldFor  string `json:"toldFor"`
	AgeGroup string `json:"ageGroup"`
	Happened string `json:"happened"`
	TooOld   bool   `json:"tooOld"` // longer ago than the region's limit
	ShowMe   bool   `json:"showEditsFirst"`
	AsksWord bool   `json:"asksAuthor"` // of the edits that are stored the author has to be asked
	Reach    bool   `json:"reachable"`  // letters can reach the author; where is not told

	Criticality criticalityView `json:"criticality"`

	SeniorPublishes bool   `json:"seniorPublishes"` // after a danger; the one who asks is none
	SeniorAgreed    string `json:"seniorAgreed"`    // after a danger: the senior moderator who chose or agreed, so that anybody may decide
	Handled         bool   `json:"handled"`         // who asks had a hand in its case, and knows what it tells

	KeptFrom []string `json:"keptFrom"` // services that may be the danger: not asked first, and not written to
	MayLift  bool     `json:"mayLift"`  // who asks may decide otherwise

	Safety *safetyRow  `json:"safety"` // what is open while somebody may be in danger; nil for nothing
	Closed *closedView `json:"closed"` // why and until when it is closed, while it is

	Urgent   *urgency      `json:"urgent"`
	Marks    []mark        `json:"marks"`
	Messages []messageView `json:"messages"`
	Unread   bool          `json:"unread"` // the author waits for an answer
	Acts     []actView     `json:"acts"`
	Reports  int64         `json:"reports"` // of readers, that nobody has dealt with

	edited bool      // the words were changed, perhaps back again
	toldAt time.Time // when it was sent
}

// readStory answers with one story, whole.
func readStory(d *desk) error {
	view, err := d.storyNow(d.Request.PathValue("id"))
	if err != nil {
		return d.fail(err, d.Request.PathValue("id"), nil)
	}
	return d.JSON(http.StatusOK, view)
}

// storyNow reads a story as it is stored at this moment.
func (d *desk) storyNow(id string) (*storyView, error) {
	s, err := d.storyHere(id)
	if err != nil {
		return nil, err
	}
	v := &storyView{
		ID: s.Id, Version: s.Version(), State: string(s.State()), HeldFor: s.HeldFor(), Open: s.State().MayBeModerated(),
		Told: moment(d.App, s.SubmittedAt()), Waiting: worked(d.App, s.SubmittedAt(), d.now()), Until: moment(d.App, s.GoesOnAt()), WaitsOn: string(s.WaitsFor()),
		Words: words(s.Words()), Reason: s.Reason(), Note: s.ReasonWords(), ServiceText: s.ServiceText(),
		ToldFor: s.ToldFor(), AgeGroup: s.AgeGroup(), ShowMe: s.ShowEditsFirst(),
		edited: s.Edited(), toldAt: s.SubmittedAt(),
	}
	v.Happened, v.TooOld = d.happened(s)
	if v.AsksWord, err = flow.MustAskAuthor(d.App, s); err != nil {
		return nil, err
	}
	for _, fill := range []func(*storyView) error{d.addOriginal, d.addReach, d.addServices, d.addTags, d.addMessages, d.addActs, d.addReports, d.addSafety, d.addClosed} {
		if err := fill(v); err != nil {
			return nil, err
		}
	}
	for _, fill := range []func(*storyView) error{d.addMarks, d.addOtherWords} { // once the services are known
		if err := fill(v); err != nil {
			return nil, err
		}
	}
	return v, d.addCriticality(v)
}

// storyHere finds a story that is not gone.
func (d *desk) storyHere(id string) (*records.Story, error) {
	s, err := records.FindStory(d.App, id)
	if err != nil {
		return nil, err
	}
	return s, checkHere(s)
}

// checkHere refuses stories that are gone: nobody reads those, moderators neither.
func checkHere(s *records.Story) error {
	switch s.State() {
	case story.Withdrawn:
		return story.ErrWithdrawn
	case story.Removed:
		return errTakenDown
	default:
		return nil
	}
}

func (d *desk) now() time.Time { return deployment.Now(d.App) }

// happened says when the care was, and whether that is longer ago than stories
// are taken here.
func (d *desk) happened(s *records.Story) (string, bool) {
	if s.HappenedYear() == 0 {
		return "", false
	}
	on := time.Date(s.HappenedYear(), time.Month(s.HappenedMonth()), 1, 0, 0, 0, 0, time.UTC)
	old := story.Telling{HappenedMonth: s.HappenedMonth(), HappenedYear: s.HappenedYear()}.
		OlderThan(deployment.Of(d.App).Region.RecencyMonths, d.now())
	return on.Format("January 2006"), old
}

func (d *desk) addOriginal(v *storyView) error {
	o, err := records.FindOriginal(d.App, v.ID)
	if errors.Is(err, records.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if w := words(o.Words()); w != v.Words || v.edited { // services or tags alone leave the words as they were
		v.Original = &w
	}
	return nil
}

// addReach says whether a letter would reach the author. Nothing else of the
// author leaves this function.
func (d *desk) addReach(v *storyView) error {
	a, err := records.FindAuthorOf(d.App, v.ID)
	if errors.Is(err, records.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	v.Reach = a.HasEmail()
	return nil
}

func (d *desk) addTags(v *storyView) error {
	tags, err := records.TagsOfStory(d.App, v.ID)
	if err != nil {
		return err
	}
	v.Tags = map[string][]string{"good": {}, "better": {}, "feelings": {}}
	for _, t := range tags {
		v.Tags[t.Kind] = append(v.Tags[t.Kind], t.Name)
	}
	return nil
}
