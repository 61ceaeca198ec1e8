package compare

import (
	"strings"
	"testing"
)

// shown draws a comparison: [-out-] and {+in+}.
func shown(pieces []Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		switch p.Kind {
		case Out:
			b.WriteString("[-" + p.Text + "-]")
		case In:
			b.WriteString("{+" + p.Text + "+}")
		default:
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

func TestWords_AChangedWordShowsAlone(t *testing.T) {
	for _, c := range []struct{ was, is, want string }{
		{"", "", ""},
		{"all was well", "all was well", "all was well"},
		{"Nurse Morag stayed.", "The nurse stayed.", "[-Nurse Morag-]{+The nurse+} stayed."},
		{"on 2 October, at night", "in autumn, at night", "[-on 2 October-]{+in autumn+}, at night"},
		{"VERY bad", "very bad", "[-VERY-]{+very+} bad"},
		{"one\n\ntwo", "one", "one[-\n\ntwo-]"},
		{"didn’t help", "did help", "[-didn’t-]{+did+} help"},
		{"", "new", "{+new+}"},
		{"Ünïcödé 😀 Wörter", "Ünïcödé Wörter", "Ünïcödé [-😀 -]Wörter"},
	} {
		if got := shown(Words(c.was, c.is)); got != c.want {
			t.Errorf("%q to %q: %q, want %q", c.was, c.is, got, c.want)
		}
	}
}

func FuzzWords_NothingIsLost(f *testing.F) {
	f.Add("Nurse Morag stayed.", "The nurse stayed.")
	f.Add("a b\tc\r\n", "\u202ea 😀")
	f.Fuzz(func(t *testing.T, was, is string) {
		if strings.ToValidUTF8(was, "") != was || strings.ToValidUTF8(is, "") != is {
			return
		}
		out, in := "", ""
		for _, p := range Words(was, is) {
			if p.Kind != In {
				out += p.Text
			}
			if p.Kind != Out {
				in += p.Text
			}
		}
		if out != was || in != is {
			t.Errorf("%q and %q became %q and %q", was, is, out, in)
		}
		if Changed(Words(was, is)) != (was != is) {
			t.Errorf("%q and %q: changed is told wrongly", was, is)
		}
	})
}
