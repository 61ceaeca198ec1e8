package mail

// Letter is what one letter says. There is a type for each kind, and it holds
// only what that letter may say: no private detail, nothing that is not public.
type Letter interface{ kind() Kind }

// KindOf is the kind of a letter.
func KindOf(l Letter) Kind { return l.kind() }

// ReceivedLetter tells an author that a story arrived.
type ReceivedLetter struct {
	StoryURL    string // the author's own page of it
	PasswordURL string // "" when the author has chosen a password
}

// QuestionLetter tells an author that a moderator asks something. The question
// itself waits on the site.
type QuestionLetter struct{ StoryURL, Until string }

// QuestionRemindedLetter tells an author once more, and what happens without an answer.
type QuestionRemindedLetter struct{ StoryURL, Until string }

// EditsLetter asks an author to look at what a moderator changed.
type EditsLetter struct {
	StoryURL string // with a secret: it works without signing in, while the story waits
	Until    string // a day and an hour, as people say it; "" when the author asked us to wait
	Again    bool   // the author had proposed other words, and these are not those
}

// StoryPublishedLetter tells an author that everyone can read the story.
type StoryPublishedLetter struct{ Title, StoryURL, AccountURL string }

// StoryRejectedLetter tells an author that a story is not published. The reason
// waits on the site.
type StoryRejectedLetter struct{ StoryURL string }

// StoryClosedLetter tells an author that their story is closed for now. The reason
// waits on the site.
type StoryClosedLetter struct{ StoryURL string }

// StoryRemovedLetter tells an author that their story was taken down. The reason
// waits on the site.
type StoryRemovedLetter struct{ StoryURL string }

// StoryOpenedLetter tells an author that their story can be read again. Why waits on
// the site.
type StoryOpenedLetter struct{ StoryURL string }

// AppealDecidedLetter tells whoever asked for another decision that there is one, or that
// the story was taken down before there was. What was decided waits on the site.
type AppealDecidedLetter struct {
	PageURL   string
	TakenDown bool
}

// AppealAskedLetter asks the senior moderators to decide, or says that none of them may
// and how there can be another. It does not say about what.
type AppealAskedLetter struct {
	DeskURL, Until string
	Nobody         bool
}

// AppealWaitsLetter reminds them that nobody has, a working day before the end of the time
// that whoever asked was told, and when it is over.
type AppealWaitsLetter struct {
	DeskURL, Until string
	Nobody, Late   bool
}

// ResponseCameLetter tells an author that a response is published.
type ResponseCameLetter struct{ Title, Organisation, StoryURL, AccountURL string }

// ReplyPublishedLetter tells an author that their reply is published.
type ReplyPublishedLetter struct{ Title, StoryURL string }

// ReplyRejectedLetter tells an author that their reply is not published.
type ReplyRejectedLetter struct{ StoryURL string }

// WithdrawnLetter confirms to an author that a story is taken back.
type WithdrawnLetter struct{ StoryNumber string }

// ExportReadyLetter says where an author's copy can be fetched.
type ExportReadyLetter struct{ ExportURL, Until string }

// PasswordLetter carries a link to choose a new password, for anyone who signs in.
type PasswordLetter struct{ PasswordURL string }

// ConfirmEmailLetter carries a link to a new address, to prove that it is theirs.
type ConfirmEmailLetter struct{ ConfirmURL string }

// ErasurePlannedLetter tells an author when everything will be erased, with the
// link by which they can stop it and where the receipt will be.
type ErasurePlannedLetter struct{ When, ReceiptURL string }

// MessageLetter tells an author that a moderator wrote. The words wait on the site.
type MessageLetter struct{ StoryURL string }

// DisclosedLetter tells an author that a private detail of theirs was shown. What,
// to whom and why waits on the site: others may read this letter.
type DisclosedLetter struct{ StoryURL string }

// StoryAlertLetter tells a member of a published story.
type StoryAlertLetter struct {
	Title    string
	Services []string
	StoryURL string // the member's page of it
}

// WithdrawnToldLetter tells a member that a story is gone.
type WithdrawnToldLetter struct {
	StoryNumber string
	ByUs        bool // the site took it down; otherwise its author took it back
}

// StoryClosedToldLetter tells a member that a story is closed for now. It says nothing of
// what the story tells.
type StoryClosedToldLetter struct{ StoryURL string } // the member's page of it

// StoryOpenedToldLetter tells the same members that it is open again.
type StoryOpenedToldLetter struct{ StoryURL string }

// OwnWordsTakenLetter tells an administrator that moderators took their organisation's
// words off a page. Which words, and why, waits on the site.
type OwnWordsTakenLetter struct{ WordsURL string }

// ReplyAlertLetter tells a member that the author answered.
type ReplyAlertLetter struct{ Title, StoryURL string }

// ResponsePublishedLetter tells a member that their response is published.
type ResponsePublishedLetter struct{ Title, StoryURL string }

// ResponseRejectedLetter tells a member that their response is not published.
type ResponseRejectedLetter struct{ StoryURL string }

// InvitationLetter lets a new member in.
type InvitationLetter struct {
	Organisation, JoinURL string
	Known                 bool   // there is an account with this address already
	LastDay               string // of the membership; empty when it has no end
}

// EmailAskedLetter tells a member that another address was asked for, and how to
// stop it if that was somebody else.
type EmailAskedLetter struct{ PasswordURL string }

// ServiceReviewLetter tells a service that a story waits for its look. It holds
// nothing of the story, which nobody has published yet.
type ServiceReviewLetter struct {
	Service   string
	ReviewURL string
	Until     string
}

// ServiceQuestionLetter tells a service that a moderator asks it something. The question
// itself waits behind the link, and nothing of the story is anywhere.
type ServiceQuestionLetter struct{ Service, QuestionURL, Until string }

// ServiceRemindedLetter tells a service once more.
type ServiceRemindedLetter struct{ Service, QuestionURL, Until string }

// ReviewDecidedLetter tells a service that a senior moderator has looked again. What
// was decided waits behind the link.
type ReviewDecidedLetter struct{ Service, ReviewURL string }

// DangerOpenedLetter tells a senior moderator that a danger waits at the desk. It does not
// say in which story.
type DangerOpenedLetter struct{ DeskURL string }

// SeniorAskedLetter asks a senior moderator what to do with a story. It does not say with which.
type SeniorAskedLetter struct{ DeskURL string }

// ClosureDueLetter says that the day has come to look at a closed story again. It does
// not say at which.
type ClosureDueLetter struct{ DeskURL string }

// SecondLookLetter asks a senior moderator to look again. It does not say at what.
type SecondLookLetter struct{ DeskURL, Until string }

// SecondLookLateLetter says that none of them has, in the time that the service was told.
type SecondLookLateLetter struct{ DeskURL, Until string }

// StoryLateLetter tells an author that their story waits longer than we said.
type StoryLateLetter struct{ StoryURL string }

// QueueLateLetter tells a moderator that a story waits longer than its author was told.
type QueueLateLetter struct{ DeskURL string }

// UrgentLetter asks a moderator to read now. It does not say why.
type UrgentLetter struct{ DeskURL string }

// DisclosureAskedLetter asks a senior moderator to decide now. It does not say about what.
type DisclosureAskedLetter struct{ DeskURL string }

func (ReceivedLetter) kind() Kind          { return Received }
func (QuestionLetter) kind() Kind          { return Question }
func (QuestionRemindedLetter) kind() Kind  { return QuestionReminded }
func (ServiceQuestionLetter) kind() Kind   { return ServiceQuestion }
func (ServiceRemindedLetter) kind() Kind   { return ServiceReminded }
func (EditsLetter) kind() Kind             { return Edits }
func (StoryPublishedLetter) kind() Kind    { return StoryPublished }
func (StoryRejectedLetter) kind() Kind     { return StoryRejected }
func (StoryClosedLetter) kind() Kind       { return StoryClosed }
func (StoryRemovedLetter) kind() Kind      { return StoryRemoved }
func (ResponseCameLetter) kind() Kind      { return ResponseCame }
func (ReplyPublishedLetter) kind() Kind    { return ReplyPublished }
func (ReplyRejectedLetter) kind() Kind     { return ReplyRejected }
func (WithdrawnLetter) kind() Kind         { return Withdrawn }
func (ExportReadyLetter) kind() Kind       { return ExportReady }
func (PasswordLetter) kind() Kind          { return Password }
func (ConfirmEmailLetter) kind() Kind      { return ConfirmEmail }
func (ErasurePlannedLetter) kind() Kind    { return ErasurePlanned }
func (MessageLetter) kind() Kind           { return NewMessage }
func (DisclosedLetter) kind() Kind         { return Disclosed }
func (StoryAlertLetter) kind() Kind        { return StoryAlert }
func (WithdrawnToldLetter) kind() Kind     { return WithdrawnTold }
func (StoryClosedToldLetter) kind() Kind   { return StoryClosedTold }
func (StoryOpenedToldLetter) kind() Kind   { return StoryOpenedTold }
func (OwnWordsTakenLetter) kind() Kind     { return OwnWordsTaken }
func (ReplyAlertLetter) kind() Kind        { return ReplyAlert }
func (ResponsePublishedLetter) kind() Kind { return ResponsePublished }
func (ResponseRejectedLetter) kind() Kind  { return ResponseRejected }
func (InvitationLetter) kind() Kind        { return Invitation }
func (EmailAskedLetter) kind() Kind        { return EmailAsked }
func (StoryLateLetter) kind() Kind         { return StoryLate }
func (QueueLateLetter) kind() Kind         { return QueueLate }
func (UrgentLetter) kind() Kind            { return Urgent }
func (DisclosureAskedLetter) kind() Kind   { return DisclosureAsked }
func (ServiceReviewLetter) kind() Kind     { return ServiceReview }
func (ReviewDecidedLetter) kind() Kind     { return ReviewDecided }
func (SecondLookLetter) kind() Kind        { return SecondLook }
func (SecondLookLateLetter) kind() Kind    { return SecondLookLate }
func (DangerOpenedLetter) kind() Kind      { return DangerOpened }
func (SeniorAskedLetter) kind() Kind       { return SeniorAsked }
func (ClosureDueLetter) kind() Kind        { return ClosureDue }
func (StoryOpenedLetter) kind() Kind       { return StoryOpened }
func (AppealDecidedLetter) kind() Kind     { return AppealDecided }
func (AppealAskedLetter) kind() Kind       { return AppealAsked }
func (AppealWaitsLetter) kind() Kind       { return AppealWaits }

// Samples returns one full letter of each kind, to check the texts with.
func Samples() []Letter {
	const at = "https://candour.example"
	const title, mine, public = "She stayed all night", at + "/account/stories/abcd2345", at + "/stories/abcd2345"
	const staff, link = at + "/staff/stories/abcd2345", at + "/password/abcdefghijklmno-sample"
	const until, organisation = "Monday 23 November 2026 at 17:00", "NHS Grampian"
	return []Letter{
		ReceivedLetter{mine, link}, QuestionLetter{mine, "Monday 23 November 2026"}, QuestionRemindedLetter{mine, "Monday 23 November 2026"}, EditsLetter{at + "/agree/abcd2345/abcdefghijklmno-sample", until, false},
		StoryPublishedLetter{title, public, mine}, StoryRejectedLetter{mine},
		StoryClosedLetter{mine}, StoryRemovedLetter{mine},
		ResponseCameLetter{title, organisation, public, mine}, ReplyPublishedLetter{title, public}, ReplyRejectedLetter{mine},
		WithdrawnLetter{"abcd2345"}, ExportReadyLetter{at + "/account/export/abcdefghijklmno", until},
		PasswordLetter{link}, ConfirmEmailLetter{at + "/confirm-email/abcdefghijklmno-sample"},
		ErasurePlannedLetter{until, at + "/receipt/abcde-fghjk-mnpqr-stuvw-xyz23"},
		StoryAlertLetter{title, []string{"Maternity, Aberdeen", "Ward 101, Aberdeen"}, staff}, WithdrawnToldLetter{"abcd2345", true}, StoryClosedToldLetter{staff}, StoryOpenedToldLetter{staff}, OwnWordsTakenLetter{at + "/staff/organisation"},
		ReplyAlertLetter{title, staff}, ResponsePublishedLetter{title, public}, ResponseRejectedLetter{staff},
		InvitationLetter{organisation, at + "/invitation/abcdefghijklmno-sample", false, "31 March 2027"}, UrgentLetter{at + "/_/"}, QueueLateLetter{at + "/_/"}, StoryLateLetter{mine},
		EmailAskedLetter{at + "/password/forgotten"},
		MessageLetter{mine}, DisclosedLetter{mine}, DisclosureAskedLetter{at + "/_/"},
		ServiceReviewLetter{"Harbour Practice, Aberdeen", at + "/review/abcd2345/abcdefghijklmno-sample", until},
		ServiceQuestionLetter{"Harbour Practice, Aberdeen", at + "/question/abcdefghijklmno/abcdefghijklmno-sample", until},
		ServiceRemindedLetter{"Harbour Practice, Aberdeen", at + "/question/abcdefghijklmno/abcdefghijklmno-sample", until},
		ReviewDecidedLetter{"Harbour Practice, Aberdeen", at + "/review/abcd2345/abcdefghijklmno-sample"}, SecondLookLetter{at + "/_/", until}, SecondLookLateLetter{at + "/_/", until}, ClosureDueLetter{at + "/_/"},
		StoryOpenedLetter{mine}, AppealDecidedLetter{mine, false}, AppealAskedLetter{at + "/_/", until, false}, AppealWaitsLetter{at + "/_/", until, false, true}, SeniorAskedLetter{at + "/_/"}, DangerOpenedLetter{at + "/_/"},
	}
}
