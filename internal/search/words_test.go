package search

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"candour/internal/testkit"
)

func TestWhatPeopleTypeBecomesASafeQuery(t *testing.T) {
	for typed, want := range map[string]string{
		"kind nurse":                     `"kind" AND "nurse"`,
		"the kind nurse who was with me": `"kind" AND "nurse"`,
		"who was there":                  `"who" AND "was" AND "there"`,
		`"at the end" nurse`:             `"at the end" AND "nurse"`,
		"“waiting room”":                 `"waiting room"`,
		`one " two`:                      `"one" AND "two"`,
		"x-ray":                          `"x ray"`,
		"don't":                          `"don t"`,
		"Café":                           `"café"`,
		"kind* NEAR(a) OR -nurse ^title": `"kind" AND "near a" AND "nurse" AND "title"`,
		"title:pain":                     `"title pain"`,
		"a\x00b":                         `"a b"`,
		"\xff\xfe":                       "",
		"!!! ???":                        "",
		"":                               "",
		"a1 b2 c3 d4 e5 f6 g7 h8 i9 j10": `"a1" AND "b2" AND "c3" AND "d4" AND "e5" AND "f6" AND "g7" AND "h8"`,
	} {
		if got := match(typed); got != want {
			t.Errorf("%q becomes %s, not %s", typed, got, want)
		}
	}
	if got := match(strings.Repeat("word ", 100000)); len(got) > 200 {
		t.Errorf("a very long text becomes %d bytes", len(got))
	}
}

func FuzzNothingThatIsTypedBreaksTheSearch(f *testing.F) {
	for _, seed := range []string{"kind nurse", `"a b" c`, "a\x00b", `""""`, "NEAR(a b, 3)", "x* -y ^z {a b}: c", "é\u0301", "日本語 テスト", "\u200d\u202e", "'; DROP TABLE stories; --", "AND", "\xff", "a:b:c", "𝒜𝓃 ９"} {
		f.Add(seed)
	}
	app := testkit.New(f)
	f.Fuzz(func(t *testing.T, typed string) {
		m := match(typed)
		if !utf8.ValidString(m) || strings.ContainsRune(m, 0) {
			t.Fatalf("%q becomes %q", typed, m)
		}
		for _, order := range []Order{Newest, Relevance} {
			if _, err := Find(app, context.Background(), Query{Words: typed, Order: order}); err != nil {
				t.Fatalf("%q becomes %q: %v", typed, m, err)
			}
		}
	})
}

func TestMarksBecomePiecesAndStrayMarksAreDropped(t *testing.T) {
	for marked, want := range map[string]string{
		"a \x01b\x02 c":      "a [b] c",
		"\x01a\x02\x01b\x02": "[a][b]",
		"a \x02 b \x01 c":    "a  b  c",
		"":                   "",
		"<b>\x01&\x02":       "<b>[&]",
	} {
		var got strings.Builder
		for _, p := range pieces(marked) {
			if p.Hit {
				got.WriteString("[" + p.Text + "]")
			} else {
				got.WriteString(p.Text)
			}
		}
		if got.String() != want {
			t.Errorf("%q becomes %q, not %q", marked, got.String(), want)
		}
	}
}
