package desk

import (
	"slices"

	"candour/internal/records"
	"candour/internal/story"
)

// whoActed names who stands behind an act: a moderator, the author, or the organisation whose
// refused response an appeal is about. The others are a service's or the clock's, and their
// words say so themselves.
func whoActed(a *records.Moderation, names people) string {
	switch {
	case a.By() == "" && a.What() == "appealed" && a.Response() != "":
		return "The organisation"
	case a.By() != "" || slices.Contains([]string{"answered", "agreed", "waits", "proposed", "appealed"}, a.What()):
		return names.name(a.By())
	}
	return ""
}

// outcomeWords say what came of a second look or an appeal.
var outcomeWords = map[string]string{
	string(story.ReviewPublished): "nothing to change", string(story.ReviewTakenUp): "it goes back to be read",
	string(story.AppealStands): "it stays as it was", string(story.AppealLifted): "it is open again", string(story.AppealWrong): "it was wrong",
}

// reasonWords is the reason of an act in words. A code without words is shown as it is.
func reasonWords(what, code string) string {
	lists := [][]story.Reason{story.StoryReasons(), story.ResponseReasons()}
	switch what {
	case "review-asked":
		lists = [][]story.Reason{story.ReviewReasons()}
	case "review-decided", "appeal-decided":
		if words := outcomeWords[code]; words != "" {
			return words
		}
	case "report-read":
		if words := story.LabelOf(story.ReportOutcomes(), code); words != "" {
			return words
		}
	}
	for _, list := range lists {
		for _, r := range list {
			if r.Code == code {
				return r.Label
			}
		}
	}
	return code
}

// organisation is the name of one, or what stands for it once it is gone.
func (d *desk) organisation(id string) string {
	o, err := records.FindOrganisation(d.App, id)
	if err != nil {
		return "An organisation"
	}
	return o.Name()
}

// nameAppellants puts the organisation beside an appeal that was a service's.
func (d *desk) nameAppellants(storyID string, acts []actView) error {
	if !slices.ContainsFunc(acts, func(a actView) bool { return a.What == "appealed" }) {
		return nil
	}
	closings, err := records.RestrictionsOf(d.App, storyID)
	if err != nil {
		return err
	}
	var who []string // in the order in which they asked, as the acts are
	for _, r := range closings {
		appeals, err := records.AppealsAgainst(d.App, r.Id)
		if err != nil {
			return err
		}
		for _, a := range appeals {
			name := "The author"
			if !a.ByAuthor() {
				name = d.organisation(a.Organisation())
			}
			who = append(who, name)
		}
	}
	for i := range acts {
		if acts[i].What == "appealed" && !acts[i].OnResponse && len(who) > 0 {
			acts[i].Who, who = who[0], who[1:]
		}
	}
	return nil
}
