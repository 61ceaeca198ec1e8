package desk

import (
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// letters says which kinds of letters about the story were owed, to what sort of
// people and what became of them: never to whom, and no address. Letters to many are
// one line. They are known as long as the note of them is kept.
func (h *history) letters() error {
	found, err := records.LettersOfStory(h.App, h.story.Id)
	if err != nil {
		return err
	}
	type line struct{ kind, to, state, about string }
	count, first, order := map[line]int{}, map[line]time.Time{}, []line{}
	for _, l := range found {
		key := line{historyKind(l), l.ToCollection(), l.State(), l.About()}
		at := l.EndedAt()
		if at.IsZero() {
			at = l.NextAt()
		}
		if count[key] == 0 {
			order, first[key] = append(order, key), at
		}
		count[key]++
	}
	for _, l := range order {
		h.add(historyEntry{Kind: "letter", What: l.kind, Changed: []string{l.state}, Words: []string{addressees(l.to, count[l])}, when: first[l]})
	}
	return nil
}

// historyKind is the kind of a letter. That a story is closed, or open again, is one here,
// whoever is told.
func historyKind(l *records.Letter) string {
	switch {
	case l.Kind() == string(mail.StoryOpenedTold):
		return string(mail.StoryOpened)
	case l.Kind() == string(mail.StoryClosedTold):
		return string(mail.StoryClosed)
	}
	return l.Kind()
}

func addressees(collection string, n int) string {
	switch collection {
	case "authors":
		return "the author"
	case "members":
		return count(n, "member") + " of organisations"
	case "moderators":
		return count(n, "moderator")
	case core.CollectionNameSuperusers:
		return count(n, "administrator") + " of the machine"
	}
	return fmt.Sprintf("%d others", n)
}

// disclosures are part of every moderator's record of them, here those of one story.
func (h *history) disclosures() error {
	found, err := records.DisclosuresOfStory(h.App, h.story.Id)
	if err != nil {
		return err
	}
	for _, r := range found {
		f, link := r.Facts(), "disclosures/"+r.Id
		asked := h.names.then(f.AskedByName, f.AskedBy)
		h.add(historyEntry{Kind: "disclosure", Who: asked, What: "asked", Words: latestWords(f.Reason), Link: link, when: f.AskedAt})
		h.add(historyEntry{Kind: "disclosure", Who: h.names.then(f.AgreedByName, f.AgreedBy), What: "agreed", Link: link, when: f.AgreedAt})
		h.add(historyEntry{Kind: "disclosure", Who: h.names.then(f.RefusedByName, f.RefusedBy), What: "refused", Words: latestWords(f.Refusal), Link: link, when: f.RefusedAt})
		h.add(historyEntry{Kind: "disclosure", Who: asked, What: "shown", Link: link, when: f.ShownAt})
		h.add(historyEntry{Kind: "disclosure", Who: asked, What: "empty", Link: link, when: f.EmptyAt})
		h.add(historyEntry{Kind: "disclosure", What: "told", Link: link, when: f.ToldAt})
		h.add(historyEntry{Kind: "disclosure", Who: h.names.then(f.ReviewedByName, f.ReviewedBy), What: "reviewed", Words: latestWords(f.ReviewWords), Link: link, when: f.ReviewedAt})
	}
	return nil
}

// outcomeName is what a way on in a case of safeguarding is called.
func outcomeName(code string) string {
	if o, ok := story.OutcomeOf(code); ok {
		return o.Name
	}
	return ""
}
