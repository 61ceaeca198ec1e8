package hints

// findCriticism marks words of blame in a sentence that names somebody: a story may
// praise people by name, and must not name whom it blames. The name has its own mark.
func findCriticism(p *page) {
	for i := 0; i < len(p.words); i++ {
		n := p.list.phrases["criticism"].at(p.words, i)
		if n == 0 || p.denied(i) {
			continue
		}
		if who := p.namedBeside(i); who != "" {
			p.mark(p.words[i].start, p.words[i+n-1].end, Criticism, "blame, and "+who+" is named beside it")
		}
		i += n - 1
	}
}

// namedBeside is the name that stands in the same sentence as the i-th word, or "".
func (p *page) namedBeside(i int) string {
	first, last := i, i
	for first > 0 && !p.words[first].stop {
		first--
	}
	for last+1 < len(p.words) && !p.words[last+1].stop {
		last++
	}
	for _, s := range p.spans {
		if s.kind == Name && s.start >= p.words[first].start && s.end <= p.words[last].end && !overlaps(p.own, s.start, s.end) {
			return p.text[s.start:s.end]
		}
	}
	return ""
}
