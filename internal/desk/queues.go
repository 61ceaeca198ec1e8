package desk

import (
	"candour/internal/records"
	"candour/internal/story"
)

// queue is one kind of things that wait for a moderator.
type queue struct {
	Key   string `json:"key"`
	Label string `json:"label"`
	Icon  string `json:"icon"`
	Empty string `json:"empty"` // what would be here, and how it comes here
	Page  string `json:"page"`  // the page that lists these; "" for the queue's own
	Also  string `json:"also"`  // a page that tells more, and what it is called
	Title string `json:"title"` // … its name
	Count int64  `json:"count"`

	offered offeredTo
	count   func(d *desk, w records.Waiting) (int64, error)
	rows    func(d *desk, w records.Waiting, from, most int64) ([]queueRow, error) // nil where a page lists them
	offers  func(d *desk) ([]queueRow, error)                                      // what may be offered, where that is not the first rows
}

// offeredTo says whom a queue's things may be offered to by "Next for me".
type offeredTo int

const (
	toNobody   offeredTo = iota // somebody else has been asked
	toEveryone                  // every moderator
	toSeniors
)

// queues are all of them, in the order of the page. Another kind of waiting things is
// another line: with rows, or with a page that lists them.
var queues = []queue{
	storyQueue("submitted", records.StoryToRead, toEveryone, "To read", "ri-book-open-line", "Nothing to read. New stories come here as soon as they are told."),
	storyQueue("held", records.StoryAsked, toNobody, "Asked", "ri-question-answer-line", "Nobody has been asked anything. A story waits here while its author thinks about your question."),
	storyQueue(seniorQueue, records.StoryForSenior, toSeniors, "For a senior", "ri-user-star-line", "No story waits for a senior moderator. What a colleague wants decided by one comes here, with a note."),
	storyQueue("agreements", records.StoryWithAuthor, toNobody, "With the author", "ri-time-line", "Nothing waits for an author’s word. A story you edited waits here if its author wants to see the edits first."),
	storyQueue("reviews", records.StoryWithService, toNobody, "With a service", "ri-eye-2-line", "No service is looking. A story you let through waits here while a service that may look first has its time."),
	storyQueue("approved", records.StoryLetThrough, toNobody, "Let through", "ri-door-open-line", "Nothing waits. A story you let through outside office hours waits here for the next opening, and one with a new service until that is confirmed."),
	responseQueue("responses", records.ResponsePlain, "Responses", "ri-chat-3-line", "No responses to read. What staff answer comes here before anyone else sees it."),
	responseQueue("replies", records.ResponseReply, "Author replies", "ri-reply-line", "No replies to read. What authors answer to staff comes here before anyone else sees it."),
	responseQueue("changes", records.ResponseChange, "Changes to check", "ri-hammer-line", "No changes to check. What staff say that they change, or have changed, comes here before anyone else sees it."),
	matterQueue(queue{Key: "messages", Label: "Messages", Icon: "ri-mail-line", offered: toEveryone,
		Empty: "No author waits for an answer. What they write to you comes here until somebody answers or says that it needs no answer."}, records.Messages, messageRow),
	matterQueue(queue{Key: "safety", Label: "Somebody in danger", Icon: "ri-lifebuoy-line", offered: toEveryone, Also: "#/desk/handbook/safeguarding", Title: "Handbook: safeguarding",
		Empty: "Nobody is known to be in danger. A story comes here when a moderator chooses “Somebody may be in danger” beside it."}, records.Dangers, dangerRow),
	matterQueue(queue{Key: "reports", Label: "Reader reports", Icon: "ri-flag-line", offered: toEveryone,
		Empty: "No reports to read. What readers tell us about a published story comes here. A report changes nothing by itself: the story stays public until you or a senior moderator decide."}, records.Reports, reportRow),
	{Key: "opinions", Label: "Second readings", Icon: "ri-group-line", Page: "#/desk/opinions", offered: toEveryone, count: countOpinions, offers: opinionsOffered},
	matterQueue(queue{Key: "second_looks", Label: "Second looks", Icon: "ri-eye-line", offered: toSeniors,
		Empty: "No service waits for a second look. A service that may look first can ask for one, and a senior moderator decides."}, records.Looks, lookRow),
	matterQueue(queue{Key: "questions", Label: "Questions answered", Icon: "ri-questionnaire-line", offered: toEveryone, Also: "#/desk/questions", Title: "Questions that wait for an answer",
		Empty: "No answer to read. What a service answers comes here until somebody has read it. So does what it did not answer in time."}, records.Answered, answeredRow),
	{Key: "appeals", Label: "Appeals", Icon: "ri-scales-3-line", offered: toSeniors, count: countAppeals, rows: appealRows,
		Empty: "Nobody waits for another decision. An author or an organisation can ask for one, once, and a senior moderator who had no part in it decides."},
	{Key: "closed", Label: "Closed stories", Icon: "ri-lock-line", Page: "#/desk/closed", offered: toSeniors, count: countClosuresDue, offers: closedOffered},
	{Key: "disclosures", Label: "Private details", Icon: "ri-shield-user-line", Page: "#/desk/disclosures", offered: toSeniors, count: countDisclosures, offers: disclosuresOffered},
}

// seniorQueue is what stands first for a senior moderator.
const seniorQueue = "senior"

func storyQueue(key string, kind records.StoryKind, offered offeredTo, label, icon, empty string) queue {
	q := queue{Key: key, Label: label, Icon: icon, Empty: empty, offered: offered,
		count: func(d *desk, w records.Waiting) (int64, error) { return records.CountStoriesWaiting(d.App, kind, w) },
		rows: func(d *desk, w records.Waiting, from, most int64) ([]queueRow, error) {
			return storyRows(d, kind, w, from, most)
		}}
	if kind == records.StoryToRead {
		q.offers = storiesOffered
	}
	return q
}

func responseQueue(key string, kind records.ResponseKind, label, icon, empty string) queue {
	return queue{Key: key, Label: label, Icon: icon, Empty: empty, offered: toEveryone,
		count: func(d *desk, w records.Waiting) (int64, error) { return records.CountResponsesWaiting(d.App, kind, w) },
		rows: func(d *desk, w records.Waiting, from, most int64) ([]queueRow, error) {
			return responseRows(d, kind, w, from, most)
		}}
}

func countOpinions(d *desk, _ records.Waiting) (n int64, err error) {
	for _, kind := range []string{records.ScoreSecond, records.ScoreBlind} {
		wanted, err := records.ScoresWanted(d.App, kind, d.moderator.Id, longestQueue)
		if err != nil {
			return 0, err
		}
		n += int64(len(wanted))
	}
	return n, nil
}

func countClosuresDue(d *desk, _ records.Waiting) (int64, error) {
	closed, err := records.ClosuresDue(d.App, d.now())
	return int64(len(closed)), err
}

func countDisclosures(d *desk, _ records.Waiting) (int64, error) {
	waiting, err := records.DisclosuresUndecidedSince(d.App, d.now().Add(-story.DisclosureAskLasts))
	return int64(len(waiting)), err
}

// queueNamed is the queue with a key; the first, when there is none.
func queueNamed(key string) queue {
	for _, q := range queues {
		if q.Key == key && q.rows != nil {
			return q
		}
	}
	return queues[0]
}
