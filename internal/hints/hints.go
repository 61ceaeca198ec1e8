// Package hints notices what may say who somebody is in a text, and words that
// make it urgent. It marks and explains; it never changes a text and never
// decides: a person reads every story, and the author is asked before.
//
// A finder is one function over a page; a new kind of detail is a new file with a
// finder, and its words are data in data/.
package hints

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Kind is what a mark is about.
type Kind string

// What may say who somebody is.
const (
	Email        Kind = "email"
	Link         Kind = "link"
	Handle       Kind = "handle"     // a name on a social network
	IPAddress    Kind = "ip-address" // of a computer
	Phone        Kind = "phone"
	Postcode     Kind = "postcode"
	HealthNumber Kind = "health-number" // NHS, CHI and H&C numbers
	Number       Kind = "number"        // any other that may lead to a person
	Date         Kind = "date"
	Time         Kind = "time"
	Age          Kind = "age"
	Address      Kind = "address"
	Name         Kind = "name"
	Capitals     Kind = "capitals" // shouting
)

// What else a moderator looks at before a story is public.
const (
	Offensive Kind = "offensive"
	Quote     Kind = "quote"     // quoted speech
	Criticism Kind = "criticism" // blame beside a name
	Length    Kind = "length"    // the word at which it gets too long
)

// The bands of urgent words, the most pressing first.
const (
	Danger   Kind = "danger"
	SelfHarm Kind = "self-harm"
	AtRisk   Kind = "at-risk" // a child or an adult who can't protect themselves
	Crime    Kind = "crime"
	Death    Kind = "death"
)

// Bands lists the bands of urgent words, the most pressing first.
var Bands = []Kind{Danger, SelfHarm, AtRisk, Crime, Death}

// Kinds lists every kind of mark.
var Kinds = append([]Kind{
	Email, Link, Handle, IPAddress, Phone, Postcode, HealthNumber, Number, Date, Time, Age, Address, Name, Capitals,
	Offensive, Quote, Criticism, Length,
}, Bands...)

// Mark is one place in a text, from Start up to End, counted in characters
// (Unicode code points). Why is a short sentence for the reader.
type Mark struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Kind  Kind   `json:"kind"`
	Text  string `json:"text"`
	Why   string `json:"why"`
	Past  bool   `json:"-"` // urgent words about what seems long over
}

// Options say what is known about a text.
type Options struct {
	ServiceNames []string // services the text is about; their names are never marked
	Words        *Words   // nil for English
	Own          *Own     // words that the site or its region was taught; nil for none
}

// finders run in this order; what one has marked the later ones leave alone.
var finders = []func(*page){
	findLinks, findPostcodes, findNumbers, findDates, findTimes, findAges, findAddresses, findNames, findRuns, findAgain, findOffensive, findCriticism,
}

// Find marks what may say who somebody is, and what else should be read twice, in the
// order of the text. Marks do not overlap, save that a run of capitals and quoted
// speech may hold others.
func Find(text string, opt Options) []Mark {
	p := readPage(text, opt)
	p.own = p.findOwn(opt.ServiceNames)
	for _, find := range finders {
		find(p)
	}
	p.applyOwn(opt.Own, []Kind{Name, Address, Offensive, Criticism})
	p.spans = slices.DeleteFunc(p.spans, func(s span) bool {
		return (s.kind == Name || s.kind == Address || s.kind == Number || s.kind == Date) && overlaps(p.own, s.start, s.end)
	})
	findCapitals(p)
	findQuotes(p)
	findLength(p)
	return p.marks()
}

func readPage(text string, opt Options) *page {
	if !utf8.ValidString(text) {
		text = string([]rune(text))
	}
	list := opt.Words
	if list == nil {
		list = English()
	}
	return newPage(text, list)
}

// marks turns the spans into marks, with bytes counted as characters.
func (p *page) marks() []Mark {
	slices.SortFunc(p.spans, func(a, b span) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return b.end - a.end
	})
	marks := make([]Mark, 0, len(p.spans))
	bytes, chars := 0, 0
	for _, s := range p.spans {
		chars += utf8.RuneCountInString(p.text[bytes:s.start])
		bytes = s.start
		text := p.text[s.start:s.end]
		marks = append(marks, Mark{chars, chars + utf8.RuneCountInString(text), s.kind, text, s.why, s.past})
	}
	return marks
}

// findOwn finds the names of services, whole and without the kind of place at
// their end: "Dr Gray's Hospital" and "Dr Gray's".
func (p *page) findOwn(names []string) (own []span) {
	for _, name := range names {
		words := newPage(name, p.list).words
		own = append(own, p.findRun(words)...)
		short := words
		for len(short) > 0 && p.list.has("institutions", short[len(short)-1].plain) {
			short = short[:len(short)-1]
		}
		if len(short) >= 2 || len(short) == 1 && !p.known(short[0].plain) {
			own = append(own, p.findRun(short)...)
		}
	}
	return own
}

// findRun finds every place where these words follow one another.
func (p *page) findRun(run []word) (found []span) {
	if len(run) == 0 {
		return nil
	}
	for i := 0; i+len(run) <= len(p.words); i++ {
		if slices.EqualFunc(run, p.words[i:i+len(run)], func(a, b word) bool { return sameName(a.plain, b.plain) }) {
			found = append(found, span{start: p.words[i].start, end: p.words[i+len(run)-1].end})
		}
	}
	return found
}

// sameName takes "Grays" and "Gray's" and "Gray" for one.
func sameName(a, b string) bool {
	return a == b || strings.TrimSuffix(a, "s") == strings.TrimSuffix(b, "s")
}
