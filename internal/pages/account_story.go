package pages

import (
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// ownOriginal is what an author wrote before a moderator changed it.
type ownOriginal struct {
	Title, Text, ScreenName string
	Changed                 string    // what was changed: "the title and the words"
	Until                   time.Time // when it is deleted; zero while not yet known
}

// ownTurn is something said under a story, with its state when only the author
// sees it.
type ownTurn struct {
	Turn
	State, Reason string
}

// dated is a sentence with its day.
type dated struct {
	At    time.Time
	Words string
}

// message is a word between the author and the moderators.
type message struct {
	Mine bool
	At   time.Time
	Text string
}

// ownStoryView is everything held about one story, for its author.
type ownStoryView struct {
	FormErrors
	around
	Notice, Note            string
	ID                      string
	Title, Text, ScreenName string
	Standing                standing
	Reason                  string // why it was refused or taken down, in our words to the author
	Original                *ownOriginal
	Facts                   []Row
	Progress                *Progress // once published
	Reach                   []dated   // organisations and why, without days
	Opened                  []string
	Acts                    []dated
	Messages                []message
	Conversation            []ownTurn
	Answer                  *Field // to a moderator: when asked, or about the edits
	Agree                   bool
	Version                 int
	Reply                   *Field // under the published story
	MayWithdraw             bool
	IsPublic                bool
}

var ownStoryPage = newPage[ownStoryView]("account/story", helpNearby)

func showOwnStory(e *core.RequestEvent) error {
	s, err := ownStory(e)
	if err != nil {
		return err
	}
	view, err := readOwnStory(e, s, "", nil)
	if err != nil {
		return err
	}
	view.Notice = doneNotice(e)
	if isMoved(e) {
		view.Note = movedNote
	}
	return ownStoryPage.show(e, http.StatusOK, view)
}

// ownStory is the story of the address, if the person told it.
func ownStory(e *core.RequestEvent) (*records.Story, error) {
	return records.FindStoryOfAuthor(e.App, signedIn(e).Author.Id, e.Request.PathValue("id"))
}

func ownPath(s *records.Story) string { return "/account/stories/" + s.Id }

// readOwnStory reads all that is held about a story; typed is what stands in
// its form.
func readOwnStory(e *core.RequestEvent, s *records.Story, typed string, problems []Problem) (ownStoryView, error) {
	zone := zoneOf(e)
	view := ownStoryView{FormErrors: FormErrors{problems}, ID: s.Id, Title: s.Title(), Text: s.Text(), ScreenName: s.ScreenName(),
		Standing: standingOf(s, zone), Reason: s.ReasonWords(), Facts: ownFacts(s, zone), Version: s.Version(),
		IsPublic: s.State() == story.Published, MayWithdraw: s.State() != story.Withdrawn}
	if !s.PublishedAt().IsZero() && s.State() != story.Withdrawn {
		p := NewProgress(s.Progress().Rank())
		view.Progress = &p
	}
	view.addForms(s, typed, problems)
	for _, read := range []func(*ownStoryView, *core.RequestEvent, *records.Story) error{
		readWords, readReach, readActs, readMessages, readOwnConversation} {
		if err := read(&view, e, s); err != nil {
			return view, err
		}
	}
	return view, nil
}

// addForms offers what the author may say: to the moderators, or in public.
func (v *ownStoryView) addForms(s *records.Story, typed string, problems []Problem) {
	f := Field{Name: story.FieldResponse, Value: typed, Rows: 6}
	switch {
	case s.State() == story.Held && s.HeldFor() == "author":
		f.Label = "Your answer to the moderator"
		f.Hint = "Only the moderators read this. They never see your e-mail address."
	case s.State() == story.Approved:
		f.Label = "Or tell us what is not right"
		f.Hint = "Your story then goes back to the moderators. Only they read this."
		v.Agree = true
	case s.State() == story.Published:
		f.Label = "Reply in public"
		f.Hint = "It stands under your story, with your screen name, once a moderator has read it. Leave out names."
		f.Count = story.MaxResponseWords
		f = f.With(problems)
		v.Reply = &f
		return
	default:
		return
	}
	f = f.With(problems)
	v.Answer = &f
}

func ownFacts(s *records.Story, zone *time.Location) []Row {
	rows := []Row{{Key: "Number", Value: s.Id}, {Key: "Screen name", Value: s.ScreenName()}}
	add := func(key, value string) {
		if value != "" {
			rows = append(rows, Row{Key: key, Value: value})
		}
	}
	add("Told about", toldForWords[s.ToldFor()])
	add("Age group", ageGroupWords[s.AgeGroup()])
	add("Happened", happened(s))
	add("Where, in your words", s.ServiceText())
	add("If something is changed", editsWords[s.Edits()])
	add("Sent", day(local(s.SubmittedAt(), zone)))
	add("Published", day(local(s.PublishedAt(), zone)))
	add("Ended", day(local(s.EndedAt(), zone)))
	return rows
}

func readWords(v *ownStoryView, e *core.RequestEvent, s *records.Story) (err error) {
	if v.around, err = readAround(e.App, s.Id); err != nil {
		return err
	}
	o, err := records.FindOriginal(e.App, s.Id)
	if errors.Is(err, records.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	was, is := o.Words(), s.Words()
	var changed []string
	if was.Title != is.Title {
		changed = append(changed, "title")
	}
	if was.Text != is.Text {
		changed = append(changed, "text")
	}
	if was.ScreenName != is.ScreenName {
		changed = append(changed, "screenName")
	}
	v.Original = &ownOriginal{Title: was.Title, Text: was.Text, ScreenName: was.ScreenName,
		Changed: listChanged(changed), Until: local(o.DeleteAfter(), zoneOf(e))}
	return nil
}

func readReach(v *ownStoryView, e *core.RequestEvent, s *records.Story) error {
	reach, err := records.ReachOfStory(e.App, s.Id)
	if err != nil {
		return err
	}
	why := map[string]string{}
	var ids []string
	for _, r := range reach {
		if why[r.Organisation] == "" {
			ids = append(ids, r.Organisation)
			why[r.Organisation] = r.Why
		}
	}
	organisations, err := records.FindOrganisations(e.App, ids)
	if err != nil {
		return err
	}
	for _, o := range organisations {
		words := o.Name() + ", because it runs or shares in a service you told about"
		if why[o.Id] == "area" {
			words = o.Name() + ", because it answers for where you live"
		}
		v.Reach = append(v.Reach, dated{Words: words})
	}
	v.Opened, err = records.OpenedBy(e.App, s.Id)
	return err
}

func readActs(v *ownStoryView, e *core.RequestEvent, s *records.Story) error {
	zone := zoneOf(e)
	v.Acts = append(v.Acts, dated{local(s.SubmittedAt(), zone), "You sent your story."})
	acts, err := records.ActsOnStory(e.App, s.Id)
	if err != nil {
		return err
	}
	for _, a := range acts {
		if a.Response() == "" { // what was done with a response stands with it
			v.Acts = append(v.Acts, dated{local(a.At(), zone), actWords(a)})
		}
	}
	if s.State() == story.Withdrawn {
		v.Acts = append(v.Acts, dated{local(s.EndedAt(), zone), "You took your story back."})
	}
	return nil
}

func readMessages(v *ownStoryView, e *core.RequestEvent, s *records.Story) error {
	messages, err := records.MessagesOfStory(e.App, s.Id)
	if err != nil {
		return err
	}
	for _, m := range messages {
		v.Messages = append(v.Messages, message{m.ByAuthor(), local(m.At(), zoneOf(e)), m.Text()})
	}
	return nil
}

// readOwnConversation reads what is said under a story: all that is public, and
// the author's own replies that are not. What a member wrote is nobody else's to
// see before it is read.
func readOwnConversation(v *ownStoryView, e *core.RequestEvent, s *records.Story) error {
	responses, err := records.ResponsesOfStory(e.App, s.Id)
	if err != nil {
		return err
	}
	for _, r := range responses {
		public := r.State() == story.ResponsePublished
		if !public && !r.ByAuthor() {
			continue
		}
		t, err := turnOf(e.App, r, s.ScreenName(), zoneOf(e), deployment.Now(e.App))
		if err != nil {
			return err
		}
		v.Conversation = append(v.Conversation, ownTurn{Turn: t, State: responseState(r.State()), Reason: r.ReasonWords()})
	}
	return nil
}

// doAnswer takes the author's words to the moderators.
func doAnswer(e *core.RequestEvent) error {
	return sayAboutStory(e, flow.AnswerModerator, "answered")
}

// doReply takes the author's public reply.
func doReply(e *core.RequestEvent) error { return sayAboutStory(e, flow.ReplyToStory, "replied") }

func sayAboutStory(e *core.RequestEvent, say func(app core.App, authorID, storyID, text string) error, done string) error {
	s, err := ownStory(e)
	if err != nil {
		return err
	}
	form, err := readForm(e)
	if err != nil {
		return err
	}
	err = say(e.App, signedIn(e).Author.Id, s.Id, form.Get(story.FieldResponse))
	if problems, ok := problemsOf(err); ok {
		view, err := readOwnStory(e, s, form.Get(story.FieldResponse), problems)
		if err != nil {
			return err
		}
		return ownStoryPage.show(e, http.StatusUnprocessableEntity, view)
	}
	if errors.Is(err, story.ErrStep) {
		return e.Redirect(http.StatusSeeOther, ownPath(s)+"?moved")
	}
	if err != nil {
		return err
	}
	return leadTo(e, ownPath(s), done)
}

// doAgree takes the author's yes to the edits they were shown: to no others.
func doAgree(e *core.RequestEvent) error {
	s, err := ownStory(e)
	if err != nil {
		return err
	}
	form, err := readForm(e)
	if err != nil {
		return err
	}
	if form.Get("version") != strconv.Itoa(s.Version()) {
		return e.Redirect(http.StatusSeeOther, ownPath(s)+"?moved")
	}
	err = flow.AgreeToEdits(e.App, signedIn(e).Author.Id, s.Id)
	if errors.Is(err, story.ErrStep) {
		return e.Redirect(http.StatusSeeOther, ownPath(s)+"?moved")
	}
	if err != nil {
		return err
	}
	return leadTo(e, ownPath(s), "agreed")
}
