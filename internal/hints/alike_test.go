package hints

import (
	"fmt"
	"strings"
	"testing"
)

const (
	episode = `My mother fell in her kitchen and broke her hip. The ambulance came from Huntly and took two hours. In the
emergency department she lay on a trolley under a broken lamp, and a porter named the lamp Lucifer to make her laugh. She was
given morphine at midnight. In the morning a surgeon with a bow tie drew the operation on a paper towel.`
	retold = `A surgeon in a bow tie drew my mum's hip operation for us on a paper towel, which helped. Before that it had been a long
night: broken hip, kitchen floor, an ambulance all the way from Huntly, and a trolley beneath a lamp that was broken. The porter
who called the lamp Lucifer made her laugh more than the morphine did.`
	other = `My mother fell in the garden and broke her wrist. The minor injuries unit saw her within twenty minutes. A nurse
plastered the arm and gave us a leaflet about exercises. We were home before lunch, and the follow-up letter came on Friday. The
only thing that could be better is the car park, where the machine took no coins and no cards.`
)

func TestTextsThatRepeatOneAnotherAreAlike(t *testing.T) {
	edited := strings.Replace(episode, "a surgeon with a bow tie", "somebody", 1)
	if l := Compare(episode, edited); !l.Copy() {
		t.Errorf("an edited copy: %+v", l)
	}
	if l := Compare(episode, "I told this before. "+episode+" And it went on for weeks, as I will tell another day."); !l.Copy() {
		t.Errorf("a longer copy: %+v", l)
	}
	if l := Compare(episode, retold); l.Copy() || !l.SameEpisode() {
		t.Errorf("the same in other words: %+v", l)
	}
	if l := Compare(episode, other); l.Copy() || l.SameEpisode() {
		t.Errorf("another episode: %+v", l)
	}
	if l := Compare("Thank you all.", "Thank you all."); l.Copy() || l.SameEpisode() {
		t.Errorf("three words are no episode: %+v", l)
	}
}

func TestSignaturesMeetWhereTextsDo(t *testing.T) {
	meet := func(a, b Signature) bool {
		for i := range a {
			if a[i] == b[i] && a[i] != 0 {
				return true
			}
		}
		return false
	}
	if a := SignatureOf(episode); !meet(a, SignatureOf(strings.ToUpper(episode)+"!")) || meet(a, SignatureOf(other)) {
		t.Errorf("%v", a)
	}
	if got := SignatureOf("Too short to tell."); got != (Signature{}) {
		t.Errorf("%v", got)
	}
	met := 0
	for n := range 200 { // every twelfth word is another one: about three quarters of the runs are the same
		words := strings.Fields(episode + " " + retold + " " + other)
		for i := n % 12; i < len(words); i += 12 {
			words[i] = fmt.Sprint("word", n, i)
		}
		if meet(SignatureOf(strings.Join(words, " ")), SignatureOf(episode+" "+retold+" "+other)) {
			met++
		}
	}
	if met < 170 {
		t.Errorf("only %d of 200 copies meet", met)
	}
	if got := SignatureOf(episode)[2]; got != 632278134923343 {
		t.Errorf("the third band became %d: signatures that are stored would not be found again", got)
	}
}

func BenchmarkTheSignatureOfAThousandWords(b *testing.B) {
	text := strings.Repeat(benchText, 10)
	for b.Loop() {
		SignatureOf(text)
	}
}
