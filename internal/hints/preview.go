package hints

import "fmt"

// warnings are what the author is told of each kind, with the words it is about.
var warnings = map[Kind]string{
	Email:        "This looks like an e-mail address: “%s”. Anyone could write to it. You may want to take it out.",
	Link:         "This looks like a web address: “%s”. Check that it doesn't lead to you or to someone else.",
	Handle:       "This looks like someone's name on a social network: “%s”. You may want to take it out.",
	IPAddress:    "This looks like the address of a computer: “%s”. You may want to take it out.",
	Phone:        "This looks like a phone number: “%s”. Anyone could call it. You may want to take it out.",
	Postcode:     "This looks like a postcode: “%s”. It could show where you live. You may want to take it out.",
	HealthNumber: "This looks like an NHS or CHI number: “%s”. It belongs to one person only. Take it out.",
	Number:       "This long number may belong to one person: “%s”. You may want to take it out.",
	Date:         "This looks like a date: “%s”. Staff could tell from it who you are. The month is enough.",
	Time:         "This looks like a time: “%s”. Staff could tell from it who you are. “In the morning” is enough.",
	Age:          "This looks like someone's age: “%s”. “A child” or “in her eighties” says less about who it is.",
	Address:      "This looks like an address: “%s”. It could show where someone lives. You may want to take it out.",
	Offensive:    "These words may hurt people who read them: “%s”. Other words may be heard better.",
	Name:         "This looks like a name: “%s”. Take out your own, and anyone's you criticise.",
}

// PreviewWarnings says in plain words what in a story may show who someone is, for
// its author to think about before sending. The same words are named once. Names
// of the services the story is about are no names of people.
func PreviewWarnings(title, text string, serviceNames ...string) []string {
	var said []string
	seen := map[string]bool{}
	for _, part := range []string{title, text} {
		for _, m := range Find(part, Options{ServiceNames: serviceNames}) {
			pattern, known := warnings[m.Kind]
			if !known || seen[string(m.Kind)+m.Text] {
				continue
			}
			seen[string(m.Kind)+m.Text] = true
			said = append(said, fmt.Sprintf(pattern, m.Text))
		}
	}
	return said
}
