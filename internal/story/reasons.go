package story

import (
	"fmt"
	"unicode/utf8"
)

// Reason is why something is refused: a code for the record and the figures,
// what it means for whoever must choose, and words to begin a letter with.
// The grounds follow what patient-feedback sites agree on; the words are ours.
type Reason struct {
	Code       string
	Label      string // a few words, for a list
	Meaning    string // when to choose it
	Suggestion string // to the writer; the moderator makes it fit
}

// MaxReasonCharacters is how long the words for a refused story's writer may be,
// MaxMessageCharacters how long one message between a moderator and an author.
const (
	MaxReasonCharacters  = 2000
	MaxMessageCharacters = 4000
)

// OtherReason is the code for a reason that the list does not hold.
const OtherReason = "other"

// storyReasons are why a story may be refused.
var storyReasons = []Reason{
	{"identifies-someone", "Shows who someone is",
		"A person could be known from it, and taking that out would leave no story. Edit first, if that is enough.",
		"We can't publish your story as it is, because people could tell from it who someone is. If you tell it again without the parts that point to that person, we would be glad to read it."},
	{"too-old", "Too long ago",
		"The care ended longer ago than this site's limit, so those who answer can't speak to it.",
		"Thank you for trusting us with this. We can't publish it, because the care was too long ago for the people there now to answer. That takes nothing away from what happened. If you have a newer story, we would be glad to read it."},
	{"legal-process", "Part of a complaint or a court case",
		"A complaint, claim, inquest or trial is going on, and a public story could harm it.",
		"We are sorry for what you have been through. We can't publish your story while the complaint or case is going on, because it could harm it. When it is over you can tell it here."},
	{"not-about-care", "Not about care someone had",
		"It tells of no care that the author, or somebody they were with, had: views, news, politics, or a question.",
		"Thank you for writing. We publish what happened when somebody had care, told by them or by someone close. What you wrote is about something else, so we can't publish it. If there is a story of care behind it, tell us that one."},
	{"told-twice", "Told here already",
		"The same episode has been told here before, by this author or by someone else.",
		"Thank you for writing. This has been told here already, and we publish each event once, so that all the answers stand in one place. If something new has happened since, tell us that."},
	{"staff-about-colleagues", "Staff about their own work",
		"Somebody who works there writes about colleagues or conditions, not about care they had.",
		"Thank you for speaking up. This site is for people who had care and those close to them, so we can't publish it. Your employer has a way to raise concerns, and you can turn to your union or to the regulator."},
	{"advertising", "Advertising",
		"It sells, advertises or collects, or it is spam.",
		"We can't publish this, because it advertises something. If you would like to tell us about care that you had, we would be glad to read that."},
	{"offensive", "Abuse or threats",
		"It insults, threatens or degrades, and without that there is no story left. Hard words about care are no reason.",
		"We can't publish this as it is, because it insults or threatens people. You can say plainly what went wrong and how it was for you. If you tell it again that way, we would be glad to read it."},
	{"not-genuine", "Not first-hand, or not real",
		"There is good reason to think that it did not happen, or that the author was not there. Ask the author first.",
		"We can't publish this, because we could not make sure that it was told by someone who was there. If we have got that wrong, write back and tell us more."},
	{"someone-at-risk", "Someone may be at risk",
		"Somebody is in danger, and it has to be dealt with another way. Talk to a senior moderator before you choose this.",
		"Thank you for telling us this. It worries us, and a public page is not the right place for it. If anyone is in danger now, call the emergency services. Below are people who can help, today."},
	{OtherReason, "Another reason",
		"None of the others. Say in your own words why.", ""},
}

// responseReasons are why a response or an author's reply may be refused.
var responseReasons = []Reason{
	{"identifies-someone", "Shows who someone is",
		"It names or points to the author, a patient, or somebody who is criticised.",
		"We can't publish this as it is, because people could tell from it who someone is. Take that part out and send it again."},
	{"private-details", "Tells of private matters",
		"It speaks of somebody's health, care or circumstances beyond what the story itself says.",
		"We can't publish this, because it says more about somebody's care than they have said themselves. Answer only what the story tells, and ask them to get in touch for the rest."},
	{"not-an-answer", "Does not answer",
		"It is a set text, or it does not speak to what the story tells.",
		"We did not publish this, because it does not speak to what was told. The author will read it as the answer to their own story: say what you took from it and what you will do."},
	{"unkind", "Blames or belittles",
		"It blames the author, doubts that they tell the truth, or makes little of it.",
		"We did not publish this, because it reads as if the author were to blame. You can give your side, and still say that you have heard how it was for them."},
	{"wrong-story", "Belongs somewhere else",
		"It answers another story, or speaks for another service.",
		"We did not publish this, because it seems to belong to another story. Look again and send it there."},
	{"legal-process", "Part of a complaint or a court case",
		"A complaint, claim, inquest or trial is going on, and these words could harm it.",
		"We can't publish this while the complaint or case is going on, because it could harm it."},
	{"advertising", "Advertising",
		"It sells or advertises something.",
		"We can't publish this, because it advertises something."},
	{"offensive", "Abuse or threats",
		"It insults, threatens or degrades.",
		"We can't publish this as it is, because it insults or threatens people. Say plainly what you mean and send it again."},
	{OtherReason, "Another reason",
		"None of the others. Say in your own words why.", ""},
}

// StoryReasons lists why a story may be refused.
func StoryReasons() []Reason { return append([]Reason(nil), storyReasons...) }

// ResponseReasons lists why a response or an author's reply may be refused.
func ResponseReasons() []Reason { return append([]Reason(nil), responseReasons...) }

// CheckStoryRefusal checks that a refusal of a story has a known reason and
// words for its author.
func CheckStoryRefusal(code, words string) error { return checkRefusal(storyReasons, code, words) }

// CheckResponseRefusal does the same for a response or a reply.
func CheckResponseRefusal(code, words string) error {
	return checkRefusal(responseReasons, code, words)
}

func checkRefusal(known []Reason, code, words string) error {
	var ps Problems
	if !hasReason(known, code) {
		ps = append(ps, Problem{"reason", "Choose a reason."})
	}
	if err := checkNote("note", words, "Say why, in words for whoever wrote it.", MaxReasonCharacters); err != nil {
		_ = ps.Add(err)
	}
	return ps.Err()
}

// CheckMessage looks at a message from a moderator to an author, after Clean.
func CheckMessage(text string) error {
	return checkNote("note", text, "Write what you want to ask.", MaxMessageCharacters)
}

// CheckSeniorNote looks at a note to or from a senior moderator, after Clean.
func CheckSeniorNote(text string) error {
	return checkNote("note", text, "Write what there is to decide, in a sentence or two.", maxSeniorNote)
}

// maxSeniorNote is what the record of a story holds of a note.
const maxSeniorNote = 1000

// CheckAnswer looks at an author's answer to a moderator, after Clean.
func CheckAnswer(text string) error {
	return checkNote(FieldResponse, text, "Write what you want to say.", MaxMessageCharacters)
}

func checkNote(field, text, empty string, most int) error {
	switch {
	case CountWords(text) == 0:
		return Problem{field, empty}
	case utf8.RuneCountInString(text) > most:
		return Problem{field, fmt.Sprintf("Use %s characters at most. Nothing you wrote is lost.", thousands(most))}
	}
	return nil
}

func hasReason(known []Reason, code string) bool {
	for _, r := range known {
		if r.Code == code {
			return true
		}
	}
	return false
}
