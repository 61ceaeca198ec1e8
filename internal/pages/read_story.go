package pages

import (
	"errors"
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/search"
	"candour/internal/story"
)

// mostAlike is how many similar stories stand under a story.
const mostAlike = 3

// showStory is the page of one story. What nobody may read yet and what never
// was are one answer; what was public and is gone says so.
func showStory(e *core.RequestEvent) error {
	s, err := publicStory(e.App, pathID(e))
	if err != nil {
		return err
	}
	if s.State() == story.Restricted {
		return showRestricted(e, s)
	}
	view, err := readStory(e, s)
	if err != nil {
		return err
	}
	if a := signedIn(e).Author; a != nil {
		if err := addReader(e, &view, a); err != nil {
			return err
		}
	}
	return storyPage.show(e, http.StatusOK, view)
}

// publicStory finds a story whose page there is: published or restricted.
func publicStory(app core.App, id string) (*records.Story, error) {
	if !story.IsStoryID(id) {
		return nil, ErrNotFound
	}
	s, err := records.FindStory(app, id)
	if err == nil && (s.State() == story.Published || s.State() == story.Restricted) {
		return s, nil
	}
	if err != nil && !errors.Is(err, records.ErrNotFound) {
		return nil, err
	}
	gone, err := records.FindWithdrawal(app, id)
	if err != nil {
		return nil, err // ErrNotFound: it never was public
	}
	return nil, goneStory(app, id, gone)
}

// goneStory is the answer of every door about a story that is gone.
func goneStory(app core.App, id string, w *records.Withdrawal) error {
	var appeals []string
	if w.Kind() == "removed" {
		var err error
		if appeals, err = appealsOfGone(app, id); err != nil {
			return err
		}
	}
	return Gone{Why: whyGone(w.Kind(), w.Reason()), Further: appeals}
}

// whyGone is the sentence for everybody. Taking one story back and erasing an
// account read alike: the difference would tie an author's stories together.
func whyGone(kind, reason string) string {
	if kind != "removed" {
		return "The author took this story back."
	}
	if label := reasonLabel(reason); label != "" {
		return "We took this story down. The reason: " + lowerFirst(label) + "."
	}
	return "We took this story down."
}

// reasonLabel is a reason in a few words. What was written to the author about
// it is the author's alone.
func reasonLabel(code string) string {
	for _, r := range story.StoryReasons() {
		if r.Code == code && code != story.OtherReason {
			return r.Label
		}
	}
	return ""
}

func lowerFirst(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToLower(text[:1]) + text[1:]
}

// showRestricted says that a story exists, and by whom and why it is closed.
func showRestricted(e *core.RequestEvent, s *records.Story) error {
	why := reasonLabel(s.Reason())
	if why == "" {
		why = "The author has been told."
	}
	closed := &Restriction{By: "A senior moderator of this site", Why: why, Since: local(s.EndedAt(), zoneOf(e))}
	if err := addAppeals(e, closed, s); err != nil {
		return err
	}
	e.Response.Header().Set("X-Robots-Tag", "noindex")
	return storyPage.show(e, http.StatusOK, storyView{ID: s.Id, Title: "A story that is closed for now", Restricted: closed})
}

// readStory is what everyone sees of a published story.
func readStory(e *core.RequestEvent, s *records.Story) (storyView, error) {
	zone, d := zoneOf(e), deployment.Of(e.App)
	view := storyView{ID: s.Id, Title: s.Title(), Text: s.Text(), ScreenName: s.ScreenName(), Role: toldAbout(s.ToldFor()), AgeGroup: ageWords(s.AgeGroup()),
		Happened: happened(s), Published: local(s.PublishedAt(), zone), Progress: NewProgress(s.Progress().Rank()), ShareAt: d.URL + "/" + s.Id, ReportHref: "/stories/" + s.Id + "/problem"}
	near, err := readAround(e.App, s.Id)
	if err != nil {
		return view, err
	}
	view.Services, view.Good, view.Better, view.Feelings = near.Services, near.Good, near.Better, near.Feelings
	if view.Conversation, err = publishedTurns(e.App, s, zone, deployment.Now(e.App)); err != nil {
		return view, err
	}
	if view.ReviewedBy, err = reviewedWords(e.App, s, zone); err != nil {
		return view, err
	}
	if view.ReadBy, err = records.OpenedByServices(e.App, s.Id); err != nil {
		return view, err
	}
	counts, err := records.CountSimilar(e.App, []string{s.Id})
	if err != nil {
		return view, err
	}
	view.Alike = enoughAlike(counts[s.Id])
	ids, err := records.AlikeStories(e.App, s.Id, mostAlike)
	if err != nil {
		return view, err
	}
	hits := make([]search.Hit, len(ids))
	for i, id := range ids {
		hits[i].ID = id
	}
	view.Similar, err = cardsOf(e, hits)
	return view, err
}

// addReader adds what only the reader sees: that the story is theirs, or that
// it happened to them too. A story that is somebody else's is noted as read.
func addReader(e *core.RequestEvent, view *storyView, a *records.Author) error {
	_, err := records.FindStoryOfAuthor(e.App, a.Id, view.ID)
	if err == nil {
		view.OwnHref = "/account/stories/" + view.ID
		return nil
	}
	if !errors.Is(err, records.ErrNotFound) {
		return err
	}
	if view.AlikeSaid, err = records.HasMarkedSimilar(e.App, a.Id, view.ID); err != nil {
		return err
	}
	if !view.AlikeSaid {
		view.AlikeAction = "/stories/" + view.ID + "/similar"
	}
	if err := flow.NoteReading(e.App, a.Id, view.ID); err != nil {
		e.App.Logger().Error("a reading was not noted", "error", err.Error()) // reading goes on
	}
	return nil
}

// doMarkSimilar takes a reader's "this happened to me too".
func doMarkSimilar(e *core.RequestEvent) error {
	s, err := publicStory(e.App, pathID(e))
	if err != nil {
		return err
	}
	err = flow.MarkSimilar(e.App, signedIn(e).Author.Id, s.Id)
	if err != nil && !errors.Is(err, story.ErrStep) {
		return err
	}
	return e.Redirect(http.StatusSeeOther, "/stories/"+s.Id+"#alike")
}

// followShortLink leads from a story's number to its page. Numbers are read out
// and copied by hand, so capitals do not matter.
func followShortLink(e *core.RequestEvent) error {
	id := strings.ToLower(pathID(e))
	if id == "_" { // the panel, without its last slash
		return e.Redirect(http.StatusMovedPermanently, "/_/")
	}
	s, err := publicStory(e.App, id)
	if err != nil {
		return err
	}
	return e.Redirect(http.StatusFound, "/stories/"+s.Id)
}
