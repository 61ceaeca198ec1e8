package pages

import (
	"net/http"
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

// ownOriginal is what an author wrote before a moderator changed it.
type ownOriginal struct {
	Title, Text, ScreenName string
	Services, Tags          string    // as first sent, where a moderator changed them
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
	Unsent                  string // what was written and not taken
	ID                      string
	Title, Text, ScreenName string
	Standing                standing
	Reason                  string // why it was refused or taken down, in our words to the author
	Original                *ownOriginal
	Facts                   []Row
	Progress                *Progress // once published
	Reach                   []dated   // organisations and why, without days
	Opened                  []string
	Closed                  *closedForAuthor // when it was closed or taken down
	Looks                   []serviceLooked
	Acts                    []dated
	Messages                []message
	Conversation            []ownTurn
	Answer                  *Field // to a moderator: when asked, or about the edits
	Write                   *Field // to the moderators, at any other time
	Masked                  *maskedMessage
	Disclosed               []disclosedLine
	Agree                   bool
	Parts                   []comparedPart // what a moderator changed, while the author is asked
	Version                 int
	Reply                   *Field // under the published story
	MayWithdraw             bool
	TakenBack               bool
	IsPublic                bool
}

var ownStoryPage = newPage[ownStoryView]("account/story", helpNearby, exitAtOnce)

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
		IsPublic: s.State() == story.Published, MayWithdraw: s.State() != story.Withdrawn, TakenBack: s.State() == story.Withdrawn}
	if !s.PublishedAt().IsZero() && s.State() != story.Withdrawn {
		p := NewProgress(s.Progress().Rank())
		view.Progress = &p
	}
	if err := addQueuePlace(e.App, &view.Standing, s); err != nil {
		return view, err
	}
	view.addForms(s, typed, problems)
	for _, read := range []func(*ownStoryView, *core.RequestEvent, *records.Story) error{
		readWords, readClosed, readLooks, readReach, readActs, readMessages, readOwnConversation, readDisclosures} {
		if err := read(&view, e, s); err != nil {
			return view, err
		}
	}
	if view.Reply != nil && !view.answered() {
		view.Reply.Label = "You can add something in public"
	}
	return view, nil
}

// answered says whether anybody but the author has said something.
func (v *ownStoryView) answered() bool {
	return slices.ContainsFunc(v.Conversation, func(t ownTurn) bool { return t.Kind == "response" })
}

// addForms offers what the author may say: to the moderators, or in public.
func (v *ownStoryView) addForms(s *records.Story, typed string, problems []Problem) {
	f := Field{Name: story.FieldResponse, Value: typed, Rows: 6}
	switch {
	case s.State() == story.Held && s.HeldFor() == "author":
		f.Label = "Your answer to the moderator"
		f.Hint = "Only the moderators read this. " + leaveOut
	case s.State() == story.Approved && s.WaitsFor() == story.WaitForAuthor:
		f.Label = "Or tell us what is not right"
		f.Hint = "Your story then goes back to the moderators. Only they read this. " + leaveOut
		v.Agree = true
	case s.State() == story.Published:
		v.addWrite(s, "", nil) // what is typed into it comes back by its own way
		f.Label = "Reply in public"
		f.Hint = "It stands under your story, with your screen name, once a moderator has read it. Leave out names."
		f.Count = story.MaxResponseWords
		f = f.With(problems)
		v.Reply = &f
		return
	default:
		v.addWrite(s, "", nil)
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
	add("The person who had care", ageGroupWords[s.AgeGroup()])
	add("Happened", happened(s))
	add("Where, in your words", s.ServiceText())
	add("If something is changed", editsWords[s.Edits()])
	add("Sent", day(local(s.SubmittedAt(), zone)))
	add("Published", day(local(s.PublishedAt(), zone)))
	add(endedKey(s.State()), day(local(s.EndedAt(), zone)))
	return rows
}

// endedKey names the day on which a story came to its end.
func endedKey(s story.State) string {
	switch s {
	case story.Withdrawn:
		return "Taken back"
	case story.Removed:
		return "Taken down"
	case story.Restricted:
		return "Closed"
	case story.Rejected:
		return "Not published"
	case story.Submitted, story.Held, story.Approved, story.Published: // they have no such day
	}
	return "Ended"
}
