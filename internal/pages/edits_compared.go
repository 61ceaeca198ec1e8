package pages

import (
	"errors"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/compare"
	"candour/internal/records"
	"candour/internal/story"
)

// comparedPart is one part of a story, word by word, with why it was changed.
type comparedPart struct {
	Key, Name string
	Pieces    []comparedPiece
	Notes     []string // why single passages were changed: the pieces say which, counted from 1
	Reasons   []string // why the part was, where no passage is known
}

// comparedPiece is some words, and at the end of a changed passage the notes on it.
type comparedPiece struct {
	compare.Piece
	Notes []int
}

// passage is one change: what went out and what came in.
type passage struct{ out, in string }

// passagesOf compares two texts and lists the changed passages; of says to which of them
// a piece belongs.
func passagesOf(was, is string) (pieces []compare.Piece, of []int, changed []passage) {
	pieces = compare.Words(was, is)
	of, n := compare.Passages(pieces)
	changed = make([]passage, n)
	for i, p := range pieces {
		switch {
		case of[i] == 0:
		case p.Kind == compare.Out:
			changed[of[i]-1].out += p.Text
		case p.Kind == compare.In:
			changed[of[i]-1].in += p.Text
		}
	}
	return pieces, of, changed
}

// compareStory compares what an author sent with what would be published.
func compareStory(app core.App, s *records.Story) ([]comparedPart, error) {
	read, err := records.WordsThroughEdits(app, s)
	if err != nil && !errors.Is(err, records.ErrNotFound) {
		return nil, err
	}
	was, is := s.Words(), s.Words()
	if len(read) > 0 {
		was = read[0]
	}
	edits, err := editsOfWords(app, s.Id, read)
	if err != nil {
		return nil, err
	}
	var parts []comparedPart
	for _, p := range []struct{ key, name string }{{"title", "Title"}, {"text", "Story"}, {"screenName", "Screen name"}} {
		parts = append(parts, comparePart(p.key, p.name, wordsIn(was, p.key), wordsIn(is, p.key), edits))
	}
	links, err := compareLinks(app, s)
	return append(parts, links...), err
}

// compareLinks compares the services and the tags that an author sent with those the
// story would be published with, where they are others.
func compareLinks(app core.App, s *records.Story) ([]comparedPart, error) {
	o, err := records.FindOriginal(app, s.Id)
	if errors.Is(err, records.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	is, err := records.FirstOf(app, s)
	if err != nil {
		return nil, err
	}
	acts, err := records.ActsOnStory(app, s.Id)
	if err != nil {
		return nil, err
	}
	was := o.First()
	var parts []comparedPart
	for _, p := range []struct{ key, name, was, is string }{{"services", "What it is about", was.Services, is.Services}, {"tags", "Tags", was.Tags, is.Tags}} {
		c := comparedPart{Key: p.key, Name: p.name}
		for _, a := range acts {
			for _, r := range a.Reasons() {
				if words := r.ForAuthor(); r.Part == p.key && !slices.Contains(c.Reasons, words) {
					c.Reasons = append(c.Reasons, words)
				}
			}
		}
		if p.was == p.is || len(c.Reasons) == 0 && p.key == "services" { // the directory names some anew
			continue
		}
		for _, piece := range compare.Words(p.was, p.is) {
			c.Pieces = append(c.Pieces, comparedPiece{Piece: piece})
		}
		parts = append(parts, c)
	}
	return parts, nil
}

func wordsIn(w records.Words, part string) string {
	return map[string]string{"title": w.Title, "text": w.Text, "screenName": w.ScreenName}[part]
}

// editOfWords is one edit: why, and how the story read before and after, where that is known.
type editOfWords struct {
	reasons []story.EditReason
	was, is records.Words
	known   bool
}

func editsOfWords(app core.App, storyID string, read []records.Words) ([]editOfWords, error) {
	acts, err := records.ActsOnStory(app, storyID)
	if err != nil {
		return nil, err
	}
	var edits []editOfWords
	for _, a := range acts {
		ofWords := slices.ContainsFunc(a.Changed(), story.IsWords)
		if a.Response() == "" && a.What() == "edited" && ofWords {
			edits = append(edits, editOfWords{reasons: a.Reasons()})
		}
	}
	if len(read) == len(edits)+1 {
		for n := range edits {
			edits[n].was, edits[n].is, edits[n].known = read[n], read[n+1], true
		}
	}
	return edits, nil
}

// comparePart puts beside each changed passage why it was changed. A reason whose passage
// was changed again meanwhile, or that is for many at once, stands under the part.
func comparePart(key, name, was, is string, edits []editOfWords) comparedPart {
	c := comparedPart{Key: key, Name: name}
	pieces, of, changed := passagesOf(was, is)
	notes := make([][]int, len(changed))
	var whole []string
	for _, e := range edits {
		for _, r := range e.reasons {
			if r.Part != key || was == is {
				continue
			}
			at := e.passagesFor(r, was, is, changed)
			if len(at) == 0 {
				whole = append(whole, r.ForAuthor())
			}
			for _, n := range at {
				notes[n] = addNote(notes[n], c.note(r.ForAuthor()))
			}
		}
	}
	for _, words := range whole {
		if !slices.Contains(c.Notes, words) && !slices.Contains(c.Reasons, words) {
			c.Reasons = append(c.Reasons, words)
		}
	}
	for i, p := range pieces {
		shown := comparedPiece{Piece: p}
		if n := of[i]; n > 0 && (i+1 == len(pieces) || !slices.Contains(of[i+1:], n)) {
			shown.Notes = notes[n-1]
		}
		c.Pieces = append(c.Pieces, shown)
	}
	return c
}

// passagesFor finds the passages that a reason is about among those of the whole
// comparison: by its number in an edit that is all there was, else by its words.
func (e editOfWords) passagesFor(r story.EditReason, was, is string, changed []passage) (at []int) {
	if !e.known || r.Passage == 0 {
		return nil
	}
	before, after := wordsIn(e.was, r.Part), wordsIn(e.is, r.Part)
	_, _, own := passagesOf(before, after)
	if r.Passage > len(own) {
		return nil
	}
	if before == was && after == is {
		return []int{r.Passage - 1}
	}
	mine := own[r.Passage-1]
	for n, p := range changed {
		if mine.out != "" && p.out == mine.out || mine.in != "" && p.in == mine.in {
			at = append(at, n)
		}
	}
	return at
}

// note is the number of a reason, given to it when it is first needed.
func (c *comparedPart) note(words string) int {
	if n := slices.Index(c.Notes, words); n >= 0 {
		return n + 1
	}
	c.Notes = append(c.Notes, words)
	return len(c.Notes)
}

func addNote(notes []int, n int) []int {
	if slices.Contains(notes, n) {
		return notes
	}
	return append(notes, n)
}
