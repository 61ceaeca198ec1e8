package pages

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/story"
)

// problemsOf is what was wrong with a form, if that is what an error says.
func problemsOf(err error) ([]Problem, bool) {
	var many story.Problems
	if errors.As(err, &many) {
		problems := make([]Problem, len(many))
		for i, p := range many {
			problems[i] = Problem(p)
		}
		return problems, true
	}
	if p, ok := story.AsProblem(err); ok {
		return []Problem{Problem(p)}, true
	}
	return nil, false
}

// standing is where a story stands, in words for its author.
type standing struct {
	Badge string // a word or two
	Next  string // what happens next
	Kind  string // yours, ours, public or over: who has the next word
}

func standingOf(s *records.Story, zone *time.Location) standing {
	switch s.State() {
	case story.Submitted: // below, with whatever a later version may add
	case story.Held:
		if s.HeldFor() == "author" {
			return standing{"A question for you", "A moderator has asked you something. Your story waits for your answer.", "yours"}
		}
		return standing{"Being looked at again", "A moderator has asked somebody else to look at it too. You don’t need to do anything.", "ours"}
	case story.Approved:
		return standingApproved(s, zone)
	case story.Published:
		return standing{"Published", "Everyone can read it. You can reply to what is said under it.", "public"}
	case story.Rejected:
		return standing{"Not published", "A moderator decided not to publish it. The reason stands with the story. You can tell it anew.", "over"}
	case story.Restricted:
		return standing{"Closed for now", "The public sees that it exists and why it is closed. You and the services it is about can read it.", "ours"}
	case story.Removed:
		return standing{"Taken down", "It was published and is not shown any more. The reason stands with the story.", "over"}
	case story.Withdrawn:
		return standing{"Taken back", "You took it back. Nobody else can read it, and nobody can publish it again.", "over"}
	}
	return standing{"With the moderators", "A moderator reads it before anyone else can. You don’t need to do anything.", "ours"}
}

// standingApproved says for whom a story waits that a moderator let through.
func standingApproved(s *records.Story, zone *time.Location) standing {
	switch s.WaitsFor() {
	case story.WaitForService:
		if s.GoesOnAt().IsZero() {
			return standing{"Being looked at again", "It was about to be published. A service it is about asked us to look again, and a senior moderator decides. You don’t need to do anything.", "ours"}
		}
		return standing{"Nearly published", "A moderator has read it. A service it is about may look at it until " + until(s.GoesOnAt(), zone) +
			". If it says nothing, your story goes on by itself. You don’t need to do anything.", "ours"}
	case story.WaitForOpening:
		return standing{"Nearly published", "A moderator has read it. It is published when we are back at work, " + clock(s.GoesOnAt(), zone) + ".", "ours"}
	case story.WaitForUs:
		return standing{"Nearly published", "A moderator has read it. We have to check something before everyone can read it. You don’t need to do anything.", "ours"}
	case story.WaitForAuthor, story.NoWait: // below
	}
	if s.WaitAsked() {
		return standing{"Waiting for your yes", "A moderator changed something and wants you to see it first. You asked us to wait, so nothing happens until you answer.", "yours"}
	}
	return standing{"Waiting for your yes", "A moderator changed something and wants you to see it first. If you say nothing, your story goes on by itself " +
		clock(s.ApprovedUntil(), zone) + ".", "yours"}
}

// clock is a day and a time as people say it: "on 20 November 2026 at 14:32".
func clock(at time.Time, zone *time.Location) string {
	return "on " + until(at, zone)
}

// until is clock after a word of its own: "20 November 2026 at 14:32".
func until(at time.Time, zone *time.Location) string {
	return at.In(zone).Format("2 January 2006 at 15:04")
}

// zoneOf is the time zone of the region: every time on a page is in it.
func zoneOf(e *core.RequestEvent) *time.Location { return deployment.Of(e.App).Region.Zone() }

// local is a time in the region's zone; the zero time stays zero.
func local(at time.Time, zone *time.Location) time.Time {
	if at.IsZero() {
		return at
	}
	return at.In(zone)
}

var toldForWords = map[string]string{
	"self": "Yourself", "cared-for": "Somebody you care for", "relative": "A relative", "friend": "A friend", "consented": "Somebody who asked you to tell it",
}

var ageGroupWords = map[string]string{"adult": "An adult", "young-person": "A young person", "child": "A child"}

var editsWords = map[string]string{"show-me": "Show it to me first", "just-publish": "Publish it and tell me"}

// happened is "October 2026", or nothing when it was not told.
func happened(s *records.Story) string {
	if s.HappenedYear() == 0 || s.HappenedMonth() < 1 || s.HappenedMonth() > 12 {
		return ""
	}
	return fmt.Sprintf("%s %d", time.Month(s.HappenedMonth()), s.HappenedYear())
}

// changedWords names what a moderator changed.
var changedWords = map[string]string{
	"title": "the title", "text": "the words", "screenName": "the screen name", "services": "the services", "tags": "the tags",
}

func listChanged(fields []string) string {
	words := make([]string, 0, len(fields))
	for _, f := range fields {
		if w := changedWords[f]; w != "" {
			words = append(words, w)
		}
	}
	return inSentence(words)
}

// inSentence is "a, b and c".
func inSentence(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// actWords says in a sentence what was done; "about" is the story or "your reply".
func actWords(a *records.Moderation) string {
	about := "your story"
	if a.Response() != "" {
		about = "something said under it"
	}
	switch a.What() {
	case "edited":
		return "A moderator changed " + listChanged(a.Changed()) + "."
	case "approved":
		return "A moderator decided that it can be published."
	case "question-sent":
		return "A moderator asked a service something about the place."
	case "question-answered":
		return "The service answered the moderators."
	case "question-silence":
		return "The service did not answer in its time. It went back to be read again."
	case "question-taken-back":
		return "A moderator did without the service’s answer."
	case "question-ended":
		return "The question to a service ended."
	case "author-silence":
		return "We had no answer from you, so it went back to the moderators. You can still write to them."
	case "held":
		return "A moderator put it aside until somebody was asked."
	case "returned":
		return "A senior moderator gave it back to the moderators."
	case "waits":
		return "You asked us to wait for your word."
	case "proposed":
		return "You proposed other words."
	case "review-begun":
		return "A service it is about was shown it."
	case "review-ahead":
		return "A service said: go ahead."
	case "review-silence":
		return "A service said nothing in its time, so your story went on."
	case "review-asked":
		return "A service asked us to look again" + reviewReasonWords(a.Reason()) + "."
	case "review-decided":
		if a.Reason() == string(story.ReviewPublished) {
			return "A senior moderator looked again and found nothing to change."
		}
		return "A senior moderator looked again and gave it back to the moderators."
	case "review-ended":
		return "The look of a service ended."
	case "published":
		if what := listChanged(a.Changed()); what != "" {
			return "A moderator published " + about + " and changed " + what + "."
		}
		return "A moderator published " + about + "."
	case "rejected":
		return "A moderator decided not to publish " + about + "."
	case "asked":
		if a.Version() == 0 { // beside the story's own way, which is counted in versions
			return "A moderator wrote to you."
		}
		return "A moderator asked you a question."
	case "answered":
		if a.Version() == 0 {
			return "You wrote to the moderators."
		}
		return "You answered the moderators."
	case "agreed":
		return "You agreed to the changes."
	case "scored":
		return "A moderator noted, for the staff who can act on it, how critical of care your story is."
	case "took-over":
		return "A moderator went on where a colleague had begun."
	case "worried", "seconded", "doubted", "helped", "calmed": // one sentence: somebody else may be looking at this screen
		return "A moderator looked after somebody’s safety."
	case "quote-gone":
		return "Your words in what a moderator had noted for somebody’s safety went with your story. Their own notes stay until you erase your account, so that somebody can still help."
	case "carried-over":
		return "A step for somebody’s safety was taken into this record."
	case "report-read":
		return "A moderator read what a reader had told us about your story."
	case "restricted":
		return "A senior moderator closed your story for now."
	case "lifted":
		return "A senior moderator opened your story again."
	case "looked-again":
		return "A senior moderator looked at it again, and it stays closed."
	case "appealed":
		return "Somebody asked for another decision."
	case "appeal-decided":
		return "Another senior moderator decided."
	case "removed":
		return "A senior moderator took your story down."
	}
	return "It went back to be read again."
}

// doneWords are what a page says once after something was done, by the code in
// its address. A code that is not here says nothing.
var doneWords = map[string]string{
	"password":             "Your new password is set, and you are signed in.",
	"letters":              "Your choice about letters is kept.",
	"answers":              "Your answers about you are kept.",
	"postcode":             "Your postcode is corrected. We have looked up anew who your story reaches.",
	"postcode-unknown":     "Your postcode is kept as you wrote it. We don’t recognise it, so your story reaches nobody by area.",
	"postcode-kept":        "Your postcode is kept. We can’t look it up here, so your story reaches nobody by area for now.",
	"postcode-forgotten":   "Your postcode is forgotten. Your story reaches nobody by area any more.",
	"email":                "We have written to your new address. It counts once you open the link in that letter. It works for 24 hours.",
	"answered":             "Your answer is with the moderators.",
	"wrote":                "Your words are with the moderators.",
	"answered-masked":      "Your words are with the moderators, without what would lead to somebody.",
	"agreed":               "Thank you. Your story goes on as you saw it.",
	"proposed":             "Your words are with the moderators.",
	"replied":              "Your reply is with the moderators. It is shown once one of them has read it.",
	"withdrawn":            "Your story is taken back. Nobody else can read it any more.",
	"signed-out":           "That device is signed out.",
	"signed-out-others":    "You are signed out everywhere but here.",
	"forgot":               "The list of what you read is gone.",
	"erasure-planned":      "Your erasure is planned. Nothing is erased yet.",
	"erasure-stopped":      "Your account stays. Nothing is erased.",
	"responded":            "Your response is kept. You can change it or delete it for a while, then a moderator reads it.",
	"changed":              "Your response is changed.",
	"deleted":              "Your response is deleted.",
	"appealed":             "Another senior moderator decides. We write to you then.",
	"question-answered":    "Your answer is with the moderators. Thank you.",
	"review-address":       "We write to that address from now on.",
	"invited":              "The letter is on its way. The person stands in the list as invited until they join.",
	"invited-all":          "The letters are on their way. Those people stand in the list as invited until they join.",
	"invited-again":        "We send the letter once more.",
	"invitation-cancelled": "The invitation is called off. Its link works no more.",
	"role":                 "The role is changed.",
	"own-role":             "Your role is changed.",
	"photo":                "Your photo is kept. Nobody sees it unless you sign a response with it.",
	"photo-off":            "Your photo is gone, everywhere.",
	"until":                "The last day is kept. After it they can’t sign in here.",
	"until-off":            "There is no last day any more.",
	"readdressed":          "We have written to the corrected address. The link in the first letter works no more.",
	"job":                  "Job title and department are kept.",
	"frozen":               "They are frozen: signed out here, and without letters. Nobody else sees it.",
	"unfrozen":             "They are let in again.",
	"removed":              "They are removed.",
	"details":              "What you wrote about yourself is kept.",
	"joined":               "You have joined.",
	"switched":             "You act for this organisation now.",
	"call":                 "Kept. Moderators call there when somebody may be in danger.",
	"own-words":            "Your words are on the page.",
	"own-words-off":        "The page says nothing in your words any more.",
}

func doneNotice(e *core.RequestEvent) string { return doneWords[e.Request.URL.Query().Get("done")] }

// movedNote is shown instead, when what was asked for is no longer possible.
const movedNote = "This has moved on since you opened the page, so nothing was changed. Here is how it stands now."

func isMoved(e *core.RequestEvent) bool { return e.Request.URL.Query().Has("moved") }

// leadTo answers a form that was taken with the page to go to.
func leadTo(e *core.RequestEvent, path, done string) error {
	return e.Redirect(303, path+"?done="+url.QueryEscape(done))
}
