package flow_test

import (
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
)

// close has a senior moderator close a story.
func (p *postRoom) close(id string) {
	p.t.Helper()
	d := p.decision(id)
	d.Reason, d.Note = "legal-process", "An order of a court."
	p.ok(flow.RestrictStory(p, d))
}

// open has one open it again.
func (p *postRoom) open(id string) {
	p.t.Helper()
	d := p.decision(id)
	d.Note = "The order is over."
	p.ok(flow.LiftRestriction(p, d))
}

// toldOfClosing says what the letters about the closing of a story said, in the order
// in which they left.
func (p *postRoom) toldOfClosing() string {
	p.t.Helper()
	said := []string{}
	for _, l := range p.box.To(ritasAddress) {
		m := wordsOf(p.t, l)
		closed, opened := strings.Contains(m, "has closed a story"), strings.Contains(m, "has opened a story")
		switch {
		case closed:
			said = append(said, "closed")
		case opened:
			said = append(said, "opened")
		}
		if (closed || opened) && (strings.Contains(m, unpublished) || strings.Contains(m, adasTitle) || strings.Contains(m, adasScreen)) {
			p.t.Errorf("a letter says what the story tells:\n%s", m)
		}
	}
	return strings.Join(said, " ")
}

func TestTellClosed_MembersWhoWereToldHearThatAStoryIsClosedAndThatItIsOpenAgain(t *testing.T) {
	p := newPostRoom(t)
	id := p.published()
	p.send()
	p.close(id)
	p.send()
	p.open(id)
	p.send()
	p.close(id) // the second time is told as the first
	p.send()
	if got := p.toldOfClosing(); got != "closed opened closed" {
		t.Errorf("she was told: %s", got)
	}
}

func TestTellClosed_WhoNeverHeardOfTheStoryHearsNothing(t *testing.T) {
	p := newPostRoom(t)
	id := p.published()
	p.close(id) // before the letter about the story has left
	p.send()
	if got := p.toldOfClosing(); got != "" {
		t.Errorf("she was told: %s", got)
	}
}

func TestTellClosed_AClosingThatIsOverBeforeItsLetterLeftIsNotTold(t *testing.T) {
	p := newPostRoom(t)
	id := p.published()
	p.send()
	p.close(id)
	p.open(id)
	p.send()
	if got := p.toldOfClosing(); got != "" {
		t.Errorf("she was told: %s", got)
	}
}

func TestTellClosed_ALongClosedStoryIsToldOfWhenItOpens(t *testing.T) {
	p := newPostRoom(t)
	id := p.published()
	p.send()
	p.close(id)
	p.send()
	p.Pass(400 * 24 * time.Hour)
	_, err := flow.Sweep(p, t.Context())
	p.ok(err)
	letters, err := records.LettersOfStory(p, id)
	p.ok(err)
	if len(letters) != 0 {
		t.Fatalf("%d letters are not swept", len(letters))
	}
	p.open(id)
	p.send()
	if got := p.toldOfClosing(); got != "closed opened" {
		t.Errorf("she was told: %s", got)
	}
}

func TestTellClosed_AStoryThatIsTakenDownHasALetterOfItsOwn(t *testing.T) {
	p := newPostRoom(t)
	id := p.published()
	p.send()
	p.close(id)
	d := p.decision(id)
	d.Reason, d.Note = "legal-process", "An order of a court."
	p.ok(flow.RemoveStory(p, d))
	p.send()
	p.is(mail.WithdrawnTold, "sent", 1, "")
	if got := p.toldOfClosing(); got != "" {
		t.Errorf("she was told: %s", got)
	}
}
