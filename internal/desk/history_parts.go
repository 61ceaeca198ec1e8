package desk

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"candour/internal/records"
)

// acts are what the chained record of the story holds.
func (h *history) acts() error {
	acts, err := records.ActsOnStory(h.App, h.story.Id)
	if err != nil {
		return err
	}
	for _, a := range acts {
		e := historyEntry{Kind: "act", Who: whoActed(a, h.names), What: a.What(), Changed: a.Changed(), Version: a.Version(), when: a.At(), by: a.By()}
		for _, r := range a.Reasons() {
			e.Why = append(e.Why, r.InCopy())
		}
		if words := reasonWords(a.What(), a.Reason()); words != "" {
			e.Why = append(e.Why, words)
		}
		if a.Note() != "" {
			e.Words = append(e.Words, a.Note())
		}
		if a.Response() != "" {
			e.Link, e.What = "responses/"+a.Response(), "response-"+a.What()
		}
		h.add(e)
	}
	return nil
}

// edits puts beside each edit what it changed, word by word, and compares the story as
// it was first sent with how it stands. It is known only as long as the first words are kept.
func (h *history) edits() error {
	read, err := records.ThroughEdits(h.App, h.story)
	if err != nil && !errors.Is(err, records.ErrNotFound) {
		return err
	}
	var edits []int
	for i, e := range h.entries {
		if e.Kind == "act" && e.What == "edited" {
			edits = append(edits, i)
		}
	}
	h.lost = len(edits) > 0 && len(read) == 0
	if len(read) > 1 {
		marks := comparedWhole(read[0], read[len(read)-1])
		h.overall = &marks
	}
	if len(read) != len(edits)+1 { // from before every version was kept
		return nil
	}
	for n, i := range edits {
		marks := comparedWhole(read[n], read[n+1])
		if !slices.Contains(h.entries[i].Changed, "services") { // the directory may have named it anew meanwhile
			marks.Services = nil
		}
		h.entries[i].Marks = &marks
	}
	return nil
}

func (h *history) messages() error {
	messages, err := records.MessagesOfStory(h.App, h.story.Id)
	if err != nil {
		return err
	}
	for _, m := range messages {
		if e := h.beside([]string{"asked", "answered"}, m.Moderator(), m.At()); e != nil {
			e.Words = append(e.Words, m.Text())
			continue
		}
		h.add(historyEntry{Kind: "message", Who: h.names.name(m.Moderator()), What: "wrote", Words: []string{m.Text()}, when: m.At()})
	}
	return nil
}

func (h *history) responses() error {
	responses, err := records.ResponsesOfStory(h.App, h.story.Id)
	if err != nil {
		return err
	}
	for _, r := range responses {
		who := r.OrganisationName()
		if r.ByAuthor() {
			who = h.names.name("")
		}
		h.add(historyEntry{Kind: "response", Who: who, What: string(r.State()), Words: []string{r.Text()}, Link: "responses/" + r.Id, when: r.SaidAt()})
	}
	return nil
}

// scores are the readings of how critical it is. Those of a blind sample stay out: a
// later reader must not know them.
func (h *history) scores() error {
	scores, err := records.ScoresOf(h.App, h.story.Id)
	if err != nil {
		return err
	}
	for _, s := range scores {
		if s.Kind() == records.ScoreSecond && s.AskedBy() != "" {
			h.add(historyEntry{Kind: "score", Who: h.names.name(s.AskedBy()), What: "asked-opinion", when: s.AskedAt()})
		}
		score, given := s.Value()
		if !given {
			continue
		}
		words := []string{fmt.Sprintf("Criticality %d", score)}
		if s.Note() != "" {
			words = append(words, s.Note())
		}
		if e := h.beside([]string{"scored"}, s.Moderator(), s.At()); e != nil {
			e.Words = words
			continue
		}
		h.add(historyEntry{Kind: "score", Who: h.names.name(s.Moderator()), What: "scored", Words: words, when: s.At()})
	}
	return nil
}

func (h *history) safety() error {
	events, err := records.SafetyEventsOf(h.App, h.story.Id)
	if err != nil {
		return err
	}
	for _, ev := range events {
		words := []string{}
		for _, w := range []string{outcomeName(ev.Outcome), ev.Words} {
			if w != "" {
				words = append(words, w)
			}
		}
		if e := h.beside([]string{"worried", "seconded", "doubted", "helped", "calmed"}, ev.By, ev.At); e != nil {
			e.Words, e.Link = words, "stories/"+h.story.Id+"/safety"
			continue
		}
		h.add(historyEntry{Kind: "score", Who: h.names.name(ev.By), What: "safety", Words: words, Link: "stories/" + h.story.Id + "/safety", when: ev.At})
	}
	return nil
}

// latestWords are those that are not empty.
func latestWords(words ...string) []string {
	return slices.DeleteFunc(words, func(w string) bool { return w == "" })
}

// looks puts the names of services, what they said and what was answered beside the
// acts of their looks.
func (h *history) looks() error {
	reviews, err := records.ReviewsOfStory(h.App, h.story.Id)
	if err != nil {
		return err
	}
	for _, r := range reviews {
		f := r.Facts()
		name := ""
		if v, err := records.FindServices(h.App, []string{r.Service()}); err != nil {
			return err
		} else if len(v) == 1 {
			name = v[0].Name()
		}
		h.put([]string{"review-begun"}, f.SentAt, name)
		h.put([]string{"review-asked"}, f.AskedAt, name, f.Words)
		h.put([]string{"review-ahead", "review-silence", "review-decided", "review-ended"}, f.EndedAt, name, f.Answer)
	}
	return nil
}

// put adds words to the act of a moment, if there is one.
func (h *history) put(what []string, at time.Time, words ...string) {
	if e := h.beside(what, anybody, at); e != nil {
		e.Words = latestWords(words...)
	}
}

// closings puts the words of restrictions and appeals beside their acts.
func (h *history) closings() error {
	all, err := records.RestrictionsOf(h.App, h.story.Id)
	if err != nil {
		return err
	}
	for _, r := range all {
		h.put([]string{"restricted", "removed"}, r.DecidedAt(), r.Words())
		h.put([]string{"lifted"}, r.LiftedAt(), r.LiftWords())
		appeals, err := records.AppealsAgainst(h.App, r.Id)
		if err != nil {
			return err
		}
		for _, a := range appeals {
			if e := h.beside([]string{"appealed"}, anybody, a.At()); e != nil {
				if e.Words = latestWords(a.Words()); !a.ByAuthor() {
					e.Who = h.organisation(a.Organisation())
				}
			}
			if a.Answer() != "" { // settled together with the other side's
				h.put([]string{"appeal-decided"}, a.DecidedAt(), a.Answer())
			}
		}
	}
	return h.appealsOfResponses()
}

// appealsOfResponses puts the words of appeals against refusing a response beside their acts.
func (h *history) appealsOfResponses() error {
	made, err := records.AppealsForResponses(h.App, h.story.Id)
	for _, a := range made {
		h.put([]string{"response-appealed"}, a.At(), a.Words())
		h.put([]string{"response-appeal-decided"}, a.DecidedAt(), a.Answer())
	}
	return err
}
