package hints

import (
	"embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed data/*.txt
var data embed.FS

// Words are the lists by which details are noticed, by the name of their section.
// They are data: another language or region is another pair of files, and a
// moderator's own words can be added to a copy.
type Words struct {
	single   map[string]map[string]bool
	phrases  map[string]*phrases
	sections []string
}

// English is the built-in list.
var English = sync.OnceValue(func() *Words {
	words := &Words{single: map[string]map[string]bool{}, phrases: map[string]*phrases{}}
	for _, file := range []string{"english.txt", "urgent.txt", "offensive.txt", "common.txt"} {
		text, err := data.ReadFile("data/" + file)
		if err == nil {
			err = words.add(string(text))
		}
		if err != nil {
			panic("hints: " + file + ": " + err.Error()) // the file is part of the program; a test reads it
		}
	}
	return words
})

// wholeLines are the sections whose lines are phrases and not several words.
var wholeLines = map[string]bool{
	"introductions": true, "not-people": true, "feast-days": true, "tells-where": true, "offensive": true, "criticism": true, "harmless": true,
	"danger": true, "self-harm": true, "at-risk": true, "crime": true, "death": true, "long-ago": true, "still": true,
}

// add reads a list: "[section]" heads, "#" notes, and words or phrases.
func (w *Words) add(text string) error {
	section := ""
	for n, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			section = strings.Trim(line, "[]")
			if w.single[section] == nil {
				w.single[section] = map[string]bool{}
				w.phrases[section] = newPhrases()
				w.sections = append(w.sections, section)
			}
		case section == "":
			return fmt.Errorf("line %d stands before any section", n+1)
		case line != strings.ToLower(line) || strings.ContainsAny(line, "'’"):
			return fmt.Errorf("line %d must be small letters without apostrophes", n+1)
		case wholeLines[section]:
			w.phrases[section].add(strings.TrimPrefix(line, "-"))
		default:
			for word := range strings.FieldsSeq(line) {
				w.single[section][word] = true
			}
		}
	}
	return nil
}

func (w *Words) has(section, word string) bool { return w.single[section][word] }

// phrases finds runs of words. A last word with a star stands for all that begin so.
type phrases struct {
	byFirst map[string][][]string
	starred [][]string // of one word, such as suicid*
}

func newPhrases() *phrases { return &phrases{byFirst: map[string][][]string{}} }

func (ps *phrases) add(line string) {
	words := strings.Fields(line)
	if len(words) == 1 && strings.HasSuffix(words[0], "*") {
		ps.starred = append(ps.starred, words)
		return
	}
	ps.byFirst[words[0]] = append(ps.byFirst[words[0]], words)
}

// at tells how many words of the longest phrase begin at the i-th of these words;
// 0 for none.
func (ps *phrases) at(words []word, i int) int {
	longest := 0
	for _, phrase := range ps.byFirst[words[i].plain] {
		if len(phrase) > longest && fits(phrase, words[i:]) {
			longest = len(phrase)
		}
	}
	if longest == 0 {
		for _, phrase := range ps.starred {
			if fits(phrase, words[i:]) {
				return 1
			}
		}
	}
	return longest
}

func fits(phrase []string, words []word) bool {
	if len(words) < len(phrase) {
		return false
	}
	for i, p := range phrase {
		if i > 0 && words[i].stop {
			return false // a sentence ends between them
		}
		if stem, starred := strings.CutSuffix(p, "*"); starred && strings.HasPrefix(words[i].plain, stem) {
			continue
		}
		if words[i].plain != p {
			return false
		}
	}
	return true
}
