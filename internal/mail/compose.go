package mail

import (
	"bytes"
	"fmt"
	htmltemplate "html/template"
	"io/fs"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"
	texttemplate "text/template"
	"time"
	"unicode/utf8"

	"candour/internal/region"
)

// Site is what every letter says of the deployment.
type Site struct {
	Name, URL                                    string // URL without a slash at the end
	OperatorName, OperatorAddress, OperatorEmail string
	Sender                                       mail.Address
	Region                                       *region.Region
}

// Envelope is where one letter goes.
type Envelope struct {
	ID      string // the letter's own, which makes its Message-ID
	To      string // an address
	StopURL string // turns letters off; must be "" for a duty and set for any other
	At      time.Time
}

// frame is what stands around the words of a letter.
type frame struct {
	Site      Site
	Language  string
	Subject   string
	Body, Why any // text, or markup that html/template has made
	StopURL   string
	Crisis    []region.Contact
	Turn      *region.Complaints
}

// Compose words a letter from letters/KIND.txt within letters/frame.txt and
// letters/frame.html, and addresses it.
func Compose(files fs.FS, l Letter, e Envelope, site Site) (Message, error) {
	if (e.StopURL == "") != l.kind().IsDuty() {
		return Message{}, fmt.Errorf("wording %s: a letter can be stopped if it is no duty, and only then", l.kind())
	}
	src, err := readSource(files, l.kind())
	if err != nil {
		return Message{}, err
	}
	f := framed(src, l.kind(), e, site)
	m := Message{To: mail.Address{Address: e.To}, From: site.Sender, Subject: src.subject,
		MessageID: e.ID + "@" + host(site.URL), Date: e.At, Headers: stopHeaders(e.StopURL)}
	if m.Text, err = asText(files, src, f, l); err != nil {
		return Message{}, fmt.Errorf("wording %s: %w", l.kind(), err)
	}
	if m.HTML, err = asHTML(files, src, f, l); err != nil {
		return Message{}, fmt.Errorf("wording %s: %w", l.kind(), err)
	}
	return m, m.Check()
}

// Check words a sample of every kind, so that a broken text is found at start.
func Check(files fs.FS, site Site) error {
	for _, l := range Samples() {
		e := Envelope{ID: "sample", To: "sample@candour.example"}
		if !l.kind().IsDuty() {
			e.StopURL = site.URL + "/letters/sample/stop"
		}
		if _, err := Compose(files, l, e, site); err != nil {
			return err
		}
	}
	return nil
}

func framed(src source, kind Kind, e Envelope, site Site) frame {
	f := frame{Site: site, Language: "en", Subject: src.subject, StopURL: e.StopURL}
	if r := site.Region; r != nil {
		if len(r.Languages) > 0 {
			f.Language = r.Languages[0].Code
		}
		if slices.Contains(hard, kind) {
			f.Crisis = r.CrisisContacts
		}
		if kind == StoryRejected {
			f.Turn = &r.Complaints
		}
	}
	return f
}

func asText(files fs.FS, src source, f frame, l Letter) (string, error) {
	funcs := texttemplate.FuncMap{"site": func() Site { return f.Site }, "join": strings.Join}
	run := func(name, text string, data any) (string, error) {
		t, err := texttemplate.New(name).Funcs(funcs).Parse(text)
		if err != nil {
			return "", err
		}
		var out bytes.Buffer
		err = t.Execute(&out, data)
		return out.String(), err
	}
	body, err := run("words", src.plain(), l)
	if err != nil {
		return "", err
	}
	why, err := run("why", src.why, l)
	if err != nil {
		return "", err
	}
	outer, err := fs.ReadFile(files, "letters/frame.txt")
	if err != nil {
		return "", err
	}
	f.Body, f.Why = wrapped(strings.TrimSpace(body)), why
	all, err := run("frame", string(outer), f)
	return strings.TrimSpace(emptyLines.ReplaceAllString(all, "\n\n")) + "\n", err
}

// lineLength is how long a line of a letter is, at most.
const lineLength = 74

// wrapped breaks the paragraphs anew in which a line became too long when a name was put
// in. Lines with a link, and those of a list, stay as they are.
func wrapped(body string) string {
	paragraphs := strings.Split(emptyLines.ReplaceAllString(body, "\n\n"), "\n\n")
	for i, p := range paragraphs {
		lines := strings.Split(p, "\n")
		long := slices.ContainsFunc(lines, func(l string) bool { return utf8.RuneCountInString(l) > lineLength })
		fixed := slices.ContainsFunc(lines, func(l string) bool { return strings.HasPrefix(l, "- ") || strings.Contains(l, "://") })
		if long && !fixed {
			paragraphs[i] = filled(strings.Fields(p))
		}
	}
	return strings.Join(paragraphs, "\n\n")
}

func filled(words []string) string {
	var out strings.Builder
	room := 0
	for i, w := range words {
		n := utf8.RuneCountInString(w)
		switch {
		case i == 0:
			room = lineLength
		case n+1 > room:
			out.WriteByte('\n')
			room = lineLength
		default:
			out.WriteByte(' ')
			room--
		}
		out.WriteString(w)
		room -= n
	}
	return out.String()
}

// emptyLines are what templates leave where something was left out.
var emptyLines = regexp.MustCompile(`\n[ \t]*(?:\n[ \t]*)+\n`)

func asHTML(files fs.FS, src source, f frame, l Letter) (string, error) {
	funcs := htmltemplate.FuncMap{"site": func() Site { return f.Site }, "join": strings.Join}
	run := func(name, text string, data any) (string, error) {
		t, err := htmltemplate.New(name).Funcs(funcs).Parse(text)
		if err != nil {
			return "", err
		}
		var out bytes.Buffer
		err = t.Execute(&out, data)
		return out.String(), err
	}
	body, err := run("words", src.markup(), l)
	if err != nil {
		return "", err
	}
	why, err := run("why", escapeWords(src.why), l)
	if err != nil {
		return "", err
	}
	outer, err := fs.ReadFile(files, "letters/frame.html")
	if err != nil {
		return "", err
	}
	// Both were escaped by html/template just above.
	f.Body, f.Why = htmltemplate.HTML(body), htmltemplate.HTML(why)
	return run("frame", string(outer), f)
}

// stopHeaders lets a mail program offer to stop letters (RFC 2369, RFC 8058).
func stopHeaders(stopURL string) map[string]string {
	if stopURL == "" {
		return nil
	}
	return map[string]string{"List-Unsubscribe": "<" + stopURL + ">", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
}

// host is the name in an address of the site, for Message-IDs.
func host(siteURL string) string {
	u, err := url.Parse(siteURL)
	if err != nil || u.Hostname() == "" || strings.Contains(u.Hostname(), ":") {
		return "localhost"
	}
	return u.Hostname()
}
