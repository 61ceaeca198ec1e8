package pages

import (
	"slices"

	"candour/internal/story"
)

// choice is one value that a list can be narrowed to.
type choice struct {
	value, label string
	on           string   // how it reads as a choice that is on
	progress     []string // the steps of progress it stands for
}

var roleChoices = []choice{
	{value: "self", label: "The person who had the care", on: "Told by the person who had the care"},
	{value: "cared-for", label: "Somebody who cares for them", on: "Told by somebody who cares for them"},
	{value: "relative", label: "A relative", on: "Told by a relative"},
	{value: "friend", label: "A friend", on: "Told by a friend"},
	{value: "consented", label: "Somebody they asked", on: "Told by somebody they asked"},
}

var ageChoices = []choice{
	{value: "adult", label: "An adult", on: "About an adult"},
	{value: "young-person", label: "A young person", on: "About a young person"},
	{value: "child", label: "A child", on: "About a child"},
}

// progressChoices are how far a story has come. What was answered was also read,
// so all but the first hold the later ones too.
var progressChoices = []choice{
	{value: "unheard", label: "Unheard", on: "Unheard", progress: []string{"unheard"}},
	{value: "heard", label: "Heard, or further", on: "Heard", progress: reached(story.Heard)},
	{value: "read", label: "Read, or further", on: "Read", progress: reached(story.Read)},
	{value: "answered", label: "Answered", on: "Answered", progress: reached(story.Answered)},
	{value: "planned", label: "Change planned or made", on: "Change planned or made", progress: reached(story.Planned)},
	{value: "made", label: "Change made", on: "Change made", progress: reached(story.Made)},
}

// reached are a step of progress and all after it.
func reached(from story.Progress) []string {
	var out []string
	for _, p := range []story.Progress{story.Heard, story.Read, story.Answered, story.Planned, story.Made} {
		if p.Rank() >= from.Rank() {
			out = append(out, string(p))
		}
	}
	return out
}

var orderChoices = []choice{{value: "newest", label: "Newest first"}, {value: "oldest", label: "Oldest first"}, {value: "relevance", label: "Best match first"}}

// readChoices reads who told it, about whom, and how far it has come.
func (a *asked) readChoices() {
	a.query.Role = a.choose("role", roleChoices).value
	a.query.Age = a.choose("age", ageChoices).value
	a.query.Progress = a.choose("progress", progressChoices).progress
}

func (a *asked) choose(name string, among []choice) choice {
	v := a.values.Get(name)
	if v == "" {
		return choice{}
	}
	i := slices.IndexFunc(among, func(c choice) bool { return c.value == v })
	if i < 0 {
		a.nothing = true
		a.on(name, "“"+v+"”")
		return choice{}
	}
	a.on(name, among[i].on)
	return among[i]
}

// field is a select with the choice that is on.
func (a *asked) field(name, label, any string, among []choice) Field {
	f := Field{Name: name, Label: label}
	if any != "" {
		f.Options = append(f.Options, Option{Label: any})
	}
	for _, c := range among {
		f.Options = append(f.Options, Option{Value: c.value, Label: c.label, Checked: c.value == a.values.Get(name)})
	}
	return f
}
