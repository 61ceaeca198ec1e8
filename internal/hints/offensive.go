package hints

// findOffensive marks words that may hurt those who read them. The list knows of
// health: what people need to speak of their bodies is not on it.
func findOffensive(p *page) {
	for i := 0; i < len(p.words); i++ {
		n := p.list.phrases["offensive"].at(p.words, i)
		if n == 0 {
			continue
		}
		p.mark(p.words[i].start, p.words[i+n-1].end, Offensive, "a word that may hurt those who read it")
		i += n - 1
	}
	for at, r := range p.text {
		if r == '🖕' {
			p.mark(at, at+len("🖕"), Offensive, "a sign that may hurt those who read it")
		}
	}
}
