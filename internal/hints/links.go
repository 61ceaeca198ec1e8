package hints

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// topLevels end addresses that people write without www. Short ones that are also
// words (it, in, me, so) are left out: a missed space after a full stop is common.
var topLevels = []string{"com", "org", "net", "info", "biz", "uk", "scot", "wales", "cymru", "eu", "ie", "io"}

// findLinks marks e-mail addresses, web addresses, handles and IP addresses.
func findLinks(p *page) {
	for i := strings.IndexByte(p.text, '@'); i >= 0; i = nextIndex(p.text, i, '@') {
		p.markAround(i)
	}
	p.markSpelledEmails()
	lower := asciiLower(p.text)
	for _, start := range []string{"http://", "https://", "www."} {
		for i := strings.Index(lower, start); i >= 0; i = indexAfter(lower, start, i+1) {
			if back(p.text, i, addressPart) < i && start == "www." {
				continue
			}
			end := trimEnd(p.text, i, until(p.text, i, linkPart))
			if end-i > len(start) {
				p.mark(i, end, Link, "a web address")
			}
		}
	}
	for i := strings.IndexByte(p.text, '.'); i >= 0; i = nextIndex(p.text, i, '.') {
		p.markBareDomain(i)
	}
}

// markAround marks the address or the handle at an @.
func (p *page) markAround(at int) {
	start := back(p.text, at, localPart)
	for start < at && strings.IndexByte(".-+'", p.text[start]) >= 0 {
		start++
	}
	end := trimEnd(p.text, at+1, until(p.text, at+1, addressPart))
	domain := p.text[at+1 : end]
	switch {
	case start < at && strings.Contains(strings.Trim(domain, "."), "."):
		p.mark(start, end, Email, "an e-mail address")
	case start < at && len(domain) >= 2 && letterAt(p.text, at+1):
		p.mark(start, end, Email, "what looks like an e-mail address")
	case start == at && len(domain) >= 3 && letterAt(p.text, at+1):
		p.mark(at, end, Handle, "a name on a social network")
	}
}

// markSpelledEmails marks "jane at example dot org" and "jane (at) example.org".
func (p *page) markSpelledEmails() {
	for i := 1; i+1 < len(p.words); i++ {
		w := p.words[i]
		if w.plain != "at" || w.stop || p.words[i+1].stop {
			continue
		}
		bracketed := strings.HasPrefix(p.text[w.end:], ")") || strings.HasPrefix(p.text[w.end:], "]")
		dotted := i+3 < len(p.words) && p.words[i+2].plain == "dot"
		if bracketed || dotted {
			end := p.words[i+1].end
			if dotted {
				end = p.words[i+3].end
			} else {
				end = trimEnd(p.text, p.words[i+1].start, until(p.text, end, addressPart))
			}
			p.mark(p.words[i-1].start, end, Email, "an e-mail address in words")
		}
	}
}

// markBareDomain marks "example.org" and "106.31.73.20" at a dot.
func (p *page) markBareDomain(dot int) {
	start := back(p.text, dot, addressPart)
	end := trimEnd(p.text, start, until(p.text, dot+1, addressPart))
	whole := p.text[start:end]
	if isIP(whole) {
		p.mark(start, end, IPAddress, "the address of a computer")
		return
	}
	labels := strings.Split(whole, ".")
	last := labels[len(labels)-1]
	if len(labels) < 2 || labels[0] == "" || last != strings.ToLower(last) {
		return
	}
	for _, top := range topLevels {
		if last == top {
			if end < len(p.text) && p.text[end] == '/' {
				end = trimEnd(p.text, end, until(p.text, end, linkPart))
			}
			p.mark(start, end, Link, "a web address")
		}
	}
}

func isIP(s string) bool {
	parts := strings.Split(s, ".")
	if len(parts) != 4 {
		return false
	}
	for _, part := range parts {
		if n, ok := smallNumber(part); !ok || n > 255 {
			return false
		}
	}
	return true
}

func localPart(r rune) bool   { return inWord(r) || strings.ContainsRune("._%+-'", r) }
func addressPart(r rune) bool { return inWord(r) || r == '.' || r == '-' }
func linkPart(r rune) bool {
	return r > ' ' && !unicode.IsSpace(r) && !strings.ContainsRune("<>\"“”", r)
}
func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }

// until is where the run of wanted characters from i on ends.
func until(s string, i int, wanted func(rune) bool) int {
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !wanted(r) {
			break
		}
		i += size
	}
	return i
}

// back is where the run of wanted characters that ends at i begins.
func back(s string, i int, wanted func(rune) bool) int {
	for i > 0 {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		if !wanted(r) {
			break
		}
		i -= size
	}
	return i
}

// trimEnd leaves out signs that end a sentence rather than an address.
func trimEnd(s string, start, end int) int {
	for end > start && strings.IndexByte(".,;:!?)]'\"-", s[end-1]) >= 0 {
		end--
	}
	return end
}

func nextIndex(s string, i int, c byte) int {
	if next := strings.IndexByte(s[i+1:], c); next >= 0 {
		return i + 1 + next
	}
	return -1
}

func indexAfter(s, part string, from int) int {
	if i := strings.Index(s[from:], part); i >= 0 {
		return from + i
	}
	return -1
}

// asciiLower keeps the length of a text, which strings.ToLower does not promise.
func asciiLower(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 32
		}
		return r
	}, s)
}
