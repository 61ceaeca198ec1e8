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
	single  map[string]map[string]bool
	phrases map[string]*phrases
	// starts and stems tell of a word, or of its first letters, which sections have a
	// phrase that begins so: most words begin none, and are not looked at again.
	starts, stems map[string]uint64
}

func newWords() *Words {
	return &Words{map[string]map[string]bool{}, map[string]*phrases{}, map[string]uint64{}, map[string]uint64{}}
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
				w.phrases[section].bit = 1 << (len(w.phrases) % 64)
			}
		case section == "":
			return fmt.Errorf("line %d stands before any section", n+1)
		case line != strings.ToLower(line) || strings.ContainsAny(line, "'’"):
			return fmt.Errorf("line %d must be small letters without apostrophes", n+1)
		case wholeLines[section]:
			first := w.phrases[section].add(strings.TrimPrefix(line, "-"))
			if stem, starred := strings.CutSuffix(first, "*"); starred {
				w.stems[stem[:stemLetters]] |= w.phrases[section].bit
			} else {
				w.starts[first] |= w.phrases[section].bit
			}
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
	bit     uint64 // of its section, in Words; 0 for words that were taught
	byFirst map[string][][]string
	starred map[string][]string // single words such as suicid*, by their first letters
}

func newPhrases() *phrases {
	return &phrases{byFirst: map[string][][]string{}, starred: map[string][]string{}}
}

// add adds a phrase and returns its first word.
func (ps *phrases) add(line string) string {
	words := strings.Fields(line)
	if stem, starred := strings.CutSuffix(words[0], "*"); starred && len(words) == 1 && len(stem) >= stemLetters {
		ps.starred[stem[:stemLetters]] = append(ps.starred[stem[:stemLetters]], stem)
		return words[0]
	}
	first := strings.TrimSuffix(words[0], "*")
	ps.byFirst[first] = append(ps.byFirst[first], words)
	return first
}

// at tells how many words of the longest phrase begin at the i-th of these words;
// 0 for none.
func (ps *phrases) at(words []word, i int) int {
	if ps.bit != 0 && words[i].starts&ps.bit == 0 {
		return 0
	}
	longest, plain := 0, words[i].plain
	for _, phrase := range ps.byFirst[plain] {
		if len(phrase) > longest && fits(phrase, words[i:]) {
			longest = len(phrase)
		}
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
