package pages

import (
	"encoding/json"
	"fmt"

	"github.com/pocketbase/pocketbase/tools/types"

	"candour/internal/region"
	"candour/internal/story"
)

// copyValue is a stored value in words.
func copyValue(f story.Field, v any, here *region.Region) string {
	switch t := v.(type) {
	case nil:
		return "–"
	case bool:
		if t {
			return "yes"
		}
		return "no"
	case types.DateTime:
		if t.IsZero() {
			return "–"
		}
		return t.Time().In(here.Zone()).Format("2 January 2006, 15:04")
	case types.JSONRaw:
		var list []string
		if json.Unmarshal(t, &list) == nil {
			for i, code := range list {
				if list[i] = f.ChoiceLabel(code); f.Key() == "moderations.reasons" {
					list[i] = story.ReadEditReason(code).InCopy()
				}
			}
			return inSentence(list)
		}
		return string(t)
	}
	if s := fmt.Sprint(v); s != "" && s != "0" {
		if f.Class == story.Statistical {
			return answerLabel(here, questionOfField[f.Name], s)
		}
		return f.ChoiceLabel(s)
	}
	return "–"
}

// questionOfField is the region's question that an optional answer belongs to.
var questionOfField = map[string]string{"gender": "gender", "birthYear": "birth-year", "ethnicGroup": "ethnic-group", "limited": "limited"}

// answerLabel is an answer to one of the region's questions in words.
func answerLabel(here *region.Region, question, value string) string {
	q, _ := here.Question(question)
	for _, o := range q.Options {
		if o.Value == value && o.Group != "" && o.Group != o.Label {
			return o.Group + ": " + o.Label
		}
		if o.Value == value {
			return o.Label
		}
	}
	return value
}
