package hints

import "strings"

// findCapitals marks shouting: three or more long words, or four of any length of
// which two are long, all in capitals. Abbreviations alone are no shouting.
func findCapitals(p *page) {
	for i := 0; i < len(p.words); {
		if !p.words[i].caps {
			i++
			continue
		}
		last, long := i, 0
		k := i
		for ; k < len(p.words) && (p.words[k].caps || p.inCapitals(k)); k++ {
			if k > i && strings.Contains(p.gap(k-1), "\n") {
				break
			}
			if p.words[k].caps {
				last = k
				if p.words[k].letters >= 4 {
					long++
				}
			}
		}
		if long >= 3 || last-i >= 3 && long >= 2 {
			p.spans = append(p.spans, span{start: p.words[i].start, end: p.words[last].end, kind: Capitals, why: "capitals, which read as shouting"})
		}
		i = max(k, i+1)
	}
}

// inCapitals is for I, A and figures inside a run of capitals.
func (p *page) inCapitals(k int) bool {
	w := p.words[k]
	return w.letters == 0 || w.letters == 1 && w.capital
}
