package story

import "slices"

// Outcome is what moderators make of a story in which somebody may be in danger:
// when it fits, whether the story may be published, and what to do, step by step.
type Outcome struct {
	Code    string       `json:"code"`
	Name    string       `json:"name"`
	When    string       `json:"when"`
	Publish string       `json:"publish"`
	Bars    bool         `json:"bars"`   // the story is not published while the case is open
	Senior  bool         `json:"senior"` // a senior moderator has a say in whether it is published
	Steps   []SafetyStep `json:"steps"`
}

// SafetyStep is one thing to do now. Tell says who to turn to, as kinds of people
// in the region's profile and at the organisation; Nobody what to do when no
// answer comes, so that no step is the end of the road.
type SafetyStep struct {
	Code   string   `json:"code"`
	Do     string   `json:"do"`
	Tell   []string `json:"tell"`
	Nobody string   `json:"nobody"`
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
)

// EscalationKinds are the kinds that a region's profile names people for.
var EscalationKinds = []string{TellEmergency, TellPolice, TellChild, TellAdult}

// seniorSays is what becomes of a story in which somebody was in danger.
const seniorSays = "Not while this is open. Afterwards a senior moderator decides on the story. If one chose this way, or agreed with it, any moderator can."

// outcomes are the five ways on. Patient-feedback sites agree on what they tell
// apart; the steps and the words are ours.
var outcomes = []Outcome{
	{"concern", "A worry about care, and nobody in danger",
		"Care was poor, or somebody wants it put right. Nobody is being harmed now, and nothing says that they will be.",
		"Yes, by the usual rules.", false, false, []SafetyStep{
			{Code: "signpost", Do: "Write to the author: say where they can turn to if they want more than an answer here.", Tell: []string{TellAuthor}, Message: "turn",
				Nobody: "They need not answer. Go on, and publish by the usual rules."},
			{Code: "publish", Do: "Go back to the story and decide on it as on any other. The service is told of it when it is published.",
				Nobody: "If the service stays silent, everyone can see that it does."},
		}},
	{"concern-refused", "A worry about care, and the story can’t be published",
		"As above, but one of the reasons for a refusal applies: too long ago, a court case, it shows who somebody is.",
		"No. Refuse it with the reason that applies.", true, false, []SafetyStep{
			{Code: "signpost", Do: "Refuse it with words of your own: say what they can do instead, and who listens. The letter adds where to turn.", Tell: []string{TellAuthor}, Message: "turn",
				Nobody: "The letter is enough. If no letter can reach the author, the words stand on their own page."},
			{Code: "ask-again", Do: "Ask yourself whether the service should know, although the story stays unpublished. If it should, choose another way on.", Tell: []string{TellService},
				Nobody: "If you are not sure, ask a colleague before you close this."},
		}},
	{"author-acts", "Serious, and its author can take it further",
		"Somebody was or is harmed, or may be. The author is safe enough to speak, and able to tell those who can act.",
		seniorSays, true, true, []SafetyStep{
			{Code: "tell-how", Do: "Write to the author: who to tell, how to reach them, and that you would like to know whether they have.", Tell: []string{TellAuthor, TellChild, TellAdult}, Message: "tell-someone",
				Nobody: "If no letter can reach them, you can’t rely on them: choose “Serious, and nobody may know” instead."},
			{Code: "assured", Do: "Wait for their answer, one working day at most. Tick this when they say that they have told somebody, and whom.", Tell: []string{TellAuthor},
				Nobody: "No answer by the next working day: choose “Serious, and nobody may know”, and tell the right people yourself."},
		}},
	{"means-harm", "Somebody in care means to hurt themselves or someone else",
		"They are being looked after by a service now, and say plainly that they will do harm: to themselves or to another person.",
		seniorSays, true, true, []SafetyStep{
			{Code: "minutes", Do: "If minutes count, call the emergency services first. You can read the story to them.", Tell: []string{TellEmergency},
				Nobody: "Stay on the line, and have a colleague go on with the next step."},
			{Code: "manager", Do: "Call the service: ask for the manager on duty, read them the words, and say when they were written.", Tell: []string{TellService}, Disclose: true,
				Nobody: "No answer within 15 minutes: call its main number and ask for whoever is in charge. Then the police."},
			{Code: "write", Do: "Write to the author: ask whether they are safe, and say who is there day and night.", Tell: []string{TellAuthor}, Message: "safe",
				Nobody: "Don’t wait for an answer before you call. Without an answer, go on to the next step."},
			{Code: "police", Do: "If the service can’t say who it is, or can’t reach them, tell the police.", Tell: []string{TellPolice}, Disclose: true,
				Nobody: "Call the emergency number, whatever the hour. Write down the number of your call."},
		}},
	{"serious", "Serious, and nobody may know",
		"A child or an adult may be at risk, or a crime may have been done, and you can’t tell whether anybody who can act knows. Choose this when in doubt.",
		seniorSays, true, true, []SafetyStep{
			{Code: "minutes", Do: "If minutes count, call the emergency services first. You can read the story to them.", Tell: []string{TellEmergency},
				Nobody: "Stay on the line, and have a colleague go on with the next step."},
			{Code: "service-team", Do: "Tell the people at the service who look after safeguarding. If the service itself may be the danger, leave this out and say so below.", Tell: []string{TellService}, Disclose: true,
				Nobody: "No answer within an hour: go on to the next step now. Don’t wait for a call back."},
			{Code: "lead-body", Do: "Tell the body that answers for safety in that area: for a child, or for an adult at risk.", Tell: []string{TellChild, TellAdult}, Disclose: true,
				Nobody: "Outside its hours, or without an answer, tell the police. Say that you could reach nobody else."},
			{Code: "crime", Do: "If it may be a crime, tell the police, whoever else knows.", Tell: []string{TellPolice}, Disclose: true,
				Nobody: "Call the emergency number if somebody may be hurt before morning. Otherwise report it in writing, and call again the next day."},
			{Code: "write", Do: "Write to the author, unless that could put somebody in more danger: say what you did, and who can help.", Tell: []string{TellAuthor}, Message: "passed-on",
				Nobody: "They need not answer. If no letter can reach them, the words stand on their own page."},
		}},
}

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

// HasStep reports whether a step belongs to a way on.
func (o Outcome) HasStep(code string) bool {
	return slices.ContainsFunc(o.Steps, func(s SafetyStep) bool { return s.Code == code })
}
