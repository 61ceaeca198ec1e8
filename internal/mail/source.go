package mail

import (
	"fmt"
	"html"
	"io/fs"
	"regexp"
	"strings"
)

// source is the text of one kind of letter, as its file holds it. One file
// makes the plain letter and the one with colours, so that the two never differ:
//
//	Subject: the same words for everyone
//	Why: why you get this letter
//
//	Paragraphs, with an empty line between two of them. {{.Field}} puts in what
//	the letter's type holds, {{site.Name}} what is known of the site.
//
//	> What the link does: {{.SomeURL}}
type source struct{ subject, why, body string }

func readSource(files fs.FS, kind Kind) (source, error) {
	name := "letters/" + string(kind) + ".txt"
	raw, err := fs.ReadFile(files, name)
	if err != nil {
		return source{}, fmt.Errorf("reading a letter: %w", err)
	}
	head, body, _ := strings.Cut(strings.ReplaceAll(string(raw), "\r\n", "\n"), "\n\n")
	s := source{body: strings.TrimSpace(body) + "\n"}
	for line := range strings.SplitSeq(strings.TrimSpace(head), "\n") {
		key, value, _ := strings.Cut(line, ":")
		switch strings.TrimSpace(key) {
		case "Subject":
			s.subject = strings.TrimSpace(value)
		case "Why":
			s.why = strings.TrimSpace(value)
		default:
			return source{}, fmt.Errorf("%s: the first lines are Subject: and Why:, then an empty line", name)
		}
	}
	switch {
	case s.subject == "" || s.why == "" || strings.TrimSpace(s.body) == "":
		return source{}, fmt.Errorf("%s needs a Subject:, a Why: and some words", name)
	case strings.Contains(s.subject, "{{"):
		// What a subject says is read by whoever looks over a shoulder.
		return source{}, fmt.Errorf("%s: the subject must be the same for everyone", name)
	}
	return s, nil
}

var (
	linkLine   = regexp.MustCompile(`^> (.+?): (\{\{.+\}\}|\S+)$`)
	actionLine = regexp.MustCompile(`^\{\{[^{}]*\}\}$`)
	action     = regexp.MustCompile(`\{\{[^{}]*\}\}`)
)

// plain is the body as a text/template.
func (s source) plain() string {
	lines := strings.Split(s.body, "\n")
	for i, line := range lines {
		if m := linkLine.FindStringSubmatch(line); m != nil {
			lines[i] = m[1] + ":\n" + m[2]
		}
	}
	return strings.Join(lines, "\n")
}

// markup is the body as an html/template. The marks are made from the file
// alone, before any value is put in, so no value can become one.
func (s source) markup() string {
	var out strings.Builder
	var paragraph []string
	end := func() {
		if len(paragraph) > 0 {
			fmt.Fprintf(&out, "<p>%s</p>\n", strings.Join(paragraph, "\n"))
			paragraph = nil
		}
	}
	for line := range strings.SplitSeq(s.body, "\n") {
		line = strings.TrimSpace(line)
		link := linkLine.FindStringSubmatch(line)
		switch {
		case line == "":
			end()
		case link != nil:
			end()
			fmt.Fprintf(&out, "<p><a class=\"do\" href=\"%s\">%s</a></p>\n", link[2], escapeWords(link[1]))
		case actionLine.MatchString(line) && !strings.HasPrefix(line, "{{."):
			end()
			out.WriteString(line + "\n")
		default:
			paragraph = append(paragraph, escapeWords(line))
		}
	}
	end()
	return out.String()
}

// escapeWords escapes a line for HTML and leaves what is between {{ and }}.
func escapeWords(line string) string {
	var out strings.Builder
	at := 0
	for _, m := range action.FindAllStringIndex(line, -1) {
		out.WriteString(html.EscapeString(line[at:m[0]]) + line[m[0]:m[1]])
		at = m[1]
	}
	return out.String() + html.EscapeString(line[at:])
}
