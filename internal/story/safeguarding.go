package story

import "slices"

// Outcome is what moderators make of a story in which somebody may be in danger:
// when it fits, whether the story may be published, and what to do, step by step.
// Who reads this has minutes: the words are counted (TestTheWaysOnAreReadInAMinute).
type Outcome struct {
	Code    string        `json:"code"`
	Name    string        `json:"name"`
	When    string        `json:"when"`
	Publish string        `json:"publish"` // goes on after "Publish:"
	Bars    bool          `json:"bars"`    // the story is not published while the case is open
	Senior  bool          `json:"senior"`  // a senior moderator has a say in whether it is published
	Steps   []SafetyStep  `json:"steps"`
	Ends    []ShortAnswer `json:"ends"` // the short answers to how it ended
}

// SafetyStep is one thing to do now. Tell says who to turn to, as kinds of people
// in the region's profile and at the organisation; Nobody what to do when no
// answer comes, so that no step is the end of the road.
type SafetyStep struct {
	Code   string   `json:"code"`
	Do     string   `json:"do"`
	Tell   []string `json:"tell"`
	Nobody string   `json:"nobody"`
	// Came are the short answers to what came of it.
	Came []ShortAnswer `json:"came"`
	// Message is the region's message to begin with, when the step is to write.
	Message string `json:"message,omitempty"`
	// Disclose says that the step may need a private detail, which two people decide about.
	Disclose bool `json:"disclose,omitempty"`
}

// Who a step may turn to. TellService is the escalation desk of the organisation
// that runs the service; the others stand in the region's profile.
const (
	TellEmergency = "emergency"
	TellPolice    = "police"
	TellChild     = "child"
	TellAdult     = "adult"
	TellService   = "service"
	TellAuthor    = "author"
	TellCrisis    = "crisis" // those who help whoever calls them: what an author can be told
)

// EscalationKinds are the kinds that a region's profile names people for.
var EscalationKinds = []string{TellEmergency, TellPolice, TellChild, TellAdult}

// minutes is the first step wherever somebody may be hurt any moment.
var minutes = SafetyStep{Code: "minutes", Do: "Minutes count? Call the emergency services.", Tell: []string{TellEmergency},
	Came: []ShortAnswer{told, {Code: "calm", Label: "Minutes don’t count"}, leftOut}, Nobody: "Stay on the line. The other steps can wait."}

// outcomes are the five ways on. Patient-feedback sites agree on what they tell
// apart; the steps and the words are ours.
var outcomes = []Outcome{
	{"concern", "Poor care, and nobody in danger", "Nobody is being harmed, or will be.", "yes, as usual", false, false, []SafetyStep{
		{Code: "signpost", Do: "Write to the author where they can turn.", Tell: []string{TellAuthor}, Message: "turn",
			Came: []ShortAnswer{wrote, leftOut}, Nobody: "Go on: they need not."},
		{Code: "publish", Do: "Decide on the story as usual.",
			Came: []ShortAnswer{{Code: "decide", Label: "I decide on it next"}, leftOut}, Nobody: "A service that stays silent does so in public."},
	}, []ShortAnswer{nobodyHurt}},
	{"concern-refused", "Nobody in danger, but can’t be published", "A reason to refuse it applies.", "no, refuse it", true, false, []SafetyStep{
		{Code: "signpost", Do: "Refuse it in your own words: what they can do, and who listens.", Tell: []string{TellAuthor}, Message: "turn",
			Came: []ShortAnswer{{Code: "refused", Label: "Refused it, with words"}, leftOut}, Nobody: "The letter is enough. Without an address, your words stand on their own page."},
		{Code: "ask-again", Do: "Should the service know all the same? Then go another way.", Tell: []string{TellService},
			Came: []ShortAnswer{{Code: "no", Label: "It need not know"}, leftOut}, Nobody: "Not sure? Ask a colleague."},
	}, []ShortAnswer{nobodyHurt}},
	{"author-acts", "Serious, and its author can act", "They are safe enough to tell somebody.", laterSenior, true, true, []SafetyStep{
		{Code: "tell-how", Do: "Write to the author whom to tell, and how. Ask to hear back.", Tell: []string{TellAuthor, TellCrisis, TellChild, TellAdult}, Message: "tell-someone",
			Came: []ShortAnswer{wrote, leftOut}, Nobody: "Choose “Serious, and nobody may know”, as when no letter reaches them."},
		{Code: "assured", Do: "Wait for their answer, one working day at most.", Tell: []string{TellAuthor},
			Came:   []ShortAnswer{{Code: "assured", Label: "They have told those who can act"}, {Code: "silent", Label: "No answer: another way"}, leftOut},
			Nobody: "Choose “Serious, and nobody may know”: tell people yourself."},
	}, []ShortAnswer{canAct, safeNow}},
	{"means-harm", "Somebody means to hurt themselves or others", "They say so plainly, in care or at home.", laterSenior, true, true, []SafetyStep{
		minutes,
		{Code: "manager", Do: "In care? Read the words and their date to the manager on duty.", Tell: []string{TellService}, Disclose: true,
			Came: []ShortAnswer{told, silent, unlinked, {Code: "home", Label: "Not in care"}, serviceDanger, leftOut}, Nobody: "After 15 minutes: its main number, then the police."},
		{Code: "write", Do: "Ask the author whether they are safe.", Tell: []string{TellAuthor}, Message: "safe",
			Came: []ShortAnswer{wrote, leftOut}, Nobody: "Don’t wait for an answer. Go on."},
		{Code: "police", Do: "Nobody can reach them? Ask the police to look after them.", Tell: []string{TellPolice}, Disclose: true,
			Came: []ShortAnswer{told, {Code: "reached", Label: "They were reached"}, {Code: "others", Label: "Others look after them"}, silent, leftOut}, Nobody: "Call the emergency number, whatever the hour."},
	}, []ShortAnswer{safeNow, canAct, notKnown}},
	{"serious", "Serious, and nobody may know", "A child or adult at risk, or a crime. When in doubt, this.", laterSenior, true, true, []SafetyStep{
		minutes,
		{Code: "service-team", Do: "Tell the service’s safeguarding team, unless it may be the danger.", Tell: []string{TellService}, Disclose: true,
			Came: []ShortAnswer{told, silent, unlinked, serviceDanger, leftOut}, Nobody: "After an hour, go on. Don’t wait for a call back."},
		{Code: "lead-body", Do: "Tell those who protect children or adults there.", Tell: []string{TellChild, TellAdult}, Disclose: true,
			Came: []ShortAnswer{told, silent, leftOut}, Nobody: "Tell the police, and that nobody else answered."},
		{Code: "crime", Do: "A crime? Tell the police, whoever else knows.", Tell: []string{TellPolice}, Disclose: true,
			Came: []ShortAnswer{told, {Code: "no-crime", Label: "Not a crime"}, silent, leftOut}, Nobody: "Emergency number, if somebody may be hurt tonight. Else in writing."},
		{Code: "write", Do: "Write to the author what you did, unless that adds danger.", Tell: []string{TellAuthor}, Message: "passed-on",
			Came: []ShortAnswer{wrote, {Code: "danger", Label: "It would add danger"}, leftOut}, Nobody: "They need not."},
	}, []ShortAnswer{canAct, safeNow, notKnown}},
}

// laterSenior is what becomes of a story in which somebody was in danger.
const laterSenior = "later, a senior decides"

// Outcomes lists the five ways on.
func Outcomes() []Outcome { return slices.Clone(outcomes) }

// OutcomeOf finds a way on by its code.
func OutcomeOf(code string) (Outcome, bool) {
	for _, o := range outcomes {
		if o.Code == code {
			return o, true
		}
	}
	return Outcome{}, false
}

// Step finds a step of a way on.
func (o Outcome) Step(code string) (SafetyStep, bool) {
	for _, s := range o.Steps {
		if s.Code == code {
			return s, true
		}
	}
	return SafetyStep{}, false
}
