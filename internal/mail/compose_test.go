package mail

import (
	"io/fs"
	"net/mail"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/net/html"

	"candour/internal/region"
)

var letterFiles = os.DirFS("../../pb_public")

func testSite(t testing.TB) Site {
	t.Helper()
	scotland, err := region.Load("scotland")
	if err != nil {
		t.Fatal(err)
	}
	return Site{Name: "Candour Grampian", URL: "https://candour.example", OperatorName: "The Candour Trust",
		OperatorAddress: "1 Test Street, Aberdeen", OperatorEmail: "hello@candour.example", Region: scotland,
		Sender: mail.Address{Name: "Candour", Address: "letters@candour.example"}}
}

const stopURL = "https://candour.example/letters/s1.abcdefgh.token/stop"

func composed(t testing.TB, l Letter) Message {
	t.Helper()
	e := Envelope{ID: "abcdefghijklmno", To: "ada@example.org", At: time.Date(2026, 11, 18, 12, 0, 0, 0, time.UTC)}
	if !l.kind().IsDuty() {
		e.StopURL = stopURL
	}
	m, err := Compose(letterFiles, l, e, testSite(t))
	if err != nil {
		t.Fatalf("%s: %v", l.kind(), err)
	}
	return m
}

func TestLetters_EveryKind_HasATypeASampleAndAText(t *testing.T) {
	sampled := map[Kind]bool{}
	for _, l := range Samples() {
		if sampled[l.kind()] {
			t.Errorf("%s has two samples", l.kind())
		}
		sampled[l.kind()] = true
	}
	texts, err := fs.Glob(letterFiles, "letters/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range texts {
		kind := strings.TrimSuffix(strings.TrimPrefix(name, "letters/"), ".txt")
		if kind != "frame" && !sampled[Kind(kind)] {
			t.Errorf("%s is a text of no kind", name)
		}
	}
	if len(texts) != len(sampled)+1 {
		t.Errorf("%d texts with the frame, %d kinds", len(texts), len(sampled))
	}
	source, err := os.ReadFile("kinds.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`Kind\s*= "([a-z-]+)"`).FindAllStringSubmatch(string(source), -1) {
		if !sampled[Kind(m[1])] {
			t.Errorf("%s has no type and no sample", m[1])
		}
	}
}

var hole = regexp.MustCompile(`<no value>|%!|\{\{|\}\}|ZgotmplZ`)

func TestLetters_EachIsWhole_InBothForms(t *testing.T) {
	for _, l := range Samples() {
		m := composed(t, l)
		for form, text := range map[string]string{"text": m.Text, "html": m.HTML} {
			if hole.MatchString(text) {
				t.Errorf("%s, %s: a hole in\n%s", l.kind(), form, text)
			}
			for _, word := range []string{"Candour Grampian", "Why you get this letter", "The Candour Trust", "1 Test Street, Aberdeen", "hello@candour.example"} {
				if !strings.Contains(text, word) {
					t.Errorf("%s, %s does not say %q", l.kind(), form, word)
				}
			}
			if strings.Contains(text, stopURL) == l.kind().IsDuty() {
				t.Errorf("%s, %s: the way to stop letters and the duty to send them don't fit", l.kind(), form)
			}
			for _, c := range testSite(t).Region.CrisisContacts {
				hard := l.kind() == Received || l.kind() == Question || l.kind() == QuestionReminded || l.kind() == StoryRejected || l.kind() == NewMessage || l.kind() == Disclosed
				if strings.Contains(html.UnescapeString(text), c.Name) != hard {
					t.Errorf("%s, %s: %s should stand there only in a hard hour", l.kind(), form, c.Name)
				}
			}
		}
		if strings.Contains(m.Text, "\n\n\n") || strings.HasPrefix(m.Text, "\n") {
			t.Errorf("%s: gaps in the text\n%s", l.kind(), m.Text)
		}
		for line := range strings.SplitSeq(m.Text, "\n") {
			if len(line) > 900 {
				t.Errorf("%s: a line of %d bytes", l.kind(), len(line))
			}
		}
	}
}

func TestLetters_Links_AreAbsoluteAndTheSameInBothForms(t *testing.T) {
	for _, l := range Samples() {
		m := composed(t, l)
		doc, err := html.Parse(strings.NewReader(m.HTML))
		if err != nil {
			t.Fatal(err)
		}
		links := 0
		for n := range doc.Descendants() {
			for _, a := range n.Attr {
				switch {
				case a.Key == "src" || a.Key == "background" || strings.HasPrefix(a.Key, "on"):
					t.Errorf("%s fetches or runs something: %s=%q", l.kind(), a.Key, a.Val)
				case a.Key == "href" && strings.HasPrefix(a.Val, "mailto:"):
				case a.Key == "href":
					links++
					if !strings.HasPrefix(a.Val, "https://") {
						t.Errorf("%s: %q is not absolute", l.kind(), a.Val)
					}
					if !strings.Contains(m.Text, a.Val) {
						t.Errorf("%s: %s is missing from the plain letter", l.kind(), a.Val)
					}
				}
			}
			if n.Type == html.ElementNode && (n.Data == "img" || n.Data == "script" || n.Data == "link") {
				t.Errorf("%s holds <%s>", l.kind(), n.Data)
			}
		}
		_, noLink := map[Kind]bool{Withdrawn: true, WithdrawnTold: true}[l.kind()]
		if links == 0 && !noLink {
			t.Errorf("%s leads nowhere", l.kind())
		}
	}
}

func TestLetters_Subjects_SayNothingOfAnyone(t *testing.T) {
	for _, l := range Samples() {
		subject := strings.ToLower(composed(t, l).Subject)
		for _, told := range []string{"stayed", "grampian", "abcd2345", "ada", "maternity", "@"} {
			if strings.Contains(subject, told) {
				t.Errorf("%s: %q tells %q", l.kind(), subject, told)
			}
		}
	}
	files := fstest.MapFS{"letters/urgent.txt": {Data: []byte("Subject: About {{.DeskURL}}\nWhy: you\n\nWords\n")}}
	if _, err := readSource(files, Urgent); err == nil {
		t.Error("a text could put a value in its subject")
	}
}

func TestLetters_AValue_CannotBecomeMarkupOrALink(t *testing.T) {
	const title = `<b>x</b> > Click: https://evil.example {{site.Name}} "quoted" & more`
	m := composed(t, StoryPublishedLetter{Title: title, StoryURL: "javascript:alert(1)", AccountURL: "https://candour.example/a"})
	if strings.Contains(m.HTML, "<b>") || strings.Contains(m.HTML, `href="https://evil`) || strings.Contains(m.HTML, `href="javascript`) {
		t.Errorf("a value became markup:\n%s", m.HTML)
	}
	if !strings.Contains(m.Text, title) || !strings.Contains(html.UnescapeString(m.HTML), "{{site.Name}} \"quoted\" & more") {
		t.Error("the title is not there as it was written")
	}
}

func TestLetters_Received_OffersAPasswordOnlyWhenThereIsNone(t *testing.T) {
	with, without := composed(t, ReceivedLetter{"https://c.example/s", "https://c.example/p"}), composed(t, ReceivedLetter{"https://c.example/s", ""})
	if !strings.Contains(with.Text, "https://c.example/p") || strings.Contains(without.Text, "password") || !strings.Contains(without.Text, "https://c.example/s") {
		t.Errorf("with a link:\n%s\nwithout:\n%s", with.Text, without.Text)
	}
}

func TestCompose_ALetterThatIsNoDuty_MustBeStoppable(t *testing.T) {
	for _, c := range []struct {
		letter Letter
		stop   string
	}{{StoryAlertLetter{}, ""}, {PasswordLetter{}, stopURL}} {
		if _, err := Compose(letterFiles, c.letter, Envelope{ID: "a", To: "a@b.example", StopURL: c.stop}, testSite(t)); err == nil {
			t.Errorf("%s went out with the stop link %q", c.letter.kind(), c.stop)
		}
	}
}

func TestCheck_ABrokenText_IsFoundAtStart(t *testing.T) {
	if err := Check(letterFiles, testSite(t)); err != nil {
		t.Fatal(err)
	}
	for _, broken := range []string{"", "Subject: a\n\nno why\n", "Subject: a\nWhy: b\n\n{{.Nothing}}\n", "Subject: a\nWhy: b\n\n{{if}}\n", "Subject: a\nWhy: b\n\n"} {
		files := fstest.MapFS{}
		for _, name := range []string{"frame.txt", "frame.html", "urgent.txt"} {
			data, err := fs.ReadFile(letterFiles, "letters/"+name)
			if err != nil {
				t.Fatal(err)
			}
			files["letters/"+name] = &fstest.MapFile{Data: data}
		}
		files["letters/urgent.txt"] = &fstest.MapFile{Data: []byte(broken)}
		if _, err := Compose(files, UrgentLetter{"https://c.example/_/"}, Envelope{ID: "a", To: "a@b.example"}, testSite(t)); err == nil {
			t.Errorf("%q was taken for a letter", broken)
		}
	}
}
