package directory

import (
	"math"
	"slices"
	"strings"
)

// building gathers the words of an index.
type building struct {
	entry   int
	numbers map[string]int32 // of each word, in the order they came
	words   []string
	last    []posting // of each word
	all     []placed
	known   map[string][]string // the words of texts that many entries have
}

// placed is a word in its place.
type placed struct {
	word int32
	at   posting
}

func (b *building) add(p part, words ...string) {
	at := posting(b.entry)<<4 | posting(p)
	for _, w := range words {
		n, known := b.numbers[w]
		if !known {
			n = int32(len(b.words))
			w = strings.Clone(w) // it is a part of a longer text, which would be kept along with it
			b.numbers[w] = n
			b.words, b.last = append(b.words, w), append(b.last, math.MaxUint32)
		}
		if b.last[n] != at {
			b.last[n] = at
			b.all = append(b.all, placed{n, at})
		}
	}
}

// cut gives the words of a text that other entries have as well.
func (b *building) cut(text string) []string {
	known, ok := b.known[text]
	if !ok {
		known = words(fold(text))
		b.known[text] = known
	}
	return known
}

// name adds a name and what people make of it. It gives its words.
func (b *building) name(p part, name string, town []string) []string {
	raw := words(fold(name))
	b.add(inInitials, initials(raw, town)...)
	b.add(inJoined, joined(raw)...)
	raw = standardised(raw)
	b.add(p, raw...)
	return raw
}

// finish sorts the words and puts the postings of each side by side.
func (b *building) finish(x *Index) {
	x.words = slices.Clone(b.words)
	slices.Sort(x.words)
	x.letters = make([]uint64, len(x.words))
	rank := make([]int32, len(x.words)) // the place of a word among the sorted, by its number
	for i, w := range x.words {
		rank[b.numbers[w]] = int32(i)
		x.letters[i] = letters(w)
	}
	x.starts = make([]int32, len(x.words)+1)
	for _, p := range b.all {
		x.starts[rank[p.word]+1]++
	}
	for i := range x.words {
		x.starts[i+1] += x.starts[i]
	}
	next := slices.Clone(x.starts)
	x.postings = make([]posting, len(b.all))
	for _, p := range b.all {
		r := rank[p.word]
		x.postings[next[r]] = p.at
		next[r]++
	}
}
