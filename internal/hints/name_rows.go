package hints

// markSmallPair marks a first name and a surname without capitals: "naomi ryan".
func (p *page) markSmallPair(i int) {
	w := p.words[i]
	if w.capital || w.letters < 4 || w.digits > 0 || p.classOf(i)&^surname != firstName {
		return
	}
	if last := p.smallEnd(i); last > i && p.classOf(i+1) != 0 {
		p.mark(w.start, p.words[last].end, Name, "a first name and a surname in small letters")
	}
}

// smallEnd is the last word of a name in small letters that begins with the i-th word:
// what follows is a surname and nothing else, or in no list. An initial may stand between.
func (p *page) smallEnd(i int) int {
	last := i
	for last+1 < len(p.words) && last-i < 3 && (p.spaced(last) || p.words[last].letters == 1 && p.gap(last) == ". ") && !p.possessive(last) {
		next := p.words[last+1]
		if next.letters == 1 && next.digits == 0 && last == i && p.nameInSmall(last+2) {
			last += 2
			continue
		}
		if !p.nameInSmall(last + 1) {
			break
		}
		last++
	}
	return last
}

// nameInSmall tells whether a word in small letters can be nothing but a surname.
func (p *page) nameInSmall(i int) bool {
	if i >= len(p.words) {
		return false
	}
	w := p.words[i]
	return !w.capital && w.letters >= 4 && w.digits == 0 && (p.classOf(i) == 0 && !p.misspelled(i) || p.classOf(i)&^firstName == surname)
}

// findAgain marks the other places of names that were marked, and doubtful names in a
// row with them: "Kónya, Baker and Reed".
func findAgain(p *page) {
	names := map[string]bool{}
	for i := range p.words {
		w := p.words[i]
		if w.letters >= 3 && w.capital && p.isMarked(w, Name) && !p.list.has("titles", w.plain) && !p.list.has("roles", w.plain) {
			names[p.base(i)] = true
		}
	}
	if len(names) == 0 {
		return
	}
	for i := range p.words {
		if w := p.words[i]; w.capital && names[p.base(i)] && (!w.stop || p.classOf(i)&ordinary == 0) && p.partOf(i) != noPart && !p.institution(i) {
			p.markRunOf(i, i)
		}
	}
	for i := 0; i+1 < len(p.words); i++ {
		p.markInRow(i, i+1)
	}
	for i := len(p.words) - 1; i > 0; i-- {
		p.markInRow(i, i-1)
	}
}

// markInRow marks a doubtful name beside a name with "and" or a comma between them.
func (p *page) markInRow(from, to int) {
	first, step := min(from, to), to-from
	if gap := p.gap(first); gap != ", " && gap != " & " {
		if p.words[to].plain != "and" || !p.spaced(first) || to+step < 0 || to+step >= len(p.words) || !p.spaced(min(to, to+step)) {
			return
		}
		to += step
	}
	w := p.words[to]
	if p.partOf(to) >= doubtful && !w.stop && p.isMarked(p.words[from], Name) && !p.institution(to) && !p.list.has("determiners", p.before(to)) {
		p.mark(w.start, w.end, Name, "a name beside another")
	}
}
