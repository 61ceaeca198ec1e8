package desk

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"candour/internal/story"
)

// node is one piece of a chapter: an element of the few that the panel draws, or
// plain text. A chapter is never sent as HTML, so whatever an operator's file says,
// nothing but these can come of it.
type node struct {
	Tag  string `json:"tag,omitempty"` // h2, h3, p, ul, ol, li, blockquote, strong, em, code, a; "" is text
	Text string `json:"text,omitempty"`
	ID   string `json:"id,omitempty"`   // of a heading
	Href string `json:"href,omitempty"` // of a link
	Of   []node `json:"of,omitempty"`
}

// textNodes reads Markdown. Raw HTML and pictures are left out.
func textNodes(source string) []node {
	src := []byte(source)
	return nodesOf(goldmark.DefaultParser().Parse(text.NewReader(src)), src)
}

func nodesOf(parent ast.Node, src []byte) []node {
	var out []node
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		out = append(out, nodeOf(n, src)...)
	}
	return out
}

func nodeOf(n ast.Node, src []byte) []node {
	of := func(tag string) []node { return []node{{Tag: tag, Of: nodesOf(n, src)}} }
	switch n := n.(type) {
	case *ast.Text:
		words := string(n.Value(src))
		if n.SoftLineBreak() || n.HardLineBreak() {
			words += " "
		}
		return []node{{Text: words}}
	case *ast.String:
		return []node{{Text: string(n.Value)}}
	case *ast.Heading:
		tag := "h3"
		if n.Level <= 2 {
			tag = "h2"
		}
		is := node{Tag: tag, Of: nodesOf(n, src)}
		is.ID = anchor(wordsOf(is))
		return []node{is}
	case *ast.Paragraph:
		if made := table(strings.TrimSpace(string(n.Lines().Value(src)))); made != nil {
			return made
		}
		return of("p")
	case *ast.TextBlock:
		return nodesOf(n, src)
	case *ast.List:
		if n.IsOrdered() {
			return of("ol")
		}
		return of("ul")
	case *ast.ListItem:
		return of("li")
	case *ast.Blockquote:
		return of("blockquote")
	case *ast.Emphasis:
		if n.Level == 2 {
			return of("strong")
		}
		return of("em")
	case *ast.CodeSpan:
		return of("code")
	case *ast.Link:
		if href := string(n.Destination); isSafeLink(href) {
			return []node{{Tag: "a", Href: href, Of: nodesOf(n, src)}}
		}
		return nodesOf(n, src)
	}
	return nil
}

// isSafeLink lets links lead to the desk, to this site and to other sites by HTTPS.
func isSafeLink(href string) bool {
	return strings.HasPrefix(href, "#/desk") || strings.HasPrefix(href, "https://") ||
		strings.HasPrefix(href, "/") && !strings.HasPrefix(href, "//") && !strings.HasPrefix(href, `/\`)
}

// wordsOf is the text of a piece and of all in it.
func wordsOf(n node) string {
	words := n.Text
	for _, part := range n.Of {
		words += wordsOf(part)
	}
	return words
}

// anchor makes a heading's words into its address: small letters, digits, hyphens.
func anchor(words string) string {
	parts := strings.FieldsFunc(strings.ToLower(strings.NewReplacer("’", "", "'", "").Replace(words)), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	return strings.Join(parts, "-")
}

// table puts in what the program itself goes by, so that the handbook can never
// say something else: {{refuse CODE}}, {{refuse-response CODE}}, {{edit CODE}}
// are headings with what each reason means, {{criticality}} the written criteria,
// {{outcomes}} the five ways on when somebody may be in danger. nil: it is no such line.
func table(line string) []node {
	if !strings.HasPrefix(line, "{{") || !strings.HasSuffix(line, "}}") {
		return nil
	}
	what, code, _ := strings.Cut(strings.TrimSpace(line[2:len(line)-2]), " ")
	switch what {
	case "refuse":
		return reasonNodes("refuse-", story.StoryReasons(), code)
	case "refuse-response":
		return reasonNodes("answer-", story.ResponseReasons(), code)
	case "edit":
		return reasonNodes("edit-", story.EditReasons(), code)
	case "criticality":
		return levelNodes()
	case "outcomes":
		return outcomeNodes()
	}
	return nil
}

func heading(tag, id, words string) node { return node{Tag: tag, ID: id, Of: []node{{Text: words}}} }

func paragraph(words string) node { return node{Tag: "p", Of: []node{{Text: words}}} }

func reasonNodes(prefix string, list []story.Reason, code string) []node {
	for _, r := range list {
		if r.Code == code {
			return []node{heading("h2", prefix+code, r.Label), paragraph(r.Meaning)}
		}
	}
	return nil
}

func levelNodes() []node {
	var all []node
	for _, l := range story.Levels() {
		all = append(all, heading("h3", "score-"+string(rune('0'+l.Score)), string(rune('0'+l.Score))+" "+l.Name), paragraph(l.Means), paragraph(l.Like))
	}
	return all
}

func outcomeNodes() []node {
	var all []node
	for _, o := range story.Outcomes() {
		steps := node{Tag: "ol"}
		for _, s := range o.Steps {
			steps.Of = append(steps.Of, node{Tag: "li", Of: []node{{Text: s.Do + " "}, {Tag: "em", Of: []node{{Text: "If nobody answers: " + s.Nobody}}}}})
		}
		all = append(all, heading("h3", "outcome-"+o.Code, o.Name), paragraph(o.When),
			node{Tag: "p", Of: []node{{Tag: "strong", Of: []node{{Text: "Published? "}}}, {Text: o.Publish}}}, steps)
	}
	return all
}
