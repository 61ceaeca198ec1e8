package hints

import (
	"fmt"
	"slices"
	"strings"
)

// signs tell that a sentence is urgent by what stands in it together: one who may be
// hurt, one who may do it, and what is done. The words are in families, and a rule names
// the families that must meet: so a few hundred words find what no list of sentences
// would hold. The families and rules are data, in data/signs*.txt.
type signs struct {
	list    *Words
	number  map[string]int // of a family, by its name
	root    *branch
	starred map[string][]member // words with a star, by their first letters
	rules   []signRule
	calm    []signRule // what sets aside the urgent words of a sentence
}

// branch is where the words of families stand that begin alike: those that end here, those
// that go on with a plain word, and those that go on with one for which several may stand.
type branch struct {
	ends []int
	next map[string]*branch
	open []member
}

// member is what is left of one word, or a few, of a family.
type member struct {
	stem   string // what the first word begins with, where it has a star
	rest   []string
	family int
}

// families is a set of them, by their numbers.
type families [6]uint64

// mostFamilies is how many fit into the set.
const mostFamilies = 64 * len(families{})

func (f *families) add(n int)      { f[n/64] |= 1 << (n % 64) }
func (f *families) has(n int) bool { return f[n/64]&(1<<(n%64)) != 0 }
func (f *families) meets(g *families) bool {
	return f[0]&g[0]|f[1]&g[1]|f[2]&g[2]|f[3]&g[3]|f[4]&g[4]|f[5]&g[5] != 0
}

// signRule is "band: anchor + needed + needed ! unwanted": the anchor is what is marked
// first, each needed family stands near it, and no unwanted one within 25 words of its sentence.
// "a|b" is either, ">" stands for a family that must come after the anchor and "<" for one
// that must come before it.
type signRule struct {
	band     Kind
	anchor   families
	needed   []need
	unwanted families
}

// anchors stands before the first family of a rule.
const anchors byte = 0

type need struct {
	where byte // '+', '>' or '<'
	any   families
}

// near is how many words may stand between the anchor and what it needs.
const near = 12

// hit is a word of a family in a text: the words from first up to end.
type hit struct{ family, first, end int }

// meets tells whether two of them share a word.
func (h hit) meets(other hit) bool { return h.first < other.end && other.first < h.end }

func newSigns(list *Words) *signs {
	return &signs{list: list, number: map[string]int{}, root: &branch{}, starred: map[string][]member{}}
}

// addMembers adds a line of a family: words or phrases with commas between. A plus after
// a word stands for its regular forms: bruise+ is also bruises, bruised and bruising.
func (s *signs) addMembers(name, line string) error {
	if _, known := s.number[name]; !known {
		if len(s.number) == mostFamilies {
			return fmt.Errorf("%s is one family too many", name)
		}
		s.number[name] = len(s.number)
	}
	for phrase := range strings.SplitSeq(line, ",") {
		words := strings.Fields(phrase)
		if len(words) == 0 {
			continue
		}
		if strings.HasPrefix(words[0], "~") || strings.HasPrefix(words[0], "@") {
			return fmt.Errorf("%q must begin with a word", phrase)
		}
		for _, form := range spellOut(words) {
			s.addMember(form, s.number[name])
		}
	}
	return nil
}

func (s *signs) addMember(words []string, family int) {
	if stem, starred := strings.CutSuffix(words[0], "*"); starred && len(stem) >= stemLetters {
		s.starred[stem[:stemLetters]] = append(s.starred[stem[:stemLetters]], member{stem, words[1:], family})
		return
	}
	at := s.root
	for i, w := range words {
		if w == "~" || w[0] == '@' || strings.HasSuffix(w, "*") {
			at.open = append(at.open, member{rest: words[i:], family: family})
			return
		}
		if at.next == nil {
			at.next = map[string]*branch{}
		}
		if at.next[w] == nil {
			at.next[w] = &branch{}
		}
		at = at.next[w]
	}
	if !slices.Contains(at.ends, family) {
		at.ends = append(at.ends, family)
	}
}

// addRule reads a line of the section "signs".
func (s *signs) addRule(line string) error {
	band, rest, _ := strings.Cut(line, ":")
	band, calms := strings.CutPrefix(band, "calm-")
	rule := signRule{band: Kind(band)}
	if calms && band == "all" {
		rule.band = ""
	} else if !slices.Contains(Bands, rule.band) {
		return fmt.Errorf("%q is no band", band)
	}
	where := anchors
	for _, part := range strings.Fields(rest) {
		if len(part) == 1 {
			where = part[0]
			continue
		}
		set, err := s.families(part)
		if err != nil {
			return err
		}
		if err := rule.add(where, set); err != nil {
			return err
		}
	}
	if calms {
		s.calm = append(s.calm, rule)
	} else {
		s.rules = append(s.rules, rule)
	}
	return nil
}

// families reads "a|b".
func (s *signs) families(names string) (set families, err error) {
	for name := range strings.SplitSeq(names, "|") {
		n, known := s.number[name]
		if !known {
			return set, fmt.Errorf("no family is called %q", name)
		}
		set.add(n)
	}
	return set, nil
}

// add adds families to a rule: what the sign before them says they are to it.
func (r *signRule) add(where byte, set families) error {
	switch where {
	case anchors:
		r.anchor = set
	case '+', '<', '>':
		r.needed = append(r.needed, need{where, set})
	case '!':
		for i := range set {
			r.unwanted[i] |= set[i]
		}
	default:
		return fmt.Errorf("%q says nothing", string(where))
	}
	return nil
}
