package hints

import "slices"

// bandWhy says of each band what its words may mean.
var bandWhy = map[Kind]string{
	Danger:   "someone may be in danger now",
	SelfHarm: "words about self-harm or suicide",
	AtRisk:   "a child or an adult may be at risk",
	Crime:    "words about a crime",
	Death:    "words about a death",
}

// Urgent marks words and signs that make a text urgent to read, in the order of the text;
// where two meet, the longer or more pressing one is marked. Harmless phrases ("heart
// attack", "dying for a cup of tea"), what is denied ("I was not suicidal") and sentences
// that set it aside ("they asked if I felt safe, and I do") are left out. Words of danger
// and self-harm that are denied further away are kept: better one mark too many.
func Urgent(text string, opts ...Options) []Mark {
	var opt Options
	if len(opts) > 0 {
		opt = opts[0]
	}
	p := readPage(text, opt)
	p.readAsSaid()
	p.own = p.findOwn(opt.ServiceNames)
	harmless := append(p.phraseSpans("harmless"), p.own...)
	signs, calm := p.signSpans()
	for _, f := range p.urgentPhrases() {
		if !overlaps(harmless, f.start, f.end) && !setAside(calm, f) && !p.taken(f.start, f.end) {
			p.spans = append(p.spans, f)
		}
	}
	for _, f := range signs {
		if !overlaps(harmless, f.core[0], f.core[1]) && !setAside(calm, f) {
			p.markSign(f)
		}
	}
	p.applyOwn(opt.Own, Bands)
	return p.marks()
}

// readAsSaid takes words that are spelled as they are said ("telt", "cudnt") for what they
// are, where urgent words are looked for.
func (p *page) readAsSaid() {
	for i := range p.words {
		if is, ok := p.list.same[p.words[i].plain]; ok {
			p.words[i].plain, p.words[i].starts = is, p.list.startsOf(is)
		}
	}
}

// setAside tells whether the sentence of a mark is a calm one: "they asked if I felt safe
// at home, and I do".
func setAside(calm []span, f span) bool {
	return slices.ContainsFunc(calm, func(c span) bool {
		return (c.kind == "" || c.kind == f.kind) && c.start <= f.start && f.end <= c.end
	})
}

// markSign marks a sign, unless what is marked there already is as pressing.
func (p *page) markSign(f span) {
	meets := func(s span) bool { return s.start < f.end && f.start < s.end }
	for _, s := range p.spans {
		if meets(s) && pressing(s) >= pressing(f) {
			return
		}
	}
	p.spans = append(slices.DeleteFunc(p.spans, meets), f)
}

// pressing orders what is marked: first what is not long over, then by band.
func pressing(s span) int {
	level := len(Bands) - slices.Index(Bands, s.kind)
	if !s.past {
		level += len(Bands)
	}
	return level
}

// urgentPhrases finds the phrases of all bands, the longest first and then by band.
func (p *page) urgentPhrases() (found []span) {
	var byLength [12][]span
	for _, band := range Bands {
		for i := 0; i < len(p.words); i++ {
			n := p.list.phrases[string(band)].at(p.words, i)
			if n > 0 && !p.denied(i) && ((band != AtRisk && band != Crime) || p.negator(i) < 0) {
				n = min(n, len(byLength)-1)
				f := span{start: p.words[i].start, end: p.words[i+n-1].end, kind: band, why: bandWhy[band]}
				if p.longAgo(i) {
					f.past, f.why = true, f.why+", perhaps long ago"
				}
				byLength[n] = append(byLength[n], f)
			}
		}
	}
	for n := len(byLength) - 1; n > 0; n-- {
		found = append(found, byLength[n]...)
	}
	return found
}

// phraseSpans finds all phrases of a section.
func (p *page) phraseSpans(section string) (found []span) {
	for i := 0; i < len(p.words); i++ {
		if n := p.list.phrases[section].at(p.words, i); n > 0 {
			found = append(found, span{start: p.words[i].start, end: p.words[i+n-1].end})
		}
	}
	return found
}

// longAgo tells whether the sentence of the i-th word says that it is over: "years
// ago", "in my teens".
func (p *page) longAgo(i int) bool {
	first := i
	for first > 0 && !p.words[first].stop && first > i-30 {
		first--
	}
	over := false
	for k := first; k < len(p.words) && k < i+30 && (k <= i || !p.words[k].stop); k++ {
		if p.list.phrases["still"].at(p.words, k) > 0 {
			return false
		}
		over = over || p.list.phrases["long-ago"].at(p.words, k) > 0
	}
	return over
}

// denied tells whether a negator stands before the i-th word in its sentence with
// nothing but little words between: "not at all suicidal", "no thoughts of suicide".
func (p *page) denied(i int) bool {
	for k := i - 1; k >= 0 && k >= i-7 && !p.words[k+1].stop; k-- {
		if p.list.has("negators", p.words[k].plain) {
			return true
		}
		if !p.list.has("between", p.words[k].plain) {
			return false
		}
	}
	return false
}
