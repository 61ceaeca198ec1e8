package desk

import (
	"strings"

	"candour/internal/flow"
	"candour/internal/hints"
	"candour/internal/story"
)

// addMarks marks a story's words and tags as they are stored.
func (d *desk) addMarks(v *storyView) error {
	marks, err := d.marksOf(v.Words, v.Tags, v.serviceNames())
	if err != nil {
		return err
	}
	all := make([]hints.Mark, len(marks))
	for i, m := range marks {
		all[i] = m.Mark
	}
	v.Marks, v.Urgent = marks, urgencyOf(all)
	return nil
}

// serviceNames are the names of a story's services, which are no marks.
func (v *storyView) serviceNames() []string {
	names := make([]string, 0, len(v.Services))
	for _, s := range v.Services {
		names = append(names, namesOfService(s.Name, s.Town)...)
	}
	return names
}

// namesOfService are the name of a service and a town like Fort William. A town of one word
// may be a person's name as well.
func namesOfService(name, town string) []string {
	if strings.Contains(town, " ") {
		return []string{name, town}
	}
	return []string{name}
}

// marksOf looks for what may say who somebody is, for what else should be read twice,
// and for urgent words, in words as they are stored or as they are typed.
func (d *desk) marksOf(w words, tags map[string][]string, services []string) ([]mark, error) {
	own, err := flow.HintWords(d.App)
	if err != nil {
		return nil, err
	}
	about := hints.Options{Own: own, ServiceNames: services}
	marks := []mark{}
	for _, find := range []func(string) []hints.Mark{
		func(text string) []hints.Mark { return hints.Urgent(text, about) },
		func(text string) []hints.Mark { return hints.Find(text, about) },
	} {
		marks = append(marks, marksIn("title", find(w.Title))...)
		marks = append(marks, marksIn("text", find(w.Text))...)
		for _, kind := range story.TagKinds { // each tag by itself: nothing hangs on the one before
			for _, tag := range tags[kind] {
				marks = append(marks, marksIn(kind, find(tag))...)
			}
		}
	}
	return append(marks, marksIn("screenName", screenNameMarks(w.ScreenName, own))...), nil
}

// screenNameMarks marks what in a screen name may say who somebody is, or the whole of
// one that looks like a real name. A screen name that holds part of the author's e-mail
// address is refused when it is chosen; here nobody is told of the address, not even
// that a name is unlike it.
func screenNameMarks(name string, own *hints.Own) []hints.Mark {
	marks := hints.Find(name, hints.Options{Own: own})
	if len(marks) > 0 {
		return marks
	}
	if why := story.ScreenNameWarning(name); why != "" {
		return []hints.Mark{{Start: 0, End: len([]rune(name)), Kind: hints.Name, Text: name, Why: "a screen name that looks like a real name, or holds a year of birth"}}
	}
	return nil
}
