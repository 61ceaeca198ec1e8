package story

import (
	"slices"
	"strings"
)

// ShortAnswer is one to what came of a step, so that nobody has to write it
// while somebody is in danger. It goes into the record in its own words.
type ShortAnswer struct {
	Code     string `json:"code"`
	Label    string `json:"label"`
	Whom     bool   `json:"whom,omitempty"`     // who was told is named behind it
	Why      bool   `json:"why,omitempty"`      // words have to say why
	Suspects bool   `json:"suspects,omitempty"` // a service of the story may be the danger
}

// UnlinkedAnswer is the code of the answer that nobody could be told for want of a service.
const UnlinkedAnswer = "unlinked"

var (
	told   = ShortAnswer{Code: "told", Label: "Told", Whom: true}
	silent = ShortAnswer{Code: "silent", Label: "Nobody answered: went on"}
	wrote  = ShortAnswer{Code: "wrote", Label: "Wrote to them"}
	// unlinked is offered where the story has no service to tell.
	unlinked = ShortAnswer{Code: UnlinkedAnswer, Label: "No service is linked: went on"}
	// serviceDanger keeps the story from the service, until a senior moderator says otherwise.
	serviceDanger = ShortAnswer{Code: "danger", Label: "The service may be the danger", Suspects: true}
	leftOut       = ShortAnswer{Code: "left-out", Label: "Left out, because…", Why: true}
)

// How a case ended, in the same way.
var (
	safeNow    = ShortAnswer{Code: "safe", Label: "They are safe"}
	canAct     = ShortAnswer{Code: "can-act", Label: "Those who can act know"}
	notKnown   = ShortAnswer{Code: "not-known", Label: "We did what we can, and don’t know"}
	nobodyHurt = ShortAnswer{Code: "nobody-hurt", Label: "Nobody was in danger"}
)

// EndedOf is what the record says about how a case ended: the short answer, and the words
// beside it. Without a short answer the words say all.
func (o Outcome) EndedOf(came, words string) (string, error) {
	words = Clean(words)
	if came == "" {
		return words, nil
	}
	for _, c := range o.Ends {
		if c.Code == came {
			return strings.TrimSpace(c.Label + ". " + words), nil
		}
	}
	return "", ErrStep
}

// Suspects reports whether a short answer to a step says that a service may be the danger.
func (o Outcome) Suspects(step, came string) bool {
	s, _ := o.Step(step)
	return slices.ContainsFunc(s.Came, func(c ShortAnswer) bool { return c.Code == came && c.Suspects })
}

// mostWhom is how long the name of who was told may be.
const mostWhom = 200

// CameOf is what the record says about a step: the short answer, who was told, and
// the words beside it. Without a short answer the words say all.
func (o Outcome) CameOf(step, came, whom, words string) (string, error) {
	words, whom = Clean(words), CleanLine(whom)
	if came == "" {
		return words, nil
	}
	s, _ := o.Step(step)
	for _, c := range s.Came {
		switch {
		case c.Code != came:
			continue
		case c.Why && words == "":
			return "", Problem{Field: "words", Text: "Say why it was left out."}
		case !c.Whom:
			whom = ""
		case whom == "":
			whom = "them"
		}
		if len([]rune(whom)) > mostWhom {
			return "", ErrStep
		}
		if c.Why {
			return strings.TrimSuffix(c.Label, "…") + " " + words, nil
		}
		return strings.TrimSpace(strings.TrimSpace(c.Label+" "+whom) + ". " + words), nil
	}
	return "", ErrStep
}
