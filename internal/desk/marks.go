package desk

import (
	"candour/internal/flow"
	"candour/internal/hints"
	"candour/internal/story"
)

// addMarks looks for what may say who somebody is, for what else should be read twice,
// and for urgent words.
func (d *desk) addMarks(v *storyView) error {
	own, err := flow.HintWords(d.App)
	if err != nil {
		return err
	}
	about := hints.Options{Own: own}
	for _, s := range v.Services {
		about.ServiceNames = append(about.ServiceNames, s.Name)
	}
	urgent := append(marksIn("title", hints.Urgent(v.Words.Title, about)), marksIn("text", hints.Urgent(v.Words.Text, about))...)
	all := make([]hints.Mark, 0, len(urgent))
	for _, m := range urgent {
		all = append(all, m.Mark)
	}
	v.Urgent = urgencyOf(all)
	v.Marks = append([]mark{}, urgent...)
	v.Marks = append(v.Marks, marksIn("title", hints.Find(v.Words.Title, about))...)
	v.Marks = append(v.Marks, marksIn("text", hints.Find(v.Words.Text, about))...)
	v.Marks = append(v.Marks, marksIn("screenName", screenNameMarks(v.Words.ScreenName, own))...)
	return nil
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
