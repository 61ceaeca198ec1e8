package hints

import (
	"embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
)

//go:embed data/*.txt
var data embed.FS

// Words are the lists by which details are noticed, by the name of their section.
// They are data: another language or region is another pair of files, and a
// moderator's own words can be added to a copy.
type Words struct {
	single  map[string]map[string]bool
	phrases map[string]*phrases
	// starts and stems tell of a word, or of its first letters, which sections have a
	// phrase that begins so: most words begin none, and are not looked at again.
	starts, stems map[string]uint64
	same          map[string]string // words spelled as they are said, and what they are
	signs         *signs
}

func newWords() *Words {
	w := &Words{single: map[string]map[string]bool{}, phrases: map[string]*phrases{}, starts: map[string]uint64{}, stems: map[string]uint64{}, same: map[string]string{}}
	w.signs = newSigns(w)
	return w
}

// stemLetters is how many letters a word with a star has at least.
const stemLetters = 3

// startsOf is the sections that have a phrase which may begin with a word.
func (w *Words) startsOf(plain string) uint64 {
	bits := w.starts[plain]
	if len(plain) >= stemLetters {
		bits |= w.stems[plain[:stemLetters]]
	}
	return bits
}

// English is the built-in list.
var English = sync.OnceValue(func() *Words {
	words := newWords()
	for _, file := range []string{"english.txt", "urgent.txt", "signs.txt", "more_signs.txt", "sign_rules.txt", "more_rules.txt", "offensive.txt", "common.txt"} {
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
				w.phrases[section] = newPhrases(w)
				w.phrases[section].bit = 1 << (len(w.phrases) % 64)
			}
		case section == "":
			return fmt.Errorf("line %d stands before any section", n+1)
		case line != strings.ToLower(line) || strings.ContainsAny(line, "'’"):
			return fmt.Errorf("line %d must be small letters without apostrophes", n+1)
		default:
			if err := w.addLine(section, line); err != nil {
				return fmt.Errorf("line %d: %w", n+1, err)
			}
		}
	}
	return nil
}

// addLine adds a line of a section: [&name] is a family of signs, [signs] their rules.
func (w *Words) addLine(section, line string) error {
	switch {
	case strings.HasPrefix(section, "&"):
		return w.signs.addMembers(section[1:], line)
	case section == "signs":
		return w.signs.addRule(line)
	case section == "same":
		return w.addSame(line)
	case wholeLines[section]:
		return w.addPhrase(section, strings.TrimPrefix(line, "-"))
	}
	for word := range strings.FieldsSeq(line) {
		w.single[section][word] = true
	}
	return nil
}

// addSame reads "told: telt tellt": words that are spelled as they are said.
func (w *Words) addSame(line string) error {
	is, others, ok := strings.Cut(line, ":")
	if !ok {
		return fmt.Errorf("%q has no colon", line)
	}
	for other := range strings.FieldsSeq(others) {
		w.same[other] = is
	}
	return nil
}

// addPhrase adds a phrase to a section. The sections it speaks of stand before it.
func (w *Words) addPhrase(section, line string) error {
	for _, word := range strings.Fields(line) {
		if strings.HasPrefix(word, "@") && len(w.single[word]) == 0 {
			return fmt.Errorf("no words stand for %s", word)
		}
	}
	ps := w.phrases[section]
	for _, first := range ps.add(line) {
		if stem, starred := strings.CutSuffix(first, "*"); starred {
			w.stems[stem[:stemLetters]] |= ps.bit
		} else {
			w.starts[first] |= ps.bit
		}
	}
	return nil
}

func (w *Words) has(section, word string) bool { return w.single[section][word] }

// phrases finds runs of words. In a phrase, a last word with a star stands for all that
// begin so, @who for any word of the section of that name, and ~ for some words or none.
type phrases struct {
	bit     uint64 // of its section, in Words; 0 for words that were taught
	byFirst map[string][][]string
	starred map[string][]string // single words such as suicid*, by their first letters
	list    *Words              // whose sections are meant; nil for words that were taught
}

func newPhrases(list *Words) *phrases {
	return &phrases{byFirst: map[string][][]string{}, starred: map[string][]string{}, list: list}
}

// add adds a phrase and returns the words that it may begin with.
func (ps *phrases) add(line string) []string {
	words := strings.Fields(line)
	if stem, starred := strings.CutSuffix(words[0], "*"); starred && len(words) == 1 && len(stem) >= stemLetters {
		ps.starred[stem[:stemLetters]] = append(ps.starred[stem[:stemLetters]], stem)
		return words
	}
	firsts := []string{strings.TrimSuffix(words[0], "*")}
	if strings.HasPrefix(words[0], "@") {
		firsts = slices.Collect(maps.Keys(ps.list.single[words[0]]))
	}
	for _, first := range firsts {
		ps.byFirst[first] = append(ps.byFirst[first], words)
	}
	return firsts
}

// at tells how many words of the longest phrase begin at the i-th of these words;
// 0 for none.
func (ps *phrases) at(words []word, i int) int {
	if ps.bit != 0 && words[i].starts&ps.bit == 0 {
		return 0
	}
	longest, plain := 0, words[i].plain
	for _, phrase := range ps.byFirst[plain] {
		longest = max(longest, 1+ps.list.rest(phrase[1:], words[i+1:]))
	}
	if longest == 0 && len(plain) >= stemLetters {
		for _, stem := range ps.starred[plain[:stemLetters]] {
			if strings.HasPrefix(plain, stem) {
				return 1
			}
		}
	}
	return longest
}

// mostSkipped is how many words may stand in for a ~.
const mostSkipped = 4

// none is so little that one word more is none still.
const none = -2

// rest is how many words the rest of a phrase takes; none where it does not stand there.
func (w *Words) rest(phrase []string, words []word) int {
	switch {
	case len(phrase) == 0:
		return 0
	case phrase[0] == "~":
		for n := 0; n <= mostSkipped; n++ {
			if taken := w.rest(phrase[1:], words[n:]); taken != none {
				return n + taken
			}
			if n == len(words) || words[n].stop || w.has("ends-a-gap", words[n].plain) || w.has("negators", words[n].plain) {
				break
			}
		}
		return none
	case len(words) == 0 || words[0].stop || !w.says(phrase[0], words[0].plain): // also where a sentence ends between them
		return none
	}
	taken := w.rest(phrase[1:], words[1:])
	if taken == none {
		return none
	}
	return 1 + taken
}

// says tells whether a word is what a phrase has in its place.
func (w *Words) says(wanted, plain string) bool {
	if wanted == plain {
		return true
	}
	if wanted[0] == '@' {
		return w.has(wanted, plain)
	}
	stem, starred := strings.CutSuffix(wanted, "*")
	return starred && strings.HasPrefix(plain, stem)
}
