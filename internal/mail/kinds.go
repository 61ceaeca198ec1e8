// Package mail words letters from plain values and hands them to whoever
// carries them. It knows no collection: a letter is given only what it may say.
package mail

import "slices"

// Kind names a letter. One kind has one Go type and one text in pb_public/letters.
type Kind string

// The letters to authors.
const (
	Received         Kind = "received"          // we have your story; with a link to choose a password
	Question         Kind = "question"          // a moderator asks something
	QuestionReminded Kind = "question-reminded" // that question waits for an answer
	Edits            Kind = "edits"             // these are the changes, do you agree?
	StoryLate        Kind = "story-late"        // nobody has read it yet, and that takes longer than we said
	StoryPublished   Kind = "story-published"   // anyone can read it now
	StoryRejected    Kind = "story-rejected"    // why not, and where to turn
	StoryClosed      Kind = "story-closed"      // a senior moderator shut it for now
	StoryRemoved     Kind = "story-removed"     // a senior moderator took it down
	StoryOpened      Kind = "story-opened"      // a senior moderator opened it again
	AppealDecided    Kind = "appeal-decided"    // another senior moderator has decided; to authors and members
	ResponseCame     Kind = "response-came"     // a member answered
	ReplyPublished   Kind = "reply-published"   // your reply can be read now
	ReplyRejected    Kind = "reply-rejected"
	Withdrawn        Kind = "withdrawn"       // you took it back: confirmed
	ExportReady      Kind = "export-ready"    // your copy is ready
	Password         Kind = "password"        // a link to choose a password; to authors and members
	ConfirmEmail     Kind = "confirm-email"   // a link to confirm a new address; goes to the new one
	ErasurePlanned   Kind = "erasure-planned" // everything will be erased on this day; with a link to stop it
	NewMessage       Kind = "message"         // a moderator wrote to you
	Disclosed        Kind = "disclosed"       // a private detail of yours was shown, in the one exception
)

// The letters to members.
const (
	StoryAlert        Kind = "story-alert"       // a story reaches your organisation
	WithdrawnTold     Kind = "withdrawn-told"    // a story you were told about is gone
	StoryClosedTold   Kind = "story-closed-told" // a story you were told about is closed for now
	StoryOpenedTold   Kind = "story-opened-told" // and is open again
	OwnWordsTaken     Kind = "own-words-taken"   // moderators took what your organisation says off a page
	ReplyAlert        Kind = "reply-alert"       // the author answered you
	ResponsePublished Kind = "response-published"
	ResponseRejected  Kind = "response-rejected"
	Invitation        Kind = "invitation"  // a link to join an organisation
	EmailAsked        Kind = "email-asked" // another address was asked for; goes to the one of now
)

// The letters to services: to the administrators of who runs it, and to its own mailbox.
const (
	ServiceReview   Kind = "service-review"   // a story waits for your look; with a link and its end
	ServiceQuestion Kind = "service-question" // a moderator asks something about the place; with a link and its end
	ServiceReminded Kind = "service-reminded" // that question waits for an answer; with a link and its end
	ReviewDecided   Kind = "review-decided"   // a senior moderator has looked again; with the same link
)

// The letters to moderators.
const (
	Urgent          Kind = "urgent"           // urgent words are waiting in the queue
	QueueLate       Kind = "queue-late"       // a story waits longer than its author was told
	SeniorAsked     Kind = "senior-asked"     // to the seniors: a colleague asks what to do with a story
	DangerOpened    Kind = "danger-opened"    // to the seniors: a colleague has opened a serious case of danger
	AppealAsked     Kind = "appeal-asked"     // to the seniors: somebody asks for another decision
	AppealWaits     Kind = "appeal-waits"     // to the seniors who may decide it, and late to the administrators of the machine: nobody has
	SecondLook      Kind = "second-look"      // to the seniors: a service asks to look again
	SecondLookLate  Kind = "second-look-late" // to the seniors and the administrators of the machine: nobody has
	ClosureDue      Kind = "closure-due"      // to the seniors: a closed story is to be looked at again today
	DisclosureAsked Kind = "disclosure-asked" // to the seniors: somebody asks to see a private detail
)

// PublicOnly lists the kinds that may only go out while their story is public:
// they are checked when they are owed and again when they are sent.
var PublicOnly = []Kind{StoryPublished, StoryAlert, ResponseCame, ReplyPublished, ReplyAlert, ResponsePublished}

// IsPublicOnly reports whether a kind may only be sent while its story is public.
func (k Kind) IsPublicOnly() bool { return slices.Contains(PublicOnly, k) }

// unowed lists the kinds that nobody must have: who turns letters off gets none
// of them, and each carries a link that turns them off.
var unowed = []Kind{StoryLate, StoryPublished, ResponseCame, ReplyPublished, StoryAlert, ReplyAlert, ResponsePublished}

// IsDuty reports whether a kind goes out even to those who turned letters off:
// it answers what they did, asks what only they can decide, or keeps them safe.
func (k Kind) IsDuty() bool { return !slices.Contains(unowed, k) }

// hard lists the kinds that may come in a hard hour: they say where help is.
var hard = []Kind{Received, Question, QuestionReminded, StoryRejected, NewMessage, Disclosed}
