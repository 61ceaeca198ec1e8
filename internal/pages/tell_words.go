package pages

import (
	"slices"
	"strconv"
	"time"
)

// consentVersion names the wording below. Whoever changes the words gives them a
// new version: both are stored with each story.
const (
	consentVersion = "2026-11-3"
	consentWords   = "I agree that my story, with what it says about health, is read by a moderator and then published on this site under my screen name, " +
		"and that the services and organisations it is about can read and answer it. " +
		"If I give a postcode, my story also goes to the bodies that answer for the area where I live. " +
		"I agree that this site keeps my private details to place my story and to write to me about it, as the privacy notice says. " +
		"I know that I can take my story back at any time."
)

// The choices of the form, as people read them.
var (
	toldForOptions = []Option{
		{Value: "self", Label: "Me"},
		{Value: "cared-for", Label: "Someone I care for"},
		{Value: "relative", Label: "Someone in my family"},
		{Value: "friend", Label: "A friend"},
		{Value: "consented", Label: "Someone who asked me to tell it for them",
			Hint: "For volunteers, advocates and others who write down a story with the person's agreement."},
	}
	ageGroupOptions = []Option{
		{Value: "adult", Label: "An adult", Hint: "18 or over"},
		{Value: "young-person", Label: "A young person", Hint: "About 12 to 17"},
		{Value: "child", Label: "A child", Hint: "Under 12"},
	}
	editsOptions = []Option{
		{Value: "show-me", Label: "Show me first", Hint: "We publish when you agree, or after 3 working days without a word from you."},
		{Value: "just-publish", Label: "Publish it, and tell me what was changed"},
	}
)

// tagSuggestions are offered first, to everybody alike: what others said most
// must not lead anyone. Half of the feelings are good ones and half are not.
var tagSuggestions = map[string][]string{
	"good":     {"kind staff", "being listened to", "clear explanations", "quick help", "feeling safe", "cleanliness", "good food", "pain relief"},
	"better":   {"waiting", "being listened to", "information", "staff attitude", "pain relief", "food", "cleanliness", "going home"},
	"feelings": {"angry", "relieved", "worried", "grateful", "upset", "safe", "ignored", "listened to"},
}

// chosen marks the options that were taken.
func chosen(options []Option, values ...string) []Option {
	out := slices.Clone(options)
	for i := range out {
		out[i].Checked = slices.Contains(values, out[i].Value)
	}
	return out
}

// labelOf is the words of a choice, or "".
func labelOf(options []Option, value string) string {
	for _, o := range options {
		if o.Value == value {
			return o.Label
		}
	}
	return ""
}

// toldAbout is who a story is told about, as readers see it beside the screen
// name; nothing when it is the author's own.
func toldAbout(toldFor string) string {
	switch toldFor {
	case "cared-for":
		return "about someone they care for"
	case "relative":
		return "about a relative"
	case "friend":
		return "about a friend"
	case "consented":
		return "for someone who asked them to"
	}
	return ""
}

// ageWords is the age group of the person who had the care, as readers see it;
// nothing for adults.
func ageWords(ageGroup string) string {
	switch ageGroup {
	case "young-person":
		return "the person who had care: a young person"
	case "child":
		return "the person who had care: a child"
	}
	return ""
}

// happenedWords is "March 2026", or "" when that was not told.
func happenedWords(m, year int) string {
	if m < 1 || m > 12 || year < 1 {
		return ""
	}
	return time.Month(m).String() + " " + strconv.Itoa(year)
}
